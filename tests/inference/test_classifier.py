import numpy as np
import pytest

from tests.codes import raises_code
from tests.images import synthetic_image
from tests.models import tiny_metadata, tiny_model
from xray_desktop.imaging import Preprocessing, Radiograph, WindowLevel
from xray_desktop.inference import Classifier, PredictedClass, UnusableModel
from xray_desktop.inference.classifier import NOT_RELEASED
from xray_desktop.messages import message


def _image(level: int, **attributes) -> Radiograph:
    pixels = synthetic_image(120, 160)
    pixels[: 120 * level // 100] = 255
    return Radiograph(pixels, 8, WindowLevel.from_range(0, 255), "image.png", "PNG", **attributes)


@pytest.fixture
def classifier(tmp_path):
    return Classifier.load(tiny_model(tmp_path / "model.onnx"))


def test_the_predicted_class_follows_the_image_and_names_the_operating_point(classifier):
    bright = classifier.classify(_image(90))
    dark = classifier.classify(_image(0))
    assert bright.predicted_class is PredictedClass.PNEUMONIA
    assert dark.predicted_class is PredictedClass.NORMAL
    assert bright.probability > bright.threshold > dark.probability
    assert bright.operating_point == dark.operating_point == "balanced"
    assert bright.cam.shape == (4, 4)
    assert dark.bacterial is None


def test_one_output_can_be_classified_at_every_operating_point(tmp_path):
    classifier = Classifier.load(tiny_model(tmp_path / "m.onnx", answer=0.6))
    output = classifier.outputs(classifier.prepare(_image(50)))[0]
    predictions = [
        classifier.decide(output, operating_point=p.name).predicted_class
        for p in classifier.metadata.operating_points
    ]
    assert predictions == [PredictedClass.PNEUMONIA, PredictedClass.PNEUMONIA, PredictedClass.NORMAL]


def test_an_unknown_operating_point_is_named_with_the_known_ones(classifier):
    with raises_code(
        UnusableModel,
        "unknown_operating_point",
        point="fastest",
        known="high_sensitivity, balanced, high_specificity",
    ):
        classifier.classify(_image(50), operating_point="fastest")


def test_a_rejected_image_has_its_reason_and_no_probability(classifier):
    prediction = classifier.classify(_image(50, exclusion_reasons=(message("truncated"),)))
    assert prediction.predicted_class is None
    assert prediction.probability is None
    assert prediction.reasons == (message("truncated"),)


def test_a_model_that_answers_nan_gives_no_predicted_class(tmp_path):
    classifier = Classifier.load(tiny_model(tmp_path / "m.onnx", answer=float("nan")))
    prediction = classifier.classify(_image(50))
    assert prediction.predicted_class is None
    assert prediction.reason == "no_probability"


def test_probabilities_in_the_uncertain_band_are_uncertain(tmp_path):
    band = {"uncertain": (0.45, 0.55)}
    inside = Classifier.load(tiny_model(tmp_path / "in.onnx", answer=0.47, **band)).classify(_image(50))
    outside = Classifier.load(tiny_model(tmp_path / "out.onnx", answer=0.44, **band)).classify(_image(50))
    assert inside.predicted_class is PredictedClass.UNCERTAIN
    assert inside.reason == "near_threshold"
    assert outside.predicted_class is PredictedClass.NORMAL


def test_the_uncertain_band_moves_with_the_operating_point(tmp_path):
    classifier = Classifier.load(tiny_model(tmp_path / "m.onnx", answer=0.8, uncertain=(0.45, 0.55)))
    assert classifier.classify(_image(50)).predicted_class is PredictedClass.PNEUMONIA
    at_high_specificity = classifier.classify(_image(50), operating_point="high_specificity")
    assert at_high_specificity.predicted_class is PredictedClass.UNCERTAIN


def test_a_batch_gives_what_single_images_give(classifier):
    images = [_image(level) for level in (0, 30, 60, 90)]
    batch = classifier.outputs(np.concatenate([classifier.prepare(image) for image in images]))
    single = [classifier.outputs(classifier.prepare(image))[0] for image in images]
    assert [s.probability for s in batch] == pytest.approx([s.probability for s in single], abs=1e-6)


def test_the_model_is_named_with_version_and_hash(classifier):
    name, version, digest = classifier.model.removesuffix(NOT_RELEASED).split()
    assert (name, version) == ("tiny", "1")
    assert classifier.sha256.startswith(digest)
    assert len(digest) == 8


def test_a_missing_model_is_reported(tmp_path):
    with raises_code(UnusableModel, "model_missing", file="gone.onnx"):
        Classifier.load(tmp_path / "gone.onnx")


def test_a_folder_in_the_models_place_is_reported(tmp_path):
    with raises_code(UnusableModel, "model_not_a_file"):
        Classifier.load(tmp_path)


@pytest.mark.parametrize("keep", [0, 10, 400])
def test_a_truncated_model_is_reported(tmp_path, keep):
    file = tiny_model(tmp_path / "model.onnx")
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(UnusableModel) as caught:
        Classifier.load(file)
    assert caught.value.message.code in ("model_damaged", "model_without_metadata")


def test_a_model_without_metadata_is_not_used(tmp_path):
    with raises_code(UnusableModel, "model_without_metadata"):
        Classifier.load(tiny_model(tmp_path / "model.onnx", metadata=False))


def test_a_model_whose_input_contradicts_its_metadata_is_not_used(tmp_path):
    import onnx

    file = tiny_model(tmp_path / "model.onnx")
    model = onnx.load(file)
    model.metadata_props[0].value = tiny_metadata(preprocessing=Preprocessing(size=48)).to_json()
    onnx.save(model, file)
    with raises_code(UnusableModel, "model_input_declared", input="radiograph", size=48):
        Classifier.load(file)
