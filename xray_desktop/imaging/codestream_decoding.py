"""Decodes the JPEG, JPEG-LS and JPEG 2000 codestreams that DICOM files and old archives hold, at full depth.

By imagecodecs: libjpeg-turbo for JPEG of any process, CharLS for JPEG-LS, OpenJPEG for JPEG 2000 and HTJ2K.
"""

import struct
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging.codestream import END_OF_IMAGE, CodestreamHeader
from xray_desktop.imaging.limits import DecoderMissing

_START_OF_SCAN = 0xDA
_JPEG_LS_FRAME = 0xF7
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAME_MARKERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC} | {_JPEG_LS_FRAME})


def decode_codestream(
    codestream: bytes, header: CodestreamHeader, *, to_rgb: bool = False
) -> npt.NDArray[Any]:
    """The samples of a codestream as they were encoded: (rows, columns), or (rows, columns, samples).

    Without colour conversion for JPEG and JPEG-LS; the component transform of JPEG 2000 is undone. Lossless
    JPEG that relies on arithmetic modulo 65,536 (T.81, H.2.1) comes out within its precision.

    Args:
        to_rgb: convert the colours of a JPEG file to RGB from the colour space that its own markers imply.

    Raises DecoderMissing when the decoder is not installed, and what the decoder raises for damaged data.
    """
    try:
        import imagecodecs
    except ImportError:
        raise DecoderMissing(codestream_kind(codestream)) from None
    kind = codestream_kind(codestream)
    if kind == "JPEG 2000":
        return np.asarray(imagecodecs.jpeg2k_decode(codestream))
    if kind == "JPEG-LS":
        return np.asarray(imagecodecs.jpegls_decode(codestream))
    # The same colour space in and out: no conversion.
    space = "rgb" if header.samples == 3 else None
    coded = None if to_rgb else space
    samples = np.asarray(imagecodecs.jpeg8_decode(codestream, colorspace=coded, outcolorspace=space))
    if header.precision < 8 * samples.dtype.itemsize:
        samples &= samples.dtype.type(2**header.precision - 1)
    return samples


def codestream_kind(codestream: bytes) -> str:
    """The kind of a codestream: "JPEG", "JPEG-LS" or "JPEG 2000"."""
    if not codestream.startswith(b"\xff\xd8"):
        return "JPEG 2000"
    frame = frame_marker(codestream)
    return "JPEG-LS" if frame is not None and codestream[frame + 1] == _JPEG_LS_FRAME else "JPEG"


def frame_marker(codestream: bytes) -> int | None:
    """Where the frame header (SOF) of a JPEG or JPEG-LS codestream begins; None when it has none."""
    return _segments(codestream)[0]


def scan_marker(codestream: bytes) -> int | None:
    """Where the first scan header (SOS) of a JPEG or JPEG-LS codestream begins; None when it has none."""
    return _segments(codestream)[1]


def jpeg_end(codestream: bytes) -> int | None:
    """The length of a JPEG or JPEG-LS codestream up to and with its end marker; None when that is missing.

    What follows the marker is padding. An embedded preview's end marker is not taken for the image's.
    """
    scan = _segments(codestream)[1]
    if scan is None:
        return None
    # Within entropy-coded data a byte FF is never followed by D9 (T.81 B.1.1.5, T.87 A.1).
    end = codestream.find(END_OF_IMAGE, scan)
    return None if end < 0 else end + len(END_OF_IMAGE)


def with_size(codestream: bytes, rows: int, columns: int) -> bytes:
    """A JPEG or JPEG-LS codestream whose frame header declares another size."""
    frame = frame_marker(codestream)
    if frame is None:
        return codestream
    return codestream[: frame + 5] + struct.pack(">HH", rows, columns) + codestream[frame + 9 :]


def _segments(codestream: bytes) -> tuple[int | None, int | None]:
    """Where the frame header and the first scan header of a JPEG codestream begin."""
    offset, frame = 2, None
    while offset + 4 <= len(codestream) and codestream[offset] == 0xFF:
        marker = codestream[offset + 1]
        if marker == 0xFF or marker in _STANDALONE:
            offset += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAME_MARKERS and frame is None:
            frame = offset
        if marker == _START_OF_SCAN:
            return frame, offset
        offset += 2 + int.from_bytes(codestream[offset + 2 : offset + 4], "big")
    return frame, None
