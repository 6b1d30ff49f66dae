"""The images of each batch: sources and classes balanced, the order a function of seed and step."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset, Sampler

from training.data.augmentation import Grey, augment_with_mask
from training.data.augmentation_config import Augmentation
from training.data.dataset import NORMAL, OTHER, PNEUMONIA, Box, Sample

Draw = tuple[int, int]
"""Index of an image, and the seed of what is done to it."""


class BalancedBatches(Sampler[list[Draw]]):
    """Batches in which every source has its share and the classes of each source are equally frequent.

    Half of a source's images are PNEUMONIA, those with boxes as frequent as those without; of the other half,
    OTHER is as frequent as NORMAL.

    So neither the source nor the age of its patients predicts the class. A batch depends only on seed and
    step, and with several processes each takes its own part of it: a run that is resumed, or spread over more
    processes, sees the same images in the same order.

    Args:
        samples: the training side.
        shares: weight of each source in a batch, or of each part of it; sources without one weigh 1.
        kinds_equal: whether the kinds of pneumonia of a source are equally frequent too.
        batch: images in a batch, over all processes; divisible by `world`.
        first, last: the steps to yield batches for, from `first` to one before `last`.
    """

    def __init__(
        self,
        samples: Sequence[Sample],
        *,
        shares: Mapping[str, float],
        kinds_equal: bool = False,
        batch: int,
        seed: int,
        first: int,
        last: int,
        rank: int = 0,
        world: int = 1,
    ) -> None:
        if batch % world:
            raise ValueError(f"a batch of {batch} cannot be shared by {world} processes")
        cells: dict[tuple[str, bool, str], list[int]] = {}
        for index, sample in enumerate(samples):
            kind = sample.kind if kinds_equal else ""
            if sample.boxes or sample.label == OTHER:
                kind = "boxes" if sample.boxes else "other"
            cells.setdefault((sample.source, sample.label == PNEUMONIA, kind), []).append(index)
        classes = {source: len({label for s, label, _ in cells if s == source}) for source, _, _ in cells}
        kinds = {key[:2]: sum(1 for other in cells if other[:2] == key[:2]) for key in cells}
        weights = np.array([_share(shares, key[0]) / classes[key[0]] / kinds[key[:2]] for key in cells])
        self._cells = [np.array(cells[key]) for key in cells]
        self._weights = weights / weights.sum()
        self._batch, self._seed, self._first, self._last = batch, seed, first, last
        self._rank, self._world = rank, world

    def __len__(self) -> int:
        return max(0, self._last - self._first)

    def __iter__(self) -> Iterator[list[Draw]]:
        for step in range(self._first, self._last):
            yield self.batch(step)[self._rank :: self._world]

    def batch(self, step: int) -> list[Draw]:
        """The whole batch of a step, over all processes."""
        rng = np.random.default_rng((self._seed, step))
        exact = self._weights * self._batch
        counts = np.floor(exact).astype(int)
        rest = exact - counts
        if missing := self._batch - counts.sum():
            for cell in rng.choice(len(rest), missing, replace=False, p=rest / rest.sum()):
                counts[cell] += 1
        drawn = np.concatenate(
            [rng.choice(cell, count) for cell, count in zip(self._cells, counts, strict=True)]
        )
        return [(int(index), int(rng.integers(2**63))) for index in rng.permutation(drawn)]


def _share(shares: Mapping[str, float], source: str) -> float:
    return shares.get(source, shares.get(source.partition("/")[0], 1.0))


class Example(NamedTuple):
    """An augmented image with its targets, or a batch of them; float32. Targets of -1 are unknown.

    Attributes:
        grey: (1, size, size), 0 to 1.
        pneumonia: 1, 0, or -1 for OTHER.
        abnormal: 1 for PNEUMONIA and OTHER, 0 for NORMAL, or -1.
        bacterial: 1 for bacterial, 0 for viral pneumonia, or -1.
        noise: label smoothing of this image on top of the usual.
        boxes: (size / 16, size / 16), where the boxes lie; all 0 without boxes.
        group: number of the image's source and class among those of all images; int64.
    """

    grey: Tensor
    pneumonia: Tensor
    abnormal: Tensor
    bacterial: Tensor
    noise: Tensor
    boxes: Tensor
    group: Tensor


class AugmentedSamples(Dataset[Example]):
    """Augmented images by draw.

    Args:
        inputs: as `load_inputs` gives them.
        size: edge of an example in pixels.
        abnormal_except: sources whose images have no target for abnormal.

    Attributes:
        groups: source and class of each group, in the order of their numbers.
    """

    def __init__(
        self,
        samples: Sequence[Sample],
        inputs: np.ndarray,
        *,
        size: int,
        strength: Augmentation,
        abnormal_except: Collection[str] = (),
    ) -> None:
        self._samples, self._inputs, self._size, self._strength = samples, inputs, size, strength
        self._abnormal_except = abnormal_except
        self.groups = sorted({(sample.source, sample.label) for sample in samples})

    def __getitem__(self, draw: Draw) -> Example:
        index, seed = draw
        sample = self._samples[index]
        mask = box_mask(sample.boxes) if sample.boxes else None
        rng = np.random.default_rng(seed)
        grey, boxes = augment_with_mask(to_grey(self._inputs[index]), mask, self._size, self._strength, rng)
        known = sample.collection not in self._abnormal_except
        return Example(
            torch.from_numpy(grey)[None],
            pneumonia=torch.tensor(-1.0 if sample.label == OTHER else float(sample.label)),
            abnormal=torch.tensor(float(sample.label != NORMAL) if known else -1.0),
            bacterial=torch.tensor(kind_label(sample)),
            noise=torch.tensor(sample.label_noise),
            boxes=torch.from_numpy(boxes),
            group=torch.tensor(self.groups.index((sample.source, sample.label))),
        )


def box_mask(boxes: Sequence[Box], edge: int = 56) -> Grey:
    """1 within any of the boxes, 0 elsewhere: (edge, edge) over the whole image; each box covers a cell at
    least.
    """
    mask = np.zeros((edge, edge), np.float32)
    for x0, y0, x1, y1 in boxes:
        left, top = round(x0 * edge), round(y0 * edge)
        mask[top : max(round(y1 * edge), top + 1), left : max(round(x1 * edge), left + 1)] = 1
    return mask


def to_grey(stored: np.ndarray) -> Grey:
    """Inputs as `load_inputs` stores them to float32, 0 to 1, of the same shape."""
    return stored.astype(np.float32) / np.float32(65535)


def kind_label(sample: Sample) -> float:
    """1 for bacterial, 0 for viral pneumonia, -1 where neither is known."""
    return {"bacteria": 1.0, "virus": 0.0}.get(sample.kind, -1.0)
