"""The worklist: adding, sorting, filtering and updating its entries, fast at 10,000 of them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.results.row import Row
from xray_desktop.ui.worklist.columns import OF_STUDIES, Column
from xray_desktop.ui.worklist.entry import Entry, Filter
from xray_desktop.ui.worklist.entry_table import EntryTable
from xray_desktop.ui.worklist.order import Order
from xray_desktop.ui.worklist.study import Study

_REARRANGE_AFTER_MS = 400
"""How long results gather before a sorted or filtered list is put in order again."""


class WorklistModel(EntryTable):
    """The images of the worklist, in the order and the selection that is looked at.

    Signals:
        countsChanged: the number of images, of those shown, or their outcomes have changed.
    """

    countsChanged = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._reclassifier.finished.connect(self._reclassified)
        self._rearrange_timer = QTimer(self, singleShot=True, interval=_REARRANGE_AFTER_MS)
        self._rearrange_timer.timeout.connect(self._rearrange)

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
                known.row = self._reclassifier.reclassified(known.original_row)
                known.mark = known.mark if entry.mark.empty else entry.mark
                self._entry_changed(known)
        if not new:
            return 0
        self._entries.update(new)
        for entry in new.values():
            self.name_patterns.add(entry.file_name)
        if self.decision_context is not None:
            self._reclassifier.queue(new.values())
        accepted = [entry for entry in new.values() if self._filter.accepts(entry)]
        if accepted:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(accepted) - 1)
            self._shown.extend(accepted)
            self._rows = None
            self.endInsertRows()
        if self._order != Order():
            self._rearrange()
        self.countsChanged.emit()
        return len(new)

    def set_result(self, path: str, row: Row, csv: Path | None = None) -> None:
        """Gives an entry its result, and the results file that it is in."""
        entry = self._entries.get(path)
        if entry is None:
            return
        self._reclassifier.forget(path)
        entry.original_row, entry.row = row, self._reclassifier.reclassified(row)
        if csv is not None:
            entry.csv = csv
        self._entry_changed(entry)

    def set_results(self, rows: Iterable[tuple[str, Row]], csv: Path) -> None:
        """Gives many entries the results that stand in a file, at once."""
        for path, row in rows:
            entry = self._entries.get(path)
            if entry is not None:
                self._reclassifier.forget(path)
                entry.original_row, entry.row, entry.csv = row, self._reclassifier.reclassified(row), csv
        self._repaint()
        self.countsChanged.emit()

    def set_in_work(self, path: str) -> None:
        """Shows which image is being classified; empty for none."""
        before, self._in_work = self._in_work, path
        self._repaint_row(before)
        self._repaint_row(path)

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
            self._reclassifier.forget(path)
        self._rearrange()

    def clear(self) -> None:
        """Empties the list."""
        self.beginResetModel()
        self._entries.clear()
        self.name_patterns.clear()
        self.studies.numbers.clear()
        self._reclassifier.clear()
        self._shown.clear()
        self._rows = None
        self.endResetModel()
        self.countsChanged.emit()

    def set_decision_context(self, decision_context: DecisionContext | None) -> None:
        """Shows the rows of this model at another operating point.

        Visible rows and requested entries change at once, the others within moments because there may be
        many; `finish_reclassification` waits for them.
        """
        if decision_context == self.decision_context:
            return
        self._reclassifier.decision_context = decision_context
        self._reclassifier.queue(self._entries.values())
        self._repaint()

    def finish_reclassification(self) -> None:
        """Brings all rows to the operating point in use before it returns."""
        self._reclassifier.finish()

    def set_filter(self, wanted: Filter) -> None:
        """Shows only the entries that a filter accepts."""
        if wanted != self._filter:
            self._filter = wanted
            self._rearrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; by -1, in the order in which the images came."""
        wanted = Column(column) if column >= 0 else None
        self._order = Order(wanted, order == Qt.SortOrder.DescendingOrder, self._order.grouped)
        self._rearrange()

    def set_grouped(self, on: bool) -> None:
        """Puts the images of a patient together, as far as their studies are known, or ends that."""
        if on != self._order.grouped:
            self._order = replace(self._order, grouped=on)
            self._rearrange()
            self._repaint()

    def set_patient_shown(self, on: bool) -> None:
        """Whether what the files say of the patient may be shown."""
        self.studies.patient_shown = on
        self._repaint()

    def set_studies(self, found: Iterable[tuple[str, Study]]) -> None:
        """Notes the patients and studies of images."""
        known = [(self._entries[path], study) for path, study in found if path in self._entries]
        self.studies.numbers.add(study for _, study in known)
        for entry, study in known:
            entry.study, entry.patient_number = study, self.studies.numbers.patient(study)
        self._repaint()
        if (self.grouped or self._order.column in OF_STUDIES) and not self._rearrange_timer.isActive():
            self._rearrange_timer.start()

    def thumbnail_changed(self, path: str) -> None:
        """Has an image's row painted again."""
        self._repaint_row(path)

    def retranslate(self) -> None:
        """Has everything painted again in the language in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint()
        self.countsChanged.emit()

    def _reclassified(self) -> None:
        if self._filter != Filter() or self._order.follows_results:
            self._rearrange()
        else:
            self.countsChanged.emit()

    def _entry_changed(self, entry: Entry) -> None:
        misplaced = (
            self._repaint_row(entry.path) != self._filter.accepts(entry) or self._order.follows_results
        )
        if misplaced and not self._rearrange_timer.isActive():
            self._rearrange_timer.start()
        self.countsChanged.emit()

    def _rearrange(self) -> None:
        """Filters and sorts again; current image and selection stay with their images."""
        self._rearrange_timer.stop()
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._shown[index.row()].path, index.column()) for index in before]
        self._shown = self._order.arrange(filter(self._filter.accepts, self._entries.values()))
        self._rows = None
        after = [
            self.index(row, column) if (row := self.row_of(path)) >= 0 else QModelIndex()
            for path, column in held
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.countsChanged.emit()
