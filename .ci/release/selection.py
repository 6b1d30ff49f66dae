"""What goes into the frozen program and what stays out."""

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

# One file of a PyInstaller build: its place in the program, where it came from, its kind.
Entry = tuple[str, str, str]

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

# Qt's plug-ins and libraries that a program of widgets, without network, database, QML or OpenGL, never
# loads. The theme plug-in for GTK is left out because it would bring GTK itself along.
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
"""The kinds of entry that are machine code."""

# Libraries that something finds by name at run time: the bootloader loads Python itself in this way.
_LOADED_BY_NAME = re.compile(r"(lib)?python\d", re.IGNORECASE)


def without_unused(
    entries: Sequence[Entry], imports_of: Callable[[str], Iterable[tuple[str, str | None]]]
) -> list[Entry]:
    """The files of a build less those that the application never loads.

    Qt's unused parts go by name; then every shared library that was collected only for their sake goes too.

    Args:
        entries: files as PyInstaller collected them.
        imports_of: tells the shared libraries that a binary file asks for, as (name, path);
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
    """Whether a file that PyInstaller collected, named by its place in the program, has no use there."""
    return bool(_UNUSED.match(_slashes(destination)))


def _is_shared_library(entry: Entry) -> bool:
    """Whether a file is there for other files' sake alone: a system's library, or one of Qt's."""
    path = PurePosixPath(_slashes(entry[0]))
    in_place = path.parent in {PurePosixPath("."), PurePosixPath("PySide6/Qt/lib")}
    return entry[2] == "BINARY" and in_place and not _LOADED_BY_NAME.match(path.name)


def _target(link: Entry) -> str:
    """The place in the program that a symbolic link leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(_slashes(link[0])), _slashes(link[1])))


def _slashes(path: str) -> str:
    return path.replace("\\", "/")
