"""One window for all, where it is asked for: a second start hands over its paths."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.application.single_instance import InstanceServer, hand_over, server_name
from xray_desktop.ui.settings import Settings

WAIT_MS = 60_000
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[InstanceServer]:
    made = InstanceServer(server_name(tmp_path / "settings.ini"))
    assert made.listening
    yield made
    made.close()


def test_without_a_window_nothing_is_handed_over(tmp_path: Path) -> None:
    assert not hand_over(server_name(tmp_path / "none.ini"), ["a.png"])


def test_the_paths_of_a_second_start_reach_the_first(
    server: InstanceServer, tmp_path: Path, qtbot: QtBot
) -> None:
    code = (
        "import sys; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]); "
        "from xray_desktop.ui.application.single_instance import hand_over; "
        "sys.exit(not hand_over(sys.argv[1], sys.argv[2:]))"
    )
    received: list[list[str]] = []
    server.pathsReceived.connect(received.append)
    process = QProcess()
    process.setWorkingDirectory(os.getcwd())
    with qtbot.waitSignal(process.finished, timeout=WAIT_MS):
        process.start(
            sys.executable, ["-c", code, server_name(tmp_path / "settings.ini"), "/images/폐 1.png", "/b"]
        )
    assert process.exitCode() == 0
    assert received == [["/images/폐 1.png", "/b"]]


def test_what_a_crash_left_behind_does_not_keep_a_window_from_listening(tmp_path: Path) -> None:
    name = server_name(tmp_path / "settings.ini")
    left = InstanceServer(name)
    path = left._server.fullServerName()
    left.close()
    if sys.platform != "win32":
        stale = socket.socket(socket.AF_UNIX)
        stale.bind(path)
        stale.close()
        assert os.path.exists(path)
    again = InstanceServer(name)
    assert again.listening
    again.close()


@pytest.mark.parametrize("message", [b"", b"\x00", b"\xff\xff\xff\xff", b"\x00\x00\x00\x02{]"])
def test_an_invalid_message_does_no_harm(
    server: InstanceServer, tmp_path: Path, qtbot: QtBot, message: bytes
) -> None:
    heard: list[object] = []
    server.pathsReceived.connect(heard.append)
    stranger = QLocalSocket()
    stranger.connectToServer(server_name(tmp_path / "settings.ini"))
    assert stranger.waitForConnected(5000)
    stranger.write(message)
    stranger.flush()
    qtbot.wait(200)
    stranger.abort()
    qtbot.wait(100)
    assert not heard


def test_the_socket_is_this_users_alone(tmp_path: Path) -> None:
    names = {server_name(tmp_path / name) for name in ("a.ini", "b.ini")}
    assert len(names) == 2
    assert all(len(name) < 60 for name in names)


@pytest.mark.skipif(sys.platform == "win32", reason="the settings' place is set by a variable of POSIX")
def test_a_second_program_ends_at_once_and_its_image_opens_in_the_first(
    tmp_path: Path,
) -> None:
    home = tmp_path / "config"
    (home / "xray-desktop").mkdir(parents=True)
    file = home / "xray-desktop" / "xray-desktop.ini"
    Settings(file).set(remembered.SINGLE_INSTANCE, True)
    assert Settings(file).save()
    listening = InstanceServer(server_name(file))
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "xray_desktop", "image.png"],
            env={**os.environ, "XDG_CONFIG_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        )
        received: list[list[str]] = []
        listening.pathsReceived.connect(received.append)
        for _ in range(600):
            QTest.qWait(100)
            if received and process.poll() is not None:
                break
        assert process.poll() == 0
        assert received == [[os.path.abspath("image.png")]]
    finally:
        process.kill()
        listening.close()
