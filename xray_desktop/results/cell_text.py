"""Any text as a cell of a CSV, and back to exactly the same text: file names lead back to their files.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab or a line
break as a formula, and a file may have such a name; file names may also hold bytes that are not UTF-8.
Therefore:

1. a backslash is doubled, and a byte 0xNN that is not UTF-8 becomes `\\xNN` (half a surrogate pair, as
   Windows allows it, `\\uNNNN`);
2. a cell that begins with one of the characters above, or with an apostrophe, gets an apostrophe in front.

Reading reverses it: drop one apostrophe at the beginning, then undo the backslashes. `decode_cell` does so.
Parquet, which holds UTF-8 only, needs the first rule alone: `escape` and `unescape`.
"""

import re

_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20']")
_ESCAPED = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4}))")
_UNENCODABLE = re.compile("[\ud800-\udfff]")


def encode_cell(text: str) -> str:
    """A text as a cell of a CSV, by both rules."""
    text = escape(text)
    return f"'{text}" if _FORMULA.match(text) else text


def decode_cell(cell: str) -> str:
    """The inverse of `encode_cell`."""
    return unescape(cell.removeprefix("'"))


def escape(text: str) -> str:
    """A text as UTF-8 can hold it, by the first rule."""
    return _UNENCODABLE.sub(_escaped, text.replace("\\", "\\\\"))


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return _ESCAPED.sub(_unescaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def _unescaped(match: re.Match[str]) -> str:
    byte, surrogate = match.groups()
    if byte is not None:
        return chr(0xDC00 + int(byte, 16))
    return chr(int(surrogate, 16)) if surrogate is not None else "\\"
