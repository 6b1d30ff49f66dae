"""One frame of a DICOM file as an array: fragments, compressed images, packing, bits, signs, colour."""

import math
import struct
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.pixels import apply_color_lut, get_decoder
from pydicom.uid import UID, ExplicitVRLittleEndian, JPEGBaseline8Bit, RLELossless

from xray_desktop.imaging import limits
from xray_desktop.imaging.codestream import END_OF_IMAGE, codestream_header, has_codestream_box
from xray_desktop.imaging.colour import Luminance, luminance
from xray_desktop.imaging.dicom.layout import Layout
from xray_desktop.imaging.dicom.parsing import ParsedFile
from xray_desktop.imaging.dicom.run_length import decode_run_length
from xray_desktop.imaging.limits import DecoderMissing, LimitExceeded, check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.messages import Message, message

Array = npt.NDArray[Any]

_ITEM = b"\xfe\xff\x00\xe0"
_DELIMITER = b"\xfe\xff\xdd\xe0\x00\x00\x00\x00"


@dataclass(frozen=True, eq=False)
class Frame:
    """One decoded frame.

    Attributes:
        pixels: greys as (rows, columns) in the type that their bits and sign ask for, the bits above and below
            the stored ones removed; colours as (rows, columns, 3), YBR already converted to RGB.
        stored: bits that hold the values.
        truncated: whether its data ends too early.
        notes: what was done to decode it.
    """

    pixels: Array
    stored: int
    truncated: bool = False
    notes: tuple[Message, ...] = ()


def decode_frame(parsed: ParsedFile, layout: Layout, frame: int, name: str) -> Frame:
    """Decodes one frame, counted from 0.

    Raises UnreadableRadiograph, LimitExceeded, DecoderMissing, and whatever the decoders raise.
    """
    if parsed.keyword != "PixelData":
        return _float_frame(parsed, layout, frame)
    syntax = parsed.transfer_syntax
    if not (syntax.is_transfer_syntax and syntax.name):
        raise UnreadableRadiograph("dicom_private_syntax", file=name, syntax=str(syntax))
    if parsed.encapsulated or syntax.is_encapsulated:
        decoded = _compressed_frame(parsed, layout, frame, name)
    else:
        decoded = _native_frame(parsed, layout, frame)
    if decoded.pixels.ndim == 2 and decoded.pixels.dtype.kind in "ui":
        right_aligned = syntax.is_encapsulated and syntax != RLELossless
        return _stored_bits(decoded, layout, right_aligned=right_aligned)
    return decoded


def _float_frame(parsed: ParsedFile, layout: Layout, frame: int) -> Frame:
    order = "<" if parsed.transfer_syntax.is_little_endian else ">"
    kind = f"{order}f{4 if parsed.keyword == 'FloatPixelData' else 8}"
    size = layout.rows * layout.columns * np.dtype(kind).itemsize
    check_size(layout.columns, layout.rows, np.dtype(kind).itemsize)
    part = bytes(parsed.pixels[frame * size : (frame + 1) * size])
    values = np.frombuffer(part.ljust(size, b"\0"), kind).reshape(layout.rows, layout.columns)
    with np.errstate(over="ignore"):
        return Frame(values.astype(np.float32), 32, truncated=len(part) < size)


