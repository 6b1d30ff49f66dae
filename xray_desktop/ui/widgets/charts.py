"""Charts painted by hand: curves on square axes, and bars; they follow the theme and the text's size."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_desktop.ui.theme.theme import colours


@dataclass(frozen=True, eq=False)
class Curve:
    """A line through points.

    Attributes:
        x: shape (n,), in the chart's units.
        y: shape (n,).
        colour: name of a field of `theme.Colours`.
        name: for the legend; empty for none.
        dashed: whether the line is broken.
        points: whether the points are marked.
        filled: whether the ground below is tinted.
    """

    x: npt.ArrayLike
    y: npt.ArrayLike
    colour: str
    name: str = ""
    dashed: bool = False
    points: bool = False
    filled: bool = False


@dataclass(frozen=True)
class Marker:
    """A point with a name."""

    x: float
    y: float
    name: str
    colour: str = "text"


@dataclass(frozen=True, eq=False)
class Chart:
    """What a chart shows.

    Attributes:
        title: above it.
        x_label: below it.
        y_label: beside it.
        curves: its lines, the last on top.
        markers: named points.
        x_range: lowest and highest x.
        y_range: lowest and highest y; what is higher is cut.
        show_y_values: whether the ticks beside it have numbers.
        diagonal: whether the line of chance, or of perfect calibration, is drawn.
        remark: in the middle, in place of curves that are not there.
    """

    title: str
    x_label: str
    y_label: str
    curves: Sequence[Curve] = ()
    markers: Sequence[Marker] = field(default=())
    x_range: tuple[float, float] = (0.0, 1.0)
    y_range: tuple[float, float] = (0.0, 1.0)
    show_y_values: bool = True
    diagonal: bool = False
    remark: str = ""


class ChartView(QWidget):
    """Paints a chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 200)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart, description: str = "") -> None:
        """Shows a chart; `description` is what a screen reader says of it."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(description or chart.remark)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(340, 300)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chart is not None:
            paint_chart(painter, QRectF(self.rect()), self._chart)


def paint_chart(painter: QPainter, area: QRectF, chart: Chart) -> None:
    """Paints a chart into an area of any device."""
    c = colours()
    metrics = painter.fontMetrics()
    line = metrics.height()
    plot = area.adjusted(line * 3.2, line * 1.8, -line, -line * 2.8)
    if plot.width() < 20 or plot.height() < 20:
        return
    painter.setPen(QColor(c.text))
    title = QRectF(plot.left(), area.top(), plot.width(), line * 1.6)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(title, Qt.AlignmentFlag.AlignLeft | middle, chart.title)
    painter.fillRect(plot, QColor(c.base))
    _paint_axes(painter, plot, chart, line)
    if chart.remark:
        painter.setPen(QColor(c.muted))
        painter.drawText(plot, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, chart.remark)
        return
    if chart.diagonal:
        painter.setPen(QPen(QColor(c.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(plot.bottomLeft(), plot.topRight())

    def position(x: float, y: float) -> QPointF:
        across = (x - chart.x_range[0]) / (chart.x_range[1] - chart.x_range[0])
        up = (y - chart.y_range[0]) / (chart.y_range[1] - chart.y_range[0])
        return QPointF(plot.left() + across * plot.width(), plot.bottom() - up * plot.height())

    painter.save()
    painter.setClipRect(plot.adjusted(-5, -5, 5, 5))
    for curve in chart.curves:
        colour = QColor(getattr(c, curve.colour))
        points = [
            position(float(x), float(y)) for x, y in zip(np.ravel(curve.x), np.ravel(curve.y), strict=True)
        ]
        if curve.filled and points:
            ground = QColor(colour)
            ground.setAlphaF(0.18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            ends = [QPointF(points[0].x(), plot.bottom()), QPointF(points[-1].x(), plot.bottom())]
            painter.drawPolygon(QPolygonF([ends[0], *points, ends[1]]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2, style))
        painter.drawPolyline(QPolygonF(points))
        if curve.points:
            painter.setBrush(colour)
            for point in points:
                painter.drawEllipse(point, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
    for marker in chart.markers:
        point = position(marker.x, marker.y)
        painter.setPen(QPen(QColor(getattr(c, marker.colour)), 1.5))
        painter.setBrush(QColor(c.base))
        painter.drawEllipse(point, 4.5, 4.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = metrics.horizontalAdvance(marker.name) + 8
        left = point.x() + 9 if point.x() + 9 + width < plot.right() else point.x() - 9 - width
        below = min(point.y() + 2, plot.bottom() - line)
        words = QRectF(left, below, width, line)
        # The curve may run through them.
        painter.fillRect(words.adjusted(-2, 1, -4, -1), QColor(c.base))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, marker.name)
    painter.restore()
    _paint_legend(painter, plot, chart, line)


def _paint_axes(painter: QPainter, plot: QRectF, chart: Chart, line: int) -> None:
    c = colours()
    painter.setPen(QPen(QColor(c.line), 1))
    painter.drawRect(plot)
    ticks = 4
    for step in range(ticks + 1):
        share = step / ticks
        x = plot.left() + share * plot.width()
        y = plot.bottom() - share * plot.height()
        painter.setPen(QPen(QColor(c.line), 1, Qt.PenStyle.DotLine))
        if 0 < step < ticks:
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(c.muted))
        x_value = chart.x_range[0] + share * (chart.x_range[1] - chart.x_range[0])
        box = QRectF(x - 40, plot.bottom() + 2, 80, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{x_value:g}")
        if chart.show_y_values:
            y_value = chart.y_range[0] + share * (chart.y_range[1] - chart.y_range[0])
            box = QRectF(plot.left() - line * 3, y - line / 2, line * 3 - 5, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{y_value:g}")
    painter.setPen(QColor(c.muted))
    below = QRectF(plot.left(), plot.bottom() + line * 1.3, plot.width(), line * 1.4)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, chart.x_label)
    painter.save()
    painter.translate(plot.left() - line * (3.1 if chart.show_y_values else 1.2), plot.center().y())
    painter.rotate(-90)
    beside = QRectF(-plot.height() / 2, 0, plot.height(), line)
    painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, chart.y_label)
    painter.restore()


def _paint_legend(painter: QPainter, plot: QRectF, chart: Chart, line: int) -> None:
    c = colours()
    top = plot.top() + 6
    for curve in chart.curves:
        if not curve.name:
            continue
        style = Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(getattr(c, curve.colour)), 2, style))
        painter.drawLine(QPointF(plot.left() + 8, top + line / 2), QPointF(plot.left() + 28, top + line / 2))
        painter.setPen(QColor(c.text))
        painter.drawText(QPointF(plot.left() + 34, top + painter.fontMetrics().ascent()), curve.name)
        top += line * 1.2
