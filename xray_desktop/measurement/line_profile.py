"""The values along a line."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.measurement.annotation import Point
from xray_desktop.measurement.geometry import length
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.measurement.regions import valid_values


@dataclass(frozen=True, eq=False)
class LineProfile:
    """The values along a line.

    Attributes:
        length: of the line, in the scale's unit.
        distances: float64, shape (n,), from the line's first end, in the scale's unit.
        values: float64, shape (n,), modality values; NaN on padding.
    """

    length: float
    distances: npt.NDArray[np.float64]
    values: npt.NDArray[np.float64]

    @property
    def value_range(self) -> tuple[float, float]:
        """Lowest and highest value; NaN when the line is on padding altogether."""
        known = self.values[np.isfinite(self.values)]
        return (float(known.min()), float(known.max())) if known.size else (math.nan, math.nan)


def line_profile(radiograph: Radiograph, first: Point, last: Point, scale: PixelScale) -> LineProfile:
    """Values at equal steps of about a pixel, from one end to the other, interpolated between the four pixels
    around.

    As in ImageJ's plot of a straight line: round(length in pixels) steps, bilinear. Beyond the centres of the
    outermost pixels their values go on.
    """
    steps = max(1, round(math.hypot(last[0] - first[0], last[1] - first[1])))
    share = np.arange(steps + 1) / steps
    x, y = (first[axis] + share * (last[axis] - first[axis]) - 0.5 for axis in (0, 1))
    x, y = np.clip(x, 0, radiograph.width - 1), np.clip(y, 0, radiograph.height - 1)
    column, row = (
        np.minimum(np.floor(at).astype(np.intp), max(size - 2, 0))
        for at, size in ((x, radiograph.width), (y, radiograph.height))
    )
    right, below = np.minimum(column + 1, radiograph.width - 1), np.minimum(row + 1, radiograph.height - 1)
    across, down = x - column, y - row
    values = np.zeros(steps + 1)
    for at_row, at_column, weight in (
        (row, column, (1 - across) * (1 - down)),
        (row, right, across * (1 - down)),
        (below, column, (1 - across) * down),
        (below, right, across * down),
    ):
        corner = valid_values(radiograph, radiograph.pixels[at_row, at_column])
        # A pixel without weight does not count, whatever it holds.
        values += np.where(weight > 0, corner, 0.0) * weight
    whole = length((first, last), scale)
    return LineProfile(whole, share * whole, values)
