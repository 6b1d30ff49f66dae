"""Values near the ends of a sorted image against numpy's partition, and the automatic window by them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xray_desktop.imaging import Radiograph, WindowLevel
from xray_desktop.imaging import histogram as histogram_module
from xray_desktop.imaging.histogram import auto_window
from xray_desktop.imaging.order_statistics import kth_smallest

KINDS = ("even", "normal", "steep", "few levels", "mostly black", "sorted", "constant", "striped")


def _values(kind: str, seed: int, dtype: type, size: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    offset = -32768 if dtype is np.int16 else 0
    drawn = {
        "even": lambda: rng.integers(0, 65536, size),
        "normal": lambda: np.clip(rng.normal(2000, 300, size), 0, 4095),
        "steep": lambda: np.clip(rng.exponential(50, size), 0, 65535),
        "few levels": lambda: rng.integers(0, 3, size) * 1000,
        "mostly black": lambda: rng.integers(0, 4096, size) * (rng.random(size) < 0.4),
        "sorted": lambda: np.sort(rng.integers(0, 65536, size)),
        "constant": lambda: np.full(size, 1234),
        "striped": lambda: np.tile(np.arange(61), size // 61 + 1)[:size],
    }[kind]()
    return (drawn + offset).astype(dtype)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.integers(0, 1000),
    st.sampled_from([np.uint16, np.int16]),
    st.integers(1, 40_000),
    st.sampled_from([0.0, 0.001, 0.01, 0.3, 0.5, 0.99, 0.999, 1.0]),
)
def test_the_value_is_that_of_partition_or_none(kind, seed, dtype, size, share):
    values = _values(kind, seed, dtype, size)
    rank = int(share * (size - 1))
    found = kth_smallest(values, rank)
    assert found is None or found == np.partition(values, rank)[rank]


@pytest.mark.parametrize("kind", ["even", "normal", "sorted"])
def test_the_ends_of_usual_images_are_found_without_counting(kind):
    values = _values(kind, 1, np.uint16, 500_000).reshape(500, 1000)
    for rank in (0, 499, 499_500, 499_999):
        assert kth_smallest(values, rank) == np.partition(values.ravel(), rank)[rank]


def test_a_sample_that_misleads_gives_none():
    """Every pixel that is sampled is bright, all others are black; and the other way round."""
    values = np.zeros(61 * 500, np.uint16)
    values[::61] = np.arange(500) + 1000
    assert kth_smallest(values, 30) is None
    assert kth_smallest(2000 - values, len(values) - 31) is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [np.uint16, np.int16])
def test_the_automatic_window_of_a_large_image_is_that_of_counting(kind, dtype, monkeypatch):
    pixels = _values(kind, 2, dtype, 600 * 500).reshape(600, 500)
    radiograph = Radiograph(pixels, 16, WindowLevel.from_range(0, 1), "a", "PNG")
    for image in (radiograph, replace(radiograph, slope=-2.0, intercept=7.5)):
        with monkeypatch.context() as patch:
            patch.setattr(histogram_module, "kth_smallest", lambda *_: None)
            counted = auto_window(image)
        assert auto_window(image) == counted


def test_padding_does_not_count_in_a_large_image_either():
    pixels = _values("normal", 3, np.uint16, 600 * 500).reshape(600, 500)
    pixels[:100] = 0
    radiograph = Radiograph(pixels, 16, WindowLevel.from_range(0, 1), "a", "PNG", padding=(0, 0))
    window = auto_window(radiograph)
    assert window.low > 500
