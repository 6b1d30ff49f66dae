"""Search of files for words, in every encoding in which they may occur."""

import base64
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from xray_desktop.results.reading import read_results


def found(words: list[str], folder: Path, leave_out: list[Path]) -> dict[str, set[str]]:
    """The words found in the files below a folder, including the names of files and folders.

    Args:
        leave_out: files and folders to skip.
    """
    needles = {word: _forms(word) for word in words}
    hits: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        if any(path.is_relative_to(left) for left in leave_out):
            continue
        for content in contents(path, folder):
            lower = content.lower()
            for word, forms in needles.items():
                if any(form in lower for form in forms):
                    hits.setdefault(word, set()).add(str(path.relative_to(folder)))
    return hits


def contents(path: Path, folder: Path) -> Iterator[bytes]:
    """The name, the bytes, and the unpacked contents of a file."""
    yield str(path.relative_to(folder)).encode()
    if not path.is_file() or path.is_symlink():
        return
    raw = path.read_bytes()
    yield raw
    if raw.startswith(b"%PDF"):
        yield from pdf_streams(raw)
        yield pdf_text(raw).encode()
    elif raw.startswith(b"\x89PNG"):
        with Image.open(path) as image:
            image.load()
            yield repr(image.info).encode()
    elif raw.startswith(b"PAR1"):
        yield "\n".join(map(repr, read_results(path))).encode()


def _forms(word: str) -> list[bytes]:
    """A word in lower case as UTF-8, UTF-16, hexadecimal digits, and base64 at each of its three offsets."""
    forms = []
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        forms.append(word.lower().encode(code))
        forms.append(word.encode(code).hex().encode())
    for offset in range(3):
        packed = base64.b64encode(b"\0" * offset + word.encode())
        # Without the ends, which depend on the neighbouring bytes.
        forms.append(packed[4 * (offset > 0) : -4].lower())
    return forms


def pdf_streams(pdf: bytes) -> Iterator[bytes]:
    """The decompressed streams of a PDF written by Qt."""
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            yield match[1]


def pdf_text(pdf: bytes) -> str:
    """The text on the pages of a PDF written by Qt, decoded by the character maps of its fonts."""
    streams = list(pdf_streams(pdf))
    tables = [_letters(stream) for stream in streams if b"begincmap" in stream]
    lines = []
    for stream in streams:
        for block in re.findall(rb"\bBT\b(.*?)\bET\b", stream, re.DOTALL):
            codes = b"".join(re.findall(rb"<([0-9a-fA-F]+)>\s*Tj", block)).decode()
            glyphs = [int(codes[first : first + 4], 16) for first in range(0, len(codes) - 3, 4)]
            # The font in use is not evaluated: the text is decoded with every font.
            lines += ["".join(table.get(glyph, "?") for glyph in glyphs) for table in tables]
    return "\n".join(lines)


def _letters(cmap: bytes) -> dict[int, str]:
    letters = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", part):
            letters[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, first in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for index in range(int(high, 16) - int(low, 16) + 1):
                letters[int(low, 16) + index] = chr(int(first, 16) + index)
        for low, _, many in re.findall(rb"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", part, re.DOTALL):
            for index, text in enumerate(re.findall(rb"<(\w+)>", many)):
                letters[int(low, 16) + index] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    return letters
