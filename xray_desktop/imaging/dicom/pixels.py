"""One frame of a DICOM file as an array: native, run-length encoded, or a codestream; its bits and its
sign.
"""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.pixels import get_decoder
from pydicom.uid import (
    UID,
    ExplicitVRLittleEndian,
    RLELossless,
)

from xray_desktop.imaging import limits
from xray_desktop.imaging.codestream import codestream_header
from xray_desktop.imaging.dicom.compressed_frames import decode_compressed_frame
from xray_desktop.imaging.dicom.elements import integer
from xray_desktop.imaging.dicom.fragments import frame_data, split_fragments
from xray_desktop.imaging.dicom.frame import Frame, sign_extended
from xray_desktop.imaging.dicom.layout import GREY, Layout
from xray_desktop.imaging.dicom.parsing import OVERLAY_BIT_POSITIONS, ParsedFile
from xray_desktop.imaging.dicom.run_length import decode_run_length
from xray_desktop.imaging.limits import LimitExceeded, check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.messages import message

Array = npt.NDArray[Any]

_ENCAPSULATED_UNCOMPRESSED = UID("1.2.840.10008.1.2.1.98")
_SWAPPED_ROUGHNESS = 4.0
"""By how much neighbouring values must differ more as they are than with their bytes swapped."""
_ROWS_LOOKED_AT = 64

_NEWER_SYNTAXES = {
    "1.2.840.10008.1.2.8.1": "Deflated Image Frame Compression",
    "1.2.840.10008.1.2.4.110": "JPEG XL Lossless",
    "1.2.840.10008.1.2.4.111": "JPEG XL JPEG Recompression",
    "1.2.840.10008.1.2.4.112": "JPEG XL",
}
"""Transfer syntaxes of the standard that pydicom does not know yet."""


def decode_frame(parsed: ParsedFile, layout: Layout, frame: int, name: str) -> Frame:
    """Decodes one frame, counted from 0.

    Raises UnreadableRadiograph, LimitExceeded, DecoderMissing, and whatever the decoders raise.
    """
    if parsed.keyword != "PixelData":
        return _float_frame(parsed, layout, frame)
    syntax = parsed.transfer_syntax
    if syntax in _NEWER_SYNTAXES:
        raise UnreadableRadiograph("dicom_compression_unsupported", file=name, syntax=_NEWER_SYNTAXES[syntax])
    if not (syntax.is_transfer_syntax and syntax.name):
        raise UnreadableRadiograph("dicom_private_syntax", file=name, syntax=str(syntax))
    if parsed.encapsulated:
        return _encapsulated_frame(parsed, layout, frame, name)
    if syntax.is_encapsulated:
        return _unencapsulated_frame(parsed, layout, frame, name)
    decoded = _native_frame(parsed, layout, frame)
    return _stored_bits(decoded, layout, overlay_bits(parsed.dataset))


