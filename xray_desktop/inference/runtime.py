"""ONNX Runtime: loading it with its telemetry switched off, and the devices that it can run a model on."""

import os
from typing import Any, TypedDict

from xray_desktop.inference.model_files import PRECISIONS, built_in_model

DEVICES = {
    "cpu": "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "tensorrt": "TensorrtExecutionProvider",
    "migraphx": "MIGraphXExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "qnn": "QNNExecutionProvider",
}
"""Short names of the devices, and ONNX Runtime's names of their execution providers."""


class Engine(TypedDict):
    """How a model is run: arguments of `Classifier.load`."""

    device: str
    precision: str


def onnx_runtime() -> Any:
    """The module `onnxruntime` with its telemetry switched off.

    From 1.29 on, its builds for Linux and macOS create a device identifier and a database in the user's
    cache, and send usage data to their maker; only the environment variable prevents that, as
    `disable_telemetry_events` comes too late. The builds for Windows need the latter.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    # Imported here: it takes longer than everything else before the first paint together.
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


def available_devices() -> list[str]:
    """The devices that the installed ONNX Runtime supports; "cpu" always."""
    offered = onnx_runtime().get_available_providers()
    return [device for device, provider in DEVICES.items() if provider in offered]


def engine(name: str) -> Engine:
    """The device and precision for one word, as the window's settings store it.

    A precision runs on the CPU; a device runs its fastest precision. The empty word, and one that this
    version does not know, mean the CPU with its fastest precision.
    """
    if name in PRECISIONS:
        return {"device": "cpu", "precision": name}
    return {"device": name if name in DEVICES else "cpu", "precision": ""}


def available_engines() -> list[str]:
    """The words that `engine` takes: the installed precisions, then the devices other than the CPU."""
    precisions = [name for name in PRECISIONS if built_in_model(name).is_file()]
    return [*precisions, *(device for device in available_devices() if device != "cpu")]
