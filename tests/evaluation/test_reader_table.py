"""The reader study export: every marked image once, readable back, and the agreement beside it."""

import csv
import json
from pathlib import Path

import pytest

from tests.codes import raises_code
from xray_desktop.evaluation.reader_table import Read, agreement, write_reader_table
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.cell_text import decode_cell
from xray_desktop.results.row import Row, UnusableResults

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


def read(name: str, predicted_class: str, mark: Mark, probability: float | None = 0.5) -> Read:
    return Read(
        Row(name, "ok" if predicted_class else "rejected", predicted_class, probability, 0.4, 10, 10), mark
    )


IMAGES = [
    read("a.png", "PNEUMONIA", Mark(P), 0.9),
    read("=b.png", "PNEUMONIA", Mark(N, "=SUM(A1) artefact,\nsecond line"), 0.8),
    read("c.png", "NORMAL", Mark(N), 0.1),
    read("d.png", "UNCERTAIN", Mark(P)),
    read("e.png", "", Mark(N), None),
    read("f.png", "NORMAL", Mark(None, "look again")),
    read("unread.png", "NORMAL", Mark()),
]


def test_the_table_holds_every_marked_image_and_can_be_read_back(tmp_path: Path) -> None:
    write_reader_table(tmp_path / "reader.csv", IMAGES)
    with open(tmp_path / "reader.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [decode_cell(row["path"]) for row in rows] == [image.row.path for image in IMAGES[:-1]]
    assert [decode_cell(row["note"]) for row in rows] == [image.mark.note for image in IMAGES[:-1]]
    assert [row["agreement"] for row in rows] == ["agrees", "disagrees", "agrees", "", "", ""]
    assert [row["reading"] for row in rows] == ["PNEUMONIA", "NORMAL", "NORMAL", "PNEUMONIA", "NORMAL", ""]
    assert not rows[1]["path"].startswith("=")
    assert not rows[1]["note"].startswith("=")


def test_the_agreement_counts_only_images_that_both_have_classified(tmp_path: Path) -> None:
    counts = agreement(IMAGES)
    assert (counts.true_positive, counts.false_positive, counts.true_negative) == (1, 1, 1)
    assert (counts.uncertain, counts.rejected, counts.classified) == (1, 1, 3)
    figures = json.loads(write_reader_table(tmp_path / "reader.csv", IMAGES).read_text(encoding="utf-8"))
    assert figures["cohens_kappa"] == pytest.approx(counts.kappa, abs=1e-6)
    assert figures["confusion"]["false_positive"] == 1


def test_what_is_not_defined_is_null_and_the_json_is_valid(tmp_path: Path) -> None:
    written = write_reader_table(tmp_path / "reader.csv", []).read_text(encoding="utf-8")
    assert json.loads(written)["cohens_kappa"] is None
    assert "NaN" not in written


def test_a_table_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    with raises_code(UnusableResults, "reader_table_unwritable", file="reader.csv"):
        write_reader_table(tmp_path / "gone" / "reader.csv", IMAGES)
