"""Image files: every mode at its depth, upright, and never guessed at in silence."""

import gzip
import io
import struct
import sys
import zlib

import imagecodecs
import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.images import Pixels, dicom_bytes, encoded, synthetic_image
from tests.imaging.lossless_jpeg import lossless_jpeg
from tests.messages import codes, unreadable
from xray_desktop.imaging import Preprocessing, Radiograph, prepare
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import message

RADIOGRAPH = synthetic_image(120, 150)
DEEP = synthetic_image(120, 150, bits=16)
TWELVE = synthetic_image(120, 150, bits=12)


def read(data: bytes, frame: int = 0) -> Radiograph:
    return decode_radiograph(data, "radiograph", frame=frame)


def pillows_grey(data: bytes) -> Pixels:
    return np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("L"))


def coloured(radiograph: Pixels = RADIOGRAPH) -> Image.Image:
    return Image.merge(
        "RGB", [Image.fromarray(part) for part in (radiograph, radiograph // 2, 255 - radiograph)]
    )


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP", "GIF", "PPM", "PCX", "TGA", "JPEG2000"])
def test_lossless_8_bit_grey_is_read_exactly(kind: str) -> None:
    radiograph = read(encoded(RADIOGRAPH, kind))
    assert radiograph.pixels.dtype == np.uint8
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)
    assert (radiograph.voi.low, radiograph.voi.high, radiograph.bits) == (0, 255, 8)
    assert radiograph.notes == ()
    assert radiograph.exclusion_reasons == ()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_lossy_8_bit_grey_is_what_pillow_decodes(kind: str) -> None:
    data = encoded(RADIOGRAPH, kind)
    assert np.array_equal(read(data).pixels, pillows_grey(data))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(RADIOGRAPH, "JPEG", exif=exif)
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, pillows_grey(data))
    assert (radiograph.notes != ()) == (orientation != 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_tiff_orientation_is_applied_once_and_at_16_bits(orientation: int) -> None:
    data = encoded(DEEP, "TIFF", tiffinfo={274: orientation})
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert np.array_equal(read(data).pixels, np.asarray(expected))


def test_damaged_exif_is_as_good_as_none() -> None:
    data = encoded(RADIOGRAPH, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert np.array_equal(read(data).pixels, pillows_grey(data))


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "PPM", "JPEG2000"])
def test_16_bit_grey_keeps_every_value(kind: str) -> None:
    radiograph = read(encoded(DEEP, kind))
    assert radiograph.pixels.dtype == np.uint16
    assert np.array_equal(radiograph.pixels, DEEP)
    assert radiograph.bits == 16


def test_12_bit_values_in_16_bits_are_not_shown_black() -> None:
    radiograph = read(encoded(TWELVE, "PNG"))
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.grey(radiograph.pixels).mean() == pytest.approx(TWELVE.mean() / 4095, abs=0.05)


def test_big_endian_tiff_is_read() -> None:
    data = encoded(Image.fromarray(DEEP.astype(">u2")), "TIFF")
    assert data[:2] == b"MM"
    assert np.array_equal(read(data).pixels, DEEP)


def test_signed_16_bit_tiff_keeps_its_sign() -> None:
    signed = (TWELVE.astype(np.int32) - 1000).astype("<i2")
    header = encoded(TWELVE, "TIFF", tiffinfo={339: 2})
    data = header.replace(TWELVE.astype("<u2").tobytes(), signed.tobytes())
    radiograph = read(data)
    assert radiograph.pixels.dtype == np.int16
    assert np.array_equal(radiograph.pixels, signed)


def test_32_bit_integer_tiff_keeps_its_range() -> None:
    wide = TWELVE.astype(np.int32) * 100_000
    radiograph = read(encoded(wide, "TIFF"))
    assert radiograph.pixels.dtype == np.int32
    assert np.array_equal(radiograph.pixels, wide)


