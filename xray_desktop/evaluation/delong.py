"""Areas under ROC curves of the same images with their covariance, after DeLong, and the paired comparison.

E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the areas under two or more correlated receiver
operating characteristic curves", Biometrics 44 (1988), 837-845; computed from midranks in O(n log n) as in
X. Sun, W. Xu, "Fast implementation of DeLong's algorithm", IEEE Signal Process. Lett. 21 (2014), 1389-1393.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_Z95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""


@dataclass(frozen=True, eq=False)
class Aucs:
    """Areas under the ROC curves of k scores on the same images.

    Attributes:
        areas: shape (k,), 0 to 1.
        covariance: of the areas, shape (k, k); nan where a class has fewer than two images.
    """

    areas: Floats
    covariance: Floats

    def interval(self, index: int = 0) -> tuple[float, float]:
        """95 % confidence interval of an area, normal approximation, cut off at 0 and 1; nan without
        variance.

        It has no width where the classes are separated perfectly, as the variance is 0 there.
        """
        area, error = float(self.areas[index]), math.sqrt(float(self.covariance[index, index]))
        if math.isnan(error):
            return math.nan, math.nan
        return max(0.0, area - _Z95 * error), min(1.0, area + _Z95 * error)


@dataclass(frozen=True)
class AucDifference:
    """The difference of two areas on the same images.

    Attributes:
        difference: the first area minus the second, -1 to 1.
        interval: its 95 % confidence interval, normal approximation; nan without variance.
        z: difference over its standard error; nan without variance.
        p: two-sided p value of the hypothesis that the areas are equal, 0 to 1; 1 when the two scores rank
            the images equally.
    """

    difference: float
    interval: tuple[float, float]
    z: float
    p: float


def delong(positive: npt.ArrayLike, scores: npt.ArrayLike) -> Aucs | None:
    """The areas under the ROC curves of scores, and their covariance; None unless both classes are there.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        scores: shape (n,) for one score, (k, n) for k scores of the same images; higher means pneumonia.
    """
    truth = np.asarray(positive, dtype=bool)
    values = np.atleast_2d(np.asarray(scores, dtype=np.float64))
    if not truth.any() or truth.all():
        return None
    of_positives, of_negatives = structural_components(truth, values)
    return Aucs(
        of_positives.mean(axis=1),
        _covariance(of_positives) / of_positives.shape[1] + _covariance(of_negatives) / of_negatives.shape[1],
    )


def structural_components(truth: npt.NDArray[np.bool_], scores: Floats) -> tuple[Floats, Floats]:
    """For each image the share of images of the other class that it is ranked rightly with; ties count half.

    Args:
        truth: shape (n,), with images of both classes.
        scores: shape (k, n), higher means pneumonia.

    Returns:
        Those of the positive images, shape (k, positives), and of the negative ones, shape (k, negatives).
    """
    positives, negatives = int(truth.sum()), int((~truth).sum())
    of_positives = np.empty((len(scores), positives))
    of_negatives = np.empty((len(scores), negatives))
    for index, score in enumerate(scores):
        ranks = _midranks(score)
        of_positives[index] = (ranks[truth] - _midranks(score[truth])) / negatives
        of_negatives[index] = 1 - (ranks[~truth] - _midranks(score[~truth])) / positives
    return of_positives, of_negatives


def compare_aucs(
    positive: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike
) -> AucDifference | None:
    """DeLong's paired test of two scores on the same images; None unless both classes are there.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        first: shape (n,), higher means pneumonia.
        second: likewise, for the same images.
    """
    aucs = delong(positive, np.stack([np.asarray(first, np.float64), np.asarray(second, np.float64)]))
    if aucs is None:
        return None
    difference = float(aucs.areas[0] - aucs.areas[1])
    covariance = aucs.covariance
    variance = float(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    if math.isnan(variance):
        return AucDifference(difference, (math.nan, math.nan), math.nan, math.nan)
    if variance <= 1e-18:  # rounding leaves a trace of the variance of scores that rank alike
        z = math.copysign(math.inf, difference) if abs(difference) > 1e-12 else 0.0
        return AucDifference(difference, (difference, difference), z, 0.0 if math.isinf(z) else 1.0)
    error = math.sqrt(variance)
    z = difference / error
    interval = (max(-1.0, difference - _Z95 * error), min(1.0, difference + _Z95 * error))
    return AucDifference(difference, interval, z, math.erfc(abs(z) / math.sqrt(2)))


def _midranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, index, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[index]


def _covariance(components: Floats) -> Floats:
    k, n = components.shape
    if n < 2:
        return np.full((k, k), np.nan)
    centred = components - components.mean(axis=1, keepdims=True)
    covariance: Floats = centred @ centred.T / (n - 1)
    return covariance
