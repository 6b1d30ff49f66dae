"""What goes through a network on calibration images: the measures that quantisation rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime

from training.network.gptq import patches
from xray_desktop.inference.loading import INPUT

_LEVELS = 255
"""Steps of a range of 8 bits."""

_BINS = 4096
_PLACES = 12_000
"""Patches that a layer's weights are rounded on, several for each of its at most 4,608 inputs."""

Grey = npt.NDArray[np.float32]
Means = dict[str, npt.NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class TensorStats:
    """What a tensor that is never below zero was on the calibration images.

    Attributes:
        high: largest value.
        means: mean of every channel.
        histogram: counts of values from 0 to `high`, in 4,096 bins.
        moments: sum of x x' over the patches x that a convolution takes from it; 0 when none does.
    """

    high: float
    means: npt.NDArray[np.float64]
    histogram: npt.NDArray[np.int64]
    moments: npt.NDArray[np.float64]

    def best_top(self) -> float:
        """The end of the range whose 8-bit rounding and clipping cost the least squared error."""
        edges = np.linspace(0, self.high, _BINS + 1)
        middle = (edges[:-1] + edges[1:]) / 2
        tops = self.high * np.linspace(0.2, 1, 81)

        def cost(top: float) -> float:
            step = top / _LEVELS
            clipped = np.maximum(middle - top, 0)
            inside = self.histogram[middle <= top].sum()
            # Zero is exact in any range, so the bin of zeros (most of a ReLU's output) rounds to itself.
            zeros = self.histogram[0]
            return float((self.histogram * clipped**2).sum() + (inside - zeros) * step**2 / 12)

        return float(min(tops, key=cost))


class Activations:
    """Tensors within a model, on the calibration images.

    Args:
        model: ONNX file.
        tensors: names of tensors of shape (1, channels, height, width).
        inputs: the images, float32, (images, 1, size, size), 0 to 1.
    """

    def __init__(self, model: Path, tensors: Sequence[str], inputs: Grey) -> None:
        looking = onnx.load(model)
        looking.graph.output.extend(
            onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in tensors
        )
        self._session = onnxruntime.InferenceSession(
            looking.SerializeToString(), providers=["CPUExecutionProvider"]
        )
        self._tensors, self._inputs = list(tensors), inputs

    def peaks(self) -> dict[str, Grey]:
        """The largest value of every channel."""
        peaks: dict[str, Any] = {}
        for name, values in self._each():
            peaks[name] = np.maximum(peaks.get(name, 0.0), values.max(axis=(0, 2, 3)))
        return peaks

    def seen(self, taken: Sequence[str], seed: int) -> dict[str, TensorStats]:
        """First how far the tensors reach, then how they are spread.

        Args:
            taken: those that convolutions take.
            seed: of the choice of patches.
        """
        high = {name: float(values.max()) for name, values in self.peaks().items()}
        rng = np.random.default_rng(seed)
        means: dict[str, Any] = dict.fromkeys(self._tensors, 0.0)
        histograms: dict[str, Any] = dict.fromkeys(self._tensors, 0)
        moments: dict[str, Any] = dict.fromkeys(self._tensors, 0.0)
        for name, values in self._each():
            means[name] = means[name] + self._share_of_mean(values)
            histograms[name] = histograms[name] + np.histogram(values, _BINS, (0, high[name]))[0]
            if name in taken:
                part = patches(values, _PLACES // len(self._inputs) + 1, rng)
                moments[name] = moments[name] + (part.T @ part).astype(np.float64)
        return {
            name: TensorStats(high[name], means[name], histograms[name], moments[name])
            for name in self._tensors
        }

    def rounded_means(self, tops: Mapping[str, float]) -> Means:
        """The mean of every channel once its values are rounded in 8 bits from zero to these tops."""
        means: dict[str, Any] = dict.fromkeys(self._tensors, 0.0)
        for name, values in self._each():
            step = tops[name] / _LEVELS
            rounded = np.rint(np.clip(values, 0, tops[name]) / step) * step
            means[name] = means[name] + self._share_of_mean(rounded)
        return means

    def _share_of_mean(self, values: Grey) -> npt.NDArray[np.float64]:
        share: npt.NDArray[np.float64] = values.mean(axis=(0, 2, 3), dtype=np.float64) / len(self._inputs)
        return share

    def _each(self) -> Iterator[tuple[str, Grey]]:
        for sample in self._inputs:
            yield from zip(
                self._tensors, self._session.run(self._tensors, {INPUT: sample[None]}), strict=True
            )
