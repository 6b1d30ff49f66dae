"""Measures how long the interface thread is kept from its work."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS

LONGEST_MS = 50
"""What a person does not notice."""


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
