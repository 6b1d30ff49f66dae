"""The self-test of the window sees what a person would see."""

import pytest

from tests.films import synthetic_film, write_png
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.ui.application.window_check import WindowFailed, judged_in_window


@pytest.mark.usefixtures("qapp")
def test_a_dropped_film_gets_the_verdict_that_the_classifier_gives(film_file, model_file):
    prediction = judged_in_window(film_file, model_file=model_file)
    expected = Classifier.load(model_file).classify(read_radiograph(film_file))
    assert prediction.verdict == expected.verdict
    assert prediction.probability == pytest.approx(expected.probability, abs=1e-6)


@pytest.mark.usefixtures("qapp")
def test_a_file_that_is_no_film_fails_with_its_sentence(tmp_path, model_file):
    (tmp_path / "letter.jpg").write_text("Dear colleague")
    with pytest.raises(WindowFailed, match=r"letter\.jpg"):
        judged_in_window(tmp_path / "letter.jpg", model_file=model_file)


@pytest.mark.usefixtures("qapp")
def test_a_damaged_model_fails_with_its_sentence(film_file, tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(WindowFailed, match=r"model\.onnx"):
        judged_in_window(film_file, model_file=tmp_path / "model.onnx")


@pytest.mark.usefixtures("qapp")
def test_waiting_ends_at_the_time_limit(tmp_path, model_file):
    film = write_png(tmp_path / "film.png", synthetic_film())
    with pytest.raises(WindowFailed, match="within"):
        judged_in_window(film, model_file=model_file, time_limit=0.0)
