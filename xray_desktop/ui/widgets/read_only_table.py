"""A table of texts that can be read and, if wished, a row of it chosen."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from xray_desktop.ui.widgets.first_column import FirstColumn


class ReadOnlyTable(QTableWidget):
    """A table as wide as its texts, without a grid.

    Args:
        columns: how many.
        selectable: whether one row can be selected; else the table takes no focus.
        stretched: the column that takes the width that is left, the first one never less than its texts need;
            None for none.
    """

    def __init__(
        self,
        columns: int = 0,
        *,
        selectable: bool = False,
        stretched: int | None = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(0, columns, parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if selectable:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        else:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        if stretched == 0:
            FirstColumn(self)
        elif stretched is not None:
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def fill(
        self,
        rows: Sequence[Sequence[str]],
        *,
        right: Collection[int] = (),
        centred: Collection[int] = (),
        tooltips: bool = False,
    ) -> None:
        """Shows rows of texts.

        Args:
            right: columns that are aligned to the right: numbers.
            centred: columns that are centred.
            tooltips: whether each text is its tooltip too, for texts that may be cut off.
        """
        self.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if tooltips:
                    item.setToolTip(text)
                if column in right:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                elif column in centred:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(row, column, item)
