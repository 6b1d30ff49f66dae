"""Reading attributes of a data set as numbers and text, with no value that can raise or run away."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.datadict import dictionary_has_tag, dictionary_VR
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag, Tag

_LONGEST_TEXT = 200


def value(ds: Dataset, keyword: str | BaseTag) -> Any:
    """The value of an attribute, None when it is missing, empty, or cannot be decoded."""
    try:
        found = ds.get(keyword)
    except Exception:
        return None
    if isinstance(found, DataElement):  # what `get` gives for a tag instead of a keyword
        found = found.value
    return None if found is None or found == "" or found == b"" else found


def numbers(ds: Dataset, keyword: str | BaseTag) -> list[float]:
    """The finite numbers of an attribute, in order; empty when one of them is not a number."""
    found = numbers_or_none(ds, keyword)
    return [] if None in found else [number for number in found if number is not None]


def numbers_or_none(ds: Dataset, keyword: str | BaseTag) -> list[float | None]:
    """The numbers of an attribute, in order, with None in place of what is not a finite number.

    A decimal comma is read as a point, and what follows the last backslash of the text may be empty.
    """
    raw = _raw_text(ds, keyword)
    if raw is not None:
        parts: list[Any] = [part.strip() for part in raw.split("\\")]
        while parts and not parts[-1]:
            parts.pop()
        return [_number(part.replace(",", ".", 1)) for part in parts]
    found = value(ds, keyword)
    if found is None or isinstance(found, bytes):
        return []
    parts = [found] if isinstance(found, str) or not isinstance(found, Iterable) else list(found)
    return [_number(part) for part in parts]


def _number(part: Any) -> float | None:
    try:
        number = float(part)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _raw_text(ds: Dataset, keyword: str | BaseTag) -> str | None:
    """A decimal string (VR DS) as it is in the file; None for an attribute that is none, or was decoded."""
    try:
        element = ds.get_item(Tag(keyword))
    except Exception:
        return None
    if not isinstance(element, RawDataElement) or not isinstance(element.value, bytes):
        return None
    vr = element.VR
    if vr is None and dictionary_has_tag(element.tag):
        vr = dictionary_VR(element.tag)
    return element.value.decode("latin-1").rstrip("\0 ") if vr == "DS" else None


def number(ds: Dataset, keyword: str | BaseTag) -> float | None:
    """The first number of an attribute, or None."""
    found = numbers(ds, keyword)
    return found[0] if found else None


def integer(ds: Dataset, keyword: str | BaseTag) -> int | None:
    """The first number of an attribute if it is whole, or None."""
    found = number(ds, keyword)
    return int(found) if found is not None and found == int(found) else None


def text(ds: Dataset, keyword: str) -> str:
    """An attribute as one line of at most 200 printable characters, empty when it is missing."""
    found = value(ds, keyword)
    if found is None:
        return ""
    try:
        if isinstance(found, bytes):
            found = found.decode("latin-1")
        elif not isinstance(found, str) and isinstance(found, Iterable) and not hasattr(found, "components"):
            found = ", ".join(str(item) for item in found)
        words = str(found)
    except Exception:
        return ""
    line = "".join(character if character.isprintable() else " " for character in words[: 2 * _LONGEST_TEXT])
    return " ".join(line.split())[:_LONGEST_TEXT]


def items(ds: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence, empty when it is missing or damaged."""
    found = value(ds, keyword)
    if found is None or isinstance(found, str | bytes) or not isinstance(found, Iterable):
        return []
    return [item for item in found if isinstance(item, Dataset)]


def table_bytes(data: bytes, length: int, *, little_endian: bool) -> npt.NDArray[np.uint8] | None:
    """The 8-bit entries of a lookup table, which lie two in a word; None when there are too few.

    In big endian the two entries of a word change places.
    """
    if len(data) < length:
        return None
    words = np.frombuffer(data[: len(data) // 2 * 2], "<u2" if little_endian else ">u2")
    packed = words.astype("<u2").view(np.uint8)
    return (packed if len(packed) >= length else np.frombuffer(data, np.uint8))[:length]
