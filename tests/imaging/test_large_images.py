"""Images far larger than the network's input are squeezed as the small copies of the training data were."""

import numpy as np
import pytest
from PIL import Image

from tests.images import encoded, synthetic_image
from xray_desktop.imaging.arrays import radiograph_from_array
from xray_desktop.imaging.preprocessing import Preprocessing, prepare
from xray_desktop.imaging.reading import decode_radiograph


@pytest.mark.parametrize("size", [(1500, 2000), (3000, 2500)])
def test_a_large_radiograph_and_its_small_copy_are_one_input(size):
    grain = np.random.default_rng(0).normal(0, 8, size)
    pixels = np.clip(synthetic_image(*size) + grain, 0, 255).astype(np.uint8)
    copy = Image.fromarray(pixels).resize((224, 224), Image.Resampling.BICUBIC)
    small = prepare(radiograph_from_array(np.asarray(copy)), Preprocessing())
    assert np.array_equal(prepare(radiograph_from_array(pixels), Preprocessing()), small)


def test_a_large_radiograph_of_12_bits_and_its_small_copy_are_one_input_to_half_a_grey_level():
    pixels = synthetic_image(1500, 2000, bits=12)
    copy = Image.fromarray(pixels.astype(np.float32)).resize((224, 224), Image.Resampling.BICUBIC)
    large = radiograph_from_array(pixels)
    small = radiograph_from_array(np.asarray(copy)).with_voi(large.voi)
    difference = np.abs(prepare(large, Preprocessing()) - prepare(small, Preprocessing())) * 255
    assert difference.max() < 0.5


def test_a_large_jpeg_is_decoded_whole():
    data = encoded(synthetic_image(1500, 2000), "JPEG", quality=92)
    radiograph = decode_radiograph(data, "image.jpeg")
    assert radiograph.pixels.shape == (1500, 2000)
