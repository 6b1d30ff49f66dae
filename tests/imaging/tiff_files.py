"""TIFF files made byte by byte, for kinds that no installed library writes."""

import struct
from collections.abc import Mapping, Sequence

Tags = Mapping[int, int | Sequence[int] | bytes]


def tiff(
    pages: Sequence[tuple[Tags, Sequence[bytes]]], *, order: str = "<", big: bool = False, tiled: bool = False
) -> bytes:
    """A TIFF of pages, each its tags (LONG, or UNDEFINED for bytes) and its strips or tiles."""
    pointer = "Q" if big else "I"
    header = (b"II" if order == "<" else b"MM") + struct.pack(order + "H", 43 if big else 42)
    if big:
        header += struct.pack(order + "HH", 8, 0)
    parts = bytearray(header + bytes(8 if big else 4))
    link = len(header)
    for tags, chunks in pages:
        offsets = []
        for chunk in chunks:
            offsets.append(len(parts))
            parts += chunk + bytes(len(chunk) % 2)
        offset_tag, count_tag = (324, 325) if tiled else (273, 279)
        all_tags = {**tags, offset_tag: offsets, count_tag: [len(chunk) for chunk in chunks]}
        entries = b""
        for tag, value in sorted(all_tags.items()):
            if isinstance(value, bytes):
                kind, count, content = 7, len(value), value
            else:
                values = [value] if isinstance(value, int) else list(value)
                kind, count, content = 4, len(values), struct.pack(f"{order}{len(values)}I", *values)
            room = struct.calcsize(pointer)
            if len(content) > room:
                place = len(parts)
                parts += content + bytes(len(content) % 2)
                content = struct.pack(order + pointer, place)
            entries += struct.pack(f"{order}HH{pointer}", tag, kind, count) + content.ljust(room, b"\0")
        parts[link : link + room] = struct.pack(order + pointer, len(parts))
        parts += struct.pack(order + ("Q" if big else "H"), len(all_tags)) + entries
        link = len(parts)
        parts += bytes(room)
    return bytes(parts)


def grey_tags(width: int, height: int, bits: int, **more: int) -> dict[int, int | Sequence[int] | bytes]:
    """The tags of an uncompressed grey image in one strip; `more` by names."""
    named = {"compression": 259, "photometric": 262, "samples": 277, "predictor": 317, "format": 339}
    named |= {"planar": 284, "extra": 338, "subfile": 254, "tile_width": 322, "tile_height": 323, "rows": 278}
    samples = more.get("samples", 1)
    tags: dict[int, int | Sequence[int] | bytes] = {
        256: width,
        257: height,
        258: [bits] * samples,
        259: 1,
        262: 1,
        277: samples,
    }
    if "tile_width" not in more:
        tags[278] = height
    for name, value in more.items():
        tags[named[name]] = [value] * samples if name == "format" else value
    return tags
