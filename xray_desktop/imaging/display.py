"""What the screen shows of a radiograph: 8-bit images through a table over the stored values."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.radiograph import Radiograph, finite_range
from xray_desktop.imaging.window_level import Voi

_CHUNK = 1 << 16


@dataclass(frozen=True, eq=False)
class DisplayIndex:
    """The pixels of a radiograph as places in a table, made once and shown through any window.

    Integers of 8 and 16 bits are their own places; 32-bit and float images are brought to 65,536 places
    between their extremes, finer than any screen.

    Attributes:
        places: uint8 or uint16, shape (rows, columns): the place of each pixel.
        values: the stored value that each place stands for, shape (256,) or (65536,).
    """

    places: npt.NDArray[Any]
    values: npt.NDArray[Any]

    @classmethod
    def of(cls, radiograph: Radiograph) -> "DisplayIndex":
        """The index of a radiograph; costs nothing for unsigned integers of 8 and 16 bits."""
        pixels = radiograph.pixels
        if pixels.dtype.kind in "ui" and pixels.dtype.itemsize <= 2:
            unsigned = np.dtype(f"u{pixels.dtype.itemsize}")
            # Two's complement: the bytes of a signed value are a place of their own, so nothing is computed.
            values = np.arange(256**pixels.dtype.itemsize, dtype=unsigned).view(pixels.dtype)
            return cls(pixels.view(unsigned), values)
        low, high = finite_range(pixels)
        step = (high - low) / 65_535 or 1.0
        places = np.empty(pixels.shape, np.uint16)
        # In strips, because of the 8 bytes of each value; not row by row, because rows may be short and many.
        height = max(1, _CHUNK // pixels.shape[1])
        for top in range(0, len(pixels), height):
            scaled = (pixels[top : top + height].astype(np.float64) - low) / step
            # What is not a number is shown like the lowest value.
            places[top : top + height] = np.rint(np.clip(np.nan_to_num(scaled, nan=0.0), 0, 65_535))
        return cls(places, low + np.arange(65_536) * step)


def display_table(
    radiograph: Radiograph, values: npt.NDArray[Any], voi: Voi | None = None, invert: bool = False
) -> npt.NDArray[np.uint8]:
    """The grey level, uint8, at which each of the stored `values` is shown; same shape as they."""
    grey = np.nan_to_num(radiograph.grey(values, voi), nan=0.0)
    if invert:
        grey = 1 - grey
    if invert and radiograph.padding is not None:
        grey = np.where((values >= radiograph.padding[0]) & (values <= radiograph.padding[1]), 0, grey)
    return np.rint(grey * 255).astype(np.uint8)


def display_image(
    radiograph: Radiograph,
    voi: Voi | None = None,
    invert: bool = False,
    index: DisplayIndex | None = None,
) -> npt.NDArray[np.uint8]:
    """A radiograph as it is shown: uint8, shape (rows, columns), 0 black.

    `voi` is by default the radiograph's own; `invert` swaps black and white on top of what the file asks for
    (padding stays black). Pass the `index` of an image that is shown more than once.
    """
    index = index or DisplayIndex.of(radiograph)
    table = display_table(radiograph, index.values, voi, invert)
    places = index.places.ravel()
    shown = np.empty(places.shape, np.uint8)
    for start in range(0, len(places), _CHUNK):
        # In strips, because numpy widens the places to 8 bytes each before it looks them up.
        table.take(places[start : start + _CHUNK], out=shown[start : start + _CHUNK], mode="clip")
    return shown.reshape(index.places.shape)
