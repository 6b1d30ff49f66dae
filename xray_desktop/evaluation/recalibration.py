"""Calibration slope and intercept: the logistic regression of the truth on the logit of the probability.

D. R. Cox, "Two further applications of a model for binary regression", Biometrika 45 (1958), 562-565; terms
as in B. Van Calster et al., "Calibration: the Achilles heel of predictive analytics", BMC Med. 17 (2019),
230.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_CLOSEST = 1e-12
"""Probabilities are kept this far from 0 and 1, where the logit is infinite."""

_STEPS = 50


@dataclass(frozen=True)
class CalibrationLine:
    """How probabilities differ from the frequency of pneumonia; nan where it cannot be estimated.

    Attributes:
        slope: 1 is ideal; below 1 the probabilities are too extreme, above 1 too moderate.
        slope_error: its standard error.
        intercept: calibration in the large, with the slope held at 1; 0 is ideal, below 0 the probabilities
            are too high on average, above 0 too low.
        intercept_error: its standard error.
    """

    slope: float
    slope_error: float
    intercept: float
    intercept_error: float


def calibration_line(
    positive: npt.ArrayLike,
    probabilities: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    *,
    clusters: npt.ArrayLike | None = None,
) -> CalibrationLine:
    """Slope and intercept by maximum likelihood (Newton's method).

    The errors are those of independent images, or with clusters those of the sandwich estimator that lets the
    images
    of a cluster be alike: K.-Y. Liang, S. L. Zeger, Biometrika 73 (1986), 13-22, with the factors
    G / (G - 1) and (n - 1) / (n - k) for G clusters, n images and k coefficients; nan with one cluster.

    The slope is nan when one class is missing, all probabilities are equal, or the classes are separated
    perfectly; the intercept is nan when one class is missing.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        probabilities: shape (n,), 0 to 1.
        weights: how often each image counts, shape (n,); None for once.
        clusters: whole numbers from 0, shape (n,): the patient of each image; not together with weights.
    """
    truth = np.asarray(positive, dtype=np.float64)
    times = np.ones(len(truth)) if weights is None else np.asarray(weights, dtype=np.float64)
    drawn = times > 0
    truth, times = truth[drawn], times[drawn]
    groups = None if clusters is None else np.asarray(clusters, dtype=np.intp)
    p = np.clip(np.asarray(probabilities, dtype=np.float64), _CLOSEST, 1 - _CLOSEST)
    logits = (np.log(p) - np.log1p(-p))[drawn]
    if not len(truth) or truth.min() == truth.max():
        return CalibrationLine(math.nan, math.nan, math.nan, math.nan)
    ones = np.ones((len(truth), 1))
    intercept, intercept_error = _fit(ones, truth, times, logits, groups)
    slope, slope_error = math.nan, math.nan
    if np.ptp(logits) > 0 and not _separated(truth, logits):
        design = np.column_stack([ones, logits])
        slope, slope_error = _fit(design, truth, times, np.zeros(len(truth)), groups)
    return CalibrationLine(slope, slope_error, intercept, intercept_error)


def _separated(truth: Floats, logits: Floats) -> bool:
    """Whether a threshold separates the classes, touching at most: then the likelihood has no maximum."""
    high, low = logits[truth == 1], logits[truth == 0]
    return bool(high.min() >= low.max() or low.min() >= high.max())


def _fit(
    design: Floats, truth: Floats, times: Floats, offset: Floats, groups: npt.NDArray[np.intp] | None
) -> tuple[float, float]:
    """The last coefficient of a logistic regression and its standard error; nan when it does not converge."""
    coefficients = np.zeros(design.shape[1])
    likelihood = _log_likelihood(design @ coefficients + offset, truth, times)
    for _ in range(_STEPS):
        expected = _sigmoid(design @ coefficients + offset)
        gradient = design.T @ (times * (truth - expected))
        information = design.T @ (design * (times * expected * (1 - expected))[:, None])
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError:
            return math.nan, math.nan
        # Newton's step can overshoot far from the maximum: it is halved until the likelihood does not fall.
        for _ in range(_STEPS):
            tried = coefficients + step
            reached = _log_likelihood(design @ tried + offset, truth, times)
            if reached >= likelihood - 1e-12 * abs(likelihood):
                break
            step = step / 2
        coefficients, likelihood = tried, reached
        # The error after a step is about its square.
        if np.abs(step).max() < 1e-8 * max(1.0, np.abs(coefficients).max()):
            break
    expected = _sigmoid(design @ coefficients + offset)
    information = design.T @ (design * (times * expected * (1 - expected))[:, None])
    try:
        covariance = np.asarray(np.linalg.inv(information), np.float64)
    except np.linalg.LinAlgError:
        return math.nan, math.nan
    if groups is not None:
        covariance = _sandwich(covariance, design * (truth - expected)[:, None], groups)
    variance = float(covariance[-1, -1])
    return float(coefficients[-1]), math.sqrt(variance) if variance > 0 else math.nan


def _sandwich(covariance: Floats, scores: Floats, groups: npt.NDArray[np.intp]) -> Floats:
    """The clustered covariance, from that of independent images and each image's gradient, shape (n, k)."""
    images, coefficients = scores.shape
    sums = np.column_stack([np.bincount(groups, weights=column) for column in scores.T])
    clusters = len(sums)
    if clusters < 2:
        return np.full_like(covariance, math.nan)
    factor = clusters / (clusters - 1) * (images - 1) / max(images - coefficients, 1)
    robust: Floats = factor * covariance @ (sums.T @ sums) @ covariance
    return robust


def _sigmoid(x: Floats) -> Floats:
    return 0.5 * (1 + np.tanh(x / 2))


def _log_likelihood(x: Floats, truth: Floats, times: Floats) -> float:
    return float(np.sum(times * (truth * x - np.logaddexp(0, x))))
