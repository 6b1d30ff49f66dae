"""Colour maps of the display."""

import numpy as np
import pytest
from pydicom.pixels import apply_color_lut

from xray_desktop.imaging.colour_maps import colour_map
from xray_desktop.imaging.display_filters import COLOUR_MAPS

_HOT_IRON = "1.2.840.10008.1.5.1"
"""UID of the well-known palette."""


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_brighter_grey_levels_are_never_darker_colours(name: str) -> None:
    luminance = colour_map(name) @ np.array([0.2126, 0.7152, 0.0722])
    assert np.diff(luminance).min() >= -0.5
    assert luminance[-1] - luminance[0] > 150


def test_hot_iron_is_the_one_of_the_dicom_standard() -> None:
    levels = np.arange(256, dtype=np.uint8)[None]
    expected = apply_color_lut(levels, palette=_HOT_IRON)[0]
    assert np.abs(colour_map("hot_iron").astype(int) - expected.astype(int)).max() <= 1


def test_without_a_name_colours_are_the_grey_levels() -> None:
    assert np.array_equal(colour_map(""), np.repeat(np.arange(256)[:, None], 3, axis=1))


def test_a_map_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown colour map"):
        colour_map("jet")
