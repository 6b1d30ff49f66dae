"""Pixels of the TIFF files that Pillow does not read, or not at their full depth.

Deep colour, grey with alpha, signed and packed values, half and double floats, big-endian BigTIFF, LERC,
JPEG 2000, Zstandard, LZMA.
"""

import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.imaging import limits
from xray_desktop.imaging import tiff_directories as tags
from xray_desktop.imaging.limits import DecoderMissing, LimitExceeded, check_size
from xray_desktop.imaging.tiff_compression import DECODED_HERE, FRAMED, decoded_image, decompressed
from xray_desktop.imaging.tiff_directories import TiffPage

Array = npt.NDArray[Any]

WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, YCBCR = 0, 1, 2, 6
_UNSIGNED, _SIGNED, _FLOAT, _UNDEFINED = 1, 2, 3, 4
_PILLOW_COMPRESSIONS = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 32771, 32773, 32946, 50001})
_KINDS = {_UNSIGNED: "u", _SIGNED: "i", _FLOAT: "f", _UNDEFINED: "u"}
_HORIZONTAL, _FLOATING = 2, 3
_BLOCK = 1 << 20
_REVERSED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


@dataclass(frozen=True, eq=False)
class TiffSamples:
    """The decoded samples of a page.

    Attributes:
        samples: (rows, columns) or (rows, columns, samples); unsigned or signed integers or float32.
        damage: "" or the code of what is wrong with the data: "truncated", "damaged".
    """

    samples: Array
    damage: str


def pillow_reads(page: TiffPage) -> bool:
    """Whether Pillow decodes every value of a page correctly, as far as it decodes the page at all."""
    bits, kind = _bits(page), page.value(tags.SAMPLE_FORMAT, _UNSIGNED)
    if (page.big and page.order == ">") or page.value(tags.COMPRESSION, 1) not in _PILLOW_COMPRESSIONS:
        return False
    if bits <= 8:
        return kind != _SIGNED
    if page.value(tags.SAMPLES, 1) > 1:
        return False
    return (bits, kind) in ((16, _UNSIGNED), (16, _SIGNED), (32, _UNSIGNED), (32, _SIGNED), (32, _FLOAT))


def reads(page: TiffPage) -> bool:
    """Whether `decode_page` knows this kind of page."""
    bits, kind = _bits(page), page.value(tags.SAMPLE_FORMAT, _UNSIGNED)
    compression = page.value(tags.COMPRESSION, 1)
    samples = page.value(tags.SAMPLES, 1)
    photometric = page.value(tags.PHOTOMETRIC, BLACK_IS_ZERO)
    least = 3 if photometric in (RGB, YCBCR) else 1
    known = photometric in (WHITE_IS_ZERO, BLACK_IS_ZERO, RGB) or (
        photometric == YCBCR and compression in FRAMED
    )
    depths = (16, 32, 64) if kind == _FLOAT else (*range(1, 17), 24, 32, 64)
    predictor = page.value(tags.PREDICTOR, 1)
    return (
        known
        and compression in DECODED_HERE
        and least <= samples <= least + 1
        and len(set(page.values(tags.BITS))) <= 1
        and kind in _KINDS
        and bits in depths
        and (predictor == 1 or bits in (8, 16, 32, 64))
    )


