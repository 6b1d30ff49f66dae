"""Entries of the worklist brought to another operating point, a portion at a time."""

import time
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.results.row import Row
from xray_desktop.ui.worklist.entry import Entry

_PORTION_SECONDS = 0.004
"""How long rows are brought to another operating point before the window has its turn again."""


class Reclassifier(QObject):
    """Reclassifies rows at the operating point in use.

    Attributes:
        decision_context: the model and operating point; None before there is a model.

    Signals:
        finished: all entries that waited are at the operating point in use.
    """

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.decision_context: DecisionContext | None = None
        self._pending: dict[str, Entry] = {}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._do_portion)

    @property
    def busy(self) -> bool:
        """Whether entries are still waiting."""
        return bool(self._pending)

    def reclassified(self, row: Row | None) -> Row | None:
        """A row at the operating point in use."""
        return row if row is None or self.decision_context is None else self.decision_context.reclassify(row)

    def queue(self, entries: Iterable[Entry]) -> None:
        """Reclassifies entries within moments, those without a result left out."""
        self._pending.update((entry.path, entry) for entry in entries if entry.original_row is not None)
        if self._pending:
            self._timer.start()

    def up_to_date(self, entry: Entry) -> Entry:
        """The entry, reclassified now if it was still waiting."""
        if self._pending.pop(entry.path, None) is not None:
            entry.row = self.reclassified(entry.original_row)
        return entry

    def forget(self, path: str) -> None:
        """The entry needs no reclassification any more."""
        self._pending.pop(path, None)

    def clear(self) -> None:
        """Forgets all entries."""
        self._pending.clear()

    def finish(self) -> None:
        """Reclassifies all that wait before it returns."""
        while self._pending:
            self._do_one()

    def _do_one(self) -> None:
        _, entry = self._pending.popitem()
        entry.row = self.reclassified(entry.original_row)

    def _do_portion(self) -> None:
        until = time.perf_counter() + _PORTION_SECONDS
        while self._pending and time.perf_counter() < until:
            self._do_one()
        if not self._pending:
            self._timer.stop()
            self.finished.emit()
