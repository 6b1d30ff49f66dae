"""The model files that are installed with the program, and the list of the released ones."""

import re
from pathlib import Path

from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.resources import resource

PRECISIONS = {"int8": "model.int8.onnx", "float32": "model.onnx"}
"""The precisions of the built-in model, and their files among the resources."""

HASHES_FILE = "models.sha256"
"""The resource that lists the released models, one a line; `python -m training.export.released` writes it."""

_LINE = re.compile(r"^([0-9a-f]{64}) [ *]\S", re.MULTILINE)


def default_precision(device: str = "cpu") -> str:
    """The fastest precision of the built-in model on a device, one of `PRECISIONS`.

    On the CPU that is int8, if it is installed: it is installed only when it classifies the validation images
    as float32 does. Other devices are made for float32, and some of them run int8 on the CPU.
    """
    return "int8" if device == "cpu" and built_in_model("int8").is_file() else "float32"


def built_in_model(precision: str) -> Path:
    """The file of a precision; it need not exist.

    Raises:
        UnusableModel: there is no such precision.
    """
    if precision not in PRECISIONS:
        raise UnusableModel("unknown_precision", precision=precision, known=", ".join(PRECISIONS))
    return resource(PRECISIONS[precision])


def released_hashes() -> frozenset[str]:
    """SHA-256 of the models released with this version, 64 hexadecimal digits each; empty without a list."""
    try:
        text = resource(HASHES_FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return frozenset()
    return frozenset(_LINE.findall(text))
