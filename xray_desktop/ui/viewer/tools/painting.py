"""How annotations look: bright lines with a dark rim, and labels on dark ground, to be read on any image."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QTransform

from xray_desktop.measurement.annotation import Annotation, Kind, Point
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.ui.viewer.tools.shapes import bounds, handles, outlines

LINE = QColor("#ffd54a")
SELECTED = QColor("#6fd3ff")
_RIM = QColor(0, 0, 0, 170)
_GROUND = QColor(12, 14, 18, 215)
_TEXT = QColor("#f4f5f7")
_HANDLE = 3.5
_GAP = 9.0


def paint_shape(
    painter: QPainter,
    kind: Kind,
    points: Sequence[Point],
    transform: QTransform,
    scale: PixelScale,
    *,
    selected: bool = False,
    width: float = 1.6,
) -> QRectF:
    """Draws the lines of an annotation, also of one that is not complete yet; returns where they lie."""
    lines, auxiliary = outlines(kind, points, transform, scale)
    colour = SELECTED if selected else LINE
    for pen in (QPen(_RIM, width + 2.2), QPen(colour, width)):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if kind is not Kind.TEXT:
            _draw(painter, lines)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        _draw(painter, auxiliary)
    if kind in (Kind.CARDIOTHORACIC, Kind.TEXT):
        _draw_points(painter, points, transform, colour)
    return bounds([*lines, *auxiliary])


def paint_handles(painter: QPainter, annotation: Annotation, transform: QTransform) -> None:
    """Draws the points by which an annotation is changed."""
    painter.setPen(QPen(QColor("black"), 1))
    painter.setBrush(QColor("white"))
    for point in handles(annotation):
        at = transform.map(QPointF(*point))
        painter.drawRect(QRectF(at.x() - _HANDLE, at.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def label_rect(
    lines: Sequence[str], metrics: QFontMetricsF, beside: QRectF, area: QRectF, taken: Sequence[QRectF]
) -> QRectF:
    """Where a label lies: beside its shape and within the area, where it covers least.

    Args:
        beside: where its shape lies.
        taken: where other shapes and labels lie.
    """
    width = max(metrics.horizontalAdvance(line) for line in lines) + 10
    size = QSizeF(width, metrics.lineSpacing() * len(lines) + 5)
    middle = beside.center() - QPointF(size.width() / 2, size.height() / 2)
    places = (
        QPointF(beside.right() + _GAP, beside.bottom() - size.height() / 2),
        QPointF(middle.x(), beside.bottom() + _GAP),
        QPointF(middle.x(), beside.top() - _GAP - size.height()),
        QPointF(beside.left() - _GAP - size.width(), middle.y()),
        QPointF(beside.right() + _GAP, middle.y()),
        QPointF(beside.left(), beside.bottom() + _GAP),
    )
    found: tuple[float, QRectF] | None = None
    for place in places:
        rect = QRectF(place, size)
        rect.moveLeft(min(max(rect.left(), area.left() + 2), area.right() - size.width() - 2))
        rect.moveTop(min(max(rect.top(), area.top() + 2), area.bottom() - size.height() - 2))
        covered = sum(_overlap(rect, other) for other in taken) + _overlap(rect, beside)
        if found is None or covered < found[0]:
            found = covered, rect
        if not covered:
            break
    assert found is not None
    return found[1]


def paint_label(painter: QPainter, lines: Sequence[str], rect: QRectF, *, selected: bool = False) -> None:
    """Draws a label."""
    painter.setPen(QPen(SELECTED, 1) if selected else Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_TEXT)
    metrics = QFontMetricsF(painter.font(), painter.device())
    for number, line in enumerate(lines):
        baseline = rect.top() + 2.5 + metrics.ascent() + number * metrics.lineSpacing()
        painter.drawText(QPointF(rect.left() + 5, baseline), line)


def paint_badge(painter: QPainter, text: str, area: QRectF, *, at_bottom: bool) -> None:
    """Draws a line of text in the middle of an area's upper or lower edge."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 40)
    size = QSizeF(metrics.horizontalAdvance(text) + 20, metrics.lineSpacing() + 8)
    rect = QRectF(QPointF(area.center().x() - size.width() / 2, area.top() + 8), size)
    if at_bottom:
        rect.moveBottom(area.bottom() - 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(rect, 5, 5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_TEXT)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _draw(painter: QPainter, lines: Sequence[QPolygonF]) -> None:
    for line in lines:
        if line.size() == 1:
            painter.drawPoint(line.at(0))
        else:
            painter.drawPolyline(line)


def _draw_points(painter: QPainter, points: Sequence[Point], transform: QTransform, colour: QColor) -> None:
    painter.setPen(QPen(_RIM, 1))
    painter.setBrush(colour)
    for point in points:
        painter.drawEllipse(transform.map(QPointF(*point)), 3.0, 3.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _overlap(first: QRectF, second: QRectF) -> float:
    common = first.intersected(second)
    return common.width() * common.height()
