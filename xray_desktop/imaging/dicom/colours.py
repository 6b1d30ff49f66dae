"""Colour pixels of a DICOM file as grey ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.dataset import Dataset

from xray_desktop.imaging.colour import luminance
from xray_desktop.imaging.dicom.frame import Frame
from xray_desktop.imaging.dicom.layout import Layout
from xray_desktop.imaging.dicom.palette import palette_colours
from xray_desktop.messages import Message, message

Array = npt.NDArray[Any]

_LUMINANCE = (0.299, 0.587, 0.114)  # ITU-R BT.601
_NEUTRAL = 128
_NEAR_NEUTRAL = 64
_CHROMINANCE_SPREAD = 0.35
_MOST = 0.99
_SPREAD = 16.0


@dataclass(frozen=True, eq=False)
class GreyOfColours:
    """Grey values (rows, columns), uint8 or, of deeper colours, their type; bits; notes and reasons."""

    pixels: Array
    bits: int
    notes: tuple[Message, ...] = ()
    exclusion_reasons: tuple[Message, ...] = ()


def grey_of_colours(frame: Frame, layout: Layout, ds: Dataset) -> GreyOfColours:
    """The luminance of RGB pixels, or of stored values with a palette; at the depth that they have."""
    colours = frame.pixels
    if layout.photometric == "PALETTE COLOR":
        colours = palette_colours(colours, ds)
    colours = colours[..., :3]
    deep = colours.dtype.itemsize > 1
    depth = int(colours.max()).bit_length() if deep else 8
    eight = (colours >> max(depth - 8, 0)).astype(np.uint8)
    if layout.photometric == "RGB" and _looks_like_ybr(eight):
        bits = frame.stored if deep else 8
        return GreyOfColours(
            np.ascontiguousarray(colours[..., 0]), bits, exclusion_reasons=(message("dicom_ybr_called_rgb"),)
        )
    grey = luminance(Image.fromarray(np.ascontiguousarray(eight)))
    pixels: Array = grey.values
    if deep:
        kind = np.float32 if colours.dtype.itemsize == 2 else np.float64
        pixels = np.rint(colours.astype(kind) @ np.array(_LUMINANCE, kind)).astype(colours.dtype)
    return GreyOfColours(
        pixels,
        frame.stored if deep else 8,
        (message("luminance_shown"),) if grey.coloured else (),
        (message("many_colours"),) if grey.colourful else (),
    )


def _looks_like_ybr(colours: Array) -> bool:
    """Whether two of the channels are the chrominance of a grey or tinted image: YBR that is called RGB.

    Chrominance lies near the middle and varies far less than luminance.
    """
    small = colours[:: max(1, len(colours) // 128), :: max(1, colours.shape[1] // 128)].astype(np.float32)
    spread = small.std(axis=(0, 1))
    near_middle = np.abs(small[..., 1:] - _NEUTRAL) <= _NEAR_NEUTRAL
    return bool(
        near_middle.mean() > _MOST
        and spread[0] > _SPREAD
        and max(spread[1:]) < _CHROMINANCE_SPREAD * spread[0]
    )