def test_float_tiff_is_read_and_its_holes_are_black() -> None:
    values = TWELVE.astype(np.float32) / 7 - 100
    values[:5] = np.nan
    values[5, 0] = np.inf
    radiograph = read(encoded(values, "TIFF"))
    assert radiograph.pixels.dtype == np.float32
    assert np.array_equal(radiograph.pixels[6:], values[6:])
    assert codes(radiograph.notes) == ["not_numbers_black"]
    assert -100 <= radiograph.voi.low < radiograph.voi.high <= 4095 / 7


def test_white_is_zero_is_seen_alike_at_8_and_16_bits() -> None:
    radiographs = []
    for pixels in (RADIOGRAPH, RADIOGRAPH.astype(np.uint16) * 257):
        data = bytearray(encoded(pixels, "TIFF"))
        entry = data.index(struct.pack("<HHI", 262, 3, 1))
        data[entry + 8 : entry + 10] = b"\0\0"
        radiographs.append(read(bytes(data)))
    narrow, wide = radiographs
    assert np.array_equal(narrow.pixels, 255 - RADIOGRAPH)
    assert wide.inverted
    assert wide.photometric == "MONOCHROME1"
    assert np.allclose(wide.grey(wide.pixels, wide.full_range()), (255 - RADIOGRAPH) / 255, atol=0.01)


def test_bilevel_is_black_and_white() -> None:
    radiograph = read(encoded(Image.fromarray(RADIOGRAPH).convert("1"), "PNG"))
    assert set(np.unique(radiograph.pixels)) == {0, 255}
    assert radiograph.bits == 1


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "WEBP", "BMP"])
def test_grey_kept_in_colour_is_grey(kind: str) -> None:
    data = encoded(Image.fromarray(RADIOGRAPH).convert("RGB"), kind)
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, pillows_grey(data))
    assert (radiograph.photometric, radiograph.notes) == ("MONOCHROME2", ())


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "WEBP", "BMP"])
def test_real_colour_becomes_luminance_with_a_note(kind: str) -> None:
    data = encoded(coloured(), kind)
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, pillows_grey(data))
    assert radiograph.photometric == "RGB"
    assert codes(radiograph.notes) == ["luminance_shown"]


def patchwork() -> Pixels:
    """An image in many colours: 6 x 5 patches, each of a colour of its own."""
    colours = np.random.default_rng(0).integers(0, 255, (5, 6, 3), np.uint8)
    return np.asarray(Image.fromarray(colours).resize((240, 200), Image.Resampling.BICUBIC))


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "WEBP", "BMP", "GIF"])
def test_an_image_in_many_colours_is_shown_and_excluded(kind: str) -> None:
    radiograph = read(encoded(Image.fromarray(patchwork()), kind))
    assert codes(radiograph.exclusion_reasons) == ["many_colours"]
    assert radiograph.pixels.shape == (200, 240)


def tinted(red: float, green: float, blue: float) -> Pixels:
    return np.clip(RADIOGRAPH[:, :, None] * (red, green, blue), 0, 255).astype(np.uint8)


def marked(edge: slice, colour: tuple[int, int, int]) -> Pixels:
    radiograph = np.repeat(RADIOGRAPH[:, :, None], 3, axis=2)
    radiograph[edge, : radiograph.shape[1] // 2] = colour
    return radiograph


@pytest.mark.parametrize(
    "radiograph",
    [
        tinted(1, 0.85, 0.6),
        tinted(0.7, 0.85, 1),
        tinted(1.1, 0.9, 0.6),
        marked(slice(0, 40), (255, 0, 0)),
        marked(slice(-60, None), (40, 90, 200)),
    ],
)
def test_tinted_radiographs_and_coloured_marks_are_not_excluded(radiograph: Pixels) -> None:
    read_radiograph = read(encoded(Image.fromarray(radiograph), "PNG"))
    assert read_radiograph.photometric == "RGB"
    assert read_radiograph.exclusion_reasons == ()


def test_colour_in_the_last_rows_of_a_grey_image_is_found() -> None:
    tall = np.repeat(np.tile(RADIOGRAPH, (3, 1))[:, :, None], 3, axis=2)
    tall[-40:, :, 0] = 200
    data = encoded(Image.fromarray(tall), "PNG")
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, pillows_grey(data))
    assert radiograph.photometric == "RGB"


