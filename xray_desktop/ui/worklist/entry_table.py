"""The worklist as Qt's views read it: rows and columns over plain entries."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.ui.worklist.columns import (
    Column,
    accessible_text,
    column_text,
    entry_tooltip,
    heading,
)
from xray_desktop.ui.worklist.entry import Entry, Filter
from xray_desktop.ui.worklist.name_elision import NamePatterns
from xray_desktop.ui.worklist.order import Order, patient_key
from xray_desktop.ui.worklist.reclassifier import Reclassifier
from xray_desktop.ui.worklist.study_text import StudyText

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
"""The role under which an index gives its whole entry."""


class EntryTable(QAbstractTableModel):
    """Entries of the worklist as a table that Qt's views read; `WorklistModel` changes them.

    Attributes:
        name_patterns: what the names of the images have in common.
        studies: words for patients and studies.
    """

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.name_patterns = NamePatterns()
        self.studies = StudyText()
        self._entries: dict[str, Entry] = {}
        self._in_work = ""
        self._shown: list[Entry] = []
        self._rows: dict[str, int] | None = None
        self._filter = Filter()
        self._order = Order()
        self._reclassifier = Reclassifier(self)

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
        return self._reclassifier.up_to_date(self._shown[row])

    @property
    def decision_context(self) -> DecisionContext | None:
        """The model and the operating point at which the rows are shown; None before there is a model."""
        return self._reclassifier.decision_context

    @property
    def reclassifying(self) -> bool:
        """Whether rows are still to be brought to the operating point in use."""
        return self._reclassifier.busy

    @property
    def filter(self) -> Filter:
        """Which entries are shown."""
        return self._filter

    @property
    def in_work(self) -> str:
        """The path of the image that is being classified; empty without one."""
        return self._in_work

    def entry(self, path: str) -> Entry | None:
        """The entry of a path, also when it is filtered away."""
        entry = self._entries.get(path)
        return None if entry is None else self._reclassifier.up_to_date(entry)

    def row_of(self, path: str) -> int:
        """The row of a path on the screen; -1 when it is not shown."""
        if self._rows is None:
            self._rows = {entry.path: row for row, entry in enumerate(self._shown)}
        return self._rows.get(path, -1)

    @property
    def grouped(self) -> bool:
        """Whether the images of a patient stand together."""
        return self._order.grouped

    def same_patient(self, row: int, other: int) -> bool:
        """Whether two rows of the screen are of one patient; no when one of them does not exist."""
        if not 0 <= row < len(self._shown) or not 0 <= other < len(self._shown):
            return False
        return patient_key(self._shown[row]) == patient_key(self._shown[other])

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
            return column_text(entry, Column(index.column()), self.studies)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry_tooltip(entry, self.studies)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(entry, Column(index.column()), self.studies)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return heading(Column(section), role) if orientation == Qt.Orientation.Horizontal else None

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(Column) - 1))

    def _repaint_row(self, path: str) -> bool:
        """Has an image painted again; False when it is not shown."""
        row = self.row_of(path)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        return row >= 0
