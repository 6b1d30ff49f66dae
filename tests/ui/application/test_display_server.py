"""Without a display the program says so, where Qt would abort the process."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from xray_desktop.messages import message
from xray_desktop.ui.application.display_server import why_no_window

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")


@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ":7777"}, {"WAYLAND_DISPLAY": "nowhere"}, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ""}],
)
def test_no_display_has_a_code(environment: dict[str, str]) -> None:
    assert why_no_window(environment) == message("no_display")


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_platforms_without_a_display_need_none(platform: str) -> None:
    assert why_no_window({"QT_QPA_PLATFORM": platform}) is None


def test_a_display_that_answers_is_enough(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert why_no_window({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}) is None


@pytest.mark.parametrize("arguments", [[], ["image.png"], ["--", "image.png"]])
def test_a_start_without_a_display_ends_with_status_2_and_names_the_command(arguments: list[str]) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "xray_desktop", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.strip() == str(message("no_display"))
    assert "classify" in done.stderr
