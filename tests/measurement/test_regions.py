"""Regions of interest, against numpy on phantoms and against ImageJ's conventions."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.measurement.regions import Region, RegionFigures, region_figures

VOI = WindowLevel.from_range(0, 255)
NOISE = np.random.default_rng(3).integers(0, 4000, (300, 400), np.uint16)


def figures(pixels: npt.NDArray[np.generic], region: Region, **attributes: object) -> RegionFigures:
    radiograph = Radiograph(pixels, 16, VOI, "phantom", "DICOM", **attributes)  # type: ignore[arg-type]
    return region_figures(radiograph, region, PixelScale())


def assert_like_numpy(found: RegionFigures, values: npt.NDArray[np.generic]) -> None:
    values = values.astype(np.float64)
    assert found.count == values.size
    assert found.mean == pytest.approx(values.mean(), rel=1e-12)
    assert found.deviation == pytest.approx(values.std(ddof=1), rel=1e-12)
    assert (found.lowest, found.highest) == (values.min(), values.max())
    assert found.histogram.total == values.size


def test_a_rectangle_of_whole_pixels_is_numpys_slice() -> None:
    found = figures(NOISE, Region((10, 20), (110, 90), elliptic=False))
    assert_like_numpy(found, NOISE[20:90, 10:110])


@pytest.mark.parametrize("corners", [((110, 90), (10, 20)), ((10, 90), (110, 20)), ((110, 20), (10, 90))])
def test_any_two_opposite_corners_make_the_same_rectangle(
    corners: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    assert_like_numpy(figures(NOISE, Region(*corners, elliptic=False)), NOISE[20:90, 10:110])


@pytest.mark.parametrize(
    ("left", "right", "columns"),
    [
        (0.0, 1.0, 1),
        (0.49, 1.0, 1),
        (0.51, 1.0, 0),
        (0.5, 1.5, 1),  # a centre on the edge belongs to one of two neighbours
        (1.5, 2.5, 1),
        (0.4, 2.6, 3),
        (-5.0, 3.0, 3),
        (398.2, 999.0, 2),
    ],
)
def test_a_pixel_belongs_to_a_rectangle_when_its_centre_is_inside(
    left: float, right: float, columns: int
) -> None:
    assert figures(NOISE, Region((left, 7), (right, 8), elliptic=False)).count == columns


def test_an_ellipse_holds_the_pixels_whose_centres_are_inside() -> None:
    found = figures(NOISE, Region((50, 40), (150, 100), elliptic=True))
    y, x = np.mgrid[0:300, 0:400] + 0.5
    inside = ((x - 100) / 50) ** 2 + ((y - 70) / 30) ** 2 <= 1
    assert_like_numpy(found, NOISE[inside])
    assert found.count == pytest.approx(math.pi * 50 * 30, rel=0.005)


@pytest.mark.parametrize(
    ("diameter", "pixels"), [(1, 1), (2, 4), (3, 9), (4, 12), (5, 21), (6, 32), (10, 80)]
)
def test_small_circles_hold_as_many_pixels_as_counted_by_hand(diameter: int, pixels: int) -> None:
    assert figures(NOISE, Region((10, 10), (10 + diameter, 10 + diameter), elliptic=True)).count == pixels


def test_modality_values_are_measured_and_not_stored_ones() -> None:
    found = figures(NOISE, Region((0, 0), (400, 300), elliptic=False), slope=-2.0, intercept=1000.0)
    assert_like_numpy(found, 1000.0 - 2.0 * NOISE.astype(np.float64))


def test_padding_and_what_is_not_a_number_have_no_part_in_the_figures() -> None:
    padded = NOISE.copy()
    padded[:, :100] = 65_535
    whole = Region((0, 0), (400, 300), elliptic=False)
    assert_like_numpy(figures(padded, whole, padding=(65_535, 65_535)), NOISE[:, 100:])
    floats = NOISE.astype(np.float32)
    floats[0, :7] = (np.nan, np.inf, -np.inf, np.nan, np.nan, np.nan, np.nan)
    assert_like_numpy(figures(floats, whole), floats[np.isfinite(floats)])


def test_values_far_from_zero_keep_their_deviation() -> None:
    pixels = NOISE.astype(np.int32) % 7 + 2_000_000_000
    assert_like_numpy(figures(pixels, Region((0, 0), (400, 300), elliptic=False)), pixels)


def test_more_pixels_than_a_strip_give_the_same_figures() -> None:
    large = np.random.default_rng(1).integers(0, 65_535, (1500, 1700), np.uint16)
    assert_like_numpy(
        figures(large, Region((100, 100), (1600, 1400), elliptic=False)), large[100:1400, 100:1600]
    )


def test_the_area_is_that_of_the_pixels_also_when_they_are_not_square() -> None:
    radiograph = Radiograph(NOISE, 16, VOI, "phantom", "DICOM", spacing=(0.4, 0.2))
    found = region_figures(radiograph, Region((0, 0), (50, 20), elliptic=False), PixelScale.of(radiograph))
    assert found.area == pytest.approx(50 * 0.2 * 20 * 0.4)


@pytest.mark.parametrize(
    "region",
    [
        Region((500, 10), (600, 20), elliptic=False),
        Region((10, 10), (10, 50), elliptic=True),
        Region((10.6, 10.6), (11.4, 11.4), elliptic=False),
        Region((-50, -50), (-10, -10), elliptic=True),
    ],
)
def test_a_region_without_a_pixel_has_no_figures_and_no_error(region: Region) -> None:
    found = figures(NOISE, region)
    assert found.count == found.area == found.histogram.total == 0
    assert all(math.isnan(value) for value in (found.mean, found.deviation, found.lowest, found.highest))


def test_a_single_pixel_has_a_mean_and_no_deviation() -> None:
    found = figures(NOISE, Region((10, 10), (11, 11), elliptic=False))
    assert found.mean == NOISE[10, 10]
    assert math.isnan(found.deviation)


def test_each_bin_of_whole_numbers_holds_equally_many_values() -> None:
    ramp = np.arange(1000, dtype=np.uint16).reshape(1, -1)
    histogram = figures(ramp, Region((0, 0), (1000, 1), elliptic=False)).histogram
    assert len(histogram.counts) <= 256
    assert set(histogram.counts[:-1].tolist()) == {4}
    few = figures(NOISE % 3, Region((0, 0), (400, 300), elliptic=False)).histogram
    assert np.array_equal(few.counts, np.bincount((NOISE % 3).ravel()))
    assert np.array_equal(few.edges, [-0.5, 0.5, 1.5, 2.5])
