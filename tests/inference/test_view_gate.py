"""The optional outputs of a model: its view of the image, and the probability of any abnormality."""

import pytest

from tests.models import tiny_metadata
from xray_desktop.inference.decision import ModelOutput, decide
from xray_desktop.inference.metadata import Gate, ModelMetadata, ViewGate
from xray_desktop.results.row import Row, row_from_columns

METADATA = tiny_metadata(gate=Gate(view=ViewGate(("frontal", "lateral", "other"), 0.4)))


def _decided(frontal, lateral, other, **changes):
    view = {"frontal": frontal, "lateral": lateral, "other": other}
    output = ModelOutput(0.9, view=view, **changes)
    return decide(output, METADATA, METADATA.operating_point(), model="m")


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        ((0.9, 0.05, 0.05), ""),
        ((0.4, 0.6, 0.0), ""),
        ((0.39, 0.6, 0.01), "lateral_chest"),
        ((0.39, 0.01, 0.6), "not_frontal_chest"),
        ((float("nan"), 0.5, 0.5), "no_probability"),
    ],
)
def test_an_image_is_rejected_below_the_limit_for_the_likelier_of_the_other_views(view, reason):
    prediction = _decided(*view, abnormal=0.7)
    assert prediction.reason == reason
    assert prediction.rejected == bool(reason)
    assert prediction.probability_abnormal == (None if reason else 0.7)


def test_without_the_output_or_the_limit_there_is_no_such_check():
    plain = tiny_metadata()
    output = ModelOutput(0.9, view={"frontal": 0.0, "lateral": 1.0, "other": 0.0})
    assert not decide(output, plain, plain.operating_point(), model="m").rejected
    assert not decide(ModelOutput(0.9), METADATA, METADATA.operating_point(), model="m").rejected


def test_the_gate_is_read_back_from_its_json():
    metadata = tiny_metadata(gate=METADATA.gate, abnormal={"auc": 0.8})
    assert ModelMetadata.from_json(metadata.to_json()) == metadata
    assert metadata.views == ("frontal", "lateral", "other")


def test_a_view_gate_without_frontal_views_is_refused():
    with pytest.raises(TypeError, match="frontal"):
        ViewGate(("lateral", "other"), 0.5)


def test_the_probability_of_any_abnormality_is_a_column_of_the_results():
    row = Row.from_prediction("a.png", _decided(0.9, 0.05, 0.05, abnormal=0.123456789), 10, 20)
    assert row.probability_abnormal == 0.123457
    values = {"path": "a.png", "status": "ok", "probability_abnormal": "0.123457"}
    assert row_from_columns(values, "r.csv", 1).probability_abnormal == 0.123457
    assert row_from_columns({"path": "a.png", "status": "ok"}, "r.csv", 1).probability_abnormal is None


@pytest.mark.parametrize(
    ("probability", "abnormal", "caution"),
    [(0.1, 0.7, True), (0.1, 0.59, False), (0.9, 0.7, False), (0.1, None, False), (0.1, float("nan"), False)],
)
def test_a_caution_is_given_only_where_no_pneumonia_is_suggested(probability, abnormal, caution):
    metadata = tiny_metadata(abnormal={"auc": 0.8, "threshold": 0.6})
    output = ModelOutput(probability, abnormal=abnormal)
    prediction = decide(output, metadata, metadata.operating_point(), model="tiny")
    assert prediction.other_abnormality is caution


@pytest.mark.parametrize("threshold", [None, "high", 0, 2])
def test_a_model_without_a_usable_threshold_gives_no_caution(threshold):
    metadata = tiny_metadata(abnormal={"auc": 0.8, "threshold": threshold})
    assert metadata.caution_threshold is None
    output = ModelOutput(0.1, abnormal=0.99)
    assert not decide(output, metadata, metadata.operating_point(), model="tiny").other_abnormality
