"""The cardiothoracic ratio."""

import math
from dataclasses import dataclass

from xray_desktop.measurement.annotation import Point
from xray_desktop.measurement.pixel_scale import PixelScale


@dataclass(frozen=True)
class CardiothoracicRatio:
    """Width of the heart by width of the thorax (Danzer, Am J Med Sci 1919).

    Attributes:
        heart: largest transverse diameter of the heart, in the scale's unit.
        thorax: largest inner transverse diameter of the thorax, in the same unit.
    """

    heart: float
    thorax: float

    @property
    def ratio(self) -> float:
        """Heart by thorax; NaN without a thorax."""
        return self.heart / self.thorax if self.thorax else math.nan

    @property
    def plausible(self) -> bool:
        """Whether the points can be right: the heart is narrower than the thorax."""
        return 0 < self.heart < self.thorax


def transverse_axis(points: tuple[Point, ...], scale: PixelScale) -> int:
    """Along which axis of the image the patient is measured: 0 is x, 1 is y, for an image stored on its side.

    The thorax's two points, the last two, say it: they lie farther apart across the patient than along.
    """
    (x0, y0), (x1, y1) = points[2:4]
    return 0 if abs(x1 - x0) * scale.across >= abs(y1 - y0) * scale.down else 1


def cardiothoracic_ratio(points: tuple[Point, ...], scale: PixelScale) -> CardiothoracicRatio:
    """The ratio from four points: the heart's right and left border, and those of the inner thorax.

    Both diameters are taken transversely, however high each point lies: the sides of the heart need not be
    widest at the same level.
    """
    axis = transverse_axis(points, scale)
    by = (scale.across, scale.down)[axis]
    right, left, thorax_right, thorax_left = (point[axis] for point in points)
    return CardiothoracicRatio(abs(left - right) * by, abs(thorax_left - thorax_right) * by)
