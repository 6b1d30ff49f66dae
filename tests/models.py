"""Small ONNX models with full metadata, made in code, for tests that need any model."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from xray_desktop.imaging import Preprocessing
from xray_desktop.inference.metadata import KEY, ModelMetadata, OperatingPoint


def tiny_metadata(**changes: Any) -> ModelMetadata:
    """Metadata with the three operating points of a real model and no gate; `changes` replace fields."""
    points = (
        OperatingPoint("high_sensitivity", 0.2, (0.99, 0.98, 1.0), (0.7, 0.66, 0.74), "Misses little."),
        OperatingPoint("balanced", 0.5, (0.95, 0.93, 0.97), (0.93, 0.9, 0.95), "Errs evenly."),
        OperatingPoint(
            "high_specificity", 0.8, (0.8, 0.77, 0.83), (0.99, 0.98, 1.0), "Raises few false alarms."
        ),
    )
    metadata = ModelMetadata(
        name="tiny",
        version="1",
        preprocessing=Preprocessing(size=32),
        operating_points=points,
        default_operating_point="balanced",
    )
    return replace(metadata, **changes)


def tiny_model(
    path: Path,
    *,
    answer: float | None = None,
    child: float | None = None,
    mirrored: float | None = None,
    metadata: bool = True,
    **changes: Any,
) -> Path:
    """Writes a model whose probability is a steep function of the mean grey: dark NORMAL, bright PNEUMONIA.

    Args:
        answer: a fixed probability instead (NaN is allowed), whatever the image.
        child, mirrored: what these outputs give, whatever the image; None leaves the output out.
        metadata: False leaves the metadata out.
        changes: fields of the metadata to replace; `preprocessing` also sets the input's size.
    """
    described = tiny_metadata(**changes)
    size = described.preprocessing.size
    slope, middle = (20.0, 0.45) if answer is None else (0.0, 0.0)
    shift = 0.0 if answer is None else float(np.log(answer / (1 - answer)))
    constants = {"slope": slope, "middle": middle, "shift": shift}
    initializers = [numpy_helper.from_array(np.float32(value), name) for name, value in constants.items()]
    initializers.append(numpy_helper.from_array(np.array([1, 2], np.int64), "plane"))
    initializers.append(numpy_helper.from_array(np.array([1], np.int64), "channel"))
    nodes = [
        helper.make_node("AveragePool", ["radiograph"], ["pooled"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Squeeze", ["pooled", "channel"], ["coarse"]),
        helper.make_node("Sub", ["coarse", "middle"], ["centred"]),
        helper.make_node("Mul", ["centred", "slope"], ["steep"]),
        helper.make_node("Add", ["steep", "shift"], ["cam"]),
        helper.make_node("ReduceMean", ["cam", "plane"], ["logit"], keepdims=0),
        helper.make_node("Sigmoid", ["logit"], ["probability"]),
        helper.make_node("Identity", ["probability"], ["bacterial"]),
    ]
    grid = size // 8
    outputs = {"probability": ["N"], "cam": ["N", grid, grid], "bacterial": ["N"]}
    fixed = {name: value for name, value in (("child", child), ("mirrored", mirrored)) if value is not None}
    if fixed:
        initializers.append(numpy_helper.from_array(np.float32(0), "nothing"))
        nodes.append(helper.make_node("Mul", ["probability", "nothing"], ["zeros"]))
    for name, value in fixed.items():
        outputs[name] = ["N"]
        initializers.append(numpy_helper.from_array(np.float32(value), f"fixed {name}"))
        nodes.append(helper.make_node("Add", ["zeros", f"fixed {name}"], [name]))
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("radiograph", TensorProto.FLOAT, ["N", 1, size, size])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, axes) for name, axes in outputs.items()],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    if metadata:
        helper.set_model_props(model, {KEY: described.to_json()})
    onnx.checker.check_model(model)
    onnx.save(model, path)
    return path


def hungry_model(path: Path) -> Path:
    """Writes a `tiny_model` that asks for four terabytes when the image is bright, and is not given them."""
    model = onnx.load(tiny_model(path))
    constants = {"enough": np.float32(0.45), "few": np.array([1, 1]), "many": np.array([1 << 20, 1 << 20])}
    model.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in constants.items())
    for node in model.graph.node:
        for names in (node.input, node.output):
            for index, name in enumerate(names):
                if name == "probability":
                    names[index] = "probability without hunger"
    model.graph.node.extend(
        [
            helper.make_node("ReduceMean", ["radiograph"], ["mean"], keepdims=0),
            helper.make_node("Greater", ["mean", "enough"], ["bright"]),
            helper.make_node("Where", ["bright", "many", "few"], ["shape"]),
            helper.make_node("Expand", ["mean", "shape"], ["terabytes"]),
            helper.make_node("ReduceMax", ["terabytes"], ["largest"], keepdims=0),
            helper.make_node("Sub", ["largest", "largest"], ["nothing"]),
            helper.make_node("Add", ["probability without hunger", "nothing"], ["probability"]),
        ]
    )
    onnx.save(model, path)
    return path
