"""Large images squeezed by matrix products: as Pillow squeezes them."""

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from tests.images import synthetic_image
from xray_desktop.imaging.resampling import pays, resized_8_bit, resized_floats

SHAPES = [(2000, 1600), (1000, 1500), (449, 700), (448, 448), (1601, 1999)]


def by_pillow(pixels: npt.NDArray[np.generic], size: int) -> npt.NDArray[np.generic]:
    return np.asarray(Image.fromarray(pixels).resize((size, size), Image.Resampling.BICUBIC))


def noise(shape: tuple[int, int]) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, shape, np.uint8)


def halves(shape: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """Black and white alternately: nearly every sum is close to the middle between two levels."""
    return (np.add.outer(np.arange(shape[0]), np.arange(shape[1])) % 2 * 255).astype(np.uint8)


def radiograph(shape: tuple[int, int]) -> npt.NDArray[np.uint8]:
    return np.asarray(synthetic_image(*shape), np.uint8)


@pytest.mark.parametrize("size", [224, 160])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("image", [radiograph, noise, halves])
def test_8_bit_images_equal_pillows_to_the_bit(image, shape: tuple[int, int], size: int) -> None:  # type: ignore[no-untyped-def]
    pixels = image(shape)
    assert pays(pixels.shape, size)
    assert np.array_equal(resized_8_bit(pixels, size), by_pillow(pixels, size))


def test_plain_black_and_white_stay_what_they_are() -> None:
    for level in (0, 1, 128, 255):
        assert (resized_8_bit(np.full((900, 900), level, np.uint8), 224) == level).all()


@pytest.mark.parametrize("shape", SHAPES)
def test_images_of_floats_equal_pillows_to_the_bit(shape: tuple[int, int]) -> None:
    grey = noise(shape).astype(np.float32) / 255
    rows = []

    def strip(part: slice) -> npt.NDArray[np.float32]:
        rows.append(len(grey[part]))
        return grey[part]

    made = resized_floats(strip, shape, 224)
    # A sum that lies in the middle between two numbers of single precision may be rounded to either.
    different = made != by_pillow(grey, 224)
    assert different.sum() <= 2
    assert np.abs(made - by_pillow(grey, 224)).max() < 1e-7
    assert sum(rows) == shape[0]


@pytest.mark.parametrize(
    ("shape", "expected"), [((2000, 1600), True), ((447, 900), False), ((2000, 900), False)]
)
def test_small_and_very_high_images_are_left_to_pillow(shape: tuple[int, int], expected: bool) -> None:
    assert pays(shape, 224) is expected
