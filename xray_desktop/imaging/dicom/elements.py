"""Reading attributes of a data set as numbers and text, with no value that can raise or run away."""

import math
from collections.abc import Iterable
from typing import Any

from pydicom.dataset import Dataset

_LONGEST_TEXT = 200


def value(ds: Dataset, keyword: str) -> Any:
    """The value of an attribute, None when it is missing, empty, or cannot be decoded."""
    try:
        found = ds.get(keyword)
    except Exception:
        return None
    return None if found is None or found == "" or found == b"" else found


def numbers(ds: Dataset, keyword: str) -> list[float]:
    """The finite numbers of an attribute, in order; empty when one of them is no number."""
    found = value(ds, keyword)
    if found is None or isinstance(found, bytes):
        return []
    items = [found] if isinstance(found, str) or not isinstance(found, Iterable) else list(found)
    try:
        result = [float(item) for item in items]
    except (TypeError, ValueError, OverflowError):
        return []
    return result if all(map(math.isfinite, result)) else []


def number(ds: Dataset, keyword: str) -> float | None:
    """The first number of an attribute, or None."""
    found = numbers(ds, keyword)
    return found[0] if found else None


def integer(ds: Dataset, keyword: str) -> int | None:
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
