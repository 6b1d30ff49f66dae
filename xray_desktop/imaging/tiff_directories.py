"""The directories of a TIFF, read within bounds before any library unpacks them."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from xray_desktop.imaging import limits
from xray_desktop.imaging.limits import LimitExceeded

_BYTES_ONLY = frozenset({1, 2, 6, 7})  # BYTE, ASCII, SBYTE, UNDEFINED: kept as bytes, at a byte each
_FORMATS = {
    1: "B",
    2: "B",
    3: "H",
    4: "I",
    6: "b",
    7: "B",
    8: "h",
    9: "i",
    11: "f",
    12: "d",
    13: "I",
    16: "Q",
    17: "q",
    18: "Q",
}

NEW_SUBFILE_TYPE, SUBFILE_TYPE = 254, 255
WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER = 256, 257, 258, 259, 262, 266
STRIP_OFFSETS, ORIENTATION, SAMPLES, ROWS_PER_STRIP, STRIP_BYTES, PLANAR = 273, 274, 277, 278, 279, 284
PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_BYTES, SUB_DIRECTORIES = 317, 322, 323, 324, 325, 330
EXTRA_SAMPLES, SAMPLE_FORMAT, JPEG_TABLES, LERC_PARAMETERS = 338, 339, 347, 50674

_REDUCED, _MASK = 1, 4
_OLD_REDUCED = 2


@dataclass(frozen=True, eq=False)
class TiffPage:
    """One directory of a TIFF.

    Attributes:
        order: "<" or ">", the byte order of the file.
        big: whether the file is a BigTIFF.
    """

    data: bytes = field(repr=False)
    order: str
    big: bool
    entries: Mapping[int, tuple[int, int, int]] = field(repr=False)
    """By tag: type, number of values, offset of the values."""

    def values(self, tag: int) -> tuple[int | float, ...]:
        """The values of a tag; none when it is missing, of an unknown type, or beyond the file."""
        if tag not in self.entries:
            return ()
        kind, count, offset = self.entries[tag]
        if kind not in _FORMATS:
            return ()
        try:
            return struct.unpack_from(f"{self.order}{count}{_FORMATS[kind]}", self.data, offset)
        except struct.error:
            return ()

    def value(self, tag: int, default: int = 0) -> int:
        """The first value of a tag as an integer."""
        values = self.values(tag)
        return int(values[0]) if values else default

    def content(self, tag: int) -> bytes:
        """The bytes of a tag of type BYTE or UNDEFINED."""
        kind, count, offset = self.entries.get(tag, (0, 0, 0))
        return self.data[offset : offset + count] if kind in _BYTES_ONLY else b""

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.value(WIDTH)

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.value(HEIGHT)

    @property
    def secondary(self) -> bool:
        """Whether it is a thumbnail of another image of the file, or a mask."""
        new = self.value(NEW_SUBFILE_TYPE)
        return bool(new & (_REDUCED | _MASK)) or self.value(SUBFILE_TYPE) == _OLD_REDUCED


def read_directories(data: bytes) -> list[TiffPage]:
    """The pages of a TIFF in their order, until the chain ends, repeats itself, or leaves the file.

    Raises LimitExceeded when a page has so many tags, or a tag so many values, that unpacking them fills the
    memory. Pillow makes a Python number of each: 50 million two-byte values of a 100 MB file become a
    gigabyte.
    """
    order = "<" if data[:2] == b"II" else ">"
    big = data[2:4] in (b"+\x00", b"\x00+")
    try:
        (start,) = struct.unpack_from(order + ("Q" if big else "I"), data, 8 if big else 4)
    except struct.error:
        return []
    return _chain(data, order, big, start)


def sub_pages(page: TiffPage) -> list[TiffPage]:
    """The pages in the sub-directories of a page, where some cameras and scanners keep the image itself."""
    starts = page.values(SUB_DIRECTORIES)[: limits.MAX_FRAMES]
    pages = (_chain(page.data, page.order, page.big, int(start), most=1) for start in starts[:100])
    return [each for found in pages for each in found]


def _chain(data: bytes, order: str, big: bool, start: int, most: int = 0) -> list[TiffPage]:
    count_format, entry, pointer, entry_size = ("Q", "HHQ", "Q", 20) if big else ("H", "HHI", "I", 12)
    count_format, entry, pointer = order + count_format, order + entry, order + pointer
    header, inline = struct.calcsize(entry), struct.calcsize(pointer)
    seen: set[int] = set()
    pages: list[TiffPage] = []
    total, offset = 0, start
    try:
        while offset and offset not in seen and not (most and len(pages) >= most):
            seen.add(offset)
            if len(seen) > limits.MAX_FRAMES:
                raise LimitExceeded("too_many_images", most=limits.MAX_FRAMES)
            (count,) = struct.unpack_from(count_format, data, offset)
            offset += struct.calcsize(count_format)
            total += count
            if total > limits.MAX_READS:
                raise LimitExceeded("too_many_tags", most=limits.MAX_READS)
            entries: dict[int, tuple[int, int, int]] = {}
            for _ in range(count):
                tag, kind, values = struct.unpack_from(entry, data, offset)
                if values > limits.MAX_TAG_VALUES and kind not in _BYTES_ONLY:
                    raise LimitExceeded("too_many_tag_values", count=values)
                place = offset + header
                if struct.calcsize(order + _FORMATS.get(kind, "B")) * values > inline:
                    (place,) = struct.unpack_from(pointer, data, place)
                entries.setdefault(tag, (kind, values, place))
                offset += entry_size
            if WIDTH in entries and HEIGHT in entries:
                pages.append(TiffPage(data, order, big, entries))
            (offset,) = struct.unpack_from(pointer, data, offset)
    except struct.error:
        pass
    return pages
