"""DICOM in every encoding: the same image comes out."""

import io
import struct
import zlib

import numpy as np
import pydicom
import pytest
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.uid import (
    MPEG2MPML,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    RLELossless,
)

from tests.images import (
    Pixels,
    dicom_bytes,
    dicom_dataset,
    encoded,
    file_bytes,
    synthetic_image,
)
from tests.imaging.dicom.files import with_codestreams
from tests.imaging.lossless_jpeg import lossless_jpeg
from tests.messages import codes, unreadable
from xray_desktop.imaging import Radiograph
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import message

EIGHT = synthetic_image(120, 151)
TWELVE = synthetic_image(120, 151, bits=12)
SIXTEEN = synthetic_image(120, 151, bits=16)
SIGNED = (TWELVE.astype(np.int16) - 2048).astype(np.int16)

NATIVE = [
    ImplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    DeflatedExplicitVRLittleEndian,
]
LOSSLESS = [*NATIVE, RLELossless, JPEG2000Lossless]


def read(data: bytes, frame: int = 0) -> Radiograph:
    return decode_radiograph(data, "image.dcm", frame=frame)


@pytest.mark.parametrize("syntax", LOSSLESS, ids=lambda uid: uid.name)
@pytest.mark.parametrize(
    ("pixels", "stored"),
    [(EIGHT, 8), (TWELVE, 12), (SIXTEEN, 16), (SIGNED, 12)],
    ids=["8", "12", "16", "signed"],
)
def test_lossless_encodings_keep_every_value(syntax: str, pixels: Pixels, stored: int) -> None:
    radiograph = read(dicom_bytes(pixels, transfer_syntax=syntax, BitsStored=stored))
    assert radiograph.pixels.dtype == pixels.dtype
    assert radiograph.pixels.dtype.isnative
    assert np.array_equal(radiograph.pixels, pixels)
    assert radiograph.bits == stored
    assert radiograph.format == "DICOM"
    assert radiograph.notes == ()
    assert radiograph.exclusion_reasons == ()
    assert radiograph.details["transfer_syntax"] == pydicom.uid.UID(syntax).name


@pytest.mark.parametrize("syntax", [JPEGLossless, JPEGLosslessSV1], ids=lambda uid: uid.name)
@pytest.mark.parametrize(
    ("pixels", "stored"), [(EIGHT, 8), (TWELVE, 12), (SIXTEEN, 16)], ids=["8", "12", "16"]
)
def test_lossless_jpeg_keeps_every_value(syntax: str, pixels: Pixels, stored: int) -> None:
    ds = dicom_dataset(pixels, BitsStored=stored)
    radiograph = read(with_codestreams(ds, [lossless_jpeg(pixels, stored)], syntax))
    assert np.array_equal(radiograph.pixels, pixels)
    assert radiograph.bits == stored


def test_signed_values_in_lossless_jpeg_keep_their_sign() -> None:
    ds = dicom_dataset(SIGNED, BitsStored=12)
    codestream = lossless_jpeg((SIGNED & 0xFFF).astype(np.uint16), 12)
    assert np.array_equal(read(with_codestreams(ds, [codestream], JPEGLosslessSV1)).pixels, SIGNED)


def test_baseline_jpeg_is_what_pillow_decodes() -> None:
    codestream = encoded(EIGHT, "JPEG", quality=95)
    radiograph = read(dicom_bytes(EIGHT, transfer_syntax=JPEGBaseline8Bit))
    image = decode_radiograph(codestream, "image.jpg")
    assert np.array_equal(radiograph.pixels, image.pixels)


def test_high_throughput_jpeg_2000_is_known() -> None:
    ds = dicom_dataset(EIGHT)
    with unreadable("dicom_damaged_image", syntax=HTJ2KLossless.name):
        read(with_codestreams(ds, [b"\xff\x4f\xff\x51 nothing more"], HTJ2KLossless))


def test_an_encoding_that_is_not_read_is_named() -> None:
    ds = dicom_dataset(EIGHT)
    with unreadable("dicom_compression_unsupported", syntax=MPEG2MPML.name):
        read(with_codestreams(ds, [b"\0\0\1\xb3 an image"], MPEG2MPML))


@pytest.mark.parametrize("implicit", [True, False], ids=["implicit", "explicit"])
@pytest.mark.parametrize("little", [True, False], ids=["little", "big"])
def test_a_bare_data_set_is_read(implicit: bool, little: bool) -> None:
    if implicit and not little:
        pytest.skip("the standard knows no such encoding")
    ds = dicom_dataset(TWELVE, BitsStored=12)
    if not little:
        ds.PixelData = TWELVE.astype(">u2").tobytes()
    buffer = DicomBytesIO()
    buffer.is_implicit_VR, buffer.is_little_endian = implicit, little
    write_dataset(buffer, ds)
    assert np.array_equal(read(buffer.getvalue()).pixels, TWELVE)


def test_file_meta_information_without_preamble_is_read() -> None:
    assert np.array_equal(read(dicom_bytes(TWELVE)[132:]).pixels, TWELVE)


