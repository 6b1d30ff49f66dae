"""Leaving an acquisition or a source out: what is taken away, and what the figures are of."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="the training package needs torch")

from tests.training.conftest import write_sample
from training.__main__ import main
from training.data.dataset import Sample, UnusableDataset
from training.data.split import Split
from training.export import left_out
from training.export.features import Features
from training.export.left_out import acquisition_figures, source_figures, without_acquisition, without_source


def _sample(source, label, logit, acquisition=""):
    """An image that the network of these tests gives this logit."""
    number = next(_sample.numbers)
    return Sample(Path(f"{number}_{logit}.png"), source, label, f"{number}", acquisition=acquisition)


_sample.numbers = iter(range(10_000))


def _cells(source, normal, ill, acquisition=""):
    normals = [_sample(source, 0, logit, acquisition) for logit in normal]
    return (*normals, *(_sample(source, 1, logit) for logit in ill))


@pytest.fixture(autouse=True)
def logits_by_name(monkeypatch):
    def extract(_network, samples, _spec):
        logits = np.array([[float(sample.path.stem.split("_")[1]), 0] for sample in samples], np.float32)
        return Features(*[logits] * 6)

    monkeypatch.setattr(left_out, "load_network", lambda weights: weights)
    monkeypatch.setattr(left_out, "extract", extract)


def test_a_source_is_taken_out_of_both_sides():
    split = Split(_cells("a", [0], [1]) + _cells("b", [0], [1]), _cells("a", [0], [1]) * 2, 3, "hash")
    with pytest.raises(UnusableDataset, match="cannot do without the source b"):
        without_source(split, "b")
    split = Split(split.train, split.validation + _cells("b", [0], [1]), 3, "hash")
    kept = without_source(split, "b")
    assert {sample.source for sample in (*kept.train, *kept.validation)} == {"a"}
    assert (len(kept.train), len(kept.validation), kept.seed, kept.data_sha256) == (2, 4, 3, "hash")
    with pytest.raises(UnusableDataset, match="cannot do without the source c"):
        without_source(split, "c")


def test_the_figures_of_a_source_are_at_the_threshold_of_the_others():
    # Among the known images zero parts the classes; of the unseen, shifted up, one normal in four stays
    # below.
    known = _cells("known", [-3, -2, -2, -1], [1, 2, 2, 3])
    unseen = _cells("unseen", [-1, 1, 2, 5], [3, 4, 4, 6])
    split = Split((), known + unseen, 0, "")
    figures = source_figures(Path("best.pt"), split, "unseen")
    assert figures["left_out_source"] == "unseen"
    assert (figures["normals_left_out"], figures["pneumonia_known"]) == (4, 4)
    assert figures["auc_known"] == 1
    assert figures["auc_left_out"] == pytest.approx(13 / 16)
    assert (figures["sensitivity_known"], figures["specificity_known"]) == (1, 1)
    assert (figures["sensitivity_left_out"], figures["specificity_left_out"]) == (1, 0.25)


def test_no_more_samples_of_a_class_are_looked_at_than_the_limit():
    known, unseen = (_cells(source, [-1] * 9, [1] * 9) for source in ("known", "unseen"))
    figures = source_figures(Path("best.pt"), Split((), known + unseen, 0, ""), "unseen", limit=5)
    counts = [figures[name] for name in ("normals_left_out", "pneumonia_left_out", "normals_known")]
    assert counts == [5, 5, 5]


def test_an_acquisition_is_taken_out_of_the_training_side_and_tested_whole():
    train = _cells("children", [-2, 1], [], "IM") + _cells("children", [-2], [2], "NORMAL2-IM")
    validation = _cells("children", [-1, 3], [], "IM") + _cells("children", [-3, -2], [2, 4], "NORMAL2-IM")
    split = Split(train, validation, 0, "")
    kept = without_acquisition(split, "IM")
    assert [sample.acquisition for sample in kept.train] == ["NORMAL2-IM", ""]
    assert kept.validation == validation
    figures = acquisition_figures(Path("best.pt"), split, "IM")
    assert (figures["left_out"], figures["normals_left_out"], figures["normals_known"]) == ("IM", 4, 2)
    assert (figures["specificity_left_out"], figures["specificity_known"]) == (0.5, 1)
    assert (figures["auc_left_out"], figures["auc_known"]) == (pytest.approx(7 / 8), 1)
    with pytest.raises(UnusableDataset, match="cannot do without the acquisition CR"):
        without_acquisition(split, "CR")


@pytest.mark.slow
def test_the_command_trains_without_a_source_and_notes_its_figures(
    kaggle, narrow_weights, tmp_path, monkeypatch
):
    monkeypatch.undo()
    adult = tmp_path / "adult"
    for number in range(12):
        for name in ("NORMAL", "PNEUMONIA"):
            path = adult / name / f"{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_sample(path, 100 + number, ill=name == "PNEUMONIA")
    sources = ["--data", str(kaggle), "--extra", f"adult={adult}"]
    split, run = str(tmp_path / "split.json"), tmp_path / "run"
    assert main(["split", *sources, "--output", split]) == 0
    words = ["train", *sources, "--split", split, "--run", str(run), "--weights", str(narrow_weights)]
    words += ["--steps", "1", "--batch", "4", "--crop", "32", "--validation-limit", "4"]
    assert main([*words, "--without-source", "adult"]) == 0
    record = json.loads((run / "record.json").read_text(encoding="utf-8"))
    assert "auc_children_clean" in record["validations"][0]
    assert "auc_adult_clean" not in record["validations"][0]
    figures = json.loads((run / "left_out.json").read_text(encoding="utf-8"))
    assert figures["left_out_source"] == "adult"
    assert 0 <= figures["auc_left_out"] <= 1
    with pytest.raises(SystemExit):
        main([*words, "--without-source", "adult", "--without-acquisition", "IM"])
