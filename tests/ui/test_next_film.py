"""The next film is on the screen at once: it was read while the one before was looked at."""

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QThread
from pytestqt.qtbot import QtBot

from tests.films import synthetic_film, write_dicom
from tests.ui.conftest import WAIT_MS
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.window.main_window import MainWindow

FILMS = 20


class Paints(QObject):
    """When each film was painted first, on the view of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.first: dict[Path, float] = {}
        self._view = window.viewer.view
        self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._view.film is not None:
            self.first.setdefault(self._view.film.path, time.perf_counter())
        return super().eventFilter(watched, event)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The films decoded for the screen, each with the lane that asked for it, in the order of their ends."""
    done: list[tuple[str, str]] = []
    read = IsolatedReader.read

    def recorded(reader: IsolatedReader, path: str, **how: Any) -> Radiograph:
        film = read(reader, path, **how)
        lane = QThread.currentThread().objectName()
        if lane in ("opening", "reading ahead"):
            done.append((Path(path).name, lane))
        return film

    monkeypatch.setattr(IsolatedReader, "read", recorded)
    return done


@pytest.mark.slow
def test_each_next_film_is_painted_without_being_decoded_after_the_key(
    window: MainWindow, readings: list[tuple[str, str]], tmp_path: Path, qtbot: QtBot
) -> None:
    pixels = synthetic_film(2000, 2000, bits=12)
    films = [write_dicom(tmp_path / f"{number:02}.dcm", pixels + number) for number in range(FILMS)]
    paints = Paints(window)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths(films)
    gaps = []
    for film in films[1:]:
        qtbot.waitUntil(lambda film=film: window.opener.has_read(film), timeout=WAIT_MS)
        pressed = time.perf_counter()
        qtbot.keyClick(window, Qt.Key.Key_PageDown)
        qtbot.waitUntil(lambda film=film: film in paints.first, timeout=WAIT_MS)
        gaps.append(1000 * (paints.first[film] - pressed))
    decoded = [name for name, lane in readings if lane == "opening"]
    assert decoded == ["00.dcm"], "films were decoded after the key was pressed"
    gaps.sort()
    print(f"from the key to the paint: median {gaps[len(gaps) // 2]:.0f} ms, longest {gaps[-1]:.0f} ms")


@pytest.mark.slow
def test_a_film_that_nobody_could_foresee_is_decoded_after_the_key(
    window: MainWindow, readings: list[tuple[str, str]], tmp_path: Path, qtbot: QtBot
) -> None:
    film = synthetic_film(60, 80)
    films = [write_dicom(tmp_path / f"{number}.dcm", film + number) for number in range(5)]
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths(films)
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        qtbot.keyClick(window.worklist.table, Qt.Key.Key_End)
    assert ("4.dcm", "opening") in readings
