"""The shorter way for JPEG files of the usual kind gives what Pillow gives, and leaves it the others."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.images import encoded, synthetic_image
from xray_desktop.imaging.plain_jpeg import plain_jpeg_samples
from xray_desktop.imaging.reading import decode_radiograph

GREY = Image.fromarray(synthetic_image(331, 403))


def coloured(patch: int) -> Image.Image:
    """A grey image in RGB with a coloured square in its middle."""
    pixels = np.array(GREY.convert("RGB"))
    pixels[100 : 100 + patch, 150 : 150 + patch] = (220, 40, 60)
    return Image.fromarray(pixels)


def samples(data: bytes) -> Any:
    return plain_jpeg_samples(data, Image.open(io.BytesIO(data)))


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("image", [GREY, GREY.convert("RGB"), coloured(60)], ids=["L", "RGB", "coloured"])
def test_the_samples_are_pillows(image: Image.Image, subsampling: int) -> None:
    data = encoded(image, "JPEG", quality=90, subsampling=subsampling)
    assert np.array_equal(samples(data), np.asarray(Image.open(io.BytesIO(data))))


@pytest.mark.parametrize("image", [GREY.convert("RGB"), coloured(1), coloured(9), coloured(60)])
def test_the_grey_values_are_those_of_pillows_luminance(image: Image.Image) -> None:
    data = encoded(image, "JPEG", quality=95, subsampling=0)
    read = decode_radiograph(data, "image.jpeg")
    assert np.array_equal(read.pixels, np.asarray(Image.open(io.BytesIO(data)).convert("L")))


@pytest.mark.parametrize(("patch", "expected"), [(0, "MONOCHROME2"), (60, "RGB")])
def test_colours_are_noticed(patch: int, expected: str) -> None:
    assert decode_radiograph(encoded(coloured(patch), "JPEG"), "image.jpeg").photometric == expected


def test_restart_intervals_and_optimised_codes_are_usual() -> None:
    for options in ({"restart_marker_rows": 1}, {"optimize": True}, {"comment": b"\xff\xd9"}):
        data = encoded(GREY, "JPEG", **options)
        assert np.array_equal(samples(data), np.asarray(Image.open(io.BytesIO(data))))


@pytest.mark.parametrize(
    "data",
    [
        encoded(GREY, "JPEG", progressive=True),
        encoded(GREY.convert("CMYK"), "JPEG"),
        encoded(GREY, "JPEG")[:-2],
        encoded(GREY, "JPEG")[:5000],
        encoded(GREY, "JPEG", comment=b"\xff\xd9")[:5000],
    ],
    ids=["progressive", "CMYK", "no end", "truncated", "truncated after a comment with an end marker"],
)
def test_unusual_files_are_left_to_pillow(data: bytes) -> None:
    assert samples(data) is None


def test_a_truncated_file_is_still_said_to_be_truncated() -> None:
    read = decode_radiograph(encoded(GREY, "JPEG")[:5000], "image.jpeg")
    assert [reason.code for reason in read.exclusion_reasons] == ["truncated"]
