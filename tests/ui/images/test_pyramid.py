"""Images at falling resolutions."""

from typing import Any

import numpy as np
import pytest

from tests.images import synthetic_image
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.ui.images.pyramid import ImagePyramid, look_up


def radiograph(pixels: np.ndarray[Any, Any]) -> Radiograph:
    return Radiograph(pixels, bits=16, voi=WindowLevel.from_range(0, 100), name="image.png", format="PNG")


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "int32", "float32"])
def test_full_resolution_gives_each_stored_value_back(dtype: str) -> None:
    pixels = (synthetic_image(301, 403).astype(np.int32) // 3 - (60 if dtype[0] in "if" else 0)).astype(dtype)
    pyramid = ImagePyramid.of(radiograph(pixels))
    assert np.all(np.diff(pyramid.values.astype(np.float64)) >= 0)
    assert np.allclose(pyramid.values[pyramid.levels[0]], pixels, atol=0.01)


@pytest.mark.parametrize("dtype", ["uint16", "int16"])
def test_a_coarser_level_is_the_mean_of_four_also_across_zero(dtype: str) -> None:
    pixels = synthetic_image(600, 602).astype(np.int32) * 4 - (500 if dtype == "int16" else 0)
    pyramid = ImagePyramid.of(radiograph(pixels.astype(dtype)))
    expected = pixels.reshape(300, 2, 301, 2).mean(axis=(1, 3))
    assert pyramid.levels[1].shape == (300, 301)
    assert np.abs(pyramid.values[pyramid.levels[1]] - expected).max() <= 0.5


def test_odd_edges_keep_their_last_row_and_column() -> None:
    pixels = np.zeros((601, 601), np.uint16)
    pixels[-1], pixels[:, -1] = 1000, 1000
    level = ImagePyramid.of(radiograph(pixels)).levels[1]
    assert level.shape == (301, 301)
    assert np.all(level[-1] == 1000)
    assert np.all(level[:, -1] == 1000)


@pytest.mark.parametrize("smooth", [False, True])
def test_a_part_at_its_own_size_is_that_part(smooth: bool) -> None:
    pixels = synthetic_image(400, 500, bits=12)
    sampled = ImagePyramid.of(radiograph(pixels)).sample((100, 50, 300, 200), 200, 150, smooth=smooth)
    assert np.array_equal(sampled, pixels[50:200, 100:300])


@pytest.mark.parametrize("smooth", [False, True])
def test_a_large_image_brought_down_keeps_its_mean_brightness(smooth: bool) -> None:
    pixels = synthetic_image(2000, 2400, bits=14)
    sampled = ImagePyramid.of(radiograph(pixels)).sample((0, 0, 2400, 2000), 360, 300, smooth=smooth)
    assert sampled.shape == (300, 360)
    assert abs(float(sampled.mean()) - float(pixels.mean())) < 0.01 * float(pixels.max())


def test_indices_become_grey_levels_through_the_table() -> None:
    table = np.arange(256, dtype=np.uint8)[::-1].copy()
    places = synthetic_image(70, 90)
    assert np.array_equal(look_up(table, places), 255 - places)
    assert np.array_equal(look_up(table, places[::2, 1:]), 255 - places[::2, 1:])


@pytest.mark.parametrize("cores", [1, 2, 3, 16])
def test_a_large_look_up_is_the_same_on_any_number_of_cores(
    cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    indices = np.random.default_rng(cores).integers(0, 65_536, (1733, 1301)).astype(np.uint16)
    table = np.random.default_rng(7).permutation(65_536).astype(np.uint32)
    assert np.array_equal(look_up(table, indices), table[indices])
    assert np.array_equal(look_up(table, indices.T), table[indices.T])
