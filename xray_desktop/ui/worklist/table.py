"""The table of the worklist: its keys, rows dragged into other programs, and the current image that stays in
sight when the order changes.
"""

import os
from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDrag, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.worklist.columns import Column
from xray_desktop.ui.worklist.delegate import WorklistDelegate
from xray_desktop.ui.worklist.model import WorklistModel

_PREVIEW = 64


def file_urls(paths: Iterable[str]) -> list[QUrl]:
    """The files of images; an image in an archive has none."""
    # Asked once for each folder: on a network drive each question takes its time.
    is_folder = cache(os.path.isdir)
    return [QUrl.fromLocalFile(path) for path in paths if is_folder(os.path.dirname(path))]


class WorklistTable(QTableView):
    """A table whose Home and End keys mean the first and the last image, not the row's ends."""

    def __init__(self, model: WorklistModel, delegate: WorklistDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self._offset: int | None = None
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        # It would go through all rows at each paint to find out whether a whole column is selected.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(24)
        self.setSortingEnabled(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Fixed)
        header.sectionResized.connect(self._section_resized)
        header.sortIndicatorChanged.connect(self.show_current)
        model.layoutAboutToBeChanged.connect(self._note_offset)
        model.layoutChanged.connect(self._restore_offset)
        self.size_sections()

    def size_sections(self) -> None:
        """Gives rows and columns the sizes that the language and the text's size need; names get the rest."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))
        for column in Column:
            if column is not Column.NAME:
                self.setColumnWidth(column, self._delegate.column_width(column, self.font()))
        self.fit_names()

    def fit_names(self) -> None:
        """Gives the names what the other columns leave, and never less than a few letters."""
        others = sum(self.columnWidth(column) for column in Column if column is not Column.NAME)
        least = self._delegate.column_width(Column.NAME, self.font())
        self.setColumnWidth(Column.NAME, max(least, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.visualRect(self.currentIndex())
        was_in_sight = current.intersects(QRect(QPoint(0, 0), event.oldSize()))
        super().resizeEvent(event)
        self.fit_names()
        if was_in_sight and current.bottom() > self.viewport().height():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if isinstance(model, WorklistModel) and model.entries and not model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().muted))
            area = self.viewport().rect().adjusted(12, 12, -12, -12)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self.tr("No image matches the filter."))

    def show_current(self) -> None:
        """Scrolls to the current image, if there is one in the list."""
        if self.currentIndex().isValid():
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())

    def paths_in_sight(self) -> list[str]:
        """Paths of the images whose rows are on the screen, from top to bottom."""
        model = self.model()
        assert isinstance(model, WorklistModel)
        height = self.viewport().height()
        first = self.rowAt(0)
        if first < 0 or not self.isVisible():
            return []
        last = self.rowAt(height - 1)
        last = model.rowCount() - 1 if last < 0 else last
        return [entry.path for entry in model.shown[first : last + 1]]

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Hands over the files of the selected images as they are; windows of this program take none."""
        model = self.model()
        assert isinstance(model, WorklistModel)
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        urls = file_urls(model.shown_at(row).path for row in rows)
        if not urls:
            return
        mime = QMimeData()
        mime.setUrls(urls)
        drag = QDrag(self)
        drag.setMimeData(mime)
        if (thumbnail := self._delegate.thumbnail(model.shown_at(rows[0]).path)) is not None:
            ratio = self.devicePixelRatioF()
            side = round(_PREVIEW * ratio)
            preview = thumbnail.scaled(
                QSize(side, side),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            preview.setDevicePixelRatio(ratio)
            drag.setPixmap(preview)
        drag.exec(Qt.DropAction.CopyAction)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, Column.NAME)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(self.model().rowCount() - 1, Column.NAME)
        return super().moveCursor(action, modifiers)

    def _section_resized(self, section: int) -> None:
        if section != Column.NAME:
            self.fit_names()

    def _note_offset(self) -> None:
        """Where on the screen the current image is, before the order changes; None when it is out of
        sight.
        """
        current = self.currentIndex()
        area = self.visualRect(current) if current.isValid() else None
        in_sight = area is not None and area.bottom() > 0 and area.top() < self.viewport().height()
        self._offset = area.top() if area is not None and in_sight else None

    def _restore_offset(self) -> None:
        current = self.currentIndex()
        if self._offset is None or not current.isValid():
            return
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        position = self.verticalHeader().sectionPosition(current.row())
        self.verticalScrollBar().setValue(position - self._offset)
        self.scrollTo(current)
