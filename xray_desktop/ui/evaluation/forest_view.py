"""The subgroups of an evaluation as a forest plot; a row shows its images."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_desktop.evaluation.subgroups import Estimate, Subgroup
from xray_desktop.ui.evaluation.texts import column_title, measure_title, value_title
from xray_desktop.ui.theme.theme import Colours, colours
from xray_desktop.ui.widgets.chart import tick_text, ticks

_MEASURES = ("auc", "sensitivity", "specificity")


class ForestView(QWidget):
    """Paints AUC, sensitivity and specificity of subgroups side by side, with intervals.

    Signals:
        chosen: the images of a subgroup (Subgroup) are to be shown.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subgroups: Sequence[Subgroup] = ()
        self._lines: list[str | Subgroup] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMouseTracking(True)

    @property
    def subgroups(self) -> Sequence[Subgroup]:
        """What is shown."""
        return self._subgroups

    def show_subgroups(self, subgroups: Sequence[Subgroup]) -> None:
        """Shows subgroups, all images first."""
        self._subgroups = subgroups
        self._lines = []
        column = ""
        for each in subgroups:
            if each.column != column:
                column = each.column
                self._lines.append(column)
            self._lines.append(each)
        self.setAccessibleName(self.tr("Subgroups"))
        self.setAccessibleDescription(
            "; ".join(f"{each.column} {each.value}: AUC {each.auc[0]:.3f}" for each in subgroups)
        )
        self.updateGeometry()
        self.update()

    def row_centre(self, subgroup: Subgroup) -> QPointF:
        """Where a subgroup's row is."""
        line = self._line_height()
        return QPointF(20, line * (2.5 + self._lines.index(subgroup)))

    def sizeHint(self) -> QSize:
        return QSize(760, round(self._line_height() * (len(self._lines) + 4)))

    def minimumSizeHint(self) -> QSize:
        return QSize(560, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self._subgroups:
            return
        c, line = colours(), self._line_height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        names = metrics.averageCharWidth() * 22
        counts = metrics.horizontalAdvance(self.tr("Images")) + 24
        panels = [QRectF() for _ in _MEASURES]
        width = (self.width() - names - counts - 8) / len(_MEASURES)
        numbers = metrics.horizontalAdvance("0.00 (0.00–0.00)") + 14
        bottom = line * (len(self._lines) + 2)
        for index in range(len(_MEASURES)):
            left = names + counts + index * width
            panels[index] = QRectF(left, line * 2, max(width - numbers - 12, 30), bottom - line * 2)
        lowest = _lowest(self._subgroups)
        painter.setPen(QColor(c.text))
        heading = QRectF(0, line * 0.4, names + counts - 12, line)
        painter.drawText(heading, Qt.AlignmentFlag.AlignRight, self.tr("Images"))
        for index, (name, panel) in enumerate(zip(_MEASURES, panels, strict=True)):
            self._paint_panel(painter, panel, measure_title(name), lowest, c)
            overall = self._subgroups[0]
            value = (overall.auc, overall.sensitivity, overall.specificity)[index][0]
            if not math.isnan(value):
                x = _at(panel, value, lowest)
                painter.setPen(QPen(QColor(c.muted), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x, panel.top()), QPointF(x, panel.bottom()))
        y = line * 2
        for entry in self._lines:
            box = QRectF(8, y, names - 8, line)
            if isinstance(entry, str):
                font = self.font()
                font.setBold(True)
                painter.setFont(font)
                painter.setPen(QColor(c.text))
                words = metrics.elidedText(
                    column_title(entry), Qt.TextElideMode.ElideRight, box.width() * 0.9
                )
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
                painter.setFont(self.font())
            else:
                self._paint_row(painter, entry, box, counts, panels, lowest, c)
            y += line

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        shape = Qt.CursorShape.PointingHandCursor if at is not None else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(at)

    def changeEvent(self, event: QEvent) -> None:
        self.updateGeometry()
        self.update()
        super().changeEvent(event)

    def _at(self, event: QMouseEvent) -> Subgroup | None:
        index = int(event.position().y() / self._line_height() - 2)
        entry = self._lines[index] if 0 <= index < len(self._lines) else None
        return entry if isinstance(entry, Subgroup) else None

    def _line_height(self) -> float:
        return QFontMetricsF(self.font()).height() * 1.45

    def _paint_panel(self, painter: QPainter, panel: QRectF, title: str, lowest: float, c: Colours) -> None:
        line = self._line_height()
        painter.setPen(QColor(c.text))
        heading = QRectF(panel.left(), line * 0.4, panel.width() + 100, line)
        painter.drawText(heading, Qt.AlignmentFlag.AlignLeft, title)
        painter.fillRect(panel, QColor(c.base))
        values = ticks(lowest, 1.0, most=max(2, min(6, int(panel.width() / 34))))
        for value in values:
            x = _at(panel, value, lowest)
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawLine(QPointF(x, panel.top()), QPointF(x, panel.bottom()))
            painter.setPen(QColor(c.muted))
            box = QRectF(x - 30, panel.bottom() + 2, 60, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, tick_text(value, values))

    def _paint_row(
        self,
        painter: QPainter,
        subgroup: Subgroup,
        box: QRectF,
        counts: float,
        panels: Sequence[QRectF],
        lowest: float,
        c: Colours,
    ) -> None:
        metrics = QFontMetricsF(self.font())
        indent = 14 if subgroup.column else 0
        value = self.tr("All images") if not subgroup.column else value_title(subgroup.value)
        words = metrics.elidedText(value, Qt.TextElideMode.ElideMiddle, box.width() - indent)
        painter.setPen(QColor(c.text))
        painter.drawText(box.adjusted(indent, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        number = QRectF(box.right(), box.top(), counts - 12, box.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, right, f"{subgroup.images:,}")
        estimates = (subgroup.auc, subgroup.sensitivity, subgroup.specificity)
        for panel, estimate in zip(panels, estimates, strict=True):
            y = box.center().y()
            beside = QRectF(panel.right() + 8, box.top(), 160, box.height())
            painter.setPen(QColor(c.muted))
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, _words(estimate))
            if math.isnan(estimate[0]):
                continue
            x = _at(panel, estimate[0], lowest)
            if not math.isnan(estimate[1]):
                painter.setPen(QPen(QColor(c.accent), 1.6))
                ends = (_at(panel, end, lowest) for end in estimate[1:])
                painter.drawLine(*(QPointF(end, y) for end in ends))
            painter.fillRect(QRectF(x - 3.5, y - 3.5, 7, 7), QColor(c.accent))


def _words(estimate: Estimate) -> str:
    value, low, high = estimate
    if math.isnan(value):
        return "–"
    return f"{value:.2f}" + ("" if math.isnan(low) else f" ({low:.2f}–{high:.2f})")


def _lowest(subgroups: Sequence[Subgroup]) -> float:
    ends = [
        end
        for each in subgroups
        for estimate in (each.auc, each.sensitivity, each.specificity)
        for end in estimate
        if not math.isnan(end)
    ]
    return 0.5 if ends and min(ends) >= 0.5 else 0.0


def _at(panel: QRectF, value: float, lowest: float) -> float:
    return panel.left() + (value - lowest) / (1 - lowest) * panel.width()
