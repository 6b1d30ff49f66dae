"""The next image is on the screen at once: it was read while the one before was looked at."""

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QThread
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom
from tests.ui.conftest import WAIT_MS
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.window.main_window import MainWindow

IMAGES = 20


class Paints(QObject):
    """When each image was painted first, on the view of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.first: dict[Path, float] = {}
        self._view = window.viewer.view
        self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._view.image is not None:
            self.first.setdefault(self._view.image.path, time.perf_counter())
        return super().eventFilter(watched, event)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The images decoded for the screen, each with the lane that asked for it, in the order of their ends."""
    done: list[tuple[str, str]] = []
    read = IsolatedReader.read

    def recorded(reader: IsolatedReader, path: str, **how: Any) -> Radiograph:
        image = read(reader, path, **how)
        worker = QThread.currentThread().objectName()
        if worker in ("opening", "reading ahead"):
            done.append((Path(path).name, worker))
        return image

    monkeypatch.setattr(IsolatedReader, "read", recorded)
    return done


@pytest.mark.slow
def test_each_next_image_is_painted_without_being_decoded_after_the_key(
    window: MainWindow, readings: list[tuple[str, str]], tmp_path: Path, qtbot: QtBot
) -> None:
    pixels = synthetic_image(2000, 2000, bits=12)
    images = [write_dicom(tmp_path / f"{number:02}.dcm", pixels + number) for number in range(IMAGES)]
    paints = Paints(window)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths(images)
    gaps = []
    for image in images[1:]:
        qtbot.waitUntil(lambda image=image: window.opener.has_read(image), timeout=WAIT_MS)
        pressed = time.perf_counter()
        qtbot.keyClick(window, Qt.Key.Key_PageDown)
        qtbot.waitUntil(lambda image=image: image in paints.first, timeout=WAIT_MS)
        gaps.append(1000 * (paints.first[image] - pressed))
    decoded = [name for name, worker in readings if worker == "opening"]
    assert decoded == ["00.dcm"], "images were decoded after the key was pressed"
    gaps.sort()
    print(f"from the key to the paint: median {gaps[len(gaps) // 2]:.0f} ms, longest {gaps[-1]:.0f} ms")


@pytest.mark.slow
def test_an_image_that_nobody_could_foresee_is_decoded_after_the_key(
    window: MainWindow, readings: list[tuple[str, str]], tmp_path: Path, qtbot: QtBot
) -> None:
    image = synthetic_image(60, 80)
    images = [write_dicom(tmp_path / f"{number}.dcm", image + number) for number in range(5)]
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths(images)
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        qtbot.keyClick(window.worklist.table, Qt.Key.Key_End)
    assert ("4.dcm", "opening") in readings
