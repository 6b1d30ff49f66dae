"""TIFF files at the depth that they have: deep colour, packed bits, floats, codecs that Pillow lacks."""

import lzma
import zlib

import imagecodecs
import numpy as np
import pytest

from tests.images import Pixels, synthetic_image
from tests.imaging.tiff_files import grey_tags, tiff
from tests.messages import codes, unreadable
from xray_desktop.imaging import Radiograph
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import message

TWELVE = synthetic_image(120, 150, bits=12)
DEEP = synthetic_image(120, 150, bits=16)
HEIGHT, WIDTH = DEEP.shape
DEFLATE, LZW, PACK_BITS, ZSTD, LZMA, LERC, JPEG_2000 = 8, 5, 32773, 50000, 34925, 34887, 34712


def read(data: bytes, frame: int = 0) -> Radiograph:
    return decode_radiograph(data, "scan.tif", frame=frame)


def packed(pixels: Pixels, bits: int) -> bytes:
    """Values of any number of bits, the highest first, each row filled up to whole bytes."""
    single = (pixels[..., None] >> np.arange(bits - 1, -1, -1)) & 1
    return np.packbits(single.reshape(len(pixels), -1).astype(np.uint8), axis=1).tobytes()


def colours(grey: Pixels) -> Pixels:
    return np.repeat(grey[..., None], 3, axis=2)


@pytest.mark.parametrize("order", ["<", ">"])
def test_half_and_double_floats_are_read(order: str) -> None:
    values = TWELVE / 4096
    for kind, tolerance in (("f2", 1e-3), ("f8", 1e-6)):
        tags = grey_tags(WIDTH, HEIGHT, int(kind[1]) * 8, format=3)
        radiograph = read(tiff([(tags, [values.astype(order + kind).tobytes()])], order=order))
        assert radiograph.pixels.dtype == np.float32
        assert np.abs(radiograph.pixels - values).max() < tolerance


def test_signed_8_bit_values_keep_their_sign() -> None:
    signed = (DEEP >> 8).astype(np.int16) - 128
    radiograph = read(tiff([(grey_tags(WIDTH, HEIGHT, 8, format=2), [signed.astype(np.int8).tobytes()])]))
    assert radiograph.pixels.dtype == np.int8
    assert np.array_equal(radiograph.pixels, signed)


@pytest.mark.parametrize("bits", [10, 12, 14])
@pytest.mark.parametrize("white_is_zero", [False, True])
def test_packed_bits_are_unpacked(bits: int, white_is_zero: bool) -> None:
    values = (DEEP >> (16 - bits))[:, :149]
    tags = grey_tags(149, HEIGHT, bits, photometric=0 if white_is_zero else 1)
    radiograph = read(tiff([(tags, [packed(values, bits)])]))
    assert np.array_equal(radiograph.pixels, values)
    assert (radiograph.bits, radiograph.inverted) == (bits, white_is_zero)


def test_24_bit_values_are_read() -> None:
    values = DEEP.astype(np.uint32) * 200
    data = values.astype("<u4").reshape(-1, 1).view(np.uint8)[:, :3].tobytes()
    assert np.array_equal(read(tiff([(grey_tags(WIDTH, HEIGHT, 24), [data])])).pixels, values)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("big", [False, True])
def test_big_tiff_is_read_in_both_byte_orders(order: str, big: bool) -> None:
    data = tiff([(grey_tags(WIDTH, HEIGHT, 16), [DEEP.astype(order + "u2").tobytes()])], order=order, big=big)
    assert np.array_equal(read(data).pixels, DEEP)


@pytest.mark.parametrize("planar", [1, 2])
def test_deep_colour_keeps_its_depth(planar: int) -> None:
    rgb = colours(TWELVE)
    strips = [rgb[..., n].tobytes() for n in range(3)] if planar == 2 else [rgb.tobytes()]
    tags = grey_tags(WIDTH, HEIGHT, 16, photometric=2, samples=3, planar=planar)
    radiograph = read(tiff([(tags, strips)]))
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert (radiograph.photometric, radiograph.notes) == ("MONOCHROME2", ())
    shown = radiograph.grey(radiograph.pixels)
    assert shown.mean() == pytest.approx(TWELVE.mean() / 4095, abs=0.05)


