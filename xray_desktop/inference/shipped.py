"""The model files that travel with the program: the same network in two precisions."""

from pathlib import Path

from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.resources import resource

PRECISIONS = {"int8": "model.int8.onnx", "float32": "model.onnx"}
"""The precisions, and their files among the resources."""


def shipped_precision(precision: str = "", device: str = "cpu") -> str:
    """The precision that runs when this one is asked for; without one, the faster on the device.

    On the CPU that is int8, where it ships: it does so only when it calls the validation images as float32
    does. Other devices multiply float32 at their own pace, and some of them run int8 on the CPU.

    Raises:
        UnusableModel: there is no such precision.
    """
    if not precision:
        return "int8" if device == "cpu" and shipped_model("int8").is_file() else "float32"
    if precision not in PRECISIONS:
        raise UnusableModel(f"There is no precision “{precision}”. Choose one of: {', '.join(PRECISIONS)}.")
    return precision


def shipped_model(precision: str) -> Path:
    """The file of one of `PRECISIONS`, which need not be there."""
    return resource(PRECISIONS[precision])
