"""Histograms of the full depth, and the windows that follow from them."""

import numpy as np
import pytest

from tests.images import Pixels, synthetic_image
from xray_desktop.imaging import Radiograph, WindowLevel
from xray_desktop.imaging.histogram import auto_window, histogram

EIGHT = synthetic_image(120, 150)
TWELVE = synthetic_image(120, 150, bits=12)


def radiograph(pixels: Pixels, **attributes: object) -> Radiograph:
    return Radiograph(pixels, 16, WindowLevel.from_range(0, 1), "radiograph", "PNG", **attributes)  # type: ignore[arg-type]


ALL_KINDS = [
    EIGHT,
    TWELVE,
    TWELVE.astype(np.int16) - 2000,
    (EIGHT.astype(np.int16) - 128).astype(np.int8),
    TWELVE.astype(np.int32) * 1000,
    TWELVE.astype(np.uint32) * 1_000_000,
    TWELVE.astype(np.float32) / 3 - 100,
]


@pytest.mark.parametrize("pixels", ALL_KINDS, ids=lambda pixels: str(pixels.dtype))
def test_every_pixel_is_counted_once_in_the_bin_of_its_value(pixels: Pixels) -> None:
    counts = histogram(radiograph(pixels))
    assert counts.total == pixels.size
    assert counts.counts.dtype == np.int64
    assert len(counts.edges) == len(counts.counts) + 1 <= 257
    assert np.all(np.diff(counts.edges) > 0)
    if pixels.dtype.kind in "ui" and pixels.dtype.itemsize <= 2:
        assert np.array_equal(counts.counts, np.histogram(pixels, counts.edges)[0])


def test_8_bit_radiographs_have_one_bin_for_each_value() -> None:
    counts = histogram(radiograph(EIGHT))
    assert np.array_equal(counts.counts, np.bincount(EIGHT.ravel(), minlength=256))
    assert counts.edges[0] == -0.5
    assert counts.edges[-1] == 255.5


def test_bins_hold_the_same_whole_number_of_values() -> None:
    flat = np.tile(np.arange(1000, dtype=np.uint16), (10, 1))
    counts = histogram(radiograph(flat), bins=256)
    assert set(counts.counts[:-1].tolist()) == {40}, "no comb"


def test_edges_are_modality_values_and_rise_for_a_negative_slope_too() -> None:
    counts = histogram(radiograph(TWELVE, slope=-2.0, intercept=100.0))
    values = TWELVE.astype(float) * -2 + 100
    assert np.array_equal(counts.counts, np.histogram(values, counts.edges)[0])


def test_padding_and_what_is_no_number_are_in_no_bin() -> None:
    padded = radiograph(EIGHT, padding=(0, 10))
    assert histogram(padded).total == np.count_nonzero(EIGHT > 10)
    holes = TWELVE.astype(np.float32)
    holes[:3] = np.nan
    holes[3, 0] = np.inf
    assert histogram(radiograph(holes)).total == holes.size - 3 * 150 - 1


@pytest.mark.parametrize("pixels", [np.full((5, 5), 7, np.uint16), np.full((5, 5), np.nan, np.float32)])
def test_a_radiograph_without_contrast_or_value_has_a_histogram(pixels: Pixels) -> None:
    counts = histogram(radiograph(pixels))
    assert counts.total in (0, 25)
    assert auto_window(radiograph(pixels)).width > 0


def test_the_share_outside_a_window_is_what_is_clipped() -> None:
    below, above = histogram(radiograph(TWELVE), bins=4096).share_outside(999.5, 2999.5)
    assert below == pytest.approx(np.mean(TWELVE < 1000), abs=1e-6)
    assert above == pytest.approx(np.mean(TWELVE > 2999), abs=1e-6)


@pytest.mark.parametrize("pixels", ALL_KINDS, ids=lambda pixels: str(pixels.dtype))
@pytest.mark.parametrize("ends", [(0.1, 99.9), (0, 100), (5, 60)])
def test_the_automatic_window_lies_between_two_percentiles(pixels: Pixels, ends: tuple[float, float]) -> None:
    window = auto_window(radiograph(pixels, slope=2.0, intercept=-7.0), *ends)
    low, high = np.percentile(pixels.astype(np.float64), ends, method="lower") * 2 - 7
    step = float(np.ptp(pixels.astype(np.float64))) * 2 / 65_535 if pixels.dtype.itemsize > 2 else 0
    assert window.low == pytest.approx(low, abs=1.01 * step + 1e-6 * abs(low))
    assert window.high == pytest.approx(high, abs=1.01 * step + 1e-6 * abs(high))


def test_a_region_gives_the_window_of_its_own_values() -> None:
    pixels = TWELVE.copy()
    pixels[10:20, 30:50] = np.arange(200, dtype=np.uint16).reshape(10, 20) + 500
    window = auto_window(radiograph(pixels), 0, 100, region=(30, 10, 50, 20))
    assert (window.low, window.high) == (500, 699)
    assert auto_window(radiograph(pixels), 0, 100, region=(-5, -5, 10**6, 10**6)) == auto_window(
        radiograph(pixels), 0, 100
    )


@pytest.mark.parametrize("region", [(5, 5, 5, 9), (500, 500, 600, 600), (-9, -9, -1, -1)])
def test_a_region_outside_the_radiograph_gives_the_window_of_the_radiograph(
    region: tuple[int, int, int, int],
) -> None:
    assert auto_window(radiograph(TWELVE), region=region) == auto_window(radiograph(TWELVE))


def test_the_automatic_window_is_made_of_plain_numbers() -> None:
    window = auto_window(radiograph(TWELVE))
    assert type(window.center) is float
    assert type(window.width) is float
