"""Metrics of a two-class classification, for the window and for training alike. PNEUMONIA is positive.

Most functions take weights of shape (replicates, images): `unit_weights` gives the metric itself, and the
rows of `intervals.resampling_weights` its bootstrap replicates, a thousand of them in one pass of NumPy.
Metrics that are not defined (nothing to divide by) are NaN.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from xray_desktop.inference.prediction import PredictedClass

Floats = npt.NDArray[np.float64]

CALIBRATION_BINS = 15


class Cells(Protocol):
    """The four cells of a confusion matrix: numbers, or arrays of one shape."""

    @property
    def true_positive(self) -> Any: ...
    @property
    def false_negative(self) -> Any: ...
    @property
    def false_positive(self) -> Any: ...
    @property
    def true_negative(self) -> Any: ...


@dataclass(frozen=True)
class WeightedConfusion:
    """A confusion matrix for each row of weights; each cell of shape (replicates,)."""

    true_positive: Floats
    false_negative: Floats
    false_positive: Floats
    true_negative: Floats


@dataclass(frozen=True)
class Confusion:
    """A confusion matrix of images by ground truth (or a reader's reading) and prediction.

    Attributes:
        true_positive: pneumonia predicted PNEUMONIA.
        false_negative: pneumonia predicted NORMAL.
        false_positive: normal predicted PNEUMONIA.
        true_negative: normal predicted NORMAL.
        uncertain: images predicted UNCERTAIN; in none of the four cells.
        rejected: images without a prediction; in none of the four cells.
    """

    true_positive: int = 0
    false_negative: int = 0
    false_positive: int = 0
    true_negative: int = 0
    uncertain: int = 0
    rejected: int = 0

    @property
    def classified(self) -> int:
        """Images in the four cells."""
        return self.true_positive + self.false_negative + self.false_positive + self.true_negative

    @property
    def accuracy(self) -> float:
        """See `accuracy`."""
        return float(accuracy(self))

    @property
    def sensitivity(self) -> float:
        """See `sensitivity`."""
        return float(sensitivity(self))

    @property
    def specificity(self) -> float:
        """See `specificity`."""
        return float(specificity(self))

    @property
    def ppv(self) -> float:
        """See `ppv`."""
        return float(ppv(self))

    @property
    def npv(self) -> float:
        """See `npv`."""
        return float(npv(self))

    @property
    def f1(self) -> float:
        """See `f1`."""
        return float(f1(self))

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond chance, at most 1.

        J. Cohen, "A coefficient of agreement for nominal scales", Educ. Psychol. Meas. 20 (1960), 37-46.
        """
        expected = self._expected_agreement
        return _ratio(self.accuracy - expected, 1 - expected)

    @property
    def kappa_interval(self) -> tuple[float, float]:
        """Approximate 95 % interval of kappa, by the large-sample standard error that Cohen gives (1960)."""
        kappa, expected = self.kappa, self._expected_agreement
        if math.isnan(kappa):
            return math.nan, math.nan
        observed = self.accuracy
        error = math.sqrt(observed * (1 - observed) / self.classified) / (1 - expected)
        return max(-1.0, kappa - 1.96 * error), min(1.0, kappa + 1.96 * error)

    @property
    def _expected_agreement(self) -> float:
        positive = (self.true_positive + self.false_negative) * (self.true_positive + self.false_positive)
        negative = (self.true_negative + self.false_positive) * (self.true_negative + self.false_negative)
        return _ratio(positive + negative, self.classified**2)


def count(pairs: Iterable[tuple[PredictedClass, PredictedClass | None]]) -> Confusion:
    """The confusion matrix of pairs of ground truth (NORMAL, PNEUMONIA) and prediction (None: rejected)."""
    counts = dict.fromkeys(Confusion.__dataclass_fields__, 0)
    for truth, predicted_class in pairs:
        counts[cell(truth, predicted_class)] += 1
    return Confusion(**counts)


def cell(truth: PredictedClass, predicted_class: PredictedClass | None) -> str:
    """The name of the field of `Confusion` that counts an image."""
    if predicted_class is None:
        return "rejected"
    if predicted_class is PredictedClass.UNCERTAIN:
        return "uncertain"
    if truth is PredictedClass.PNEUMONIA:
        return "true_positive" if predicted_class is PredictedClass.PNEUMONIA else "false_negative"
    return "false_positive" if predicted_class is PredictedClass.PNEUMONIA else "true_negative"


def confusion(labels: npt.ArrayLike, predictions: npt.ArrayLike, weights: Floats) -> WeightedConfusion:
    """Weighted confusion matrices; labels and predictions, shape (images,), are true for the positive
    class.
    """
    positive, predicted = np.asarray(labels, dtype=bool), np.asarray(predictions, dtype=bool)
    return WeightedConfusion(
        true_positive=weights @ (positive & predicted),
        false_negative=weights @ (positive & ~predicted),
        false_positive=weights @ (~positive & predicted),
        true_negative=weights @ (~positive & ~predicted),
    )


def unit_weights(images: int) -> Floats:
    """The weights that give a metric of the images as they are; shape (1, images)."""
    return np.ones((1, images))


def accuracy(c: Cells) -> Floats:
    """Share of correct predictions."""
    right = c.true_positive + c.true_negative
    return _divided(right, right + c.false_positive + c.false_negative)


def sensitivity(c: Cells) -> Floats:
    """Share of positives that are predicted positive (recall)."""
    return _divided(c.true_positive, c.true_positive + c.false_negative)


def specificity(c: Cells) -> Floats:
    """Share of negatives that are predicted negative."""
    return _divided(c.true_negative, c.true_negative + c.false_positive)


def ppv(c: Cells) -> Floats:
    """Positive predictive value (precision): share of positive predictions that are correct."""
    return _divided(c.true_positive, c.true_positive + c.false_positive)


def npv(c: Cells) -> Floats:
    """Negative predictive value: share of negative predictions that are correct."""
    return _divided(c.true_negative, c.true_negative + c.false_negative)


def f1(c: Cells) -> Floats:
    """Harmonic mean of PPV and sensitivity."""
    return _divided(2 * c.true_positive, 2 * c.true_positive + c.false_positive + c.false_negative)


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """95 % interval of a share, by Wilson (J. Am. Stat. Assoc. 22, 1927, 209-212)."""
    if not whole:
        return math.nan, math.nan
    z2 = 1.96**2
    share = part / whole
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = 1.96 / (1 + z2 / whole) * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, eq=False)
class Roc:
    """A receiver operating characteristic.

    Attributes:
        false_positive_rate: 1 - specificity at each threshold, rising from 0 to 1.
        true_positive_rate: sensitivity at each threshold, rising from 0 to 1.
        thresholds: an image is predicted positive from this score on; falling, the first infinite.
        area: area under the curve, 0 to 1.
    """

    false_positive_rate: Floats
    true_positive_rate: Floats
    thresholds: Floats
    area: float


