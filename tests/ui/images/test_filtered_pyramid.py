"""Parts of an image filtered for display."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.images import dicom_bytes, synthetic_image
from xray_desktop.imaging.display_filters import DisplayFilters
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.ui.images.filtered_pyramid import FilteredPyramid
from xray_desktop.ui.images.loaded_image import LoadedImage, image_of
from xray_desktop.ui.images.pyramid import Box

CLAHE = DisplayFilters(local_contrast=True)
BOTH = DisplayFilters(local_contrast=True, sharpened=True)


def loaded(pixels: npt.NDArray[np.generic], **attributes: object) -> LoadedImage:
    radiograph = decode_radiograph(dicom_bytes(pixels, **attributes), "image.dcm")
    return image_of(Path("image.dcm"), radiograph)


@pytest.fixture(scope="module")
def large() -> LoadedImage:
    return loaded(synthetic_image(2400, 3000, bits=16))


def computed(
    image: LoadedImage, filters: DisplayFilters, box: Box, width: int, height: int
) -> FilteredPyramid:
    pyramid = FilteredPyramid(image, filters)
    for part in pyramid.compute(box, width, height):
        pyramid.add(part)
    return pyramid


def test_the_whole_image_comes_first_at_a_low_resolution(large: LoadedImage) -> None:
    pyramid = FilteredPyramid(large, CLAHE)
    assert not pyramid.ready
    box = (1000.0, 1000.0, 1500.0, 1400.0)
    parts = pyramid.compute(box, 500, 400)
    pyramid.add(next(parts))
    assert pyramid.ready
    assert pyramid.lacks(box, 500, 400)
    pyramid.add(next(parts))
    assert not pyramid.lacks(box, 500, 400)
    assert pyramid.lacks((0.0, 0.0, 500.0, 400.0), 500, 400)
    assert not pyramid.lacks((0.0, 0.0, 3000.0, 2400.0), 750, 600)


@pytest.mark.parametrize("filters", [CLAHE, BOTH])
def test_a_part_shows_what_the_whole_image_would_show_there(
    large: LoadedImage, filters: DisplayFilters
) -> None:
    box = (1000.0, 1000.0, 1500.0, 1400.0)
    shown = computed(large, filters, box, 500, 400).sample(box, 500, 400, smooth=False)
    whole = FilteredPyramid(large, filters).whole_at(0)
    assert np.array_equal(shown, whole[1000:1400, 1000:1500])
    at_once = computed(large, filters, (0.0, 0.0, 3000.0, 2400.0), 750, 600)
    assert np.array_equal(at_once.sample_now(box, 500, 400, smooth=False), shown)


def test_the_filtered_image_has_the_values_of_the_image_it_came_from() -> None:
    for pixels in (synthetic_image(400, 500), synthetic_image(400, 500, bits=12).astype(np.int16) - 2000):
        image = loaded(pixels)
        pyramid = FilteredPyramid(image, DisplayFilters(sharpened=True))
        shown = pyramid.values[pyramid.whole_at(0)]
        assert np.corrcoef(shown.ravel(), pixels.ravel())[0, 1] > 0.98
        assert abs(shown.mean() - pixels.mean()) < 0.01 * np.ptp(pixels)


def test_padding_stays_and_nothing_else_becomes_padding() -> None:
    pixels = synthetic_image(400, 500, bits=16)
    pixels = np.maximum(pixels, 30)
    pixels[:, :150] = 0
    pixels[200, 300] = 1
    image = loaded(pixels, PixelPaddingValue=0)
    pyramid = FilteredPyramid(image, BOTH)
    shown = pyramid.whole_at(0)
    assert np.array_equal(shown == 0, pixels == 0)


def test_the_radiograph_that_the_model_gets_is_not_touched(large: LoadedImage) -> None:
    before = large.radiograph.pixels.copy()
    computed(large, BOTH, (0.0, 0.0, 1000.0, 1000.0), 1000, 1000)
    assert np.array_equal(large.radiograph.pixels, before)


def test_a_long_thin_image_is_filtered() -> None:
    image = loaded(synthetic_image(40, 3000, bits=12))
    pyramid = computed(image, BOTH, (0.0, 0.0, 3000.0, 40.0), 600, 8)
    assert pyramid.sample((0.0, 0.0, 3000.0, 40.0), 600, 8, smooth=True).shape == (8, 600)