def _unencapsulated_frame(parsed: ParsedFile, layout: Layout, frame: int, name: str) -> Frame:
    """A compressed transfer syntax over pixel data that are no fragments: a bare codestream, or native."""
    syntax = parsed.transfer_syntax
    if layout.frames == 1 and codestream_header(bytes(parsed.pixels)) is not None:
        return decode_compressed_frame(bytes(parsed.pixels), syntax, layout, name, cut=parsed.truncated)
    size = math.ceil(layout.frame_bits * layout.frames / 8)
    if len(parsed.pixels) != size + size % 2:
        raise UnreadableRadiograph("dicom_syntax_contradicts", file=name, syntax=syntax.name)
    native = replace(parsed, transfer_syntax=ExplicitVRLittleEndian)
    decoded = _stored_bits(_native_frame(native, layout, frame), layout, overlay_bits(parsed.dataset))
    reason = message("dicom_native_pixels_assumed", syntax=syntax.name)
    return replace(decoded, exclusion_reasons=(*decoded.exclusion_reasons, reason))


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
    if layout.photometric in GREY and layout.allocated == 16 and not truncated:
        # Words as they are need no decoder, nor the copies that one makes.
        order = "<" if parsed.transfer_syntax.is_little_endian else ">"
        words = np.frombuffer(part, f"{order}{'i' if layout.signed else 'u'}2")
        # One frame is not to hold the memory of all.
        words = words.copy() if layout.frames > 1 else np.require(words, requirements="A")
        pixels = words.reshape(layout.rows, layout.columns)
    else:
        padded = bytes(part).ljust(size + size % 2, b"\0")
        vr = parsed.vr if parsed.vr in ("OB", "OW") else "OW"
        pixels = _unpacked(parsed.transfer_syntax, layout, padded, index, frames, vr)
    decoded = Frame(pixels, layout.stored, truncated)
    if layout.allocated == 16 and pixels.ndim == 2 and _looks_byte_swapped(pixels, layout):
        reason = (message("dicom_bytes_swapped"),)
        return replace(decoded, pixels=pixels.byteswap(), exclusion_reasons=reason)
    return decoded


