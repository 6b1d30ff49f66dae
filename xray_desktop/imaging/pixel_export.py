"""The pixels of a radiograph as a PNG or TIFF file, with nothing else of what its file contained."""

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging.radiograph import Radiograph, finite_range


def grey_levels(radiograph: Radiograph) -> npt.NDArray[Any]:
    """The stored values with black lowest, as no window and no rescaling has touched them.

    Returns uint8 for 8-bit images, else uint16, shape (rows, columns). Values of MONOCHROME1 are turned round
    within their bits, signed ones are raised by half their range; wider ones (32 bits, float) are scaled from
    their extremes to 0 to 65535, with what is not a number at 0.
    """
    pixels = radiograph.pixels
    if pixels.dtype.kind == "f" or pixels.dtype.itemsize > 2:
        low, high = finite_range(pixels)
        with np.errstate(invalid="ignore"):
            scaled = (pixels.astype(np.float64) - low) * (65535 / max(high - low, 1e-300))
        levels = np.rint(np.nan_to_num(np.clip(scaled, 0, 65535))).astype(np.uint16)
        return np.uint16(65535) - levels if radiograph.inverted else levels
    unsigned = np.dtype(f"u{pixels.dtype.itemsize}")
    wide = pixels.astype(np.int32)
    if pixels.dtype.kind == "i":
        wide += 1 << (radiograph.bits - 1)
    if radiograph.inverted:
        wide = (1 << radiograph.bits) - 1 - wide
    return np.clip(wide, 0, np.iinfo(unsigned).max).astype(unsigned)


def pixel_file(radiograph: Radiograph, kind: str) -> bytes:
    """A PNG or TIFF file (`kind`) with the grey levels, and the pixel spacing as its resolution if known."""
    buffer = io.BytesIO()
    options: dict[str, Any] = {"compression": "tiff_adobe_deflate"} if kind == "TIFF" else {}
    if radiograph.spacing is not None:
        down, across = radiograph.spacing
        options["dpi"] = (25.4 / across, 25.4 / down)
    Image.fromarray(grey_levels(radiograph)).save(buffer, kind, **options)
    return buffer.getvalue()
