"""The compressions of TIFF: their names, and decoders for those that Pillow lacks."""

import lzma
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging import tiff_directories as tags
from xray_desktop.imaging.codestream import codestream_header
from xray_desktop.imaging.limits import DecoderMissing
from xray_desktop.imaging.tiff_directories import TiffPage

Array = npt.NDArray[Any]

_NONE, _LZW, _JPEG, _DEFLATE, _PACK_BITS, _OLD_DEFLATE = 1, 5, 7, 8, 32773, 32946
_LERC, _LZMA, _ZSTD, _OLD_ZSTD = 34887, 34925, 50000, 34926
_JPEG_2000 = frozenset({33003, 33004, 33005, 34712})

FRAMED = frozenset({_LERC, *_JPEG_2000, _JPEG})
"""Compressions whose data states its own size and type."""

DECODED_HERE = FRAMED | {_NONE, _LZW, _DEFLATE, _PACK_BITS, _OLD_DEFLATE, _LZMA, _ZSTD, _OLD_ZSTD}

NAMES = {
    1: "uncompressed",
    2: "CCITT RLE",
    3: "CCITT Group 3",
    4: "CCITT Group 4",
    5: "LZW",
    6: "old-style JPEG",
    7: "JPEG",
    8: "Deflate",
    9: "JBIG",
    10: "JBIG",
    22610: "JPEG XR",
    32766: "NeXT",
    32771: "CCITT RLE/W",
    32773: "PackBits",
    32809: "ThunderScan",
    32895: "IT8",
    32896: "IT8",
    32897: "IT8",
    32898: "IT8",
    32908: "PixarFilm",
    32909: "PixarLog",
    32946: "Deflate",
    32947: "Kodak DCS",
    33003: "JPEG 2000",
    33004: "JPEG 2000",
    33005: "JPEG 2000",
    34661: "JBIG",
    34676: "SGI LogLuv",
    34677: "SGI LogLuv",
    34712: "JPEG 2000",
    34887: "LERC",
    34892: "JPEG",
    34925: "LZMA",
    34926: "Zstandard",
    34927: "WebP",
    34933: "PNG",
    34934: "JPEG XR",
    48124: "JetRaw",
    50000: "Zstandard",
    50001: "WebP",
    50002: "JPEG XL",
    52546: "JPEG XL",
    65000: "Kodak",
    65535: "Pentax",
}
"""Names of the compressions by the value of their tag."""


def compression_name(compression: int) -> str:
    """The name of a compression, or its number when it has none."""
    return NAMES.get(compression, str(compression))


def decompressed(compression: int, content: bytes, most: int) -> bytes:
    """The bytes of a strip or tile, at most `most`; fewer when the data ends too early."""
    if compression == _NONE:
        return content
    if compression in (_DEFLATE, _OLD_DEFLATE):
        return zlib.decompressobj().decompress(content, most)
    if compression == _LZMA:
        return lzma.LZMADecompressor().decompress(content, most)
    codecs = _codecs(compression)
    if compression == _LZW:
        return bytes(codecs.lzw_decode(content, out=most))
    if compression == _PACK_BITS:
        return bytes(codecs.packbits_decode(content, out=most))
    return bytes(codecs.zstd_decode(content, out=most))


def decoded_image(page: TiffPage, content: bytes, shape: tuple[int, int, int], dtype: np.dtype[Any]) -> Array:
    """A strip or tile that is an image in a format of its own, as (rows, columns, samples).

    Raises ValueError when it has another size than the page states.
    """
    compression = page.value(tags.COMPRESSION, 1)
    codecs = _codecs(compression)
    rows, columns, samples = shape
    if compression == _LERC:
        content = _unwrapped(page, content, rows * columns * samples * dtype.itemsize)
        out = np.zeros((rows, columns) if samples == 1 else shape, dtype)
        return np.asarray(codecs.lerc_decode(content, out=out)).reshape(shape)
    tables = page.content(tags.JPEG_TABLES)
    header = codestream_header(content)
    if header is None or header.columns > columns or header.rows > rows or header.samples != samples:
        raise ValueError("another size than declared")
    if compression == _JPEG:
        space = "rgb" if samples == 3 else None
        coded = "ycbcr" if page.value(tags.PHOTOMETRIC) == 6 else space
        decoded = codecs.jpeg8_decode(content, tables=tables or None, colorspace=coded, outcolorspace=space)
    else:
        decoded = codecs.jpeg2k_decode(content)
    image = np.zeros(shape, dtype)
    decoded = np.asarray(decoded).reshape(header.rows, header.columns, samples)
    image[: header.rows, : header.columns] = decoded
    return image


def _unwrapped(page: TiffPage, content: bytes, most: int) -> bytes:
    """LERC data without the second compression that the LercParameters tag may name."""
    parameters = page.values(tags.LERC_PARAMETERS)
    further = int(parameters[1]) if len(parameters) > 1 else 0
    room = most + 2**16
    if further == 1:
        return zlib.decompressobj().decompress(content, room)
    if further == 2:
        return bytes(_codecs(_ZSTD).zstd_decode(content, out=room))
    return content


def _codecs(compression: int) -> Any:
    try:
        import imagecodecs
    except ImportError:
        raise DecoderMissing(f"TIFF, {compression_name(compression)}") from None
    return imagecodecs
