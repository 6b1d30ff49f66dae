"""Palette colour: stored values to RGB through three tables (PS3.3, C.7.9), as writers encode them in
practice.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.pixels import apply_color_lut

from xray_desktop.imaging.dicom.elements import table_bytes, value

_COLOURS = ("Red", "Green", "Blue")


def palette_colours(pixels: npt.NDArray[Any], ds: Dataset) -> npt.NDArray[np.uint8]:
    """Stored values (rows, columns) as colours, uint8 (rows, columns, 3).

    Tables are scaled by the depth that they hold, not by the one that they declare: 16-bit tables whose
    entries are 8 bits deep are common, and 8-bit tables in 16-bit words.

    Raises ValueError when a table is missing or shorter than it declares.
    """
    if value(ds, "RedPaletteColorLookupTableData") is None:
        return _eight_bits(apply_color_lut(pixels, ds))  # segmented tables
    tables = [_table(ds, colour, signed=pixels.dtype.kind == "i") for colour in _COLOURS]
    colours = np.stack(
        [table[np.clip(pixels.astype(np.int64) - first, 0, len(table) - 1)] for first, table in tables],
        axis=-1,
    )
    return _eight_bits(colours, max(int(table.max()) for _, table in tables))


def _table(ds: Dataset, colour: str, signed: bool) -> tuple[int, npt.NDArray[np.uint16]]:
    """First value mapped, and the entries, of one colour."""
    little_endian = ds.original_encoding[1] is not False
    words = "<u2" if little_endian else ">u2"
    descriptor = value(ds, f"{colour}PaletteColorLookupTableDescriptor")
    if isinstance(descriptor, bytes):
        descriptor = np.frombuffer(descriptor[: len(descriptor) // 2 * 2], words).tolist()
    length, first, bits = (int(number) for number in descriptor)
    length = length % 65_536 or 65_536
    first %= 65_536
    if signed and first > 32_767:
        first -= 65_536
    data = bytes(value(ds, f"{colour}PaletteColorLookupTableData") or b"")
    if len(data) >= 2 * length:
        entries: npt.NDArray[Any] | None = np.frombuffer(data[: 2 * length], words)
    else:
        entries = table_bytes(data, length, little_endian=little_endian) if bits <= 8 else None
    if entries is None:
        raise ValueError(f"the {colour} palette has {len(data)} bytes for {length} entries")
    return first, entries.astype(np.uint16)


def _eight_bits(colours: npt.NDArray[Any], highest: int | None = None) -> npt.NDArray[np.uint8]:
    depth = int(colours.max() if highest is None else highest).bit_length()
    return (colours >> max(depth - 8, 0)).astype(np.uint8)
