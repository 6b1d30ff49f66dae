"""Image files (JPEG, PNG, TIFF, BMP, WebP, GIF, ...) by Pillow, at their full bit depth."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError, features

from xray_desktop.imaging import limits
from xray_desktop.imaging.codestream import END_OF_IMAGE
from xray_desktop.imaging.colour import IN_COLOURS, luminance
from xray_desktop.imaging.histogram import auto_window
from xray_desktop.imaging.limits import BoundedBytes, DecoderMissing, LimitExceeded, check_size
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.signatures import not_an_image
from xray_desktop.imaging.tiff_directories import check_tiff_tags
from xray_desktop.imaging.uncommon_jpeg import decode_uncommon_jpeg
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.messages import Message, message

Array = npt.NDArray[Any]

_PLUGINS = {
    "JPEG": ("JPEG", "MPO"),
    "PNG": ("PNG",),
    "TIFF": ("TIFF",),
    "BMP": ("BMP",),
    "WebP": ("WEBP",),
    "GIF": ("GIF",),
    "JPEG 2000": ("JPEG2000",),
    "AVIF": ("AVIF",),
    "PNM": ("PPM",),
}

# Kinds without a signature that `sniff` knows. Left out on purpose: EPS and PDF start another program, WMF is
# drawn by Windows, MPEG, BUFR, GRIB and HDF5 are only recognised by Pillow and not read.
_OTHER_PLUGINS = (
    *("BLP", "BMP", "CUR", "DCX", "DDS", "DIB", "FITS", "FLI", "FTEX", "GBR", "ICNS", "ICO", "IM", "IMT"),
    *("MCIDAS", "MSP", "PCD", "PCX", "PIXAR", "PPM", "PSD", "QOI", "SGI", "SPIDER", "SUN", "TGA", "XBM"),
    *("XPM", "XVTHUMB"),
)

_MODES = {
    "1": "black and white",
    "L": "grey",
    "F": "grey",
    "LA": "grey with transparency",
    "P": "palette",
    "PA": "palette with transparency",
    "RGB": "colour",
    "RGBA": "colour with transparency",
    "LAB": "CIELAB",
}
_EXIF_ORIENTATION = 0x0112
_TIFF_BITS_PER_SAMPLE = 258
_TIFF_PHOTOMETRIC = 262
_TIFF_SAMPLE_FORMAT = 339


def decode_raster(data: bytes, name: str, kind: str | None, frame: int) -> Radiograph:
    """The radiograph in an image file.

    `kind` is what `sniff` says, None for "try what else there is". 8-bit grey and colour images give the
    pixels of Pillow's `convert("L")` after EXIF transposition; deeper ones keep their depth.

    Raises UnreadableRadiograph, LimitExceeded, DecoderMissing, and whatever Pillow raises for a file that it
    cannot read.
    """
    if kind == "JPEG" and (uncommon := decode_uncommon_jpeg(data)):
        pixels, bits, cut = uncommon
        return _radiograph(pixels, bits, name, kind, exclusion_reasons=(message("truncated"),) if cut else ())
    image, frames, notes = _open(data, name, kind, frame)
    image, damage = _loaded(image, data, name, kind, frame)
    if frames > 1:
        notes.append(f"image {frame + 1} of {frames}")
    orientation = _orientation(image)
    inverted, bits = _tiff_reading(image)
    warnings = [damage] if damage else []
    pixels, photometric = _grey_pixels(image, notes, warnings)
    if orientation != 1:
        pixels = _oriented(pixels, orientation)
        notes.append("turned upright as its EXIF orientation asks")
    if damage and pixels.min() == pixels.max():
        raise UnreadableRadiograph(f"{name} is {damage}: too little of its image is left. Copy it again.")
    bits = bits or (1 if image.mode == "1" else pixels.dtype.itemsize * 8)
    return _radiograph(
        pixels,
        bits,
        name,
        kind or str(image.format),
        photometric="MONOCHROME1" if inverted and photometric == "MONOCHROME2" else photometric,
        details=_details(image, bits),
        frames=frames,
        frame=frame,
        notes=tuple(map(Message, notes)),
        exclusion_reasons=tuple(map(Message, warnings)),
    )


def _radiograph(pixels: Array, bits: int, name: str, kind: str, **attributes: Any) -> Radiograph:
    inverted = attributes.get("photometric") == "MONOCHROME1"
    radiograph = Radiograph(
        pixels, bits, WindowLevel.from_range(0, 255), name, kind, inverted=inverted, **attributes
    )
    if not radiograph.exclusion_reasons and min(pixels.shape) < limits.MIN_ASSESSABLE_EDGE:
        reason = message("image_too_small", width=radiograph.width, height=radiograph.height)
        radiograph = replace(radiograph, exclusion_reasons=(reason,))
    return radiograph if pixels.dtype == np.uint8 else radiograph.with_voi(auto_window(radiograph))


def _open(data: bytes, name: str, kind: str | None, frame: int) -> tuple[Image.Image, int, list[str]]:
    """The image asked for, not yet decoded; how many there are; notes."""
    if kind == "TIFF":
        check_tiff_tags(data)
    notes: list[str] = []
    image = _opened(data, name, kind)
    try:
        frames = int(getattr(image, "n_frames", 1))
    except LimitExceeded:
        raise
    except Exception:
        image, frames = _opened(data, name, kind), 1
        notes.append("the further images of the file are damaged")
    if not 0 <= frame < frames:
        raise UnreadableRadiograph(f"{name} has no image {frame + 1}: it holds {frames}. Open it again.")
    if frame:
        if kind != "TIFF" and image.width * image.height * (frame + 1) > limits.MAX_ANIMATION_PIXELS:
            raise LimitExceeded(f"image {frame + 1} lies too deep in the animation")
        image.seek(frame)
        _check(image, name)
    if isinstance(image.fp, BoundedBytes):  # type: ignore[attr-defined]
        image.fp.decode()  # type: ignore[attr-defined]
    return image, frames, notes


def _opened(data: bytes, name: str, kind: str | None) -> Image.Image:
    try:
        image = Image.open(BoundedBytes(data), formats=_PLUGINS[kind] if kind else _OTHER_PLUGINS)
    except Image.DecompressionBombError:
        raise LimitExceeded(
            f"it declares more than the {limits.MAX_PIXELS // 10**6} million pixels that are allowed"
        ) from None
    except UnidentifiedImageError:
        if kind in ("WebP", "AVIF") and not features.check(kind.lower()):
            raise DecoderMissing(kind) from None
        raise UnreadableRadiograph(not_an_image(data, name, kind)) from None
    _check(image, name)
    return image


def _check(image: Image.Image, name: str) -> None:
    if 0 in image.size:
        raise UnreadableRadiograph(f"{name} holds an image without pixels. Export it again.")
    if image.format == "BLP" and image.width * image.height > limits.MAX_SLOW_PIXELS:
        raise LimitExceeded("reading it takes too long")
    check_size(image.width, image.height, 4 if len(image.getbands()) > 1 or image.mode in "IF" else 2)


def _loaded(
    image: Image.Image, data: bytes, name: str, kind: str | None, frame: int
) -> tuple[Image.Image, str]:
    """The decoded image, and what is wrong with its data: "", "truncated" or "damaged".

    Of a damaged image the part is kept that could be decoded; the rest is black (JPEG: grey). Pillow's switch
    for this, ImageFile.LOAD_TRUNCATED_IMAGES, holds for the whole process and would mark no file as truncated
    in the other threads. A JPEG gets the end marker that it lacks; for the other kinds the decoder has left
    the rows that it got in the image, which only needs to be told that it is done.
    """
    failure = _load(image)
    if failure is None:
        return image, ""
    damage = "truncated" if "truncated" in str(failure) or isinstance(failure, EOFError) else "damaged"
    if kind == "JPEG" and damage == "truncated":
        image, _, _ = _open(data + END_OF_IMAGE, name, kind, frame)
        if _load(image) is None:
            return image, damage
    if getattr(image, "_im", None) is None:
        raise UnreadableRadiograph(not_an_image(data, name, kind or str(image.format)))
    image.tile = []  # type: ignore[attr-defined]
    image.load()
    return image, damage


def _load(image: Image.Image) -> Exception | None:
    """Decodes an image; an error of the decoder is returned."""
    size = image.size
    try:
        image.load()
    except (LimitExceeded, MemoryError):
        raise
    except Exception as failure:
        if re.fullmatch("decoder .* not available", str(failure)):
            raise DecoderMissing(str(image.format)) from None
        return failure
    if image.size != size:  # icons decide only now
        check_size(*image.size, 4)
    return None


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_EXIF_ORIENTATION, 1)
    except Exception:
        return 1  # EXIF data that cannot be parsed is as good as none
    return value if value in range(1, 9) else 1


def _oriented(pixels: Array, orientation: int) -> Array:
    """Pixels as they should stand; the eight cases are those of the EXIF (and TIFF) tag Orientation."""
    if orientation >= 5:
        pixels = pixels.T
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return pixels


def _tiff_reading(image: Image.Image) -> tuple[bool, int]:
    """Whether a TIFF's zero means white, and its bits per sample; Pillow inverts 8 bits but no more."""
    tags = getattr(image, "tag_v2", None)
    if tags is None:
        return False, 0
    deep = image.mode.startswith("I") or image.mode == "F"
    stored = tags.get(_TIFF_BITS_PER_SAMPLE, (0,))
    bits = int(stored[0]) if isinstance(stored, Sequence) and stored else 0
    return deep and tags.get(_TIFF_PHOTOMETRIC) == 0, bits if 8 < bits <= 32 else 0


