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
    coloured = 0
    if image.mode == "RGB":
        for top in range(0, image.height, _STRIP):
            red, green, blue = image.crop((0, top, image.width, min(top + _STRIP, image.height))).split()
            highest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
            lowest = ImageChops.darker(ImageChops.darker(red, green), blue)
            coloured += sum(ImageChops.subtract(highest, lowest).histogram()[_SPREAD + 1 :])
    return np.asarray(image.convert("L")), coloured > _SHARE * image.width * image.height
