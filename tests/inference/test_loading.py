"""Models that are damaged, of wrong shape, need too much memory or give nonsense: a message for each."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from tests.codes import raises_code
from tests.images import synthetic_image
from tests.models import hungry_model, tiny_metadata, tiny_model
from xray_desktop.imaging import Preprocessing
from xray_desktop.inference import Classifier, UnusableModel, loading
from xray_desktop.inference.metadata import KEY, Gate, PresentationGate
from xray_desktop.messages import message

NAMES = ("upright", "inverted", "upside_down", "sideways")
GATE = Gate(distance_limit=30.0, presentations=PresentationGate(NAMES, 0.9))
SIZE = 32


def model_of(
    path: Path, outputs: dict[str, tuple[list, list]], *, gate=GATE, kind=TensorProto.FLOAT, declared=None
) -> Path:
    """Writes a model whose outputs are constants: name to (values for one image, declared axes).

    Args:
        kind: type of the input.
        declared: types of outputs, FLOAT where none is given.
    """
    nodes, constants, infos = [], [], []
    nodes.append(helper.make_node("Shape", ["radiograph"], ["images"], start=0, end=1))
    for name, (values, axes) in outputs.items():
        array = np.asarray([values], np.float32)
        constants.append(numpy_helper.from_array(array, f"{name} of one"))
        constants.append(numpy_helper.from_array(np.array(array.shape[1:], np.int64), f"{name} axes"))
        nodes.append(helper.make_node("Concat", ["images", f"{name} axes"], [f"{name} shape"], axis=0))
        type_ = (declared or {}).get(name, TensorProto.FLOAT)
        given = name if type_ == TensorProto.FLOAT else f"{name} as float"
        nodes.append(helper.make_node("Expand", [f"{name} of one", f"{name} shape"], [given]))
        if given != name:
            nodes.append(helper.make_node("Cast", [given], [name], to=type_))
        infos.append(helper.make_tensor_value_info(name, type_, axes))
    graph = helper.make_graph(
        nodes,
        "constant",
        [helper.make_tensor_value_info("radiograph", kind, ["N", 1, SIZE, SIZE])],
        infos,
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    metadata = tiny_metadata(preprocessing=Preprocessing(size=SIZE), gate=gate)
    helper.set_model_props(model, {KEY: metadata.to_json()})
    onnx.save(model, path)
    return path


def good() -> dict[str, tuple[list, list]]:
    return {
        "probability": (0.9, ["N"]),
        "bacterial": (0.7, ["N"]),
        "cam": ([[1.0, 2.0], [3.0, 4.0]], ["N", 2, 2]),
        "distance": (1.0, ["N"]),
        "presentation": ([0.97, 0.01, 0.01, 0.01], ["N", 4]),
    }


def classified(file: Path):
    return Classifier.load(file).predict(synthetic_image())


def test_a_model_with_all_outputs_is_used(tmp_path):
    prediction = classified(model_of(tmp_path / "m.onnx", good()))
    assert prediction.predicted_class == "PNEUMONIA"
    assert prediction.bacterial == pytest.approx(0.7)
    assert prediction.cam.shape == (2, 2)


@pytest.mark.parametrize(
    ("name", "values", "axes"),
    [
        ("probability", [0.1, 0.9], ["N", 2]),
        ("probability", [0.9], ["N", 1]),
        ("bacterial", [0.1, 0.9], ["N", 2]),
        ("cam", [1.0, 2.0], ["N", 2]),
        ("distance", [[1.0]], ["N", 1, 1]),
        ("presentation", [0.5, 0.5], ["N", 2]),
        ("presentation", 0.5, ["N"]),
    ],
)
def test_an_output_of_wrong_shape_is_found_before_use(tmp_path, name, values, axes):
    file = model_of(tmp_path / "m.onnx", good() | {name: (values, axes)})
    with raises_code(UnusableModel, "model_output_declared", file="m.onnx", output=name):
        Classifier.load(file)


def test_an_output_of_wrong_type_is_found_before_use(tmp_path):
    file = model_of(tmp_path / "m.onnx", good(), declared={"probability": TensorProto.INT64})
    with raises_code(UnusableModel, "model_output_declared", output="probability", type="tensor(int64)"):
        Classifier.load(file)


def test_an_input_of_wrong_type_is_found_before_use(tmp_path):
    file = model_of(tmp_path / "m.onnx", good(), kind=TensorProto.DOUBLE)
    with raises_code(UnusableModel, "model_input_declared", input="radiograph"):
        Classifier.load(file)


def test_an_output_whose_length_is_known_only_when_it_runs_is_checked_then(tmp_path):
    file = tiny_model(tmp_path / "m.onnx")
    model = onnx.load(file)
    model.graph.initializer.append(numpy_helper.from_array(np.array([0], np.int64), "axis"))
    model.graph.node.append(helper.make_node("Unsqueeze", ["probability", "axis"], ["row"]))
    model.graph.node.append(helper.make_node("NonZero", ["row"], ["places"]))
    model.graph.node.append(helper.make_node("Cast", ["places"], ["distances"], to=TensorProto.FLOAT))
    model.graph.node.append(helper.make_node("Flatten", ["distances"], ["flat"], axis=0))
    model.graph.node.append(helper.make_node("Squeeze", ["flat"], ["distance"]))
    model.graph.output.append(helper.make_tensor_value_info("distance", TensorProto.FLOAT, ["N"]))
    onnx.save(model, file)
    classifier = Classifier.load(file)
    with raises_code(UnusableModel, "model_output_shape", output="distance", shape="[2]", expected="N"):
        classifier.predict(synthetic_image())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("probability", float("nan")),
        ("probability", float("inf")),
        ("probability", 3.7),
        ("probability", -0.2),
        ("distance", float("nan")),
        ("presentation", [float("nan")] * 4),
    ],
)
def test_a_value_that_is_not_a_number_gives_no_predicted_class(tmp_path, name, values):
    outputs = good()
    prediction = classified(model_of(tmp_path / "m.onnx", outputs | {name: (values, outputs[name][1])}))
    assert prediction.predicted_class is None
    assert prediction.probability is None
    assert prediction.reasons == (message("no_probability"),)


@pytest.mark.parametrize("nonsense", [float("nan"), float("inf")])
def test_nonsense_beside_the_probability_is_left_out(tmp_path, nonsense):
    outputs = good() | {
        "bacterial": (nonsense, ["N"]),
        "cam": ([[nonsense, 2.0], [3.0, 4.0]], ["N", 2, 2]),
    }
    prediction = classified(model_of(tmp_path / "m.onnx", outputs))
    assert prediction.predicted_class == "PNEUMONIA"
    assert prediction.bacterial is None
    assert prediction.cam is None


def test_every_truncated_model_is_reported(tmp_path):
    whole = tiny_model(tmp_path / "whole.onnx").read_bytes()
    for length in range(0, len(whole) - 1, 97):
        (tmp_path / "cut.onnx").write_bytes(whole[:length])
        with pytest.raises(UnusableModel):
            Classifier.load(tmp_path / "cut.onnx")


def test_a_model_with_random_bytes_in_it_is_used_or_reported(tmp_path):
    whole = tiny_model(tmp_path / "whole.onnx").read_bytes()
    random = np.random.default_rng(0)
    failed = 0
    for _ in range(60):
        damaged = np.frombuffer(whole, np.uint8).copy()
        damaged[random.integers(0, len(whole), 8)] = random.integers(0, 256, 8)
        (tmp_path / "damaged.onnx").write_bytes(damaged.tobytes())
        try:
            Classifier.load(tmp_path / "damaged.onnx")
        except UnusableModel:
            failed += 1
    assert failed > 20


def test_a_device_file_is_not_read():
    if not Path("/dev/zero").exists():
        pytest.skip("needs /dev/zero")
    with raises_code(UnusableModel, "model_not_a_file", file="zero"):
        Classifier.load("/dev/zero")


def test_a_file_larger_than_a_model_can_be_is_not_read(tmp_path):
    with open(tmp_path / "huge.onnx", "wb") as file:
        file.truncate(loading.MAX_MODEL_BYTES + 1)
    with raises_code(UnusableModel, "model_too_large", file="huge.onnx", size=2048, most=2048):
        Classifier.load(tmp_path / "huge.onnx")


def test_a_network_that_runs_out_of_memory_is_recognised(tmp_path):
    classifier = Classifier.load(hungry_model(tmp_path / "hungry.onnx"))
    assert classifier.predict(synthetic_image()).predicted_class
    with pytest.raises(Exception, match="alloc") as caught:
        classifier.predict(np.full((60, 80), 250, np.uint8) - synthetic_image(60, 80) // 4)
    assert loading.memory_ran_out(caught.value)


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("[ONNXRuntimeError] : 6 : std::bad_alloc")])
def test_a_model_for_which_there_is_no_memory_is_not_reported_as_damaged(tmp_path, monkeypatch, error):
    import onnxruntime

    def fail(*_args, **_options):
        raise error

    file = tiny_model(tmp_path / "m.onnx")
    monkeypatch.setattr(onnxruntime, "InferenceSession", fail)
    with raises_code(UnusableModel, "model_out_of_memory", file="m.onnx"):
        Classifier.load(file)


def test_a_device_that_is_offered_but_does_not_start_is_replaced_by_the_cpu(tmp_path, monkeypatch):
    import onnxruntime

    real = onnxruntime.InferenceSession

    def only_cpu(content, options, *, providers, **more):
        if providers != ["CPUExecutionProvider"]:
            raise RuntimeError("CUDA failure 35: driver version is insufficient")
        return real(content, options, providers=providers, **more)

    offered = ["CUDAExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: offered)
    monkeypatch.setattr(onnxruntime, "InferenceSession", only_cpu)
    classifier = Classifier.load(tiny_model(tmp_path / "m.onnx"), device="cuda")
    assert classifier.remark == message("device_unavailable", device="cuda")
    assert classifier.predict(synthetic_image()).predicted_class
