"""DICOM files that are cut, contradictory or odd: refused or marked, never guessed at in silence."""

import io
import struct

import numpy as np
import pydicom
import pytest
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    RLELossless,
)

from tests.images import dicom_bytes, dicom_dataset, encapsulated, encoded, file_bytes, synthetic_image
from tests.messages import unreadable
from xray_desktop.imaging import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import message

RADIOGRAPH = synthetic_image(120, 150)


def read(data: bytes, frame: int = 0) -> Radiograph:
    return decode_radiograph(data, "image.dcm", frame=frame)


@pytest.mark.parametrize(
    "syntax",
    [
        ImplicitVRLittleEndian,
        ExplicitVRLittleEndian,
        DeflatedExplicitVRLittleEndian,
        RLELossless,
        JPEGBaseline8Bit,
    ],
    ids=lambda uid: uid.name,
)
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_truncated_image_is_shown_and_marked(syntax: str, share: float) -> None:
    data = dicom_bytes(RADIOGRAPH, transfer_syntax=syntax)
    radiograph = read(data[: int(len(data) * share)])
    assert radiograph.exclusion_reasons == (message("truncated"),)
    right = np.abs(radiograph.pixels.astype(int) - RADIOGRAPH).mean(axis=1) < 6
    assert 0.6 * share < right.mean() < 1


def test_a_truncated_wavelet_image_is_an_error_that_says_so() -> None:
    data = dicom_bytes(RADIOGRAPH, transfer_syntax=JPEG2000Lossless)
    with unreadable("dicom_truncated_image"):
        read(data[: len(data) // 2])


def test_only_the_frames_that_are_cut_are_marked() -> None:
    frames = np.stack([RADIOGRAPH, RADIOGRAPH, RADIOGRAPH])
    for syntax in (ExplicitVRLittleEndian, RLELossless):
        data = dicom_bytes(frames, transfer_syntax=syntax)
        cut = data[: int(len(data) * 0.8)]
        assert read(cut, frame=0).exclusion_reasons == ()
        assert read(cut, frame=2).exclusion_reasons == (message("truncated"),)


def test_an_image_of_which_nothing_is_left_is_an_error() -> None:
    data = dicom_bytes(RADIOGRAPH)
    with unreadable("dicom_too_little_left"):
        read(data[: len(data) - RADIOGRAPH.size])


@pytest.mark.parametrize("length", [132, 140, 160, 300, 420])
def test_a_stump_without_image_is_an_error(length: int) -> None:
    with pytest.raises(UnreadableRadiograph, match=r"image\.dcm"):
        read(dicom_bytes(RADIOGRAPH)[:length])


@pytest.mark.parametrize("keyword", ["Rows", "Columns"])
@pytest.mark.parametrize("value", [None, 0])
def test_a_missing_size_is_an_error(keyword: str, value: int | None) -> None:
    with unreadable("dicom_no_size"):
        read(dicom_bytes(RADIOGRAPH, **{keyword: value}))


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (50, 1)])
def test_a_line_of_pixels_is_shown_but_excluded(size: tuple[int, int]) -> None:
    radiograph = read(dicom_bytes(np.full(size, 7, np.uint8)))
    assert radiograph.pixels.shape == size
    assert radiograph.exclusion_reasons == (message("image_too_small", width=size[1], height=size[0]),)


@pytest.mark.parametrize("bits", [None, 3, 12, 24, 128])
def test_an_impossible_depth_is_an_error(bits: int | None) -> None:
    with unreadable("dicom_bits_allocated_unsupported", allocated=bits or 0):
        read(dicom_bytes(RADIOGRAPH, BitsAllocated=bits))


def test_samples_that_contradict_the_photometric_interpretation_are_an_error() -> None:
    with unreadable("dicom_samples_contradict", samples=3, photometric="MONOCHROME2"):
        read(dicom_bytes(RADIOGRAPH, SamplesPerPixel=3))


