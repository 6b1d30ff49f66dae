"""Lists of paths: their encodings, and paths whose names are composed differently on the disk."""

import glob
import locale
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

_UTF_8_BOM = b"\xef\xbb\xbf"
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def read_list(lines: Iterable[bytes], separator: bytes = b"\n") -> Iterator[str]:
    """Paths from the bytes of a list: one a line, or ended by NUL with `separator=b"\\0"`; no empty ones.

    UTF-8 with or without a byte order mark, and UTF-16 with one, as Windows PowerShell writes it.
    """
    chunks = iter(lines)
    rest = next(chunks, b"")
    if rest.startswith(_UTF_16_BOMS):
        content = b"".join([rest, *chunks]).decode("utf-16", "replace")
        paths = content.split(separator.decode())
        yield from filter(None, (path.removesuffix("\r") if separator == b"\n" else path for path in paths))
        return
    *complete, rest = rest.removeprefix(_UTF_8_BOM).split(separator)
    for entry in complete:
        yield from _path(entry, separator)
    for chunk in chunks:
        *complete, rest = (rest + chunk).split(separator)
        for entry in complete:
            yield from _path(entry, separator)
    yield from _path(rest, separator)


def existing(path: str) -> str | None:
    """The path as its file is named on the disk; None when there is none.

    Names that look the same may be composed (NFC) or decomposed (NFD, as macOS writes Korean names).
    """
    if os.path.lexists(path):
        return path
    found = ""
    for part in Path(path).parts:
        whole = os.path.join(found, part)
        if not os.path.lexists(whole):
            wanted = unicodedata.normalize("NFC", part)
            try:
                names = os.listdir(found or os.curdir)
            except OSError:
                return None
            same = [name for name in names if unicodedata.normalize("NFC", name) == wanted]
            if not same:
                return None
            whole = os.path.join(found, same[0])
        found = whole
    return found or None


def matches(pattern: str) -> list[str]:
    """The paths that match a pattern, in their order, however their names are composed."""
    parts = Path(pattern).parts
    plain = next((index for index, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    folder = existing(os.path.join(*parts[:plain])) if plain else ""
    if folder is None:
        return []
    rest = os.path.join(*parts[plain:]) if plain < len(parts) else ""
    forms = {rest, *(unicodedata.normalize(form, rest) for form in ("NFC", "NFD"))}
    found: set[str] = set()
    for form in forms:
        whole = os.path.join(glob.escape(folder), form) if folder else form
        found.update(glob.glob(whole, recursive=True, include_hidden=True))
    return sorted(found)


def _path(entry: bytes, separator: bytes) -> Iterator[str]:
    if separator == b"\n":
        entry = entry.removesuffix(b"\r")
    if entry:
        yield _decoded(entry)


def _decoded(entry: bytes) -> str:
    """A path in UTF-8, else in the system's encoding; on Unix names may be any bytes."""
    try:
        return entry.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if sys.platform == "win32":
        return entry.decode(locale.getencoding(), "replace")
    path = os.fsdecode(entry)
    if not os.path.lexists(path):
        korean = entry.decode("cp949", "replace")
        if existing(korean):
            return korean
    return path