def test_a_palette_is_looked_up() -> None:
    image = coloured().convert("P", palette=Image.Palette.ADAPTIVE)
    radiograph = read(encoded(image, "PNG"))
    assert np.array_equal(radiograph.pixels, np.asarray(image.convert("RGB").convert("L")))
    assert radiograph.photometric == "RGB"


def test_a_grey_palette_in_any_order_is_grey() -> None:
    image = Image.fromarray(255 - RADIOGRAPH)
    image.putpalette([255 - value for value in range(256) for _ in range(3)])
    radiograph = read(encoded(image, "PNG"))
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)
    assert radiograph.photometric == "MONOCHROME2"


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "LAB"])
def test_other_colour_spaces_are_brought_to_grey(mode: str) -> None:
    if mode == "LAB":
        flat = Image.new("L", RADIOGRAPH.shape[::-1], 128)
        image = Image.merge("LAB", [Image.fromarray(RADIOGRAPH), flat, flat])
    else:
        image = Image.fromarray(RADIOGRAPH).convert("RGB").convert(mode)
    radiograph = read(encoded(image, "TIFF"))
    assert np.abs(radiograph.pixels.astype(int) - RADIOGRAPH).max() <= 1


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_opaque_alpha_is_left_aside(mode: str) -> None:
    radiograph = read(encoded(Image.fromarray(RADIOGRAPH).convert(mode), "PNG"))
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)
    assert radiograph.notes == ()


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_transparent_parts_are_black_and_noted(mode: str) -> None:
    image = Image.fromarray(RADIOGRAPH).convert(mode)
    alpha = np.full(RADIOGRAPH.shape, 255, np.uint8)
    alpha[:, :40] = 0
    image.putalpha(Image.fromarray(alpha))
    radiograph = read(encoded(image, "PNG"))
    assert not radiograph.pixels[:, :40].any()
    assert np.array_equal(radiograph.pixels[:, 40:], RADIOGRAPH[:, 40:])
    assert codes(radiograph.notes) == ["transparent_parts_black"]


def test_pages_of_a_tiff_are_counted_and_can_be_chosen() -> None:
    pages = [Image.fromarray(synthetic_image(120, 150, seed)) for seed in range(3)]
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    first, third = read(data), read(data, frame=2)
    assert np.array_equal(first.pixels, np.asarray(pages[0]))
    assert np.array_equal(third.pixels, np.asarray(pages[2]))
    assert (third.frames, third.frame) == (3, 2)
    assert first.notes == (message("image_number", number=1, count=3),)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_shows_its_first_image_with_a_note(kind: str) -> None:
    images = [Image.fromarray(synthetic_image(120, 150, seed)) for seed in range(3)]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(images[0], kind, save_all=True, append_images=images[1:], **options)
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, np.asarray(images[0]))
    assert message("image_number", number=1, count=3) in radiograph.notes
    assert np.abs(read(data, frame=1).pixels.astype(int) - np.asarray(images[1])).max() <= 1


@pytest.mark.parametrize("frame", [-1, 3, 10**6])
def test_a_page_that_does_not_exist_is_an_error(frame: int) -> None:
    pages = [Image.fromarray(RADIOGRAPH)] * 3
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with unreadable("no_such_image", count=3):
        read(data, frame=frame)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("share", [0.4, 0.9])
def test_a_truncated_image_is_shown_and_marked(kind: str, share: float) -> None:
    data = encoded(RADIOGRAPH, kind)
    radiograph = read(data[: int(len(data) * share)])
    assert codes(radiograph.exclusion_reasons) == ["truncated"]
    right = np.abs(radiograph.pixels.astype(int) - RADIOGRAPH).mean(axis=1) < 6
    assert 0.6 * share < right.mean() < 1


