"""What the trained network makes of images: logits and pooled features, to fit calibration and gate on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
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
    """Outputs of the network for N images: logits (N, 2), mean of block 4 and of block 5 (N, 512); float32."""

    logits: npt.NDArray[np.float32]
    block4: npt.NDArray[np.float32]
    block5: npt.NDArray[np.float32]

    def pooled(self) -> npt.NDArray[np.float32]:
        """Block 4 and block 5 side by side, (N, 1024)."""
        return np.hstack([self.block4, self.block5])


def extract(
    network: Network, samples: Sequence[Sample], spec: Preprocessing, change: Change | None = None
) -> Features:
    """Features of images, each changed by `change` where one is given."""
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
            block4, block5 = (maps.float().mean(dim=(2, 3)) for maps in network.maps(x))
            logits = network.classifier(network.norm(block5)).float()
        parts.append(tuple(t.cpu().numpy() for t in (logits, block4, block5)))
    return Features(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def shifted(strength: Augmentation, seed: int) -> Change:
    """The synthetic shift: each image once, augmented as in training, always in the same way."""

    def change(grey: Grey, number: int) -> Grey:
        return augment(grey, grey.shape[0], strength, np.random.default_rng((seed, number)))

    return change


MILD = Augmentation(crop=(0.6, 1.1), aspect=(0.75, 1.35), brightness=0.15, contrast=0.25, letters=0.1)
"""An image that another hospital might well make: whole lungs, readable exposure."""
