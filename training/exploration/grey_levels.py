"""Grey-level histograms of the classes: mean and spread over images, and the file of reference curves."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.data.dataset import CLASSES, UnusableDataset
from training.exploration.survey import GREY_LEVELS, Entry


@dataclass(frozen=True, eq=False)
class MeanHistogram:
    """Histogram of a class; each array is float64 (256,), shares of an image's pixels at each grey level.

    Attributes:
        images: how many images it is taken over.
        mean: mean over images; adds up to 1.
        lower: lower quartile over images.
        upper: upper quartile over images.
    """

    samples: int
    mean: npt.NDArray[np.float64]
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]


def mean_histogram(entries: Iterable[Entry]) -> MeanHistogram | None:
    """The mean histogram of images, each weighing the same whatever its size; None when none is readable."""
    levels = [entry.levels for entry in entries if entry.levels is not None]
    if not levels:
        return None
    stacked = np.stack(levels)
    lower, upper = np.percentile(stacked, (25, 75), axis=0)
    return MeanHistogram(len(levels), stacked.mean(axis=0), lower, upper)


def write_reference_histograms(entries: Iterable[Entry], file: Path) -> None:
    """Writes the mean histogram of both classes as JSON: "edges" (0 to 256), "NORMAL", "PNEUMONIA".

    Raises:
        UnusableDataset: a class has no readable image.
    """
    samples = list(entries)
    content: dict[str, object] = {"edges": list(range(GREY_LEVELS + 1))}
    for label, name in enumerate(CLASSES):
        found = mean_histogram(entry for entry in samples if entry.sample.label == label)
        if found is None:
            raise UnusableDataset(f"There is no readable {name} image to take the reference histogram of.")
        content[name] = [round(share, 8) for share in found.mean.tolist()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")
