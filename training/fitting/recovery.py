"""The folder of a training run, from the model that was exported from it."""

from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper

from training.data.dataset import UnusableDataset
from training.fitting.run_state import RECORD, RunState
from training.network.model import BACTERIAL, PNEUMONIA, Network, load_weights
from xray_desktop.inference import ModelMetadata
from xray_desktop.inference.metadata import KEY

_RECORDED = ("config", "validations")


def recover(model: Path, run: Path) -> dict[str, Any]:
    """Writes best.pt and record.json of the run that a model was exported from. Returns its record.

    The convolutions are the run's. Of the head, the output for pneumonia is recovered up to its scale and
    offset, which `export` fits again, and so is that for bacterial where the model has it. The output for any
    abnormality is 0: the model holds a regression instead.

    Raises:
        UnusableWeights: the file was not written by `export`.
        UnusableDataset: it does not say how it was trained, or the folder holds a run.
    """
    if (run / RECORD).exists():
        raise UnusableDataset(f"{run} holds a run already. Choose another folder.")
    network = Network()
    load_weights(network, str(model))
    content = onnx.load(model)
    held = {item.name: item for item in content.graph.initializer}
    norm, classifier = network.norm, network.classifier
    assert norm.running_var is not None
    with torch.no_grad():
        # The exported head includes the normalisation: this one does nothing.
        norm.running_var.fill_(1 - norm.eps)
        classifier.weight.zero_()
        classifier.bias.zero_()
        for output, name in ((PNEUMONIA, "place.weight"), (BACTERIAL, "kind.weight")):
            if name in held:
                classifier.weight[output] = torch.tensor(numpy_helper.to_array(held[name])).flatten()
    training = ModelMetadata.from_json({p.key: p.value for p in content.metadata_props}[KEY]).training
    if not {"command", *_RECORDED} <= training.keys():
        raise UnusableDataset(f"{model} does not say how it was trained. Give a model that `export` wrote.")
    origin = {key: value for key, value in training.items() if key not in (*_RECORDED, "exported")}
    run.mkdir(parents=True, exist_ok=True)
    state = RunState(run, training["config"], origin)
    state.keep_best(training["config"].get("steps", 0), network)
    state.keep_record(training["validations"])
    return {"config": training["config"], "provenance": origin}
