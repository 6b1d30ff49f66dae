"""The same image under several names, found by perceptual hash."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from training.data.dataset import Sample, load_inputs
from xray_desktop.imaging import Preprocessing

EDGE = 16
DISTANCE = 8
"""Bits, of 256, in which two copies of an image may differ; radiographs of two patients differ in about 15 or more."""

Hashes = npt.NDArray[np.float32]


def perceptual_hashes(inputs: npt.NDArray[np.uint16]) -> Hashes:
    """Difference hashes (images, 256) of thumbnails (images, 17, 17): 1 where the left pixel is darker, else -1."""
    rising = np.diff(inputs[:, :EDGE].astype(np.int32), axis=2) > 0
    return np.where(rising, 1, -1).astype(np.float32).reshape(len(inputs), -1)


def groups_of_same(hashes: Hashes, *, distance: int = DISTANCE) -> npt.NDArray[np.intp]:
    """The number of each image's group (images,): images within `distance` bits of each other share one."""
    group = np.arange(len(hashes))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = int(group[index])
        return index

    least = EDGE * EDGE - 2 * distance
    for first in range(0, len(hashes), 1024):
        likeness = hashes[first : first + 1024] @ hashes[first:].T
        for one, other in np.argwhere(np.triu(likeness >= least, k=1)):
            group[root(first + int(other))] = root(first + int(one))
    return np.array([root(index) for index in range(len(hashes))], dtype=np.intp)


def groups_of_patients(samples: Sequence[Sample]) -> npt.NDArray[np.intp]:
    """Groups that must stay on one side of a split: one patient's images, and copies of one image.

    Collections contain copies of each other's images under other names, without the patient's number.

    Raises:
        UnreadableRadiograph: an image cannot be read.
    """
    same = groups_of_same(perceptual_hashes(load_inputs(samples, Preprocessing(size=EDGE + 1))))
    group: dict[str, int] = {}
    joined: dict[int, int] = {}

    def root(number: int) -> int:
        while joined.setdefault(number, number) != number:
            number = joined[number]
        return number

    for sample, number in zip(samples, same.tolist(), strict=True):
        first = group.setdefault(sample.patient, number)
        joined[root(number)] = root(first)
    return np.array([root(number) for number in same.tolist()], dtype=np.intp)
