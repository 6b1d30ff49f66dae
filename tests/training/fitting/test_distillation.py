"""The loss of distillation against its definition, and a run that learns from a teacher."""

import json
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.data.scanning import scan
from training.data.split import split_samples
from training.fitting.config import TrainingConfig
from training.fitting.distillation import TEMPERATURE, distillation_loss, feature_loss, logit_loss
from training.fitting.run_state import load_network
from training.fitting.train import train
from training.network import UnusableWeights
from training.network.model import Network, Outputs


def _maps(seed):
    return (
        torch.randn(4, 6, 5, 5, generator=torch.Generator().manual_seed(seed))
        * torch.arange(1.0, 7)[None, :, None, None]
    )


def test_a_student_that_agrees_loses_nothing():
    maps, logits = _maps(0), torch.tensor([[0.3, -2.0, 8.0]])
    assert float(feature_loss(maps, maps)) == 0
    assert float(logit_loss(logits, logits)) == pytest.approx(0, abs=1e-6)
    outputs = Outputs(logits, maps[:, 0], maps, maps)
    assert float(distillation_loss(outputs, outputs)) == pytest.approx(0, abs=1e-6)


def test_each_channel_s_mean_everywhere_loses_one_whatever_the_scale_of_the_channel():
    maps = _maps(1)
    mean = maps.mean(dim=(0, 2, 3), keepdim=True).expand_as(maps)
    assert float(feature_loss(mean, maps)) == pytest.approx(1, abs=1e-5)


def test_a_channel_that_hardly_varies_does_not_outweigh_the_others():
    maps = _maps(2)
    maps[:, 0] = 1e-6 * maps[:, 0]
    student = maps.clone()
    student[:, 0] += 0.1
    assert float(feature_loss(student, maps)) < 0.1
    silent = torch.zeros(2, 3, 4, 4)
    assert float(feature_loss(silent, silent)) == 0


def test_logits_are_compared_by_the_divergence_of_softened_probabilities():
    student, teacher = torch.tensor([[1.0, -3.0]]), torch.tensor([[4.0, -1.0]])
    p, q = torch.sigmoid(teacher / TEMPERATURE), torch.sigmoid(student / TEMPERATURE)
    divergence = p * torch.log(p / q) + (1 - p) * torch.log((1 - p) / (1 - q))
    expected = float(divergence.mean()) * TEMPERATURE**2
    assert float(logit_loss(student, teacher)) == pytest.approx(expected, rel=1e-5)


def test_a_teacher_that_is_none_is_refused_in_one_sentence(kaggle, narrow_weights, tmp_path):
    split = split_samples(scan(kaggle / "train", "children"), seed=0)
    (tmp_path / "best.pt").write_text("weights")
    for teacher in (tmp_path / "best.pt", tmp_path / "nowhere" / "best.pt"):
        config = TrainingConfig(str(narrow_weights), steps=2, batch=4, crop=32, size=48, teacher=str(teacher))
        with pytest.raises(UnusableWeights, match=r"best\.pt holds no network"):
            train(config, split, tmp_path / "run", {}, workers=0)


@pytest.mark.slow
def test_a_student_comes_closer_to_its_teacher(kaggle, narrow_weights, tmp_path):
    """The loss weighs the teacher alone; without it, the same steps leave the student farther away."""
    split = split_samples(scan(kaggle / "train", "children"), seed=0)
    start = TrainingConfig(str(narrow_weights), steps=2, batch=4, crop=32, size=48, evaluate_every=2)
    train(start, split, tmp_path / "teacher", {"command": "train teacher"}, workers=0)
    teacher = tmp_path / "teacher" / "best.pt"
    alone = replace(start, steps=12, evaluate_every=12, learning_rate=1e-3, averaging=0.5, seed=5)
    taught = replace(alone, teacher=str(teacher), teacher_weight=20.0)
    grey = torch.rand(4, 1, 48, 48, generator=torch.Generator().manual_seed(3))
    away = {}
    for name, config in (("alone", alone), ("taught", taught)):
        train(config, split, tmp_path / name, {"command": name}, workers=0)
        with torch.inference_mode():
            networks = [load_network(file) for file in (tmp_path / name / "best.pt", teacher)]
            assert all(isinstance(network, Network) for network in networks)
            away[name] = float(distillation_loss(*(network.outputs(grey) for network in networks)))
    assert away["taught"] < 0.7 * away["alone"]
    record = json.loads((tmp_path / "taught" / "record.json").read_text(encoding="utf-8"))
    assert record["config"]["teacher"] == "teacher"
    assert str(tmp_path) not in json.dumps(record["config"])
