"""Colour images as grey ones."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

_SPREAD = 10
_SHARE = 0.001
_STRIP = 256
_GRID = 64
_LEVELS = 16
_OFF_TINT = 16
_MANY_COLOURS = 0.35
"""Of images made in code, tinted images and images with coloured marks or bars reach 0.14."""

IN_COLOURS = "the image is in many colours, and a radiograph is grey"
"""Why no prediction is given of a colourful image."""


class Luminance(NamedTuple):
    """An image as grey values.

    Attributes:
        values: uint8 (rows, columns), ITU-R BT.601 as Pillow's `convert("L")` computes it.
        coloured: whether more than one pixel in a thousand has channels further apart than what JPEG makes of
            grey.
        colourful: whether its colours are no tint of a grey image (paper, image, a photograph of either) and
            fill more of it than marks upon an image do.
    """

    values: npt.NDArray[Any]
    coloured: bool
    colourful: bool


def luminance(image: Image.Image) -> Luminance:
    """Grey values of an "L" or "RGB" image, and what became of its colours."""
    if image.mode == "L":
        return Luminance(np.asarray(image), False, False)
    grey = np.empty((image.height, image.width), np.uint8)
    coloured = 0
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        red, green, blue = strip.split()
        # Most images in colour hold grey: three equal channels are their own luminance, and sooner compared.
        values = np.asarray(red)
        if np.array_equal(values, np.asarray(green)) and np.array_equal(values, np.asarray(blue)):
            grey[top : top + _STRIP] = values
            continue
        grey[top : top + _STRIP] = np.asarray(strip.convert("L"))
        highest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        lowest = ImageChops.darker(ImageChops.darker(red, green), blue)
        coloured += sum(ImageChops.subtract(highest, lowest).histogram()[_SPREAD + 1 :])
    really = coloured > _SHARE * grey.size
    return Luminance(grey, really, really and _off_tint(image) > _MANY_COLOURS)


def _off_tint(image: Image.Image) -> float:
    """Share of an "RGB" image, 0 to 1, whose colour is not the one that its luminance mostly has there.

    Of a tinted image the colour is a function of the luminance alone: nothing of it is off.
    """
    small = np.asarray(image.resize((_GRID, _GRID), Image.Resampling.BOX), np.float64)
    grey = small @ (0.299, 0.587, 0.114)
    level = (grey / 256 * _LEVELS).astype(int)
    off = np.zeros(grey.shape, bool)
    for channel in (0, 2):
        difference = small[..., channel] - grey
        for value in np.unique(level):
            here = level == value
            off[here] |= np.abs(difference[here] - np.median(difference[here])) > _OFF_TINT
    return float(off.mean())
