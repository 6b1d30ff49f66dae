"""The evaluation of classified images in a dataset whose folders name the classes."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xray_desktop.evaluation.metrics import (
    CalibrationBin,
    Confusion,
    Floats,
    Roc,
    calibration_bins,
    count,
    expected_calibration_error,
    roc,
    unit_weights,
)
from xray_desktop.imaging.display import display_image
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.prediction import PredictedClass

_CLASS_NAMES = frozenset({PredictedClass.NORMAL.value, PredictedClass.PNEUMONIA.value})


def class_of_folder(path: str) -> PredictedClass | None:
    """The class named by the nearest folder called NORMAL or PNEUMONIA (in any case); None without one."""
    for folder in reversed(path.replace(os.sep, "/").split("/")[:-1]):
        if (name := folder.upper()) in _CLASS_NAMES:
            return PredictedClass(name)
    return None


@dataclass(frozen=True)
class ClassifiedImage:
    """An image whose class is known, with its prediction.

    Attributes:
        truth: NORMAL or PNEUMONIA.
        prediction: the model's prediction; None when it was rejected.
        probability: calibrated probability of pneumonia; None when it was rejected.
    """

    truth: PredictedClass
    predicted_class: PredictedClass | None
    probability: float | None


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The metrics of classified images.

    Attributes:
        confusion: the predictions against the ground truth.
        roc: over the images with a probability; None unless both classes are among them.
        calibration: reliability bins over the same images; empty without any.
        calibration_error: expected calibration error over these bins, 0 to 1; NaN without images.
    """

    confusion: Confusion
    roc: Roc | None
    calibration: Sequence[CalibrationBin]
    calibration_error: float


def evaluate(images: Sequence[ClassifiedImage]) -> Evaluation:
    """Evaluates classified images."""
    known = [
        (image.truth is PredictedClass.PNEUMONIA, image.probability)
        for image in images
        if image.probability is not None
    ]
    positive = [truth for truth, _ in known]
    probabilities = [probability for _, probability in known]
    return Evaluation(
        count((image.truth, image.predicted_class) for image in images),
        roc(positive, probabilities),
        calibration_bins(positive, probabilities),
        float(expected_calibration_error(positive, probabilities, unit_weights(len(known)))[0]),
    )


@dataclass(frozen=True, eq=False)
class GreyLevels:
    """The grey level distribution of one image, for the average histogram of its class.

    Attributes:
        label: the class.
        shares: float64, shape (256,): share of the image's pixels at each grey level as first shown.
    """

    label: PredictedClass
    shares: Floats


def grey_levels(
    images: Iterable[tuple[str, PredictedClass]], read: Callable[[str], Radiograph] = read_radiograph
) -> Iterator[GreyLevels]:
    """The grey levels of each image that can be read; the others are skipped."""
    for path, label in images:
        try:
            shown = display_image(read(path))
        except UnreadableRadiograph:
            continue
        yield GreyLevels(label, np.bincount(shown.ravel(), minlength=256) / shown.size)


def spread(items: Sequence[str], most: int) -> list[str]:
    """At most `most` of the items, evenly spaced from the first to the last; the same ones every time."""
    if len(items) <= most:
        return list(items)
    return [items[index] for index in np.linspace(0, len(items) - 1, most).astype(int)]
