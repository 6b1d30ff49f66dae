"""What the pixels of a region of interest are: mean, standard deviation, extremes, area, histogram.

A pixel belongs to a region when its centre is inside, and the area is that of the pixels that belong to it,
as in ImageJ.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.histogram import Histogram
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.measurement.annotation import Point
from xray_desktop.measurement.pixel_scale import PixelScale

_BINS = 256
_STRIP_PIXELS = 1 << 20


@dataclass(frozen=True, eq=False)
class RegionFigures:
    """The figures of a region, in modality values; NaN where there are too few pixels for one.

    Attributes:
        count: pixels within the region and the image that have a value; padding has none.
        area: of those pixels, in the scale's unit squared.
        mean: their mean.
        deviation: their standard deviation, as a sample's (n - 1).
        lowest: the lowest value.
        highest: the highest value.
        histogram: at most 256 bins from the lowest to the highest value; of whole numbers, each holds equally
            many.
    """

    count: int
    area: float
    mean: float
    deviation: float
    lowest: float
    highest: float
    histogram: Histogram


@dataclass(frozen=True)
class Region:
    """A rectangle, or the ellipse in it, along the rows and columns of an image.

    Attributes:
        first: one corner.
        second: the corner opposite.
        elliptic: whether it is the ellipse.
    """

    first: Point
    second: Point
    elliptic: bool

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of the pixels within an image whose centres the rectangle holds."""
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(self.first, self.second, strict=True))
        # The centre of pixel i is at i + 0.5; what lies on the right or lower edge belongs to the next
        # region.
        columns = (min(max(math.ceil(edge - 0.5), 0), width) for edge in (left, right))
        rows = (min(max(math.ceil(edge - 0.5), 0), height) for edge in (top, bottom))
        (x0, x1), (y0, y1) = columns, rows
        return x0, y0, x1, y1

    def inside(self, left: int, top: int, right: int, bottom: int) -> npt.NDArray[np.bool_]:
        """Which pixels of such a box belong to it, bool of shape (bottom - top, right - left)."""
        if not self.elliptic:
            return np.ones((bottom - top, right - left), bool)
        (x0, y0), (x1, y1) = self.first, self.second
        across = (np.arange(left, right) + 0.5 - (x0 + x1) / 2) / (abs(x1 - x0) / 2)
        down = (np.arange(top, bottom) + 0.5 - (y0 + y1) / 2) / (abs(y1 - y0) / 2)
        return np.asarray(down[:, None] ** 2 + across[None, :] ** 2 <= 1)


def region_figures(radiograph: Radiograph, region: Region, scale: PixelScale) -> RegionFigures:
    """The figures of a region, strip by strip: the memory that it takes does not grow with the region."""
    count, mean, squares = 0, 0.0, 0.0
    lowest, highest = math.inf, -math.inf
    for values in _strips(radiograph, region):
        if not values.size:
            continue
        # Chan, Golub and LeVeque (1983): means and sums of squares of two parts joined without cancellation.
        part_mean = float(values.mean())
        total, by = count + values.size, part_mean - mean
        squares += float(np.square(values - part_mean).sum()) + by * by * count * values.size / total
        mean += by * values.size / total
        count = total
        lowest, highest = min(lowest, float(values.min())), max(highest, float(values.max()))
    return RegionFigures(
        count,
        count * scale.pixel_area,
        mean if count else math.nan,
        math.sqrt(squares / (count - 1)) if count > 1 else math.nan,
        lowest if count else math.nan,
        highest if count else math.nan,
        _histogram(radiograph, region, lowest, highest),
    )


def valid_values(radiograph: Radiograph, stored: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Stored values as modality values, float64 of the same shape; NaN for padding."""
    values = stored.astype(np.float64)
    values[~np.isfinite(values)] = np.nan
    if radiograph.padding is not None:
        low, high = radiograph.padding
        values[(stored >= low) & (stored <= high)] = np.nan
    return values * radiograph.slope + radiograph.intercept


def _strips(radiograph: Radiograph, region: Region) -> Iterator[npt.NDArray[np.float64]]:
    left, top, right, bottom = region.box(radiograph.width, radiograph.height)
    if left >= right:
        return
    rows = max(1, _STRIP_PIXELS // (right - left))
    for upper in range(top, bottom, rows):
        lower = min(upper + rows, bottom)
        stored = radiograph.pixels[upper:lower, left:right][region.inside(left, upper, right, lower)]
        values = valid_values(radiograph, stored)
        yield values[np.isfinite(values)]


def _histogram(radiograph: Radiograph, region: Region, lowest: float, highest: float) -> Histogram:
    if lowest > highest:
        return Histogram(np.zeros(1, np.int64), np.array([0.0, 1.0]))
    if radiograph.pixels.dtype.kind == "f":
        edges = np.linspace(lowest, highest if highest > lowest else lowest + 1, _BINS + 1, dtype=np.float64)
    else:
        step = abs(radiograph.slope) or 1.0
        levels = round((highest - lowest) / step) + 1
        per_bin = -(-levels // _BINS)
        bins = np.arange(-(-levels // per_bin) + 1, dtype=np.float64)
        edges = lowest + (bins * per_bin - 0.5) * step
    counts = np.zeros(len(edges) - 1, np.int64)
    per_value = len(counts) / (edges[-1] - edges[0])
    for values in _strips(radiograph, region):
        index = np.minimum(((values - edges[0]) * per_value).astype(np.intp), len(counts) - 1)
        counts += np.bincount(index, minlength=len(counts))
    return Histogram(counts, edges)
