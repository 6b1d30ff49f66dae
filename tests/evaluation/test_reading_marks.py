"""A reader's marks: kept beside the results, written as a whole, and reported when damaged."""

import json
import os
from pathlib import Path

import pytest

from tests.codes import raises_code
from xray_desktop.evaluation.reading_marks import Mark, UnusableMarks, marks_file, read_marks, write_marks
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.messages import message

MARKS = {
    "a/1.png": Mark(PredictedClass.PNEUMONIA, "right lower lobe"),
    "폐 2.dcm": Mark(PredictedClass.NORMAL),
    'quote " and\nline': Mark(None, "다시 볼 것, =1+1"),
}


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    return tmp_path / "results.csv"


def test_marks_come_back_as_they_were_written(csv: Path) -> None:
    write_marks(csv, MARKS)
    assert read_marks(csv) == MARKS


def test_an_empty_mark_is_not_written(csv: Path) -> None:
    write_marks(csv, {"a": Mark(), "b": Mark(None, "look again")})
    assert list(read_marks(csv)) == ["b"]


def test_without_a_marks_file_there_are_none(csv: Path) -> None:
    assert read_marks(csv) == {}


def test_the_marks_are_beside_the_csv_and_nothing_else_is_left(csv: Path) -> None:
    write_marks(csv, MARKS)
    write_marks(csv, {})
    assert os.listdir(csv.parent) == [marks_file(csv).name] == ["results.csv.marks.json"]


@pytest.mark.parametrize(
    ("predicted_class", "agrees"),
    [
        (PredictedClass.PNEUMONIA, True),
        (PredictedClass.NORMAL, False),
        (PredictedClass.UNCERTAIN, None),
        (None, None),
    ],
)
def test_agreement_follows_from_the_reading(
    predicted_class: PredictedClass | None, agrees: bool | None
) -> None:
    assert Mark(PredictedClass.PNEUMONIA).agrees(predicted_class) is agrees
    assert Mark(None, "note").agrees(predicted_class) is None


def test_a_reader_cannot_read_uncertain() -> None:
    with pytest.raises(ValueError, match="NORMAL or PNEUMONIA"):
        Mark(PredictedClass.UNCERTAIN)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"schema": 1}',
        b'{"schema": 1, "marks": []}',
        b'{"schema": 1, "marks": {"a": {"reading": "SICK", "note": ""}}}',
        b'{"schema": 1, "marks": {"a": {"reading": null, "note": 5}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_reported(csv: Path, content: bytes) -> None:
    marks_file(csv).write_bytes(content)
    with raises_code(UnusableMarks, "marks_damaged", file="results.csv.marks.json"):
        read_marks(csv)


def test_a_file_of_another_version_is_named_as_such(csv: Path) -> None:
    marks_file(csv).write_text(json.dumps({"schema": 9, "marks": {}}), encoding="utf-8")
    with raises_code(UnusableMarks, "marks_other_version", schema="9"):
        read_marks(csv)


def test_marks_that_cannot_be_written_leave_the_old_ones(csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_marks(csv, MARKS)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with raises_code(UnusableMarks, "marks_unwritable", reason=message("os_disk_full")):
        write_marks(csv, {"a": Mark(PredictedClass.NORMAL)})
    assert read_marks(csv) == MARKS
    assert os.listdir(csv.parent) == [marks_file(csv).name]


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with raises_code(UnusableMarks, "marks_unwritable"):
        write_marks(tmp_path / "gone" / "results.csv", MARKS)


LINE = Annotation(Kind.LENGTH, ((1.25, 2.5), (30.0, 40.75)))
TEXT = Annotation(Kind.TEXT, ((5.0, 6.0),), "결절? =1+1", frame=2)


def test_annotations_and_key_images_come_back_as_they_were_written(csv: Path) -> None:
    marks = {"a": Mark(PredictedClass.NORMAL, "note", (LINE, TEXT), (0, 2)), "b": Mark(annotations=(TEXT,))}
    write_marks(csv, marks)
    assert read_marks(csv) == marks
    assert not marks["b"].empty


def test_marks_without_annotations_can_be_read_by_earlier_versions(csv: Path) -> None:
    write_marks(csv, MARKS)
    assert json.loads(marks_file(csv).read_text(encoding="utf-8"))["schema"] == 1
    write_marks(csv, {"a": Mark(key_frames=(0,))})
    assert json.loads(marks_file(csv).read_text(encoding="utf-8"))["schema"] == 2


@pytest.mark.parametrize(
    "drawn",
    [
        {"annotations": [{"kind": "length", "points": [[1, 2]]}]},
        {"annotations": [5]},
        {"annotations": 5},
        {"key_frames": [-1]},
        {"key_frames": ["0"]},
        {"key_frames": 3},
    ],
)
def test_damaged_annotations_are_reported(csv: Path, drawn: dict[str, object]) -> None:
    content = {"schema": 2, "marks": {"a": {"reading": None, "note": "", **drawn}}}
    marks_file(csv).write_text(json.dumps(content), encoding="utf-8")
    with raises_code(UnusableMarks, "marks_damaged", file="results.csv.marks.json"):
        read_marks(csv)
