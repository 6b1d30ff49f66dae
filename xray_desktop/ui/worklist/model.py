"""The worklist as Qt sees it: sorting, filtering and updates over plain entries, fast at 10,000 of them."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.results.row import Row
from xray_desktop.ui.text.file_text import tooltip
from xray_desktop.ui.text.messages import shown_all
from xray_desktop.ui.worklist.columns import SORT_KEYS, Column, column_text
from xray_desktop.ui.worklist.entry import Entry, Filter
from xray_desktop.ui.worklist.outcome_text import decision_lines

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
"""The role under which an index gives its whole entry."""

_PORTION_SECONDS = 0.004
"""How long rows are brought to another operating point before the window has its turn again."""

_REARRANGE_AFTER_MS = 400
"""How long results gather before a sorted or filtered list is put in order again."""


class WorklistModel(QAbstractTableModel):
    """The images of the worklist, in the order and the selection that is looked at.

    Signals:
        countsChanged: the number of images, of those shown, or their outcomes have changed.
    """

    countsChanged = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, Entry] = {}
        self._shown: list[Entry] = []
        self._rows: dict[str, int] | None = None
        self._filter = Filter()
        self._sort_column: Column | None = None
        self._descending = False
        self._decision_context: DecisionContext | None = None
        self._pending: dict[str, Entry] = {}
        self._reclassify_timer = QTimer(self, interval=0)
        self._reclassify_timer.timeout.connect(self._reclassify_portion)
        self._rearrange_timer = QTimer(self, singleShot=True, interval=_REARRANGE_AFTER_MS)
        self._rearrange_timer.timeout.connect(self._rearrange)

    # Reading

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries in the order in which they came, those filtered away too."""
        return tuple(self._entries.values())

    @property
    def shown(self) -> Sequence[Entry]:
        """The entries that are shown, in their order on the screen."""
        return tuple(self._shown)

    @property
    def total(self) -> int:
        """Number of all entries, those filtered away too."""
        return len(self._entries)

    def shown_at(self, row: int) -> Entry:
        """The entry in a row on the screen."""
        return self._up_to_date(self._shown[row])

    @property
    def decision_context(self) -> DecisionContext | None:
        """The model and the operating point at which the rows are shown; None before there is a model."""
        return self._decision_context

    @property
    def filter(self) -> Filter:
        """Which entries are shown."""
        return self._filter

    def entry(self, path: str) -> Entry | None:
        """The entry of a path, also when it is filtered away."""
        entry = self._entries.get(path)
        return None if entry is None else self._up_to_date(entry)

    def row_of(self, path: str) -> int:
        """The row of a path on the screen; -1 when it is not shown."""
        if self._rows is None:
            self._rows = {entry.path: row for row, entry in enumerate(self._shown)}
        return self._rows.get(path, -1)

    # Changing

    def add(self, entries: Iterable[Entry]) -> int:
        """Adds entries at the end; returns how many are new. Known ones take over result and mark."""
        new: dict[str, Entry] = {}
        for entry in entries:
            known = self._entries.get(entry.path)
            if known is None:
                new.setdefault(entry.path, entry)
            elif entry.original_row is not None or entry.csv is not None:
                known.original_row, known.csv = (
                    entry.original_row or known.original_row,
                    entry.csv or known.csv,
                )
                known.row = self._reclassified(known.original_row)
                known.mark = known.mark if entry.mark.empty else entry.mark
                self._entry_changed(known)
        if not new:
            return 0
        self._entries.update(new)
        if self._decision_context is not None:
            self._queue(entry for entry in new.values() if entry.original_row is not None)
        accepted = [entry for entry in new.values() if self._filter.accepts(entry)]
        if accepted:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(accepted) - 1)
            self._shown.extend(accepted)
            self._rows = None
            self.endInsertRows()
        if self._sort_column is not None:
            self._rearrange()
        self.countsChanged.emit()
        return len(new)

    def set_result(self, path: str, row: Row, csv: Path | None = None) -> None:
        """Gives an entry its result, and the results file that it is in."""
        entry = self._entries.get(path)
        if entry is None:
            return
        self._pending.pop(path, None)
        entry.original_row, entry.row = row, self._reclassified(row)
        if csv is not None:
            entry.csv = csv
        self._entry_changed(entry)

    def set_results(self, rows: Iterable[tuple[str, Row]], csv: Path) -> None:
        """Gives many entries the results that stand in a file, at once."""
        for path, row in rows:
            entry = self._entries.get(path)
            if entry is not None:
                self._pending.pop(path, None)
                entry.original_row, entry.row, entry.csv = row, self._reclassified(row), csv
        self._repaint()
        self.countsChanged.emit()

    def set_mark(self, path: str, mark: Mark) -> None:
        """Keeps what the reader says of an image."""
        entry = self._entries.get(path)
        if entry is None or entry.mark == mark:
            return
        entry.mark = mark
        self._entry_changed(entry)

    def remove(self, paths: Iterable[str]) -> None:
        """Takes images off the list; the files stay where they are."""
        gone = {path for path in paths if path in self._entries}
        if not gone:
            return
        for path in gone:
            del self._entries[path]
            self._pending.pop(path, None)
        self._rearrange()

    def clear(self) -> None:
        """Empties the list."""
        self.beginResetModel()
        self._entries.clear()
        self._pending.clear()
        self._shown.clear()
        self._rows = None
        self.endResetModel()
        self.countsChanged.emit()

    def set_decision_context(self, decision_context: DecisionContext | None) -> None:
        """Shows the rows of this model at another operating point.

        Visible rows and requested entries change at once, the others within moments because there may be many;
        `finish_reclassification` waits for them.
        """
        if decision_context == self._decision_context:
            return
        self._decision_context = decision_context
        self._queue(entry for entry in self._entries.values() if entry.original_row is not None)
        self._repaint()

    def finish_reclassification(self) -> None:
        """Brings all rows to the operating point in use before it returns."""
        while self._pending:
            self._reclassify_one()

    def set_filter(self, wanted: Filter) -> None:
        """Shows only the entries that a filter accepts."""
        if wanted != self._filter:
            self._filter = wanted
            self._rearrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; by -1, in the order in which the images came."""
        self._sort_column = Column(column) if column >= 0 else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._rearrange()

    def thumbnail_changed(self, path: str) -> None:
        """Has an image's row painted again."""
        row = self.row_of(path)
        if row >= 0:
            index = self.index(row, Column.NAME)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def retranslate(self) -> None:
        """Has everything painted again in the language in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()
        self.countsChanged.emit()

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.shown_at(index.row())
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return column_text(entry, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (entry.name, shown_all(entry.reasons), *decision_lines(entry), entry.mark.note)
            return tooltip("\n".join(filter(None, lines)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = Column(index.column())
            return f"{self.headerData(column, Qt.Orientation.Horizontal)}: {column_text(entry, column)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.PROBABILITY:
            return self.tr("Probability of pneumonia; the tick marks the threshold of the operating point")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole):
            return {
                Column.NAME: self.tr("Image"),
                Column.OUTCOME: self.tr("Prediction"),
                Column.PROBABILITY: self.tr("P(pneum.)"),
                Column.READER: self.tr("Reader"),
            }[column]
        return None

    # Reclassification at the operating point in use

    def _reclassified(self, row: Row | None) -> Row | None:
        return (
            row if row is None or self._decision_context is None else self._decision_context.reclassify(row)
        )

    def _up_to_date(self, entry: Entry) -> Entry:
        if self._pending.pop(entry.path, None) is not None:
            entry.row = self._reclassified(entry.original_row)
        return entry

    def _reclassify_one(self) -> None:
        _, entry = self._pending.popitem()
        entry.row = self._reclassified(entry.original_row)

    def _queue(self, entries: Iterable[Entry]) -> None:
        self._pending.update((entry.path, entry) for entry in entries)
        if self._pending:
            self._reclassify_timer.start()

    def _reclassify_portion(self) -> None:
        until = time.perf_counter() + _PORTION_SECONDS
        while self._pending and time.perf_counter() < until:
            self._reclassify_one()
        if not self._pending:
            self._reclassify_timer.stop()
            if self._filter != Filter() or self._sort_column not in (None, Column.NAME):
                self._rearrange()
            else:
                self.countsChanged.emit()

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(Column) - 1))

    def _entry_changed(self, entry: Entry) -> None:
        row = self.row_of(entry.path)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        misplaced = (row >= 0) != self._filter.accepts(entry) or self._sort_column not in (None, Column.NAME)
        if misplaced and not self._rearrange_timer.isActive():
            self._rearrange_timer.start()
        self.countsChanged.emit()

    def _rearrange(self) -> None:
        """Filters and sorts again; current image and selection stay with their images."""
        self._rearrange_timer.stop()
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._shown[index.row()].path, index.column()) for index in before]
        self._shown = [entry for entry in self._entries.values() if self._filter.accepts(entry)]
        if self._sort_column is not None:
            # Python's sort is stable, so images that compare equal stay in the order in which they came.
            self._shown.sort(key=SORT_KEYS[self._sort_column], reverse=self._descending)
        self._rows = None
        after = [
            self.index(row, column) if (row := self.row_of(path)) >= 0 else QModelIndex()
            for path, column in held
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.countsChanged.emit()
