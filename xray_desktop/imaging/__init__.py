"""From the bytes of a file to a radiograph, and from a radiograph to the network's input. No Qt, no torch."""

from xray_desktop.imaging.preprocessing import Preprocessing, prepare
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.imaging.window_level import WindowLevel

__all__ = [
    "Preprocessing",
    "Radiograph",
    "UnreadableRadiograph",
    "WindowLevel",
    "prepare",
    "read_radiograph",
]
