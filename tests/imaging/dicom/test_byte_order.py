"""Byte order of data sets and pixels: right, corrected where the file shows it, excluded where it is
guessed.
"""

import struct

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian

from tests.images import dicom_bytes, dicom_dataset, file_bytes, synthetic_image
from tests.imaging.dicom.files import DELIMITER, item, with_pixel_data
from tests.messages import codes
from xray_desktop.imaging import Radiograph
from xray_desktop.imaging.reading import decode_radiograph

EIGHT = synthetic_image(120, 151)
TWELVE = synthetic_image(120, 151, bits=12)


def read(data: bytes) -> Radiograph:
    return decode_radiograph(data, "image.dcm")


@pytest.mark.parametrize("pixels", [EIGHT[:, :150], EIGHT], ids=["even", "odd"])
def test_8_bit_values_in_big_endian_words(pixels: np.ndarray) -> None:  # type: ignore[type-arg]
    content = pixels.tobytes() + b"\0" * (pixels.size % 2)
    ds = dicom_dataset(pixels, PixelData=np.frombuffer(content, "<u2").astype(">u2").tobytes())
    ds["PixelData"].VR = "OW"
    assert np.array_equal(read(file_bytes(ds, ExplicitVRBigEndian)).pixels, pixels)


def test_a_big_endian_file_that_claims_to_be_little_endian() -> None:
    data = dicom_bytes(TWELVE, BitsStored=12, transfer_syntax=ExplicitVRBigEndian)
    claims = data.replace(b"1.2.840.10008.1.2.2\0", b"1.2.840.10008.1.2.1\0")
    radiograph = read(claims)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.notes) == ["dicom_byte_order_corrected"]


@pytest.mark.parametrize("bits", [12, 16])
def test_pixels_in_the_wrong_byte_order_are_shown_right_and_excluded(bits: int) -> None:
    pixels = synthetic_image(120, 150, bits=bits)
    radiograph = read(dicom_bytes(pixels, BitsStored=bits, PixelData=pixels.astype(">u2").tobytes()))
    assert np.array_equal(radiograph.pixels, pixels)
    assert codes(radiograph.exclusion_reasons) == ["dicom_bytes_swapped"]


@pytest.mark.parametrize("bits", [9, 12, 16])
def test_noise_is_not_taken_for_swapped_bytes(bits: int) -> None:
    noise = np.random.default_rng(0).integers(0, 2**bits, (100, 120)).astype(np.uint16)
    radiograph = read(dicom_bytes(noise, BitsStored=bits))
    assert np.array_equal(radiograph.pixels, noise)
    assert radiograph.exclusion_reasons == ()


@pytest.mark.parametrize("order", ["<", ">"], ids=["little endian", "big endian"])
def test_a_sequence_of_unknown_vr_in_a_big_endian_file(order: str) -> None:
    data = dicom_bytes(TWELVE, BitsStored=12, transfer_syntax=ExplicitVRBigEndian)

    def element(group: int, number: int, length: int, content: bytes = b"") -> bytes:
        return struct.pack(order + "HHI", group, number, length) + content

    nested = element(0x0008, 0x1140, 0xFFFFFFFF) + element(0xFFFE, 0xE0DD, 0)
    sequence = (
        element(0xFFFE, 0xE000, 0xFFFFFFFF)
        + element(0x0008, 0x0100, 4, b"ABCD")
        + nested
        + element(0xFFFE, 0xE00D, 0)
        + element(0xFFFE, 0xE0DD, 0)
    )
    private = struct.pack(">HH2sHI", 0x4009, 0x1001, b"UN", 0, 0xFFFFFFFF) + sequence
    pixels = data.index(b"\x7f\xe0\x00\x10")
    assert np.array_equal(read(data[:pixels] + private + data[pixels:]).pixels, TWELVE)


@pytest.mark.parametrize("preamble", [bytes(128) + b"DICM", b""], ids=["preamble", "no preamble"])
def test_file_meta_information_in_implicit_vr(preamble: bytes) -> None:
    data = dicom_bytes(TWELVE, BitsStored=12)
    length = struct.unpack("<I", data[140:144])[0]
    syntax = ExplicitVRLittleEndian.encode() + b"\0"
    element = struct.pack("<HHI", 0x0002, 0x0010, len(syntax)) + syntax
    meta = struct.pack("<HHII", 0x0002, 0x0000, 4, len(element)) + element
    assert np.array_equal(read(preamble + meta + data[144 + length :]).pixels, TWELVE)


def test_encapsulated_uncompressed_pixels() -> None:
    content = TWELVE.tobytes()
    value = item(b"") + item(content) + DELIMITER
    ds = dicom_dataset(TWELVE, BitsStored=12)
    assert np.array_equal(read(with_pixel_data(ds, value, "1.2.840.10008.1.2.1.98")).pixels, TWELVE)
