import json

import pytest

from tests.models import tiny_metadata
from xray_desktop.inference import ModelMetadata, UnusableModel


def test_metadata_survives_its_way_through_json():
    metadata = tiny_metadata(uncertain=(0.4, 0.6), gate={"distance_limit": 30.0}, training={"seed": 1})
    assert ModelMetadata.from_json(metadata.to_json()) == metadata


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": 99}, "schema 99"),
        ({"positive_class": "NORMAL"}, "positive class is NORMAL"),
        ({"default_operating_point": "none"}, "no operating point"),
        ({"operating_points": []}, "no operating point"),
        ({"preprocessing": {"size": 1}}, "damaged"),
        ({"preprocessing": {"colour": 1}}, "damaged"),
        ({"surprise": 1}, "damaged"),
        ({"uncertain": [1]}, "damaged"),
        ({"uncertain": [0.6, 0.4]}, "damaged"),
        ({"name": 1}, "damaged"),
        ({"training": ["description"]}, "damaged"),
        ({"gate": {"distance_limit": "near"}}, "damaged"),
        ({"gate": {"distance_unusual": float("nan")}}, "damaged"),
        ({"gate": {"presentations": {"names": ["upright"]}}}, "damaged"),
        ({"gate": {"presentations": {"names": [1], "limit": 0.9}}}, "damaged"),
    ],
)
def test_metadata_that_does_not_serve_is_refused_in_a_sentence(change, words):
    values = json.loads(tiny_metadata().to_json()) | change
    with pytest.raises(UnusableModel, match=words):
        ModelMetadata.from_json(json.dumps(values))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"schema": 1}', "[" * 100_000])
def test_text_that_is_no_metadata_is_refused_in_a_sentence(text):
    with pytest.raises(UnusableModel):
        ModelMetadata.from_json(text)


@pytest.mark.parametrize("threshold", [0, 1, -0.5, float("nan")])
def test_a_threshold_must_lie_between_0_and_1(threshold):
    values = json.loads(tiny_metadata().to_json())
    values["operating_points"][0]["threshold"] = threshold
    with pytest.raises(UnusableModel):
        ModelMetadata.from_json(json.dumps(values))
