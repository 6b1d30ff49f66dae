import numpy as np
import pytest
from PIL import Image

from tests.codes import raises_code
from tests.images import synthetic_image, write_png
from tests.models import tiny_model
from xray_desktop.imaging.arrays import radiograph_from_array
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference import Classifier, UnusableModel
from xray_desktop.messages import message


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    return Classifier.load(tiny_model(tmp_path_factory.mktemp("model") / "tiny.onnx"))


@pytest.mark.parametrize("bits", [8, 16])
def test_a_file_and_its_pixels_get_the_same_probability(classifier, tmp_path, bits):
    pixels = synthetic_image(bits=bits)
    file = write_png(tmp_path / "a.png", pixels)
    expected = classifier.classify(read_radiograph(file)).probability
    assert classifier.predict(file).probability == expected
    assert classifier.predict(str(file)).probability == expected
    assert classifier.predict(pixels).probability == expected
    assert classifier.predict(read_radiograph(file)).probability == expected


def test_colours_become_luminance_as_in_a_file(classifier, tmp_path):
    colours = np.stack([synthetic_image(seed=seed) for seed in range(3)], axis=-1)
    file = write_png(tmp_path / "a.png", Image.fromarray(colours))
    assert classifier.predict(colours).probability == classifier.predict(file).probability


def test_wider_numbers_of_the_same_image_change_nothing():
    image = radiograph_from_array(synthetic_image(bits=12))
    for kind in (np.int64, np.uint32, np.float32, np.float64):
        other = radiograph_from_array(synthetic_image(bits=12).astype(kind))
        assert np.allclose(other.grey(other.pixels), image.grey(image.pixels), atol=1e-3)


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((3, 4, 5), np.uint8),
        np.zeros(5, np.uint8),
        np.zeros((0, 4), np.uint8),
        np.zeros((4, 4), complex),
        np.array([["a"]]),
        np.full((4, 4), 2**40),
    ],
)
def test_an_array_that_is_not_an_image_is_reported(pixels):
    with pytest.raises(UnreadableRadiograph):
        radiograph_from_array(pixels)


def test_a_tiny_array_is_rejected(classifier):
    prediction = classifier.predict(np.zeros((8, 8), np.uint8))
    assert prediction.predicted_class is None
    assert prediction.reasons == (message("image_too_small", width=8, height=8),)


def test_an_unavailable_device_is_replaced_by_the_cpu_with_a_note(tmp_path):
    model = tiny_model(tmp_path / "tiny.onnx")
    classifier = Classifier.load(model, device="qnn")
    assert classifier.provider == "CPUExecutionProvider"
    assert classifier.remark == message("device_unavailable", device="qnn")
    assert Classifier.load(model).remark is None
    with raises_code(UnusableModel, "unknown_device", device="abacus"):
        Classifier.load(model, device="abacus")
