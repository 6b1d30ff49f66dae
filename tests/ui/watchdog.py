"""Measures how long the interface thread is kept from its work."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS

LONGEST_MS = 50
"""What a person does not notice, on an ordinary laptop."""

_REFERENCE_MS = 2.5
"""What `_ordinary_work` is taken to need there: half of the least measured on two slow cores (AVX2 only)."""


def allowed_ms(longest_ms: float = LONGEST_MS) -> float:
    """What takes `longest_ms` on an ordinary laptop may take as much longer here as ordinary work does.

    Measured again at each call, and the slowest of several counts: a shared machine is not equally fast at
    all times, and what held up the one may have held up the other.
    """
    return longest_ms * max(1.0, max(_ordinary_work() for _ in range(20)) / _REFERENCE_MS)


def _ordinary_work() -> float:
    """Milliseconds of this thread's time for the like of what an interface does: lists, words, painting."""
    start = time.thread_time()
    words = sorted((f"image {number}" for number in range(20_000)), key=str.casefold)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        for line, word in enumerate(words[:300]):
            painter.drawText(line % 300, line, word)
    return 1000 * (time.thread_time() - start)


class Watchdog(QObject):
    """Ticks in the interface thread and records how long that worked between two ticks.

    The thread's own processor time is recorded, so that a busy machine, which keeps every thread waiting,
    does not count; whatever the thread itself does in one go does.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # A collection goes through all objects, and those of the tests before are not the window's.
        gc.collect()
        gc.freeze()
        self.destroyed.connect(gc.unfreeze)
        self.longest_ms = 0.0
        self.ticks = 0
        self._last = time.thread_time()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def during(self, action: Callable[[], object], done: Callable[[], bool], qtbot: QtBot) -> float:
        """The longest gap from an action, done in the event loop as a person does it, until `done`."""
        qtbot.wait(50)
        self.longest_ms, before = 0.0, self.ticks
        QTimer.singleShot(0, action)
        qtbot.waitUntil(lambda: self.ticks > before + 2 and done(), timeout=WAIT_MS)
        qtbot.wait(300)
        return self.longest_ms

    def _tick(self) -> None:
        now = time.thread_time()
        self.longest_ms = max(self.longest_ms, 1000 * (now - self._last))
        self.ticks += 1
        self._last = time.thread_time()
