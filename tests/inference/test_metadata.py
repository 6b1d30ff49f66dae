import json

import pytest

from tests.codes import raises_code
from tests.models import tiny_metadata
from xray_desktop.inference import Gate, ModelMetadata, UnusableModel
from xray_desktop.inference.metadata import PresentationGate


def test_metadata_survives_its_way_through_json():
    metadata = tiny_metadata(
        uncertain=(0.4, 0.6),
        gate=Gate(distance_limit=30.0, presentations=PresentationGate(("upright", "inverted"), 0.9)),
        training={"seed": 1},
    )
    assert ModelMetadata.from_json(metadata.to_json()) == metadata


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": 99}, "model_metadata_schema"),
        ({"positive_class": "NORMAL"}, "model_positive_class"),
        ({"default_operating_point": "none"}, "unknown_operating_point"),
        ({"operating_points": []}, "unknown_operating_point"),
        ({"preprocessing": {"size": 1}}, "model_metadata_damaged"),
        ({"preprocessing": {"colour": 1}}, "model_metadata_damaged"),
        ({"surprise": 1}, "model_metadata_damaged"),
        ({"uncertain": [1]}, "model_metadata_damaged"),
        ({"uncertain": [0.6, 0.4]}, "model_metadata_damaged"),
        ({"name": 1}, "model_metadata_damaged"),
        ({"training": ["description"]}, "model_metadata_damaged"),
        ({"gate": {"distance_limit": "near"}}, "model_metadata_damaged"),
        ({"gate": {"distance_unusual": float("nan")}}, "model_metadata_damaged"),
        ({"gate": {"presentations": {"names": ["upright"]}}}, "model_metadata_damaged"),
        ({"gate": {"presentations": {"names": [1], "limit": 0.9}}}, "model_metadata_damaged"),
        ({"gate": {"unknown": 1}}, "model_metadata_damaged"),
        ({"gate": []}, "model_metadata_damaged"),
    ],
)
def test_unusable_metadata_is_reported_by_code(change, code):
    values = json.loads(tiny_metadata().to_json()) | change
    with raises_code(UnusableModel, code):
        ModelMetadata.from_json(json.dumps(values))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"schema": 1}', "[" * 100_000])
def test_text_that_is_not_metadata_is_reported(text):
    with pytest.raises(UnusableModel):
        ModelMetadata.from_json(text)


@pytest.mark.parametrize("threshold", [0, 1, -0.5, float("nan")])
def test_a_threshold_must_lie_between_0_and_1(threshold):
    values = json.loads(tiny_metadata().to_json())
    values["operating_points"][0]["threshold"] = threshold
    with pytest.raises(UnusableModel):
        ModelMetadata.from_json(json.dumps(values))
