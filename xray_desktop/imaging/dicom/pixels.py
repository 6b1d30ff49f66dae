"""One frame of a DICOM file as an array: fragments, compressed images, packing, bits, signs, colour."""

import math
import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.pixels import apply_color_lut, get_decoder
from pydicom.uid import UID, ExplicitVRLittleEndian, JPEGBaseline8Bit, RLELossless

from xray_desktop.imaging import limits
from xray_desktop.imaging.colour import luminance
from xray_desktop.imaging.dicom.codestream import codestream_header
from xray_desktop.imaging.dicom.elements import integer, text
from xray_desktop.imaging.dicom.parsing import ParsedFile
from xray_desktop.imaging.dicom.run_length import decode_run_length
from xray_desktop.imaging.limits import LimitExceeded, check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph

Array = npt.NDArray[Any]

_ITEM = b"\xfe\xff\x00\xe0"
_END_OF_IMAGE = b"\xff\xd9"
_DELIMITER = b"\xfe\xff\xdd\xe0\x00\x00\x00\x00"
GREY = ("MONOCHROME1", "MONOCHROME2")
"""The photometric interpretations without colour."""


@dataclass
class Layout:
    """The Image Pixel module: how the values lie in the file. Sizes in pixels, depths in bits."""

    rows: int
    columns: int
    samples: int
    photometric: str
    allocated: int
    stored: int
    high_bit: int
    signed: bool
    planar: int
    frames: int
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def frame_bits(self) -> int:
        """Bits of one uncompressed frame in the file."""
        samples = 2 if self.photometric == "YBR_FULL_422" else self.samples
        return self.rows * self.columns * samples * self.allocated


def layout_of(ds: Dataset, name: str) -> Layout:
    """The layout of a file's pixels, checked; what had to be guessed stands in its doubts.

    Raises UnreadableRadiograph when the file contradicts itself, LimitExceeded when it is too large.
    """
    rows, columns = integer(ds, "Rows") or 0, integer(ds, "Columns") or 0
    if rows < 1 or columns < 1:
        raise UnreadableRadiograph(f"{name} does not say how many rows and columns its image has.")
    if min(rows, columns) < limits.MIN_EDGE:
        raise UnreadableRadiograph(f"{name} is only {columns} x {rows} pixels: too small to be a radiograph.")
    samples = integer(ds, "SamplesPerPixel") or 1
    photometric = " ".join(text(ds, "PhotometricInterpretation").upper().split())
    allocated = integer(ds, "BitsAllocated") or 0
    layout = Layout(
        rows=rows,
        columns=columns,
        samples=samples,
        photometric=photometric,
        allocated=allocated,
        stored=integer(ds, "BitsStored") or allocated,
        high_bit=-1,
        signed=integer(ds, "PixelRepresentation") == 1,
        planar=1 if integer(ds, "PlanarConfiguration") == 1 else 0,
        frames=max(integer(ds, "NumberOfFrames") or 1, 1),
    )
    if not photometric:
        layout.photometric = "RGB" if samples == 3 else "MONOCHROME2"
        layout.doubts.append("the file does not say whether low values are black or white")
    if samples not in (1, 3) or (layout.photometric in GREY and samples != 1):
        raise UnreadableRadiograph(
            f"{name} contradicts itself: {samples} samples a pixel in a {layout.photometric} image."
        )
    if allocated not in (1, 8, 16, 32, 64):
        raise UnreadableRadiograph(
            f"{name} stores a value in {allocated} bits, which is not read here (8, 16 and 32 are)."
        )
    if not 1 <= layout.stored <= allocated:
        layout.doubts.append(f"the file claims {layout.stored} bits in {allocated} allocated ones")
        layout.stored = allocated
    high_bit = integer(ds, "HighBit")
    layout.high_bit = layout.stored - 1 if high_bit is None else high_bit
    if not layout.stored - 1 <= layout.high_bit < allocated:
        layout.doubts.append(f"the file's highest bit ({high_bit}) does not fit its {layout.stored} bits")
        layout.high_bit = layout.stored - 1
    if layout.frames > limits.MAX_FRAMES:
        raise LimitExceeded(f"it holds {layout.frames:,} frames, more than {limits.MAX_FRAMES:,}")
    check_size(columns, rows, samples * math.ceil(allocated / 8))
    return layout


