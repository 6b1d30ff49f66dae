"""The self-test of the window sees what a person would see."""

import pytest

from tests.images import synthetic_image, write_png
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.ui.application.window_check import WindowFailed, classified_in_window


@pytest.mark.usefixtures("qapp")
def test_a_dropped_image_gets_the_predicted_class_that_the_classifier_gives(image_file, model_file):
    prediction = classified_in_window(image_file, model_file=model_file)
    expected = Classifier.load(model_file).classify(read_radiograph(image_file))
    assert prediction.predicted_class == expected.predicted_class
    assert prediction.probability == pytest.approx(expected.probability, abs=1e-6)


@pytest.mark.usefixtures("qapp")
def test_a_file_that_is_no_image_fails_with_its_message(tmp_path, model_file):
    (tmp_path / "letter.jpg").write_text("Dear colleague")
    with pytest.raises(WindowFailed, match=r"letter\.jpg"):
        classified_in_window(tmp_path / "letter.jpg", model_file=model_file)


@pytest.mark.usefixtures("qapp")
def test_a_damaged_model_fails_with_its_message(image_file, tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(WindowFailed, match=r"model\.onnx"):
        classified_in_window(image_file, model_file=tmp_path / "model.onnx")


@pytest.mark.usefixtures("qapp")
def test_waiting_ends_at_the_time_limit(tmp_path, model_file):
    image = write_png(tmp_path / "image.png", synthetic_image())
    with pytest.raises(WindowFailed, match="within"):
        classified_in_window(image, model_file=model_file, time_limit=0.0)
