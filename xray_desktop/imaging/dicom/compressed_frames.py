"""One frame of a DICOM file that is a JPEG, JPEG-LS or JPEG 2000 codestream.

The codestream is believed before the data set in what it declares itself: kind, depth, planar order. Where
they contradict each other about the picture, it is shown and gets no prediction.
"""

import io
import math
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.encaps import encapsulate
from pydicom.pixels import convert_color_space, get_decoder
from pydicom.uid import (
    HTJ2K,
    UID,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000TransferSyntaxes,
    JPEGBaseline8Bit,
    JPEGLSTransferSyntaxes,
    JPEGTransferSyntaxes,
)

from xray_desktop.imaging.codestream import (
    END_OF_IMAGE,
    CodestreamHeader,
    codestream_header,
    has_codestream_box,
)
from xray_desktop.imaging.codestream_decoding import (
    codestream_kind,
    decode_codestream,
    jpeg_end,
    with_size,
)
from xray_desktop.imaging.dicom.frame import Frame, sign_extended
from xray_desktop.imaging.dicom.layout import Layout
from xray_desktop.imaging.limits import DecoderMissing, check_size
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.messages import Message, message

Array = npt.NDArray[Any]

_SUPPORTED = frozenset(
    {
        *JPEGTransferSyntaxes,
        *JPEGLSTransferSyntaxes,
        *JPEG2000TransferSyntaxes,
        *(HTJ2K, HTJ2KLossless, HTJ2KLosslessRPCL),
    }
)
_CODING_STYLE = b"\xff\x52"


def decode_compressed_frame(
    codestream: bytes, syntax: UID, layout: Layout, name: str, *, cut: bool = False
) -> Frame:
    """Decodes a codestream, whatever the transfer syntax says about its kind.

    Args:
        cut: the file ends before its pixel data does.

    Raises UnreadableRadiograph, LimitExceeded and DecoderMissing.
    """
    header = codestream_header(codestream)
    if header is None:
        raise UnreadableRadiograph(_code_without_header(syntax, cut), file=name, syntax=syntax.name)
    if codestream.startswith(b"\xff\xd8"):
        end = jpeg_end(codestream)
        codestream, cut = (codestream + END_OF_IMAGE, True) if end is None else (codestream[:end], False)
    codestream, header, reasons = _fitted_size(codestream, header, layout, name)
    try:
        if not has_codestream_box(codestream):
            raise ValueError("the boxes of its JP2 header lead nowhere")
        samples = _samples(codestream, header, layout)
        if samples.ndim != (3 if layout.samples == 3 else 2) or 0 in samples.shape:
            raise ValueError(f"decoded to the shape {samples.shape}")
    except (DecoderMissing, MemoryError):
        raise
    except Exception:
        code = "dicom_truncated_image" if cut else "dicom_damaged_image"
        raise UnreadableRadiograph(code, file=name, syntax=syntax.name) from None
    notes = () if syntax.is_encapsulated else (message("dicom_syntax_corrected", syntax=syntax.name),)
    if reasons:
        samples = _smoother(samples, samples.reshape(layout.rows, layout.columns, *samples.shape[2:]))
    frame = Frame(samples, layout.stored, cut, notes, reasons)
    return frame if samples.ndim == 3 else _values(frame, header, layout)


def _code_without_header(syntax: UID, cut: bool) -> str:
    if not syntax.is_encapsulated:
        return "dicom_syntax_contradicts"
    if syntax not in _SUPPORTED:
        return "dicom_compression_unsupported"
    return "dicom_truncated_image" if cut else "dicom_damaged_image"


