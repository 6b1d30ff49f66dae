"""Headers of compressed images, parsed before any native decoder sees them."""

import struct
from dataclasses import dataclass

END_OF_IMAGE = b"\xff\xd9"
"""The marker that ends a JPEG codestream."""

_JPEG_FRAME_MARKERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC} | {0xF7})
_JPEG_LOSSLESS = frozenset({0xC3, 0xC7, 0xCB, 0xCF})
_JPEG_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_START_OF_SCAN = 0xDA
_JP2_SIGNATURE = b"\0\0\0\x0cjP  "
_MOST_BOXES = 1000


@dataclass(frozen=True)
class CodestreamHeader:
    """What a JPEG, JPEG-LS or JPEG 2000 codestream declares; `lossless` is set for JPEG proper only."""

    rows: int
    columns: int
    samples: int
    precision: int
    lossless: bool = False


def codestream_header(data: bytes) -> CodestreamHeader | None:
    """The header of a JPEG, JPEG-LS or JPEG 2000 codestream; None for other data or without a frame
    header.
    """
    try:
        if data[:4] == b"\xff\x4f\xff\x51":
            return _jpeg_2000(data)
        if data[4:8] == b"jP  ":
            start = data.find(b"\xff\x4f\xff\x51", 0, 4096)
            return _jpeg_2000(data[start:]) if start >= 0 else None
        if data[:2] == b"\xff\xd8":
            return _jpeg(data)
    except (struct.error, IndexError):
        return None
    return None


def has_codestream_box(data: bytes) -> bool:
    """Whether the boxes of a JP2 file (ISO/IEC 15444-1, I.4) lead to its codestream; True for other data.

    pydicom walks from box to box by their lengths, and never ends at a box of length 0.
    """
    if not data.startswith(_JP2_SIGNATURE):
        return True
    offset = len(_JP2_SIGNATURE) + 4
    for _ in range(_MOST_BOXES):
        length = int.from_bytes(data[offset : offset + 4], "big")
        if data[offset + 4 : offset + 8] == b"jp2c":
            return True
        if length < 8:
            return False
        offset += length
    return False


def _jpeg_2000(data: bytes) -> CodestreamHeader:
    # ISO/IEC 15444-1 A.5.1: Lsiz, Rsiz, Xsiz, Ysiz, XOsiz, YOsiz, four of the tiles, Csiz, Ssiz
    right, bottom, left, top = struct.unpack(">4I", data[8:24])
    samples, depth = struct.unpack(">HB", data[40:43])
    return CodestreamHeader(bottom - top, right - left, samples, (depth & 0x7F) + 1)


def _jpeg(data: bytes) -> CodestreamHeader | None:
    offset = 2
    while offset + 4 <= len(data):
        if data[offset] != 0xFF:
            return None
        marker = data[offset + 1]
        if marker == 0xFF or marker in _JPEG_STANDALONE:
            offset += 1 if marker == 0xFF else 2
            continue
        if marker in _JPEG_FRAME_MARKERS:
            precision, rows, columns, samples = struct.unpack(">BHHB", data[offset + 4 : offset + 10])
            return CodestreamHeader(rows, columns, samples, precision, lossless=marker in _JPEG_LOSSLESS)
        if marker == _START_OF_SCAN:
            return None
        offset += 2 + struct.unpack(">H", data[offset + 2 : offset + 4])[0]
    return None
