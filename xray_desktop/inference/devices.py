"""What the network can run on: the execution providers of the ONNX Runtime that is installed."""

from xray_desktop.inference.runtime import onnx_runtime

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


def available_devices() -> list[str]:
    """The devices that the installed ONNX Runtime can try; "cpu" always."""
    offered = onnx_runtime().get_available_providers()
    return [device for device, provider in DEVICES.items() if provider in offered]
