"""From a data folder to model, report and card in one command."""

import json

import pytest

pytest.importorskip("torch", reason="the training package needs torch")
pytest.importorskip("onnxscript", reason="the export needs onnxscript")
pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from training.__main__ import main
from training.fitting.run_state import load_network
from training.network.widths import work_left
from xray_desktop.imaging import read_radiograph
from xray_desktop.inference import Classifier

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


def test_one_command_makes_model_report_and_card_that_belong_together(
    kaggle, narrow_weights, tmp_path, capsys
):
    model = tmp_path / "made" / "model.onnx"
    words = ["make", "--data", kaggle, "--run", tmp_path / "run", "--weights", narrow_weights]
    lengths = ["--steps", 2, "--rounds", 2, "--round-steps", 2, "--last-steps", 2]
    lengths += ["--work", 0.9, "--narrow-steps", 2, "--crop", 64, "--frozen-blocks", 2]
    lengths += [
        "--gate-images",
        6,
        "--limit",
        4,
        "--shift-images",
        1,
        "--deletion-images",
        2,
        "--replicates",
        20,
    ]
    assert main([str(word) for word in (*words, *lengths, "--seed", 5, "--model", model)]) == 0
    assert "python -m training export" in capsys.readouterr().out
    classifier = Classifier.load(model)
    training = classifier.metadata.training
    assert training["config"]["seed"] == 9
    first = json.loads((tmp_path / "run" / "record.json").read_text(encoding="utf-8"))["config"]
    for config, frozen in ((first, 2), (training["config"], 0)):
        assert (config["crop"], config["frozen_blocks"]) == (64, frozen)
    # The first run, the mean of the rounds, one more, the narrower network: each began with the one before.
    assert training["starting_weights"].count("gave, which began with") == 5
    assert training["config"]["teacher"] == "last"
    assert work_left(training["widths"]) < work_left(load_network(narrow_weights).widths)
    names = [point.name for point in classifier.metadata.operating_points]
    assert sorted(names) == ["balanced", "high_sensitivity", "high_specificity"]
    sample = next((kaggle / "train" / "PNEUMONIA").iterdir())
    assert classifier.classify(read_radiograph(sample)).model == classifier.model
    evaluation = json.loads((tmp_path / "run" / "evaluation" / "evaluation.json").read_text(encoding="utf-8"))
    assert evaluation["model"]["sha256"] == classifier.sha256
    assert evaluation["data"]["role"] == "validation"
    assert (tmp_path / "run" / "evaluation" / "report.html").is_file()
    card = model.with_name("model_card.md").read_text(encoding="utf-8")
    assert classifier.sha256 in card
    assert str(tmp_path) not in card
