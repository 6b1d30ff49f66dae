"""One window for all: a second start hands its paths to the first one and ends."""

import getpass
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_LARGEST = 4 * 1024 * 1024


def server_name(settings_file: Path) -> str:
    """The name of this user's local socket; another settings file is another program."""
    key = f"{getpass.getuser()} {settings_file}"
    return f"xray-desktop-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def hand_over(name: str, paths: Sequence[str]) -> bool:
    """Gives absolute paths to the window that is open already; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    message = json.dumps(list(paths)).encode()
    socket.write(len(message).to_bytes(4, "big") + message)
    # The window answers once it has the paths; without an answer this start opens a window of its own.
    taken = socket.waitForBytesWritten(_WAIT_MS) and socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return bool(taken)


class InstanceServer(QObject):
    """Listens for later starts of the same user; not reachable from the network or by other users.

    Signals:
        pathsReceived: a later start was given these paths, which may be none.
    """

    pathsReceived = Signal(list)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(name):
            # What a crashed window left behind; a living one would have answered `hand_over`.
            QLocalServer.removeServer(name)
            self._server.listen(name)
        self._server.newConnection.connect(self._connected)

    @property
    def listening(self) -> bool:
        """Whether it listens for later starts."""
        return self._server.isListening()

    def close(self) -> None:
        """Stops listening."""
        self._server.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    def _read(self) -> None:
        socket = self.sender()
        assert isinstance(socket, QLocalSocket)
        head = socket.peek(4).data()
        length = int.from_bytes(head, "big")
        if len(head) < 4 or length > _LARGEST:
            socket.abort()
            return
        if socket.bytesAvailable() < 4 + length:
            return
        message = bytes(socket.read(4 + length).data())[4:]
        try:
            paths = json.loads(message)
        except ValueError:
            socket.abort()
            return
        socket.write(b"1")
        socket.flush()
        if isinstance(paths, list):
            self.pathsReceived.emit([path for path in paths if isinstance(path, str)])
