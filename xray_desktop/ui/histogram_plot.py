"""The histogram with the display window on it, painted; its two lines can be dragged."""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_desktop.imaging.histogram import Histogram
from xray_desktop.ui.display_state import Display
from xray_desktop.ui.film import end_values
from xray_desktop.ui.reference_histograms import ReferenceHistograms
from xray_desktop.ui.theme import colours

_MARGIN_SHARE = 0.02
_GRAB_PIXELS = 7.0


class _Grip(Enum):
    LOW = auto()
    HIGH = auto()
    BOTH = auto()


@dataclass(frozen=True)
class _Axis:
    """Modality values along the width of the plot."""

    low: float
    high: float
    left: float
    width: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * self.width

    def value(self, x: float) -> float:
        return self.low + (x - self.left) / self.width * (self.high - self.low)


_LEAST_ROOM = 300
"""Height in pixels that the plot may always grow to."""


class HistogramPlot(QWidget):
    """Counts over modality values, the window's two lines and ramp, and the grey scale beneath."""

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._histogram: Histogram | None = None
        self._references: ReferenceHistograms | None = None
        self._logarithmic = False
        self._probed: float | None = None
        self._grip: _Grip | None = None
        self._grip_offsets = (0.0, 0.0)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(96)
        self.setMaximumHeight(_LEAST_ROOM)
        display.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, 170)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # No taller than wide: a narrow, high plot would stretch every count into a needle.
        self.setMaximumHeight(max(_LEAST_ROOM, self.width()))
        super().resizeEvent(event)

    def set_histogram(self, histogram: Histogram | None) -> None:
        """Shows a histogram, or none."""
        self._histogram = histogram
        self._probed = None
        self.update()

    def set_logarithmic(self, on: bool) -> None:
        """Counts on a logarithmic or a linear scale."""
        self._logarithmic = on
        self.update()

    def set_references(self, references: ReferenceHistograms | None) -> None:
        """Curves to compare with, or none."""
        self._references = references
        self.update()

    def set_probed(self, value: float | None) -> None:
        """Marks the modality value under the pointer."""
        if value != self._probed:
            self._probed = value
            self.update()

    def clipped_shares(self) -> tuple[float, float]:
        """Shares of the film, 0 to 1, that lie below the window's low end and above its high end."""
        if self._histogram is None:
            return 0.0, 0.0
        voi = self._display.state.voi
        return self._histogram.share_outside(voi.low, voi.high)

    # Painting

    def _plot_rect(self) -> QRectF:
        line = QFontMetricsF(self.font()).height()
        return QRectF(self.rect()).adjusted(8, 6, -8, -(line + 13))

    def _axis(self) -> _Axis | None:
        radiograph = self._display.radiograph
        if self._histogram is None or radiograph is None:
            return None
        edges = self._histogram.edges
        low, high = min(float(edges[0]), radiograph.voi.low), max(float(edges[-1]), radiograph.voi.high)
        margin = max(high - low, 1e-6) * _MARGIN_SHARE
        rect = self._plot_rect()
        return _Axis(low - margin, high + margin, rect.left(), max(rect.width(), 1))

    def _heights(self) -> tuple[npt.NDArray[np.float64], float]:
        """Counts on the chosen scale, and the count that reaches the plot's top."""
        assert self._histogram is not None
        counts = self._histogram.counts.astype(np.float64)
        top = float(counts.max(initial=0))
        # One spike of background must not press all else flat; it is then cut at the top.
        others = float(np.sort(counts)[-2]) if len(counts) > 1 else top
        if not self._logarithmic and others > 0:
            top = min(top, 2 * others)
        if self._logarithmic:
            counts, top = np.log1p(counts), float(np.log1p(top))
        return counts, max(top, 1e-9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self._plot_rect()
        painter.fillRect(rect, QColor(c.base))
        axis = self._axis()
        if axis is not None and self._histogram is not None:
            painter.save()
            painter.setClipRect(rect)
            self._paint_counts(painter, axis, rect)
            self._paint_references(painter, axis, rect)
            self._paint_window(painter, axis, rect)
            painter.restore()
            self._paint_scale(painter, axis, rect)
            self._paint_clipping(painter, rect)
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _paint_counts(self, painter: QPainter, axis: _Axis, rect: QRectF) -> None:
        assert self._histogram is not None
        heights, top = self._heights()
        tops = rect.bottom() - np.minimum(heights / top, 1.0) * (rect.height() - 4)
        edges = [axis.x(float(edge)) for edge in self._histogram.edges]
        points = [QPointF(edges[0], rect.bottom())]
        for index, y in enumerate(tops.tolist()):
            points += [QPointF(edges[index], y), QPointF(edges[index + 1], y)]
        points.append(QPointF(edges[-1], rect.bottom()))
        fill = QColor(colours().muted)
        fill.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(points))

    def _paint_references(self, painter: QPainter, axis: _Axis, rect: QRectF) -> None:
        """The average films, their black and white laid on the ends of this film's own window."""
        radiograph = self._display.radiograph
        if self._references is None or radiograph is None or self._histogram is None:
            return
        _, top = self._heights()
        low, high = radiograph.voi.low, radiograph.voi.high
        bin_width = float(self._histogram.edges[1] - self._histogram.edges[0])
        c = colours()
        references = self._references
        for shares, colour, style in (
            (references.normal, c.normal, Qt.PenStyle.DashLine),
            (references.pneumonia, c.pneumonia, Qt.PenStyle.SolidLine),
        ):
            step = (high - low) / len(shares)
            expected = shares * self._histogram.total * bin_width / max(step, 1e-9)
            if self._logarithmic:
                expected = np.log1p(expected)
            tops = rect.bottom() - np.minimum(expected / top, 1.0) * (rect.height() - 4)
            path = QPainterPath()
            for index, y in enumerate(tops.tolist()):
                point = QPointF(axis.x(low + (index + 0.5) * step), y)
                if index:
                    path.lineTo(point)
                else:
                    path.moveTo(point)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour), 1.4, style))
            painter.drawPath(path)

    def _paint_window(self, painter: QPainter, axis: _Axis, rect: QRectF) -> None:
        radiograph = self._display.radiograph
        assert radiograph is not None
        c = colours()
        voi = self._display.state.voi
        x_low, x_high = axis.x(voi.low), axis.x(voi.high)
        shade = QColor(c.window)
        shade.setAlphaF(0.6)
        painter.fillRect(QRectF(rect.left(), rect.top(), max(x_low - rect.left(), 0), rect.height()), shade)
        painter.fillRect(QRectF(x_high, rect.top(), max(rect.right() - x_high, 0), rect.height()), shade)
        ramp = QPainterPath()
        values = np.linspace(axis.low, axis.high, 160)
        for index, (value, grey) in enumerate(zip(values.tolist(), self._grey(values).tolist(), strict=True)):
            point = QPointF(axis.x(value), rect.bottom() - grey * rect.height())
            if index:
                ramp.lineTo(point)
            else:
                ramp.moveTo(point)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.text), 1.2, Qt.PenStyle.DotLine))
        painter.drawPath(ramp)
        painter.setPen(QPen(QColor(c.accent), 2))
        for x in (x_low, x_high):
            # A line beyond the plot waits at its edge, where it can be caught.
            x = min(max(x, rect.left() + 1), rect.right() - 1)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
            painter.setBrush(QColor(c.accent))
            painter.drawEllipse(QPointF(x, rect.center().y()), 3.5, 3.5)
        if self._probed is not None:
            painter.setPen(QPen(QColor(c.text), 1))
            x = axis.x(self._probed)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))

    def _paint_scale(self, painter: QPainter, axis: _Axis, rect: QRectF) -> None:
        """The grey scale as the screen shows it, with the axis' ends and the window's ends in numbers."""
        c = colours()
        columns = max(round(rect.width()), 2)
        values = np.linspace(axis.low, axis.high, columns)
        grey = np.rint(self._grey(values) * 255).astype(np.uint8)
        strip = QImage(grey.tobytes(), columns, 1, columns, QImage.Format.Format_Grayscale8)
        bar = QRectF(rect.left(), rect.bottom() + 3, rect.width(), 7)
        painter.drawImage(bar, strip)
        painter.setPen(QColor(c.muted))
        baseline = QRectF(rect.left(), bar.bottom() + 2, rect.width(), QFontMetricsF(self.font()).height())
        radiograph = self._display.radiograph
        assert radiograph is not None
        assert self._histogram is not None
        ends = end_values(self._histogram, radiograph)
        for value, alignment in zip(
            ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            painter.drawText(baseline, alignment | Qt.AlignmentFlag.AlignTop, f"{value:.6g}")
        if self._probed is not None:
            painter.setPen(QColor(c.text))
            painter.drawText(
                baseline, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{self._probed:.6g}"
            )

    def _paint_clipping(self, painter: QPainter, rect: QRectF) -> None:
        """What the window leaves all black or all white, at the side where it lies."""
        painter.setPen(QColor(colours().text))
        area = rect.adjusted(14, 2, -14, -2)
        ground = QColor(colours().base)
        ground.setAlphaF(0.85)
        for share, side in zip(
            self.clipped_shares(), (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            where, text = side | Qt.AlignmentFlag.AlignTop, f"{share:.1%}"
            # The ramp ends where these stand.
            painter.fillRect(painter.boundingRect(area, where, text).adjusted(-2, 0, 2, 0), ground)
            painter.drawText(area, where, text)

    def _grey(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
        radiograph = self._display.radiograph
        assert radiograph is not None
        state = self._display.state
        grey = state.voi.apply(values)
        return 1 - grey if radiograph.inverted != state.inverted else grey

    # Dragging

    def _grip_at(self, x: float) -> _Grip | None:
        axis = self._axis()
        if axis is None:
            return None
        rect = self._plot_rect()
        voi = self._display.state.voi
        low = min(max(axis.x(voi.low), rect.left()), rect.right())
        high = min(max(axis.x(voi.high), rect.left()), rect.right())
        if min(abs(x - low), abs(x - high)) <= _GRAB_PIXELS:
            if abs(low - high) < 1:
                return _Grip.HIGH if x >= high else _Grip.LOW
            return _Grip.LOW if abs(x - low) < abs(x - high) else _Grip.HIGH
        return _Grip.BOTH if low < x < high else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        axis = self._axis()
        if event.button() != Qt.MouseButton.LeftButton or axis is None:
            return
        self._grip = self._grip_at(event.position().x())
        if self._grip is not None:
            voi = self._display.state.voi
            value = axis.value(event.position().x())
            self._grip_offsets = (voi.low - value, voi.high - value)
            self._display.begin_gesture()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        axis = self._axis()
        if axis is None:
            return
        x = event.position().x()
        if self._grip is None:
            grip = self._grip_at(x)
            if grip in (_Grip.LOW, _Grip.HIGH):
                self.setCursor(Qt.CursorShape.SplitHCursor)
            elif grip is _Grip.BOTH:
                self.setCursor(Qt.CursorShape.SizeHorCursor)
            else:
                self.unsetCursor()
            return
        voi = self._display.state.voi
        value = axis.value(x)
        if self._grip is _Grip.LOW:
            low = min(value, voi.high)
            self._display.set_range(low, voi.high)
        elif self._grip is _Grip.HIGH:
            self._display.set_range(voi.low, max(value, voi.low))
        else:
            low, high = (value + offset for offset in self._grip_offsets)
            self._display.set_range(low, high)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._grip is not None:
            self._grip = None
            self._display.begin_gesture()
