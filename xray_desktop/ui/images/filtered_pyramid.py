"""An image's pyramid seen through filters that take long: parts of it are computed in a worker and kept
here.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.display import padding_entries
from xray_desktop.imaging.display_filters import DisplayFilters
from xray_desktop.imaging.local_contrast import LocalContrast
from xray_desktop.imaging.sharpening import MARGIN, sharpened
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.pyramid import Box, ImagePyramid, Indices, resampled

_LEVELS_OF_GREY = 65_536
_WHOLE_PIXELS = 1_500_000
"""The whole image is filtered at the finest resolution that has no more pixels."""
_PART_PIXELS = 6_000_000
"""A part is filtered with what lies around it, for the next pan, up to so many pixels."""
_SURROUNDINGS = 0.3
"""How far around the view, in its width and height."""


@dataclass(frozen=True, eq=False)
class FilteredPart:
    """A part of one level after filtering.

    Attributes:
        level: of the pyramid; 0 is full resolution.
        top, left: where the part begins, in the level's pixels.
        pixels: uint16, shape (rows, columns): indices into `FilteredPyramid.values`.
    """

    level: int
    top: int
    left: int
    pixels: npt.NDArray[np.uint16]

    def covers(self, box: Box) -> bool:
        """Whether a part of the image, in pixels of full resolution, lies within this part."""
        scale = 2**self.level
        left, top, right, bottom = (edge / scale for edge in box)
        rows, columns = self.pixels.shape
        # A level's last row and column may be half an image pixel beyond the image.
        across = self.left <= left and right <= self.left + columns + 1e-6
        return bool(across and self.top <= top and bottom <= self.top + rows + 1e-6)


class FilteredPyramid:
    """Parts of an image after filtering; `sample` takes the finest of those that the view needs.

    The whole image at a low resolution comes first and stays; the latest finer part replaces the one before.

    Attributes:
        image: the image.
        filters: what it is filtered with.
        values: the stored value of each index, rising evenly, shape (65536,): 8-bit images gain levels
            between.
    """

    def __init__(self, image: LoadedImage, filters: DisplayFilters) -> None:
        self.image = image
        self.filters = filters
        self._pyramid: ImagePyramid = image.pyramid
        first, last = self._pyramid.values[0], self._pyramid.values[-1]
        self.values: npt.NDArray[Any] = np.linspace(float(first), float(last), _LEVELS_OF_GREY)
        self._padding = padding_entries(image.radiograph, self.values)
        self._contrast: LocalContrast | None = None
        self._whole: FilteredPart | None = None
        self._detail: FilteredPart | None = None

    @property
    def ready(self) -> bool:
        """Whether the whole image is there, so that any part of it can be sampled."""
        return self._whole is not None

    def add(self, part: FilteredPart) -> None:
        """Takes a part that `compute` gave."""
        if self._whole is None:
            self._whole = part
        else:
            self._detail = part

    def sample(self, box: Box, width: int, height: int, *, smooth: bool) -> Indices:
        """As `ImagePyramid.sample`, from what is there; `ready` must be True."""
        assert self._whole is not None
        detail = self._detail
        fine = detail is not None and detail.covers(box)
        part = detail if detail is not None and fine else self._whole
        return _sampled(part, box, width, height, smooth=smooth)

    def sample_now(self, box: Box, width: int, height: int, *, smooth: bool) -> Indices:
        """As `sample`, at full detail and filtered at once: for a small part, such as that under a loupe."""
        part = self._filtered(*self._pixels_of(box, self._pyramid.level_for(box, width, height), 0))
        return _sampled(part, box, width, height, smooth=smooth)

    def lacks(self, box: Box, width: int, height: int) -> bool:
        """Whether a part of the image is not there at the detail that so many pixels of the screen can
        show.
        """
        level = self._pyramid.level_for(box, width, height)
        parts = (self._whole, self._detail)
        return not any(part is not None and part.level <= level and part.covers(box) for part in parts)

    def compute(self, box: Box, width: int, height: int) -> Iterator[FilteredPart]:
        """Filters what a view lacks, in a worker: the whole image if need be, then the part in view."""
        if self._whole is None:
            level = self._whole_level()
            rows, columns = self._pyramid.levels[level].shape
            yield self._filtered(level, slice(0, rows), slice(0, columns))
        level = self._pyramid.level_for(box, width, height)
        if level < self._whole_level():
            yield self._filtered(*self._pixels_of(box, level, _SURROUNDINGS))

    def whole_at(self, level: int) -> npt.NDArray[np.uint16]:
        """The whole image at one level, filtered at once."""
        rows, columns = self._pyramid.levels[level].shape
        return self._filtered(level, slice(0, rows), slice(0, columns)).pixels

    def _whole_level(self) -> int:
        levels = self._pyramid.levels
        return next((n for n, level in enumerate(levels) if level.size <= _WHOLE_PIXELS), len(levels) - 1)

    def _pixels_of(self, box: Box, level: int, around: float) -> tuple[int, slice, slice]:
        """Rows and columns of a level that a box lies in, with a share of its size around it."""
        shape, scale = self._pyramid.levels[level].shape, 2**level
        left, top, right, bottom = (edge / scale for edge in box)
        if (right - left) * (bottom - top) * (1 + 2 * around) ** 2 > _PART_PIXELS:
            around = 0
        down, across = (bottom - top) * around, (right - left) * around
        rows = slice(max(math.floor(top - down), 0), min(math.ceil(bottom + down), shape[0]))
        columns = slice(max(math.floor(left - across), 0), min(math.ceil(right + across), shape[1]))
        return level, rows, columns

    def _filtered(self, level: int, rows: slice, columns: slice) -> FilteredPart:
        margin = MARGIN if self.filters.sharpened else 0
        source = self._pyramid.levels[level]
        top, left = max(rows.start - margin, 0), max(columns.start - margin, 0)
        part = self._widened(source[top : rows.stop + margin, left : columns.stop + margin])
        shown: npt.NDArray[Any] = part
        if self.filters.local_contrast:
            shown = self._local_contrast().apply(part, top, left, source.shape[0], source.shape[1])
        if self.filters.sharpened:
            shown = sharpened(shown.astype(np.float32, copy=False))
        inner = (
            slice(rows.start - top, rows.stop - top),
            slice(columns.start - left, columns.stop - left),
        )
        return FilteredPart(level, rows.start, columns.start, self._as_indices(shown[inner], part[inner]))

    def _as_indices(
        self, shown: npt.NDArray[Any], unfiltered: npt.NDArray[np.uint16]
    ) -> npt.NDArray[np.uint16]:
        """Filtered grey levels as indices; padding stays padding, and nothing else becomes it."""
        indices = np.clip(shown + 0.5, 0, _LEVELS_OF_GREY - 1).astype(np.uint16)
        padding = self._padding
        if padding is not None:
            beside = padding.stop if padding.stop < _LEVELS_OF_GREY else padding.start - 1
            indices[(indices >= padding.start) & (indices < padding.stop)] = max(beside, 0)
            covered = (unfiltered >= padding.start) & (unfiltered < padding.stop)
            indices[covered] = unfiltered[covered]
        return indices

    def _local_contrast(self) -> LocalContrast:
        if self._contrast is None:
            pixels = self._pyramid.levels[self._whole_level()]
            self._contrast = LocalContrast.of(self._widened(pixels), self._padding)
        return self._contrast

    def _widened(self, indices: Indices) -> npt.NDArray[np.uint16]:
        """Indices in the pyramid's own values as indices in `values`."""
        if len(self._pyramid.values) == _LEVELS_OF_GREY:
            return np.asarray(indices)
        factor = (_LEVELS_OF_GREY - 1) // (len(self._pyramid.values) - 1)
        return indices.astype(np.uint16) * np.uint16(factor)


def _sampled(part: FilteredPart, box: Box, width: int, height: int, *, smooth: bool) -> Indices:
    left, top, right, bottom = (edge / 2**part.level for edge in box)
    rows, columns = part.pixels.shape
    left, right = (min(max(edge - part.left, 0.0), float(columns)) for edge in (left, right))
    top, bottom = (min(max(edge - part.top, 0.0), float(rows)) for edge in (top, bottom))
    return resampled(part.pixels, (left, top, right, bottom), width, height, smooth=smooth)
