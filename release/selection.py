"""What goes into the frozen program and what stays out."""

import re

# Packages that stand in a developer's environment and that the application never imports. PyInstaller follows
# optional imports of numpy, Pillow and ONNX Runtime into them (torch alone is several gigabytes).
EXCLUDED_MODULES = [
    "torch",
    "torchvision",
    "training",
    "matplotlib",
    "sklearn",
    "scipy",
    "pandas",
    "onnx",
    "sympy",
    "mpmath",
    "h5py",
    "IPython",
    "tkinter",
    "curses",
    "pytest",
    "_pytest",
    "hypothesis",
    "setuptools",
    "pip",
    "wheel",
    "pkg_resources",
    "lib2to3",
    "pydoc_data",
    "sqlite3",
    "numpy.f2py",
    "numpy.distutils",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.training",
    "onnxruntime.transformers",
    # Pillow's decoders for what the application does not read.
    "PIL.AvifImagePlugin",
    "PIL._avif",
    "PIL.ImageTk",
    "PIL._imagingtk",
    "PIL.ImageCms",
    "PIL._imagingcms",
    "PIL.ImageFont",
    "PIL._imagingft",
]

_QT_LIBRARIES = (
    "Qml|Quick|Pdf|VirtualKeyboard|OpenGLWidgets|Sql|Test|WebSockets|WebChannel|"
    "ShaderTools|LabsQml|Designer|Help|EglFS|Multimedia|3D"
)

# Qt's plug-ins and libraries that a program of widgets, without network, database, QML or OpenGL, never loads.
# The theme plug-in for GTK is left out because it would bring GTK itself along.
_UNUSED = re.compile(
    r"PySide6/(?:Qt/)?(?:"
    r"plugins/(?:designer|egldeviceintegrations|generic|networkinformation|position|qmllint|qmltooling|"
    r"sqldrivers|tls|vectorimageformats|webview|xcbglintegrations|wayland-graphics-integration-[a-z]+)/"
    r"|plugins/platforms/[^/]*(?:eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d)[^/]*$"
    r"|plugins/platforminputcontexts/[^/]*virtualkeyboard"
    r"|plugins/platformthemes/[^/]*gtk"
    r"|plugins/imageformats/[^/]*(?:qpdf|qtiff|qwbmp|qtga|qwebp|qgif|qicns)"
    r"|plugins/iconengines/(?!.*svg)"
    r"|qml/"
    r"|translations/(?!qtbase_(?:ko|en))"
    rf"|(?:lib/)?(?:lib)?Qt6?(?:{_QT_LIBRARIES})\w*\."
    r"|opengl32sw\.dll"
    r")"
)


def is_unused(destination: str) -> bool:
    """Whether a file that PyInstaller collected, named by its place in the program, has no use there."""
    return bool(_UNUSED.match(destination.replace("\\", "/")))