def _fitted_size(
    codestream: bytes, header: CodestreamHeader, layout: Layout, name: str
) -> tuple[bytes, CodestreamHeader, tuple[Message, ...]]:
    """Codestream and header with a size that fits the data set's, and a reason when it had to be guessed.

    Decoders trust the codestream, not the data set: a small image may not hide a giant one.
    """
    check_size(header.columns, header.rows or layout.rows, header.samples * math.ceil(header.precision / 8))
    size = (layout.rows, layout.columns)
    if header.samples == layout.samples:
        if (header.rows, header.columns) == size:
            return codestream, header, ()
        if header.rows == 0 and header.columns == layout.columns:  # its height follows in a DNL segment
            return with_size(codestream, *size), replace(header, rows=layout.rows), ()
        if (header.columns, header.rows) == size:
            reason = message("dicom_size_swapped", width=layout.columns, height=layout.rows)
            return codestream, header, (reason,)
    raise UnreadableRadiograph(
        "dicom_size_contradicts",
        file=name,
        width=layout.columns,
        height=layout.rows,
        coded_width=header.columns,
        coded_height=header.rows,
    )


def _samples(codestream: bytes, header: CodestreamHeader, layout: Layout) -> Array:
    """(rows, columns), or (rows, columns, 3) as RGB."""
    kind = codestream_kind(codestream)
    if kind == "JPEG" and header.precision == 8 and not header.lossless:
        if header.samples == 1:
            return np.asarray(Image.open(io.BytesIO(codestream), formats=("JPEG",)).convert("L"))
        return _baseline_colours(codestream, layout)
    samples = decode_codestream(codestream, header)
    if header.samples == 1:
        return samples.reshape(samples.shape[:2])
    converted = kind == "JPEG 2000" and _has_component_transform(codestream)
    if converted or not layout.photometric.startswith("YBR"):
        return samples
    if samples.dtype != np.uint8:
        return np.repeat(samples[..., :1], 3, axis=2)  # the luminance
    return np.asarray(convert_color_space(samples, "YBR_FULL", "RGB"))


def _baseline_colours(codestream: bytes, layout: Layout) -> Array:
    """By Pillow, through pydicom, which knows when libjpeg converts the colours itself."""
    options: dict[str, Any] = {
        "rows": layout.rows,
        "columns": layout.columns,
        "samples_per_pixel": 3,
        "photometric_interpretation": layout.photometric,
        "bits_allocated": 8,
        "bits_stored": 8,
        "pixel_representation": 0,
        "planar_configuration": 0,
        "number_of_frames": 1,
        "pixel_keyword": "PixelData",
        "pixel_vr": "OB",
    }
    decoder = get_decoder(JPEGBaseline8Bit)
    array, _ = decoder.as_array(encapsulate([codestream]), index=0, decoding_plugin="pillow", **options)
    return np.asarray(array)


def _has_component_transform(codestream: bytes) -> bool:
    """Whether a JPEG 2000 codestream declares the multiple component transform (ISO/IEC 15444-1, A.6.1)."""
    style = codestream.find(_CODING_STYLE)
    return 0 <= style < len(codestream) - 8 and codestream[style + 8] == 1


def _smoother(first: Array, second: Array) -> Array:
    """Of two arrangements of the same samples the one whose rows differ less from one another."""

    def roughness(samples: Array) -> float:
        return float(np.abs(np.diff(samples.astype(np.float32), axis=0)).mean())

    return min(first, second, key=roughness)


def _values(frame: Frame, header: CodestreamHeader, layout: Layout) -> Frame:
    """Grey samples with the sign that the data set declares, and the bits that hold them.

    Encoders often declare more bits than the data set's Bits Stored; what counts is whether values need them.
    A codestream has no bits around its values, wherever the data set says that the high bit is.
    """
    samples, stored = frame.pixels, layout.stored
    if samples.dtype.kind == "i":  # JPEG 2000 knows signed samples
        stored = max(stored, header.precision)
        if layout.signed or int(samples.min()) >= 0:
            return replace(frame, stored=stored)
        reasons = (*frame.exclusion_reasons, message("dicom_sign_contradicts"))
        return replace(frame, stored=stored, exclusion_reasons=reasons)
    highest = int(samples.max())
    if highest < 2**stored:
        pixels = sign_extended(samples, stored) if layout.signed else samples
        return replace(frame, pixels=pixels)
    if layout.signed:
        return replace(frame, pixels=sign_extended(samples, header.precision), stored=header.precision)
    reasons = (
        *frame.exclusion_reasons,
        message("dicom_bits_beyond", stored=stored, found=highest.bit_length()),
    )
    return replace(frame, stored=header.precision, exclusion_reasons=reasons)
