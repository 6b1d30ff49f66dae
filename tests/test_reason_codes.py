"""Texts are for people only: with every English text replaced by nonsense, all results stay the same."""

import sys
from pathlib import Path

import numpy as np
import pytest

from release import reason_codes
from tests.images import synthetic_image, write_dicom, write_png
from tests.models import tiny_metadata, tiny_model
from xray_desktop.__main__ import main
from xray_desktop.inference import Classifier
from xray_desktop.inference.decision import ModelOutput, decide
from xray_desktop.inference.metadata import Gate, PresentationGate, ViewGate
from xray_desktop.messages import Message, load_catalogue, message
from xray_desktop.results.reading import read_results
from xray_desktop.results.reclassification import DecisionContext
from xray_desktop.results.row import Row

NAMES = ("upright", "inverted", "upside_down", "sideways")
METADATA = tiny_metadata(
    uncertain=(0.45, 0.55),
    gate=Gate(
        distance_limit=9.0,
        distance_unusual=5.0,
        presentations=PresentationGate(NAMES, 0.9),
        view=ViewGate(("frontal", "lateral", "other"), 0.5),
        mirrored_from=0.8,
    ),
)
MODEL_REASONS = {
    *("unusual_image", "near_threshold"),
    *(
        "age_differs_adult",
        "mirrored",
        "not_frontal_chest",
        "lateral_chest",
        "no_probability",
        "inverted",
        "upside_down",
        "sideways",
    ),
}
POINTS = ("high_sensitivity", "balanced", "high_specificity")


@pytest.fixture
def nonsense(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every English text is the same nonsense."""
    catalogue = dict.fromkeys(load_catalogue("en"), "Colourless green ideas sleep furiously.")
    monkeypatch.setattr(sys.modules[Message.__module__], "load_catalogue", lambda _language: catalogue)


def outputs() -> list[ModelOutput]:
    turned = [{name: 0.97 if name == likeliest else 0.01 for name in NAMES} for likeliest in NAMES]
    return [
        *(ModelOutput(p, bacterial=0.7, distance=1.0, presentation=turned[0]) for p in (0.1, 0.5, 0.6, 0.9)),
        ModelOutput(0.9, distance=6.0, presentation=turned[0]),
        ModelOutput(0.9, distance=20.0, presentation=turned[0]),
        *(ModelOutput(0.9, distance=1.0, presentation=each) for each in turned[1:]),
        ModelOutput(0.9, distance=1.0, child=0.95),
        ModelOutput(0.9, distance=1.0, mirrored=0.85),
        ModelOutput(0.9, view={"frontal": 0.2, "lateral": 0.5, "other": 0.3}),
        ModelOutput(float("nan")),
    ]


def rows(exclusion: tuple[Message, ...] = ()) -> list[Row]:
    predictions = [
        decide(
            output,
            METADATA,
            METADATA.operating_point(point),
            model="m",
            exclusion_reasons=exclusion,
            age=45,
        )
        for output in outputs()
        for point in POINTS
    ]
    found = [Row.from_prediction(f"{n}.png", each, 2, 2) for n, each in enumerate(predictions)]
    contexts = [DecisionContext(METADATA, "m", METADATA.operating_point(point)) for point in POINTS]
    return found + [context.reclassify(row) for context in contexts for row in found]


def test_predictions_and_reclassification_read_no_text(request: pytest.FixtureRequest) -> None:
    excluded = (message("lateral_view"),)
    before = rows(), rows(excluded)
    request.getfixturevalue("nonsense")
    assert str(message("unusual_image")).startswith("Colourless")
    assert (rows(), rows(excluded)) == before
    assert {row.reason for row in before[0]} == {"", *MODEL_REASONS}


def classified(folder: Path, images: Path, model: Path, *more: str) -> tuple[int, list[tuple[object, ...]]]:
    file = folder / "r.csv"
    status = main(["classify", str(images), "-o", str(file), "--model", str(model), "-q", *more])
    found = read_results(file)
    return status, [
        (row.path, row.status, row.prediction, row.probability_pneumonia, row.reasons) for row in found
    ]


def test_a_batch_and_its_resumption_read_no_text(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    images = tmp_path / "images"
    images.mkdir()
    for seed in range(3):
        write_png(images / f"{seed}.png", synthetic_image(seed=seed))
    write_png(images / "bright.png", np.maximum(synthetic_image(), 200))
    write_dicom(images / "lateral.dcm", synthetic_image(bits=12), ViewPosition="LL")
    (images / "empty.png").write_bytes(b"")
    model = tiny_model(tmp_path / "tiny.onnx")
    before = classified(tmp_path, images, model)
    content = (tmp_path / "r.csv").read_bytes()
    assert {row[1] for row in before[1]} == {"ok", "rejected", "error"}
    request.getfixturevalue("nonsense")
    assert classified(tmp_path, images, model, "--overwrite") == before
    assert b"Colourless" in (tmp_path / "r.csv").read_bytes()
    (tmp_path / "r.csv").write_bytes(content[: len(content) * 2 // 3])
    assert classified(tmp_path, images, model, "--resume") == before


def test_a_model_is_used_without_reading_texts(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("nonsense")
    classifier = Classifier.load(tiny_model(tmp_path / "tiny.onnx"), device="qnn")
    assert classifier.remark == message("device_unavailable", device="qnn")


def test_every_reason_of_the_model_has_a_text() -> None:
    assert set(load_catalogue("en")) >= MODEL_REASONS


def test_every_code_has_its_line_in_the_documentation() -> None:
    content = reason_codes.PAGE.read_text(encoding="utf-8")
    missing = [code for code in load_catalogue("en") if f"| `{code}` |" not in content]
    assert not missing, "write docs/reasons.md again: PYTHONPATH=.:.ci python -m release.reason_codes"
    assert content == reason_codes.page()
