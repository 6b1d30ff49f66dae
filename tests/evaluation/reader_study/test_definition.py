"""A study's definition: what goes in comes out, and what is wrong is named."""

import json
from dataclasses import replace

import pytest

from tests.evaluation.reader_study.studies import N, P, make_study, study_of
from xray_desktop.evaluation.labels import Entry
from xray_desktop.evaluation.reader_study.definition import (
    FILE,
    SecondRead,
    StudyImage,
    UnusableReaderStudy,
    create_study,
    image_path,
    read_study,
    relative_path,
)
from xray_desktop.evaluation.reader_study.labelling import labelled


def refused(code, work):
    with pytest.raises(UnusableReaderStudy) as raised:
        work()
    assert raised.value.message.code == code


def test_a_study_is_read_as_it_was_created(tmp_path):
    study = make_study(tmp_path / "study")
    assert read_study(tmp_path / "study") == study
    assert read_study(tmp_path / "study").digest == study.digest


def test_names_that_are_not_utf_8_survive(tmp_path):
    study = replace(study_of(2), images=(StudyImage("/data/\udcff한.png"), StudyImage("/data/b.png")))
    create_study(tmp_path / "study", study)
    assert read_study(tmp_path / "study").images[0].path == "/data/\udcff한.png"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("reader_study_no_images", {"images": ()}),
        ("reader_study_no_readers", {"readers": ()}),
        ("reader_study_no_readers", {"readers": ("Kim", " ")}),
        ("reader_study_same_name", {"readers": ("Kim", "kim ")}),
        ("reader_study_too_many_readers", {"readers": tuple(map(str, range(100)))}),
        ("reader_study_no_model", {"model": None}),
    ],
)
def test_what_a_study_lacks_is_named(tmp_path, code, changes):
    refused(code, lambda: create_study(tmp_path / "study", replace(study_of(), **changes)))
    assert not (tmp_path / "study").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("thesis")
    refused("reader_study_folder_not_empty", lambda: create_study(tmp_path, study_of()))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_damaged_definitions_are_named(tmp_path):
    refused("reader_study_not_found", lambda: read_study(tmp_path))
    make_study(tmp_path / "study")
    file = tmp_path / "study" / FILE
    content = json.loads(file.read_text())
    for damaged in ("{", "[]", "null", json.dumps({**content, "images": [{}]}), "[" * 100_000):
        file.write_text(damaged)
        refused("reader_study_damaged", lambda: read_study(tmp_path / "study"))
    file.write_text(json.dumps({**content, "format": "xray-desktop reader study 9"}))
    refused("reader_study_other_version", lambda: read_study(tmp_path / "study"))


def test_images_that_moved_with_the_study_are_found(tmp_path):
    for place in ("before", "after"):
        (tmp_path / place / "images").mkdir(parents=True)
        (tmp_path / place / "study").mkdir()
    old = tmp_path / "before" / "images" / "1.png"
    image = StudyImage(str(old), relative_path(str(old), tmp_path / "before" / "study"))
    study = replace(study_of(), images=(image,))
    old.write_bytes(b"")
    assert image_path(study, 1, tmp_path / "after" / "study") == old
    new = tmp_path / "after" / "images" / "1.png"
    new.write_bytes(b"")
    assert image_path(study, 1, tmp_path / "after" / "study") == new


def test_labels_of_a_table_replace_those_of_the_study():
    study = study_of(3)
    table = [Entry("0.png", "PNEUMONIA"), Entry("2.png", "NORMAL")]
    other, remarks = labelled(study, table)
    assert [image.truth for image in other.images] == [P, None, N]
    assert [remark.code for remark in remarks] == ["labels_images_unlabelled", "labels_without_patient"]
    assert other.second_read is SecondRead.EACH
