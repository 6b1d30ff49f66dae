"""The elements of a DICOM file as the model of a tree, which takes them as they are read and hides the
patient's.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, auto
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from xray_desktop.imaging.dicom.element_rows import ITEM, ElementRow
from xray_desktop.ui.text.file_text import one_line, tooltip
from xray_desktop.ui.theme.theme import colours

PAGE = 1000
"""Rows of one sequence, or of the file, that the view gets at once; it asks for more as it is scrolled."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = -1
_NO_INDEX = QModelIndex()
_PRIVATE_CREATORS = range(0x10, 0x100)


class ElementColumn(IntEnum):
    """The columns."""

    TAG = 0
    NAME = auto()
    VR = auto()
    VALUE = auto()


class ElementModel(QAbstractItemModel):
    """A tree of elements, items within sequences, elements within items.

    Values that may identify the patient are hidden, also from the search and from what is copied, until they
    are asked for.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ElementRow] = []
        self._parents: list[int] = []
        self._open: list[int] = []
        self._shown: dict[int, list[int]] = {_ROOT: []}
        self._place: dict[int, int] = {}
        self._fetched: dict[int, int] = {_ROOT: 0}
        self._identifying_shown = False
        self._filtered = False

    @property
    def rows(self) -> Sequence[ElementRow]:
        """All rows, whether shown or not."""
        return self._rows

    @property
    def parents(self) -> Sequence[int]:
        """The place of each row's parent in `rows`, -1 for the elements of the file itself."""
        return self._parents

    @property
    def identifying_shown(self) -> bool:
        """Whether values that may identify the patient are shown."""
        return self._identifying_shown

    def clear(self) -> None:
        """Forgets all rows."""
        self.beginResetModel()
        self._rows, self._parents, self._open = [], [], []
        self._shown, self._place, self._fetched = {_ROOT: []}, {}, {_ROOT: 0}
        self._filtered = False
        self.endResetModel()

    def append(self, rows: Iterable[ElementRow]) -> None:
        """Takes further rows, in the order of the file."""
        for row in rows:
            place = len(self._rows)
            del self._open[row.depth :]
            parent = self._open[-1] if self._open else _ROOT
            self._open.append(place)
            self._rows.append(row)
            self._parents.append(parent)
            if not self._filtered:
                children = self._shown.setdefault(parent, [])
                self._place[place] = len(children)
                children.append(place)
        if not self._filtered:
            self._fetch_first_pages()

    def _fetch_first_pages(self) -> None:
        """Announces new rows to the view where it shows all there were, up to one page."""
        for parent, fetched in list(self._fetched.items()):
            there = min(len(self._shown.get(parent, ())), PAGE)
            if fetched < there:
                self._announce(parent, there)

    def show_only(self, wanted: Iterable[int] | None) -> None:
        """Shows some rows and what they are nested in; None shows all.

        Args:
            wanted: places in `rows`, ascending.
        """
        self.beginResetModel()
        self._filtered = wanted is not None
        self._shown, self._place, self._fetched = {_ROOT: []}, {}, {_ROOT: 0}
        for place in range(len(self._rows)) if wanted is None else with_ancestors(wanted, self._parents):
            children = self._shown.setdefault(self._parents[place], [])
            self._place[place] = len(children)
            children.append(place)
        self.endResetModel()
        self._fetch_first_pages()

    def set_identifying_shown(self, on: bool) -> None:
        """Shows or hides values that may identify the patient."""
        self._identifying_shown = on
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, ElementColumn.VALUE))

    def row_at(self, index: Index) -> ElementRow:
        """The row of an index."""
        return self._rows[index.internalId()]

    def index_of(self, place: int, column: int = 0) -> QModelIndex:
        """The index of a row by its place in `rows`; it must be shown."""
        return self.createIndex(self._place[place], column, place)

    def shown_rows(self) -> list[int]:
        """The places of all rows that the filter lets through, in the order of the file."""
        return sorted(self._place)

    # Words

    def name_of(self, row: ElementRow) -> str:
        """What an element is called."""
        if row.tag == ITEM:
            return self.tr("Item {number}").format(number=row.count)
        if row.is_private:
            creator = row.tag & 0xFFFF in _PRIVATE_CREATORS
            return self.tr("Private creator") if creator else self.tr("Private")
        return row.name or self.tr("Unknown")

    def value_of(self, row: ElementRow) -> str:
        """The value in words, or that it is hidden."""
        if row.tag == ITEM:
            return ""
        if row.vr == "SQ":
            return self.tr("%Ln item(s)", "", row.count)
        if self.is_hidden(row):
            return self.tr("Hidden: patient data")
        if row.is_binary:
            return self.tr("%Ln byte(s)", "", row.count)
        if row.count:
            return self.tr("%Ln value(s)", "", row.count)
        return row.value

    def is_hidden(self, row: ElementRow) -> bool:
        """Whether the value is hidden now."""
        return row.identifies and not self._identifying_shown

    def lines(self, places: Iterable[int]) -> Iterator[str]:
        """Rows as lines of text with tabs, indented as they are nested."""
        for place in places:
            row = self._rows[place]
            tag = "" if row.tag == ITEM else row.number
            fields = (tag, row.vr, self.name_of(row), self.value_of(row))
            yield "  " * row.depth + "\t".join(one_line(field) for field in fields)

    # Qt's model

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        children = self._shown.get(self._node(parent), ())
        if not (0 <= row < len(children) and 0 <= column < len(ElementColumn)):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index = _NO_INDEX) -> Any:
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return QModelIndex() if above == _ROOT else self.createIndex(self._place[above], 0, above)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.column() > 0 else self._fetched.get(self._node(parent), 0)

    def columnCount(self, _parent: Index = _NO_INDEX) -> int:
        return len(ElementColumn)

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:
        if not parent.isValid():
            return bool(self._shown[_ROOT])
        row = self.row_at(parent)
        # What is nested in a row may not have been read yet.
        nests = row.tag == ITEM or (row.vr == "SQ" and row.count > 0)
        return parent.column() == 0 and (
            bool(self._shown.get(parent.internalId())) if self._filtered else nests
        )

    def canFetchMore(self, parent: Index) -> bool:
        node = self._node(parent)
        return self._fetched.get(node, 0) < len(self._shown.get(node, ()))

    def fetchMore(self, parent: Index) -> None:
        node = self._node(parent)
        fetched = self._fetched.setdefault(node, 0)
        self._announce(node, min(fetched + PAGE, len(self._shown.get(node, ()))))

    def _announce(self, node: int, count: int) -> None:
        fetched = self._fetched[node]
        if count > fetched:
            self.beginInsertRows(QModelIndex() if node == _ROOT else self.index_of(node), fetched, count - 1)
            self._fetched[node] = count
            self.endInsertRows()

    def _node(self, parent: Index) -> int:
        return parent.internalId() if parent.isValid() else _ROOT

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row_at(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            faint = row.tag == ITEM or (column == ElementColumn.VALUE and self.is_hidden(row))
            return QColor(colours().muted) if faint or (column == 1 and not row.keyword) else None
        return None

    def _text(self, row: ElementRow, column: int) -> str:
        if column == ElementColumn.TAG:
            return self.name_of(row) if row.tag == ITEM else row.number
        if column == ElementColumn.NAME:
            return "" if row.tag == ITEM else self.name_of(row)
        if column == ElementColumn.VR:
            return row.vr
        return one_line(self.value_of(row))

    def _tooltip(self, row: ElementRow, column: int) -> str | None:
        if column == ElementColumn.NAME:
            return tooltip(row.keyword) if row.keyword else None
        if column == ElementColumn.VALUE and self.is_hidden(row) and row.vr != "SQ":
            return self.tr("This element may identify the patient (DICOM PS3.15, Table E.1-1).")
        return tooltip(self.value_of(row)[:2000]) if column == ElementColumn.VALUE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Tag"), self.tr("Name"), self.tr("VR"), self.tr("Value"))[section]

    def summary(self) -> str:
        """How many elements there are, or are shown."""
        elements = sum(row.tag != ITEM for row in self._rows)
        if not self._filtered:
            return self.tr("%Ln element(s)", "", elements)
        found = sum(self._rows[place].tag != ITEM for place in self._place)
        return self.tr("{shown} of {all} elements").format(
            shown=QLocale().toString(found), all=QLocale().toString(elements)
        )


def with_ancestors(wanted: Iterable[int], parents: Sequence[int]) -> list[int]:
    """Rows with all that they are nested in, ascending."""
    kept: set[int] = set()
    for place in wanted:
        while place != _ROOT and place not in kept:
            kept.add(place)
            place = parents[place]
    return sorted(kept)


def matching(rows: Sequence[ElementRow], words: str, *, identifying_shown: bool) -> list[int]:
    """The places of the rows in which all words are found: in tag, keyword, name or a value that is shown.

    Tags are found in every way of writing them: (0010,0020), 0010,0020, 00100020.
    """
    wanted = words.casefold().split()
    found = []
    for place, row in enumerate(rows):
        if row.tag == ITEM:
            continue
        value = "" if row.identifies and not identifying_shown else row.value
        text = f"{row.number} {row.tag:08x} {row.keyword} {row.name} {row.vr} {value}".casefold()
        if all(word in text for word in wanted):
            found.append(place)
    return found
