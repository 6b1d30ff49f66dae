"""The note on an image whose heart seems to lie on the wrong side."""

import pytest

from tests.images import synthetic_image, write_png
from tests.models import tiny_metadata, tiny_model
from xray_desktop.inference import Classifier
from xray_desktop.inference.decision import ModelOutput, decide
from xray_desktop.inference.metadata import Gate, ModelMetadata, UnusableModel
from xray_desktop.messages import message

METADATA = tiny_metadata(uncertain=(0.45, 0.55), gate=Gate(distance_limit=9.0, mirrored_from=0.8))
NOTE = message("mirrored")


@pytest.mark.parametrize(
    ("mirrored", "noted"),
    [(0.8, True), (1.0, True), (0.79, False), (0.0, False), (None, False), (float("nan"), False)],
)
def test_the_note_is_given_from_the_limit_on_and_changes_nothing_else(mirrored, noted):
    point = METADATA.operating_point()
    prediction = decide(ModelOutput(0.9, mirrored=mirrored), METADATA, point, model="m")
    assert prediction.reasons == ((NOTE,) if noted else ())
    assert (prediction.predicted_class, prediction.probability) == ("PNEUMONIA", pytest.approx(0.9))


def test_it_comes_last_and_not_to_a_rejected_image():
    def reasons(**changes):
        output = ModelOutput(0.5, child=0.95, mirrored=0.9, **changes)
        return decide(output, METADATA, METADATA.operating_point(), model="m", age=45).reasons

    assert reasons() == (message("near_threshold"), message("age_differs_adult"), NOTE)
    assert reasons(distance=10.0) == (message("not_frontal_chest"),)


def test_a_model_without_the_limit_gives_no_note():
    metadata = tiny_metadata()
    output = ModelOutput(0.9, mirrored=1.0)
    assert decide(output, metadata, metadata.operating_point(), model="m").reasons == ()


def test_the_limit_is_kept_in_the_model_file_and_the_output_is_read(tmp_path):
    gate = Gate(mirrored_from=0.8)
    assert ModelMetadata.from_json(tiny_metadata(gate=gate).to_json()).gate == gate
    image = write_png(tmp_path / "a.png", synthetic_image())
    for mirrored, reasons in ((0.9, (NOTE,)), (0.1, ()), (None, ())):
        model = tiny_model(tmp_path / "tiny.onnx", mirrored=mirrored, gate=gate)
        assert Classifier.load(model, threads=1).predict(image).reasons == reasons


def test_a_limit_that_is_no_number_is_refused():
    text = tiny_metadata(gate=Gate(mirrored_from=0.8)).to_json().replace("0.8}", '"much"}')
    assert '"much"' in text
    with pytest.raises(UnusableModel, match="limit"):
        ModelMetadata.from_json(text)
