"""`xray-desktop evaluate`, from images or results to a study folder."""

import json

import pytest
from PIL import Image

from tests.evaluation.study.results_rows import row, rows_and_labels
from tests.models import tiny_model
from xray_desktop.cli.main import main
from xray_desktop.results.writing import write_rows


@pytest.fixture
def results(tmp_path):
    """A results file and the labels of its images."""
    rows, labels = rows_and_labels(60)
    write_rows(tmp_path / "results.csv", rows)
    lines = [
        f"{name},{'ill' if image.positive else 'well'},{image.patient}"
        for name, image in labels.images.items()
    ]
    (tmp_path / "labels.csv").write_text("file,label,patient\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def arguments(folder, *more):
    return [
        "evaluate",
        *("--results", str(folder / "results.csv")),
        *("--labels", str(folder / "labels.csv")),
        *("--positive", "ill", "--negative", "well", "--replicates", "100"),
        *("--output", str(folder / "study")),
        *more,
    ]


def metrics(folder):
    return json.loads((folder / "study/metrics.json").read_text(encoding="utf-8"))


def test_images_in_class_folders_are_classified_and_evaluated(tmp_path):
    for name, grey in (("NORMAL", 20), ("PNEUMONIA", 220)):
        (tmp_path / "images" / name).mkdir(parents=True)
        for index in range(3):
            image = Image.effect_noise((80, 80), 8).point(lambda value, grey=grey: (value + grey) // 2)
            image.save(tmp_path / "images" / name / f"{index}.png")
    model = tiny_model(tmp_path / "tiny.onnx")
    output = tmp_path / "study"
    status = main(
        [
            "evaluate",
            str(tmp_path / "images"),
            "--model",
            str(model),
            "--output",
            str(output),
            "--replicates",
            "100",
        ]
    )
    assert status == 0
    content = metrics(tmp_path)
    assert content["images"]["labelled"] == 6
    assert len(content["provenance"]["model_sha256"]) == 64
    assert (output / "results.csv").is_file()
    assert (output / "report.html").is_file()


def test_an_existing_results_file_with_comparison_and_drift(results, capsys):
    others = [row(each.path, 0.5 * each.probability_pneumonia) for each in rows_and_labels(60)[0]]
    write_rows(results / "other.csv", others)
    more = ["--compare", str(results / "other.csv"), "--drift", str(results / "other.csv")]
    assert main(arguments(results, *more)) == 0
    content = metrics(results)
    assert content["comparison"]["images"] == 60
    assert content["comparison"]["auc"]["p"] == 1.0
    assert "probabilities" in content["drift"]["changes"]
    assert "Sensitivity" in capsys.readouterr().err


def test_report_and_figures_are_written_in_the_language_asked_for(results, capsys):
    assert main(arguments(results, "--language", "ko")) == 0
    assert "민감도" in (results / "study/report.html").read_text(encoding="utf-8")
    assert "민감도" in (results / "study/figures/roc.svg").read_text(encoding="utf-8")
    assert "Sensitivity: " in capsys.readouterr().err
    assert main(arguments(results, "--language", "xx", "--overwrite")) == 2


def test_an_existing_study_is_kept_unless_it_is_to_be_overwritten(results, capsys):
    assert main(arguments(results, "--quiet")) == 0
    before = metrics(results)
    assert main(arguments(results)) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert metrics(results) == before
    assert main(arguments(results, "--overwrite")) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["evaluate", "--output", "study"],
        ["evaluate", "images", "--results", "results.csv", "--output", "study"],
        ["evaluate", "--results", "results.csv", "--resume", "--output", "study"],
        ["evaluate", "--results", "missing.csv", "--output", "study"],
        ["evaluate", "missing", "--output", "study"],
        ["evaluate", "images", "--replicates", "3", "--output", "study"],
    ],
)
def test_wrong_arguments_end_with_status_2_and_write_nothing(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert list(tmp_path.iterdir()) == []


def test_labels_of_no_known_class_name_the_options(results, capsys):
    assert (
        main([each for each in arguments(results) if each not in ("--positive", "ill", "--negative", "well")])
        == 2
    )
    assert "--positive" in capsys.readouterr().err


def test_results_of_another_model_cannot_be_moved_to_an_operating_point(results):
    model = tiny_model(results / "tiny.onnx")
    assert main(arguments(results, "--model", str(model), "--operating-point", "balanced")) == 2
