"""Lengths, angles, profiles and the cardiothoracic ratio on phantoms."""

import math

import numpy as np
import pytest

from xray_desktop.imaging.pixel_spacing import SpacingOrigin
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.measurement.cardiothoracic import cardiothoracic_ratio
from xray_desktop.measurement.geometry import angle, length
from xray_desktop.measurement.line_profile import line_profile
from xray_desktop.measurement.pixel_scale import PixelScale

VOI = WindowLevel.from_range(0, 255)
PIXELS = PixelScale()
FLAT = PixelScale(0.2, 0.4, SpacingOrigin.CALIBRATED)


def phantom(**attributes: object) -> Radiograph:
    rows, columns = np.mgrid[0:100, 0:200]
    ramp = (3 * columns + 7 * rows).astype(np.uint16)
    return Radiograph(ramp, 16, VOI, "ramp", "DICOM", **attributes)  # type: ignore[arg-type]


def test_lengths_are_in_pixels_or_in_millimetres_of_each_direction() -> None:
    assert length(((10, 20), (13, 24)), PIXELS) == 5
    assert length(((0, 0), (15, 10)), FLAT) == pytest.approx(5)
    assert length(((0, 0), (3, 4), (3, 10)), PIXELS) == 11


@pytest.mark.parametrize("degrees", [0, 1e-6, 30, 90, 137.5, 179.999999, 180])
def test_an_angle_is_the_one_that_was_drawn(degrees: float) -> None:
    end = (50 + 40 * math.cos(math.radians(degrees)), 60 + 40 * math.sin(math.radians(degrees)))
    assert angle((90, 60), (50, 60), end, PIXELS) == pytest.approx(degrees, abs=1e-9)


def test_an_angle_on_pixels_that_are_not_square_is_that_of_the_patient() -> None:
    assert angle((10, 0), (0, 0), (10, 5), PIXELS) == pytest.approx(26.565, abs=1e-3)
    assert angle((10, 0), (0, 0), (10, 5), FLAT) == pytest.approx(45)


def test_an_angle_with_an_arm_of_no_length_is_not_a_number() -> None:
    assert math.isnan(angle((5, 5), (5, 5), (9, 9), PIXELS))


@pytest.mark.parametrize(
    ("spacing", "origin", "unit", "down"),
    [
        ((0.4, 0.2), SpacingOrigin.DETECTOR, "mm", 0.4),
        ((0.4, 0.2), SpacingOrigin.UNSTATED, "mm", 0.4),
        ((0.4, 0.2), SpacingOrigin.CONTRADICTORY, "px", 2.0),
        (None, SpacingOrigin.UNSTATED, "px", 2.0),
    ],
)
def test_the_scale_is_millimetres_only_where_the_file_can_be_relied_on(
    spacing: tuple[float, float] | None, origin: SpacingOrigin, unit: str, down: float
) -> None:
    scale = PixelScale.of(phantom(spacing=spacing, spacing_origin=origin, aspect=2.0))
    assert (scale.unit, scale.down) == (unit, down)
    assert scale.origin is (origin if spacing else None)


def test_a_profile_along_a_row_is_the_row() -> None:
    image = phantom()
    profile = line_profile(image, (10.5, 30.5), (60.5, 30.5), PIXELS)
    assert np.array_equal(profile.values, image.pixels[30, 10:61])
    assert profile.distances == pytest.approx(np.arange(51))


def test_a_profile_across_is_interpolated_between_four_pixels() -> None:
    profile = line_profile(phantom(), (20, 20), (50, 60), PIXELS)
    assert len(profile.values) == 51
    share = np.arange(51) / 50
    # A ramp is interpolated without error: its value at a place is that of the plane through the pixel
    # centres.
    expected = 3 * (20 + 30 * share - 0.5) + 7 * (20 + 40 * share - 0.5)
    assert profile.values == pytest.approx(expected)
    assert profile.length == 50


def test_a_profile_is_measured_in_millimetres_and_modality_values() -> None:
    profile = line_profile(phantom(slope=2.0, intercept=-10.0), (10.5, 10.5), (10.5, 20.5), FLAT)
    assert profile.distances[-1] == profile.length == pytest.approx(4)
    assert profile.values[0] == 2 * (30 + 70) - 10


def test_a_profile_has_gaps_on_padding_and_ends_at_the_edge() -> None:
    image = phantom(padding=(0, 100))
    profile = line_profile(image, (0.5, 0.5), (60.5, 0.5), PIXELS)
    assert np.isnan(profile.values[:34]).all()
    assert profile.value_range == (102, 180)
    beyond = line_profile(phantom(), (0, 0), (200, 100), PIXELS)
    assert (beyond.values[0], beyond.values[-1]) == (0, 3 * 199 + 7 * 99)


def test_a_profile_of_an_image_of_one_pixel_and_of_no_length_is_its_value() -> None:
    image = Radiograph(np.full((1, 1), 9, np.uint8), 8, VOI, "dot", "PNG")
    assert set(line_profile(image, (0, 0), (1, 1), PIXELS).values) == {9.0}
    assert set(line_profile(image, (0.5, 0.5), (0.5, 0.5), PIXELS).values) == {9.0}


def test_the_cardiothoracic_ratio_takes_transverse_diameters_at_any_height() -> None:
    points = ((80.0, 70.0), (170.0, 90.0), (20.0, 85.0), (200.0, 95.0))
    found = cardiothoracic_ratio(points, FLAT)
    assert (found.heart, found.thorax) == pytest.approx((18, 36))
    assert found.ratio == pytest.approx(0.5)
    assert found.plausible


def test_on_an_image_that_lies_on_its_side_the_ratio_is_taken_along_columns() -> None:
    points = ((70.0, 80.0), (90.0, 170.0), (85.0, 20.0), (95.0, 200.0))
    assert cardiothoracic_ratio(points, PIXELS).ratio == pytest.approx(0.5)


def test_a_heart_wider_than_the_thorax_is_not_plausible() -> None:
    swapped = ((20.0, 0.0), (200.0, 0.0), (80.0, 0.0), (170.0, 0.0))
    assert not cardiothoracic_ratio(swapped, PIXELS).plausible
    same = ((5.0, 0.0), (5.0, 0.0), (5.0, 0.0), (5.0, 0.0))
    assert math.isnan(cardiothoracic_ratio(same, PIXELS).ratio)