def test_a_truncated_progressive_jpeg_is_shown_and_marked() -> None:
    data = encoded(RADIOGRAPH, "JPEG", progressive=True)
    radiograph = read(data[: len(data) // 2])
    assert codes(radiograph.exclusion_reasons) == ["truncated"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000"])
def test_a_stump_of_an_image_is_an_error(kind: str) -> None:
    with unreadable("image_file_damaged", "not_an_image", "too_little_left"):
        read(encoded(RADIOGRAPH, kind)[:60])


def test_reading_a_truncated_file_leaves_pillows_switch_alone() -> None:
    from PIL import ImageFile

    data = encoded(RADIOGRAPH, "PNG")
    read(data[: len(data) // 2])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


@pytest.mark.parametrize("kind", ["JPEG2000", "WEBP"])
def test_kinds_that_are_decoded_whole_or_not_at_all_are_refused_when_truncated(kind: str) -> None:
    data = encoded(RADIOGRAPH, kind)
    for share in (0.3, 0.6, 0.9):
        with unreadable("image_file_damaged", "too_little_left"):
            read(data[: int(len(data) * share)])


def test_a_very_small_image_is_shown_and_excluded() -> None:
    small = read(encoded(RADIOGRAPH[:31], "PNG"))
    assert small.exclusion_reasons == (message("image_too_small", width=150, height=31),)
    assert read(encoded(RADIOGRAPH[:32], "PNG")).exclusion_reasons == ()


@pytest.mark.parametrize("size", [(1, 1), (1, 100), (100, 1)])
def test_a_line_of_pixels_is_shown_and_excluded(size: tuple[int, int]) -> None:
    radiograph = read(encoded(Image.new("L", size, 7), "PNG"))
    assert radiograph.pixels.shape == size[::-1]
    assert (radiograph.pixels == 7).all()
    assert radiograph.exclusion_reasons == (message("image_too_small", width=size[0], height=size[1]),)
    assert prepare(radiograph, Preprocessing(size=32)).shape == (1, 1, 32, 32)


def test_an_image_of_no_pixels_is_an_error() -> None:
    from tests.imaging.hostile_files import png_chunk, png_header

    with unreadable("image_without_pixels", "image_file_damaged"):
        read(png_header(0, 0) + png_chunk(b"IEND"))


def test_postscript_is_never_handed_to_an_interpreter() -> None:
    postscript = encoded(Image.fromarray(RADIOGRAPH), "EPS")
    for data in (postscript, b"\xc5\xd0\xd3\xc6" + bytes(28) + postscript):
        with unreadable("not_an_image", what=message("kind_postscript")):
            read(data)


@pytest.mark.parametrize(
    ("pixels", "bits"), [(RADIOGRAPH, 8), (TWELVE, 12), (DEEP, 16)], ids=["8", "12", "16"]
)
def test_lossless_jpeg_files_keep_every_value(pixels: Pixels, bits: int) -> None:
    radiograph = read(lossless_jpeg(pixels, bits))
    assert np.array_equal(radiograph.pixels, pixels)
    assert (radiograph.format, radiograph.bits) == ("JPEG", bits)


def test_a_truncated_lossless_jpeg_file_is_marked() -> None:
    data = lossless_jpeg(TWELVE, 12)
    radiograph = read(data[: len(data) // 2])
    assert codes(radiograph.exclusion_reasons) == ["truncated"]
    assert np.array_equal(radiograph.pixels[:50], TWELVE[:50])


def test_a_damaged_lossless_jpeg_file_is_an_error() -> None:
    data = lossless_jpeg(TWELVE, 12)
    with unreadable("image_file_damaged", kind="JPEG"):
        read(data.replace(b"\xff\xc4", b"\xff\xfe"))


def test_damaged_image_data_is_shown_and_marked() -> None:
    data = bytearray(encoded(RADIOGRAPH, "TIFF", compression="tiff_lzw", strip_size=150 * 10))
    data[8000:8100] = b"\xff" * 100
    radiograph = read(bytes(data))
    assert codes(radiograph.exclusion_reasons) in (["damaged"], ["truncated"])
    assert np.array_equal(radiograph.pixels[:10], RADIOGRAPH[:10])


def test_damaged_further_pages_leave_the_first_one_readable() -> None:
    pages = [Image.fromarray(RADIOGRAPH), Image.fromarray(255 - RADIOGRAPH)]
    data = bytearray(encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    first = struct.unpack("<I", data[4:8])[0]
    entries = struct.unpack("<H", data[first : first + 2])[0]
    link = first + 2 + 12 * entries
    data[link : link + 4] = struct.pack("<I", len(data) - 3)
    radiograph = read(bytes(data))
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)
    assert codes(radiograph.notes) in ([], ["further_images_damaged"])


def deep_png(samples: Pixels) -> bytes:
    """A 16-bit PNG of grey with alpha (2 samples), RGB (3) or RGBA (4)."""
    from tests.imaging.hostile_files import png_chunk, png_header

    height, width, count = samples.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    header = png_header(width, height, 16, {2: 4, 3: 2, 4: 6}[count])
    return header + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND")


@pytest.mark.parametrize("pixels", [TWELVE, DEEP], ids=["12", "16"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_deep_png_in_colour_or_with_alpha_keeps_its_depth(pixels: Pixels, count: int) -> None:
    grey = [pixels] * (1 if count == 2 else 3)
    samples = np.stack([*grey, np.full_like(pixels, 65_535)][:count], axis=-1)
    radiograph = read(deep_png(samples))
    assert np.array_equal(radiograph.pixels, pixels)
    assert (radiograph.photometric, radiograph.notes, radiograph.exclusion_reasons) == ("MONOCHROME2", (), ())
    shown = radiograph.grey(radiograph.pixels)
    assert shown.mean() == pytest.approx(pixels.mean() / pixels.max(), abs=0.05)


def test_deep_colour_becomes_luminance_at_its_depth() -> None:
    samples = np.stack([DEEP, DEEP // 2, 65_535 - DEEP], axis=-1)
    radiograph = read(deep_png(samples))
    assert np.abs(radiograph.pixels - samples @ (0.299, 0.587, 0.114)).max() <= 1
    assert codes(radiograph.notes) == ["luminance_shown"]


def test_a_truncated_deep_png_is_shown_and_marked() -> None:
    data = deep_png(np.repeat(DEEP[..., None], 3, axis=-1))
    radiograph = read(data[: len(data) * 2 // 3])
    assert codes(radiograph.exclusion_reasons) == ["truncated"]
    assert np.array_equal(radiograph.pixels[:40], DEEP[:40])


@pytest.mark.parametrize("maximum", [4095, 1023, 65_535])
@pytest.mark.parametrize("text", [False, True])
def test_deep_pgm_keeps_its_values(maximum: int, text: bool) -> None:
    values = np.minimum(DEEP, maximum)
    body = " ".join(map(str, values.ravel())).encode() if text else values.astype(">u2").tobytes()
    kind = b"P2" if text else b"P5"
    radiograph = read(kind + b"\n# made by a test\n150 120\n%d\n" % maximum + body)
    assert np.array_equal(radiograph.pixels, values)
    assert radiograph.bits == maximum.bit_length()


def test_deep_ppm_keeps_its_depth() -> None:
    body = np.repeat(TWELVE[..., None], 3, axis=-1).astype(">u2").tobytes()
    assert np.array_equal(read(b"P6 150 120 4095\n" + body).pixels, TWELVE)


@pytest.mark.parametrize("container", ["j2k", "jp2"])
@pytest.mark.parametrize("colour", [False, True])
def test_12_bit_jpeg_2000_keeps_its_values(container: str, colour: bool) -> None:
    pixels = np.repeat(TWELVE[..., None], 3, axis=-1) if colour else TWELVE
    data = imagecodecs.jpeg2k_encode(
        pixels, level=0, reversible=True, codecformat=container, bitspersample=12, mct=False
    )
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.bits == 12


def bmp_with_alpha(grey: Pixels, alpha: int) -> bytes:
    """A 32-bit BMP with a V5 header and masks."""
    height, width = grey.shape
    pixels = np.dstack([grey, grey, grey, np.full_like(grey, alpha)])[::-1].tobytes()
    header = struct.pack("<IiiHHIIiiII", 124, width, height, 1, 32, 3, len(pixels), 2835, 2835, 0, 0)
    header += struct.pack("<IIIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000, 0x73524742) + bytes(64 - 16 + 16)
    header = header[:124].ljust(124, b"\0")
    return b"BM" + struct.pack("<IHHI", 138 + len(pixels), 0, 0, 138) + header + pixels


@pytest.mark.parametrize(("alpha", "notes"), [(0, ["transparency_ignored"]), (255, [])])
def test_an_alpha_of_zero_everywhere_is_ignored(alpha: int, notes: list[str]) -> None:
    radiograph = read(bmp_with_alpha(RADIOGRAPH, alpha))
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)
    assert codes(radiograph.notes) == notes


def test_jpeg_xl_is_called_by_its_name() -> None:
    for data in (imagecodecs.jpegxl_encode(RADIOGRAPH), b"\x00\x00\x00\x0cJXL \r\n\x87\n" + bytes(100)):
        with unreadable("image_kind_unsupported", kind="JPEG XL"):
            read(data)


HEIC = b"\x00\x00\x00\x18ftypheic\0\0\0\0mif1heic" + bytes(100)


def test_heif_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with unreadable("heif_not_installed"):
        read(HEIC)


def test_heif_is_read_with_its_package() -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    file = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(RADIOGRAPH)).save(file, quality=-1)
    radiograph = read(file.getvalue())
    assert np.abs(radiograph.pixels.astype(int) - RADIOGRAPH).max() <= 3
    assert radiograph.format == "HEIF"
    with unreadable("image_file_damaged", kind="HEIF"):
        read(HEIC)


@pytest.mark.parametrize("after", [bytes(1000), b"\xff" * 1001, b"padding"])
def test_padding_after_the_end_of_a_jpeg_is_not_damage(after: bytes) -> None:
    assert read(encoded(RADIOGRAPH, "JPEG") + after).exclusion_reasons == ()
    radiograph = read(lossless_jpeg(TWELVE, 12) + after)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.exclusion_reasons == ()


def test_lossless_and_12_bit_jpeg_in_colour_is_read() -> None:
    colour = np.repeat(RADIOGRAPH[..., None], 3, axis=-1)
    assert np.array_equal(read(imagecodecs.jpeg8_encode(colour, lossless=True)).pixels, RADIOGRAPH)
    deep = np.repeat(TWELVE[..., None], 3, axis=-1)
    twelve = read(imagecodecs.jpeg8_encode(deep, level=100, bitspersample=12))
    assert np.abs(twelve.pixels.astype(int) - TWELVE).max() <= 16
    assert twelve.bits == 12


def test_gzip_around_an_image_is_unpacked() -> None:
    for data in (encoded(DEEP, "PNG"), dicom_bytes(TWELVE)):
        inside = read(data)
        radiograph = read(gzip.compress(data))
        assert np.array_equal(radiograph.pixels, inside.pixels)
        assert radiograph.format == inside.format
    with unreadable("not_an_image", what=message("kind_gzip")):
        read(gzip.compress(b"a note"))


def test_a_gzip_bomb_is_refused() -> None:
    with unreadable("file_limit"):
        read(gzip.compress(encoded(RADIOGRAPH, "BMP") + bytes(200 * 2**20), 1))
