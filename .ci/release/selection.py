"""Selection of the files that go into the frozen program."""

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

# One file of a PyInstaller build: destination in the program, source path, kind.
Entry = tuple[str, str, str]

# Packages that may be installed in the build environment and that the application never imports. PyInstaller
# follows optional imports of numpy, Pillow and ONNX Runtime into them (torch alone is several gigabytes).
EXCLUDED_MODULES = [
    "torch",
    "torchvision",
    "training",
    "matplotlib",
    "sklearn",
    "scipy",
    "pandas",
    "pyarrow",
    "dask",
    "distributed",
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
    "readline",
    "ssl",
    "_ssl",
    "numpy.f2py",
    "numpy.distutils",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.training",
    "onnxruntime.transformers",
    # Its wheels contain x265, which is GPL.
    "pillow_heif",
    "_pillow_heif",
    # Parts of Pillow that reading an image does not need.
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

# Plug-ins and libraries of Qt that a widget application without network, database, QML or OpenGL never loads.
# The GTK theme plug-in is left out because it depends on GTK itself.
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


BINARIES = {"BINARY", "EXTENSION"}
"""Kinds of entries that contain machine code."""

# Libraries loaded by name at run time, as the bootloader loads Python itself.
_LOADED_BY_NAME = re.compile(r"(lib)?python\d", re.IGNORECASE)


def without_unused(
    entries: Sequence[Entry], imports_of: Callable[[str], Iterable[tuple[str, str | None]]]
) -> list[Entry]:
    """The files of a build without those that the application never loads.

    Unused parts of Qt are removed by name, then every shared library that only they need.

    Args:
        entries: files as PyInstaller collected them.
        imports_of: returns the shared libraries that a binary file needs, as (name, path);
            PyInstaller.depend.bindepend.get_imports.
    """
    wanted = [entry for entry in entries if not is_unused(entry[0])]
    libraries = {entry[1]: entry for entry in wanted if _is_shared_library(entry)}
    by_name = {PurePosixPath(_slashes(entry[0])).name: entry[1] for entry in libraries.values()}
    reached: set[str] = set()
    waiting = [entry[1] for entry in wanted if entry[2] in BINARIES and entry[1] not in libraries]
    while waiting:
        for name, _ in imports_of(waiting.pop()):
            library = by_name.get(PurePosixPath(_slashes(name)).name)
            if library is not None and library not in reached:
                reached.add(library)
                waiting.append(library)
    kept = [entry for entry in wanted if entry[1] not in libraries or entry[1] in reached]
    gone = {_slashes(entry[0]) for entry in entries} - {_slashes(entry[0]) for entry in kept}
    return [entry for entry in kept if entry[2] != "SYMLINK" or _target(entry) not in gone]


def is_unused(destination: str) -> bool:
    """Whether a collected file, named by its destination in the program, is never loaded."""
    return bool(_UNUSED.match(_slashes(destination)))


def _is_shared_library(entry: Entry) -> bool:
    """Whether a file is only needed by other files: a system library or a library of Qt."""
    path = PurePosixPath(_slashes(entry[0]))
    is_library_folder = path.parent in {PurePosixPath("."), PurePosixPath("PySide6/Qt/lib")}
    return entry[2] == "BINARY" and is_library_folder and not _LOADED_BY_NAME.match(path.name)


def _target(link: Entry) -> str:
    """The destination in the program that a symbolic link points to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(_slashes(link[0])), _slashes(link[1])))


def _slashes(path: str) -> str:
    return path.replace("\\", "/")
