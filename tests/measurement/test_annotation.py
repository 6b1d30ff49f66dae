"""Annotations as data: what can be one, and that a file gives back what was written."""

import json

import pytest

from xray_desktop.measurement.annotation import Annotation, Kind, as_values, from_values

POINTS = ((1.25, 2.5), (3.0, 4.0), (5.0, 6.5), (7.0, 8.0))


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_comes_back_from_json(kind: Kind) -> None:
    text = "폐문 " if kind is Kind.TEXT else ""
    annotation = Annotation(kind, POINTS[: kind.points or 4], text, frame=3)
    assert from_values(json.loads(json.dumps(as_values(annotation)))) == annotation


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "length"},
        {"kind": "circle", "points": [[1, 2], [3, 4]]},
        {"kind": "length", "points": [[1, 2]]},
        {"kind": "length", "points": [[1, 2], [3]]},
        {"kind": "length", "points": [[1, 2], ["a", 4]]},
        {"kind": "length", "points": [[1, 2], [float("nan"), 4]]},
        {"kind": "length", "points": [[1, 2], [1e9, 4]]},
        {"kind": "length", "points": [[1, 2], [3, 4]], "frame": -1},
        {"kind": "length", "points": [[1, 2], [3, 4]], "frame": "0"},
        {"kind": "text", "points": [[1, 2]]},
        {"kind": "text", "points": [[1, 2]], "text": 5},
        {"kind": "text", "points": [[1, 2]], "text": "x" * 2001},
        {"kind": "freehand", "points": [[1, 2]]},
        {"kind": "freehand", "points": [[1, 2]] * 5001},
    ],
)
def test_what_cannot_be_an_annotation_is_an_error(values: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_values(values)


def test_an_annotation_touches_an_image_when_part_of_it_is_there() -> None:
    line = Annotation(Kind.LENGTH, ((-10.0, 5.0), (20.0, 5.0)))
    assert line.touches(100, 100)
    assert not Annotation(Kind.LENGTH, ((150.0, 5.0), (120.0, 5.0))).touches(100, 100)
