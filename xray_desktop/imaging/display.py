"""What the screen shows of a radiograph: 8-bit images through a table over the stored values."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging import limits
from xray_desktop.imaging.radiograph import Radiograph, finite_range
from xray_desktop.imaging.window_level import Voi

_CHUNK = 1 << 16


def as_displayed(radiograph: Radiograph) -> Radiograph:
    """The radiograph with square pixels and with its display shutter as padding; itself when it has neither.

    Pixels that are not square become so by repeating rows or columns, so that every value is one of the file.
    """
    radiograph = with_shutter_as_padding(radiograph)
    return _with_square_pixels(radiograph) if radiograph.aspect != 1.0 else radiograph


def with_shutter_as_padding(radiograph: Radiograph) -> Radiograph:
    """The radiograph, in the file's own pixels, with its display shutter as padding; itself without one."""
    return radiograph if radiograph.shutter is None else _with_shutter(radiograph, radiograph.shutter)


def _with_shutter(radiograph: Radiograph, shutter: npt.NDArray[np.bool_]) -> Radiograph:
    """The covered pixels become padding, which is black in every window and left out of histograms."""
    pixels, padding = radiograph.pixels, radiograph.padding
    if padding is None:
        pixels, unused = _with_unused_value(pixels)
        padding = (unused, unused)
    pixels = pixels.copy()
    pixels[shutter] = padding[0]
    return replace(radiograph, pixels=pixels, padding=padding, shutter=None)


def _with_unused_value(pixels: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], int]:
    """The pixels, in a wider type if need be, and a value of it that none of them has."""
    if pixels.dtype.kind == "f":
        low, _ = finite_range(pixels)
        unused = int(np.floor(low)) - 1
        return pixels, unused
    low, high = int(pixels.min()), int(pixels.max())
    bounds = np.iinfo(pixels.dtype)
    if low > bounds.min:
        return pixels, low - 1
    if high < bounds.max:
        return pixels, high + 1
    wider = np.dtype(np.int16 if pixels.dtype.itemsize == 1 else np.int32)
    if pixels.dtype.itemsize == 4:
        return pixels.astype(np.float32), int(np.nextafter(np.float32(low), np.float32(-np.inf)))
    return pixels.astype(wider), low - 1


def _with_square_pixels(radiograph: Radiograph) -> Radiograph:
    rows, columns = radiograph.pixels.shape
    aspect = radiograph.aspect
    down, across = (aspect, 1.0) if aspect > 1 else (1.0, 1 / aspect)
    # Not more pixels than a file may have: the longer side of a very large image is shortened instead.
    shrink = min(1.0, (limits.MAX_PIXELS / (rows * down * columns * across)) ** 0.5)
    height, width = (max(1, round(edge * shrink)) for edge in (rows * down, columns * across))
    row = (np.arange(height) * rows) // height
    column = (np.arange(width) * columns) // width
    spacing = radiograph.spacing
    if spacing is not None:
        spacing = (spacing[0] * rows / height, spacing[1] * columns / width)
    return replace(radiograph, pixels=radiograph.pixels[row][:, column], aspect=1.0, spacing=spacing)


@dataclass(frozen=True, eq=False)
class DisplayIndex:
    """The pixels of a radiograph as indices into a table, computed once and shown through any window.

    Integers of 8 and 16 bits are their own indices; 32-bit and float images are quantised to 65,536 indices
    between their extremes, finer than any screen.

    Attributes:
        indices: uint8 or uint16, shape (rows, columns): the index of each pixel in `values`.
        values: the stored value of each index, shape (256,) or (65536,).
    """

    indices: npt.NDArray[Any]
    values: npt.NDArray[Any]

    @classmethod
    def of(cls, radiograph: Radiograph) -> "DisplayIndex":
        """The index of a radiograph; costs nothing for unsigned integers of 8 and 16 bits."""
        pixels = radiograph.pixels
        if pixels.dtype.kind in "ui" and pixels.dtype.itemsize <= 2:
            unsigned = np.dtype(f"u{pixels.dtype.itemsize}")
            # Two's complement: the bytes of a signed value are an index of their own, so nothing is computed.
            values = np.arange(256**pixels.dtype.itemsize, dtype=unsigned).view(pixels.dtype)
            return cls(pixels.view(unsigned), values)
        low, high = finite_range(pixels)
        step = (high - low) / 65_535 or 1.0
        indices = np.empty(pixels.shape, np.uint16)
        # In strips, because of the 8 bytes of each value; not row by row, because rows may be short and many.
        height = max(1, _CHUNK // pixels.shape[1])
        for top in range(0, len(pixels), height):
            scaled = (pixels[top : top + height].astype(np.float64) - low) / step
            # What is not a number is shown like the lowest value.
            indices[top : top + height] = np.rint(np.clip(np.nan_to_num(scaled, nan=0.0), 0, 65_535))
        return cls(indices, low + np.arange(65_536) * step)


def display_table(
    radiograph: Radiograph,
    values: npt.NDArray[Any],
    voi: Voi | None = None,
    invert: bool = False,
    gamma: float = 1.0,
) -> npt.NDArray[np.uint8]:
    """The grey level, uint8, at which each of the stored `values` is shown; same shape as they.

    `gamma` is the exponent of what is shown, from 0 black to 1 white: below 1 brightens.
    """
    grey = np.nan_to_num(radiograph.grey(values, voi), nan=0.0)
    if invert:
        grey = 1 - grey
    if gamma != 1.0:
        grey = grey**gamma
    if invert and radiograph.padding is not None:
        grey = np.where((values >= radiograph.padding[0]) & (values <= radiograph.padding[1]), 0, grey)
    return np.rint(grey * 255).astype(np.uint8)


def padding_entries(radiograph: Radiograph, values: npt.NDArray[Any]) -> slice | None:
    """Which of the rising stored `values` (1-D) are padding, and so no part of the image; None when none
    are.
    """
    if radiograph.padding is None:
        return None
    first = int(np.searchsorted(values, radiograph.padding[0], side="left"))
    end = int(np.searchsorted(values, radiograph.padding[1], side="right"))
    return slice(first, end) if end > first else None


def display_image(
    radiograph: Radiograph,
    voi: Voi | None = None,
    invert: bool = False,
    index: DisplayIndex | None = None,
) -> npt.NDArray[np.uint8]:
    """A radiograph as it is shown: uint8, shape (rows, columns), 0 black.

    `voi` is by default the radiograph's own; `invert` swaps black and white on top of what the file asks for
    (padding stays black). Pass the `index` of an image that is shown more than once, computed from
    `as_displayed`.
    """
    if index is None:
        radiograph = as_displayed(radiograph)
        index = DisplayIndex.of(radiograph)
    table = display_table(radiograph, index.values, voi, invert)
    indices = index.indices.ravel()
    shown = np.empty(indices.shape, np.uint8)
    for start in range(0, len(indices), _CHUNK):
        # In strips, because numpy widens the indices to 8 bytes each before it looks them up.
        table.take(indices[start : start + _CHUNK], out=shown[start : start + _CHUNK], mode="clip")
    return shown.reshape(index.indices.shape)
