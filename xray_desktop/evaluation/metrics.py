"""How well probabilities tell PNEUMONIA from NORMAL, on images whose class their folder names."""

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.agreement import Confusion, confusion
from xray_desktop.imaging.display import display_image
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.inference.prediction import PredictedClass

Floats = npt.NDArray[np.float64]
_CLASS_NAMES = frozenset({PredictedClass.NORMAL.value, PredictedClass.PNEUMONIA.value})


def class_of_folder(path: str) -> PredictedClass | None:
    """The class that the nearest folder called NORMAL or PNEUMONIA (in any case) gives an image, else None."""
    for folder in reversed(path.replace(os.sep, "/").split("/")[:-1]):
        if (name := folder.upper()) in _CLASS_NAMES:
            return PredictedClass(name)
    return None


@dataclass(frozen=True, eq=False)
class Roc:
    """A receiver operating characteristic, PNEUMONIA positive.

    Attributes:
        false_positive_rate: 1 - specificity at each threshold, rising from 0 to 1.
        true_positive_rate: sensitivity at each threshold, rising from 0 to 1.
        thresholds: an image is called from this probability on; falling, the first infinite (nothing called).
        area: area under the curve, 0 to 1.
    """

    false_positive_rate: Floats
    true_positive_rate: Floats
    thresholds: Floats
    area: float


def roc(positive: npt.ArrayLike, probabilities: npt.ArrayLike) -> Roc | None:
    """The ROC of images; None unless both classes are there.

    Images of equal probability move the curve together, so that the area is the chance that a pneumonia has
    the higher probability of the two, ties counted half (Hanley and McNeil, Radiology 143 (1982), 29-36).

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        probabilities: shape (n,), 0 to 1.
    """
    truth = np.asarray(positive, dtype=bool)
    values = np.asarray(probabilities, dtype=np.float64)
    if not truth.any() or truth.all():
        return None
    order = np.argsort(-values, kind="stable")
    truth, values = truth[order], values[order]
    last_of_ties = np.append(np.flatnonzero(np.diff(values)), len(values) - 1)
    true_positive = np.cumsum(truth)[last_of_ties] / truth.sum()
    false_positive = np.cumsum(~truth)[last_of_ties] / (~truth).sum()
    x, y = np.insert(false_positive, 0, 0.0), np.insert(true_positive, 0, 0.0)
    area = float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2))
    return Roc(x, y, np.insert(values[last_of_ties], 0, math.inf), area)


@dataclass(frozen=True, eq=False)
class Calibration:
    """Whether probabilities mean what they say.

    Attributes:
        predicted: mean probability in each bin that holds images, shape (k,).
        observed: share of pneumonia among those images, shape (k,).
        counts: images in each of these bins, shape (k,).
        error: expected calibration error: the mean of |observed - predicted| weighted by counts.
    """

    predicted: Floats
    observed: Floats
    counts: npt.NDArray[np.int64]
    error: float


def calibration(positive: npt.ArrayLike, probabilities: npt.ArrayLike, bins: int = 10) -> Calibration | None:
    """Reliability in `bins` bins of equal width (Guo et al., ICML 2017); None without images."""
    truth = np.asarray(positive, dtype=bool)
    values = np.asarray(probabilities, dtype=np.float64)
    if not len(values):
        return None
    place = np.clip((values * bins).astype(np.intp), 0, bins - 1)
    counts = np.bincount(place, minlength=bins)
    used = counts > 0
    predicted = np.bincount(place, weights=values, minlength=bins)[used] / counts[used]
    observed = np.bincount(place, weights=truth, minlength=bins)[used] / counts[used]
    error = float(np.sum(np.abs(observed - predicted) * counts[used]) / len(values))
    return Calibration(predicted, observed, counts[used].astype(np.int64), error)


@dataclass(frozen=True)
class ClassifiedImage:
    """An image whose class is known, and what the model says of it.

    Attributes:
        truth: NORMAL or PNEUMONIA.
        prediction: the model's prediction; None when it was not assessed.
        probability: calibrated probability of pneumonia; None when it was not assessed.
    """

    truth: PredictedClass
    predicted_class: PredictedClass | None
    probability: float | None


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What the model's results on a set of images come to.

    Attributes:
        confusion: the predictions against the truth.
        roc: over the images with a probability; None unless both classes are among them.
        calibration: over the same images; None without any.
    """

    confusion: Confusion
    roc: Roc | None
    calibration: Calibration | None


def evaluate(images: Sequence[ClassifiedImage]) -> Evaluation:
    """Evaluates classified images."""
    assessed = [
        (image.truth is PredictedClass.PNEUMONIA, image.probability)
        for image in images
        if image.probability is not None
    ]
    positive = [truth for truth, _ in assessed]
    probabilities = [probability for _, probability in assessed]
    return Evaluation(
        confusion((image.truth, image.predicted_class) for image in images),
        roc(positive, probabilities),
        calibration(positive, probabilities),
    )


@dataclass(frozen=True, eq=False)
class GreyLevels:
    """One image's share in its class's average histogram.

    Attributes:
        label: the class.
        shares: float64, shape (256,): share of the image's pixels at each grey level as first shown.
    """

    label: PredictedClass
    shares: Floats


def grey_levels(
    images: Iterable[tuple[str, PredictedClass]], read: Callable[[str], Radiograph] = read_radiograph
) -> Iterator[GreyLevels]:
    """The grey levels of each image that can be read, one after the other; the others are left out."""
    for path, label in images:
        try:
            shown = display_image(read(path))
        except UnreadableRadiograph:
            continue
        yield GreyLevels(label, np.bincount(shown.ravel(), minlength=256) / shown.size)


def spread(items: Sequence[str], most: int) -> list[str]:
    """At most `most` of the items, evenly spread from the first to the last; the same ones every time."""
    if len(items) <= most:
        return list(items)
    return [items[index] for index in np.linspace(0, len(items) - 1, most).astype(int)]
