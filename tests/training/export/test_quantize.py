"""The int8 form of a model."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

pytest.importorskip("sklearn", reason="the training package needs scikit-learn")

from tests.models import tiny_metadata
from training.data.scanning import scan
from training.export.quantize import compare, holds, note, quantize
from xray_desktop.inference import Classifier
from xray_desktop.inference.metadata import KEY

SIZE = 32


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """Two convolutions named as the network's, a pooling between them, a head in float32."""
    rng = np.random.default_rng(0)
    values = {
        "network.features.0.weight": rng.standard_normal((8, 1, 3, 3)) / 2,
        "network.features.0.bias": rng.standard_normal(8) / 10,
        "network.features.2.weight": rng.standard_normal((16, 8, 3, 3)) / 5,
        "network.features.2.bias": rng.standard_normal(16) / 10,
        "head.weight": rng.standard_normal((16, 1)) * 3,
        "head.bias": np.zeros(1),
    }
    initializers = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in values.items()]
    initializers.append(numpy_helper.from_array(np.array([1], np.int64), "column"))
    pads = {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}
    nodes = [
        helper.make_node("Sub", ["radiograph", "head.bias"], ["same"], name="sub"),
        helper.make_node("Conv", ["same", *list(values)[:2]], ["conv1"], name="conv1", **pads),
        helper.make_node("Relu", ["conv1"], ["relu1"], name="relu1"),
        helper.make_node("MaxPool", ["relu1"], ["pool"], name="pool", kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Conv", ["pool", *list(values)[2:4]], ["conv2"], name="conv2", **pads),
        helper.make_node("Relu", ["conv2"], ["relu2"], name="relu2"),
        helper.make_node("GlobalAveragePool", ["relu2"], ["mean"], name="mean"),
        helper.make_node("Flatten", ["mean"], ["flat"], name="flat"),
        helper.make_node("Gemm", ["flat", "head.weight", "head.bias"], ["logits"], name="head"),
        helper.make_node("Squeeze", ["logits", "column"], ["logit"], name="squeeze"),
        helper.make_node("Sigmoid", ["logit"], ["probability"], name="sigmoid"),
    ]
    graph = helper.make_graph(
        nodes,
        "two",
        [helper.make_tensor_value_info("radiograph", TensorProto.FLOAT, ["N", 1, SIZE, SIZE])],
        [helper.make_tensor_value_info("probability", TensorProto.FLOAT, ["N"])],
        initializers,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(made, {KEY: tiny_metadata().to_json()})
    file = tmp_path_factory.mktemp("model") / "model.onnx"
    onnx.save(made, file)
    return file


@pytest.fixture(scope="module")
def samples(kaggle):
    return scan(kaggle / "train", "children")


@pytest.fixture(scope="module")
def quantised(model, samples):
    file = model.with_name("model.int8.onnx")
    quantize(model, file, samples[:12])
    return file


def test_weights_are_signed_bytes_and_activations_unsigned_ones_but_at_both_ends(quantised):
    graph = onnx.load(quantised).graph
    stored = {item.name: item for item in graph.initializer}
    assert stored["network.features.2.weight_quantized"].data_type == TensorProto.INT8
    scales = numpy_helper.to_array(stored["network.features.2.weight_scale"])
    assert len(np.unique(scales)) == len(scales) > 1
    for name in ("network.features.0.weight", "head.weight"):
        assert stored[name].data_type == TensorProto.FLOAT
    zero_points = [numpy_helper.to_array(stored[name]) for name in stored if name.endswith("1_zero_point")]
    assert all(point.dtype == np.uint8 for point in zero_points)


def test_a_relu_costs_no_second_rounding(quantised):
    """Rounded before the ReLU too, with a range that reaches below zero, half the levels would be lost."""
    nodes = onnx.load(quantised).graph.node
    giver = {output: node for node in nodes for output in node.output}
    for node in nodes:
        if node.op_type == "QuantizeLinear" and giver[node.input[0]].op_type == "Conv":
            zero = {item.name: item for item in onnx.load(quantised).graph.initializer}[node.input[2]]
            assert numpy_helper.to_array(zero) == 0


def test_it_answers_as_float32_does_and_keeps_its_metadata(model, quantised, samples):
    figures = compare(model, quantised, samples)
    assert figures["images"] == len(samples)
    assert figures["correlation_of_logits"] > 0.999
    assert 0 < figures["largest_difference"] < 0.05
    assert Classifier.load(quantised).metadata == Classifier.load(model).metadata


def test_its_figures_are_noted_in_it(model, quantised, samples, tmp_path):
    copy = tmp_path / "model.int8.onnx"
    copy.write_bytes(quantised.read_bytes())
    figures = compare(model, copy, samples)
    note(copy, figures)
    assert Classifier.load(copy).metadata.figures["int8"] == figures
    after = compare(model, copy, samples)
    assert after["largest_difference"] == figures["largest_difference"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"auc_int8": 0.9584}, False),
        ({"predictions_changed": 0.011}, False),
        ({"classes_exchanged": 0.002}, False),
        ({"bytes_int8": 17_000_000}, False),
    ],
)
def test_it_stands_in_for_float32_only_within_limits(change, expected):
    good = {
        "auc_float32": 0.96,
        "auc_int8": 0.9595,
        "predictions_changed": 0.008,
        "classes_exchanged": 0.0006,
        "bytes_int8": 15_600_000,
    }
    assert holds({**good, **change}) is expected
