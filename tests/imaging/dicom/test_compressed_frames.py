"""Codestreams in DICOM files: right values whatever the data set says about them."""

import imagecodecs
import numpy as np
import pytest
from PIL import Image
from pydicom.uid import (
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
)

from tests.images import Pixels, dicom_dataset, encoded, synthetic_image
from tests.imaging.dicom.files import DELIMITER, item, with_codestreams, with_pixel_data
from tests.imaging.lossless_jpeg import lossless_jpeg
from tests.messages import codes, unreadable
from xray_desktop.imaging import Radiograph
from xray_desktop.imaging.reading import decode_radiograph

EIGHT = synthetic_image(120, 151)
TWELVE = synthetic_image(120, 151, bits=12)
SIGNED = (TWELVE.astype(np.int16) - 2048).astype(np.int16)


def read(data: bytes) -> Radiograph:
    return decode_radiograph(data, "image.dcm")


def lossless(
    pixels: Pixels, codestream: bytes, syntax: str = JPEGLosslessSV1, **attributes: object
) -> Radiograph:
    return read(with_codestreams(dicom_dataset(pixels, **attributes), [codestream], syntax))


def test_lossless_jpeg_may_rely_on_the_modulo_of_its_differences() -> None:
    noisy = TWELVE.copy()
    noisy[::7, ::5] = 0
    noisy[::11, ::3] = 4095
    radiograph = lossless(noisy, lossless_jpeg(noisy, 12, wrapped=True), BitsStored=12)
    assert np.array_equal(radiograph.pixels, noisy)


def test_lossless_jpeg_with_a_point_transform_keeps_the_upper_bits() -> None:
    radiograph = lossless(TWELVE, lossless_jpeg(TWELVE, 12, point_transform=2), BitsStored=12)
    assert np.array_equal(radiograph.pixels, TWELVE & ~np.uint16(3))


def test_8_bits_of_lossless_jpeg_may_be_allocated_16() -> None:
    deep = EIGHT.astype(np.uint16)
    assert np.array_equal(lossless(deep, lossless_jpeg(EIGHT, 8), BitsStored=8).pixels, EIGHT)


@pytest.mark.parametrize("end", [63, 0], ids=["spectral end 63", "spectral end 0"])
def test_extended_jpeg_of_12_bits(end: int) -> None:
    codestream = bytearray(imagecodecs.jpeg8_encode(TWELVE, level=99, bitspersample=12))
    scan = codestream.rindex(b"\xff\xda")
    assert codestream[scan + 8] == 63
    codestream[scan + 8] = end
    radiograph = lossless(TWELVE, bytes(codestream), JPEGExtended12Bit, BitsStored=12)
    assert np.abs(radiograph.pixels.astype(int) - TWELVE).mean() < 16
    assert radiograph.pixels.max() > 3500


def test_signed_values_of_12_bits_in_a_codestream_of_16() -> None:
    masked = (SIGNED & 0xFFF).astype(np.uint16)
    for codestream, syntax in (
        (imagecodecs.jpegls_encode(masked), JPEGLSLossless),
        (imagecodecs.jpeg2k_encode(masked, level=0, codecformat="j2k"), JPEG2000Lossless),
        (lossless_jpeg(masked, 16), JPEGLosslessSV1),
    ):
        radiograph = lossless(SIGNED, bytes(codestream), syntax, BitsStored=12)
        assert np.array_equal(radiograph.pixels, SIGNED)
        assert radiograph.exclusion_reasons == ()


def test_signed_samples_of_jpeg_2000_in_an_unsigned_file_are_excluded() -> None:
    codestream = bytes(imagecodecs.jpeg2k_encode(SIGNED, level=0, codecformat="j2k", bitspersample=12))
    radiograph = lossless(TWELVE, codestream, JPEG2000Lossless, BitsStored=12)
    assert np.array_equal(radiograph.pixels, SIGNED)
    assert codes(radiograph.exclusion_reasons) == ["dicom_sign_contradicts"]


def test_a_codestream_with_more_bits_than_the_file_states_is_excluded() -> None:
    radiograph = lossless(TWELVE, lossless_jpeg(TWELVE, 12), BitsStored=10)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.exclusion_reasons) == ["dicom_bits_beyond"]


