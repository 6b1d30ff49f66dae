"""How the network may be run here, one word for device and precision, as the window's settings keep it."""

from typing import TypedDict

from xray_desktop.inference.devices import DEVICES, available_devices
from xray_desktop.inference.shipped import PRECISIONS, shipped_model


class Engine(TypedDict):
    """Arguments of `Classifier.load`."""

    device: str
    precision: str


def engine(name: str) -> Engine:
    """What a word means: a precision is run on the CPU, a device runs what suits it.

    The empty word, and one that this version does not know, mean the CPU at its fastest.
    """
    if name in PRECISIONS:
        return {"device": "cpu", "precision": name}
    return {"device": name if name in DEVICES else "cpu", "precision": ""}


def available_engines() -> list[str]:
    """The words to choose from: the precisions that ship, then the devices other than the CPU."""
    precisions = [name for name in PRECISIONS if shipped_model(name).is_file()]
    return [*precisions, *(device for device in available_devices() if device != "cpu")]
