"""Modality LUT, windows, VOI LUTs, padding and inversion, as the attributes of a data set state them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from xray_desktop.imaging.dicom.elements import integer, items, number, numbers, text, value
from xray_desktop.imaging.window_level import Voi, VoiFunction, VoiLut, WindowLevel
from xray_desktop.messages import Message, message

_MOST_PRESETS = 32
_FUNCTIONS: tuple[VoiFunction, ...] = ("LINEAR", "LINEAR_EXACT", "SIGMOID")


@dataclass(frozen=True, eq=False)
class LookupTable:
    """A Modality or VOI LUT: `entries` (1-D uint16) from the input value `first` on, `bits` deep."""

    first: int
    entries: npt.NDArray[np.uint16]
    bits: int
    explanation: str


def lookup_table(item: Dataset, signed: bool) -> LookupTable | None:
    """A sequence item's table (PS3.3 C.11.1.1), None when descriptor and data do not fit together.

    `signed` says whether the values that go in may be negative, which the descriptor itself leaves open.
    """
    descriptor, data = value(item, "LUTDescriptor"), value(item, "LUTData")
    if isinstance(descriptor, bytes):
        descriptor = np.frombuffer(descriptor[: len(descriptor) // 2 * 2], "<u2").tolist()
    try:
        length, first, bits = (int(number) for number in descriptor)
    except (TypeError, ValueError):
        return None
    length = length % 65_536 or 65_536
    if first > 32_767 and signed:
        first -= 65_536
    if isinstance(data, bytes):
        order = "<u2" if item.original_encoding[1] is not False else ">u2"
        kind = "u1" if length <= len(data) < 2 * length and bits <= 8 else order
        entries = np.frombuffer(data[: len(data) // np.dtype(kind).itemsize * np.dtype(kind).itemsize], kind)
    else:
        entries = np.atleast_1d(np.asarray([] if data is None else data))
    if len(entries) < length or entries.dtype.kind not in "ui":
        return None
    entries = entries[:length].astype(np.uint16)
    depth = max(int(entries.max()).bit_length(), bits if 1 <= bits <= 16 else 16)
    return LookupTable(first, entries, depth, text(item, "LUTExplanation"))


@dataclass(frozen=True, eq=False)
class ModalityTransform:
    """Stored to modality values: a straight line, or a table that has replaced the stored values already.

    `bits` is the depth of such a table, 0 for a line.
    """

    pixels: npt.NDArray[Any]
    slope: float
    intercept: float
    unit: str
    bits: int = 0
    exclusion_reason: Message | None = None


def modality_transform(ds: Dataset, pixels: npt.NDArray[Any]) -> ModalityTransform:
    """The Modality LUT or Rescale of PS3.3 C.11.1, with an exclusion reason when it cannot be applied."""
    unit = text(ds, "RescaleType")
    sequence = items(ds, "ModalityLUTSequence")
    if sequence and pixels.dtype.kind in "ui":
        table = lookup_table(sequence[0], pixels.dtype.kind == "i")
        if table is None:
            return ModalityTransform(
                pixels, 1.0, 0.0, "", exclusion_reason=message("dicom_modality_lut_damaged")
            )
        index = np.clip(pixels.astype(np.int64) - table.first, 0, len(table.entries) - 1)
        unit = text(sequence[0], "ModalityLUTType")
        return ModalityTransform(table.entries[index], 1.0, 0.0, _named(unit), table.bits)
    slope, intercept = number(ds, "RescaleSlope"), number(ds, "RescaleIntercept")
    if slope == 0:
        return ModalityTransform(pixels, 1.0, 0.0, "", exclusion_reason=message("dicom_rescale_slope_zero"))
    return ModalityTransform(
        pixels, 1.0 if slope is None else slope, 0.0 if intercept is None else intercept, _named(unit)
    )


def _named(unit: str) -> str:
    return "" if unit.upper() in ("US", "UNSPECIFIED") else unit


def presets(ds: Dataset, signed: bool) -> tuple[list[Voi], list[Message]]:
    """The VOI LUTs, then the windows of a data set in its order, and notes on those left out."""
    found: list[Voi] = []
    notes: list[Message] = []
    for item in items(ds, "VOILUTSequence")[:_MOST_PRESETS]:
        table = lookup_table(item, signed)
        if table is None:
            notes.append(message("dicom_voi_lut_damaged"))
            continue
        entries = table.entries.astype(np.float32) / np.float32(2**table.bits - 1)
        found.append(VoiLut(table.first, entries, table.explanation))
    named = text(ds, "VOILUTFunction").upper() or "LINEAR"
    names = value(ds, "WindowCenterWidthExplanation")
    names = [names] if isinstance(names, str) else list(names or [])
    for index, (center, width) in enumerate(
        zip(numbers(ds, "WindowCenter")[:_MOST_PRESETS], numbers(ds, "WindowWidth"), strict=False)
    ):
        function: VoiFunction = next((known for known in _FUNCTIONS if known == named), "LINEAR")
        if function == "LINEAR" and 0 < width < 1:
            function = "LINEAR_EXACT"
        try:
            found.append(
                WindowLevel(center, width, function, str(names[index])[:80] if index < len(names) else "")
            )
        except ValueError:
            notes.append(message("dicom_window_ignored", width=width))
    return found, notes


def is_inverted(ds: Dataset, photometric: str) -> bool:
    """True when low values are white: MONOCHROME1 and Presentation LUT Shape INVERSE say the same thing."""
    return photometric == "MONOCHROME1" or text(ds, "PresentationLUTShape").upper() == "INVERSE"


def padding_range(ds: Dataset, pixels: npt.NDArray[Any]) -> tuple[int, int] | None:
    """Lowest and highest stored value of padding (PS3.3 C.7.5.1.1.2), or None when the file names none."""
    first = _stored(integer(ds, "PixelPaddingValue"), value(ds, "PixelPaddingValue"), pixels)
    if first is None or pixels.dtype.kind not in "ui":
        return None
    last = _stored(integer(ds, "PixelPaddingRangeLimit"), value(ds, "PixelPaddingRangeLimit"), pixels)
    ends = (first, first if last is None else last)
    return min(ends), max(ends)


def _stored(whole: int | None, raw: Any, pixels: npt.NDArray[Any]) -> int | None:
    """A value whose sign the data set leaves open (VR US or SS), in the type of the pixels."""
    if isinstance(raw, bytes) and len(raw) == 2:
        whole = int.from_bytes(raw, "little")
    if whole is None:
        return None
    bits = pixels.dtype.itemsize * 8
    if pixels.dtype.kind == "i" and whole >= 2 ** (bits - 1):
        return whole - 2**bits
    if pixels.dtype.kind == "u" and whole < 0:
        return whole + 2**bits
    return whole
