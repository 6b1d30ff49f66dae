"""From a model file to a session of ONNX Runtime that is known to fit: nothing runs before it was checked."""

import contextlib
import stat
from functools import partial
from pathlib import Path
from typing import Any

from xray_desktop.inference.devices import DEVICES
from xray_desktop.inference.metadata import KEY, ModelMetadata, UnusableModel
from xray_desktop.inference.runtime import onnx_runtime

INPUT = "radiograph"

MAX_MODEL_BYTES = 2**31
"""ONNX files cannot be larger."""

_AXES = {
    "probability": ("N",),
    "bacterial": ("N",),
    "distance": ("N",),
    "cam": ("N", "rows", "columns"),
    "presentation": ("N", "presentations"),
}
"""The outputs that this program knows, and their axes; the first is obligatory."""


def read_model(path: Path) -> bytes:
    """The content of a model file.

    Raises:
        UnusableModel: the file is missing, unreadable, too large, or no file at all.
    """
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > MAX_MODEL_BYTES:
            raise UnusableModel(
                f"The model file {path.name} has {status.st_size // 2**20} MB, more than the "
                f"{MAX_MODEL_BYTES // 2**20} MB that are allowed. Choose a model file."
            )
        if not stat.S_ISREG(status.st_mode):
            raise UnusableModel(f"The model file {path.name} is a folder or a device. Choose a model file.")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnusableModel(
            f"The model file {path.name} is missing. Install the program again, or choose a model file."
        ) from None
    except MemoryError:
        raise out_of_memory(path.name) from None
    except OSError as error:
        raise UnusableModel(
            f"The model file {path.name} cannot be read ({error.strerror}). Check its permissions."
        ) from None


def open_session(content: bytes, name: str, *, threads: int, device: str) -> Any:
    """An ONNX Runtime session on the device, or on the CPU when the device is not to be had.

    Raises:
        UnusableModel: the content is damaged or no ONNX model, memory ran out, or there is no such device.
    """
    if device not in DEVICES:
        raise UnusableModel(f"There is no device “{device}”. Choose one of: {', '.join(DEVICES)}.")
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
        raise UnusableModel(
            f"The model file {name} is damaged or no ONNX model. Put the released file in its place."
        ) from None


def metadata_of(session: Any, name: str) -> ModelMetadata:
    """What the model of a session says of itself.

    Raises:
        UnusableModel: it says nothing, or nothing that this version understands.
    """
    try:
        text = session.get_modelmeta().custom_metadata_map.get(KEY)
    except UnicodeDecodeError:
        raise UnusableModel(f"The model's metadata is damaged ({name}). Use the model as released.") from None
    if text is None:
        raise UnusableModel(
            f"The model file {name} carries no metadata of this program (preprocessing, operating "
            "points). Export it with the training package."
        )
    return ModelMetadata.from_json(text)


def check_shapes(session: Any, metadata: ModelMetadata, name: str) -> None:
    """Compares a session's inputs and outputs, as the file declares them, with what this program needs.

    Raises:
        UnusableModel: they differ.
    """
    size = metadata.preprocessing.size
    inputs = {item.name: item.shape for item in session.get_inputs()}
    types = {item.type for item in session.get_inputs()}
    if list(inputs) != [INPUT] or inputs[INPUT][1:] != [1, size, size] or types != {"tensor(float)"}:
        raise UnusableModel(
            f"The model file {name} takes {inputs}, not one input “{INPUT}” of shape (N, 1, {size}, {size}). "
            "Export it with the training package."
        )
    outputs = {item.name: item for item in session.get_outputs()}
    if "probability" not in outputs:
        raise UnusableModel(
            f"The model file {name} has no output “probability”. Export it with the training package."
        )
    presentations = len(metadata.presentations)
    for output, axes in _AXES.items():
        if output not in outputs:
            continue
        shape, kind = outputs[output].shape, outputs[output].type
        fits = len(shape) == len(axes) and kind == "tensor(float)"
        if output == "presentation" and fits and isinstance(shape[1], int):
            fits = shape[1] == presentations
        if not fits:
            raise UnusableModel(
                f"The model file {name} gives “{output}” of shape {shape} ({kind}), not "
                f"({', '.join(axes)}). Export it with the training package."
            )


def check_values(values: dict[str, Any], images: int, metadata: ModelMetadata) -> None:
    """Compares what a run gave, by output, with what it should give for so many images.

    Raises:
        UnusableModel: the shapes differ; a file may leave its shapes open, or declare others.
    """
    for output, axes in _AXES.items():
        shape = values[output].shape if output in values else None
        if shape is None:
            continue
        fits = len(shape) == len(axes) and shape[0] == images
        if output == "presentation" and fits:
            fits = shape[1] == len(metadata.presentations)
        if not fits:
            raise UnusableModel(
                f"The model gives “{output}” of shape {list(shape)}, not ({', '.join(axes)}). Export it with "
                "the training package."
            )


def memory_ran_out(error: BaseException) -> bool:
    """Whether an exception of ONNX Runtime, whose types are its own, says that memory ran out."""
    words = str(error)
    return isinstance(error, MemoryError) or "bad_alloc" in words or "allocate memory" in words


def out_of_memory(name: str) -> UnusableModel:
    """The error for a model that does not fit into memory."""
    return UnusableModel(
        f"The model file {name} needs more memory than is free. Close other programs and try again."
    )
