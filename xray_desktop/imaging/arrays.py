"""Radiographs from arrays, for programs that have their images in memory already."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging import limits
from xray_desktop.imaging.histogram import auto_window
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.messages import message


def radiograph_from_array(
    pixels: npt.NDArray[Any], *, inverted: bool = False, name: str = "array"
) -> Radiograph:
    """An image from grey levels, (rows, columns), or from 8-bit colours, (rows, columns, 3).

    8-bit levels are taken as they are; deeper ones and floats get the window that a file without one
    would get.

    Args:
        inverted: low values are white (MONOCHROME1).

    Raises:
        UnreadableRadiograph: the array has another shape or type.
    """
    if pixels.ndim == 3 and pixels.shape[2] == 3 and pixels.dtype == np.uint8:
        pixels = np.asarray(Image.fromarray(pixels).convert("L"))
    if pixels.ndim != 2 or 0 in pixels.shape:
        raise UnreadableRadiograph("array_shape", file=name, shape=str(pixels.shape))
    if pixels.dtype.kind not in "uif" or pixels.dtype.itemsize > 8:
        raise UnreadableRadiograph("array_type", file=name, type=str(pixels.dtype))
    if pixels.dtype.kind == "f":
        pixels = pixels.astype(np.float32)
    elif pixels.dtype.itemsize == 8:
        pixels = _narrowed(pixels, name)
    height, width = pixels.shape
    radiograph = Radiograph(
        pixels,
        pixels.itemsize * 8,
        WindowLevel.from_range(0, 255),
        name,
        "array",
        inverted=inverted,
        exclusion_reasons=(
            (message("image_too_small", width=width, height=height),)
            if min(width, height) < limits.MIN_ASSESSABLE_EDGE
            else ()
        ),
    )
    return radiograph if pixels.dtype == np.uint8 else radiograph.with_voi(auto_window(radiograph))


def _narrowed(pixels: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
    kind = np.int32 if pixels.min() < 0 else np.uint32
    if pixels.min() < np.iinfo(kind).min or pixels.max() > np.iinfo(kind).max:
        raise UnreadableRadiograph("array_range", file=name)
    return pixels.astype(kind)
