import csv
import json
from pathlib import Path

import numpy as np
import pytest

from tests import images, models
from training.data.dataset import Sample
from training.data.scanning import scan
from xray_desktop.evaluation import metrics

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from training.__main__ import main
from training.cards.report import default_point, published, write_report
from training.data.dataset import limited
from training.evaluation.assessment import Assessment, curves, subgroups
from training.evaluation.classified import Classified, classify_samples
from training.evaluation.evaluate import EvaluationConfig, evaluate
from xray_desktop.inference import Classifier
from xray_desktop.inference.decision import ModelOutput


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Images whose brightness tells the class, save one of each; one image is unreadable."""
    root = tmp_path_factory.mktemp("samples")
    for name in ("NORMAL", "PNEUMONIA"):
        (root / name).mkdir()
    for number in range(12):
        bright, dark = _brighter(number, 130), _brighter(number + 50, 10)
        images.write_jpeg(
            root / "NORMAL" / f"IM-{number // 2:04d}-{number:04d}.jpeg", bright if number == 0 else dark
        )
        kind = "bacteria" if number % 2 else "virus"
        images.write_jpeg(
            root / "PNEUMONIA" / f"person{number}_{kind}_1.jpeg", dark if number == 0 else bright
        )
    (root / "PNEUMONIA" / "person99_virus_1.jpeg").write_bytes(b"\xff\xd8\xff\xe0 cut short")
    return root


def _brighter(seed: int, base: int) -> np.ndarray:
    """An image whose mean grey, after the stretch of its contrast, lies high for a high base."""
    sample = images.synthetic_image(64, 80, seed).astype(float) / 255
    power = 0.3 if base > 100 else 2.5
    return np.rint(255 * sample**power).astype(np.uint8)


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    return Classifier.load(models.tiny_model(tmp_path_factory.mktemp("model") / "tiny.onnx"))


@pytest.fixture(scope="module")
def evaluated(classifier, folder):
    config = EvaluationConfig("made-up images", replicates=100, shift_images=3, deletion_images=5)
    return evaluate(classifier, scan(folder, "made"), config)


def test_an_unreadable_sample_is_counted_listed_and_left_out_of_the_figures(evaluated):
    content, classified = evaluated
    assert content["counts"]["images"] == 25
    assert content["counts"]["unreadable"] == 1
    assert content["counts"]["classified"] == 24
    (listed,) = content["unreadable"]
    assert listed["image"] == "made/PNEUMONIA/person99_virus_1.jpeg"
    assert listed["reason"] == "unreadable"
    assert "person99_virus_1.jpeg" in listed["message"]
    assert [item.status for item in classified].count("error") == 1


def test_the_confusion_matrix_and_figures_are_those_of_the_programs_own_calls(evaluated):
    content, classified = evaluated
    point = default_point(content)
    called = [item.prediction.predicted_class == "PNEUMONIA" for item in classified if item.prediction]
    true = [item.sample.label == 1 for item in classified if item.prediction]
    assert point["confusion"] == {
        "true_positive": sum(c and t for c, t in zip(called, true, strict=True)),
        "false_negative": sum(t and not c for c, t in zip(called, true, strict=True)),
        "false_positive": sum(c and not t for c, t in zip(called, true, strict=True)),
        "true_negative": sum(not c and not t for c, t in zip(called, true, strict=True)),
    }
    assert point["confusion"] == {
        "true_positive": 11,
        "false_negative": 1,
        "false_positive": 1,
        "true_negative": 11,
    }
    assert point["PNEUMONIA"]["accuracy"]["value"] == pytest.approx(22 / 24, abs=1e-6)


def test_both_choices_of_the_positive_class_describe_the_same_calls(evaluated):
    for point in evaluated[0]["operating_points"]:
        one, other = point["PNEUMONIA"], point["NORMAL"]
        assert one["sensitivity"]["value"] == other["specificity"]["value"]
        assert one["specificity"]["value"] == other["sensitivity"]["value"]
        assert one["roc_auc"]["value"] == pytest.approx(other["roc_auc"]["value"], abs=1e-6)
        assert one["accuracy"]["value"] == other["accuracy"]["value"]


def test_raising_the_threshold_never_raises_sensitivity(evaluated):
    points = sorted(evaluated[0]["operating_points"], key=lambda point: point["threshold"])
    sensitivities = [point["PNEUMONIA"]["sensitivity"]["value"] for point in points]
    assert sensitivities == sorted(sensitivities, reverse=True)


def test_every_shift_has_a_row_and_the_first_is_the_samples_unchanged(evaluated):
    rows = evaluated[0]["shifts"]
    assert rows[0]["name"] == "unchanged"
    assert rows[0]["mean_difference"] == 0
    assert rows[0]["predictions_changed"] == 0
    assert len(rows) > 20
    assert {row["images"] for row in rows} == {6}
    inverted = next(row for row in rows if row["name"] == "inverted")
    assert inverted["to_be_rejected"]
    assert inverted["mean_difference"] > 0.3
    exchanged = next(row for row in rows if row["name"] == "flipped horizontally")
    assert exchanged["mean_difference"] < 0.01


def test_deletion_the_top_of_the_map_costs_more_than_deletion_at_random(evaluated):
    """True of the made-up model, whose map is its logit place by place."""
    deletion = evaluated[0]["deletion_test"]
    assert deletion["images"] == 5
    assert deletion["median_logit_drop"]["top"] > deletion["median_logit_drop"]["random"]
    assert deletion["larger_than_random"] >= 0.8


def test_the_page_holds_everything_itself_and_says_the_figures(evaluated, tmp_path):
    content, classified = evaluated
    page = write_report(content, classified, tmp_path).read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 6
    for outside in ("http://", "https://", "<script", "<link", "url("):
        assert outside not in page
    assert str(tmp_path) not in page
    assert "person99_virus_1.jpeg" in page
    assert "0.937" in page
    assert "91.7 %" in page


def test_json_and_samples_hold_the_same_and_no_number_that_json_lacks(evaluated, tmp_path):
    content, classified = evaluated
    write_report(content, classified, tmp_path)
    text = (tmp_path / "evaluation.json").read_text(encoding="utf-8")
    assert "NaN" not in text
    assert json.loads(text)["counts"] == content["counts"]
    with (tmp_path / "images.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 25
    assert [row["status"] for row in rows].count("error") == 1
    assert all(0 < float(row["probability_pneumonia"]) < 1 for row in rows if row["status"] == "ok")


def test_samples_turned_away_get_no_predicted_class_but_stand_in_their_own_table(folder, tmp_path):
    gated = models.tiny_model(tmp_path / "gated.onnx", answer=float("nan"))
    content, classified = evaluate(
        Classifier.load(gated),
        scan(folder, "made"),
        EvaluationConfig("made-up images", replicates=10, shift_images=0, deletion_images=0),
    )
    assert content["counts"]["rejected"] == 24
    assert content["counts"]["classified"] == 0
    assert len(content["rejected"]) == 24
    assert default_point(content)["PNEUMONIA"]["accuracy"]["value"] is None
    write_report(content, classified, tmp_path / "report")


def test_the_command_evaluates_a_folder_and_prints_the_figures(folder, tmp_path, capsys):
    model = models.tiny_model(tmp_path / "tiny.onnx")
    arguments = ["evaluate", "--model", str(model), "--data", str(folder), "--output", str(tmp_path / "out")]
    assert main([*arguments, "--shift-images", "0", "--deletion-images", "0", "--replicates", "20"]) == 0
    said = capsys.readouterr().out
    assert "25 images: 24 classified" in said
    assert "sensitivity  0.9167" in said
    assert (tmp_path / "out" / "report.html").is_file()


def test_a_missing_model_is_one_sentence_and_status_1(folder, tmp_path, capsys):
    assert main(["evaluate", "--model", str(tmp_path / "none.onnx"), "--data", str(folder)]) == 1
    assert "none.onnx is missing" in capsys.readouterr().err


def _classified(label: int, p: float, name: str, **attributes: str) -> Classified:
    sample = Sample(Path(name), attributes.pop("source", "a"), label, name, **attributes)
    return Classified(sample, ModelOutput(p, bacterial=p))


def test_a_kind_of_pneumonia_is_set_against_the_normals_of_its_own_source():
    classified = [
        _classified(0, 0.1, "n1", acquisition="IM"),
        _classified(0, 0.7, "n2", acquisition="NORMAL2-IM"),
        _classified(1, 0.9, "b", kind="bacteria"),
        _classified(1, 0.4, "v", kind="virus"),
        _classified(0, 0.3, "other", source="b"),
        _classified(1, 0.8, "other ill", source="b"),
    ]
    found = {name: [item.sample.path.name for item in members] for _, name, members in subgroups(classified)}
    assert found == {
        "a": ["n1", "n2", "b", "v"],
        "a: bacterial pneumonia": ["b", "n1", "n2"],
        "a: viral pneumonia": ["v", "n1", "n2"],
        "a: normals IM": ["n1", "b", "v"],
        "a: normals NORMAL2-IM": ["n2", "b", "v"],
        "b": ["other", "other ill"],
    }
    viral = next(members for _, name, members in subgroups(classified) if "viral" in name)
    assert Assessment(replicates=10).subgroup(viral, 0.5)["roc_auc"]["value"] == 0.5


def test_the_secondary_output_is_counted_on_pneumonia_of_known_kind_only():
    classified = [
        _classified(1, 0.9, "b", kind="bacteria"),
        _classified(1, 0.2, "v", kind="virus"),
        _classified(1, 0.9, "?"),
    ]
    figures = Assessment(replicates=10).bacterial(classified)
    assert (figures["bacterial"], figures["viral"], figures["accuracy"]["value"]) == (1, 1, 1.0)
    assert Assessment(replicates=10).bacterial(classified[:1]) == {}


def test_the_area_under_the_drawn_roc_is_the_reported_one():
    rng = np.random.default_rng(0)
    labels = rng.random(300) < 0.5
    classified = [
        _classified(int(y), float(np.round(np.clip(rng.normal(0.4 + 0.2 * y, 0.2), 0, 1), 2)), str(i))
        for i, y in enumerate(labels)
    ]
    x, y = np.array(curves(classified)["roc"]).T
    p = np.array([item.probability for item in classified])
    area = metrics.roc_auc(labels, p, metrics.unit_weights(300))
    assert np.trapezoid(y, x) == pytest.approx(area, abs=1e-4)


def test_a_limit_keeps_every_source_and_class(folder):
    chosen = limited(scan(folder, "a") + scan(folder, "b"), 3, seed=0)
    cells = [(sample.source, sample.label) for sample in chosen]
    assert {cell: cells.count(cell) for cell in set(cells)} == dict.fromkeys(
        [("a", 0), ("a", 1), ("b", 0), ("b", 1)], 3
    )
    assert chosen == limited(scan(folder, "a") + scan(folder, "b"), 3, seed=0)


def test_classification_in_batches_gives_what_classify_gives(classifier, folder):
    from xray_desktop.imaging import read_radiograph

    readable = [sample for sample in scan(folder, "made") if "99" not in sample.path.name]
    for item in classify_samples(classifier, readable):
        alone = classifier.classify(read_radiograph(item.sample.path))
        assert item.prediction is not None
        assert item.prediction.predicted_class == alone.predicted_class
        assert item.probability == pytest.approx(alone.probability, abs=1e-5)


def test_the_published_table_restates_the_original_project_for_both_choices():
    original = published()[0]
    assert round(original["sensitivity"], 3) == 0.969
    assert round(original["specificity"], 3) == 0.761
    assert round(original["normal_precision"], 3) == 0.937
    assert round(original["normal_f1"], 2) == 0.84
