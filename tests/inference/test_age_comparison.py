"""The age in the file against the model's own estimate of child or adult."""

from pathlib import Path

import pytest

from tests.images import synthetic_image, write_dicom, write_png
from tests.models import tiny_metadata, tiny_model
from xray_desktop.__main__ import main
from xray_desktop.batch.files import find_files
from xray_desktop.batch.runner import classify_files
from xray_desktop.inference import Classifier
from xray_desktop.inference.decision import NOTES, ModelOutput, decide
from xray_desktop.inference.metadata import Gate
from xray_desktop.messages import message
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row

METADATA = tiny_metadata(uncertain=(0.45, 0.55), gate=Gate(distance_limit=9.0))
ADULT, CHILD = message("age_differs_adult"), message("age_differs_child")


@pytest.mark.parametrize(
    ("age", "child", "code"),
    [
        (16, 0.9, "age_differs_adult"),
        (45, 0.99, "age_differs_adult"),
        (45, 0.89, ""),
        (45, 0.02, ""),
        (15, 0.99, ""),
        (12, 0.01, ""),
        (11, 0.1, "age_differs_child"),
        (0, 0.0, "age_differs_child"),
        (3, 0.11, ""),
        (3, 0.97, ""),
        (None, 0.99, ""),
        (45, None, ""),
        (45, float("nan"), ""),
        (45, 1.5, ""),
    ],
)
def test_a_note_is_given_only_where_the_model_is_sure_of_the_other(age, child, code):
    output = ModelOutput(0.9, child=child)
    with_age = decide(output, METADATA, METADATA.operating_point(), model="m", age=age)
    without = decide(output, METADATA, METADATA.operating_point(), model="m")
    assert with_age.reason == code
    assert {"age_differs_adult", "age_differs_child"} < NOTES
    assert with_age.predicted_class == without.predicted_class == "PNEUMONIA"
    assert with_age.probability == without.probability
    assert with_age.probability_child == (child if child is not None and 0 <= child <= 1 else None)


def test_the_note_follows_what_makes_a_prediction_uncertain_and_none_is_given_to_a_rejected_image():
    def decided(**changes):
        output = ModelOutput(0.5, child=0.95, **changes)
        return decide(output, METADATA, METADATA.operating_point(), model="m", age=45)

    assert decided().reasons == (message("near_threshold"), ADULT)
    rejected = decided(distance=10.0)
    assert rejected.reasons == (message("not_frontal_chest"),)
    assert rejected.probability_child is None


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    for age in ("045Y", "003Y", "011M", "014Y"):
        write_dicom(folder / f"{age}.dcm", synthetic_image(bits=12), PatientAge=age)
    write_dicom(folder / "no_age.dcm", synthetic_image(bits=12))
    write_png(folder / "plain.png", synthetic_image())
    return folder


@pytest.mark.parametrize(
    ("child", "noted"),
    [
        (0.97, {"045Y.dcm": (ADULT,)}),
        (0.03, {"003Y.dcm": (CHILD,), "011M.dcm": (CHILD,)}),
        (0.5, {}),
        (None, {}),
    ],
)
def test_a_batch_notes_the_files_whose_age_differs(tmp_path: Path, images: Path, child, noted):
    classifier = Classifier.load(tiny_model(tmp_path / "tiny.onnx", child=child), threads=1)
    steps = classify_files(find_files([images]), classifier, readers=1, inference_threads=1)
    rows = [step.row for step in steps if step.row is not None]
    assert len(rows) == 6
    assert {row.path: row.reasons for row in rows if row.reasons} == noted
    for row in rows:
        prediction = classifier.predict(images / row.path)
        assert Row.from_prediction(row.path, prediction, row.width, row.height) == row


def test_a_note_is_read_back_from_a_file_of_results_and_no_age_is_written(tmp_path):
    model = tiny_model(tmp_path / "tiny.onnx", child=0.97, uncertain=(0.001, 0.999))
    written = []
    for age in ("045Y", "077Y"):
        folder = tmp_path / age
        folder.mkdir()
        write_dicom(folder / "adult.dcm", synthetic_image(bits=12), PatientAge=age)
        file = folder / "r.csv"
        assert main(["classify", str(folder), "-o", str(file), "--model", str(model), "-q"]) == 0
        (row,) = read_results(file)
        assert row.reasons == (message("near_threshold"), ADULT)
        written.append(file.read_bytes())
    assert written[0] == written[1]
