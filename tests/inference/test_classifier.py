import numpy as np
import pytest

from tests.films import synthetic_film
from tests.models import tiny_metadata, tiny_model
from xray_desktop.imaging import Preprocessing, Radiograph, WindowLevel
from xray_desktop.inference import Classifier, UnusableModel, Verdict
from xray_desktop.inference.classifier import NOT_RELEASED


def _film(level: int, **facts) -> Radiograph:
    pixels = synthetic_film(120, 160)
    pixels[: 120 * level // 100] = 255
    return Radiograph(pixels, 8, WindowLevel.from_range(0, 255), "film.png", "PNG", **facts)


@pytest.fixture
def classifier(tmp_path):
    return Classifier.load(tiny_model(tmp_path / "model.onnx"))


def test_the_verdict_follows_the_picture_and_names_the_operating_point(classifier):
    bright = classifier.classify(_film(90))
    dark = classifier.classify(_film(0))
    assert bright.verdict is Verdict.PNEUMONIA
    assert dark.verdict is Verdict.NORMAL
    assert bright.probability > bright.threshold > dark.probability
    assert bright.operating_point == dark.operating_point == "balanced"
    assert bright.influence.shape == (4, 4)
    assert dark.bacterial is None


def test_one_score_can_be_judged_at_every_operating_point(tmp_path):
    classifier = Classifier.load(tiny_model(tmp_path / "m.onnx", answer=0.6))
    score = classifier.scores(classifier.prepare(_film(50)))[0]
    verdicts = [
        classifier.judge(score, operating_point=p.name).verdict for p in classifier.metadata.operating_points
    ]
    assert verdicts == [Verdict.PNEUMONIA, Verdict.PNEUMONIA, Verdict.NORMAL]


def test_an_unknown_operating_point_is_named_with_the_known_ones(classifier):
    with pytest.raises(UnusableModel, match=r"“fastest”.*screening, balanced, confirmatory"):
        classifier.classify(_film(50), operating_point="fastest")


def test_a_film_that_may_not_be_judged_gets_its_reason_and_no_number(classifier):
    prediction = classifier.classify(_film(50, not_assessable="The image data is truncated."))
    assert prediction.verdict is None
    assert prediction.probability is None
    assert prediction.not_assessed == "The image data is truncated."


def test_a_model_that_answers_nan_gives_no_verdict(tmp_path):
    classifier = Classifier.load(tiny_model(tmp_path / "m.onnx", answer=float("nan")))
    prediction = classifier.classify(_film(50))
    assert prediction.verdict is None
    assert "no probability" in prediction.not_assessed


def test_probabilities_in_the_uncertain_band_are_called_uncertain(tmp_path):
    band = {"uncertain": (0.45, 0.55)}
    inside = Classifier.load(tiny_model(tmp_path / "in.onnx", answer=0.47, **band)).classify(_film(50))
    outside = Classifier.load(tiny_model(tmp_path / "out.onnx", answer=0.44, **band)).classify(_film(50))
    assert inside.verdict is Verdict.UNCERTAIN
    assert inside.uncertain
    assert outside.verdict is Verdict.NORMAL


def test_the_uncertain_band_moves_with_the_operating_point(tmp_path):
    classifier = Classifier.load(tiny_model(tmp_path / "m.onnx", answer=0.8, uncertain=(0.45, 0.55)))
    assert classifier.classify(_film(50)).verdict is Verdict.PNEUMONIA
    at_confirmatory = classifier.classify(_film(50), operating_point="confirmatory")
    assert at_confirmatory.verdict is Verdict.UNCERTAIN


def test_a_batch_gives_what_single_films_give(classifier):
    films = [_film(level) for level in (0, 30, 60, 90)]
    batch = classifier.scores(np.concatenate([classifier.prepare(film) for film in films]))
    single = [classifier.scores(classifier.prepare(film))[0] for film in films]
    assert [s.probability for s in batch] == pytest.approx([s.probability for s in single], abs=1e-6)


def test_the_model_is_named_with_version_and_hash(classifier):
    name, version, digest = classifier.model.removesuffix(NOT_RELEASED).split()
    assert (name, version) == ("tiny", "1")
    assert classifier.sha256.startswith(digest)
    assert len(digest) == 8


def test_a_missing_model_is_one_sentence(tmp_path):
    with pytest.raises(UnusableModel, match=r"model file gone\.onnx is missing"):
        Classifier.load(tmp_path / "gone.onnx")


def test_a_folder_in_the_models_place_is_one_sentence(tmp_path):
    with pytest.raises(UnusableModel, match="is a folder or a device"):
        Classifier.load(tmp_path)


@pytest.mark.parametrize("keep", [0, 10, 400])
def test_a_truncated_model_is_one_sentence(tmp_path, keep):
    file = tiny_model(tmp_path / "model.onnx")
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(UnusableModel, match=r"model\.onnx (is damaged|carries no metadata)"):
        Classifier.load(file)


def test_a_strangers_model_without_metadata_is_refused(tmp_path):
    with pytest.raises(UnusableModel, match="carries no metadata"):
        Classifier.load(tiny_model(tmp_path / "model.onnx", metadata=False))


def test_a_model_whose_input_contradicts_its_metadata_is_refused(tmp_path):
    import onnx

    file = tiny_model(tmp_path / "model.onnx")
    model = onnx.load(file)
    model.metadata_props[0].value = tiny_metadata(preprocessing=Preprocessing(size=48)).to_json()
    onnx.save(model, file)
    with pytest.raises(UnusableModel, match=r"not one input “radiograph” of shape \(N, 1, 48, 48\)"):
        Classifier.load(file)