def test_a_preamble_that_pretends_to_be_tiff_is_not_believed() -> None:
    radiograph = read(dicom_bytes(TWELVE, preamble=b"II*\0\x08\0\0\0".ljust(128, b"\0")))
    assert radiograph.format == "DICOM"
    assert np.array_equal(radiograph.pixels, TWELVE)


@pytest.mark.parametrize("syntax", LOSSLESS, ids=lambda uid: uid.name)
def test_every_frame_can_be_chosen(syntax: str) -> None:
    frames = np.stack([synthetic_image(40, 51, seed) for seed in range(3)])
    data = dicom_bytes(frames, transfer_syntax=syntax)
    for number in range(3):
        radiograph = read(data, frame=number)
        assert np.array_equal(radiograph.pixels, frames[number])
        assert (radiograph.frames, radiograph.frame) == (3, number)
        assert radiograph.notes == (message("dicom_frame_number", frame=number + 1, frames=3),)
    for number in (-1, 3):
        with unreadable("dicom_no_such_frame", frames=3):
            read(data, frame=number)


def test_a_frame_in_several_fragments_is_put_together() -> None:
    ds = dicom_dataset(EIGHT)
    file_bytes(ds, JPEG2000Lossless)
    whole = pydicom.encaps.get_frame(ds.PixelData, 0, number_of_frames=1)
    ds.PixelData = pydicom.encaps.encapsulate([whole], fragments_per_frame=4)
    ds["PixelData"].VR, ds["PixelData"].is_undefined_length = "OB", True
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, ds, enforce_file_format=True)
    assert np.array_equal(read(buffer.getvalue()).pixels, EIGHT)


