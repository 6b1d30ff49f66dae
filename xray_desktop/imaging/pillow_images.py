"""Images opened and decoded by Pillow, within bounds and as far as damaged data allows."""

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError, features

from xray_desktop.imaging import limits
from xray_desktop.imaging.codestream import END_OF_IMAGE
from xray_desktop.imaging.limits import BoundedBytes, DecoderMissing, LimitExceeded, check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.signatures import not_an_image
from xray_desktop.messages import Message, message

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

# Pillow gives the upper 8 bits of deep colour. The same decoder unpacks the lower 8 when it is given that the
# bytes are in the other order, and both bytes of grey with alpha as four channels.
_DEEP_PNG = {
    "RGB;16B": ("RGB", ("RGB;16B", "RGB;16L")),
    "RGBA;16B": ("RGBA", ("RGBA;16B", "RGBA;16L")),
    "LA;16B": ("RGBA", ("RGBA",)),
}


def open_image(
    data: bytes, name: str, kind: str | None, frame: int, frames: int = 0
) -> tuple[Image.Image, int, list[Message]]:
    """The image asked for, not yet decoded; how many images the file has; notes.

    Args:
        frame: which image, from 0.
        frames: how many images the file has, 0 to let Pillow count them.

    Raises UnreadableRadiograph, LimitExceeded, DecoderMissing, and what Pillow raises.
    """
    notes: list[Message] = []
    image = _opened(data, name, kind)
    try:
        frames = frames or int(getattr(image, "n_frames", 1))
    except LimitExceeded:
        raise
    except Exception:
        image, frames = _opened(data, name, kind), 1
        notes.append(message("further_images_damaged"))
    if not 0 <= frame < frames:
        raise UnreadableRadiograph("no_such_image", file=name, number=frame + 1, count=frames)
    if frame:
        if kind != "TIFF" and image.width * image.height * (frame + 1) > limits.MAX_ANIMATION_PIXELS:
            raise LimitExceeded("animation_too_long", number=frame + 1)
        image.seek(frame)
        _check(image, name)
    if isinstance(image.fp, BoundedBytes):  # type: ignore[attr-defined]
        image.fp.decode()  # type: ignore[attr-defined]
    return image, frames, notes


def load_image(
    image: Image.Image, data: bytes, name: str, kind: str | None, frame: int
) -> tuple[Image.Image, str]:
    """The decoded image, and what is wrong with its data: "", "truncated" or "damaged".

    Of a damaged image the part that could be decoded is kept; the rest is black (JPEG: grey). Pillow's switch
    for this, ImageFile.LOAD_TRUNCATED_IMAGES, holds for the whole process and would mark no file as truncated
    in the other threads. A JPEG gets the end marker that it lacks; for the other kinds the decoder has left
    the rows that it got in the image, which only needs to know that it is done.
    """
    damage = _load(image)
    if not damage:
        return image, ""
    if kind == "JPEG" and damage == "truncated":
        image, _, _ = open_image(data + END_OF_IMAGE, name, kind, frame)
        if not _load(image):
            return image, damage
    if getattr(image, "_im", None) is None:
        raise UnreadableRadiograph(not_an_image(data, name, kind or str(image.format)))
    image.tile = []  # type: ignore[attr-defined]
    image.load()
    return image, damage


def deep_png_layout(image: Image.Image) -> str:
    """How the pixels of a PNG that is not decoded yet are stored, when Pillow would drop their lower bits."""
    layouts = {str(tile[3]) for tile in getattr(image, "tile", [])} if image.format == "PNG" else set()
    return layouts.pop() if len(layouts) == 1 and layouts <= set(_DEEP_PNG) else ""


def deep_png_samples(
    layout: str, opened: Callable[[], Image.Image], loaded: Callable[[Image.Image], tuple[Image.Image, str]]
) -> tuple[npt.NDArray[np.uint16], str]:
    """The samples of a deep PNG, uint16, shape (rows, columns, 2 to 4), and what is wrong with its data.

    Args:
        layout: what `deep_png_layout` says.
        opened: opens the image once more.
        loaded: decodes it (`load_image`).
    """
    mode, raw_modes = _DEEP_PNG[layout]
    halves, damage = [], ""
    for raw_mode in raw_modes:
        image = opened()
        check_size(image.width, image.height, 8)
        image._mode = mode
        image.tile = [(*tile[:3], raw_mode) for tile in image.tile]  # type: ignore[attr-defined]
        image, found = loaded(image)
        damage = damage or found
        halves.append(np.asarray(image))
    upper, lower = (halves[0][..., ::2], halves[0][..., 1::2]) if len(halves) == 1 else halves
    return upper.astype(np.uint16) << 8 | lower, damage


def _opened(data: bytes, name: str, kind: str | None) -> Image.Image:
    try:
        image = Image.open(BoundedBytes(data), formats=_PLUGINS[kind] if kind else _OTHER_PLUGINS)
    except Image.DecompressionBombError:
        raise LimitExceeded("too_many_pixels_declared", most=limits.MAX_PIXELS // 10**6) from None
    except UnidentifiedImageError:
        if kind in ("WebP", "AVIF") and not features.check(kind.lower()):
            raise DecoderMissing(kind) from None
        raise UnreadableRadiograph(not_an_image(data, name, kind)) from None
    _check(image, name)
    return image


def _check(image: Image.Image, name: str) -> None:
    if 0 in image.size:
        raise UnreadableRadiograph("image_without_pixels", file=name)
    if image.format == "BLP" and image.width * image.height > limits.MAX_SLOW_PIXELS:
        raise LimitExceeded("reading_too_slow")
    check_size(image.width, image.height, 4 if len(image.getbands()) > 1 or image.mode in "IF" else 2)


def _load(image: Image.Image) -> str:
    """Decodes an image and returns what is wrong with its data: "", "truncated" or "damaged".

    The decoder's error itself is not returned: its traceback would hold the image in a reference cycle.
    """
    size = image.size
    try:
        image.load()
    except (LimitExceeded, MemoryError):
        raise
    except Exception as failure:
        if re.fullmatch("decoder .* not available", str(failure)):
            raise DecoderMissing(str(image.format)) from None
        return "truncated" if "truncated" in str(failure) or isinstance(failure, EOFError) else "damaged"
    if image.size != size:  # icons decide only now
        check_size(*image.size, 4)
    return ""
