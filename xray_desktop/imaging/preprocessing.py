"""From a radiograph to the network's input: training, window, batch and benchmarks all use this module."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging.display import DisplayIndex, as_displayed
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel


@dataclass(frozen=True)
class Preprocessing:
    """The parameters of `prepare`; they travel inside the model file.

    Attributes:
        size: edge of the square input in pixels.
        low_percentile: percentile of the squeezed grey levels that becomes 0.
        high_percentile: percentile of the squeezed grey levels that becomes 1.
    """

    size: int = 224
    low_percentile: float = 0.5
    high_percentile: float = 99.5

    def __post_init__(self) -> None:
        if not 16 <= self.size <= 2048:
            raise ValueError(f"an input of {self.size} pixels is out of bounds")
        if not 0 <= self.low_percentile < self.high_percentile <= 100:
            raise ValueError("the percentiles must rise within 0 to 100")

    def as_dict(self) -> dict[str, Any]:
        """The parameters as plain numbers, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Preprocessing":
        """The inverse of `as_dict`. Raises TypeError for an unknown name, ValueError for a bad value."""
        return cls(**values)


def prepare(radiograph: Radiograph, spec: Preprocessing) -> npt.NDArray[np.float32]:
    """The network's input from a radiograph: float32, shape (1, 1, size, size), grey from 0 to 1.

    The whole image, as its own default window shows it and never as the viewer does, is squeezed to a square
    with Pillow's antialiased bicubic filter, which is how the 224-pixel copies of the training data were
    made. Faster ways for large images (Pillow's `reducing_gap`, libjpeg's scales) are not used: each moves some
    images' probability by more than a hundredth. Then the grey levels are stretched so that two percentiles
    become 0 and 1: an image keeps its input when its exposure or its window changes. An image without contrast
    becomes all zeros.
    """
    squeezed = _squeeze(as_displayed(radiograph), spec.size)
    low, high = np.percentile(squeezed, (spec.low_percentile, spec.high_percentile))
    if high - low < 1e-3:
        return np.zeros((1, 1, spec.size, spec.size), np.float32)
    stretched = (squeezed - np.float32(low)) / np.float32(high - low)
    return np.asarray(np.clip(stretched, 0.0, 1.0), dtype=np.float32)[None, None]


def _squeeze(radiograph: Radiograph, size: int) -> npt.NDArray[np.float32]:
    pixels = radiograph.pixels
    if pixels.dtype == np.uint8 and is_identity_window(radiograph):
        image = Image.fromarray(pixels)
        if image.size != (size, size):
            image = image.resize((size, size), Image.Resampling.BICUBIC)
        grey = np.asarray(image, dtype=np.float32) / np.float32(255)
        return 1 - grey if radiograph.inverted else grey
    grey = _grey_of_all(radiograph)
    if grey.shape != (size, size):
        image = Image.fromarray(grey)
        squeezed = image.resize((size, size), Image.Resampling.BICUBIC)
        grey = np.clip(np.asarray(squeezed, dtype=np.float32), 0.0, 1.0)
    return grey


def _grey_of_all(radiograph: Radiograph) -> npt.NDArray[np.float32]:
    """What is seen of the whole image; values that are not numbers are black."""
    pixels = radiograph.pixels
    if pixels.dtype.kind not in "ui" or pixels.dtype.itemsize > 2 or pixels.size < 65_536:
        return np.nan_to_num(radiograph.grey(pixels), nan=0.0)
    index = DisplayIndex.of(radiograph)  # computing 65,536 greys is faster than computing millions
    return radiograph.grey(index.values).take(index.indices)


def is_identity_window(radiograph: Radiograph) -> bool:
    voi = radiograph.voi
    plain = (
        isinstance(voi, WindowLevel) and voi.function == "LINEAR_EXACT" and (voi.low, voi.high) == (0, 255)
    )
    return plain and radiograph.slope == 1 and radiograph.intercept == 0 and radiograph.padding is None
