"""A run that is recovered from its model serves as the run itself."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")
pytest.importorskip("onnxscript", reason="the export needs onnxscript")

from tests.models import tiny_metadata, tiny_model
from training.__main__ import main
from training.data.dataset import UnusableDataset
from training.export.calibration import Calibration
from training.export.export import Heads, export
from training.export.gate import Distance, Presentation
from training.export.heads import POOLED, LinearHead, PopulationHeads
from training.fitting.recovery import recover
from training.fitting.run_state import load_network, load_record
from training.network import UnusableWeights
from xray_desktop.imaging import Preprocessing

SIZE = 64
TRAINING = {
    "config": {"steps": 7, "crop": 64},
    "command": "python -m training train --steps 7",
    "starting_weights": "random numbers",
    "widths": [8],
    "validations": [{"step": 7, "auc": 0.9}],
    "exported": "2026-01-01",
}


def exported(network, file: Path, training: dict[str, object]) -> None:
    heads = Heads(
        pneumonia=PopulationHeads(LinearHead(np.zeros(POOLED), 0.0)),
        cam_scale=0.5,
        bacterial=Calibration(2.0, 0.2),
        distance=Distance(np.zeros(512), np.eye(512)),
        presentation=Presentation(np.zeros((1024, 4)), np.zeros(4)),
    )
    export(network, heads, tiny_metadata(preprocessing=Preprocessing(size=SIZE), training=training), file)


@pytest.mark.slow
def test_a_recovered_run_has_the_convolutions_and_the_head_up_to_its_scale(narrow_weights, tmp_path, capsys):
    network = load_network(narrow_weights)
    model, run = tmp_path / "model.onnx", tmp_path / "runs" / "recovered"
    exported(network, model, TRAINING)
    assert main(["recover", str(model), "--run", str(run)]) == 0
    assert TRAINING["command"] in capsys.readouterr().out
    images = torch.rand(4, 1, SIZE, SIZE, generator=torch.Generator().manual_seed(0))
    found = load_network(run / "best.pt")
    with torch.inference_mode():
        expected, given = network.outputs(images), found.outputs(images)
    torch.testing.assert_close(given.block4, expected.block4)
    torch.testing.assert_close(given.block5, expected.block5)
    for output, scale in ((0, 0.5), (1, 2.0)):
        one, other = (
            logits[:, output] - logits[:, output].mean() for logits in (given.logits, expected.logits)
        )
        torch.testing.assert_close(one, scale * other, rtol=1e-3, atol=1e-5)
    record = load_record(run)
    assert record["config"] == TRAINING["config"]
    assert record["validations"] == TRAINING["validations"]
    assert record["provenance"]["command"] == TRAINING["command"]
    assert "exported" not in record["provenance"]
    with pytest.raises(UnusableDataset, match="holds a run already"):
        recover(model, run)


@pytest.mark.slow
def test_a_model_that_does_not_say_how_it_was_trained_gives_no_run(narrow_weights, tmp_path):
    model = tmp_path / "model.onnx"
    exported(load_network(narrow_weights), model, {})
    with pytest.raises(UnusableDataset, match="does not say how it was trained"):
        recover(model, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_another_model_gives_no_run(tmp_path):
    with pytest.raises(UnusableWeights, match=r"tiny\.onnx holds no VGG16 weights"):
        recover(tiny_model(tmp_path / "tiny.onnx"), tmp_path / "run")
