"""From a radiograph to the network's input: training, window, batch and benchmarks all use this module."""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_desktop.imaging import resampling
from xray_desktop.imaging.display import DisplayIndex, as_displayed
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel

Floats = npt.NDArray[np.float32]


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
    made. Approximate ways for large images (Pillow's `reducing_gap`, libjpeg's scales) are not used: each
    moves some images' probability by more than a hundredth. Then the grey levels are stretched so that two
    percentiles become 0 and 1: an image keeps its input when its exposure or its window changes. An image
    without contrast becomes all zeros.
    """
    radiograph = as_displayed(radiograph)
    percentiles = spec.low_percentile, spec.high_percentile
    if radiograph.pixels.dtype == np.uint8 and is_identity_window(radiograph):
        squeezed = _squeeze_8_bit(radiograph.pixels, spec.size)
        # The same numbers as those of all pixels, from no more than 256.
        levels = np.arange(256, dtype=np.float32) / np.float32(255)
        counts = np.bincount(squeezed.ravel(), minlength=256)
        if radiograph.inverted:
            levels = 1 - levels
            low, high = _percentiles(levels[::-1], counts[::-1], percentiles)
        else:
            low, high = _percentiles(levels, counts, percentiles)
        return _stretched(levels, low, high).take(squeezed)[None, None]
    grey = _squeeze_grey(radiograph, spec.size)
    low, high = np.percentile(grey, percentiles)
    return _stretched(grey, low, high)[None, None]


def _stretched(grey: Floats, low: float, high: float) -> Floats:
    if high - low < 1e-3:
        return np.zeros(grey.shape, np.float32)
    stretched = (grey - np.float32(low)) / np.float32(high - low)
    return np.asarray(np.clip(stretched, 0.0, 1.0), dtype=np.float32)


def _percentiles(
    levels: Floats, counts: npt.NDArray[np.int64], percentiles: tuple[float, ...]
) -> list[float]:
    """What `np.percentile` gives for rising `levels`, each as often as it is counted: equal to the bit."""
    cumulated = np.cumsum(counts)
    found = []
    for percentile in percentiles:
        rank = (int(cumulated[-1]) - 1) * (percentile / 100)
        before = math.floor(rank)
        first, second = levels[np.searchsorted(cumulated, (before, before + 1), side="right").clip(max=255)]
        step, part = float(second - first), rank - before
        found.append(float(first) + step * part if part < 0.5 else float(second) - step * (1 - part))
    return found


def _squeeze_8_bit(pixels: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    if pixels.shape == (size, size):
        return pixels
    if resampling.pays(pixels.shape, size):
        return resampling.resized_8_bit(pixels, size)
    return np.asarray(Image.fromarray(pixels).resize((size, size), Image.Resampling.BICUBIC))


def _squeeze_grey(radiograph: Radiograph, size: int) -> Floats:
    pixels = radiograph.pixels
    rows, columns = pixels.shape
    grey_of = _grey_of(radiograph)
    if (rows, columns) == (size, size):
        return grey_of(pixels)
    if resampling.pays(pixels.shape, size):
        squeezed = resampling.resized_floats(lambda strip: grey_of(pixels[strip]), (rows, columns), size)
    else:
        image = Image.fromarray(grey_of(pixels))
        squeezed = np.asarray(image.resize((size, size), Image.Resampling.BICUBIC), dtype=np.float32)
    return np.clip(squeezed, 0.0, 1.0)


def _grey_of(radiograph: Radiograph) -> Callable[[npt.NDArray[Any]], Floats]:
    """What stored values of the image are seen as; values that are not numbers are black."""
    pixels, voi = radiograph.pixels, radiograph.voi
    if pixels.dtype.kind not in "ui":
        return lambda stored: np.nan_to_num(radiograph.grey(stored), nan=0.0)
    simple = isinstance(voi, WindowLevel) and voi.function != "SIGMOID" and radiograph.padding is None
    if simple or pixels.dtype.itemsize > 2 or pixels.size < 65_536:
        return radiograph.grey
    # Computing 65,536 greys is faster than computing millions.
    index = DisplayIndex.of(radiograph)
    table = radiograph.grey(index.values)
    return lambda stored: table.take(stored.view(index.indices.dtype))


def is_identity_window(radiograph: Radiograph) -> bool:
    voi = radiograph.voi
    plain = (
        isinstance(voi, WindowLevel) and voi.function == "LINEAR_EXACT" and (voi.low, voi.high) == (0, 255)
    )
    return plain and radiograph.slope == 1 and radiograph.intercept == 0 and radiograph.padding is None
