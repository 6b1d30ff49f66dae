"""Colour pictures as grey ones."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

_SPREAD = 10
_SHARE = 0.001
_STRIP = 256


def luminance(image: Image.Image) -> tuple[npt.NDArray[Any], bool]:
    """Grey values of an "L" or "RGB" image, uint8 (rows, columns), and whether it is really coloured.

    The luminance is that of ITU-R BT.601 as Pillow's `convert("L")` computes it. A picture is coloured when
    more than one pixel in a thousand has channels further apart than what JPEG makes of grey.
    """
    if image.mode == "L":
        return np.asarray(image), False
    grey = np.empty((image.height, image.width), np.uint8)
    coloured = 0
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        red, green, blue = strip.split()
        # Most films in colour hold grey: three equal channels are their own luminance, and sooner compared.
        values = np.asarray(red)
        if np.array_equal(values, np.asarray(green)) and np.array_equal(values, np.asarray(blue)):
            grey[top : top + _STRIP] = values
            continue
        grey[top : top + _STRIP] = np.asarray(strip.convert("L"))
        highest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        lowest = ImageChops.darker(ImageChops.darker(red, green), blue)
        coloured += sum(ImageChops.subtract(highest, lowest).histogram()[_SPREAD + 1 :])
    return grey, coloured > _SHARE * grey.size
