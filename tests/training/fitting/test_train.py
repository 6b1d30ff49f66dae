"""Real training of the real network, for a few steps on images made in code."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.data.scanning import scan
from training.data.split import split_samples
from training.fitting import train as training_module
from training.fitting.config import TrainingConfig
from training.fitting.run_state import load_network
from training.fitting.train import train
from training.fitting.trials import read_trials
from training.fitting.validation import ValidationSet

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def split(kaggle):
    return split_samples(scan(kaggle / "train", "children"), seed=0)


@pytest.fixture(scope="module")
def config(narrow_weights):
    return TrainingConfig(
        weights=str(narrow_weights),
        steps=4,
        batch=8,
        crop=32,
        size=48,
        evaluate_every=2,
        seed=3,
        style_mixing=0.5,
        group_rate=0.1,
    )


@pytest.fixture(scope="module")
def unbroken(config, split, tmp_path_factory):
    run = tmp_path_factory.mktemp("runs") / "unbroken"
    train(config, split, run, {"command": "a test"}, workers=0)
    yield run
    shutil.rmtree(run)


def _record(run):
    return json.loads((run / "record.json").read_text(encoding="utf-8"))


def _checkpoint(run):
    return torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)


def test_four_steps_leave_a_checkpoint_the_best_weights_and_a_record(unbroken, config):
    record = _record(unbroken)
    assert [figures["step"] for figures in record["validations"]] == [2, 4]
    assert all(0 <= figures["auc"] <= 1 for figures in record["validations"])
    assert record["config"]["seed"] == config.seed
    assert record["provenance"]["command"] == "a test"
    assert "the narrow run" in record["provenance"]["starting_weights"]
    assert str(Path(config.weights).parent) not in json.dumps(record)
    with torch.inference_mode():
        logits = load_network(unbroken / "best.pt")(torch.rand(2, 1, 48, 48))
    assert logits.shape == (2, 3)
    assert torch.isfinite(logits).all()


def test_training_changes_every_block(unbroken, narrow_weights):
    from training.network.model import Network, load_weights

    start = Network()
    load_weights(start, str(narrow_weights))
    trained = _checkpoint(unbroken)["network"]
    for name, weight in start.features.named_parameters():
        assert not torch.equal(weight, trained[f"features.{name}"]), name


def test_frozen_blocks_keep_their_weights(config, split, narrow_weights, tmp_path):
    from training.network.model import Network, load_weights

    train(replace(config, steps=2, frozen_blocks=4), split, tmp_path, {}, workers=0)
    start = Network()
    load_weights(start, str(narrow_weights))
    trained = _checkpoint(tmp_path)["network"]
    for name, weight in start.features.named_parameters():
        same = torch.equal(weight, trained[f"features.{name}"])
        assert same == (int(name.split(".")[0]) < 24), name


def test_a_run_that_broke_off_goes_on_to_the_result_of_an_unbroken_one(
    unbroken, config, split, tmp_path, monkeypatch
):
    steps = iter(range(100))
    whole_step = training_module._Learning.step

    def breaks_off(*args):
        if next(steps) == 3:
            raise KeyboardInterrupt
        return whole_step(*args)

    monkeypatch.setattr(training_module._Learning, "step", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        train(config, split, tmp_path, {}, workers=0)
    assert _checkpoint(tmp_path)["step"] == 2
    monkeypatch.undo()
    train(config, split, tmp_path, {}, workers=0)
    assert [f["step"] for f in _record(tmp_path)["validations"]] == [2, 4]
    for one, other in zip(_record(tmp_path)["validations"], _record(unbroken)["validations"], strict=True):
        assert one["auc"] == pytest.approx(other["auc"], abs=1e-9)
        assert one["step"] == other["step"]
    resumed, expected = _checkpoint(tmp_path)["network"], _checkpoint(unbroken)["network"]
    for name, weight in expected.items():
        torch.testing.assert_close(resumed[name], weight, atol=1e-6, rtol=1e-5)
    resumed, expected = _checkpoint(tmp_path)["groups"]["weights"], _checkpoint(unbroken)["groups"]["weights"]
    torch.testing.assert_close(resumed, expected)
    assert expected.max() > expected.min()


def test_a_finished_run_is_left_as_it_is(unbroken, config, split):
    before = (unbroken / "checkpoint.pt").read_bytes()
    train(config, split, unbroken, {}, workers=0)
    assert (unbroken / "checkpoint.pt").read_bytes() == before


def test_it_stops_early_when_validation_no_longer_improves(config, split, tmp_path, monkeypatch):
    figures = iter([0.8, 0.7, 0.6, 0.5, 0.4])
    monkeypatch.setattr(ValidationSet, "figures", lambda *_: {"auc": next(figures)})
    train(replace(config, steps=10, evaluate_every=1, patience=2), split, tmp_path, {}, workers=0)
    assert [f["step"] for f in _record(tmp_path)["validations"]] == [1, 2, 3]
    kept = torch.load(tmp_path / "best.pt", weights_only=True)
    assert kept["step"] == 1


def test_without_patience_it_never_stops_and_keeps_the_last_weights(config, split, tmp_path, monkeypatch):
    monkeypatch.setattr(ValidationSet, "figures", lambda *_: {"auc": next(figures)})
    figures = iter([0.8, 0.7, 0.6, 0.5])
    train(replace(config, steps=4, evaluate_every=1), split, tmp_path, {}, workers=0)
    assert torch.load(tmp_path / "best.pt", weights_only=True)["step"] == 1
    train(replace(config, steps=4, evaluate_every=1, patience=0), split, tmp_path, {}, workers=0)
    kept = torch.load(tmp_path / "best.pt", weights_only=True)
    assert kept["step"] == 4
    averaged = _checkpoint(tmp_path)["averaged"]
    for name, weight in kept["network"].items():
        torch.testing.assert_close(weight, averaged[f"module.{name}"])
    assert _record(tmp_path)["config"]["patience"] == 0
    assert [figures["step"] for figures in _record(tmp_path)["validations"]] == [1, 2, 3, 4]
    [trial] = read_trials(tmp_path)
    assert trial["best"]["step"] == 4

    figures = iter([0.8, 0.7, 0.6, 0.5])
    fresh = tmp_path / "fresh"
    train(replace(config, steps=4, evaluate_every=1, patience=0), split, fresh, {}, workers=0)
    assert torch.load(fresh / "best.pt", weights_only=True)["step"] == 4


def _command(kaggle, weights, run, *more):
    data = ["--data", str(kaggle), "--split", str(run.parent / "split.json")]
    sizes = ["--steps", "4", "--batch", "4", "--crop", "32", "--evaluate-every", "2"]
    sizes += ["--dropout", "0"]
    return ["-m", "training", "train", *data, "--folder", str(run), "--weights", str(weights), *sizes, *more]


@pytest.fixture
def split_file(kaggle, tmp_path):
    from training.__main__ import main

    assert main(["split", "--data", str(kaggle), "--output", str(tmp_path / "split.json")]) == 0
    return tmp_path / "split.json"


@pytest.mark.usefixtures("split_file")
@pytest.mark.skipif(os.name == "nt", reason="gloo and signals as on POSIX")
@pytest.mark.timeout(900)
def test_two_processes_of_torchrun_train_one_network_and_one_writes(kaggle, narrow_weights, tmp_path):
    torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}

    def started(name, *prefix):
        command = [sys.executable, *prefix, *_command(kaggle, narrow_weights, tmp_path / name)]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    two = started("two", *torchrun)
    assert two.returncode == 0, two.stderr[-3000:]
    one = started("one")
    assert one.returncode == 0, one.stderr[-3000:]
    figures = [_record(tmp_path / name)["validations"] for name in ("one", "two")]
    assert [f["step"] for f in figures[1]] == [2, 4]
    # Batch normalisation sees each process's own images: equal only within noise.
    assert abs(figures[0][-1]["auc"] - figures[1][-1]["auc"]) < 0.35
    weights = [_checkpoint(tmp_path / name)["network"] for name in ("one", "two")]
    start = torch.load(narrow_weights, weights_only=True)["network"]["features.26.weight"]
    moved = [w["features.26.weight"] - start for w in weights]
    likeness = torch.nn.functional.cosine_similarity(moved[0].flatten(), moved[1].flatten(), dim=0)
    assert likeness > 0.3


@pytest.mark.usefixtures("split_file")
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL as on POSIX")
@pytest.mark.timeout(900)
def test_a_run_killed_outright_is_resumed_by_the_same_command(kaggle, narrow_weights, tmp_path):
    command = [sys.executable, *_command(kaggle, narrow_weights, tmp_path / "run", "--steps", "12")]
    environment = {**os.environ, "CUDA_VISIBLE_DEVICES": ""}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    record = tmp_path / "run" / "record.json"
    deadline = time.monotonic() + 600
    while not record.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    first = _record(tmp_path / "run")["validations"][0]
    again = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr[-3000:]
    validations = _record(tmp_path / "run")["validations"]
    assert [figures["step"] for figures in validations] == [2, 4, 6, 8, 10, 12]
    assert validations[0] == first