def decode_frame(parsed: ParsedFile, layout: Layout, frame: int, name: str) -> tuple[Array, bool]:
    """One frame's stored values, and whether its data is truncated.

    Greys come as (rows, columns) in the type that their bits and sign ask for, the bits above and below the
    stored ones taken off; colours as (rows, columns, 3), YBR already turned into RGB.
    """
    if parsed.keyword != "PixelData":
        return _float_frame(parsed, layout, frame)
    if parsed.encapsulated or parsed.transfer_syntax.is_compressed:
        array, truncated = _compressed_frame(parsed, layout, frame, name)
    else:
        array, truncated = _native_frame(parsed, layout, frame)
    if array.ndim == 2 and array.dtype.kind in "ui":
        array = _stored_bits(array, layout, right_aligned=parsed.transfer_syntax.is_compressed)
    return array, truncated


def _float_frame(parsed: ParsedFile, layout: Layout, frame: int) -> tuple[Array, bool]:
    order = "<" if parsed.transfer_syntax.is_little_endian else ">"
    kind = f"{order}f{4 if parsed.keyword == 'FloatPixelData' else 8}"
    size = layout.rows * layout.columns * np.dtype(kind).itemsize
    check_size(layout.columns, layout.rows, np.dtype(kind).itemsize)
    part = bytes(parsed.pixels[frame * size : (frame + 1) * size])
    values = np.frombuffer(part.ljust(size, b"\0"), kind).reshape(layout.rows, layout.columns)
    layout.stored = 32
    with np.errstate(over="ignore"):
        return values.astype(np.float32), len(part) < size


def _native_frame(parsed: ParsedFile, layout: Layout, frame: int) -> tuple[Array, bool]:
    bits = layout.frame_bits
    value = parsed.pixels
    if bits % 16 == 0:
        size = bits // 8
        part, place, frames = value[frame * size : (frame + 1) * size], 0, 1
    else:  # frames that share a byte or, in big-endian files, a word: pydicom finds its way with all of them
        size = math.ceil(bits * layout.frames / 8)
        if size > limits.MAX_FRAME_BYTES:
            raise LimitExceeded(f"its frames need more than {limits.MAX_FRAME_BYTES // 2**20} MB")
        part, place, frames = value[: size + size % 2], frame, layout.frames
    truncated = len(part) < size
    padded = bytes(part).ljust(size + size % 2, b"\0")
    return _decoded(parsed.transfer_syntax, layout, padded, place, frames), truncated


def _compressed_frame(parsed: ParsedFile, layout: Layout, frame: int, name: str) -> tuple[Array, bool]:
    syntax = parsed.transfer_syntax
    if not syntax.is_compressed or not parsed.encapsulated:
        raise UnreadableRadiograph(
            f"{name} contradicts itself: its pixels and its transfer syntax ({syntax.name}) do not fit."
        )
    fragments, truncated = _fragments(parsed.pixels)
    try:
        codestream = get_frame(fragments, frame, number_of_frames=layout.frames)
    except Exception:
        raise UnreadableRadiograph(f"{name} does not hold the data of frame {frame + 1}.") from None
    cut = truncated and frame == layout.frames - 1
    if codestream[:2] == b"\xff\xd8" and _END_OF_IMAGE not in codestream[-64:]:
        codestream, cut = codestream + _END_OF_IMAGE, True
    if syntax == RLELossless:
        return _run_length_frame(codestream, layout)
    _check_codestream(codestream, layout, name)
    try:
        return _decoded(syntax, layout, encapsulate([codestream]), 0, 1), cut
    except Exception:
        if cut:
            what = "is truncated: its image data ends too early. Copy it again"
        elif get_decoder(syntax).is_available:
            what = f"cannot be shown: its image ({syntax.name}) is damaged. Export it again, uncompressed"
        else:
            what = f"is compressed as {syntax.name}, which is not read here. Export it uncompressed"
        raise UnreadableRadiograph(f"{name} {what}.") from None


