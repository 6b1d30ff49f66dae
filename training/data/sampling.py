"""The images of each batch: sources and classes balanced, the order a function of seed and step."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset, Sampler

from training.data.augmentation import Grey, augment
from training.data.augmentation_config import Augmentation
from training.data.dataset import Sample

Draw = tuple[int, int]
"""Index of an image, and the seed of what is done to it."""


class BalancedBatches(Sampler[list[Draw]]):
    """Batches in which every source has its share and the classes of each source are equally frequent.

    So neither the source nor the age of its patients predicts the class. A batch depends only on seed and
    step, and with several processes each takes its own part of it: a run that is resumed, or spread over more
    processes, sees the same images in the same order.

    Args:
        images: the training side.
        shares: weight of each source in a batch; sources without one weigh 1.
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
        cells: dict[tuple[str, int, str], list[int]] = {}
        for index, sample in enumerate(samples):
            kind = sample.kind if kinds_equal else ""
            cells.setdefault((sample.source, sample.label, kind), []).append(index)
        classes = {source: len({label for s, label, _ in cells if s == source}) for source, _, _ in cells}
        kinds = {key[:2]: sum(1 for other in cells if other[:2] == key[:2]) for key in cells}
        weights = np.array([shares.get(key[0], 1.0) / classes[key[0]] / kinds[key[:2]] for key in cells])
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


class AugmentedSamples(Dataset[tuple[Tensor, Tensor, Tensor]]):
    """Images by draw: input (1, size, size), label 0 or 1, and 1 for bacteria, 0 for virus, -1 for neither."""

    def __init__(
        self, samples: Sequence[Sample], inputs: np.ndarray, *, size: int, strength: Augmentation
    ) -> None:
        self._samples, self._inputs, self._size, self._strength = samples, inputs, size, strength

    def __getitem__(self, draw: Draw) -> tuple[Tensor, Tensor, Tensor]:
        index, seed = draw
        sample = self._samples[index]
        grey = to_grey(self._inputs[index])
        changed = augment(grey, self._size, self._strength, np.random.default_rng(seed))
        return (
            torch.from_numpy(changed)[None],
            torch.tensor(float(sample.label)),
            torch.tensor(kind_label(sample)),
        )


def to_grey(stored: np.ndarray) -> Grey:
    """Inputs as `load_inputs` stores them to float32, 0 to 1, of the same shape."""
    return stored.astype(np.float32) / np.float32(65535)


def kind_label(sample: Sample) -> float:
    """1 for bacterial, 0 for viral pneumonia, -1 where neither is known."""
    return {"bacteria": 1.0, "virus": 0.0}.get(sample.kind, -1.0)
