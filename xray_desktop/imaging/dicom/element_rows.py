"""All elements of a DICOM file as rows to be read by people: nested sequences, private elements, binary
values.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pydicom.charset import convert_encodings
from pydicom.datadict import dictionary_description, dictionary_has_tag, dictionary_keyword, dictionary_VR
from pydicom.dataelem import DataElement, RawDataElement, convert_raw_data_element
from pydicom.dataset import Dataset
from pydicom.filereader import data_element_generator
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag, Tag

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom.confidentiality_profile import identifies
from xray_desktop.imaging.dicom.opening import nests_too_deeply, open_data_set
from xray_desktop.imaging.dicom.person_names import encoded_name
from xray_desktop.imaging.library_warnings import silence_libraries
from xray_desktop.imaging.limits import LimitExceeded
from xray_desktop.imaging.radiograph import UnreadableRadiograph

ITEM = 0xFFFEE000
"""Tag of the rows that stand for the items of a sequence."""

PORTION = 500
"""Most rows that come at once."""

MAX_TEXT = 10_000
"""Longest value as text, in characters; longer ones are cut."""

_MOST_NUMBERS = 64
_LONGEST_NUMBERS = 8 * _MOST_NUMBERS
_CHARACTER_SET = 0x00080005
_BINARY = frozenset({"OB", "OD", "OF", "OL", "OV", "OW", "UN"})
_FIXED_SIZE = {"US": 2, "SS": 2, "UL": 4, "SL": 4, "FL": 4, "FD": 8, "AT": 4, "UV": 8, "SV": 8}


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element, or one item of a sequence.

    Attributes:
        depth: 0 for the elements of the file, 1 for the items of their sequences, 2 for the elements of
            these, …
        tag: group and element in one number; `ITEM` for an item.
        vr: value representation, empty for an item.
        name: name in the data dictionary; empty for private and unknown elements and for items.
        keyword: keyword in the data dictionary, empty for the same.
        value: the value as text, several values apart by backslashes; empty for binary values and sequences.
        count: bytes of a binary value, items of a sequence, values of a list of numbers too long to be shown,
            the number of an item from 1; else 0.
        identifies: whether it may identify the patient (PS3.15 Table E.1-1); also everything within such a
            sequence.
    """

    depth: int
    tag: int
    vr: str
    name: str = ""
    keyword: str = ""
    value: str = ""
    count: int = 0
    identifies: bool = False

    @property
    def number(self) -> str:
        """The tag as it is written: "(0010,0020)"."""
        return f"({self.tag >> 16:04X},{self.tag & 0xFFFF:04X})"

    @property
    def is_private(self) -> bool:
        """Whether a vendor has defined it."""
        return bool((self.tag >> 16) % 2)

    @property
    def is_binary(self) -> bool:
        """Whether `count` is a number of bytes."""
        return self.vr in _BINARY


def element_rows(data: bytes, name: str) -> Iterator[list[ElementRow]]:
    """The rows of a DICOM file in its order, each sequence followed by its items, in portions as they are
    read.

    Args:
        data: the file.
        name: what the user knows it by.

    Raises:
        UnreadableRadiograph: it cannot be read further; the rows before have been given.
    """
    silence_libraries()
    portion: list[ElementRow] = []
    try:
        for row in _rows(data):
            portion.append(row)
            if len(portion) == PORTION:
                yield portion
                portion = []
    except LimitExceeded as limit:
        failure = UnreadableRadiograph("file_limit", file=name, limit=limit.message)
    except MemoryError:
        failure = UnreadableRadiograph("file_out_of_memory", file=name)
    except Exception as error:
        # Not chained: pydicom quotes values, which may name the patient.
        code = "elements_nested_too_deeply" if nests_too_deeply(error) else "elements_damaged"
        failure = UnreadableRadiograph(code, file=name)
    else:
        yield portion
        return
    yield portion
    raise failure


