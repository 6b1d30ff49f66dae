"""A reader's marks: kept beside the CSV, whole at every moment, refused in words when damaged."""

import json
import os
from pathlib import Path

import pytest

from xray_desktop.evaluation.reading_marks import Mark, UnusableMarks, marks_file, read_marks, write_marks
from xray_desktop.inference.prediction import PredictedClass

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


def test_a_image_without_a_word_takes_no_place(csv: Path) -> None:
    write_marks(csv, {"a": Mark(), "b": Mark(None, "look again")})
    assert list(read_marks(csv)) == ["b"]


def test_without_a_marks_file_there_are_none(csv: Path) -> None:
    assert read_marks(csv) == {}


def test_the_marks_stand_beside_the_csv_and_leave_nothing_else(csv: Path) -> None:
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
def test_a_damaged_file_gives_one_sentence(csv: Path, content: bytes) -> None:
    marks_file(csv).write_bytes(content)
    with pytest.raises(UnusableMarks, match=r"results\.csv\.marks\.json are damaged"):
        read_marks(csv)


def test_a_file_of_another_version_is_named_as_such(csv: Path) -> None:
    marks_file(csv).write_text(json.dumps({"schema": 9, "marks": {}}), encoding="utf-8")
    with pytest.raises(UnusableMarks, match="another version"):
        read_marks(csv)


def test_marks_that_cannot_be_written_leave_the_old_ones(csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_marks(csv, MARKS)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnusableMarks, match="No space left on device"):
        write_marks(csv, {"a": Mark(PredictedClass.NORMAL)})
    assert read_marks(csv) == MARKS
    assert os.listdir(csv.parent) == [marks_file(csv).name]


def test_a_folder_that_is_gone_gives_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableMarks, match="cannot be saved"):
        write_marks(tmp_path / "gone" / "results.csv", MARKS)
