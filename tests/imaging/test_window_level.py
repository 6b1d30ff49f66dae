"""Windows and VOI LUTs follow PS3.3 C.11.2.1."""

import numpy as np
import pytest

from xray_desktop.imaging.window_level import VoiLut, WindowLevel


def test_linear_is_the_formula_of_the_standard() -> None:
    # PS3.3 C.11.2.1.2.1, its own example: centre 2048, width 4096, output 0 to 255
    values = np.arange(-100, 5000)
    c, w = 2048, 4096
    expected = np.where(
        values <= c - 0.5 - (w - 1) / 2,
        0,
        np.where(values > c - 0.5 + (w - 1) / 2, 1, (values - (c - 0.5)) / (w - 1) + 0.5),
    )
    assert np.allclose(WindowLevel(c, w, "LINEAR").apply(values), expected, atol=1e-6)


def test_linear_exact_is_the_formula_of_the_standard() -> None:
    values = np.linspace(-10, 110, 1000)
    expected = np.clip((values - 50) / 100 + 0.5, 0, 1)
    assert np.allclose(WindowLevel(50, 100, "LINEAR_EXACT").apply(values), expected, atol=1e-6)


def test_sigmoid_is_the_formula_of_the_standard() -> None:
    values = np.linspace(-1000, 1000, 999)
    expected = 1 / (1 + np.exp(-4 * (values - 10) / 200))
    assert np.allclose(WindowLevel(10, 200, "SIGMOID").apply(values), expected, atol=1e-6)


def test_a_linear_window_one_wide_is_a_threshold() -> None:
    # PS3.3 C.11.2.1.2.1: values up to the centre minus one half are black, all others white
    assert WindowLevel(10, 1, "LINEAR").apply([9, 9.5, 9.6, 10]).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_grey_never_leaves_zero_to_one_nor_falls(function: str) -> None:
    window = WindowLevel(100, 3, function)  # type: ignore[arg-type]
    grey = window.apply(np.linspace(-1e9, 1e9, 100_001))
    assert grey.dtype == np.float32
    assert grey.min() >= 0
    assert grey.max() <= 1
    assert np.all(np.diff(grey) >= 0)


def test_low_and_high_are_where_black_ends_and_white_begins() -> None:
    for window in (WindowLevel(100, 51, "LINEAR"), WindowLevel(100, 50, "LINEAR_EXACT")):
        assert window.apply([window.low, window.high]).tolist() == [0, 1]
        assert 0 < window.apply(window.low + 0.1) < 0.01


def test_a_window_from_a_range_shows_its_ends_black_and_white() -> None:
    window = WindowLevel.from_range(-20, 60, "mine")
    assert (window.low, window.high, window.name) == (-20, 60, "mine")
    assert WindowLevel.from_range(5, 5).width == 1
    assert WindowLevel.from_range(5, 4).width == 1


@pytest.mark.parametrize(
    ("center", "width", "function"),
    [
        (0, 0, "LINEAR_EXACT"),
        (0, -1, "SIGMOID"),
        (0, 0.5, "LINEAR"),
        (float("nan"), 1, "LINEAR"),
        (0, float("inf"), "LINEAR"),
    ],
)
def test_impossible_windows_are_refused(center: float, width: float, function: str) -> None:
    with pytest.raises(ValueError, match="window"):
        WindowLevel(center, width, function)  # type: ignore[arg-type]


def test_a_lookup_table_holds_its_ends_beyond_its_range() -> None:
    lut = VoiLut(100, np.array([0.2, 0.5, 0.9], np.float32))
    assert np.allclose(lut.apply([-1e6, 99, 100, 101.4, 102, 1e6]), [0.2, 0.2, 0.2, 0.5, 0.9, 0.9])
    assert (lut.low, lut.high) == (100, 102)
