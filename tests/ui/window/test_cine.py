"""Frames of a file are played: at its own rate or ten a second, by key and button, without a pause of the
window.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom, write_png
from tests.ui.conftest import WAIT_MS, Shown
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.ui.window.main_window import MainWindow

FRAMES = 6


def write_frames(path: Path, **attributes: Any) -> Path:
    base = synthetic_image(60, 80, bits=12)
    return write_dicom(path, np.stack([np.roll(base, 3 * k, axis=0) for k in range(FRAMES)]), **attributes)


@pytest.fixture
def frames_shown(window: MainWindow) -> list[int]:
    """Every frame that comes to the screen."""
    shown: list[int] = []
    window.radiographShown.connect(lambda _, radiograph: shown.append(radiograph.frame))
    return shown


@pytest.mark.parametrize(
    ("attributes", "rate"),
    [
        ({}, None),
        ({"FrameTime": "40"}, 25),
        ({"CineRate": "12"}, 12),
        ({"RecommendedDisplayFrameRate": "8", "CineRate": "30", "FrameTime": "20"}, 8),
        ({"FrameTime": "0"}, None),
        ({"CineRate": "100000"}, None),
    ],
)
def test_the_rate_is_the_file_s_own(tmp_path: Path, attributes: dict[str, str], rate: float | None) -> None:
    found = read_radiograph(write_frames(tmp_path / "cine.dcm", **attributes)).frame_rate
    assert found == (None if rate is None else pytest.approx(rate))


def test_a_key_plays_round_and_round_and_stops(
    window: MainWindow, shown: Shown, frames_shown: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    shown.predicted_class(write_frames(tmp_path / "cine.dcm", FrameTime="50"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    assert window.cine.rate == pytest.approx(20)
    frames_shown.clear()
    qtbot.keyClick(window, Qt.Key.Key_J)
    assert window.actions_["play"].isChecked()
    qtbot.waitUntil(lambda: len(frames_shown) > 2 * FRAMES, timeout=WAIT_MS)
    assert frames_shown[: FRAMES + 1] == [1, 2, 3, 4, 5, 0, 1]
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        qtbot.keyClick(window, Qt.Key.Key_J)
    count = len(frames_shown)
    qtbot.wait(200)
    assert len(frames_shown) == count
    assert not window.actions_["play"].isChecked()


def test_the_button_plays_at_ten_frames_a_second_and_the_field_and_keys_change_the_rate(
    window: MainWindow, shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    shown.predicted_class(write_frames(tmp_path / "cine.dcm"))
    strip = window.viewer._strip
    assert strip.rate.value() == 10
    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    assert window.cine.playing
    strip.rate.selectAll()
    qtbot.keyClicks(strip.rate, "30")
    qtbot.keyClick(strip.rate, Qt.Key.Key_Return)
    assert window.cine.rate == 30
    window.actions_["slower"].trigger()
    assert window.cine.rate == pytest.approx(24)
    window.actions_["faster"].trigger()
    assert window.cine.rate == pytest.approx(30)
    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    assert not window.cine.playing


def test_opening_another_image_stops_it(
    window: MainWindow, shown: Shown, frames_shown: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    shown.predicted_class(write_frames(tmp_path / "cine.dcm", FrameTime="30"))
    window.actions_["play"].trigger()
    qtbot.waitUntil(lambda: len(frames_shown) > 3, timeout=WAIT_MS)
    other = write_png(tmp_path / "still.png", synthetic_image(70, 90))
    shown.predicted_class(other)
    assert not window.cine.playing
    assert window.image is not None
    assert window.image.path == other
    assert not window.actions_["play"].isEnabled()


def test_window_and_rotation_stay_while_frames_go_by(
    window: MainWindow, shown: Shown, frames_shown: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    shown.predicted_class(write_frames(tmp_path / "cine.dcm", FrameTime="30"))
    window.display.set_range(100, 900)
    window.display.turn(1)
    before = window.display.state
    window.actions_["play"].trigger()
    qtbot.waitUntil(lambda: len(frames_shown) > FRAMES + 2, timeout=WAIT_MS)
    window.actions_["play"].trigger()
    assert window.display.state == before


def test_a_file_that_goes_while_it_plays_is_reported_once(
    window: MainWindow, shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    file = write_frames(tmp_path / "cine.dcm", FrameTime="30")
    shown.predicted_class(file)
    file.unlink()
    failures: list[Path] = []
    window.imageFailed.connect(lambda path, _: failures.append(path))
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS):
        window.actions_["play"].trigger()
    qtbot.wait(200)
    assert failures == [file]
    assert not window.cine.playing
