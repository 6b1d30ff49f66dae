"""The mean of the weights of several runs."""

import json
import shutil
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.data.dataset import UnusableDataset
from training.data.scanning import scan
from training.data.split import split_samples
from training.fitting.averaging import average
from training.fitting.config import TrainingConfig
from training.fitting.run_state import load_network
from training.fitting.train import train

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def split(kaggle):
    return split_samples(scan(kaggle / "train", "children"), seed=0)


@pytest.fixture(scope="module")
def runs(split, narrow_weights, tmp_path_factory):
    """A run, and two that went on from it with other seeds and other options."""
    folder = tmp_path_factory.mktemp("runs")
    first = TrainingConfig(str(narrow_weights), steps=2, batch=4, crop=32, size=48, evaluate_every=2)
    train(first, split, folder / "first", {"command": "train first"}, workers=0)
    on = replace(first, weights=str(folder / "first" / "best.pt"))
    train(replace(on, seed=1, kinds_equal=True), split, folder / "one", {"command": "train one"}, workers=0)
    train(replace(on, seed=2, mixup=0.4), split, folder / "two", {"command": "train two"}, workers=0)
    yield [folder / "first", folder / "one", folder / "two"]
    shutil.rmtree(folder)


def test_a_run_goes_on_from_another_and_says_so(runs):
    record = json.loads((runs[1] / "record.json").read_text(encoding="utf-8"))
    said = record["provenance"]["starting_weights"]
    assert "`train first`" in said
    assert "the narrow run" in said


def test_every_weight_is_the_mean_and_the_record_names_the_runs(runs, split, tmp_path):
    figures = average(runs[1:], split, tmp_path / "mean", {"command": "average"})
    mean, one, two = (load_network(run / "best.pt").state_dict() for run in (tmp_path / "mean", *runs[1:]))
    for name, weight in mean.items():
        if weight.is_floating_point():
            torch.testing.assert_close(weight, (one[name] + two[name]) / 2)
    assert not torch.equal(one["features.28.weight"], two["features.28.weight"])
    record = json.loads((tmp_path / "mean" / "record.json").read_text(encoding="utf-8"))
    assert record["provenance"]["averaged"] == ["train one", "train two"]
    assert record["validations"][0]["auc"] == figures["auc"]
    assert 0 <= figures["auc_viral_clean"] <= 1


def test_runs_that_began_differently_are_not_averaged(runs, split, tmp_path):
    with pytest.raises(UnusableDataset, match="began with the same weights"):
        average(runs[:2], split, tmp_path / "mean", {})
    with pytest.raises(UnusableDataset, match="no record"):
        average([tmp_path / "nowhere", runs[1]], split, tmp_path / "mean", {})
