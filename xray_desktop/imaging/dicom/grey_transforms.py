"""Modality LUT, windows, VOI LUTs, padding and inversion, as the attributes of a data set state them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from xray_desktop.imaging.dicom.elements import (
    integer,
    items,
    number,
    numbers_or_none,
    table_bytes,
    text,
    value,
)
from xray_desktop.imaging.histogram import Histogram
from xray_desktop.imaging.window_level import Voi, VoiFunction, VoiLut, WindowLevel
from xray_desktop.messages import Message, message

_MOST_PRESETS = 32
_MOST_SATURATED = 0.9
"""Largest share of an image that a window of its own leaves black, or white."""
_MANY_SATURATED = 0.5
_EIGHT_BITS = 256
"""A window that ends here and leaves half of a deeper image white belongs to an 8-bit copy of it."""
_LEAST_OF_WINDOW = 0.1
"""Least part of a window that the values of its image take up."""
_FUNCTIONS: tuple[VoiFunction, ...] = ("LINEAR", "LINEAR_EXACT", "SIGMOID")


@dataclass(frozen=True, eq=False)
class LookupTable:
    """A Modality or VOI LUT: `entries` (1-D uint16) from the input value `first` on.

    `bits` is the depth of its entries, `declared` the depth that its descriptor states.
    """

    first: int
    entries: npt.NDArray[np.uint16]
    bits: int
    declared: int
    explanation: str


def is_empty(item: Dataset) -> bool:
    """Whether no attribute of an item has a value: such an item of a LUT sequence means nothing."""
    return all(not getattr(item.get_item(tag), "value", None) for tag in item.keys())  # noqa: SIM118


def lookup_table(item: Dataset, low: float, high: float) -> LookupTable | None:
    """A sequence item's table (PS3.3 C.11.1.1), None when descriptor and data do not match.

    `low` and `high` are the extremes of the values that go in: whether the first value mapped is signed is
    left open by the descriptor, and files disagree with the standard about it.
    """
    little_endian = item.original_encoding[1] is not False
    order = "<u2" if little_endian else ">u2"
    descriptor, data = value(item, "LUTDescriptor"), value(item, "LUTData")
    if isinstance(descriptor, bytes):
        descriptor = np.frombuffer(descriptor[: len(descriptor) // 2 * 2], order).tolist()
    try:
        length, first, bits = (int(number) for number in descriptor)
    except (TypeError, ValueError):
        return None
    length = length % 65_536 or 65_536
    first = _signed_if_needed(first % 65_536, length, low, high)
    if isinstance(data, bytes):
        in_bytes = bits <= 8 and len(data) < 2 * length
        packed = table_bytes(data, length, little_endian=little_endian) if in_bytes else None
        entries: npt.NDArray[Any] = (
            np.frombuffer(data[: len(data) // 2 * 2], order) if packed is None else packed
        )
    else:
        entries = np.atleast_1d(np.asarray([] if data is None else data))
    if len(entries) < length or entries.dtype.kind not in "ui":
        return None
    entries = entries[:length].astype(np.uint16)
    held = max(int(entries.max()).bit_length(), 1)
    declared = bits if 1 <= bits <= 16 else 16
    return LookupTable(first, entries, held, declared, text(item, "LUTExplanation"))


def _signed_if_needed(first: int, length: int, low: float, high: float) -> int:
    """The first value mapped, 0 to 65,535 as stored, or less by 65,536: whichever meets the values."""
    if first <= 32_767:
        return first
    signed = first - 65_536
    meets_signed = signed <= high and signed + length > low
    meets_unsigned = first <= high and first + length > low
    if meets_signed != meets_unsigned:
        return signed if meets_signed else first
    return signed if low < 0 else first


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
    sequence = [item for item in items(ds, "ModalityLUTSequence") if not is_empty(item)]
    if sequence and pixels.dtype.kind in "ui":
        table = lookup_table(sequence[0], float(pixels.min()), float(pixels.max()))
        if table is None:
            return ModalityTransform(
                pixels, 1.0, 0.0, "", exclusion_reason=message("dicom_modality_lut_damaged")
            )
        index = np.clip(pixels.astype(np.int64) - table.first, 0, len(table.entries) - 1)
        unit = text(sequence[0], "ModalityLUTType")
        bits = max(table.bits, table.declared)
        return ModalityTransform(table.entries[index], 1.0, 0.0, _named(unit), bits)
    slope, intercept = number(ds, "RescaleSlope"), number(ds, "RescaleIntercept")
    if slope == 0:
        return ModalityTransform(pixels, 1.0, 0.0, "", exclusion_reason=message("dicom_rescale_slope_zero"))
    return ModalityTransform(
        pixels, 1.0 if slope is None else slope, 0.0 if intercept is None else intercept, _named(unit)
    )


def _named(unit: str) -> str:
    return "" if unit.upper() in ("US", "UNSPECIFIED") else unit


def presets(ds: Dataset, low: float, high: float) -> tuple[list[Voi], list[Message]]:
    """The VOI LUTs, then the windows of a data set in its order, and notes on those that were ignored.

    Args:
        low: the lowest modality value of the image.
        high: the highest.
    """
    found: list[Voi] = []
    notes: list[Message] = []
    for item in items(ds, "VOILUTSequence")[:_MOST_PRESETS]:
        if is_empty(item):
            continue
        table = lookup_table(item, low, high)
        if table is None:
            notes.append(message("dicom_voi_lut_damaged"))
            continue
        if table.bits < table.declared:
            # Tables that declare more bits than they hold would be nearly black.
            notes.append(message("dicom_voi_lut_scaled", declared=table.declared, held=table.bits))
        entries = table.entries.astype(np.float32) / np.float32(2**table.bits - 1)
        found.append(VoiLut(table.first, entries, table.explanation))
    windows, window_notes = _windows(ds)
    return [*found, *windows], [*notes, *window_notes]


def _windows(ds: Dataset) -> tuple[list[WindowLevel], list[Message]]:
    found: list[WindowLevel] = []
    notes: list[Message] = []
    named = text(ds, "VOILUTFunction").upper() or "LINEAR"
    names = value(ds, "WindowCenterWidthExplanation")
    names = [names] if isinstance(names, str) else list(names or [])
    centers, widths = numbers_or_none(ds, "WindowCenter"), numbers_or_none(ds, "WindowWidth")
    for index, (center, width) in enumerate(zip(centers[:_MOST_PRESETS], widths, strict=False)):
        if center is None or width is None:
            notes.append(message("dicom_window_unreadable"))
            continue
        function: VoiFunction = next((known for known in _FUNCTIONS if known == named), "LINEAR")
        if function == "LINEAR" and 0 < width < 1:
            function = "LINEAR_EXACT"
        name = str(names[index])[:80] if index < len(names) else ""
        try:
            found.append(WindowLevel(center, width, function, name))
        except ValueError:
            notes.append(message("dicom_window_ignored", width=width))
    return found, notes


def shows_image(voi: Voi, values: Histogram) -> bool:
    """Whether a window or VOI LUT shows anything of an image with such modality values.

    Not so a window that is far wider than the values or leaves nearly all of them black or white, as one does
    that was made for another depth.
    """
    if voi.low >= values.edges[-1] or voi.high <= values.edges[0]:
        return False
    if not isinstance(voi, WindowLevel) or not values.total:
        return True
    below, above = values.share_outside(voi.low, voi.high)
    if max(below, above) > _MOST_SATURATED:
        return False
    cumulated = np.cumsum(values.counts) / values.total
    darkest, brightest = np.interp((0.001, 0.999), cumulated, values.edges[1:])
    if above > _MANY_SATURATED and voi.low >= -1 and voi.high <= _EIGHT_BITS < brightest / 2:
        return False
    return bool(brightest - darkest > _LEAST_OF_WINDOW * (voi.high - voi.low))


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
    if pixels.dtype.kind == "i" and whole >= 1 << (bits - 1):
        return whole - (1 << bits)
    if pixels.dtype.kind == "u" and whole < 0:
        return whole + (1 << bits)
    return whole