def roc(labels: npt.ArrayLike, scores: npt.ArrayLike) -> Roc | None:
    """The ROC of images, shape (images,); None unless both classes are present."""
    positive, score = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    if not positive.any() or positive.all():
        return None
    hits, alarms = (
        np.cumsum(each[0]) for each in _by_descending_score(positive, score, unit_weights(score.size))
    )
    return Roc(
        np.insert(alarms / alarms[-1], 0, 0.0),
        np.insert(hits / hits[-1], 0, 0.0),
        np.insert(np.unique(score)[::-1], 0, math.inf),
        float(roc_auc(positive, score, unit_weights(score.size))[0]),
    )


def roc_auc(labels: npt.ArrayLike, scores: npt.ArrayLike, weights: Floats) -> Floats:
    """Area under the ROC curve, shape (replicates,).

    It is the chance that a positive has a higher score than a negative, ties counted half (Hanley and McNeil,
    Radiology 143 (1982), 29-36).
    """
    positive, negative = _by_descending_score(labels, scores, weights)
    below = negative.sum(axis=1, keepdims=True) - np.cumsum(negative, axis=1)
    wins = (positive * (below + negative / 2)).sum(axis=1)
    return _divided(wins, positive.sum(axis=1) * negative.sum(axis=1))


def pr_auc(labels: npt.ArrayLike, scores: npt.ArrayLike, weights: Floats) -> Floats:
    """Area under the precision-recall curve as average precision: a sum of steps, not of trapezia."""
    positive, negative = _by_descending_score(labels, scores, weights)
    found = np.cumsum(positive, axis=1)
    precisions = _divided(found, found + np.cumsum(negative, axis=1), otherwise=0.0)
    return _divided((positive * precisions).sum(axis=1), positive.sum(axis=1))


