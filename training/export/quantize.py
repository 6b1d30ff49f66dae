"""The int8 model: static quantisation of the convolutions, calibrated on training radiographs."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from sklearn.metrics import roc_auc_score

from training.data.dataset import OTHER, Sample, load_inputs
from training.data.sampling import to_grey
from training.evaluation.classified import Classified, classify_samples
from training.export.released import record
from training.network.activations import Activations, Grey, Means, TensorStats
from training.network.gptq import round_weights
from xray_desktop.inference import Classifier, ModelMetadata
from xray_desktop.inference.decision import logit
from xray_desktop.inference.loading import INPUT
from xray_desktop.inference.metadata import KEY
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.whole_file import replacing

FIRST = "network.features"
"""Convolutions whose weights begin so are quantised, the first of them excepted; the heads are not."""

_LARGEST = 63
"""Seven bits: the sum of two products stays within 16 bits, where processors without VNNI would clip it."""


class _Samples(CalibrationDataReader):
    """One image, for the reader that `quantize_static` insists on: every range is given to it."""

    def __init__(self, inputs: Grey) -> None:
        self._parts = iter([inputs[:1]])

    def get_next(self) -> dict[str, Any] | None:
        part = next(self._parts, None)
        return None if part is None else {INPUT: part}


def quantize(model: Path, output: Path, samples: Sequence[Sample], *, seed: int = 0) -> None:
    """Writes the int8 form of a model that `export` wrote, with the same metadata.

    QDQ nodes, so that every execution provider can take it; weights signed, each output channel with a scale
    of its own, rounded by `round_weights`; activations unsigned, after each ReLU in the range of least
    squared error on `samples`, which must be training images. What the rounding of both shifts on average is
    taken off the biases (Nagel et al. 2019).
    """
    metadata = Classifier.load(model).metadata
    inputs = to_grey(load_inputs(samples, metadata.preprocessing))[:, None]
    with tempfile.TemporaryDirectory() as folder:
        ready, partial = Path(folder) / "ready.onnx", Path(folder) / "int8.onnx"
        quant_pre_process(str(model), str(ready), skip_symbolic_shape=True)
        graph = onnx.load(ready).graph
        # All but the first: it is one part in five hundred of the work, and takes the image itself, behind a
        # low-pass. Rounding that would bring back just the fine grain that the network has never seen.
        convolutions = [
            node for node in graph.node if node.op_type == "Conv" and node.input[1].startswith(FIRST)
        ][1:]
        following = [node for node in graph.node if node.op_type in ("Relu", "MaxPool")]
        _equalise(ready, convolutions, inputs)
        taken = [node.input[0] for node in convolutions]
        given = [node.output[0] for node in following if node.op_type == "Relu"]
        seen = Activations(ready, list(dict.fromkeys((*taken, *given))), inputs).seen(taken, seed)
        tops = {name: seen[name].best_top() for name in given}
        overrides: dict[str, Any] = {
            name: [{"rmin": np.float32(0), "rmax": np.float32(top)}] for name, top in tops.items()
        }
        # A pooling gives what it takes, in the same steps.
        tops |= {node.output[0]: tops[node.input[0]] for node in following if node.op_type == "MaxPool"}
        shifted = Activations(ready, taken, inputs).rounded_means(tops)
        overrides |= _rounded(ready, convolutions, seen, shifted)
        quantize_static(
            str(ready),
            str(partial),
            _Samples(inputs),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_quantize=[node.name for node in (*convolutions, *following)],
            extra_options={"TensorQuantOverrides": overrides},
        )
        quantised = onnx.load(partial)
    kept = {item.key: item.value for item in onnx.load(model, load_external_data=False).metadata_props}
    onnx.helper.set_model_props(quantised, kept)
    with replacing(output) as part:
        onnx.save(quantised, part)
    record(output)


def _equalise(model: Path, convolutions: Sequence[onnx.NodeProto], inputs: Grey) -> None:
    """Scales channels between convolutions so that none of them is lost in the steps of the largest.

    What lies between two convolutions lets a positive factor through, so it may be taken off the one's
    outputs and put onto the other's inputs; the factor shares the burden evenly between activations and
    weights (SmoothQuant, Xiao et al. 2023, with an exponent of one half). Tensors that other nodes read stay
    as they are.
    """
    changed = onnx.load(model)
    own = {item.name: item for item in changed.graph.initializer}
    givers = {output: node for node in changed.graph.node for output in node.output}
    readers = Counter(name for node in changed.graph.node for name in node.input)
    peaks = Activations(model, [node.input[0] for node in convolutions], inputs).peaks()
    for node in convolutions:
        tensor = node.input[0]
        while readers[tensor] == 1 and (giver := givers[tensor]).op_type in ("Relu", "MaxPool"):
            tensor = giver.input[0]
        if readers[tensor] != 1 or giver.op_type != "Conv" or giver.input[1] not in own:
            continue
        after = numpy_helper.to_array(own[node.input[1]])
        peak, heaviest = peaks[node.input[0]], np.abs(after).max(axis=(0, 2, 3))
        alive = (peak > 0) & (heaviest > 0)
        factor = np.ones_like(peak)
        factor[alive] = np.sqrt(peak[alive] / heaviest[alive])
        factor /= np.exp(np.log(factor).mean())
        before, bias = (numpy_helper.to_array(own[name]) for name in giver.input[1:])
        for name, values in (
            (node.input[1], after * factor[None, :, None, None]),
            (giver.input[1], before / factor[:, None, None, None]),
            (giver.input[2], bias / factor),
        ):
            own[name].CopyFrom(numpy_helper.from_array(values.astype(np.float32), name))
    onnx.save(changed, model)


def _rounded(
    model: Path,
    convolutions: Sequence[onnx.NodeProto],
    seen: dict[str, TensorStats],
    means: Means,
) -> dict[str, list[dict[str, Any]]]:
    """Puts rounded weights and corrected biases into a model. Returns the scales of the weights.

    Args:
        means: of every channel that the convolutions take, once it is rounded.
    """
    changed = onnx.load(model)
    own = {item.name: item for item in changed.graph.initializer}
    scales: dict[str, list[dict[str, Any]]] = {}
    for node in convolutions:
        source, weight, bias = node.input
        exact = numpy_helper.to_array(own[weight]).astype(np.float64)
        flat = exact.reshape(len(exact), -1)
        whole, scale = round_weights(flat, seen[source].moments, _LARGEST)
        # In float32, as the network will multiply: the quantiser has to find the same whole numbers again.
        scale = scale.astype(np.float32)
        rounded = (whole * scale[:, None]).astype(np.float32)
        after = rounded.reshape(exact.shape).sum(axis=(2, 3)) @ means[source]
        shift = after - exact.sum(axis=(2, 3)) @ seen[source].means
        better = numpy_helper.to_array(own[bias]) - shift.astype(np.float32)
        own[weight].CopyFrom(numpy_helper.from_array(rounded.reshape(exact.shape), weight))
        own[bias].CopyFrom(numpy_helper.from_array(better, bias))
        scales[weight] = [{"scale": step, "zero_point": np.int8(0)} for step in scale]
        scales[weight][0]["axis"] = 0
    onnx.save(changed, model)
    return scales


_BOTH_CLASSES = {PredictedClass.NORMAL, PredictedClass.PNEUMONIA}


def compare(model: Path, quantised: Path, samples: Sequence[Sample]) -> dict[str, Any]:
    """What quantisation costs on images, which must be validation images.

    A prediction counts as changed when the class differs: NORMAL, PNEUMONIA, UNCERTAIN, or none; as exchanged
    when it is NORMAL by one model and PNEUMONIA by the other.
    """
    both = [classify_samples(Classifier.load(file), samples) for file in (model, quantised)]
    labels = np.array([sample.label for sample in samples])
    two = labels != OTHER
    probabilities = [np.array([item.probability for item in classified]) for classified in both]
    logits = np.vstack([logit(p, smallest=1e-7) for p in probabilities])
    difference = np.abs(probabilities[0] - probabilities[1])
    answers = [[_answer(item) for item in classified] for classified in both]
    return {
        "images": len(samples),
        "auc_float32": float(roc_auc_score(labels[two], probabilities[0][two])),
        "auc_int8": float(roc_auc_score(labels[two], probabilities[1][two])),
        "predictions_changed": float(np.mean([a != b for a, b in zip(*answers, strict=True)])),
        "classes_exchanged": float(np.mean([{a, b} == _BOTH_CLASSES for a, b in zip(*answers, strict=True)])),
        "mean_difference": float(difference.mean()),
        "largest_difference": float(difference.max()),
        "correlation_of_logits": float(np.asarray(np.corrcoef(logits))[0, 1]),
        "bytes_float32": model.stat().st_size,
        "bytes_int8": quantised.stat().st_size,
    }


def holds(figures: dict[str, Any]) -> bool:
    """Whether int8 may stand in for float32.

    AUC is down by at most 0.001, at most 0.1 % of the images change from NORMAL to PNEUMONIA or back, and at
    most 1 % change at all: at either end of the uncertain band a difference of a hundredth is enough.
    """
    return bool(
        figures["auc_float32"] - figures["auc_int8"] <= 0.001
        and figures["classes_exchanged"] <= 0.001
        and figures["predictions_changed"] <= 0.01
        and figures["bytes_int8"] <= 16e6
    )


def note(quantised: Path, figures: dict[str, Any]) -> None:
    """Writes the figures of `compare` into the model's metadata, for the model card."""
    model = onnx.load(quantised)
    stored = {item.key: item.value for item in model.metadata_props}
    metadata = ModelMetadata.from_json(stored[KEY])
    noted = replace(metadata, figures={**metadata.figures, "int8": figures})
    onnx.helper.set_model_props(model, {**stored, KEY: noted.to_json()})
    with replacing(quantised) as part:
        onnx.save(model, part)
    record(quantised)


def _answer(item: Classified) -> str:
    assert item.prediction is not None
    return item.prediction.predicted_class or "none"
