"""A look at the directories of a TIFF before Pillow unpacks them."""

import struct

from xray_desktop.imaging import limits
from xray_desktop.imaging.limits import LimitExceeded

_BYTES_ONLY = frozenset({1, 2, 6, 7})  # BYTE, ASCII, SBYTE, UNDEFINED: kept as bytes, at a byte each


def check_tiff_tags(data: bytes) -> None:
    """Raises LimitExceeded when a tag of any page has so many values that unpacking them fills the memory.

    Pillow makes a Python number of each: 50 million two-byte values of a 100 MB file become a gigabyte. Pages
    are followed until the chain ends, goes round, or leaves the file; what is malformed is left to Pillow.
    """
    order = "<" if data[:2] == b"II" else ">"
    big = data[2:4] in (b"+\x00", b"\x00+")
    count_format, entry, pointer, entry_size = ("Q", "HHQ", "Q", 20) if big else ("H", "HHI", "I", 12)
    count_format, entry, pointer = order + count_format, order + entry, order + pointer
    seen: set[int] = set()
    try:
        (place,) = struct.unpack_from(pointer, data, 8 if big else 4)
        while place and place not in seen:
            seen.add(place)
            if len(seen) > limits.MAX_FRAMES:
                raise LimitExceeded(f"it holds more than {limits.MAX_FRAMES:,} images")
            (entries,) = struct.unpack_from(count_format, data, place)
            place += struct.calcsize(count_format)
            if entries > limits.MAX_READS:
                raise LimitExceeded(f"an image of it has {entries:,} tags")
            for _ in range(entries):
                _tag, kind, values = struct.unpack_from(entry, data, place)
                if values > limits.MAX_TAG_VALUES and kind not in _BYTES_ONLY:
                    raise LimitExceeded(f"one of its tags has {values:,} values")
                place += entry_size
            (place,) = struct.unpack_from(pointer, data, place)
    except struct.error:
        return
