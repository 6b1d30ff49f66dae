"""Whether a window can be opened at all, asked before Qt, which ends the process where it cannot.

Imports no Qt.
"""

import ctypes
import importlib.util
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from xray_desktop.messages import Message, message

_X_PORT = 6000
_SECONDS = 3.0
_ON_A_DISPLAY = frozenset({"", "xcb", "wayland", "wayland-egl"})


def why_no_window(environment: Mapping[str, str] = os.environ) -> Message | None:
    """Why no window can be opened; None when one can, or when only Qt knows.

    On Windows and macOS there is always a display; on other platforms of Qt (offscreen) none is needed.
    """
    if sys.platform in ("win32", "darwin"):
        return None
    platform = re.split("[;:]", environment.get("QT_QPA_PLATFORM", ""))[0]
    if platform not in _ON_A_DISPLAY or _wayland_answers(environment):
        return None
    if not _x_answers(environment.get("DISPLAY", "")):
        return message("no_display")
    if missing := _missing_library():
        return message("display_library_missing", library=missing)
    return None


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(os.path.join(environment.get("XDG_RUNTIME_DIR", ""), name))


def _x_answers(display: str) -> bool:
    found = re.fullmatch(r"(?:unix|([^:/]*))(?:/unix)?:(\d{1,5})(?:\.\d+)?", display)
    if found is None:
        # A form that only the X library knows, for instance the socket's path on macOS.
        return bool(display)
    host, number = found[1] or "", int(found[2])
    if not host:
        path = f"/tmp/.X11-unix/X{number}"
        return _answers(path) or _answers(f"\0{path}")
    try:
        socket.create_connection((host, _X_PORT + number), timeout=_SECONDS).close()
    except (OSError, OverflowError):
        return False
    return True


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(_SECONDS)
        try:
            connection.connect(path)
        except (OSError, ValueError):
            return False
    return True


def _missing_library() -> str:
    """The system library that Qt's plug-in for X11 lacks; "" when there is none or the plug-in is
    elsewhere.
    """
    package = importlib.util.find_spec("PySide6")
    if package is None or package.origin is None:
        return ""
    plugin = Path(package.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.is_file():
        return ""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error).split(":")[0]
    return ""
