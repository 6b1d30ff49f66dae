"""Figures of merit of a two-class classification, with bootstrap intervals over patients.

Everything is computed with weights of shape (replicates, images): a row of ones gives the figure itself, and
the rows of `resampling_weights` give its bootstrap replicates, a thousand of them in one pass of NumPy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.bool_]

REPLICATES = 1000
CALIBRATION_BINS = 15


@dataclass(frozen=True)
class Figure:
    """A figure with the ends of its 95 % interval. NaN where it is not defined (nothing to divide by)."""

    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float | None]:
        """For JSON: undefined becomes null."""
        return {
            name: None if np.isnan(number) else round(float(number), 6)
            for name, number in (("value", self.value), ("low", self.low), ("high", self.high))
        }


@dataclass(frozen=True)
class Confusion:
    """Weighted counts of predictions, each of shape (replicates,)."""

    true_positive: Floats
    false_negative: Floats
    false_positive: Floats
    true_negative: Floats


def resampling_weights(
    labels: npt.ArrayLike, patients: Sequence[str], *, replicates: int = REPLICATES, seed: int = 0
) -> Floats:
    """How often each image is drawn in each bootstrap replicate; shape (replicates, images).

    Patients are drawn, not images, since the images of one patient are alike; and they are drawn within strata
    of patients who have the same classes of images, so that the balance of classes stays about as it is.
    """
    positive = np.asarray(labels, dtype=bool)
    _, cluster = np.unique(np.asarray(patients), return_inverse=True)
    count = int(cluster.max()) + 1 if cluster.size else 0
    has_positive = np.bincount(cluster, weights=positive, minlength=count) > 0
    has_negative = np.bincount(cluster, weights=~positive, minlength=count) > 0
    strata = has_positive * 2 + has_negative
    rng = np.random.default_rng(seed)
    drawn = np.zeros((replicates, count))
    for stratum in np.unique(strata):
        members = np.flatnonzero(strata == stratum)
        chances = np.full(members.size, 1 / members.size)
        drawn[:, members] = rng.multinomial(members.size, chances, size=replicates)
    return drawn[:, cluster]


def unit_weights(images: int) -> Floats:
    """The weights that give a figure of the images as they are."""
    return np.ones((1, images))


def confusion(labels: npt.ArrayLike, predictions: npt.ArrayLike, weights: Floats) -> Confusion:
    """Counts of correct and wrong predictions; both arguments are true for the positive class."""
    positive, predicted = np.asarray(labels, dtype=bool), np.asarray(predictions, dtype=bool)
    return Confusion(
        true_positive=weights @ (positive & predicted),
        false_negative=weights @ (positive & ~predicted),
        false_positive=weights @ (~positive & predicted),
        true_negative=weights @ (~positive & ~predicted),
    )


def accuracy(c: Confusion) -> Floats:
    """Share of correct predictions."""
    right = c.true_positive + c.true_negative
    return _divided(right, right + c.false_positive + c.false_negative)


def sensitivity(c: Confusion) -> Floats:
    """Share of positives that are predicted positive; also named recall."""
    return _divided(c.true_positive, c.true_positive + c.false_negative)


def specificity(c: Confusion) -> Floats:
    """Share of negatives that are predicted negative."""
    return _divided(c.true_negative, c.true_negative + c.false_positive)


def precision(c: Confusion) -> Floats:
    """Positive predictive value: share of positive predictions that are correct; depends on prevalence."""
    return _divided(c.true_positive, c.true_positive + c.false_positive)


def f1(c: Confusion) -> Floats:
    """Harmonic mean of precision and recall."""
    return _divided(2 * c.true_positive, 2 * c.true_positive + c.false_positive + c.false_negative)


def roc_auc(labels: npt.ArrayLike, scores: npt.ArrayLike, weights: Floats) -> Floats:
    """Area under the ROC curve; equal scores count half."""
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
    """Images of similar probability: their mean probability, and the share of them that is positive."""

    images: int
    low: float
    high: float
    mean_probability: float
    observed: float


def calibration_bins(
    labels: npt.ArrayLike, probabilities: npt.ArrayLike, bins: int = CALIBRATION_BINS
) -> list[CalibrationBin]:
    """Images sorted by probability and cut into `bins` bins of equal mass (as many images in each)."""
    p, y = np.asarray(probabilities, dtype=float), np.asarray(labels, dtype=float)
    parts = [part for part in np.array_split(np.argsort(p, kind="stable"), bins) if part.size]
    return [
        CalibrationBin(
            part.size,
            float(p[part].min()),
            float(p[part].max()),
            float(p[part].mean()),
            float(y[part].mean()),
        )
        for part in parts
    ]


def expected_calibration_error(
    labels: npt.ArrayLike, probabilities: npt.ArrayLike, weights: Floats, bins: int = CALIBRATION_BINS
) -> Floats:
    """Mean distance of observed share and mean probability over `bins` bins of equal mass.

    The bins are those of the images as they are; a replicate weighs the images in them. An estimate from few
    images is too high by chance alone, and so are its replicates.
    """
    p, y = np.asarray(probabilities, dtype=float), np.asarray(labels, dtype=float)
    total = weights.sum(axis=1)
    error = np.zeros(len(weights))
    for part in np.array_split(np.argsort(p, kind="stable"), bins):
        error += np.abs(weights[:, part] @ (p[part] - y[part]))
    return _divided(error, total)


def with_interval(
    figure: Callable[[Floats], Floats], replicates: Floats, *, patients: int = 0, centred: bool = False
) -> Figure:
    """A figure and its 95 % percentile interval.

    Args:
        figure: from weights (n, images) to n figures.
        replicates: `resampling_weights`.
        patients: for a share, the number of patients that it is taken over. A share of exactly 0 or 1 has
            no spread among its replicates; its interval is then the exact one of Clopper and Pearson.
        centred: for a figure of one sign whose replicates lie too high by chance, such as a calibration
            error: the interval is moved so that its replicates' mean falls on the figure, and ends at 0.
    """
    value = float(figure(unit_weights(replicates.shape[1]))[0])
    if np.isnan(value):
        return Figure(value, value, value)
    if patients and value in (0.0, 1.0):
        far = 0.025 ** (1 / patients)
        return Figure(value, 0.0, 1 - far) if value == 0 else Figure(value, far, 1.0)
    spread = figure(replicates)
    spread = spread[~np.isnan(spread)]
    if not spread.size:
        return Figure(value, float("nan"), float("nan"))
    low, high = np.percentile(spread, (2.5, 97.5)) - (spread.mean() - value if centred else 0.0)
    return Figure(value, max(float(low), 0.0), float(high))


def classification_figures(
    labels: npt.ArrayLike,
    scores: npt.ArrayLike,
    predictions: npt.ArrayLike,
    patients: Sequence[str],
    replicates: Floats,
) -> dict[str, Figure]:
    """All figures of a classification for one choice of the positive class.

    Args:
        labels, predictions: true for the positive class.
        scores: higher for the positive class.
        patients: a key for each image.
        replicates: `resampling_weights`.
    """
    positive, predicted = np.asarray(labels, dtype=bool), np.asarray(predictions, dtype=bool)
    names = np.asarray(patients)
    people = {
        "sensitivity": len(set(names[positive])),
        "specificity": len(set(names[~positive])),
        "precision": len(set(names[predicted])),
        "accuracy": len(set(names)),
    }
    shares: dict[str, Callable[[Confusion], Floats]] = {
        "accuracy": accuracy,
        "precision": precision,
        "sensitivity": sensitivity,
        "specificity": specificity,
        "f1": f1,
    }
    figures = {
        name: with_interval(
            lambda w, share=share: share(confusion(positive, predicted, w)),  # type: ignore[misc]
            replicates,
            patients=people.get(name, 0),
        )
        for name, share in shares.items()
    }
    figures["roc_auc"] = with_interval(lambda w: roc_auc(positive, scores, w), replicates)
    figures["pr_auc"] = with_interval(lambda w: pr_auc(positive, scores, w), replicates)
    return figures


def as_dicts(figures: dict[str, Figure]) -> dict[str, Any]:
    """Figures by name, for JSON."""
    return {name: figure.as_dict() for name, figure in figures.items()}


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


def _divided(above: Floats, below: Floats, otherwise: float = float("nan")) -> Floats:
    return np.divide(above, below, out=np.full_like(np.asarray(above, float), otherwise), where=below > 0)
