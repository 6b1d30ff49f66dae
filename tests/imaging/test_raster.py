"""Image files: every mode at its depth, upright, and never guessed at in silence."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.images import Pixels, encoded, synthetic_image
from tests.imaging.lossless_jpeg import lossless_jpeg
from xray_desktop.imaging import Preprocessing, Radiograph, UnreadableRadiograph, prepare
from xray_desktop.imaging.reading import decode_radiograph

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
    assert radiograph.exclusion_reason == ""


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
    assert "not numbers" in radiograph.notes[0]
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
def test_real_colour_becomes_luminance_and_says_so(kind: str) -> None:
    data = encoded(coloured(), kind)
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, pillows_grey(data))
    assert radiograph.photometric == "RGB"
    assert radiograph.notes == ("colour image, luminance shown",)


def patchwork() -> Pixels:
    """An image in many colours: 6 x 5 patches, each of a colour of its own."""
    colours = np.random.default_rng(0).integers(0, 255, (5, 6, 3), np.uint8)
    return np.asarray(Image.fromarray(colours).resize((240, 200), Image.Resampling.BICUBIC))


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "WEBP", "BMP", "GIF"])
def test_a_image_in_many_colours_is_shown_but_rejection(kind: str) -> None:
    radiograph = read(encoded(Image.fromarray(patchwork()), kind))
    assert radiograph.exclusion_reason == "the image is in many colours, and a radiograph is grey"
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
def test_tinted_radiograph_and_coloured_marks_upon_it_are_no_reason_to_refuse(radiograph: Pixels) -> None:
    read_radiograph = read(encoded(Image.fromarray(radiograph), "PNG"))
    assert read_radiograph.photometric == "RGB"
    assert read_radiograph.exclusion_reason == ""


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
    assert radiograph.notes == ("transparent parts are shown black",)


def test_pages_of_a_tiff_are_counted_and_can_be_chosen() -> None:
    pages = [Image.fromarray(synthetic_image(120, 150, seed)) for seed in range(3)]
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    first, third = read(data), read(data, frame=2)
    assert np.array_equal(first.pixels, np.asarray(pages[0]))
    assert np.array_equal(third.pixels, np.asarray(pages[2]))
    assert (third.frames, third.frame) == (3, 2)
    assert first.notes == ("image 1 of 3",)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_shows_its_first_image_and_says_so(kind: str) -> None:
    images = [Image.fromarray(synthetic_image(120, 150, seed)) for seed in range(3)]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(images[0], kind, save_all=True, append_images=images[1:], **options)
    radiograph = read(data)
    assert np.array_equal(radiograph.pixels, np.asarray(images[0]))
    assert "image 1 of 3" in radiograph.notes
    assert np.abs(read(data, frame=1).pixels.astype(int) - np.asarray(images[1])).max() <= 1


@pytest.mark.parametrize("frame", [-1, 3, 10**6])
def test_a_page_that_does_not_exist_is_an_error(frame: int) -> None:
    pages = [Image.fromarray(RADIOGRAPH)] * 3
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(UnreadableRadiograph, match="it holds 3"):
        read(data, frame=frame)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("share", [0.4, 0.9])
def test_a_truncated_image_is_shown_and_marked(kind: str, share: float) -> None:
    data = encoded(RADIOGRAPH, kind)
    radiograph = read(data[: int(len(data) * share)])
    assert radiograph.exclusion_reason == "the image data is truncated"
    right = np.abs(radiograph.pixels.astype(int) - RADIOGRAPH).mean(axis=1) < 6
    assert 0.6 * share < right.mean() < 1


def test_a_truncated_progressive_jpeg_is_shown_and_marked() -> None:
    data = encoded(RADIOGRAPH, "JPEG", progressive=True)
    radiograph = read(data[: len(data) // 2])
    assert radiograph.exclusion_reason == "the image data is truncated"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000"])
def test_a_stump_of_a_image_is_an_error(kind: str) -> None:
    with pytest.raises(UnreadableRadiograph, match=r"image is .*(damaged|truncated|unknown)"):
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
        with pytest.raises(UnreadableRadiograph, match=r"Copy (it|or export it) again\.$"):
            read(data[: int(len(data) * share)])


def test_a_very_small_image_is_shown_but_rejection() -> None:
    assert read(encoded(RADIOGRAPH[:31], "PNG")).exclusion_reason == "the image is only 150 x 31 pixels"
    assert read(encoded(RADIOGRAPH[:32], "PNG")).exclusion_reason == ""


@pytest.mark.parametrize("size", [(1, 1), (1, 100), (100, 1)])
def test_a_line_of_pixels_is_shown_but_rejection(size: tuple[int, int]) -> None:
    radiograph = read(encoded(Image.new("L", size, 7), "PNG"))
    assert radiograph.pixels.shape == size[::-1]
    assert (radiograph.pixels == 7).all()
    assert radiograph.exclusion_reason == f"the image is only {size[0]} x {size[1]} pixels"
    assert prepare(radiograph, Preprocessing(size=32)).shape == (1, 1, 32, 32)


def test_a_image_of_no_pixels_is_an_error() -> None:
    from tests.imaging.hostile_files import png_chunk, png_header

    with pytest.raises(UnreadableRadiograph):
        read(png_header(0, 0) + png_chunk(b"IEND"))


def test_postscript_is_never_handed_to_an_interpreter() -> None:
    postscript = encoded(Image.fromarray(RADIOGRAPH), "EPS")
    for data in (postscript, b"\xc5\xd0\xd3\xc6" + bytes(28) + postscript):
        with pytest.raises(UnreadableRadiograph, match="PostScript"):
            read(data)


def test_16_bit_colour_keeps_its_upper_bits() -> None:
    from tests.imaging.hostile_files import png_chunk, png_header

    colour = np.stack([DEEP, DEEP // 2, 65_535 - DEEP], axis=-1).astype(">u2")
    rows = b"".join(b"\0" + row.tobytes() for row in colour)
    data = png_header(150, 120, 16, 2) + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND")
    expected = Image.fromarray((colour >> 8).astype(np.uint8)).convert("L")
    assert np.array_equal(read(data).pixels, np.asarray(expected))


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
    assert radiograph.exclusion_reason == "the image data is truncated"
    assert np.array_equal(radiograph.pixels[:50], TWELVE[:50])


def test_a_damaged_lossless_jpeg_file_is_an_error() -> None:
    data = lossless_jpeg(TWELVE, 12)
    with pytest.raises(UnreadableRadiograph, match="damaged JPEG"):
        read(data.replace(b"\xff\xc4", b"\xff\xfe"))


def test_damaged_image_data_is_shown_and_marked() -> None:
    data = bytearray(encoded(RADIOGRAPH, "TIFF", compression="tiff_lzw", strip_size=150 * 10))
    data[8000:8100] = b"\xff" * 100
    radiograph = read(bytes(data))
    assert radiograph.exclusion_reason in ("the image data is damaged", "the image data is truncated")
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
    assert radiograph.notes in ((), ("the further images of the file are damaged",))