def brier(labels: npt.ArrayLike, probabilities: npt.ArrayLike, weights: Floats) -> Floats:
    """Mean squared difference of probability and outcome (Brier 1950)."""
    squared = (np.asarray(probabilities, dtype=float) - np.asarray(labels, dtype=float)) ** 2
    return _divided(weights @ squared, weights.sum(axis=1))


@dataclass(frozen=True)
class CalibrationBin:
    """Images of similar probability.

    Attributes:
        images: their number.
        low: the lowest of their probabilities.
        high: the highest.
        mean_probability: the mean.
        observed: the share of them that is positive.
    """

    images: int
    low: float
    high: float
    mean_probability: float
    observed: float


def calibration_bins(
    labels: npt.ArrayLike, probabilities: npt.ArrayLike, bins: int = CALIBRATION_BINS
) -> list[CalibrationBin]:
    """Images sorted by probability and divided into at most `bins` bins of equal mass (number of images)."""
    p, y = np.asarray(probabilities, dtype=float), np.asarray(labels, dtype=float)
    return [
        CalibrationBin(
            part.size,
            float(p[part].min()),
            float(p[part].max()),
            float(p[part].mean()),
            float(y[part].mean()),
        )
        for part in equal_mass_bins(p, bins)
    ]


def expected_calibration_error(
    labels: npt.ArrayLike, probabilities: npt.ArrayLike, weights: Floats, bins: int = CALIBRATION_BINS
) -> Floats:
    """Mean distance of observed share and mean probability over `bins` bins of equal mass.

    The bins are those of the images as they are; a replicate weights the images in them. An estimate from few
    images is too high by chance alone, and so are its replicates.
    """
    p, y = np.asarray(probabilities, dtype=float), np.asarray(labels, dtype=float)
    error = np.zeros(len(weights))
    for part in equal_mass_bins(p, bins):
        error += np.abs(weights[:, part] @ (p[part] - y[part]))
    return _divided(error, weights.sum(axis=1))


def equal_mass_bins(probabilities: Floats, bins: int) -> list[npt.NDArray[np.intp]]:
    """The images of each of at most `bins` bins with equally many images (one more in the lowest ones)."""
    order = np.argsort(probabilities, kind="stable")
    return [part for part in np.array_split(order, bins) if part.size]


def _by_descending_score(
    labels: npt.ArrayLike, scores: npt.ArrayLike, weights: Floats
) -> tuple[Floats, Floats]:
    """Weights of positives and negatives at each distinct score, highest first: (replicates, scores) each."""
    positive, score = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    if not score.size:
        return np.zeros((len(weights), 1)), np.zeros((len(weights), 1))
    order = np.argsort(-score, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(score[order]) != 0])
    sorted_weights, here = weights[:, order], positive[order]
    return (
        np.add.reduceat(sorted_weights * here, starts, axis=1),
        np.add.reduceat(sorted_weights * ~here, starts, axis=1),
    )


def _divided(above: Any, below: Any, otherwise: float = math.nan) -> Floats:
    above, below = np.asarray(above, float), np.asarray(below, float)
    ratio: Floats = np.divide(above, below, out=np.full_like(above, otherwise), where=below > 0)
    return ratio


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