def test_deep_colour_that_is_coloured_becomes_luminance_with_a_note() -> None:
    rgb = np.stack([DEEP, DEEP // 2, 65_535 - DEEP], axis=-1)
    tags = grey_tags(WIDTH, HEIGHT, 16, photometric=2, samples=3)
    radiograph = read(tiff([(tags, [rgb.tobytes()])]))
    assert np.abs(radiograph.pixels - rgb @ (0.299, 0.587, 0.114)).max() <= 1
    assert codes(radiograph.notes) == ["luminance_shown"]


@pytest.mark.parametrize("opacity", [0, 4095, 65_535])
def test_deep_grey_with_a_uniform_alpha_is_shown(opacity: int) -> None:
    both = np.stack([TWELVE, np.full_like(TWELVE, opacity)], axis=-1)
    tags = grey_tags(WIDTH, HEIGHT, 16, samples=2, extra=2)
    radiograph = read(tiff([(tags, [both.tobytes()])]))
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.notes) == ([] if opacity else ["transparency_ignored"])


def test_transparent_parts_of_deep_grey_are_black() -> None:
    alpha = np.full_like(DEEP, 65_535)
    alpha[:, :40] = 0
    tags = grey_tags(WIDTH, HEIGHT, 16, samples=2, extra=2)
    radiograph = read(tiff([(tags, [np.stack([DEEP, alpha], axis=-1).tobytes()])]))
    assert not radiograph.pixels[:, :40].any()
    assert np.array_equal(radiograph.pixels[:, 40:], DEEP[:, 40:])
    assert codes(radiograph.notes) == ["transparent_parts_black"]


@pytest.mark.parametrize("compression", [DEFLATE, LZW, PACK_BITS, ZSTD, LZMA])
@pytest.mark.parametrize("predictor", [1, 2])
def test_compressed_deep_colour_is_read(compression: int, predictor: int) -> None:
    rgb = colours(DEEP)
    if predictor == 2:
        rgb = np.diff(rgb, axis=1, prepend=rgb[:, :1] * 0)
    encode = {
        DEFLATE: zlib.compress,
        LZW: imagecodecs.lzw_encode,
        PACK_BITS: imagecodecs.packbits_encode,
        ZSTD: imagecodecs.zstd_encode,
        LZMA: lzma.compress,
    }[compression]
    strips = [encode(rgb[top : top + 50].tobytes()) for top in range(0, HEIGHT, 50)]
    tags = grey_tags(
        WIDTH, HEIGHT, 16, photometric=2, samples=3, compression=compression, predictor=predictor, rows=50
    )
    assert np.array_equal(read(tiff([(tags, strips)])).pixels, DEEP)


def test_tiles_beyond_the_edge_are_cut() -> None:
    padded = np.zeros((128, 192, 3), np.uint16)
    padded[:HEIGHT, :WIDTH] = colours(DEEP)
    tiles = [
        padded[top : top + 64, left : left + 64].tobytes()
        for top in range(0, 128, 64)
        for left in range(0, 192, 64)
    ]
    tags = grey_tags(WIDTH, HEIGHT, 16, photometric=2, samples=3, tile_width=64, tile_height=64)
    assert np.array_equal(read(tiff([(tags, tiles)], tiled=True)).pixels, DEEP)


def test_the_floating_point_predictor_is_undone() -> None:
    values = (TWELVE / 7).astype(">f8")
    planes = values.view(np.uint8).reshape(HEIGHT, WIDTH, 8).transpose(0, 2, 1).reshape(HEIGHT, -1)
    differences = np.diff(planes, axis=1, prepend=planes[:, :1] * 0).astype(np.uint8)
    tags = grey_tags(WIDTH, HEIGHT, 64, format=3, compression=DEFLATE, predictor=3)
    radiograph = read(tiff([(tags, [zlib.compress(differences.tobytes())])]))
    assert np.allclose(radiograph.pixels, values)


def test_lerc_is_read() -> None:
    values = (TWELVE / 7).astype(np.float32)
    tags = grey_tags(WIDTH, HEIGHT, 32, format=3, compression=LERC)
    assert np.array_equal(read(tiff([(tags, [imagecodecs.lerc_encode(values)])])).pixels, values)


def test_jpeg_2000_within_tiff_is_read() -> None:
    codestream = imagecodecs.jpeg2k_encode(DEEP, level=0, reversible=True, codecformat="j2k")
    tags = grey_tags(WIDTH, HEIGHT, 16, compression=JPEG_2000)
    assert np.array_equal(read(tiff([(tags, [codestream])])).pixels, DEEP)


@pytest.mark.parametrize("compression", [34661, 34934, 50002])
def test_a_compression_that_is_not_read_is_called_by_its_name(compression: int) -> None:
    names = {34661: "JBIG", 34934: "JPEG XR", 50002: "JPEG XL"}
    tags = grey_tags(WIDTH, HEIGHT, 16, compression=compression)
    with unreadable("tiff_compression_unsupported", compression=names[compression]):
        read(tiff([(tags, [bytes(100)])]))


def test_a_layout_that_is_not_read_is_not_called_damaged() -> None:
    tags = grey_tags(WIDTH, HEIGHT, 20)
    with unreadable("tiff_layout_unsupported", bits=20):
        read(tiff([(tags, [bytes(WIDTH * HEIGHT * 3)])]))


@pytest.mark.parametrize("count", [1, 2])
def test_a_thumbnail_first_is_not_taken_for_the_image(count: int) -> None:
    small = (DEEP[::4, ::4] >> 8).astype(np.uint8)
    thumbnail = (grey_tags(small.shape[1], small.shape[0], 8, subfile=1), [small.tobytes()])
    image = (grey_tags(WIDTH, HEIGHT, 16), [DEEP.tobytes()])
    radiograph = read(tiff([thumbnail, *[image] * count]))
    assert np.array_equal(radiograph.pixels, DEEP)
    assert radiograph.frames == count
    assert codes(radiograph.notes) == (["image_number"] if count > 1 else [])
    if count == 2:
        assert read(tiff([thumbnail, image, image]), frame=1).frame == 1


def test_a_preview_that_does_not_say_so_is_noted() -> None:
    small = (DEEP[::4, ::4] >> 8).astype(np.uint8)
    preview = (grey_tags(small.shape[1], small.shape[0], 8), [small.tobytes()])
    radiograph = read(tiff([preview, (grey_tags(WIDTH, HEIGHT, 16), [DEEP.tobytes()])]))
    assert message("larger_image", number=2) in radiograph.notes


def test_truncated_deep_colour_is_shown_and_marked() -> None:
    tags = grey_tags(WIDTH, HEIGHT, 16, photometric=2, samples=3)
    radiograph = read(tiff([(tags, [colours(DEEP)[:60].tobytes()])]))
    assert codes(radiograph.exclusion_reasons) == ["truncated"]
    assert np.array_equal(radiograph.pixels[:60], DEEP[:60])
    assert not radiograph.pixels[60:].any()


def test_deep_colour_of_which_nothing_is_left_is_an_error() -> None:
    tags = grey_tags(WIDTH, HEIGHT, 16, photometric=2, samples=3, compression=DEFLATE)
    with unreadable("image_file_damaged"):
        read(tiff([(tags, [b"not deflated"])]))


def test_a_strip_that_inflates_beyond_its_size_is_cut_there() -> None:
    tags = grey_tags(WIDTH, HEIGHT, 16, photometric=2, samples=3, compression=DEFLATE)
    strip = zlib.compress(colours(DEEP).tobytes() + bytes(50_000_000))
    assert np.array_equal(read(tiff([(tags, [strip])])).pixels, DEEP)