@pytest.mark.parametrize(
    "padding", [bytes(100), bytes(5000), b"\xff" * 64], ids=["zeros", "many zeros", "ones"]
)
@pytest.mark.parametrize("baseline", [True, False])
def test_padding_after_the_end_of_a_jpeg_is_not_truncation(padding: bytes, baseline: bool) -> None:
    pixels = EIGHT if baseline else TWELVE
    codestream = encoded(EIGHT, "JPEG", quality=95) if baseline else lossless_jpeg(TWELVE, 12)
    syntax = JPEGBaseline8Bit if baseline else JPEGLosslessSV1
    plain = lossless(pixels, codestream, syntax)
    padded = lossless(pixels, codestream + padding, syntax)
    assert np.array_equal(padded.pixels, plain.pixels)
    assert padded.exclusion_reasons == ()


def test_the_end_of_a_preview_is_not_the_end_of_the_image() -> None:
    preview = b"\xff\xe1" + (14).to_bytes(2, "big") + b"Exif\xff\xd8\xff\xd9" + bytes(4)
    codestream = encoded(EIGHT, "JPEG", quality=95)
    cut = codestream[:2] + preview + codestream[2 : len(codestream) // 2]
    assert codes(lossless(EIGHT, cut, JPEGBaseline8Bit).exclusion_reasons) == ["truncated"]


@pytest.mark.parametrize("syntax", [JPEGLosslessSV1, JPEG2000Lossless], ids=lambda uid: uid.name)
def test_planar_configuration_does_not_hold_for_codestreams(syntax: str) -> None:
    colour = np.stack([EIGHT] * 3, axis=-1)
    codestream = (
        imagecodecs.jpeg8_encode(colour, lossless=True, colorspace="rgb", outcolorspace="rgb")
        if syntax == JPEGLosslessSV1
        else imagecodecs.jpeg2k_encode(colour, level=0, codecformat="j2k")
    )
    photometric = "RGB" if syntax == JPEGLosslessSV1 else "YBR_RCT"
    radiograph = lossless(
        colour, bytes(codestream), syntax, PlanarConfiguration=1, PhotometricInterpretation=photometric
    )
    assert np.array_equal(radiograph.pixels, EIGHT)


def test_ybr_that_is_called_rgb_is_shown_by_its_luminance_and_excluded() -> None:
    tinted = Image.merge("RGB", [Image.fromarray(band) for band in (EIGHT, EIGHT // 10 * 9, EIGHT // 10 * 8)])
    ybr = np.asarray(tinted.convert("YCbCr"))
    codestream = imagecodecs.jpeg8_encode(ybr, lossless=True, colorspace="rgb", outcolorspace="rgb")
    radiograph = lossless(ybr, bytes(codestream))
    assert np.array_equal(radiograph.pixels, ybr[..., 0])
    assert codes(radiograph.exclusion_reasons) == ["dicom_ybr_called_rgb"]


def test_a_codestream_under_a_native_transfer_syntax_is_shown_with_a_note() -> None:
    radiograph = lossless(TWELVE, lossless_jpeg(TWELVE, 12), ExplicitVRLittleEndian, BitsStored=12)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.notes) == ["dicom_syntax_corrected"]
    assert radiograph.exclusion_reasons == ()


def test_fragments_that_are_no_codestream_contradict_a_native_transfer_syntax() -> None:
    with unreadable("dicom_syntax_contradicts"):
        read(
            with_pixel_data(
                dicom_dataset(EIGHT), item(b"") + item(bytes(80)) + DELIMITER, ExplicitVRLittleEndian
            )
        )


@pytest.mark.parametrize("wrong", ["codestream", "data set"])
def test_width_and_height_swapped_show_the_image_and_exclude_it(wrong: str) -> None:
    if wrong == "codestream":
        radiograph = lossless(TWELVE, lossless_jpeg(TWELVE.reshape(151, 120), 12), BitsStored=12)
    else:
        radiograph = lossless(TWELVE, lossless_jpeg(TWELVE, 12), BitsStored=12, Rows=151, Columns=120)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.exclusion_reasons) == ["dicom_size_swapped"]


@pytest.mark.parametrize(
    ("syntax", "name"),
    [
        ("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
        ("1.2.840.10008.1.2.4.112", "JPEG XL"),
        ("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"),
    ],
)
def test_newer_compressions_are_named(syntax: str, name: str) -> None:
    with unreadable("dicom_compression_unsupported", syntax=name):
        read(with_codestreams(dicom_dataset(EIGHT), [b"\xff\x0a an image"], syntax))
