"""Calibration of the logits, and the named operating points."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from xray_desktop.inference import OperatingPoint
from xray_desktop.inference.decision import logit

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """Platt scaling: calibrated logit = scale * logit + offset."""

    scale: float
    offset: float

    def logit(self, logits: npt.ArrayLike) -> Numbers:
        """Calibrated logits."""
        return self.scale * np.asarray(logits, np.float64) + self.offset

    def then(self, change: "Calibration") -> "Calibration":
        """This calibration, followed by a change of its calibrated logits."""
        return Calibration(change.scale * self.scale, change.scale * self.offset + change.offset)

    def probability(self, logits: npt.ArrayLike) -> Numbers:
        """Calibrated probabilities, 0 to 1."""
        return 1 / (1 + np.exp(-self.logit(logits)))


def fit_calibration(logits: npt.ArrayLike, labels: npt.ArrayLike, weights: npt.ArrayLike) -> Calibration:
    """Platt scaling (Platt 1999) by weighted maximum likelihood; in effect unregularised."""
    model = LogisticRegression(C=1e6)
    model.fit(np.asarray(logits, np.float64)[:, None], np.asarray(labels), sample_weight=np.asarray(weights))
    return Calibration(float(model.coef_[0, 0]), float(model.intercept_[0]))


def cell_weights(*keys: Sequence[object]) -> Numbers:
    """Weights that make every combination of keys weigh the same, with a mean of 1."""
    cells = list(zip(*keys, strict=True))
    counts: dict[tuple[object, ...], int] = {}
    for cell in cells:
        counts[cell] = counts.get(cell, 0) + 1
    return np.array([len(cells) / len(counts) / counts[cell] for cell in cells])


PURPOSES = {
    "high_sensitivity": "At least 98 of 100 validation images with pneumonia are classified as PNEUMONIA.",
    "balanced": "Weighs a false negative and a false positive alike.",
    "high_specificity": "At most 2 of 100 normal validation images are classified as PNEUMONIA.",
}


def operating_points(
    probability: Numbers, labels: npt.NDArray[np.int64], weights: Numbers, *, seed: int = 0
) -> tuple[OperatingPoint, ...]:
    """The three named thresholds, chosen on validation images, by rising threshold.

    High sensitivity is the highest threshold with a weighted sensitivity of at least 0.98, high specificity
    the lowest with a weighted specificity of at least 0.98, balanced, of those whose sum of both (Youden
    1950) is within 0.01 of the largest, about its standard error, the one nearest to a probability of one
    half, where a
    calibrated model errs evenly: the very largest is a matter of a few images.
    Where the classes part so well that the order would break, the outer two move to the balanced one.
    """
    order = np.argsort(probability)
    logits, y, w = logit(probability[order], smallest=1e-9), labels[order], weights[order]
    below = np.concatenate([[0.0], np.cumsum(w * y) / (w * y).sum()])
    normal_below = np.concatenate([[0.0], np.cumsum(w * (1 - y)) / (w * (1 - y)).sum()])
    # A threshold in front of image i misses below[i] and clears normal_below[i]; one lies below all images
    # and one above all, without which an image of the wrong class at either end would leave none to choose.
    edges = np.concatenate([[logits[0] - 1], logits, [logits[-1] + 1]])
    middle = 1 / (1 + np.exp(-(edges[:-1] + edges[1:]) / 2))
    youden = normal_below - below
    near = np.flatnonzero(youden >= youden.max() - 0.01)
    balanced = float(np.clip(0.5, middle[near[0]], middle[near[-1]]))
    high_sensitivity = min(float(middle[np.flatnonzero(below <= 0.02)[-1]]), balanced)
    high_specificity = max(float(middle[np.flatnonzero(normal_below >= 0.98)[0]]), balanced)
    thresholds = {
        "high_sensitivity": high_sensitivity,
        "balanced": balanced,
        "high_specificity": high_specificity,
    }
    return tuple(
        OperatingPoint(
            name,
            threshold,
            weighted_share(probability >= threshold, labels == 1, weights, seed=seed),
            weighted_share(probability < threshold, labels == 0, weights, seed=seed),
            PURPOSES[name],
        )
        for name, threshold in thresholds.items()
    )


def weighted_share(
    hit: npt.NDArray[np.bool_],
    among: npt.NDArray[np.bool_],
    weights: Numbers,
    *,
    seed: int = 0,
    draws: int = 1000,
) -> tuple[float, float, float]:
    """The weighted share of `among` that is a hit, with the ends of its 95 % bootstrap interval."""
    values, w = hit[among].astype(np.float64), weights[among]
    rng = np.random.default_rng(seed)
    chosen = rng.integers(0, len(values), (draws, len(values)))
    shares = (values[chosen] * w[chosen]).sum(axis=1) / w[chosen].sum(axis=1)
    low, high = np.percentile(shares, (2.5, 97.5))
    return float((values * w).sum() / w.sum()), float(low), float(high)
