"""A radiograph keeps its pixels as they are and knows how they are to be seen."""

import dataclasses

import numpy as np
import pytest

from tests.images import synthetic_image
from xray_desktop.imaging import Radiograph, WindowLevel
from xray_desktop.imaging.radiograph import finite_range

TWELVE = synthetic_image(40, 50, bits=12)
WINDOW = WindowLevel.from_range(0, 4095)


def test_pixels_are_read_only_and_contiguous_and_the_radiograph_is_frozen() -> None:
    radiograph = Radiograph(TWELVE[:, ::2], 12, WINDOW, "radiograph", "PNG")
    assert radiograph.pixels.flags.c_contiguous
    with pytest.raises(ValueError, match="read-only"):
        radiograph.pixels[0, 0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        radiograph.bits = 8  # type: ignore[misc]
    assert (radiograph.width, radiograph.height) == (25, 40)


@pytest.mark.parametrize("shape", [(0, 5), (5, 0), (5,), (2, 3, 4)])
def test_only_images_of_two_dimensions_are_radiographs(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="two dimensions"):
        Radiograph(np.zeros(shape, np.uint8), 8, WINDOW, "radiograph", "PNG")


def test_the_order_is_modality_then_window_then_inversion_then_padding() -> None:
    radiograph = Radiograph(
        TWELVE, 12, WINDOW, "radiograph", "DICOM", inverted=True, slope=2.0, intercept=-500.0, padding=(0, 99)
    )
    expected = 1 - np.clip((TWELVE * 2.0 - 500) / 4095, 0, 1)
    expected[TWELVE <= 99] = 0
    assert np.allclose(radiograph.grey(TWELVE), expected, atol=1e-6)
    assert radiograph.grey(TWELVE).dtype == np.float32


def test_the_full_range_is_that_of_the_modality_values() -> None:
    radiograph = Radiograph(TWELVE, 12, WINDOW, "radiograph", "DICOM", slope=-1.0, intercept=10.0)
    window = radiograph.full_range()
    assert (window.low, window.high) == (10 - int(TWELVE.max()), 10 - int(TWELVE.min()))


def test_another_window_leaves_everything_else_alone() -> None:
    radiograph = Radiograph(TWELVE, 12, WINDOW, "radiograph", "PNG", notes=("a",))
    other = radiograph.with_voi(WindowLevel(1, 2))
    assert other.voi == WindowLevel(1, 2)
    assert other.pixels is radiograph.pixels or np.shares_memory(other.pixels, radiograph.pixels)
    assert other.notes == ("a",)


def test_the_range_of_floats_leaves_out_what_is_no_number() -> None:
    assert finite_range(np.array([[np.nan, 1, 3, np.inf]], np.float32)) == (1, 3)
    assert finite_range(np.full((2, 2), np.nan, np.float32)) == (0, 1)
