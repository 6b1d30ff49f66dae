"""Image files (JPEG, PNG, TIFF, BMP, WebP, GIF, ...) at their full bit depth."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging import limits
from xray_desktop.imaging.codestream import codestream_header
from xray_desktop.imaging.codestream_decoding import decode_codestream
from xray_desktop.imaging.heif import open_heif
from xray_desktop.imaging.histogram import auto_window
from xray_desktop.imaging.limits import check_size
from xray_desktop.imaging.pillow_images import deep_png_layout, deep_png_samples, load_image, open_image
from xray_desktop.imaging.plain_jpeg import plain_jpeg_samples
from xray_desktop.imaging.pnm import deep_colours, maximum
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.raster_grey import GreyImage, grey_of_image, grey_of_jpeg, grey_of_samples
from xray_desktop.imaging.tiff import decode_tiff
from xray_desktop.imaging.uncommon_jpeg import decode_uncommon_jpeg
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.messages import Message, message

Array = npt.NDArray[Any]

UNSUPPORTED = frozenset({"JPEG XL"})
"""Kinds of image that `sniff` recognises so that they are called by their names; nothing here decodes
them.
"""

_MODES = {
    "1": "stored_black_and_white",
    "L": "stored_grey",
    "F": "stored_grey",
    "LA": "stored_grey_alpha",
    "P": "stored_palette",
    "PA": "stored_palette_alpha",
    "RGB": "stored_colour",
    "RGBA": "stored_colour_alpha",
    "LAB": "stored_lab",
}
_BY_SAMPLES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
_EXIF_ORIENTATION = 0x0112
_TIFF_BITS_PER_SAMPLE = 258
_TIFF_PHOTOMETRIC = 262


def decode_raster(data: bytes, name: str, kind: str | None, frame: int) -> Radiograph:
    """The radiograph in an image file.

    `kind` is what `sniff` says, None to try the kinds that it does not know. 8-bit grey and colour images
    give the pixels of Pillow's `convert("L")` after EXIF transposition; deeper ones keep their depth.

    Raises UnreadableRadiograph, LimitExceeded, DecoderMissing, and whatever the decoders raise for a file
    that they cannot read.
    """
    if kind in UNSUPPORTED:
        raise UnreadableRadiograph("image_kind_unsupported", file=name, kind=str(kind))
    if kind == "JPEG" and (uncommon := decode_uncommon_jpeg(data)):
        samples, bits, cut = uncommon
        return _of_samples(samples, bits, name, kind, damage="truncated" if cut else "")
    if kind == "JPEG 2000" and (samples_and_bits := _deep_jpeg_2000(data)):
        return _of_samples(*samples_and_bits, name, kind)
    if kind == "PNM" and (colours := deep_colours(data)) is not None:
        return _of_samples(colours, maximum(data).bit_length(), name, kind)
    if kind == "TIFF":
        page = decode_tiff(data, name, frame)
        if page.samples is not None:
            return _of_samples(
                page.samples,
                page.bits,
                name,
                kind,
                damage=page.damage,
                notes=page.notes,
                orientation=page.orientation,
                inverted=page.inverted,
                alpha=page.alpha,
                frames=page.frames,
                frame=frame,
                compression=page.compression,
            )
        return _by_pillow(
            data, name, kind, page.index, page.chain, notes=page.notes, shown=(frame, page.frames)
        )
    if kind == "HEIF":
        image, frames = open_heif(data, name, frame)
        return _of_image(image, name, kind, "", _frame_notes(frame, frames), upright=True, at=(frame, frames))
    return _by_pillow(data, name, kind, frame)


def _by_pillow(
    data: bytes,
    name: str,
    kind: str | None,
    frame: int,
    frames: int = 0,
    *,
    notes: Sequence[Message] = (),
    shown: tuple[int, int] | None = None,
) -> Radiograph:
    """By Pillow; `shown` is the number of the image and their count where thumbnails are left out of both."""
    image, frames, found = open_image(data, name, kind, frame, frames)
    at = shown or (frame, frames)
    all_notes = [*found, *notes, *_frame_notes(*at)]
    layout = deep_png_layout(image) if frames == 1 else ""
    if layout:
        samples, damage = deep_png_samples(
            layout,
            lambda: open_image(data, name, kind, frame)[0],
            partial(load_image, data=data, name=name, kind=kind, frame=frame),
        )
        orientation = _orientation(image)
        return _of_samples(samples, 16, name, "PNG", damage=damage, notes=all_notes, orientation=orientation)
    if image.format == "JPEG" and (decoded := plain_jpeg_samples(data, image)) is not None:
        return _of_image(image, name, "JPEG", "", all_notes, at=at, samples=decoded)
    image, damage = load_image(image, data, name, kind, frame)
    most = maximum(data) if kind == "PNM" else 0
    return _of_image(image, name, kind or str(image.format), damage, all_notes, at=at, pnm_maximum=most)


def _of_image(
    image: Image.Image,
    name: str,
    kind: str,
    damage: str,
    notes: list[Message],
    *,
    at: tuple[int, int],
    upright: bool = False,
    pnm_maximum: int = 0,
    samples: Array | None = None,
) -> Radiograph:
    """From an image that is decoded; or that is not, but whose `samples` are."""
    inverted, bits = _tiff_reading(image)
    deep = pnm_maximum if image.mode.startswith("I") else 0
    grey = grey_of_image(image, deep) if samples is None else grey_of_jpeg(samples)
    if deep:
        bits = deep.bit_length()
    bits = bits or (1 if image.mode == "1" else grey.pixels.dtype.itemsize * 8)
    return _radiograph(
        grey,
        bits,
        name,
        kind,
        damage=damage,
        notes=notes,
        orientation=1 if upright else _orientation(image),
        inverted=inverted,
        details=_details(image.mode, bits, str(image.info.get("compression") or "")),
        at=at,
    )


def _of_samples(
    samples: Array,
    bits: int,
    name: str,
    kind: str,
    *,
    damage: str = "",
    notes: Sequence[Message] = (),
    orientation: int = 1,
    inverted: bool = False,
    alpha: bool = True,
    frames: int = 1,
    frame: int = 0,
    compression: str = "",
) -> Radiograph:
    mode = _BY_SAMPLES[samples.shape[2] if samples.ndim == 3 else 1]
    return _radiograph(
        grey_of_samples(samples, alpha=alpha),
        bits,
        name,
        kind,
        damage=damage,
        notes=[*notes, *_frame_notes(frame, frames)],
        orientation=orientation,
        inverted=inverted,
        details=_details(mode, bits, compression),
        at=(frame, frames),
    )


def _radiograph(
    grey: GreyImage,
    bits: int,
    name: str,
    kind: str,
    *,
    damage: str,
    notes: Sequence[Message],
    orientation: int,
    inverted: bool,
    details: dict[str, str | Message],
    at: tuple[int, int],
) -> Radiograph:
    pixels, all_notes = grey.pixels, [*notes, *grey.notes]
    if orientation != 1:
        pixels = _oriented(pixels, orientation)
        all_notes.append(message("rotated_by_exif"))
    if damage and pixels.min() == pixels.max():
        raise UnreadableRadiograph("too_little_left", file=name)
    inverted = inverted and not grey.coloured
    radiograph = Radiograph(
        pixels,
        bits,
        WindowLevel.from_range(0, 255),
        name,
        kind,
        inverted=inverted,
        photometric="RGB" if grey.coloured else "MONOCHROME1" if inverted else "MONOCHROME2",
        details=details,
        frame=at[0],
        frames=at[1],
        notes=tuple(all_notes),
        exclusion_reasons=(*([Message(damage)] if damage else []), *grey.exclusion_reasons),
    )
    if not radiograph.exclusion_reasons and min(pixels.shape) < limits.MIN_ASSESSABLE_EDGE:
        reason = message("image_too_small", width=radiograph.width, height=radiograph.height)
        radiograph = replace(radiograph, exclusion_reasons=(reason,))
    return radiograph if pixels.dtype == np.uint8 else radiograph.with_voi(auto_window(radiograph))


def _frame_notes(frame: int, frames: int) -> list[Message]:
    return [message("image_number", number=frame + 1, count=frames)] if frames > 1 else []


def _deep_jpeg_2000(data: bytes) -> tuple[Array, int] | None:
    """The samples of a JPEG 2000 image of more than 8 bits: Pillow scales them to 16, and colours to 8."""
    header = codestream_header(data)
    if header is None or header.precision <= 8 or header.samples > 4:
        return None
    check_size(header.columns, header.rows, 2 * header.samples)
    return decode_codestream(data, header), header.precision


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_EXIF_ORIENTATION, 1)
    except Exception:
        return 1  # EXIF data that cannot be parsed is as good as none
    return value if value in range(1, 9) else 1


def _oriented(pixels: Array, orientation: int) -> Array:
    """Pixels as they should be displayed; the eight cases are those of the EXIF and TIFF tag Orientation."""
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


def _details(mode: str, bits: int, compression: str) -> dict[str, str | Message]:
    code = _MODES.get(mode, "stored_grey" if mode.startswith("I") else "")
    kind = Message(code) if code else mode
    details: dict[str, str | Message] = {"stored_as": message("stored_as", kind=kind, bits=bits)}
    if compression:
        details["compression"] = compression
    return details
