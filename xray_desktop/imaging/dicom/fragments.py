"""Encapsulated pixel data: its fragments, and which of them make up a frame (PS3.5, A.4)."""

import struct
from collections.abc import Sequence
from itertools import pairwise

from xray_desktop.imaging import limits
from xray_desktop.imaging.limits import LimitExceeded

ITEM = b"\xfe\xff\x00\xe0"
_DELIMITER = b"\xfe\xff\xdd\xe0"
_CODESTREAM_STARTS = (b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  ")


def split_fragments(value: memoryview, *, delimited: bool = True) -> tuple[list[memoryview], bool]:
    """The items of encapsulated pixel data, the offset table first; and whether the data ends too early.

    An item of odd length, which the standard forbids, may or may not be followed by a byte of padding.

    Args:
        delimited: a delimiter must follow the last item; not so for pixel data of defined length.
    """
    fragments: list[memoryview] = []
    offset = 0
    while offset + 8 <= len(value):
        tag, length = (
            bytes(value[offset : offset + 4]),
            struct.unpack("<I", value[offset + 4 : offset + 8])[0],
        )
        if tag not in (ITEM, _DELIMITER) and fragments and len(fragments[-1]) % 2:
            offset += 1
            tag, length = (
                bytes(value[offset : offset + 4]),
                int.from_bytes(value[offset + 4 : offset + 8], "little"),
            )
        if tag == _DELIMITER:
            return fragments, False
        if tag != ITEM:
            break
        if len(fragments) >= limits.MAX_READS:
            raise LimitExceeded("dicom_too_many_fragments", most=limits.MAX_READS)
        fragments.append(value[offset + 8 : offset + 8 + length])
        offset += 8 + length
        if offset > len(value):
            return fragments, True
    return fragments, delimited


def frame_data(fragments: Sequence[memoryview], frame: int, frames: int) -> bytes:
    """The bytes of one frame, counted from 0. `fragments` begin with the offset table.

    A single frame is made up of all fragments, whatever the offset table says.

    Raises ValueError when the fragments cannot be divided into so many frames.
    """
    if bytes(fragments[0][:12]).startswith(_CODESTREAM_STARTS):  # the offset table is missing
        fragments = [memoryview(b""), *fragments]
    table, parts = fragments[0], list(fragments[1:])
    if frames == 1:
        groups = [parts]
    elif len(parts) == frames:
        groups = [[part] for part in parts]
    else:
        groups = _by_offset_table(table, parts, frames) or _by_signature(parts)
    if frame >= len(groups):
        raise ValueError(f"the fragments make up {len(groups)} frames")
    data = b"".join(groups[frame])
    if not data:
        raise ValueError("the frame has no data")
    return data


def _by_offset_table(
    table: memoryview, parts: Sequence[memoryview], frames: int
) -> list[list[memoryview]] | None:
    """The fragments of each frame by the basic offset table; None when the table does not fit them."""
    if len(table) != 4 * frames:
        return None
    offsets = struct.unpack(f"<{frames}I", table)
    starts, offset = {}, 0
    for index, part in enumerate(parts):
        starts[offset] = index
        offset += 8 + len(part)
    indices = [starts.get(entry - offsets[0]) for entry in offsets]
    known = [index for index in indices if index is not None]
    if len(known) < frames or any(first >= second for first, second in pairwise(known)):
        return None
    return [list(parts[first:last]) for first, last in pairwise([*known, len(parts)])]


def _by_signature(parts: Sequence[memoryview]) -> list[list[memoryview]]:
    """The fragments of each frame, a new one beginning where a codestream does."""
    groups: list[list[memoryview]] = []
    for part in parts:
        if not groups or bytes(part[:12]).startswith(_CODESTREAM_STARTS):
            groups.append([])
        groups[-1].append(part)
    return groups