def test_a_missing_number_of_samples_is_one() -> None:
    assert np.array_equal(read(dicom_bytes(RADIOGRAPH, SamplesPerPixel=None)).pixels, RADIOGRAPH)


def test_missing_bits_and_sign_are_those_of_plain_bytes() -> None:
    radiograph = read(dicom_bytes(RADIOGRAPH, BitsStored=None, HighBit=None, PixelRepresentation=None))
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)


def test_a_private_transfer_syntax_is_named() -> None:
    data = dicom_bytes(RADIOGRAPH).replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.113619.5.2\0\0")
    with unreadable("dicom_private_syntax", syntax="1.2.840.113619.5.2"):
        read(data)


def test_a_damaged_codestream_is_an_error() -> None:
    for syntax in (JPEGBaseline8Bit, JPEG2000Lossless):
        data = bytearray(dicom_bytes(RADIOGRAPH, transfer_syntax=syntax))
        start = max(data.rfind(b"\xff\xd8"), data.rfind(b"\xff\x4f\xff\x51"))
        data[start + 2 : start + 60] = bytes(58)
        with unreadable("dicom_damaged_image", syntax=syntax.name):
            read(bytes(data))


def _with_jp2_boxes(first_length: bytes) -> bytes:
    """An image whose codestream lies in a JP2 file, which the standard forbids and some devices write."""
    boxed = bytearray(encoded(RADIOGRAPH, "JPEG2000"))
    boxed[12:16] = first_length or boxed[12:16]
    ds = dicom_dataset(RADIOGRAPH)
    file_bytes(ds)
    encapsulated(ds, [bytes(boxed)], JPEG2000Lossless)
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, ds, enforce_file_format=True)
    return buffer.getvalue()


def test_a_codestream_in_jp2_boxes_is_read() -> None:
    assert np.array_equal(read(_with_jp2_boxes(b"")).pixels, RADIOGRAPH)


@pytest.mark.parametrize("length", [0, 1, 7, 2**32 - 1])
def test_jp2_boxes_that_lead_nowhere_are_an_error_and_not_an_endless_walk(length: int) -> None:
    with unreadable("dicom_damaged_image"):
        read(_with_jp2_boxes(struct.pack(">I", length)))


def test_run_length_data_that_lies_about_its_segments_is_an_error() -> None:
    data = bytearray(dicom_bytes(RADIOGRAPH, transfer_syntax=RLELossless))
    start = data.index(struct.pack("<II", 1, 64))
    data[start : start + 4] = struct.pack("<I", 4_000_000_000)
    with unreadable("dicom_damaged_image", syntax=RLELossless.name):
        read(bytes(data))


def test_run_length_data_with_wild_offsets_is_marked_and_never_panics() -> None:
    data = bytearray(
        dicom_bytes(synthetic_image(120, 150, bits=12), transfer_syntax=RLELossless, BitsStored=12)
    )
    start = data.index(struct.pack("<II", 2, 64)) + 8
    data[start : start + 4] = struct.pack("<I", 4_000_000_000)
    assert read(bytes(data)).exclusion_reasons == (message("truncated"),)


@pytest.mark.parametrize("value", ["ABC", "", "1\\2", "99999999999999999999"])
def test_a_number_of_frames_that_is_none_is_one(value: str) -> None:
    ds = dicom_bytes(RADIOGRAPH, NumberOfFrames=7)
    place = ds.index(struct.pack("<HH", 0x28, 8) + b"IS")
    length = struct.unpack("<H", ds[place + 6 : place + 8])[0]
    text = value.encode()
    text += b" " * (len(text) % 2)
    data = ds[: place + 6] + struct.pack("<H", len(text)) + text + ds[place + 8 + length :]
    if value.startswith("9"):
        with unreadable("file_limit"):
            read(data)
    else:
        assert np.array_equal(read(data).pixels, RADIOGRAPH)
