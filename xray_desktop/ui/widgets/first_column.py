"""A table's first column: it takes what the others leave, and never less than its own text needs."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView


class FirstColumn(QObject):
    """Sizes the columns of a table: all by their contents, and the first also by the room that is left.

    `QHeaderView.ResizeMode.Stretch` would take the first column's text away where the others need all the
    room; this one scrolls the table then.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        # The work is once for all the cells that change in the same turn.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        header, model = table.horizontalHeader(), table.model()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        for signal in (
            *(header.sectionResized, model.dataChanged, model.headerDataChanged),
            *(model.rowsInserted, model.rowsRemoved, model.modelReset),
        ):
            signal.connect(self._fit_soon)
        table.viewport().installEventFilter(self)
        self._fit_soon()

    def _fit_soon(self) -> None:
        self._fitting.start()

    def _fit(self) -> None:
        table, header = self._table, self._table.horizontalHeader()
        least = max(header.sectionSizeHint(0), table.sizeHintForColumn(0))
        others = header.length() - header.sectionSize(0)
        header.resizeSection(0, max(least, table.viewport().width() - others))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_soon()
        return super().eventFilter(watched, event)
