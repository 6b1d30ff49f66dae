"""Rows at another operating point are those that the model gives there, without the model."""

from dataclasses import replace

import pytest

from tests.models import tiny_metadata
from xray_desktop.inference.decision import ModelOutput, decide
from xray_desktop.inference.metadata import Gate, ModelMetadata
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import message
from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.results.row import Row

MODEL = "tiny 1 0123abcd"
METADATA = tiny_metadata(
    uncertain=(0.45, 0.55), gate=Gate(distance_limit=9.0, distance_unusual=5.0), bacterial={"auc": 0.7}
)
POINTS = ("high_sensitivity", "balanced", "high_specificity")


def decision_context(point: str, metadata: ModelMetadata = METADATA, model: str = MODEL) -> DecisionContext:
    return DecisionContext(metadata, model, metadata.operating_point(point))


def row(output: ModelOutput, point: str) -> Row:
    prediction = decide(output, METADATA, METADATA.operating_point(point), model=MODEL)
    return Row.from_prediction("image.png", prediction, 80, 60)


@pytest.mark.parametrize("distance", [1.0, 6.0, 20.0], ids=["usual", "unusual", "not a chest"])
@pytest.mark.parametrize("probability", [0.03, 0.2, 0.21, 0.47, 0.5, 0.56, 0.79, 0.83, 0.999])
@pytest.mark.parametrize("now", POINTS)
@pytest.mark.parametrize("then", POINTS)
def test_a_row_seen_from_another_operating_point_is_what_the_model_gives_there(
    then: str, now: str, probability: float, distance: float
) -> None:
    output = ModelOutput(probability, distance=distance)
    assert decision_context(now).reclassify(row(output, then)) == row(output, now)


@pytest.mark.parametrize("distance", [1.0, 6.0, 20.0], ids=["usual", "unusual", "not a chest"])
@pytest.mark.parametrize("probability", [0.2, 0.5, 0.6, 0.83])
@pytest.mark.parametrize("now", POINTS)
@pytest.mark.parametrize("then", POINTS)
def test_a_note_on_the_age_stays_at_another_operating_point(
    then: str, now: str, probability: float, distance: float
) -> None:
    output = ModelOutput(probability, distance=distance, child=0.95)

    def at(point: str) -> Row:
        prediction = decide(output, METADATA, METADATA.operating_point(point), model=MODEL, age=45)
        return Row.from_prediction("image.png", prediction, 80, 60)

    assert decision_context(now).reclassify(at(then)) == at(now)
    assert (message("age_differs_adult") in at(now).reasons) == (distance != 20.0)


def test_the_kind_of_pneumonia_is_kept_while_the_prediction_is_pneumonia() -> None:
    given = row(ModelOutput(0.6, bacterial=0.8), "balanced")
    assert decision_context("high_sensitivity").reclassify(given).probability_bacterial == 0.8
    assert decision_context("high_specificity").reclassify(given).probability_bacterial is None


def test_another_models_row_stays_as_it_is() -> None:
    given = row(ModelOutput(0.6), "balanced")
    foreign = replace(given, model="other 2 ffff0000")
    assert decision_context("high_specificity").reclassify(foreign) is foreign
    assert not decision_context("high_specificity").applies_to(foreign)
    assert decision_context("high_specificity").reclassify(given).prediction == PredictedClass.NORMAL


def test_a_file_that_could_not_be_read_stays_so() -> None:
    given = Row(
        "image.png",
        "error",
        reasons=(message("file_empty", file="image.png"),),
        model=MODEL,
        operating_point="balanced",
    )
    assert decision_context("high_sensitivity").reclassify(given) == replace(
        given, operating_point="high_sensitivity"
    )
