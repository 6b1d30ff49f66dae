"""The interface thread is never kept from its work."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from tests.films import synthetic_film, write_dicom, write_png
from tests.ui.conftest import WAIT_MS, WindowMaker

LONGEST_MS = 50


class Watchdog(QObject):
    """Ticks in the interface thread and records how long that worked between two ticks.

    The thread's own processor time is recorded, so that a busy machine, which keeps every thread waiting,
    does not count; whatever the thread itself does in one go does.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self.ticks = 0
        self._last = time.thread_time()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.longest_ms = max(self.longest_ms, 1000 * (now - self._last))
        self.ticks += 1
        self._last = time.thread_time()


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """Ten films of up to nine million pixels, of several kinds."""
    large = synthetic_film(3000, 3000, bits=12)
    small = synthetic_film(1200, 1500, bits=16)
    return [
        write_dicom(tmp_path / f"{index}.dcm", large + index)
        if index % 3 == 0
        else write_png(tmp_path / f"{index}.png", small // (1 if index % 2 else 256) + index)
        for index in range(10)
    ]


def test_ten_films_opened_quickly_never_hold_the_window_up(
    make_main_window: WindowMaker, qtbot: QtBot, films: list[Path]
) -> None:
    window = make_main_window()
    qtbot.waitUntil(lambda: window.judge.metadata is not None, timeout=WAIT_MS)
    judged: list[Path] = []
    window.predictionReady.connect(lambda path, _: judged.append(path))
    watchdog = Watchdog(window)
    for film in films:
        window.open_paths([film])
        qtbot.wait(40)
    qtbot.waitUntil(lambda: films[-1] in judged, timeout=WAIT_MS)
    assert watchdog.ticks > 10
    assert watchdog.longest_ms < LONGEST_MS


def test_a_folder_of_five_thousand_files_never_holds_the_window_up(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path, film_file: Path
) -> None:
    content = film_file.read_bytes()
    folder = tmp_path / "many"
    for index in range(5000):
        part = folder / f"part {index % 20}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"{index}.png").write_bytes(content)
    window = make_main_window()
    watchdog = Watchdog(window)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([folder])
    assert len(window.worklist.model.entries) == 5000
    assert watchdog.longest_ms < LONGEST_MS
