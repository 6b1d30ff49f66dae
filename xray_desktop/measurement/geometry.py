"""Lengths and angles between points of an image whose pixels need not be square."""

import math
from itertools import pairwise

from xray_desktop.measurement.annotation import Point
from xray_desktop.measurement.pixel_scale import PixelScale


def length(points: tuple[Point, ...], scale: PixelScale) -> float:
    """The length of the line through the points, in the scale's unit."""
    return sum(
        math.hypot((x1 - x0) * scale.across, (y1 - y0) * scale.down)
        for (x0, y0), (x1, y1) in pairwise(points)
    )


def angle(first: Point, vertex: Point, last: Point, scale: PixelScale) -> float:
    """The angle at the vertex in degrees, 0 to 180; NaN when one of its arms has no length."""
    arms = [((x - vertex[0]) * scale.across, (y - vertex[1]) * scale.down) for x, y in (first, last)]
    if (0.0, 0.0) in arms:
        return math.nan
    (x0, y0), (x1, y1) = arms
    # Unlike the arc cosine, exact also near 0 and 180 degrees.
    return math.degrees(math.atan2(abs(x0 * y1 - x1 * y0), x0 * x1 + y0 * y1))