def _rows(data: bytes) -> Iterator[ElementRow]:
    opened = open_data_set(data, limits.MAX_ELEMENTS_SECONDS)
    context = Dataset()
    elements = data_element_generator(opened.file, opened.implicit_vr, opened.little_endian)
    # Iterators instead of recursion: a deeply nested file must not exhaust Python's stack here as well.
    waiting: list[tuple[Iterator[Any], int, bool]] = [(chain(_elements(opened.meta), elements), 0, False)]
    while waiting:
        iterator, depth, hidden = waiting[-1]
        following = next(iterator, None)
        if following is None:
            waiting.pop()
        elif isinstance(following, _Item):
            yield ElementRow(depth, ITEM, "", count=following.number, identifies=hidden)
            waiting.append((_elements(following.elements), depth + 1, hidden))
        else:
            row, sequence = _row(following, context, depth, hidden)
            yield row
            if sequence:
                items = (_Item(number, item) for number, item in enumerate(sequence, 1))
                waiting.append((items, depth + 1, row.identifies))


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    elements: Dataset


def _elements(dataset: Dataset) -> Iterator[DataElement | RawDataElement]:
    """The elements as they are in the file; iterating a Dataset would decode them."""
    return (dataset.get_item(tag) for tag in sorted(dataset.keys()))


def _row(
    element: DataElement | RawDataElement, context: Dataset, depth: int, hidden: bool
) -> tuple[ElementRow, Sequence | None]:
    """The row of an element, and the items of a sequence.

    `context` holds the character set, which is needed to decode text.
    """
    tag = BaseTag(element.tag)
    known = dictionary_has_tag(tag)
    vr = element.VR
    if vr in (None, "UN") and known:
        vr = dictionary_VR(tag)
    vr = str(vr or "UN")[:2]
    words = (str(dictionary_description(tag)), str(dictionary_keyword(tag))) if known else ("", "")
    fields: dict[str, Any] = {"identifies": hidden or identifies(int(tag), vr)}
    sequence: Sequence | None = None
    raw = element.value if isinstance(element, RawDataElement) else None
    length = len(raw) if isinstance(raw, bytes) else 0
    if vr == "SQ":
        sequence = _sequence(element, context)
        fields["count"] = len(sequence)
    elif vr in _BINARY:
        value = element.value
        fields["count"] = len(value) if isinstance(value, bytes | str) else length
    elif vr in _FIXED_SIZE and length > _LONGEST_NUMBERS:
        fields["count"] = length // _FIXED_SIZE[vr]
    else:
        if tag == _CHARACTER_SET and depth == 0:
            context[tag] = element
        fields["value"] = _text(element, vr, context)
    return ElementRow(depth, int(tag), vr, *words, **fields), sequence


def _sequence(element: DataElement | RawDataElement, context: Dataset) -> Sequence:
    value = _decoded(element, context)
    return value if isinstance(value, Sequence) else Sequence([])


def _decoded(element: DataElement | RawDataElement, context: Dataset) -> Any:
    if isinstance(element, DataElement):
        return element.value
    encodings = convert_encodings(context.get("SpecificCharacterSet"))
    return convert_raw_data_element(element, encoding=encodings, ds=context).value


def _text(element: DataElement | RawDataElement, vr: str, context: Dataset) -> str:
    """A value in words; empty for one that cannot be decoded."""
    try:
        name = _name(element, context) if vr == "PN" else None
        value = _decoded(element, context) if name is None else name
        if value is None:
            return ""
        if isinstance(value, bytes):
            return value[:MAX_TEXT].decode("latin-1")
        several = (
            isinstance(value, Iterable) and not isinstance(value, str) and not hasattr(value, "components")
        )
        return "\\".join(map(str, value))[:MAX_TEXT] if several else str(value)[:MAX_TEXT]
    except Exception:
        raw = element.value
        return raw[:MAX_TEXT].decode("latin-1") if isinstance(raw, bytes) else ""


def _name(element: DataElement | RawDataElement, context: Dataset) -> str | None:
    holder = Dataset()
    if _CHARACTER_SET in context:
        holder[_CHARACTER_SET] = context[_CHARACTER_SET]
    holder[element.tag] = element
    return encoded_name(holder, Tag(element.tag))
