"""Where a user does everything no connection is tried, and a program that tried one would be caught."""

import sys

import pytest

from tests.privacy.conftest import Place, can_trace, network_taken_away

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


def test_everything_was_done(session: Place) -> None:
    assert "NOT DONE" not in session.outputs["window"]
    assert "done: close image" in session.outputs["window"]
    assert session.outputs["window"].count("done:") > 60
    assert session.statuses == {
        **dict.fromkeys(("window", "self-test", "stdout", "shard1", "shard2", "merge"), 0),
        # Some of the troublesome files cannot be read.
        **dict.fromkeys(("csv", "resume", "jsonl", "parquet", "broken"), 1),
    }


def test_no_connection_is_tried(session: Place) -> None:
    assert session.tried() == []


@pytest.mark.skipif(not can_trace(), reason="system calls cannot be watched here")
def test_the_second_start_spoke_to_the_first_within_this_machine(session: Place) -> None:
    assert any("connect(" in call and "xray-desktop-" in call for call in session.local())


TRIES = {
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
"""Ways to the network, and whether they go past Python."""


@pytest.mark.parametrize(("code", "native"), TRIES.values(), ids=TRIES)
def test_a_program_that_tries_a_connection_is_caught(tmp_path, code: str, native: bool) -> None:
    if native and not can_trace():
        pytest.skip("system calls cannot be watched here")
    place = Place(tmp_path / "user")
    place.run("try", "-c", code)
    assert place.tried() != []


@pytest.mark.skipif(sys.platform != "linux", reason="name spaces are Linux's")
@pytest.mark.skipif(not network_taken_away(), reason="name spaces may not be made here")
def test_there_is_no_network_to_be_reached(tmp_path) -> None:
    place = Place(tmp_path / "user")
    place.run("try", "-c", "print(open('/proc/net/dev').read().count(':'), end='')")
    assert place.outputs["try"] == "1"
