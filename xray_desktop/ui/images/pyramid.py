"""An image at falling resolutions, from which any part is brought to the screen's pixels in milliseconds."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging.display import DisplayIndex
from xray_desktop.imaging.radiograph import Radiograph

Indices = npt.NDArray[Any]
Box = tuple[float, float, float, float]
"""Part of an image in its pixels, fractions allowed: left, top, right, bottom."""

_SMALLEST_LEVEL = 256
_COARSER_FROM = 1.5
"""How many image pixels go to one of the screen before a level of half the resolution serves as well."""


@dataclass(frozen=True, eq=False)
class ImagePyramid:
    """An image's pixels as indices in a table of grey levels, at full, half, quarter, … resolution.

    The window is a table over the indices, so that a change of window costs one look-up for each pixel of the
    screen, whatever the image's size.

    Attributes:
        values: the stored value of each index, rising, shape (256,) or (65536,).
        levels: uint8 or uint16, the image at full resolution first; each next one is half as wide and as
            high, rounded up, each of its pixels the mean of four.
    """

    values: npt.NDArray[Any]
    levels: tuple[Indices, ...]

    @classmethod
    def of(cls, radiograph: Radiograph) -> "ImagePyramid":
        """The pyramid of a radiograph; for 16 million pixels about a tenth of a second."""
        index = DisplayIndex.of(radiograph)
        indices, values = index.indices, index.values
        if values[0] > values[-1]:
            # Two's complement puts the negative values last; means make sense when indices rise with them.
            half = len(values) // 2
            values = np.roll(values, half)
            indices = indices ^ indices.dtype.type(half)
        levels = [indices]
        while min(levels[-1].shape) > _SMALLEST_LEVEL:
            levels.append(_halved(levels[-1]))
        return cls(values, tuple(levels))

    @property
    def width(self) -> int:
        """The image's width in pixels."""
        return int(self.levels[0].shape[1])

    @property
    def height(self) -> int:
        """The image's height in pixels."""
        return int(self.levels[0].shape[0])

    def sample(self, box: Box, width: int, height: int, *, smooth: bool) -> Indices:
        """A part of the image at `width` × `height` pixels, as indices, shape (height, width).

        Args:
            box: within the image, and not empty.
            smooth: True interpolates (antialiased bilinear); False takes the nearest pixel, much faster.
        """
        level = self.level_for(box, width, height)
        left, top, right, bottom = (edge / 2**level for edge in box)
        return resampled(self.levels[level], (left, top, right, bottom), width, height, smooth=smooth)

    def level_for(self, box: Box, width: int, height: int) -> int:
        """The coarsest level that serves a part of the image at `width` × `height` pixels."""
        left, top, right, bottom = box
        step = min((right - left) / width, (bottom - top) / height)
        level = 0
        while level + 1 < len(self.levels) and step / 2**level > _COARSER_FROM:
            level += 1
        return level


def resampled(pixels: Indices, box: Box, width: int, height: int, *, smooth: bool) -> Indices:
    """A part of some pixels, shape (rows, columns), at `width` × `height` pixels; as
    `ImagePyramid.sample`.
    """
    left, top, right, bottom = box
    if smooth:
        resized: Indices = np.asarray(
            Image.fromarray(pixels).resize(
                (width, height),
                Image.Resampling.BILINEAR,
                box=(left, top, min(right, pixels.shape[1]), min(bottom, pixels.shape[0])),
            )
        )
        return resized.astype(pixels.dtype, copy=False)
    columns = (left + (np.arange(width) + 0.5) * ((right - left) / width)).astype(np.intp)
    rows = (top + (np.arange(height) + 0.5) * ((bottom - top) / height)).astype(np.intp)
    nearest: Indices = pixels.take(rows, axis=0, mode="clip").take(columns, axis=1, mode="clip")
    return nearest


def _halved(indices: Indices) -> Indices:
    height, width = indices.shape
    if height % 2 or width % 2:
        indices = np.pad(indices, ((0, height % 2), (0, width % 2)), mode="edge")
    total = indices[0::2, 0::2].astype(np.uint32)
    total += indices[1::2, 0::2]
    total += indices[0::2, 1::2]
    total += indices[1::2, 1::2]
    return ((total + 2) >> 2).astype(indices.dtype)


def look_up(table: npt.NDArray[Any], indices: Indices) -> npt.NDArray[Any]:
    """The table's entry for each index: the table's dtype, the indices' shape, C-contiguous."""
    flat = np.ascontiguousarray(indices).reshape(-1)
    shown = np.empty(flat.shape, table.dtype)

    def fill(first: int, last: int) -> None:
        for start in range(first, last, _STRIP):
            # In strips that stay in the cache: numpy first widens the indices to 8 bytes each.
            strip = slice(start, min(start + _STRIP, last))
            table.take(flat[strip], out=shown[strip], mode="clip")

    threads = min(_MOST_THREADS, os.cpu_count() or 1)
    if len(flat) < _SHARED_FROM or threads == 1:
        fill(0, len(flat))
    else:
        # numpy lets go of the interpreter meanwhile: a 4K screen is done in a half or a quarter of the time.
        share = -(-len(flat) // threads)
        starts = range(0, len(flat), share)
        list(_pool().map(fill, starts, (min(start + share, len(flat)) for start in starts)))
    return shown.reshape(indices.shape)


_STRIP = 1 << 16
_MOST_THREADS = 4
_SHARED_FROM = 2_000_000
"""Fewer pixels take a few milliseconds, in which threads gain nothing."""


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_MOST_THREADS, "look-up")