def _native_frame(parsed: ParsedFile, layout: Layout, frame: int) -> Frame:
    bits = layout.frame_bits
    value = parsed.pixels
    if bits % 16 == 0:
        size = bits // 8
        part, index, frames = value[frame * size : (frame + 1) * size], 0, 1
    else:  # Frames may share a byte or, in big-endian files, a word: pydicom needs all of them.
        size = math.ceil(bits * layout.frames / 8)
        if size > limits.MAX_FRAME_BYTES:
            raise LimitExceeded("dicom_frames_too_large", most=limits.MAX_FRAME_BYTES // 2**20)
        part, index, frames = value[: size + size % 2], frame, layout.frames
    truncated = len(part) < size
    padded = bytes(part).ljust(size + size % 2, b"\0")
    pixels = _decoded(parsed.transfer_syntax, layout, padded, index, frames)
    return Frame(pixels, layout.stored, truncated)


def _compressed_frame(parsed: ParsedFile, layout: Layout, frame: int, name: str) -> Frame:
    syntax = parsed.transfer_syntax
    if not syntax.is_encapsulated or not parsed.encapsulated:
        raise UnreadableRadiograph("dicom_syntax_contradicts", file=name, syntax=syntax.name)
    fragments, truncated = _fragments(parsed.pixels)
    try:
        codestream = get_frame(fragments, frame, number_of_frames=layout.frames)
    except Exception:
        raise UnreadableRadiograph("dicom_frame_missing", file=name, frame=frame + 1) from None
    cut = truncated and frame == layout.frames - 1
    if codestream[:2] == b"\xff\xd8" and END_OF_IMAGE not in codestream[-64:]:
        codestream, cut = codestream + END_OF_IMAGE, True
    if syntax == RLELossless:
        return _run_length_frame(codestream, layout)
    layout = _checked_against_codestream(codestream, layout, name)
    known = _is_known(syntax)
    try:
        if not has_codestream_box(codestream):
            raise ValueError("the boxes of its JP2 header lead nowhere")
        return Frame(_decoded(syntax, layout, encapsulate([codestream]), 0, 1), layout.stored, cut)
    except Exception:
        if cut:
            raise UnreadableRadiograph("dicom_truncated_image", file=name) from None
        code = "dicom_damaged_image" if known else "dicom_compression_unsupported"
        raise UnreadableRadiograph(code, file=name, syntax=syntax.name) from None


def _is_known(syntax: UID) -> bool:
    """Whether pydicom supports the compression. Raises DecoderMissing when no decoder for it is installed."""
    try:
        decoder = get_decoder(syntax)
    except NotImplementedError:  # raised by pydicom for an unknown transfer syntax
        return False
    if not decoder.is_available:
        raise DecoderMissing(syntax.name)
    return True


def _run_length_frame(codestream: bytes, layout: Layout) -> Frame:
    # A run takes two bytes at least, so that no honest encoder needs more than twice the image.
    if len(codestream) > layout.frame_bits // 8 * 2 + 4096:
        raise LimitExceeded("dicom_run_length_too_long")
    decoded, complete = decode_run_length(
        codestream,
        pixels=layout.rows * layout.columns,
        samples=layout.samples,
        bytes_per_sample=math.ceil(layout.allocated / 8),
    )
    pixels = _decoded(ExplicitVRLittleEndian, replace(layout, planar=1), decoded.tobytes(), 0, 1)
    return Frame(pixels, layout.stored, truncated=not complete)


def _decoded(syntax: UID, layout: Layout, value: bytes, index: int, frames: int) -> Array:
    options: dict[str, Any] = {
        "rows": layout.rows,
        "columns": layout.columns,
        "samples_per_pixel": layout.samples,
        "photometric_interpretation": layout.photometric,
        "bits_allocated": layout.allocated,
        "bits_stored": layout.stored,
        "pixel_representation": int(layout.signed),
        "planar_configuration": layout.planar,
        "number_of_frames": frames,
        "pixel_keyword": "PixelData",
        "pixel_vr": "OB" if layout.allocated <= 8 else "OW",
        "correct_unused_bits": False,
    }
    if len(value) % 2 and not syntax.is_encapsulated:
        value += b"\0"
    decoder = get_decoder(syntax)
    # libjpeg-turbo, in Pillow, is the sturdier of two decoders for the one kind of JPEG that both know.
    plugin = "pillow" if syntax == JPEGBaseline8Bit else ""
    array, _ = decoder.as_array(value, index=index, decoding_plugin=plugin, **options)
    return array


def _fragments(value: memoryview) -> tuple[bytes, bool]:
    """Encapsulated pixel data, well-formed to its end, and whether the file ended before it did."""
    place, count = 0, 0
    while place + 8 <= len(value):
        tag, length = bytes(value[place : place + 4]), struct.unpack("<I", value[place + 4 : place + 8])[0]
        if tag == _DELIMITER[:4]:
            return bytes(value[:place]) + _DELIMITER, False
        if tag != _ITEM:
            break
        count += 1
        if count > limits.MAX_READS:
            raise LimitExceeded("dicom_too_many_fragments", most=limits.MAX_READS)
        if place + 8 + length > len(value):
            rest = bytes(value[place + 8 :])
            rest += b"\0" * (len(rest) % 2)
            return bytes(value[:place]) + _ITEM + struct.pack("<I", len(rest)) + rest + _DELIMITER, True
        place += 8 + length
    return bytes(value[:place]) + _DELIMITER, True


def _checked_against_codestream(codestream: bytes, layout: Layout, name: str) -> Layout:
    """The layout with the codestream's precision.

    Decoders trust the codestream, not the data set: a small image may not hide a giant one.
    """
    header = codestream_header(codestream)
    if header is None:
        return layout
    check_size(header.columns, header.rows, header.samples * math.ceil(header.precision / 8))
    if (header.rows or layout.rows, header.columns, header.samples) != (
        layout.rows,
        layout.columns,
        layout.samples,
    ):
        raise UnreadableRadiograph(
            "dicom_size_contradicts",
            file=name,
            width=layout.columns,
            height=layout.rows,
            coded_width=header.columns,
            coded_height=header.rows,
        )
    if header.precision > layout.stored:
        return replace(layout, stored=min(header.precision, layout.allocated))
    return layout


def _stored_bits(frame: Frame, layout: Layout, *, right_aligned: bool) -> Frame:
    """Values without the bits around them (PS3.5, 8.1.1), sign-extended, in the type that fits.

    Compressed images have no bits around their values, wherever the data set says that the high bit is.
    """
    array = frame.pixels.astype(frame.pixels.dtype.newbyteorder("="), copy=False)
    width, stored = array.dtype.itemsize * 8, frame.stored
    unsigned = array.view(f"u{array.dtype.itemsize}")
    shift = 0 if right_aligned else layout.high_bit + 1 - stored
    notes = frame.notes
    if stored < width and not (right_aligned and not layout.signed):
        if shift:
            unsigned = unsigned >> shift
        mask = unsigned.dtype.type(2**stored - 1)
        if not layout.signed and np.any(unsigned > mask):
            notes += (message("dicom_bits_removed", stored=stored),)
        unsigned = unsigned & mask
        if layout.signed:
            sign = unsigned.dtype.type(2 ** (stored - 1))
            signed = (unsigned ^ sign).view(f"i{array.dtype.itemsize}") - sign.astype(
                f"i{array.dtype.itemsize}"
            )
            return replace(frame, pixels=_narrow(signed))
    if layout.signed:
        unsigned = unsigned.view(f"i{array.dtype.itemsize}")
    return replace(frame, pixels=_narrow(unsigned), notes=notes)


def _narrow(array: Array) -> Array:
    """64-bit integers, which `Radiograph` does not hold, as 32-bit ones, or as float when they are larger."""
    if array.dtype.itemsize < 8:
        return array
    kind = np.dtype(f"{array.dtype.kind}4")
    bounds = np.iinfo(kind)
    fits = bounds.min <= int(array.min()) and int(array.max()) <= bounds.max
    return array.astype(kind if fits else np.float32)


def grey_of_colours(frame: Frame, layout: Layout, ds: Dataset) -> Luminance:
    """Colour pixels as grey, and whether they are coloured."""
    array, depth = frame.pixels, frame.stored
    if layout.photometric == "PALETTE COLOR":
        array = apply_color_lut(array, ds)
        depth = array.dtype.itemsize * 8
    if array.dtype.itemsize > 1:
        array = array >> max(depth - 8, 0)
    return luminance(Image.fromarray(np.ascontiguousarray(array[..., :3].astype(np.uint8))))
