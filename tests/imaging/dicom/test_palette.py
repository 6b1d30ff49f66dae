"""Palettes as real writers encode them."""

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian

from tests.images import Pixels, dicom_bytes, synthetic_image
from xray_desktop.imaging.reading import decode_radiograph

EIGHT = synthetic_image(120, 150)
REVERSED = np.arange(256)[::-1]


def read(
    descriptor: list[int], table: bytes, pixels: Pixels = EIGHT, syntax: str = ExplicitVRLittleEndian
) -> Pixels:
    palette: dict[str, object] = {}
    for colour in ("Red", "Green", "Blue"):
        palette[f"{colour}PaletteColorLookupTableDescriptor"] = descriptor
        palette[f"{colour}PaletteColorLookupTableData"] = table
    data = dicom_bytes(pixels, transfer_syntax=syntax, PhotometricInterpretation="PALETTE COLOR", **palette)
    return decode_radiograph(data, "image.dcm").pixels


@pytest.mark.parametrize(
    ("descriptor", "table"),
    [
        ([256, 0, 16], (REVERSED * 257).astype("<u2")),
        ([256, 0, 16], REVERSED.astype("<u2")),
        ([256, 0, 8], REVERSED.astype("<u2")),
        ([256, 0, 8], REVERSED.astype("u1")),
    ],
    ids=["16 bits", "16 bits that hold 8", "8 bits in words", "8 bits"],
)
def test_a_palette_of_any_encoding_is_seen_alike(descriptor: list[int], table: Pixels) -> None:
    assert np.array_equal(read(descriptor, table.tobytes()), 255 - EIGHT)


@pytest.mark.parametrize("kind", [">u2", "u1"])
def test_a_palette_in_big_endian(kind: str) -> None:
    table = (REVERSED * (257 if kind == ">u2" else 1)).astype(kind)
    packed = table.tobytes() if kind == ">u2" else table.view("<u2").astype(">u2").tobytes()
    descriptor = [256, 0, 16 if kind == ">u2" else 8]
    assert np.array_equal(read(descriptor, packed, syntax=ExplicitVRBigEndian), 255 - EIGHT)


def test_a_palette_with_an_odd_number_of_entries() -> None:
    table = np.arange(255, dtype=np.uint8).tobytes() + b"\0"
    assert np.array_equal(read([255, 0, 8], table), np.minimum(EIGHT, 254))


def test_a_palette_holds_its_ends_beyond_its_range() -> None:
    table = (np.arange(100) * 2).astype("u1").tobytes()
    assert np.array_equal(read([100, 50, 8], table), np.clip(EIGHT.astype(int) - 50, 0, 99) * 2)
