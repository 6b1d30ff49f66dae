"""The grey values of a decoded image, whatever its mode, depth and transparency."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging.colour import deep_luminance, luminance, luminance_of_samples
from xray_desktop.messages import Message, message

Array = npt.NDArray[Any]

_TIFF_SAMPLE_FORMAT = 339
_PNM_MOST = 65_535
_OPAQUE = 255


@dataclass(eq=False)
class GreyImage:
    """An image as grey values.

    Attributes:
        pixels: (rows, columns), of a type that `Radiograph` allows.
        coloured: whether they are the luminance of colours.
        notes: what was done, for the user.
        exclusion_reasons: see Radiograph.
    """

    pixels: Array
    coloured: bool = False
    notes: list[Message] = field(default_factory=list)
    exclusion_reasons: list[Message] = field(default_factory=list)


def grey_of_image(image: Image.Image, pnm_maximum: int = 0) -> GreyImage:
    """The grey values of a loaded image at the depth that Pillow gives it.

    Args:
        pnm_maximum: the value that a PNM file declares as white: Pillow scales deeper ones to 16 bits, which
            is undone.
    """
    mode = image.mode
    if mode in ("1", "L"):
        return GreyImage(np.asarray(image.convert("L")))
    if mode.startswith("I"):
        pixels = _narrowed(image)
        if pnm_maximum:
            pixels = np.rint(pixels * (pnm_maximum / _PNM_MOST)).astype(np.uint16)
        return GreyImage(pixels)
    if mode == "F":
        return _of_floats(np.array(image, dtype=np.float32))
    if mode == "LAB":
        return GreyImage(np.asarray(image.getchannel("L")), True, [message("lightness_shown")])
    if mode in ("CMYK", "YCbCr", "HSV", "RGBX"):
        image = image.convert("RGB")
    elif mode in ("La", "RGBa"):
        image = image.convert({"La": "LA", "RGBa": "RGBA"}[mode])
    elif mode in ("P", "PA"):
        image = image.convert("RGBA" if mode == "PA" or "transparency" in image.info else "RGB")
    image, notes = _without_alpha(image)
    found = luminance(image)
    return _of_luminance(found.values, found.coloured, found.colourful, notes)


def grey_of_jpeg(samples: npt.NDArray[np.uint8]) -> GreyImage:
    """The grey values of a JPEG's samples, uint8, (rows, columns) or RGB (rows, columns, 3)."""
    if samples.ndim == 2:
        return GreyImage(samples)
    found = luminance_of_samples(samples)
    return _of_luminance(found.values, found.coloured, found.colourful, [])


def grey_of_samples(samples: Array, *, alpha: bool = True) -> GreyImage:
    """The grey values of samples, (rows, columns) or (rows, columns, 1 to 4); of 2 or 4 the last is alpha.

    Args:
        alpha: whether an alpha channel is still to be applied to the colours; else it is ignored.
    """
    if samples.ndim == 3 and samples.shape[2] == 1:
        samples = samples[..., 0]
    if samples.ndim == 2:
        return _of_floats(samples) if samples.dtype.kind == "f" else GreyImage(_narrow(samples))
    if samples.dtype == np.uint8:
        if not alpha and samples.shape[2] in (2, 4):
            samples = samples[..., :-1]
        single = samples.shape[2] == 1
        return grey_of_image(Image.fromarray(np.ascontiguousarray(samples[..., 0] if single else samples)))
    notes: list[Message] = []
    if samples.shape[2] in (2, 4):
        opacity, samples = samples[..., -1], samples[..., :-1]
        if alpha and opacity.min() != opacity.max():
            notes.append(message("transparent_parts_black"))
            share = opacity.astype(np.float32) / np.float32(opacity.max())
            scaled = samples * share[..., None]
            samples = np.rint(scaled).astype(samples.dtype) if samples.dtype.kind in "ui" else scaled
        elif alpha and not opacity.any():
            notes.append(message("transparency_ignored"))
    if samples.shape[2] == 1:
        grey = grey_of_samples(samples)
        grey.notes[:0] = notes
        return grey
    found = deep_luminance(samples)
    return _of_luminance(found.values, found.coloured, found.colourful, notes)


def _of_luminance(values: Array, coloured: bool, colourful: bool, notes: list[Message]) -> GreyImage:
    if coloured:
        notes.append(message("luminance_shown"))
    return GreyImage(values, coloured, notes, [message("many_colours")] if colourful else [])


def _of_floats(pixels: Array) -> GreyImage:
    finite = np.isfinite(pixels).all()
    return GreyImage(pixels, notes=[] if finite else [message("not_numbers_black")])


def _narrowed(image: Image.Image) -> Array:
    """16- and 32-bit integers in the narrowest type that the values and the file's sample format allow."""
    pixels = np.asarray(image)
    if pixels.dtype != np.int32:
        return pixels.astype(np.uint16)
    sample_format = getattr(image, "tag_v2", {}).get(_TIFF_SAMPLE_FORMAT, (1,))
    unsigned = hasattr(image, "tag_v2") and tuple(sample_format)[:1] == (1,)
    return _narrow(pixels, unsigned=unsigned)


def _narrow(pixels: Array, *, unsigned: bool = False) -> Array:
    if pixels.dtype.itemsize < 4:
        return pixels
    low, high = int(pixels.min()), int(pixels.max())
    if low >= 0 and high < 2**16:
        return pixels.astype(np.uint16)
    if low >= -(2**15) and high < 2**15:
        return pixels.astype(np.int16)
    return pixels.view(np.uint32) if unsigned and low < 0 else pixels


def _without_alpha(image: Image.Image) -> tuple[Image.Image, list[Message]]:
    """The colours laid on black. An alpha of 0 everywhere means that the program that wrote it knew none."""
    if image.mode not in ("LA", "RGBA"):
        return image, []
    colour = image.convert(image.mode[:-1])
    alpha = image.getchannel("A")
    if alpha.getextrema() == (_OPAQUE, _OPAQUE):
        return colour, []
    if alpha.getextrema() == (0, 0):
        return colour, [message("transparency_ignored")]
    black = Image.new(colour.mode, colour.size)
    return Image.composite(colour, black, alpha), [message("transparent_parts_black")]
