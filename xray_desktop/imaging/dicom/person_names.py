"""Patients' names as text, also from files that misname or omit their character set."""

import re

from pydicom.dataset import Dataset
from pydicom.tag import BaseTag, Tag

from xray_desktop.imaging.dicom.elements import text

_ESCAPE = re.compile(rb"\x1b\$\)C|\x1b\(B")
_HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
_UNDECLARED = ("", "ISO_IR 6", "ISO 2022 IR 6", "ISO_IR 100", "ISO 2022 IR 100")


def person_name(ds: Dataset, keyword: str) -> str:
    """A name with its components apart by spaces; of several representations the first that has one.

    Korean names come in ISO 2022 IR 149 with escapes, in what files call ISO_IR 149 without, in CP949, which
    has more syllables, and undeclared; UTF-8 comes undeclared.
    """
    decoded = encoded_name(ds, Tag(keyword))
    if decoded is None:
        decoded = text(ds, keyword)
    line = "".join(character if character.isprintable() else " " for character in decoded[:400])
    groups = (" ".join(group.replace("^", " ").split()) for group in line.split("="))
    return "=".join(group for group in groups if group)[:200]


def encoded_name(ds: Dataset, tag: BaseTag) -> str | None:
    """A name as it is written ("Family^Given"), where pydicom would decode it wrongly; None for all
    others.
    """
    try:
        raw = ds.get_item(tag)
    except Exception:
        return None
    content = getattr(raw, "value", None)
    if not isinstance(content, bytes):
        content = getattr(content, "original_string", None)
    return _decoded(content, _character_sets(ds)) if isinstance(content, bytes) else None


def _character_sets(ds: Dataset) -> list[str]:
    return [part.strip().upper() for part in text(ds, "SpecificCharacterSet").split(",")]


def _decoded(content: bytes, character_sets: list[str]) -> str | None:
    """The text of bytes that pydicom would decode wrongly; None for all others."""
    if content.isascii() and b"\x1b" not in content:
        return None
    if any(name.endswith("IR 149") for name in character_sets):
        return _ESCAPE.sub(b"", content).decode("cp949", "replace")
    if b"\x1b" in content or any(name not in _UNDECLARED for name in character_sets):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if any(name.endswith("100") for name in character_sets):
        return None
    try:
        korean = content.decode("cp949")
    except UnicodeDecodeError:
        return None
    foreign = [character for character in korean if not character.isascii()]
    return korean if all(map(_HANGUL.match, foreign)) else None