def _grey_pixels(image: Image.Image, notes: list[str], warnings: list[str]) -> tuple[Array, str]:
    """A loaded image as 2-D grey values, and their photometric interpretation in DICOM's words."""
    mode = image.mode
    if mode in ("1", "L"):
        return np.asarray(image.convert("L")), "MONOCHROME2"
    if mode.startswith("I"):
        return _narrowed(image), "MONOCHROME2"
    if mode == "F":
        pixels = np.array(image, dtype=np.float32)
        if not np.isfinite(pixels).all():
            notes.append("values that are not numbers are shown black")
        return pixels, "MONOCHROME2"
    if mode == "LAB":
        notes.append("colour image, lightness shown")
        return np.asarray(image.getchannel("L")), "RGB"
    if mode in ("CMYK", "YCbCr", "HSV", "RGBX"):
        image = image.convert("RGB")
    elif mode in ("La", "RGBa"):
        image = image.convert({"La": "LA", "RGBa": "RGBA"}[mode])
    elif mode in ("P", "PA"):
        image = image.convert("RGBA" if mode == "PA" or "transparency" in image.info else "RGB")
    image = _without_alpha(image, notes)
    pixels, coloured, colourful = luminance(image)
    if coloured:
        notes.append("colour image, luminance shown")
    if colourful:
        warnings.append(IN_COLOURS)
    return pixels, "RGB" if coloured else "MONOCHROME2"