@pytest.mark.parametrize("syntax", [*NATIVE, RLELossless, JPEG2000Lossless], ids=lambda uid: uid.name)
def test_colour_becomes_luminance(syntax: str) -> None:
    colour = np.stack([EIGHT, EIGHT // 2, 255 - EIGHT], axis=-1)
    from PIL import Image

    radiograph = read(dicom_bytes(colour, transfer_syntax=syntax))
    assert np.array_equal(radiograph.pixels, np.asarray(Image.fromarray(colour).convert("L")))
    assert radiograph.photometric in ("RGB", "YBR_RCT")
    assert radiograph.bits == 8
    assert codes(radiograph.notes) == ["luminance_shown"]


def test_a_capture_in_many_colours_is_shown_but_excluded() -> None:
    colour = np.random.default_rng(0).integers(0, 255, (6, 5, 3), np.uint8).repeat(30, 0).repeat(30, 1)
    radiograph = read(dicom_bytes(colour))
    assert codes(radiograph.exclusion_reasons) == ["many_colours"]
    assert radiograph.pixels.shape == (180, 150)


def test_grey_kept_in_colour_says_nothing_of_colour() -> None:
    radiograph = read(dicom_bytes(np.stack([EIGHT] * 3, axis=-1)))
    assert np.array_equal(radiograph.pixels, EIGHT)
    assert radiograph.notes == ()


def test_planes_of_colour_may_follow_one_another() -> None:
    colour = np.stack([EIGHT, EIGHT // 2, 255 - EIGHT], axis=-1)
    by_pixel = dicom_bytes(colour)
    by_plane = dicom_bytes(
        colour, PlanarConfiguration=1, PixelData=colour.transpose(2, 0, 1).tobytes() + b"\0"
    )
    assert np.array_equal(read(by_pixel).pixels, read(by_plane).pixels)


def test_ybr_is_turned_into_luminance() -> None:
    ybr = np.stack([EIGHT, np.full_like(EIGHT, 128), np.full_like(EIGHT, 128)], axis=-1)
    radiograph = read(dicom_bytes(ybr, PhotometricInterpretation="YBR_FULL"))
    assert np.abs(radiograph.pixels.astype(int) - EIGHT).max() <= 1


def test_ybr_422_is_unpacked() -> None:
    even = EIGHT[:, :150]
    packed = np.full((*even.shape[:1], 75, 4), 128, np.uint8)
    packed[..., 0], packed[..., 1] = even[:, ::2], even[:, 1::2]
    colour = np.stack([even] * 3, axis=-1)
    radiograph = read(
        dicom_bytes(colour, PhotometricInterpretation="YBR_FULL_422", PixelData=packed.tobytes())
    )
    assert np.abs(radiograph.pixels.astype(int) - even).max() <= 1


def test_a_palette_is_looked_up() -> None:
    table = (np.arange(256)[::-1] * 257).astype("<u2").tobytes()
    palette = {
        f"{colour}PaletteColorLookupTable{part}": value
        for colour in ("Red", "Green", "Blue")
        for part, value in (("Descriptor", [256, 0, 16]), ("Data", table))
    }
    radiograph = read(dicom_bytes(EIGHT, PhotometricInterpretation="PALETTE COLOR", **palette))
    assert np.array_equal(radiograph.pixels, 255 - EIGHT)


@pytest.mark.parametrize(("values", "stored"), [(SIXTEEN, 16), (TWELVE, 12), (TWELVE, 16)])
def test_deep_colour_keeps_its_depth_and_is_windowed_by_its_range(values: Pixels, stored: int) -> None:
    radiograph = read(dicom_bytes(np.stack([values] * 3, axis=-1), BitsStored=stored))
    assert np.array_equal(radiograph.pixels, values)
    assert radiograph.voi.high == pytest.approx(np.percentile(values, 99.9), rel=0.05)


@pytest.mark.parametrize(("kind", "keyword"), [("<f4", "FloatPixelData"), ("<f8", "DoubleFloatPixelData")])
def test_float_pixel_data_is_read(kind: str, keyword: str) -> None:
    values = TWELVE.astype(kind) / 3
    ds = dicom_dataset(TWELVE, PixelData=None)
    ds.BitsAllocated = 8 * np.dtype(kind).itemsize
    setattr(ds, keyword, values.tobytes())
    radiograph = read(file_bytes(ds))
    assert radiograph.pixels.dtype == np.float32
    assert np.array_equal(radiograph.pixels, values.astype(np.float32))
    assert radiograph.bits == 32


@pytest.mark.parametrize("kind", [np.uint32, np.int32])
def test_32_bit_values_are_read(kind: type) -> None:
    values = (TWELVE.astype(np.int64) * 1_000_000 - (2_000_000_000 if kind is np.int32 else 0)).astype(kind)
    radiograph = read(dicom_bytes(values))
    assert radiograph.pixels.dtype == kind
    assert np.array_equal(radiograph.pixels, values)


def test_one_bit_values_are_unpacked() -> None:
    mask = EIGHT > 128
    packed = np.packbits(mask.ravel(), bitorder="little").tobytes()
    radiograph = read(
        dicom_bytes(EIGHT, BitsAllocated=1, BitsStored=1, PixelData=packed + b"\0" * (len(packed) % 2))
    )
    assert np.array_equal(radiograph.pixels, mask)


def test_the_length_of_a_codestream_does_not_matter_to_its_neighbours() -> None:
    frames = [synthetic_image(40, 51, seed, bits=8) for seed in range(4)]
    ds = dicom_dataset(np.stack(frames))
    codestreams = [
        encoded(radiograph, "JPEG", quality=quality)
        for radiograph, quality in zip(frames, (95, 50, 80, 30), strict=True)
    ]
    data = with_codestreams(ds, codestreams, JPEGBaseline8Bit)
    for number, codestream in enumerate(codestreams):
        expected = decode_radiograph(codestream, "image.jpg").pixels
        assert np.array_equal(read(data, frame=number).pixels, expected)


def test_a_compressed_image_of_another_size_is_a_contradiction() -> None:
    ds = dicom_dataset(EIGHT)
    with unreadable("dicom_size_contradicts", width=151, height=120, coded_width=51, coded_height=40):
        read(with_codestreams(ds, [encoded(synthetic_image(40, 51), "JPEG")], JPEGBaseline8Bit))


def under_another_syntax(data: bytes, syntax: str) -> bytes:
    """A native file whose meta information names another transfer syntax."""
    meta = 132 + 12 + struct.unpack("<I", data[140:144])[0]
    ds = pydicom.dcmread(io.BytesIO(data))
    ds.file_meta.TransferSyntaxUID = pydicom.uid.UID(syntax)
    head = DicomBytesIO()
    pydicom.filewriter.write_file_meta_info(head, ds.file_meta)
    return bytes(128) + b"DICM" + head.getvalue() + data[meta:]


def test_native_pixels_under_a_compressed_syntax_are_shown_and_excluded() -> None:
    radiograph = read(under_another_syntax(dicom_bytes(TWELVE, BitsStored=12), JPEGBaseline8Bit))
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.exclusion_reasons) == ["dicom_native_pixels_assumed"]


def test_pixels_of_another_length_under_a_compressed_syntax_are_a_contradiction() -> None:
    with unreadable("dicom_syntax_contradicts"):
        read(under_another_syntax(dicom_bytes(EIGHT, PixelData=bytes(1000)), JPEGBaseline8Bit))


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (ImplicitVRLittleEndian, ExplicitVRLittleEndian),
        (ExplicitVRLittleEndian, ImplicitVRLittleEndian),
    ],
    ids=["implicit called explicit", "explicit called implicit"],
)
def test_a_data_set_in_another_vr_encoding_than_named(written: str, named: str) -> None:
    data = dicom_bytes(TWELVE, BitsStored=12, transfer_syntax=written)
    assert np.array_equal(read(under_another_syntax(data, named)).pixels, TWELVE)


def test_a_deflated_data_set_with_the_header_of_a_zlib_stream() -> None:
    data = dicom_bytes(TWELVE, BitsStored=12, transfer_syntax=DeflatedExplicitVRLittleEndian)
    start = 132 + 12 + struct.unpack("<I", data[140:144])[0]
    inflated = zlib.decompress(data[start:], -zlib.MAX_WBITS)
    radiograph = read(data[:start] + zlib.compress(inflated))
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.exclusion_reasons == ()
