"""A session that uses every feature attempts no connection, and an attempt would be detected."""

import sys

import pytest

from tests.privacy.conftest import Session, can_trace, without_network

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


def test_everything_was_done(session: Session) -> None:
    assert "NOT DONE" not in session.outputs["window"]
    assert "done: close image" in session.outputs["window"]
    assert session.outputs["window"].count("done:") > 60
    assert session.statuses == {
        **dict.fromkeys(("window", "self-test", "stdout", "shard1", "shard2", "merge", "explore"), 0),
        # Some of the problem files cannot be read.
        **dict.fromkeys(("csv", "resume", "jsonl", "parquet", "broken"), 1),
        # Not all of the images are DICOM files.
        "anonymise": 1,
    }


def test_no_connection_is_tried(session: Session) -> None:
    assert session.connections() == []


@pytest.mark.skipif(not can_trace(), reason="system calls cannot be traced here")
def test_second_start_reaches_the_first_through_a_local_socket(session: Session) -> None:
    assert any("connect(" in call and "xray-desktop-" in call for call in session.local())


ATTEMPTS = {
    "name": ("import socket; socket.getaddrinfo('example.org', 80)", False),
    "connection": ("import socket; socket.create_connection(('192.0.2.1', 80), 1)", False),
    "datagram": (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        False,
    ),
    "child": (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', "
        "\"import socket; socket.create_connection(('192.0.2.1', 80), 1)\"])",
        False,
    ),
    "Qt": (
        "from PySide6.QtNetwork import QTcpSocket; s = QTcpSocket(); s.connectToHost('192.0.2.1', 80); "
        "s.waitForConnected(1000)",
        True,
    ),
    "C": (
        "import ctypes, socket; c = ctypes.CDLL(None); s = c.socket(2, 1, 0); "
        "c.connect(s, b'\\x02\\x00\\x00\\x50\\xc0\\x00\\x02\\x01' + bytes(8), 16)",
        True,
    ),
}
"""Connection attempts, and whether they bypass Python."""


@pytest.mark.parametrize(("code", "native"), ATTEMPTS.values(), ids=ATTEMPTS)
def test_connection_attempt_is_detected(tmp_path, code: str, native: bool) -> None:
    if native and not can_trace():
        pytest.skip("system calls cannot be traced here")
    session = Session(tmp_path / "user")
    session.run("try", "-c", code)
    assert session.connections() != []


@pytest.mark.skipif(sys.platform != "linux", reason="name spaces are Linux's")
@pytest.mark.skipif(not without_network(), reason="namespaces are not permitted here")
def test_network_is_unavailable(tmp_path) -> None:
    session = Session(tmp_path / "user")
    session.run("try", "-c", "print(open('/proc/net/dev').read().count(':'), end='')")
    assert session.outputs["try"] == "1"