def _run_length_frame(codestream: bytes, layout: Layout) -> tuple[Array, bool]:
    # A run takes two bytes at least, so that no honest encoder needs more than twice the image.
    if len(codestream) > layout.frame_bits // 8 * 2 + 4096:
        raise LimitExceeded("its run-length data is far longer than the image it encodes")
    decoded, complete = decode_run_length(
        codestream,
        pixels=layout.rows * layout.columns,
        samples=layout.samples,
        bytes_per_sample=math.ceil(layout.allocated / 8),
    )
    layout.planar = 1
    return _decoded(ExplicitVRLittleEndian, layout, decoded.tobytes(), 0, 1), not complete


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
    if len(value) % 2 and not syntax.is_compressed:
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
            raise LimitExceeded(f"its pixel data lies in more than {limits.MAX_READS:,} fragments")
        if place + 8 + length > len(value):
            rest = bytes(value[place + 8 :])
            rest += b"\0" * (len(rest) % 2)
            return bytes(value[:place]) + _ITEM + struct.pack("<I", len(rest)) + rest + _DELIMITER, True
        place += 8 + length
    return bytes(value[:place]) + _DELIMITER, True


def _check_codestream(codestream: bytes, layout: Layout, name: str) -> None:
    """Decoders believe the codestream, not the data set: a small image may not hide a giant one."""
    header = codestream_header(codestream)
    if header is None:
        return
    check_size(header.columns, header.rows, header.samples * math.ceil(header.precision / 8))
    if (header.rows or layout.rows, header.columns, header.samples) != (
        layout.rows,
        layout.columns,
        layout.samples,
    ):
        raise UnreadableRadiograph(
            f"{name} contradicts itself: {layout.columns} x {layout.rows} pixels are declared, "
            f"but its compressed image has {header.columns} x {header.rows}."
        )
    if header.precision > layout.stored:
        layout.stored = min(header.precision, layout.allocated)


def _stored_bits(array: Array, layout: Layout, *, right_aligned: bool) -> Array:
    """Values without the bits around them (PS3.5, 8.1.1), sign-extended, in the type that fits.

    Compressed images have no bits around their values, wherever the data set says that the high bit is.
    """
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    width = array.dtype.itemsize * 8
    unsigned = array.view(f"u{array.dtype.itemsize}")
    shift = 0 if right_aligned else layout.high_bit + 1 - layout.stored
    if layout.stored < width and not (right_aligned and not layout.signed):
        if shift:
            unsigned = unsigned >> shift
        mask = unsigned.dtype.type(2**layout.stored - 1)
        if not layout.signed and np.any(unsigned > mask):
            layout.notes.append(f"bits beyond the {layout.stored} that are stored were taken off")
        unsigned = unsigned & mask
        if layout.signed:
            sign = unsigned.dtype.type(2 ** (layout.stored - 1))
            return _narrow(
                (unsigned ^ sign).view(f"i{array.dtype.itemsize}") - sign.astype(f"i{array.dtype.itemsize}")
            )
    if layout.signed:
        return _narrow(unsigned.view(f"i{array.dtype.itemsize}"))
    return _narrow(unsigned)


def _narrow(array: Array) -> Array:
    """64-bit integers, which `Radiograph` does not hold, as 32-bit ones, or as float when they are larger."""
    if array.dtype.itemsize < 8:
        return array
    kind = np.dtype(f"{array.dtype.kind}4")
    bounds = np.iinfo(kind)
    fits = bounds.min <= int(array.min()) and int(array.max()) <= bounds.max
    return array.astype(kind if fits else np.float32)


def grey_of_colours(array: Array, layout: Layout, ds: Dataset) -> tuple[Array, bool]:
    """Colour pixels as grey, uint8 (rows, columns), and whether they are really coloured."""
    depth = layout.stored
    if layout.photometric == "PALETTE COLOR":
        array = apply_color_lut(array, ds)
        depth = array.dtype.itemsize * 8
    if array.dtype.itemsize > 1:
        array = array >> max(depth - 8, 0)
    return luminance(Image.fromarray(np.ascontiguousarray(array[..., :3].astype(np.uint8))))
