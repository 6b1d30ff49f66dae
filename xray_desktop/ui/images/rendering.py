"""Pixels on their way to the screen: the table of colours that a display state makes, and whole images
through it.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from xray_desktop.imaging.colour_maps import colour_map
from xray_desktop.imaging.display import display_table, padding_entries
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.images.display_state import DisplayState, Orientation
from xray_desktop.ui.images.filtered_pyramid import FilteredPyramid
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.pyramid import Indices, look_up

_BLACK = np.uint32(0xFF000000)


def colour_table(
    radiograph: Radiograph, values: npt.NDArray[Any], state: DisplayState
) -> npt.NDArray[np.uint32]:
    """The colour in which each of the rising stored `values` is shown: uint32, 0xFFRRGGBB, their shape."""
    filters = state.filters
    grey = display_table(radiograph, values, state.voi, state.inverted, filters.gamma)
    # As the screen wants it: Qt takes longer to widen a grey image than to look up a wide table.
    table: npt.NDArray[np.uint32] = _palette(filters.colour_map)[grey]
    if filters.colour_map and (padding := padding_entries(radiograph, values)) is not None:
        table[padding] = _BLACK
    return table


@cache
def _palette(name: str) -> npt.NDArray[np.uint32]:
    red, green, blue = (channel.astype(np.uint32) for channel in colour_map(name).T)
    packed: npt.NDArray[np.uint32] = _BLACK | red << np.uint32(16) | green << np.uint32(8) | blue
    return packed


def opacity_table(radiograph: Radiograph, values: npt.NDArray[Any]) -> npt.NDArray[np.uint8] | None:
    """0 for those of the rising stored `values` that are padding, 255 for others; None when none are."""
    padding = padding_entries(radiograph, values)
    if padding is None:
        return None
    opacity = np.full(len(values), 255, np.uint8)
    opacity[padding] = 0
    return opacity


def oriented(pixels: npt.NDArray[Any], orientation: Orientation) -> npt.NDArray[Any]:
    """Pixels mirrored and turned for display, shape (rows, columns), C-contiguous."""
    if orientation.mirrored:
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(np.rot90(pixels, -orientation.quarter_turns))


def rgb_image(pixels: npt.NDArray[np.uint32]) -> QImage:
    """Colours, 0xFFRRGGBB, shape (rows, columns), as an image of its own memory."""
    height, width = pixels.shape
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def whole_image(
    image: LoadedImage, state: DisplayState, longest: int
) -> tuple[QImage, npt.NDArray[np.uint8] | None]:
    """A whole image as it is displayed, filters and orientation included; no side is longer than `longest`
    pixels.

    Filters that take long are computed at once: for worker threads, or a small image.

    Returns:
        the image, and 0 where it is covered and 255 elsewhere, uint8 of the same shape; None when nothing
        covers it.
    """
    levels = image.pyramid.levels
    level = next((n for n, each in enumerate(levels) if max(each.shape) <= longest), len(levels) - 1)
    values: npt.NDArray[Any] = image.pyramid.values
    indices: Indices = levels[level]
    if state.filters.changes_pixels:
        filtered = FilteredPyramid(image, state.filters)
        values, indices = filtered.values, filtered.whole_at(level)
    shown = oriented(look_up(colour_table(image.radiograph, values, state), indices), state.orientation)
    opacity = opacity_table(image.radiograph, values)
    if opacity is not None:
        opacity = oriented(look_up(opacity, indices), state.orientation)
    return rgb_image(shown), opacity
