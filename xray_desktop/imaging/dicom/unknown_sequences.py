"""Sequences of unknown VR (UN) in big-endian files: they are implicit VR little endian (PS3.5, 6.2.2).

pydicom reads them in the byte order of the file around them, and fails.
"""

import struct

from xray_desktop.imaging import limits
from xray_desktop.imaging.limits import LimitExceeded

_UNDEFINED_LENGTH = 0xFFFFFFFF
_ITEM = (0xFFFE, 0xE000)
_ENDS = ((0xFFFE, 0xE00D), (0xFFFE, 0xE0DD))


def end_of_little_endian_sequence(data: bytes, offset: int) -> int | None:
    """Where a sequence of undefined length ends whose first item begins at `offset`, past its delimiter.

    None when no item in implicit VR little endian begins there, or the sequence does not end.

    Raises LimitExceeded for a flood of elements.
    """
    depth, elements = 1, 0
    if data[offset : offset + 4] != struct.pack("<HH", *_ITEM):
        return None
    while offset + 8 <= len(data):
        group, element, length = struct.unpack_from("<HHI", data, offset)
        offset += 8
        elements += 1
        if elements > limits.MAX_READS:
            raise LimitExceeded("too_many_parts", most=limits.MAX_READS)
        if (group, element) in _ENDS:
            depth -= 1
            if depth == 0:
                return offset
        elif length == _UNDEFINED_LENGTH:
            depth += 1
        elif (group, element) != _ITEM:
            offset += length
        # The elements of an item of defined length are walked through one by one, like the others.
    return None
