"""A grid of thumbnails with two lines of text each, for thousands of images: only those in sight are made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.text.file_text import one_line, tooltip
from xray_desktop.ui.theme.theme import colours

_SIDE = 108
_PADDING = 8
_ITEM = int(Qt.ItemDataRole.UserRole)
_ROLES = (
    _ITEM,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)

Index = QModelIndex | QPersistentModelIndex


class HasPath(Protocol):
    """An image, by its path."""

    @property
    def path(self) -> str:
        """The image, as the worklist names it."""


T = TypeVar("T", bound=HasPath)


@dataclass(frozen=True)
class GridItem:
    """An image of the grid.

    Attributes:
        path: the image, as the worklist names it.
        first: the line below the thumbnail.
        second: the line below that.
        name: the file's name, for the tooltip.
        colour: of the first line, the name of a field of `theme.Colours`.
    """

    path: str
    first: str
    second: str
    name: str
    colour: str = "text"


class ThumbnailGrid(QListView):
    """Shows images; several can be selected.

    Signals:
        imageChosen: the image at a path is to be shown; a click, or Enter.
        selectionEdited: other images are selected.
    """

    imageChosen = Signal(str)
    selectionEdited = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _GridModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_GridDelegate(thumbnails, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._fit()
        thumbnails.ready.connect(self._thumbnail_ready)
        self.activated.connect(self._chosen)
        self.selectionModel().selectionChanged.connect(self.selectionEdited)

    def show_items(self, items: Sequence[GridItem]) -> None:
        """Shows images in the order given; the selection stays with images that are still there."""
        self.show_images(items, lambda item: item)

    def show_images(self, images: Sequence[T], describe: Callable[[T], GridItem]) -> None:
        """As `show_items`; an image is described only when it comes into sight, for tens of thousands of
        them.
        """
        before = set(self.selected_paths())
        at = self.verticalScrollBar().value()
        self._model.replace(images, describe)
        if before:
            selection = self.selectionModel()
            for path in before & self._model.rows.keys():
                index = self._model.index(self._model.rows[path])
                selection.select(index, selection.SelectionFlag.Select)
        self.verticalScrollBar().setValue(at)
        self.selectionEdited.emit()

    @property
    def items(self) -> Sequence[GridItem]:
        """What is shown, described."""
        return [self._model.described(row) for row in range(len(self._model.images))]

    @property
    def paths(self) -> list[str]:
        """The images that are shown, in order."""
        return list(self._model.rows)

    @property
    def count(self) -> int:
        """How many images are shown."""
        return len(self._model.images)

    @property
    def selected_count(self) -> int:
        """How many of them are selected."""
        return len(self.selectedIndexes())

    def selected_paths(self) -> list[str]:
        """The selected images in the order on the screen."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.images[row].path for row in rows]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.button() == Qt.MouseButton.LeftButton and len(self.selectedIndexes()) == 1:
            self._chosen(index)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        line = self.fontMetrics().height()
        self.setGridSize(QSize(_SIDE + 4 * _PADDING, _SIDE + 2 * line + 3 * _PADDING))

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.imageChosen.emit(self._model.images[index.row()].path)

    def _thumbnail_ready(self, path: str) -> None:
        if path in self._model.rows:
            self.update(self._model.index(self._model.rows[path]))


class _GridModel(QAbstractListModel):
    """The images of a grid."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.images: Sequence[HasPath] = ()
        self.rows: dict[str, int] = {}
        self._describe: Callable[[Any], GridItem] = lambda item: item

    def replace(self, images: Sequence[T], describe: Callable[[T], GridItem]) -> None:
        """Holds other images."""
        self.beginResetModel()
        self.images = images
        self.rows = {image.path: row for row, image in enumerate(images)}
        self._describe = describe
        self.endResetModel()

    def described(self, row: int) -> GridItem:
        """The image in a row."""
        return self._describe(self.images[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.images)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _ROLES:
            return None
        item = self.described(index.row())
        if role == _ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{item.first}\n{item.second}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(item.name)
        return f"{item.first}, {item.second}, {one_line(item.name)}"


class _GridDelegate(QStyledItemDelegate):
    """Paints a thumbnail on the ground of radiographs with its lines below."""

    def __init__(self, thumbnails: Thumbnails, parent: ThumbnailGrid) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: GridItem = index.data(_ITEM)
        c = colours()
        state = option.state
        area: QRect = option.rect.adjusted(3, 3, -3, -3)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(c.raised))
        square = QRect(0, 0, _SIDE, _SIDE)
        square.moveCenter(area.center())
        square.moveTop(area.top() + _PADDING)
        painter.fillRect(square, QColor(c.image))
        thumbnail = self._thumbnails.get(item.path)
        if thumbnail is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = thumbnail.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(square.center())
            painter.drawPixmap(target, thumbnail)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(area)
        metrics = painter.fontMetrics()
        for number, (text, colour) in enumerate(((item.first, item.colour), (item.second, "muted"))):
            line = QRect(area.left(), square.bottom() + 4, area.width(), metrics.height())
            line.translate(0, number * metrics.height())
            painter.setPen(QColor(getattr(c, colour)))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, line.width() - 4)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        grid = self.parent()
        assert isinstance(grid, ThumbnailGrid)
        return grid.gridSize()
