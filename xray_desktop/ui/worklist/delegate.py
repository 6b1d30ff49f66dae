"""Painting of a worklist row: thumbnail and name, result, probability on its bar, reader's mark."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.messages import shown_all
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import DARK, Colours, colours
from xray_desktop.ui.worklist.columns import Column
from xray_desktop.ui.worklist.entry import Entry, Outcome, ReaderState
from xray_desktop.ui.worklist.model import ENTRY_ROLE
from xray_desktop.ui.worklist.outcome_text import outcome_look

_MARGIN = 6
_READER_ICONS = {
    ReaderState.AGREES: "agree",
    ReaderState.DISAGREES: "disagree",
    ReaderState.OTHER: "note",
}


class WorklistDelegate(QStyledItemDelegate):
    """Paints the cells; asks for the thumbnails of the rows that it paints, and so of those in sight."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def row_height(self, font: QFont) -> int:
        """Height of a row, in device-independent pixels, that follows the text's size."""
        return 2 * QFontMetrics(font).height() + 2 * _MARGIN

    def column_width(self, column: Column, font: QFont) -> int:
        """Width that a column needs in the language and at the text's size in use."""
        metrics = QFontMetrics(font)
        if column is Column.NAME:
            return self.row_height(font) + 12 * metrics.averageCharWidth()
        if column is Column.OUTCOME:
            widest = max(metrics.horizontalAdvance(outcome_look(outcome).short) for outcome in Outcome)
            return widest + metrics.height() + 4 * _MARGIN
        if column is Column.PROBABILITY:
            return metrics.horizontalAdvance("0") * 9 + 2 * _MARGIN
        return metrics.horizontalAdvance("0") * 7

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.column_width(Column(index.column()), option.font), self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        c = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, c)
        area = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.setFont(option.font)
        if index.column() == Column.NAME:
            self._paint_name(painter, area, entry, option, c)
        elif index.column() == Column.OUTCOME:
            self._paint_outcome(painter, area, entry, option, c)
        elif index.column() == Column.PROBABILITY:
            self._paint_probability(painter, area, entry, c)
        elif entry.reader in _READER_ICONS:
            colour = c.failed if entry.reader is ReaderState.DISAGREES else c.text
            self._paint_icon(painter, _READER_ICONS[entry.reader], colour, area, option, middle=True)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, c: Colours) -> None:
        painter.fillRect(option.rect, QColor(c.base))
        if option.state & QStyle.StateFlag.State_Selected:
            chosen = QColor(c.accent)
            chosen.setAlphaF(0.22 if option.state & QStyle.StateFlag.State_Active else 0.14)
            painter.fillRect(option.rect, chosen)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(c.raised))
        painter.setPen(QPen(QColor(c.raised), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.accent), 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _paint_name(
        self, painter: QPainter, area: QRect, entry: Entry, option: QStyleOptionViewItem, c: Colours
    ) -> None:
        side = area.height() - 8
        frame = QRect(area.left(), area.top() + 4, side, side)
        painter.fillRect(frame, QColor(c.image))
        thumbnail = self._thumbnails.get(entry.path)
        if thumbnail is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = thumbnail.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(frame.center())
            painter.drawPixmap(target, thumbnail)
        elif entry.outcome is Outcome.FAILED:
            self._paint_icon(painter, "failed", DARK.failed, frame, option, middle=True)
        text = area.adjusted(side + _MARGIN, 4, 0, -4)
        upper, lower = text.adjusted(0, 0, 0, -text.height() // 2), text.adjusted(0, text.height() // 2, 0, 0)
        folder, _, name = (one_line(part) for part in entry.name.rpartition("/"))
        second = shown_all(entry.reasons) or one_line(entry.mark.note) or folder
        metrics = QFontMetrics(option.font)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if not second:
            upper = text
        painter.setPen(QColor(c.text))
        painter.drawText(upper, left, metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, upper.width()))
        painter.setPen(QColor(c.muted))
        painter.drawText(lower, left, metrics.elidedText(second, Qt.TextElideMode.ElideRight, lower.width()))

    def _paint_outcome(
        self, painter: QPainter, area: QRect, entry: Entry, option: QStyleOptionViewItem, c: Colours
    ) -> None:
        look = outcome_look(entry.outcome)
        size = self._paint_icon(painter, look.symbol, look.colour_in(c), area, option)
        text = area.adjusted(size + _MARGIN, 0, 0, 0)
        painter.setPen(QColor(look.colour_in(c)))
        word = QFontMetrics(option.font).elidedText(look.short, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)

    def _paint_probability(self, painter: QPainter, area: QRect, entry: Entry, c: Colours) -> None:
        if entry.probability is None:
            return
        bar = QRect(area.left(), area.bottom() - area.height() // 4, area.width(), 4)
        painter.setPen(QColor(c.text))
        painter.drawText(
            area.adjusted(0, 0, 0, -area.height() // 4),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            probability_in_words(entry.probability),
        )
        painter.fillRect(bar, QColor(c.raised))
        filled = QRect(bar.topLeft(), QSize(round(bar.width() * entry.probability), bar.height()))
        painter.fillRect(filled, QColor(outcome_look(entry.outcome).colour_in(c)))
        if entry.row is not None and entry.row.threshold is not None:
            x = bar.left() + round(bar.width() * entry.row.threshold)
            painter.fillRect(QRect(x, bar.top() - 2, 1, bar.height() + 4), QColor(c.text))

    def _paint_icon(
        self,
        painter: QPainter,
        name: str,
        colour: str,
        area: QRect,
        option: QStyleOptionViewItem,
        *,
        middle: bool = False,
    ) -> int:
        """Paints a symbol at the left or in the middle of an area; returns its side."""
        size = QFontMetrics(option.font).height()
        device = painter.device()
        pixmap = tinted(name, QColor(colour), size, device.devicePixelRatioF() if device else 1.0)
        left = area.left() + (area.width() - size) // 2 if middle else area.left()
        painter.drawPixmap(left, area.top() + (area.height() - size) // 2, pixmap)
        return size
