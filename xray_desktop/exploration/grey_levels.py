"""Grey-level histograms of a class: mean and spread over images."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.exploration.survey import SurveyedImage


@dataclass(frozen=True, eq=False)
class MeanHistogram:
    """Histogram of a class; each array is float64 (256,), shares of an image's pixels at each grey level.

    Attributes:
        images: how many images it is taken over.
        mean: mean over images; adds up to 1.
        lower: lower quartile over images.
        upper: upper quartile over images.
    """

    images: int
    mean: npt.NDArray[np.float64]
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]


def mean_histogram(images: Iterable[SurveyedImage]) -> MeanHistogram | None:
    """The mean histogram of images, each weighing the same whatever its size; None when none is readable."""
    levels = [image.levels for image in images if image.levels is not None]
    if not levels:
        return None
    stacked = np.stack(levels)
    lower, upper = np.percentile(stacked, (25, 75), axis=0)
    return MeanHistogram(len(levels), stacked.mean(axis=0), lower, upper)