def decode_page(page: TiffPage) -> TiffSamples:
    """Decodes a page for which `reads` is true.

    Raises LimitExceeded, DecoderMissing, and ValueError when nothing of the image can be decoded.
    """
    width, height = page.width, page.height
    samples = page.value(tags.SAMPLES, 1)
    dtype = _dtype(page)
    check_size(width, height, samples * dtype.itemsize)
    tiled = tags.TILE_OFFSETS in page.entries
    rows, columns = page.value(tags.ROWS_PER_STRIP, height) or height, width
    if tiled:
        rows, columns = page.value(tags.TILE_HEIGHT), page.value(tags.TILE_WIDTH)
        check_size(columns, rows, samples * dtype.itemsize)
    rows = rows if tiled else min(rows, height)
    planar = page.value(tags.PLANAR, 1) == 2 and samples > 1
    down, across = -(-height // max(rows, 1)), -(-width // max(columns, 1))
    chunks = down * across * (samples if planar else 1)
    if 0 in (width, height, rows, columns):
        raise ValueError("no pixels")
    if chunks > limits.MAX_READS:
        raise LimitExceeded("too_many_parts", most=limits.MAX_READS)
    offsets = page.values(tags.TILE_OFFSETS if tiled else tags.STRIP_OFFSETS)
    counts = page.values(tags.TILE_BYTES if tiled else tags.STRIP_BYTES)
    image = np.zeros((height, width, samples), dtype)
    damage, decoded = "", 0
    deadline = time.thread_time() + limits.MAX_DECODING_SECONDS
    for index in range(chunks):
        if time.thread_time() > deadline:
            raise LimitExceeded("reading_too_slow")
        plane, position = divmod(index, down * across)
        top, left = position // across * rows, position % across * columns
        shape = (rows if tiled else min(rows, height - top), columns, 1 if planar else samples)
        part = slice(plane, plane + 1) if planar else slice(None)
        try:
            start, count = int(offsets[index]), int(counts[index]) if counts else len(page.data)
            content = page.data[start : start + count]
            if len(content) < count and counts:
                damage = damage or "truncated"
            pixels, whole = _chunk(page, content, shape, dtype)
        except (LimitExceeded, DecoderMissing, MemoryError):
            raise
        except Exception:
            damage = damage or "damaged"
            continue
        decoded += 1
        if not whole:
            damage = damage or "truncated"
        pixels = pixels[: height - top, : width - left]
        image[top : top + len(pixels), left : left + columns, part] = pixels
    if not decoded:
        raise ValueError("nothing decoded")
    return TiffSamples(_usual(image[..., 0] if samples == 1 else image), damage)


def _bits(page: TiffPage) -> int:
    return page.value(tags.BITS, 1)


def _dtype(page: TiffPage) -> np.dtype[Any]:
    """The type, in this machine's byte order, that holds a sample."""
    bits = _bits(page)
    size = next(size for size in (1, 2, 4, 8) if bits <= 8 * size)
    return np.dtype(f"{_KINDS[page.value(tags.SAMPLE_FORMAT, _UNSIGNED)]}{size}")


def _chunk(
    page: TiffPage, content: bytes, shape: tuple[int, int, int], dtype: np.dtype[Any]
) -> tuple[Array, bool]:
    """A strip or tile as (rows, columns, samples), and whether its data was complete."""
    compression = page.value(tags.COMPRESSION, 1)
    if compression in FRAMED:
        return decoded_image(page, content, shape, dtype), True
    rows, columns, samples = shape
    bits = _bits(page)
    row_bytes = math.ceil(columns * samples * bits / 8)
    if page.value(tags.FILL_ORDER, 1) == 2:
        content = content.translate(_REVERSED)
    # The last strip may be padded to the rows of the others.
    room = row_bytes * max(rows, min(page.value(tags.ROWS_PER_STRIP, rows), page.height))
    raw = decompressed(compression, content, room)[: rows * row_bytes]
    if not raw:
        raise ValueError("an empty strip")
    whole = len(raw) == rows * row_bytes
    # Only the rows that are there: a small file may declare a giant strip.
    rows = -(-len(raw) // row_bytes)
    shape = (rows, columns, samples)
    lines = np.frombuffer(raw.ljust(rows * row_bytes, b"\0"), np.uint8).reshape(rows, row_bytes)
    predictor = page.value(tags.PREDICTOR, 1)
    if predictor == _FLOATING and dtype.kind == "f":
        return _floating(lines, shape, dtype), whole
    pixels = _unpacked(lines, page, shape, dtype)
    if predictor == _HORIZONTAL:
        unsigned = pixels.view(f"u{dtype.itemsize}")
        pixels = np.cumsum(unsigned, axis=1, dtype=unsigned.dtype).view(dtype)
    return pixels, whole


def _unpacked(lines: Array, page: TiffPage, shape: tuple[int, int, int], dtype: np.dtype[Any]) -> Array:
    """Rows of bytes as samples of `dtype`."""
    bits = _bits(page)
    rows, columns, samples = shape
    if bits == 8 * dtype.itemsize:
        return lines.view(np.dtype(f"{page.order}{dtype.kind}{dtype.itemsize}")).reshape(shape).astype(dtype)
    values = columns * samples
    pixels = np.empty((rows, values), f"u{dtype.itemsize}")
    if bits == 24:
        parts = lines.reshape(rows, values, 3).astype(np.uint32)
        first, last = (0, 2) if page.order == "<" else (2, 0)
        pixels[:] = parts[..., first] | parts[..., 1] << 8 | parts[..., last] << 16
    else:
        weights = (1 << np.arange(bits - 1, -1, -1)).astype(np.int32)
        step = max(1, _BLOCK // values)
        for top in range(0, rows, step):
            single = np.unpackbits(lines[top : top + step], axis=1, count=values * bits)
            pixels[top : top + step] = single.reshape(-1, values, bits) @ weights
    if dtype.kind == "i":
        spare = 8 * dtype.itemsize - bits
        pixels = (pixels << spare).view(dtype) >> spare
    return pixels.astype(dtype).reshape(shape)


def _floating(lines: Array, shape: tuple[int, int, int], dtype: np.dtype[Any]) -> Array:
    """Undoes the floating-point predictor (Adobe TIFF Technical Note 3)."""
    rows, columns, samples = shape
    size = dtype.itemsize
    differences = lines.reshape(rows, columns * size, samples)
    summed = np.cumsum(differences, axis=1, dtype=np.uint8).reshape(rows, size, columns * samples)
    in_order = np.ascontiguousarray(summed.transpose(0, 2, 1))
    return in_order.view(dtype.newbyteorder(">")).reshape(shape).astype(dtype)


def _usual(samples: Array) -> Array:
    """Floats as float32, integers of 64 bits as 32 where they fit."""
    if samples.dtype.kind == "f":
        with np.errstate(over="ignore"):
            return samples.astype(np.float32)
    if samples.dtype.itemsize == 8:
        kind = np.int32 if int(samples.min()) < 0 else np.uint32
        if int(samples.min()) < np.iinfo(kind).min or int(samples.max()) > np.iinfo(kind).max:
            return samples.astype(np.float32)
        return samples.astype(kind)
    return samples
