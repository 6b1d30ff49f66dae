"""Local contrast of the display (CLAHE)."""

import numpy as np
import numpy.typing as npt
import pytest

from tests.images import synthetic_image
from xray_desktop.imaging.local_contrast import CLIP_LIMIT, LocalContrast


def whole(pixels: npt.NDArray[np.uint16], contrast: LocalContrast) -> npt.NDArray[np.float32]:
    return contrast.apply(pixels, 0, 0, *pixels.shape)


@pytest.fixture
def faint() -> npt.NDArray[np.uint16]:
    """Two halves of very different brightness, each with a faint texture."""
    random = np.random.default_rng(0)
    pixels = np.full((400, 600), 10_000.0)
    pixels[:, 300:] = 50_000
    return (pixels + random.normal(0, 500, pixels.shape)).astype(np.uint16)


def test_faint_texture_is_stretched_on_both_sides_of_a_bright_edge(faint: npt.NDArray[np.uint16]) -> None:
    shown = whole(faint, LocalContrast.of(faint))
    for part in (np.s_[50:350, 50:250], np.s_[50:350, 350:550]):
        assert shown[part].std() > 1.5 * faint[part].std()


def test_no_grey_level_is_stretched_beyond_the_clip_limit() -> None:
    pixels = synthetic_image(500, 600, bits=16)
    contrast = LocalContrast.of(pixels)
    rise = np.diff(contrast.curves, axis=-1).max()
    even = (contrast.high - contrast.low) / (contrast.curves.shape[-1] - 1)
    # What the clipped bins lose is spread over all bins, and adds one even share at most.
    assert rise <= (CLIP_LIMIT + 1) * even * 1.01
    assert np.diff(contrast.curves, axis=-1).min() >= 0


def test_a_part_is_shown_as_it_is_in_the_whole_image() -> None:
    pixels = synthetic_image(500, 600, bits=16)
    contrast = LocalContrast.of(pixels)
    part = contrast.apply(np.ascontiguousarray(pixels[123:300, 77:401]), 123, 77, *pixels.shape)
    assert np.array_equal(part, whole(pixels, contrast)[123:300, 77:401])


def test_neighbouring_tiles_join_without_a_step() -> None:
    ramp = np.tile(np.linspace(1000, 60_000, 800, dtype=np.uint16), (800, 1))
    shown = whole(ramp, LocalContrast.of(ramp))
    assert np.abs(np.diff(shown, axis=0)).max() < 1
    assert np.diff(shown, axis=1).max() < 10 * 59_000 / 800


def test_an_image_of_one_grey_level_stays_as_it_is() -> None:
    pixels = np.full((300, 300), 1234, np.uint16)
    assert np.array_equal(whole(pixels, LocalContrast.of(pixels)), pixels)


def test_padding_has_no_part_in_the_curves() -> None:
    pixels = synthetic_image(400, 400, bits=16)
    pixels[pixels == 0] = 1
    covered = pixels.copy()
    covered[:, :200] = 0
    contrast = LocalContrast.of(covered, excluded=slice(0, 1))
    same = LocalContrast.of(np.ascontiguousarray(pixels[:, 200:]))
    assert (contrast.low, contrast.high) == (same.low, same.high)


def test_an_image_smaller_than_its_tiles_is_shown() -> None:
    pixels = np.array([[0, 65_535], [30_000, 100]], np.uint16)
    assert np.allclose(whole(pixels, LocalContrast.of(pixels)), pixels, atol=3)
