"""The mean of the weights of several runs."""

import json
import shutil
from dataclasses import replace

import pytest

onnx = pytest.importorskip("onnx", reason="the training package needs onnx")
torch = pytest.importorskip("torch", reason="the training package needs torch")

from tests.models import tiny_metadata
from training.data.dataset import UnusableDataset
from training.data.scanning import scan
from training.data.split import split_samples
from training.fitting.averaging import average
from training.fitting.config import TrainingConfig
from training.fitting.run_state import load_network
from training.fitting.train import train
from training.network import UnusableWeights
from xray_desktop.inference.metadata import KEY

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


def exported(network, file):
    """A model file with the convolutions of a network under the names that `export` gives them."""
    weights = [
        onnx.numpy_helper.from_array(value.numpy(), f"network.features.{name}")
        for name, value in network.features.state_dict().items()
    ]
    graph = onnx.helper.make_graph([], "convolutions", [], [], weights)
    model = onnx.helper.make_model(graph)
    onnx.helper.set_model_props(model, {KEY: tiny_metadata().to_json()})
    onnx.save(model, file)
    return str(file)


def test_a_mean_moves_toward_a_model_and_keeps_its_head(runs, split, tmp_path):
    one, start = (load_network(run / "best.pt") for run in (runs[1], runs[0]))
    file = exported(start, tmp_path / "start.onnx")
    average([runs[1]], split, tmp_path / "mean", {"command": "average"}, toward={file: 0.25})
    mean = load_network(tmp_path / "mean" / "best.pt").state_dict()
    for name, weight in one.state_dict().items():
        share = 0.25 if name.startswith("features.") else 0.0
        if weight.is_floating_point():
            expected = (1 - share) * weight + share * start.state_dict()[name]
            torch.testing.assert_close(mean[name], expected)
    assert not torch.equal(mean["features.28.weight"], one.features[28].weight)


def test_a_mean_does_not_move_toward_what_is_no_model_or_farther_than_it(runs, split, tmp_path):
    (tmp_path / "notes.onnx").write_text("no model")
    with pytest.raises(UnusableWeights, match="not a model"):
        average([runs[1]], split, tmp_path / "mean", {}, toward={str(tmp_path / "notes.onnx"): 0.5})
    with pytest.raises(UnusableDataset, match="shares from 0 to 1"):
        average([runs[1]], split, tmp_path / "mean", {}, toward={"start.onnx": 1.5})
    network = load_network(runs[1] / "best.pt")
    network.reshape([8, 8, 16, 16, 16, 32, 16, 16, 16, 512, 16, 16, 512])
    with pytest.raises(UnusableWeights, match="other widths"):
        average([runs[1]], split, tmp_path / "mean", {}, toward={exported(network, tmp_path / "w.onnx"): 0.5})
