"""Images that must stay on one side of a split: those of one patient, and copies of an image."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from training.data.dataset import Sample, load_inputs
from xray_desktop.exploration.perceptual_hash import EDGE, groups_of_same, perceptual_hashes
from xray_desktop.imaging import Preprocessing


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
