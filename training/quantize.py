"""The int8 model: static quantisation of the convolutions, calibrated on training radiographs."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process
from sklearn.metrics import roc_auc_score

from training.dataset import Film, load_inputs
from training.released import record
from training.sampling import to_grey
from xray_desktop.inference import Classifier
from xray_desktop.inference.classifier import INPUT

FIRST = "network.features"
"""Convolutions whose weights begin so are quantised; the low-pass and the heads stay in float32."""


class _Films(CalibrationDataReader):
    def __init__(self, inputs: npt.NDArray[np.float32], batch: int = 8) -> None:
        self._parts = iter([inputs[i : i + batch] for i in range(0, len(inputs), batch)])

    def get_next(self) -> dict[str, Any] | None:
        part = next(self._parts, None)
        return None if part is None else {INPUT: part}


def quantize(model: Path, output: Path, films: Sequence[Film]) -> None:
    """Writes the int8 form of a model that `export` wrote, with the same metadata.

    QDQ nodes, so that every execution provider can take it; weights signed per output channel, activations
    unsigned, their ranges the largest seen on `films`, which must be training films.
    """
    metadata = Classifier.load(model).metadata
    inputs = to_grey(load_inputs(films, metadata.preprocessing))[:, None]
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(model), str(ready), skip_symbolic_shape=True)
        graph = onnx.load(ready).graph
        nodes = [
            node.name for node in graph.node if node.op_type == "Conv" and node.input[1].startswith(FIRST)
        ]
        partial = output.with_suffix(".partial")
        quantize_static(
            str(ready),
            str(partial),
            _Films(inputs),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            calibrate_method=CalibrationMethod.MinMax,
            nodes_to_quantize=nodes,
        )
    quantised = onnx.load(partial)
    kept = {item.key: item.value for item in onnx.load(model, load_external_data=False).metadata_props}
    onnx.helper.set_model_props(quantised, kept)
    onnx.save(quantised, partial)
    partial.replace(output)
    record(output)


def compare(model: Path, quantised: Path, films: Sequence[Film]) -> dict[str, Any]:
    """What quantisation costs on films: AUC of both, share of verdicts changed, correlation of logits."""
    both = [_probabilities(Classifier.load(file), films) for file in (model, quantised)]
    labels = np.array([film.label for film in films])
    threshold = Classifier.load(model).metadata.operating_point().threshold
    logits = [np.log(p / (1 - p)) for p in both]
    return {
        "films": len(films),
        "auc_float32": float(roc_auc_score(labels, both[0])),
        "auc_int8": float(roc_auc_score(labels, both[1])),
        "verdicts_changed": float(((both[0] >= threshold) != (both[1] >= threshold)).mean()),
        "largest_difference": float(np.abs(both[0] - both[1]).max()),
        "correlation_of_logits": float(np.corrcoef(np.vstack(logits))[0, 1]),
        "bytes_float32": model.stat().st_size,
        "bytes_int8": quantised.stat().st_size,
    }


def _probabilities(classifier: Classifier, films: Sequence[Film]) -> npt.NDArray[np.float64]:
    scores = []
    for first in range(0, len(films), 16):
        part = films[first : first + 16]
        inputs = to_grey(load_inputs(part, classifier.metadata.preprocessing))[:, None]
        scores += [score.probability for score in classifier.scores(inputs)]
    return np.clip(scores, 1e-7, 1 - 1e-7)
