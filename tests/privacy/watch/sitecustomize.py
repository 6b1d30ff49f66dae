"""Loaded by every Python process of a recorded session: records socket operations before they happen and
keeps a copy of every file that is deleted. The program itself is not involved.

XRAY_WATCH names the folder for both.
"""

import os
import shutil
import sys

_SOCKETS = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.send", "socket.bind")
_folder = os.environ.get("XRAY_WATCH", "")
_busy = False


def _kind(event: str, address: object) -> str:
    if event in ("socket.connect", "socket.bind") and isinstance(address, str | bytes):
        return "local"
    # urllib3, where it is installed, binds the loopback address on import to test for IPv6.
    if event == "socket.bind" and isinstance(address, tuple) and address[:2] == ("::1", 0):
        return "loopback"
    return "network"


def _watch(event: str, arguments: tuple) -> None:
    global _busy
    if _busy:
        return
    if event.startswith(_SOCKETS):
        address = arguments[1] if event in ("socket.connect", "socket.bind") else arguments[0]
        kind = _kind(event, address)
        _busy = True
        try:
            with open(os.path.join(_folder, f"sockets.{os.getpid()}"), "a") as file:
                file.write(f"{kind} {event} {address!r}\n")
        finally:
            _busy = False
        if kind == "network":
            raise PermissionError(f"the network is blocked: {event} {address!r}")
    elif event == "os.remove":
        path = os.fsdecode(os.path.abspath(arguments[0]))
        if os.path.isfile(path) and not os.path.islink(path) and not path.startswith(_folder):
            _busy = True
            try:
                name = f"{len(os.listdir(_folder))}-{os.getpid()}-{os.path.basename(path)}"
                shutil.copyfile(path, os.path.join(_folder, f"removed-{name}"))
            finally:
                _busy = False


if _folder:
    sys.addaudithook(_watch)
