"""The shapes of annotations on the screen: lines, handles, and what lies under the pointer."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

from xray_desktop.measurement.annotation import Annotation, Kind, Point
from xray_desktop.measurement.cardiothoracic import transverse_axis
from xray_desktop.measurement.pixel_scale import PixelScale

REACH = 7.0
"""The pointer takes hold of what is within so many pixels of it."""

_ELLIPSE_SIDES = 72
_ARROW_HEAD = 14.0
_CORNERS = (Kind.RECTANGLE, Kind.ELLIPSE)


def handles(annotation: Annotation) -> tuple[Point, ...]:
    """The points that can be dragged, in the file's pixels; a freehand line has none."""
    if annotation.kind in _CORNERS:
        (x0, y0), (x1, y1) = annotation.points
        return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
    return () if annotation.kind is Kind.FREEHAND else annotation.points


def with_handle(annotation: Annotation, index: int, to: Point) -> Annotation:
    """The annotation with one of its handles elsewhere; of a rectangle, the opposite corner stays."""
    if annotation.kind in _CORNERS:
        return replace(annotation, points=(handles(annotation)[(index + 2) % 4], to))
    points = list(annotation.points)
    points[index] = to
    return replace(annotation, points=tuple(points))


def moved(annotation: Annotation, by: Point) -> Annotation:
    """The annotation as a whole elsewhere."""
    return replace(annotation, points=tuple((x + by[0], y + by[1]) for x, y in annotation.points))


def outlines(
    kind: Kind, points: Sequence[Point], transform: QTransform, scale: PixelScale
) -> tuple[list[QPolygonF], list[QPolygonF]]:
    """The lines of a shape in widget pixels, and its auxiliary lines; also while it is incomplete."""
    if kind in _CORNERS and len(points) == 2:
        corners = [_corner_polygon, _ellipse_polygon][kind is Kind.ELLIPSE](points)
        return [transform.map(corners)], []
    if kind is Kind.CARDIOTHORACIC:
        return _cardiothoracic(points, transform, scale)
    line = transform.map(QPolygonF([QPointF(*point) for point in points]))
    if kind is Kind.ARROW and len(points) == 2:
        return [line, _arrow_head(line.at(0), line.at(1))], []
    return [line], []


def distance_to(lines: Sequence[QPolygonF], position: QPointF) -> float:
    """How far a point of the widget is from the nearest of the lines, in widget pixels."""
    nearest = math.inf
    for line in lines:
        points = [(point.x(), point.y()) for point in line.toList()]
        for first, last in pairwise(points):
            nearest = min(nearest, _distance(first, last, (position.x(), position.y())))
        if len(points) == 1:
            nearest = min(nearest, math.dist(points[0], (position.x(), position.y())))
    return nearest


def bounds(lines: Sequence[QPolygonF]) -> QRectF:
    """The rectangle around the lines."""
    rect = QRectF()
    for line in lines:
        # An empty rectangle (of a level line) would be ignored by `united`.
        rect = rect.united(line.boundingRect().adjusted(-0.5, -0.5, 0.5, 0.5))
    return rect


def _corner_polygon(points: Sequence[Point]) -> QPolygonF:
    (x0, y0), (x1, y1) = points
    return QPolygonF([QPointF(x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))])


def _ellipse_polygon(points: Sequence[Point]) -> QPolygonF:
    (x0, y0), (x1, y1) = points
    centre, radii = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2)
    turns = (2 * math.pi * step / _ELLIPSE_SIDES for step in range(_ELLIPSE_SIDES + 1))
    return QPolygonF(
        [QPointF(centre[0] + radii[0] * math.cos(t), centre[1] + radii[1] * math.sin(t)) for t in turns]
    )


def _arrow_head(tail: QPointF, tip: QPointF) -> QPolygonF:
    length = math.hypot(tip.x() - tail.x(), tip.y() - tail.y())
    if not length:
        return QPolygonF([tip])
    across, down = (tip.x() - tail.x()) / length, (tip.y() - tail.y()) / length
    back = QPointF(tip.x() - _ARROW_HEAD * across, tip.y() - _ARROW_HEAD * down)
    side = QPointF(-down, across) * (_ARROW_HEAD * 0.45)
    return QPolygonF([back + side, tip, back - side])


def _cardiothoracic(
    points: Sequence[Point], transform: QTransform, scale: PixelScale
) -> tuple[list[QPolygonF], list[QPolygonF]]:
    """Both diameters as straight transverse lines, and from each point a line to its end of them."""
    if len(points) < 4:
        pairs = [points[start : start + 2] for start in (0, 2)]
        return [transform.map(QPolygonF([QPointF(*point) for point in pair])) for pair in pairs if pair], []
    axis = transverse_axis(tuple(points), scale)
    diameters, auxiliary = [], []
    for first, last in (points[:2], points[2:4]):
        level = (first[1 - axis] + last[1 - axis]) / 2
        ends = [(point[axis], level) if axis == 0 else (level, point[axis]) for point in (first, last)]
        diameters.append(transform.map(QPolygonF([QPointF(*end) for end in ends])))
        auxiliary += [
            transform.map(QPolygonF([QPointF(*point), QPointF(*end)]))
            for point, end in zip((first, last), ends, strict=True)
        ]
    return diameters, auxiliary


def _distance(first: Point, last: Point, point: Point) -> float:
    across, down = last[0] - first[0], last[1] - first[1]
    squared = across**2 + down**2
    along = ((point[0] - first[0]) * across + (point[1] - first[1]) * down) / squared if squared else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.dist(point, (first[0] + along * across, first[1] + along * down))
