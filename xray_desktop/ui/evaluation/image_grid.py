"""A grid of correct and incorrect predictions: incorrect ones first, framed in colour and marked by a
sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.text.file_text import tooltip
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import colours

_SIDE = 104
_PORTION = 20
"""Images that are added in one turn."""
_PATH = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class GridImage:
    """An image whose class is known.

    Attributes:
        path: absolute path.
        name: what the worklist calls it.
        positive: whether it shows pneumonia.
        called: whether it reaches the threshold; None without a probability.
        probability: of pneumonia; None without one.
    """

    path: str
    name: str
    positive: bool
    called: bool | None
    probability: float | None


class ImageGrid(QListWidget):
    """Shows images whose class is known."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._images: dict[str, GridImage] = {}
        self._items: dict[str, QListWidgetItem] = {}
        self._pending: list[GridImage] = []
        self._adding = QTimer(self, singleShot=True, interval=0)
        self._adding.timeout.connect(self._add_portion)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setSpacing(6)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        thumbnails.ready.connect(self._thumbnail_ready)

    def show_images(self, images: Sequence[GridImage]) -> None:
        """Shows images in the order given."""
        self._images = {image.path: image for image in images}
        self._render()

    def path_of(self, item: QListWidgetItem) -> str:
        """The path of the image of an item."""
        return str(item.data(_PATH))

    def _render(self) -> None:
        self.clear()
        self._items.clear()
        self._pending = list(self._images.values())
        self.setAccessibleName(self.tr("Correct and incorrect predictions"))
        self._add_portion()

    def _add_portion(self) -> None:
        """Adds as many as do not hold up the window; the rest follows in its next turns."""
        line = self.fontMetrics().height()
        portion, self._pending = self._pending[:_PORTION], self._pending[_PORTION:]
        for image in portion:
            item = QListWidgetItem(self._icon(image), self._text(image))
            item.setData(_PATH, image.path)
            item.setToolTip(tooltip(image.name))
            item.setSizeHint(QSize(_SIDE + 24, _SIDE + 2 * line + 16))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)
            self._items[image.path] = item
        if self._pending:
            self._adding.start()

    def _text(self, image: GridImage) -> str:
        probability = "" if image.probability is None else probability_in_words(image.probability)
        if image.called is None:
            words = self.tr("Not classified")
        elif image.called:
            words = self.tr("True positive") if image.positive else self.tr("False positive")
        else:
            words = self.tr("False negative") if image.positive else self.tr("True negative")
        return f"{words}\n{probability}"

    def _icon(self, image: GridImage) -> QIcon:
        c = colours()
        right = image.called == image.positive
        colour = QColor(c.rejection if image.called is None else c.correct if right else c.failed)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(c.image))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        thumbnail = self._thumbnails.get(image.path)
        if thumbnail is not None:
            size = thumbnail.size().scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(QRect(0, 0, _SIDE, _SIDE).center())
            painter.drawPixmap(target, thumbnail)
        painter.setPen(QPen(colour, 4))
        painter.drawRect(2, 2, _SIDE - 4, _SIDE - 4)
        if image.called is not None:
            painter.fillRect(QRect(_SIDE - 24, 4, 20, 20), QColor(c.base))
            painter.drawPixmap(_SIDE - 22, 6, tinted("agree" if right else "disagree", colour, 16, ratio))
        painter.end()
        return QIcon(pixmap)

    def _thumbnail_ready(self, path: str) -> None:
        item = self._items.get(path)
        if item is not None:
            item.setIcon(self._icon(self._images[path]))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._render()
        super().changeEvent(event)
