"""What the trained network makes of images: logits and pooled features, to fit calibration and gate on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from tqdm import tqdm

from training.data.augmentation import Grey, augment
from training.data.augmentation_config import Augmentation
from training.data.dataset import Sample, load_inputs
from training.data.sampling import to_grey
from training.fitting.validation import mixed_precision
from training.network.model import Network
from xray_desktop.imaging import Preprocessing

Change = Callable[[Grey, int], Grey]
"""Makes another image of an image; the number seeds what is random about it."""


@dataclass(frozen=True, eq=False)
class Features:
    """Outputs of the network for N images, float32: logits (N, 3), means and maxima of blocks 4 and 5 (N,
    512), and what the mean of the left half of both is above that of the right half (N, 1024).
    """

    logits: npt.NDArray[np.float32]
    block4: npt.NDArray[np.float32]
    block5: npt.NDArray[np.float32]
    block4_max: npt.NDArray[np.float32]
    block5_max: npt.NDArray[np.float32]
    sides: npt.NDArray[np.float32]

    def pooled(self) -> npt.NDArray[np.float32]:
        """Block 4 and block 5 side by side, (N, 1024)."""
        return np.hstack([self.block4, self.block5])

    def pooled_with_max(self) -> npt.NDArray[np.float32]:
        """Block 4, the square roots of its maxima, and block 5 side by side, (N, 1536)."""
        return np.hstack([self.block4, np.sqrt(np.maximum(self.block4_max, 0)), self.block5])

    def all_pooled(self) -> npt.NDArray[np.float32]:
        """Block 4, the square roots of its maxima, block 5 and the square roots of its maxima, (N, 2048)."""
        return np.hstack([self.pooled_with_max(), np.sqrt(np.maximum(self.block5_max, 0))])

    def joined(self, other: "Features") -> "Features":
        """The features of both, one after the other."""
        pairs = ((getattr(part, item.name) for part in (self, other)) for item in fields(self))
        return Features(*(np.concatenate(list(pair)) for pair in pairs))

    def taken(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> "Features":
        """Those of the chosen images, by a mask or by their numbers."""
        return Features(*(getattr(self, item.name)[chosen] for item in fields(self)))


def extract(
    network: Network, samples: Sequence[Sample], spec: Preprocessing, change: Change | None = None
) -> Features:
    """Features of images, each changed by `change` where one is given, which must keep the shape."""
    network = network.eval().to(memory_format=torch.channels_last)
    device = next(network.parameters()).device
    parts: list[tuple[npt.NDArray[np.float32], ...]] = []
    batch = 32
    for first in tqdm(range(0, len(samples), batch), unit="batch", leave=False):
        grey = to_grey(load_inputs(samples[first : first + batch], spec))
        if change is not None:
            grey = np.stack([change(image, first + index) for index, image in enumerate(grey)])
        with torch.inference_mode(), mixed_precision(device):
            x = torch.from_numpy(grey)[:, None].to(device).contiguous(memory_format=torch.channels_last)
            maps4, maps5 = (maps.float() for maps in network.maps(x))
            block4, block5 = maps4.mean(dim=(2, 3)), maps5.mean(dim=(2, 3))
            logits = network.classifier(network.norm(block5)).float()
            maxima = (maps4.amax(dim=(2, 3)), maps5.amax(dim=(2, 3)))
            sides = torch.cat([left_minus_right(maps.mean(dim=2)) for maps in (maps4, maps5)], dim=1)
        parts.append(tuple(t.cpu().numpy() for t in (logits, block4, block5, *maxima, sides)))
    return Features(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def left_minus_right(columns: Tensor) -> Tensor:
    """What the mean of the left half of feature maps is above that of the right half: (N, C).

    Of an odd number of columns the middle one counts in neither.

    Args:
        columns: (N, C, W), the mean of each column of the maps.
    """
    width = columns.shape[2]
    half = width // 2
    weights = [1 / half] * half + [0.0] * (width - 2 * half) + [-1 / half] * half
    return columns @ torch.tensor(weights, dtype=columns.dtype, device=columns.device)


def shifted(strength: Augmentation, seed: int) -> Change:
    """The synthetic shift: each image once, augmented as in training, always in the same way."""

    def change(grey: Grey, number: int) -> Grey:
        return augment(grey, grey.shape[0], strength, np.random.default_rng((seed, number)))

    return change


MILD = Augmentation(
    crop=(0.6, 1.1), aspect=(0.75, 1.35), brightness=0.15, contrast=0.25, noise=0.1, letters=0.1
)
"""An image that another hospital might well make: whole lungs, readable exposure, at times noise."""
