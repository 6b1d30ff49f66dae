"""Local contrast: contrast-limited adaptive histogram equalisation (CLAHE) of a part of an image at a time.

K. Zuiderveld, "Contrast Limited Adaptive Histogram Equalization", Graphics Gems IV, 1994. The curves of the
tiles come from the whole image at a low resolution, so that any part of it, at any resolution, is equalised
alike.
"""

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

TILES = 8
"""Tiles along each side of the image."""
CLIP_LIMIT = 2.5
"""How many times its even share a bin of a tile's histogram may hold: the steepest a curve gets."""
_BINS = 256
_STEPS = 16_384
"""Entries of a curve: 16 bits keep at most 4 values to a step, and four curves stay in the processor's
cache.
"""
_ENDS = (0.1, 99.9)
"""Percentiles of the image between which grey levels are equalised."""

Indices = npt.NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class LocalContrast:
    """The curves of an image's tiles.

    Attributes:
        low, high: the grey levels between which the curves rise; what lies beyond stays as it is.
        curves: float32, shape (TILES, TILES, steps): the new grey level for equal steps from `low` to `high`.
    """

    low: int
    high: int
    curves: npt.NDArray[np.float32]

    @classmethod
    def of(cls, pixels: Indices, excluded: slice | None = None) -> "LocalContrast":
        """The curves of a whole image.

        Args:
            pixels: uint16, shape (rows, columns), at a resolution that still shows what a tile holds.
            excluded: grey levels that are no part of the image (padding).
        """
        counts = np.bincount(pixels.ravel(), minlength=65_536)
        if excluded is not None:
            counts[excluded] = 0
        low, high = _percentiles(counts, _ENDS)
        identity = np.linspace(low, high, _STEPS, dtype=np.float32)
        curves = np.broadcast_to(identity, (TILES, TILES, _STEPS)).copy()
        if high > low:
            rows, columns = (_edges(length) for length in pixels.shape)
            for i in range(TILES):
                for j in range(TILES):
                    tile = pixels[rows[i] : rows[i + 1], columns[j] : columns[j + 1]]
                    if (shares := _equalised(tile, low, high, excluded)) is not None:
                        curves[i, j] = low + (high - low) * shares
        return cls(low, high, curves)

    def apply(
        self, pixels: Indices, top: float, left: float, height: float, width: float
    ) -> npt.NDArray[np.float32]:
        """The grey levels of a part of the image, equalised: float32, the part's shape.

        Args:
            pixels: the part, uint16, shape (rows, columns).
            top, left: where it begins, in pixels of the same resolution.
            height, width: the whole image at that resolution.
        """
        y = np.clip((np.arange(pixels.shape[0]) + top + 0.5) * (TILES / height) - 0.5, 0, TILES - 1)
        x = np.clip((np.arange(pixels.shape[1]) + left + 0.5) * (TILES / width) - 0.5, 0, TILES - 1)
        shown = np.empty(pixels.shape, np.float32)
        for rows, i in _runs(y):
            for columns, j in _runs(x):
                down = (y[rows] - i).astype(np.float32)[:, None]
                across = (x[columns] - j).astype(np.float32)
                shown[rows, columns] = self._blended(pixels[rows, columns], i, j, down, across)
        return shown

    def _blended(
        self, pixels: Indices, i: int, j: int, down: npt.NDArray[np.float32], across: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """Between the middles of four tiles: their curves, each by how near its tile is."""
        clipped = np.clip(pixels, self.low, self.high).astype(np.float32)
        scale = np.float32((_STEPS - 1) / max(self.high - self.low, 1))
        step = ((clipped - np.float32(self.low)) * scale + np.float32(0.5)).astype(np.intp)
        below, beside = min(i + 1, TILES - 1), min(j + 1, TILES - 1)
        upper = self.curves[i, j].take(step, mode="clip")
        upper += across * (self.curves[i, beside].take(step, mode="clip") - upper)
        lower = self.curves[below, j].take(step, mode="clip")
        lower += across * (self.curves[below, beside].take(step, mode="clip") - lower)
        upper += down * (lower - upper)
        upper += pixels - clipped
        return np.asarray(upper)


def _edges(length: int) -> list[int]:
    return [round(length * number / TILES) for number in range(TILES + 1)]


def _runs(position: npt.NDArray[np.float64]) -> list[tuple[slice, int]]:
    """Where along a side the same two tiles are blended, with the first of them."""
    tile = np.floor(position).astype(int)
    starts = [0, *(np.flatnonzero(np.diff(tile)) + 1).tolist(), len(tile)]
    pairs = itertools.pairwise(starts)
    return [(slice(start, end), int(tile[start])) for start, end in pairs if end > start]


def _percentiles(counts: npt.NDArray[Any], shares: tuple[float, float]) -> tuple[int, int]:
    """The grey levels below which these percentages of all pixels lie; 0 and 0 without pixels."""
    sums = np.cumsum(counts)
    if not sums[-1]:
        return 0, 0
    low, high = (int(np.searchsorted(sums, sums[-1] * share / 100)) for share in shares)
    return low, high


def _equalised(tile: Indices, low: int, high: int, excluded: slice | None) -> npt.NDArray[np.float32] | None:
    """A tile's curve from 0 to 1 in `_STEPS` steps; None for a tile that holds next to nothing."""
    values = tile.ravel()
    if excluded is not None:
        values = values[(values < excluded.start) | (values >= excluded.stop)]
    if values.size < _BINS:
        return None
    bins = (np.clip(values, low, high).astype(np.int64) - low) * _BINS // (high - low + 1)
    counts = np.bincount(bins, minlength=_BINS).astype(np.float64)
    limit = CLIP_LIMIT * values.size / _BINS
    surplus = np.maximum(counts - limit, 0).sum()
    counts = np.minimum(counts, limit) + surplus / _BINS
    shares = np.concatenate(([0.0], np.cumsum(counts) / counts.sum()))
    curve = np.interp(np.linspace(0, _BINS, _STEPS), np.arange(_BINS + 1), shares)
    return curve.astype(np.float32)
