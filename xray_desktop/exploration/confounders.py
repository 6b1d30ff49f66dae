"""Confounders: numbers that do not depend on the lungs and yet give the class away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from xray_desktop.evaluation.delong import delong
from xray_desktop.exploration.survey import GREY_LEVELS, SurveyedImage
from xray_desktop.inference.prediction import PredictedClass

STRIKING = 0.7
"""From which AUC on, with an interval above chance, a number is called a giveaway."""

_LEVEL = np.arange(GREY_LEVELS)


class ImageAttribute(StrEnum):
    """A number of an image, by its English name."""

    WIDTH = "width (pixels)"
    HEIGHT = "height (pixels)"
    ASPECT = "aspect ratio (width / height)"
    FILE_SIZE = "file size (bytes)"
    BITS = "bits per pixel"
    COLOUR = "colour (1) or grey (0)"
    MEAN = "mean grey level"
    DEVIATION = "standard deviation of grey levels"
    BORDER = "even border (share of the image)"


@dataclass(frozen=True)
class Confounder:
    """How well a number that does not depend on the lungs separates the classes of a part.

    Attributes:
        part: of the data.
        attribute: the number.
        normal_median: its median over NORMAL images.
        pneumonia_median: its median over PNEUMONIA images.
        auc: ROC AUC of PNEUMONIA, or of NORMAL when it is higher: 0.5 is chance, 1 separates them.
        low: lower end of its 95 % interval (DeLong); None with fewer than two images of a class.
        high: upper end.
    """

    part: str
    attribute: ImageAttribute
    normal_median: float
    pneumonia_median: float
    auc: float
    low: float | None
    high: float | None

    @property
    def striking(self) -> bool:
        """Whether a model could use it in place of the disease."""
        return self.auc >= STRIKING and self.low is not None and self.low > 0.5


def value_of(image: SurveyedImage, attribute: ImageAttribute) -> float:
    """An attribute of a readable image."""
    return _VALUES[attribute](image)


def find_confounders(images: Sequence[SurveyedImage]) -> list[Confounder]:
    """Size, shape and exposure of the images of each part that holds both classes, in the order of
    attributes.
    """
    found = []
    for part in dict.fromkeys(image.part for image in images):
        known = [image for image in images if image.part == part and image.readable and image.label]
        labels = np.array([image.label is PredictedClass.PNEUMONIA for image in known], bool)
        if not labels.any() or labels.all():
            continue
        for attribute in ImageAttribute:
            values = np.array([value_of(image, attribute) for image in known], float)
            aucs = delong(labels, values)
            assert aucs is not None
            area, (low, high) = float(aucs.areas[0]), aucs.interval()
            if area < 0.5:
                area, low, high = 1 - area, 1 - high, 1 - low
            interval = (None, None) if np.isnan(low) else (float(low), float(high))
            medians = float(np.median(values[~labels])), float(np.median(values[labels]))
            found.append(Confounder(part, attribute, *medians, area, *interval))
    return found


def _mean(image: SurveyedImage) -> float:
    return float(image.levels @ _LEVEL) if image.levels is not None else 0.0


def _deviation(image: SurveyedImage) -> float:
    if image.levels is None:
        return 0.0
    return float(np.sqrt(image.levels @ (_LEVEL - _mean(image)) ** 2))


_VALUES: Mapping[ImageAttribute, Callable[[SurveyedImage], float]] = {
    ImageAttribute.WIDTH: lambda image: image.width,
    ImageAttribute.HEIGHT: lambda image: image.height,
    ImageAttribute.ASPECT: lambda image: image.width / max(image.height, 1),
    ImageAttribute.FILE_SIZE: lambda image: image.size,
    ImageAttribute.BITS: lambda image: image.bits,
    ImageAttribute.COLOUR: lambda image: float(image.coloured),
    ImageAttribute.MEAN: _mean,
    ImageAttribute.DEVIATION: _deviation,
    ImageAttribute.BORDER: lambda image: image.border,
}
