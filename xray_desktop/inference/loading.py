"""From a model file to a session of ONNX Runtime whose inputs and outputs have been checked."""

import contextlib
import stat
from functools import partial
from pathlib import Path
from typing import Any

from xray_desktop.inference.metadata import KEY, ModelMetadata, UnusableModel
from xray_desktop.inference.runtime import DEVICES, onnx_runtime
from xray_desktop.messages import os_error

INPUT = "radiograph"

MAX_MODEL_BYTES = 2**31
"""ONNX files cannot be larger."""

_AXES = {
    "probability": ("N",),
    "bacterial": ("N",),
    "distance": ("N",),
    "cam": ("N", "rows", "columns"),
    "presentation": ("N", "presentations"),
    "abnormal": ("N",),
    "view": ("N", "views"),
    "child": ("N",),
    "mirrored": ("N",),
}
"""The outputs that this program uses, and their axes; the first is required."""


def read_model(path: Path) -> bytes:
    """The content of a model file.

    Raises:
        UnusableModel: the file is missing, unreadable, too large, or not a regular file.
    """
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > MAX_MODEL_BYTES:
            raise UnusableModel(
                "model_too_large",
                file=path.name,
                size=status.st_size // 2**20,
                most=MAX_MODEL_BYTES // 2**20,
            )
        if not stat.S_ISREG(status.st_mode):
            raise UnusableModel("model_not_a_file", file=path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnusableModel("model_missing", file=path.name) from None
    except MemoryError:
        raise out_of_memory(path.name) from None
    except OSError as error:
        raise UnusableModel("model_unreadable", file=path.name, reason=os_error(error)) from None


def open_session(content: bytes, name: str, *, threads: int, device: str) -> Any:
    """An ONNX Runtime session on the device, or on the CPU when the device is not available.

    Raises:
        UnusableModel: the content is damaged or not an ONNX model, memory ran out, or the device is unknown.
    """
    if device not in DEVICES:
        raise UnusableModel("unknown_device", device=device, known=", ".join(DEVICES))
    onnxruntime = onnx_runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 4
    provider, cpu = DEVICES[device], DEVICES["cpu"]
    # Its own fallback prints to standard output, which may be where rows go.
    make = partial(onnxruntime.InferenceSession, content, options, enable_fallback=0)
    if provider != cpu and provider in onnxruntime.get_available_providers():
        with contextlib.suppress(Exception):
            return make(providers=[provider, cpu])
    try:
        return make(providers=[cpu])
    except Exception as error:
        # ONNX Runtime raises a dozen unrelated types for a damaged file.
        if memory_ran_out(error):
            raise out_of_memory(name) from None
        raise UnusableModel("model_damaged", file=name) from None


def metadata_of(session: Any, name: str) -> ModelMetadata:
    """The metadata of a session's model.

    Raises:
        UnusableModel: there is none, or this version does not support it.
    """
    try:
        text = session.get_modelmeta().custom_metadata_map.get(KEY)
    except UnicodeDecodeError:
        raise UnusableModel("model_metadata_damaged", problem=name) from None
    if text is None:
        raise UnusableModel("model_without_metadata", file=name)
    return ModelMetadata.from_json(text)


def check_shapes(session: Any, metadata: ModelMetadata, name: str) -> None:
    """Checks the inputs and outputs that the file declares against what this program needs.

    Raises:
        UnusableModel: they differ.
    """
    size = metadata.preprocessing.size
    inputs = {item.name: item.shape for item in session.get_inputs()}
    types = {item.type for item in session.get_inputs()}
    if list(inputs) != [INPUT] or inputs[INPUT][1:] != [1, size, size] or types != {"tensor(float)"}:
        raise UnusableModel("model_input_declared", file=name, inputs=str(inputs), input=INPUT, size=size)
    outputs = {item.name: item for item in session.get_outputs()}
    if "probability" not in outputs:
        raise UnusableModel("model_without_probability", file=name)
    counts = _counts(metadata)
    for output, axes in _AXES.items():
        if output not in outputs:
            continue
        shape, kind = outputs[output].shape, outputs[output].type
        fits = len(shape) == len(axes) and kind == "tensor(float)"
        if output in counts and fits and isinstance(shape[1], int):
            fits = shape[1] == counts[output]
        if not fits:
            raise UnusableModel(
                "model_output_declared",
                file=name,
                output=output,
                shape=str(shape),
                type=kind,
                expected=", ".join(axes),
            )


def check_values(values: dict[str, Any], images: int, metadata: ModelMetadata) -> None:
    """Checks the outputs of a run, by name, against the number of images.

    Raises:
        UnusableModel: the shapes differ; a file may leave its shapes open, or declare others.
    """
    counts = _counts(metadata)
    for output, axes in _AXES.items():
        shape = values[output].shape if output in values else None
        if shape is None:
            continue
        fits = len(shape) == len(axes) and shape[0] == images
        if output in counts and fits:
            fits = shape[1] == counts[output]
        if not fits:
            raise UnusableModel(
                "model_output_shape", output=output, shape=str(list(shape)), expected=", ".join(axes)
            )


def _counts(metadata: ModelMetadata) -> dict[str, int]:
    """How many classes the metadata names for the outputs that have several."""
    return {"presentation": len(metadata.presentations), "view": len(metadata.views)}


def memory_ran_out(error: BaseException) -> bool:
    """Whether an exception of ONNX Runtime, whose types are private, means that memory ran out."""
    text = str(error)
    return isinstance(error, MemoryError) or "bad_alloc" in text or "allocate memory" in text


def out_of_memory(name: str) -> UnusableModel:
    """The error for a model that does not fit into memory."""
    return UnusableModel("model_out_of_memory", file=name)