def _narrowed(image: Image.Image) -> Array:
    """16- and 32-bit integers in the narrowest type that the values and the file's sample format allow."""
    pixels = np.asarray(image)
    if pixels.dtype != np.int32:
        return pixels.astype(np.uint16)
    sample_format = getattr(image, "tag_v2", {}).get(_TIFF_SAMPLE_FORMAT, (1,))
    low, high = int(pixels.min()), int(pixels.max())
    if low >= 0 and high < 2**16:
        return pixels.astype(np.uint16)
    if low >= -(2**15) and high < 2**15:
        return pixels.astype(np.int16)
    if hasattr(image, "tag_v2") and low < 0 and tuple(sample_format)[:1] == (1,):
        return pixels.view(np.uint32)
    return pixels


def _without_alpha(image: Image.Image, notes: list[str]) -> Image.Image:
    if image.mode not in ("LA", "RGBA"):
        return image
    colour = image.convert(image.mode[:-1])
    alpha = image.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return colour
    notes.append("transparent parts are shown black")
    return Image.composite(colour, Image.new(colour.mode, colour.size), alpha)


def _details(image: Image.Image, bits: int) -> dict[str, str]:
    kind = _MODES.get(image.mode, "grey" if image.mode.startswith("I") else image.mode)
    details = {"stored_as": f"{kind}, {bits} bits"}
    if compression := image.info.get("compression"):
        details["compression"] = str(compression)
    return details
