"""Colour images as grey ones."""

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

_SPREAD = 10
_SHARE = 0.001
_STRIP = 256
_STRIP_SAMPLES = 250_000
_GRID = 64
_MOST_MEASURED = 4_000_000
_LEVELS = 16
_OFF_TINT = 16
_LUMINANCE = np.array((0.299, 0.587, 0.114), np.float32)
_MANY_COLOURS = 0.35
"""Synthetic tinted images, and images with coloured marks or bars, reach 0.14."""


class Luminance(NamedTuple):
    """An image as grey values.

    Attributes:
        values: uint8 (rows, columns), ITU-R BT.601 as Pillow's `convert("L")` computes it.
        coloured: whether more than one pixel in a thousand has channels further apart than JPEG compression
            of a grey image makes them.
        colourful: whether its colours are not just a tint (of paper, or of a photograph) and fill more of it
            than coloured marks on a radiograph do.
    """

    values: npt.NDArray[Any]
    coloured: bool
    colourful: bool


def luminance(image: Image.Image) -> Luminance:
    """Grey values of an "L" or "RGB" image, and whether it is in colour."""
    if image.mode == "L":
        return Luminance(np.asarray(image), False, False)
    grey = np.empty((image.height, image.width), np.uint8)
    coloured = 0
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        red, green, blue = strip.split()
        # Most images in RGB are grey: equal channels are their own luminance, and comparing them is faster.
        values = np.asarray(red)
        if np.array_equal(values, np.asarray(green)) and np.array_equal(values, np.asarray(blue)):
            grey[top : top + _STRIP] = values
            continue
        grey[top : top + _STRIP] = np.asarray(strip.convert("L"))
        coloured += _coloured_pixels(red, green, blue)
    really = coloured > _SHARE * grey.size
    return Luminance(grey, really, really and _off_tint(image) > _MANY_COLOURS)


def luminance_of_samples(colours: npt.NDArray[np.uint8]) -> Luminance:
    """The same of 8-bit colours, shape (rows, columns, 3), contiguous."""
    rows, columns, _ = colours.shape
    grey = np.empty((rows, columns), np.uint8)
    coloured = 0
    height = max(1, _STRIP_SAMPLES // (3 * columns))
    # Of each sample and the next one, whether they belong to the same pixel: all bits, or none.
    same_pixel = np.tile(np.array((255, 255, 0), np.uint8), height * columns)
    for top in range(0, rows, height):
        strip = colours[top : top + height]
        samples = strip.reshape(-1)
        different = samples[1:] ^ samples[:-1]
        different &= same_pixel[: different.size]
        if not different.any():
            grey[top : top + height] = strip[..., 0]
            continue
        image = Image.fromarray(strip)
        grey[top : top + height] = np.asarray(image.convert("L"))
        coloured += _coloured_pixels(*image.split())
    really = coloured > _SHARE * grey.size
    return Luminance(grey, really, really and _off_tint(Image.fromarray(colours)) > _MANY_COLOURS)


def _coloured_pixels(red: Image.Image, green: Image.Image, blue: Image.Image) -> int:
    """How many pixels have channels further apart than JPEG compression of a grey image makes them."""
    highest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    lowest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return int(sum(ImageChops.subtract(highest, lowest).histogram()[_SPREAD + 1 :]))


def deep_luminance(colours: npt.NDArray[Any]) -> Luminance:
    """Grey values of colours of more than 8 bits, shape (rows, columns, 3), at the depth that they have.

    Unsigned integers of at most 16 bits give uint16, other numbers float32. Whether the image is in colour is
    measured on its own range: 12-bit values in 16 bits are as colourful as in 12.
    """
    whole = colours.dtype.kind == "u" and colours.dtype.itemsize <= 2
    values = np.empty(colours.shape[:2], np.uint16 if whole else np.float32)
    for top in range(0, len(colours), _STRIP):
        strip = colours[top : top + _STRIP].astype(np.float32) @ _LUMINANCE
        values[top : top + _STRIP] = np.rint(strip) if whole else strip
    if whole:
        low, high = 0.0, float(2 ** max(int(colours.max()).bit_length(), 8) - 1)
    else:
        finite = values[np.isfinite(values)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    # A sample of the pixels tells the colours of a large image.
    step = math.ceil(math.sqrt(values.size / _MOST_MEASURED))
    sample = (colours[::step, ::step].astype(np.float32) - low) * (255 / ((high - low) or 1.0))
    eight = np.clip(np.nan_to_num(sample), 0, 255).astype(np.uint8)
    return luminance(Image.fromarray(eight))._replace(values=values)


def _off_tint(image: Image.Image) -> float:
    """Share of an "RGB" image, 0 to 1, whose colour differs from the usual colour of pixels as bright.

    In a tinted image the colour depends on the luminance alone: the share is 0.
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
