"""A grid of correct and incorrect predictions: incorrect ones first, framed in colour and marked by a sign."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from xray_desktop.inference.prediction import PredictedClass, probability_in_words
from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.text.file_text import tooltip
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.worklist.entry import Entry

_SIDE = 104
_PATH = int(Qt.ItemDataRole.UserRole)


class ImageGrid(QListWidget):
    """Shows classified images whose class is known.

    Signals:
        imageChosen: the image at a path is to be shown in the main window.
    """

    imageChosen = Signal(str)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._entries: Sequence[Entry] = ()
        self._items: dict[str, QListWidgetItem] = {}
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setSpacing(6)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        thumbnails.ready.connect(self._thumbnail_ready)
        self.itemActivated.connect(lambda item: self.imageChosen.emit(item.data(_PATH)))
        self.itemClicked.connect(lambda item: self.imageChosen.emit(item.data(_PATH)))

    def show_images(self, entries: Sequence[Entry]) -> None:
        """Shows images in the order given."""
        self._entries = entries
        self._render()

    def _render(self) -> None:
        self.clear()
        self._items.clear()
        line = self.fontMetrics().height()
        for entry in self._entries:
            item = QListWidgetItem(self._icon(entry), self._text(entry))
            item.setData(_PATH, entry.path)
            item.setToolTip(tooltip(entry.name))
            item.setSizeHint(QSize(_SIDE + 24, _SIDE + 2 * line + 16))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)
            self._items[entry.path] = item
        self.setAccessibleName(self.tr("Correct and incorrect predictions"))

    def _text(self, entry: Entry) -> str:
        probability = "" if entry.probability is None else probability_in_words(entry.probability)
        right = entry.truth is entry.predicted_class
        if entry.predicted_class is PredictedClass.PNEUMONIA:
            words = self.tr("True positive") if right else self.tr("False positive")
        else:
            words = self.tr("True negative") if right else self.tr("False negative")
        return f"{words}\n{probability}"

    def _icon(self, entry: Entry) -> QIcon:
        c = colours()
        right = entry.truth is entry.predicted_class
        colour = QColor(c.correct if right else c.failed)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(c.image))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        thumbnail = self._thumbnails.get(entry.path)
        if thumbnail is not None:
            size = thumbnail.size().scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(QRect(0, 0, _SIDE, _SIDE).center())
            painter.drawPixmap(target, thumbnail)
        painter.setPen(QPen(colour, 4))
        painter.drawRect(2, 2, _SIDE - 4, _SIDE - 4)
        painter.fillRect(QRect(_SIDE - 24, 4, 20, 20), QColor(c.base))
        painter.drawPixmap(_SIDE - 22, 6, tinted("agree" if right else "disagree", colour, 16, ratio))
        painter.end()
        return QIcon(pixmap)

    def _thumbnail_ready(self, path: str) -> None:
        item = self._items.get(path)
        if item is not None:
            entry = next(entry for entry in self._entries if entry.path == path)
            item.setIcon(self._icon(entry))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.ApplicationPaletteChange):
            self._render()
        super().changeEvent(event)
