"""Charts painted by hand, in the theme's colours and the text's size."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from xray_desktop.ui.theme.theme import Colours, colours
from xray_desktop.ui.widgets.chart import Bars, Chart, Curve, Frame, Marker, Spread, tick_text, ticks


def frame_of(chart: Chart, area: QRectF, metrics: QFontMetricsF) -> Frame:
    """The area within the axes of a chart that is painted into `area`."""
    line = metrics.height()
    left = line * 1.7
    if chart.show_y_values:
        values = ticks(*chart.y_range)
        left += max(metrics.horizontalAdvance(tick_text(value, values)) for value in values) + 6
    plot = area.adjusted(left, line * 1.9, -line * 0.9, -line * 2.7)
    # The number below the right end stands out by half its width.
    values = _x_ticks(chart, plot.width(), line)
    last = metrics.horizontalAdvance(tick_text(values[-1], values)) / 2 if values else 0.0
    plot.setRight(min(plot.right(), area.right() - last - 2))
    if chart.square:
        side = min(plot.width(), plot.height())
        plot = QRectF(plot.left(), plot.top(), side, side)
    return Frame(plot, chart)


def paint_chart(painter: QPainter, area: QRectF, chart: Chart) -> None:
    """Paints a chart into an area of any device."""
    c = colours()
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    frame = frame_of(chart, area, metrics)
    plot = frame.area
    if plot.width() < 20 or plot.height() < 20:
        return
    painter.setPen(QColor(c.text))
    title = QRectF(plot.left(), area.top(), area.right() - plot.left() - line * 1.6, line * 1.6)
    words = metrics.elidedText(chart.title, Qt.TextElideMode.ElideRight, title.width())
    painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.fillRect(plot, QColor(c.base))
    _paint_axes(painter, frame, line, c)
    if chart.remark:
        painter.setPen(QColor(c.muted))
        inside = plot.adjusted(8, 8, -8, -8)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, chart.remark)
        return
    if chart.diagonal:
        painter.setPen(QPen(QColor(c.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(plot.bottomLeft(), plot.topRight())
    painter.save()
    painter.setClipRect(plot.adjusted(-5, -5, 5, 5))
    for bars in chart.bars:
        _paint_bars(painter, frame, bars, c)
    for curve in chart.curves:
        _paint_curve(painter, frame, curve, c)
    _paint_spreads(painter, frame, chart.spreads, c)
    painter.restore()
    paint_markers(painter, frame, chart.markers)
    _paint_legend(painter, frame, line, c)


def paint_markers(painter: QPainter, frame: Frame, markers: Sequence[Marker]) -> None:
    """Paints named points; names that would cover each other are moved down."""
    c = colours()
    metrics = QFontMetricsF(painter.font())
    line, plot = metrics.height(), frame.area
    taken: list[QRectF] = []
    for marker in sorted(markers, key=lambda each: -each.y):
        point = frame.place(marker.x, marker.y)
        colour = QColor(getattr(c, marker.colour))
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if marker.filled else QColor(c.base))
        if marker.filled:
            corners = ((0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0))
            painter.drawPolygon(QPolygonF([point + QPointF(x, y) for x, y in corners]))
        else:
            painter.drawEllipse(point, 4.5, 4.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not marker.name:
            continue
        width = metrics.horizontalAdvance(marker.name) + 4
        fits = point.x() + 9 + width < plot.right()
        left = point.x() + 9 if fits else plot.right() - width - 2
        top = point.y() + (2 if fits else 7)
        words = QRectF(max(left, plot.left() + 2), min(top, plot.bottom() - line), width, line)
        while any(words.intersects(other) for other in taken) and words.bottom() + line < plot.bottom():
            words.translate(0, line * 0.5)
        taken.append(words)
        # The curve may run through them.
        painter.fillRect(words.adjusted(-2, 1, 0, -1), QColor(c.base))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, marker.name)


def _paint_bars(painter: QPainter, frame: Frame, bars: Bars, c: Colours) -> None:
    colour = QColor(getattr(c, bars.colour))
    ground = QColor(colour)
    ground.setAlphaF(0.4)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(ground)
    edges, heights = np.ravel(bars.edges).astype(float), np.ravel(bars.heights).astype(float)
    for (left, right), height in zip(pairwise(edges), heights, strict=True):
        if height:
            painter.drawRect(QRectF(frame.place(left, height), frame.place(right, 0)))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_curve(painter: QPainter, frame: Frame, curve: Curve, c: Colours) -> None:
    colour = QColor(getattr(c, curve.colour))
    points = [
        frame.place(float(x), float(y)) for x, y in zip(np.ravel(curve.x), np.ravel(curve.y), strict=True)
    ]
    if curve.filled and points:
        ground = QColor(colour)
        ground.setAlphaF(0.18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        bottom = frame.area.bottom()
        ends = [QPointF(points[0].x(), bottom), QPointF(points[-1].x(), bottom)]
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


def _paint_spreads(painter: QPainter, frame: Frame, spreads: Sequence[Spread], c: Colours) -> None:
    metrics = QFontMetricsF(painter.font())
    last = -1.0
    for spread in spreads:
        point = frame.place(spread.x, spread.y)
        painter.setPen(QPen(QColor(c.accent), 1.3))
        painter.drawLine(frame.place(spread.x, spread.low), frame.place(spread.x, spread.high))
        painter.setBrush(QColor(c.accent))
        painter.drawEllipse(point, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = metrics.horizontalAdvance(spread.name)
        left = min(max(point.x() - width / 2, frame.area.left() + 2), frame.area.right() - width - 2)
        if spread.name and left > last + 4:
            last = left + width
            painter.setPen(QColor(c.muted))
            above = max(frame.place(spread.x, spread.high).y() - 3, frame.area.top() + metrics.ascent())
            painter.drawText(QPointF(left, above), spread.name)


def _paint_axes(painter: QPainter, frame: Frame, line: float, c: Colours) -> None:
    chart, plot = frame.chart, frame.area
    painter.setPen(QPen(QColor(c.line), 1))
    painter.drawRect(plot)
    metrics = QFontMetricsF(painter.font())
    values = _x_ticks(chart, plot.width(), line)
    for value in values:
        x = frame.place(value, chart.y_range[0]).x()
        painter.setPen(QPen(QColor(c.line), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QColor(c.muted))
        box = QRectF(x - 40, plot.bottom() + 2, 80, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tick_text(value, values))
    values = ticks(*chart.y_range)
    widest = 0.0
    for value in values:
        y = frame.place(chart.x_range[0], value).y()
        painter.setPen(QPen(QColor(c.line), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        if chart.show_y_values:
            words = tick_text(value, values)
            widest = max(widest, metrics.horizontalAdvance(words))
            painter.setPen(QColor(c.muted))
            box = QRectF(plot.left() - 105, y - line / 2, 100, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
    painter.setPen(QColor(c.muted))
    below = QRectF(plot.center().x() - 400, plot.bottom() + line * 1.15, 800, line * 1.4)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, chart.x_label)
    painter.save()
    painter.translate(plot.left() - widest - line * 1.55, plot.center().y())
    painter.rotate(-90)
    beside = QRectF(-plot.height() / 2 - line * 2, 0, plot.height() + line * 4, line)
    painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, chart.y_label)
    painter.restore()


def _x_ticks(chart: Chart, width: float, line: float) -> list[float]:
    """The numbers below an axis of that width."""
    return ticks(*chart.x_range, most=min(6, max(2, int(width / (line * 2.4)))))


def _paint_legend(painter: QPainter, frame: Frame, line: float, c: Colours) -> None:
    chart, plot = frame.chart, frame.area
    drawn: list[Curve | Bars] = [*chart.bars, *chart.curves]
    entries = [each for each in drawn if each.name]
    if not entries:
        return
    metrics = QFontMetricsF(painter.font())
    width = max(metrics.horizontalAdvance(each.name) for each in entries) + 42
    height = len(entries) * line * 1.15 + 6
    left = plot.left() + 6 if "left" in chart.legend else plot.right() - width - 6
    top = plot.top() + 6 if "top" in chart.legend else plot.bottom() - height - 6
    ground = QColor(c.base)
    ground.setAlphaF(0.85)
    painter.fillRect(QRectF(left, top, width, height), ground)
    y = top + 3
    for each in entries:
        dashed = isinstance(each, Curve) and each.dashed
        thick = 7 if isinstance(each, Bars) else 2
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = QPen(QColor(getattr(c, each.colour)), thick, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        middle = y + line * 0.58
        painter.drawLine(QPointF(left + 6, middle), QPointF(left + 28, middle))
        painter.setPen(QColor(c.text))
        painter.drawText(QPointF(left + 34, y + metrics.ascent() + line * 0.05), each.name)
        y += line * 1.15