def _looks_byte_swapped(pixels: Array, layout: Layout) -> bool:
    """Whether the values of an image (16 bits each) would be far smoother with their two bytes exchanged."""
    shift = layout.high_bit + 1 - layout.stored
    rows = pixels[:: max(1, len(pixels) // _ROWS_LOOKED_AT)]

    def stored_part(values: Array) -> Array:
        unsigned = values.astype(values.dtype.newbyteorder("="), copy=False).view(np.uint16) >> shift
        return sign_extended(unsigned, layout.stored) if layout.signed else unsigned & (2**layout.stored - 1)

    return _roughness(stored_part(rows)) > _SWAPPED_ROUGHNESS * _roughness(stored_part(rows.byteswap()))


def _roughness(pixels: Array) -> float:
    """Mean difference of neighbours in a row, of some of the rows."""
    rows = pixels[:: max(1, len(pixels) // _ROWS_LOOKED_AT)].astype(np.float32)
    return float(np.abs(np.diff(rows, axis=1)).mean()) if rows.shape[1] > 1 else 0.0


def _encapsulated_frame(parsed: ParsedFile, layout: Layout, frame: int, name: str) -> Frame:
    syntax = parsed.transfer_syntax
    fragments, truncated = split_fragments(parsed.pixels, delimited=parsed.delimited)
    truncated |= parsed.truncated
    try:
        data = frame_data(fragments, frame, layout.frames)
    except (ValueError, IndexError):
        raise UnreadableRadiograph("dicom_frame_missing", file=name, frame=frame + 1) from None
    if syntax == RLELossless:
        try:
            decoded = _run_length_frame(data, layout)
        except ValueError:
            raise UnreadableRadiograph("dicom_damaged_image", file=name, syntax=syntax.name) from None
    elif syntax == _ENCAPSULATED_UNCOMPRESSED:
        native = replace(
            parsed, pixels=memoryview(data), vr="OW" if layout.allocated > 8 else "OB", encapsulated=False
        )
        native = replace(native, transfer_syntax=ExplicitVRLittleEndian)
        decoded = _native_frame(native, replace(layout, frames=1), 0)
    else:
        # Imported here because these decoders take their time to load, and most files need none.
        cut = truncated and frame == layout.frames - 1
        return decode_compressed_frame(data, syntax, layout, name, cut=cut)
    return _stored_bits(decoded, layout, overlay_bits(parsed.dataset))


def _run_length_frame(encoded: bytes, layout: Layout) -> Frame:
    # A run takes two bytes at least, so that a valid encoder needs no more than twice the image.
    if len(encoded) > layout.frame_bits // 8 * 2 + 4096:
        raise LimitExceeded("dicom_run_length_too_long")
    decoded, complete = decode_run_length(
        encoded,
        pixels=layout.rows * layout.columns,
        samples=layout.samples,
        bytes_per_sample=math.ceil(layout.allocated / 8),
    )
    vr = "OB" if layout.allocated <= 8 else "OW"
    pixels = _unpacked(ExplicitVRLittleEndian, replace(layout, planar=1), decoded.tobytes(), 0, 1, vr)
    return Frame(pixels, layout.stored, truncated=not complete)


def _unpacked(syntax: UID, layout: Layout, value: bytes, index: int, frames: int, vr: str) -> Array:
    """One of the uncompressed frames in `value`, by pydicom; YBR converted to RGB."""
    if len(value) % 2:
        value += b"\0"
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
        "pixel_vr": "OW" if layout.allocated > 8 else vr,
        "correct_unused_bits": False,
    }
    array, _ = get_decoder(syntax).as_array(value, index=index, **options)
    return np.asarray(array)


def overlay_bits(ds: Dataset) -> int:
    """The bits of a pixel value, as a mask, that overlays occupy according to the data set."""
    mask = 0
    for tag in OVERLAY_BIT_POSITIONS:
        position = integer(ds, tag) if tag in ds else None
        if position is not None and 0 < position < 16:
            mask |= 1 << position
    return mask


def _stored_bits(frame: Frame, layout: Layout, overlays: int) -> Frame:
    """Values without the bits around them (PS3.5, 8.1.1), sign-extended, in the type that fits.

    Bits beyond the stored ones are removed when the data set declares them as overlays. Otherwise Bits Stored
    is wrong or the values are: what is smoother is shown, and no prediction is given.
    """
    if frame.pixels.ndim != 2 or frame.pixels.dtype.kind not in "ui":
        return frame
    array = frame.pixels.astype(frame.pixels.dtype.newbyteorder("="), copy=False)
    stored = frame.stored
    unsigned = array.view(f"u{array.dtype.itemsize}")
    shift = layout.high_bit + 1 - stored
    if shift:
        unsigned, overlays = unsigned >> shift, overlays >> shift
    if stored == array.dtype.itemsize * 8:
        return replace(frame, pixels=narrow(sign_extended(unsigned, stored) if layout.signed else unsigned))
    mask = unsigned.dtype.type(2**stored - 1)
    if not layout.signed and unsigned.max() <= mask:
        return replace(frame, pixels=narrow(unsigned))
    masked = sign_extended(unsigned, stored) if layout.signed else unsigned & mask
    whole = unsigned.view(masked.dtype)
    # The bits above signed values are copies of the sign, or zeros.
    beyond = (unsigned > mask) & (whole != masked)
    if not beyond.any():
        return replace(frame, pixels=narrow(masked))
    unexplained = unsigned & ~(mask | unsigned.dtype.type(overlays & int(np.iinfo(unsigned.dtype).max)))
    if overlays and not unexplained[beyond].any():
        notes = (*frame.notes, message("dicom_bits_removed", stored=stored))
        return replace(frame, pixels=narrow(masked), notes=notes)
    found = max(int(whole.max()).bit_length(), int(whole.min()).bit_length()) + int(layout.signed)
    reasons = (*frame.exclusion_reasons, message("dicom_bits_beyond", stored=stored, found=found))
    if _roughness(whole) < _roughness(masked):
        return replace(frame, pixels=narrow(whole), stored=found, exclusion_reasons=reasons)
    return replace(frame, pixels=narrow(masked), exclusion_reasons=reasons)


def narrow(array: Array) -> Array:
    """64-bit integers, which `Radiograph` does not hold, as 32-bit ones, or as float when they are larger."""
    if array.dtype.itemsize < 8:
        return array
    kind = np.dtype(f"{array.dtype.kind}4")
    bounds = np.iinfo(kind)
    fits = bounds.min <= int(array.min()) and int(array.max()) <= bounds.max
    return array.astype(kind if fits else np.float32)
