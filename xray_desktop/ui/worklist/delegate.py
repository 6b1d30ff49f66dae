"""Painting of a worklist row: thumbnail and name, result with its probability, reader's mark."""

from pathlib import PurePath

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.images.thumbnails import Thumbnails
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import DARK, Colours, colours
from xray_desktop.ui.worklist.columns import OF_STUDIES, Column, column_text
from xray_desktop.ui.worklist.entry import Entry, Outcome, ReaderState
from xray_desktop.ui.worklist.entry_table import ENTRY_ROLE
from xray_desktop.ui.worklist.model import WorklistModel
from xray_desktop.ui.worklist.name_elision import NamePatterns
from xray_desktop.ui.worklist.outcome_text import outcome_look, reasons_line

_MARGIN = 6
_READER_ICONS = {
    ReaderState.AGREES: "agree",
    ReaderState.DISAGREES: "disagree",
    ReaderState.OTHER: "note",
}


class WorklistDelegate(QStyledItemDelegate):
    """Paints the cells; asks for the thumbnails of the rows that it paints, and so of those in sight."""

    def __init__(self, thumbnails: Thumbnails, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._thumbnails = thumbnails

    def thumbnail(self, path: str) -> QPixmap | None:
        """The small picture of an image; None while there is none."""
        return self._thumbnails.get(path)

    def row_height(self, font: QFont) -> int:
        """Height of a row, in device-independent pixels, that follows the text's size."""
        return 2 * QFontMetrics(font).height() + 2 * _MARGIN

    def column_width(self, column: Column, font: QFont) -> int:
        """Width that a column needs in the language and at the text's size in use."""
        metrics = QFontMetrics(font)
        if column is Column.NAME:
            return self.row_height(font) + 11 * metrics.averageCharWidth()
        title = str(self._model.headerData(column, Qt.Orientation.Horizontal))
        heading = metrics.horizontalAdvance(title) + 4 * _MARGIN
        if column is Column.OUTCOME:
            widest = max(metrics.horizontalAdvance(outcome_look(outcome).short) for outcome in Outcome)
            return max(heading, widest + metrics.height() + 4 * _MARGIN)
        if column is Column.PROBABILITY:
            return max(heading, metrics.height() + metrics.horizontalAdvance("> 0.99") + 3 * _MARGIN)
        if column is Column.KEY_IMAGE:
            return max(heading, metrics.height() + 2 * _MARGIN)
        sample = {
            Column.PATIENT: "0" * (12 if self._model.studies.patient_shown else 4),
            Column.STUDY: "0000-00-00" if self._model.studies.patient_shown else "10 of 10",
            Column.VIEW: "LLAT",
            Column.AGE: "000Y",
        }.get(column, "")
        return max(heading, metrics.horizontalAdvance(sample) + 3 * _MARGIN)

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
        painter.setFont(option.font)
        area = option.rect
        if self._model.grouped:
            area = self._paint_group(painter, area, index, c)
        area = area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if index.column() == Column.NAME:
            self._paint_name(painter, area, entry, option, c)
        elif index.column() == Column.OUTCOME:
            self._paint_outcome(painter, area, entry, option, c)
        elif index.column() == Column.PROBABILITY:
            self._paint_result(painter, area, entry, option, c)
        elif index.column() in OF_STUDIES:
            text = QFontMetrics(option.font).elidedText(
                column_text(entry, Column(index.column()), self._model.studies),
                Qt.TextElideMode.ElideRight,
                area.width(),
            )
            painter.setPen(QColor(c.text))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        elif index.column() == Column.READER and entry.reader in _READER_ICONS:
            colour = c.failed if entry.reader is ReaderState.DISAGREES else c.text
            self._paint_icon(painter, _READER_ICONS[entry.reader], colour, area, option, middle=True)
        elif index.column() == Column.KEY_IMAGE and entry.mark.key_frames:
            self._paint_icon(painter, "key-image", c.text, area, option, middle=True)
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

    def _paint_group(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, c: Colours
    ) -> QRect:
        """A line above the first image of a patient and, beside the names, a rail with the patient's number.

        Returns what is left of the cell.
        """
        entry: Entry = index.data(ENTRY_ROLE)
        row = index.row()
        first = not self._model.same_patient(row, row - 1)
        last = not self._model.same_patient(row, row + 1)
        if first and row:
            painter.setPen(QPen(QColor(c.muted), 1))
            painter.drawLine(area.topLeft(), area.topRight())
        if index.column() != Column.NAME:
            return area
        width = painter.fontMetrics().horizontalAdvance("000") + _MARGIN
        if entry.patient_number:
            rail = QRect(area.left() + 2, area.top(), width, area.height())
            rail.adjust(0, 4 if first else 0, 0, -4 if last else 0)
            painter.fillRect(rail, QColor(c.raised))
            painter.setPen(QColor(c.text if first else c.muted))
            painter.drawText(rail, Qt.AlignmentFlag.AlignCenter, str(entry.patient_number))
        return area.adjusted(width + 2, 0, 0, 0)

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
        if entry.mark.key_frames:
            self._paint_key_sign(painter, frame, option)
        text = area.adjusted(side + _MARGIN, 4, 0, -4)
        upper, lower = text.adjusted(0, 0, 0, -text.height() // 2), text.adjusted(0, text.height() // 2, 0, 0)
        folder, name = one_line(entry.name.rpartition("/")[0]), one_line(entry.file_name)
        reasons = reasons_line(entry)
        second = reasons or one_line(entry.mark.note) or folder
        if self._model.grouped and (study := self._model.studies.line(entry)):
            second = f"{study} · {reasons}" if reasons else study
        metrics = QFontMetrics(option.font)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if not second:
            upper = text
        painter.setPen(QColor(c.text))
        painter.drawText(upper, left, shortened(self._model.name_patterns, name, metrics, upper.width()))
        painter.setPen(QColor(c.muted))
        painter.drawText(lower, left, metrics.elidedText(second, Qt.TextElideMode.ElideRight, lower.width()))

    def _paint_key_sign(self, painter: QPainter, frame: QRect, option: QStyleOptionViewItem) -> None:
        """A star in the lower right corner of the thumbnail: there is room for it at any width."""
        side = QFontMetrics(option.font).height() + 2
        corner = QRect(frame.right() - side + 1, frame.bottom() - side + 1, side, side)
        painter.fillRect(corner, QColor(0, 0, 0, 200))
        self._paint_icon(painter, "key-image", DARK.uncertain, corner, option, middle=True)

    def _paint_outcome(
        self, painter: QPainter, area: QRect, entry: Entry, option: QStyleOptionViewItem, c: Colours
    ) -> None:
        look = outcome_look(entry.outcome)
        size = self._paint_icon(painter, self._symbol(entry), look.colour_in(c), area, option)
        text = area.adjusted(size + _MARGIN, 0, 0, 0)
        painter.setPen(QColor(look.colour_in(c)))
        word = QFontMetrics(option.font).elidedText(look.short, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)

    def _symbol(self, entry: Entry) -> str:
        in_work = entry.outcome is Outcome.WAITING and entry.path == self._model.in_work
        return "waiting" if in_work else outcome_look(entry.outcome).symbol

    def _paint_result(
        self, painter: QPainter, area: QRect, entry: Entry, option: QStyleOptionViewItem, c: Colours
    ) -> None:
        """The symbol of the outcome beside the probability, which a bar under both shows too."""
        colour = outcome_look(entry.outcome).colour_in(c)
        if entry.probability is None:
            self._paint_icon(painter, self._symbol(entry), colour, area, option)
            return
        bar = QRect(area.left(), area.bottom() - area.height() // 4, area.width(), 4)
        upper = area.adjusted(0, 0, 0, -area.height() // 4)
        size = self._paint_icon(painter, self._symbol(entry), colour, upper, option)
        painter.setPen(QColor(c.text))
        painter.drawText(
            upper.adjusted(size + _MARGIN, 0, _MARGIN, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            probability_in_words(entry.probability),
        )
        painter.fillRect(bar, QColor(c.line))
        filled = QRect(bar.topLeft(), QSize(round(bar.width() * entry.probability), bar.height()))
        painter.fillRect(filled, QColor(colour))
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


def shortened(patterns: NamePatterns, name: str, metrics: QFontMetrics, width: int) -> str:
    """A name in so many pixels, without loss of what tells it from others if that fits."""

    def elided(text: str) -> str:
        return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)

    # Asked like this because widths are rounded: what is as wide as its place may be elided all the same.
    short = patterns.shortened(name, lambda text: elided(text) == text)
    if elided(short) == short:
        return short
    telling = patterns.telling(name)
    if not telling:
        # The extension tells least.
        return elided(PurePath(name).stem)
    # Numbers are counted up: their last digits tell more than the first.
    return metrics.elidedText(telling, Qt.TextElideMode.ElideLeft, width)
