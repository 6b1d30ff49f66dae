"""The histogram of a radiograph at its full depth, and the windows that follow from it."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.order_statistics import kth_smallest
from xray_desktop.imaging.radiograph import Radiograph, finite_range
from xray_desktop.imaging.window_level import WindowLevel

Box = tuple[int, int, int, int]
"""A region of the image in pixels: left, top, right, bottom; right and bottom are not part of it."""

_LEVELS = 65_536
_CHUNK = 1 << 17
_LARGE = 1 << 18


@dataclass(frozen=True, eq=False)
class Histogram:
    """How often each range of modality values occurs.

    Attributes:
        counts: int64, shape (n,): pixels in each bin; padding and values that are not numbers are in none.
        edges: float64, shape (n + 1,), rising: bin i holds the values from edges[i] to edges[i + 1].
    """

    counts: npt.NDArray[np.int64]
    edges: npt.NDArray[np.float64]

    @property
    def total(self) -> int:
        """Number of pixels counted."""
        return int(self.counts.sum())

    def share_outside(self, low: float, high: float) -> tuple[float, float]:
        """Shares (0 to 1) of the pixels below `low` and above `high`; of a bin cut by a limit, a part."""
        total = self.total
        if not total:
            return 0.0, 0.0
        cumulated = np.concatenate(([0], np.cumsum(self.counts))) / total
        below, upto = np.interp((low, high), self.edges, cumulated)
        return float(below), float(1 - upto)


@dataclass(frozen=True, eq=False)
class _Levels:
    """Counts of stored values: level i is the stored value first + i * step."""

    counts: npt.NDArray[np.int64]
    first: float
    step: float


def histogram(radiograph: Radiograph, bins: int = 256) -> Histogram:
    """The histogram of the whole image, in at most `bins` bins from its lowest to its highest value.

    Each bin holds the same whole number of stored values, so that no comb appears; therefore there may be
    fewer bins than asked for. An 8-bit image always has one bin for each of its 256 values. An image without
    a single valid pixel has one empty bin.
    """
    levels = _level_counts(radiograph, None)
    counts, first = levels.counts, levels.first
    if radiograph.pixels.dtype.itemsize > 1 or bins < len(counts):
        present = np.flatnonzero(counts)
        lowest, highest = (int(present[0]), int(present[-1])) if present.size else (0, 0)
        per_bin = -(-(highest - lowest + 1) // bins)
        used = -(-(highest - lowest + 1) // per_bin)
        padded = np.zeros(used * per_bin, np.int64)
        part = counts[lowest : lowest + len(padded)]
        padded[: len(part)] = part
        counts = padded.reshape(used, per_bin).sum(axis=1)
        first += lowest * levels.step
    else:
        per_bin = 1
    stored = first + (np.arange(len(counts) + 1, dtype=np.float64) * per_bin - 0.5) * levels.step
    edges = np.asarray(stored * radiograph.slope + radiograph.intercept, np.float64)
    if radiograph.slope < 0:
        counts, edges = counts[::-1].copy(), edges[::-1].copy()
    return Histogram(counts, edges)


def auto_window(
    radiograph: Radiograph,
    low_percentile: float = 0.1,
    high_percentile: float = 99.9,
    region: Box | None = None,
) -> WindowLevel:
    """The window between two percentiles of the modality values, of the whole image or of a region of it.

    Padding and values that are not numbers do not count. The defaults leave out one pixel in a thousand at
    either end, as 3D Slicer does: enough for dead pixels and burned-in annotation. A region outside the
    image, or without a valid pixel, gives the window of the whole image.
    """
    ends = _ends_of_large(radiograph, (low_percentile, high_percentile)) if region is None else None
    if ends is not None:
        return _window_of_stored(radiograph, ends)
    levels = _level_counts(radiograph, region)
    if region is not None and not levels.counts.any():
        levels = _level_counts(radiograph, None)
    cumulated = np.cumsum(levels.counts)
    if not cumulated[-1]:
        return radiograph.full_range()
    ranks = np.array((low_percentile, high_percentile)) / 100 * (cumulated[-1] - 1)
    stored = levels.first + np.searchsorted(cumulated, np.floor(ranks) + 1) * levels.step
    return _window_of_stored(radiograph, stored)


def _ends_of_large(
    radiograph: Radiograph, percentiles: tuple[float, float]
) -> npt.NDArray[np.float64] | None:
    """The stored values at two percentiles of a large 16-bit image; None where all are to be counted."""
    pixels = radiograph.pixels
    if pixels.dtype.kind not in "ui" or pixels.dtype.itemsize != 2 or radiograph.padding is not None:
        return None
    if pixels.size < _LARGE:
        return None
    ranks = [math.floor(percentile / 100 * (pixels.size - 1)) for percentile in percentiles]
    found = [kth_smallest(pixels, rank) for rank in ranks]
    return None if None in found else np.array(found, np.float64)


def _window_of_stored(radiograph: Radiograph, stored: npt.NDArray[np.float64]) -> WindowLevel:
    ends = sorted((stored * radiograph.slope + radiograph.intercept).tolist())
    return WindowLevel.from_range(*ends)


def _level_counts(radiograph: Radiograph, region: Box | None) -> _Levels:
    pixels = radiograph.pixels
    if region is not None:
        left, top, right, bottom = region
        pixels = pixels[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if pixels.dtype.kind in "ui" and pixels.dtype.itemsize <= 2:
        first = int(np.iinfo(pixels.dtype).min)
        counts = _counted(pixels, first, 256**pixels.dtype.itemsize)
        levels = _Levels(counts, first, 1.0)
    else:
        levels = _quantised_counts(pixels, *finite_range(radiograph.pixels))
    if radiograph.padding is not None:
        low, high = ((end - levels.first) / levels.step for end in radiograph.padding)
        start, stop = int(np.ceil(low - 0.5)), int(np.floor(high + 0.5))
        levels.counts[max(start, 0) : max(stop + 1, 0)] = 0
    return levels


def _counted(pixels: npt.NDArray[Any], first: int, levels: int) -> npt.NDArray[np.int64]:
    """bincount in strips: it widens its input to 8 bytes a pixel, which then stays in the cache."""
    counts = np.zeros(levels, np.int64)
    if not pixels.size:
        return counts
    used = int(pixels.max()) - first + 1
    rows = max(1, _CHUNK // max(pixels.shape[1], 1))
    for top in range(0, pixels.shape[0], rows):
        strip = pixels[top : top + rows].ravel()
        index = strip if first == 0 else strip.astype(np.int32) - first
        counts[:used] += np.bincount(index, minlength=used)
    return counts


def _quantised_counts(pixels: npt.NDArray[Any], low: float, high: float) -> _Levels:
    """Float and 32-bit pixels brought to 65,536 levels between the image's extremes."""
    fits = pixels.dtype.kind in "ui" and high - low < _LEVELS
    step = 1.0 if fits else (high - low) / (_LEVELS - 1) or 1.0
    counts = np.zeros(_LEVELS, np.int64)
    rows = max(1, _CHUNK // max(pixels.shape[1], 1))
    for top in range(0, pixels.shape[0], rows):
        strip = pixels[top : top + rows].astype(np.float64)
        strip = strip[np.isfinite(strip)]
        counts += np.bincount(np.rint((strip - low) / step).astype(np.intp), minlength=_LEVELS)
    return _Levels(counts, low, step)
