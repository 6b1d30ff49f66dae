"""Metrics with 95 % intervals, by a bootstrap over patients."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.metrics import (
    Cells,
    Floats,
    accuracy,
    confusion,
    f1,
    ppv,
    pr_auc,
    roc_auc,
    sensitivity,
    specificity,
    unit_weights,
)

REPLICATES = 1000


@dataclass(frozen=True)
class Figure:
    """A metric with the ends of its 95 % interval; NaN where it is not defined."""

    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float | None]:
        """For JSON: undefined becomes null."""
        return {
            name: None if np.isnan(number) else round(float(number), 6)
            for name, number in (("value", self.value), ("low", self.low), ("high", self.high))
        }


def resampling_weights(
    labels: npt.ArrayLike, patients: Sequence[str], *, replicates: int = REPLICATES, seed: int = 0
) -> Floats:
    """How often each image is drawn in each bootstrap replicate; shape (replicates, images).

    Patients are drawn, not images, since the images of one patient are alike; and they are drawn within
    strata of patients who have the same classes of images, so that the balance of classes stays about as it
    is.
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


def with_interval(
    metric: Callable[[Floats], Floats],
    replicates: Floats,
    *,
    patients: int = 0,
    centred: bool = False,
    lowest: float = 0.0,
) -> Figure:
    """A metric and its 95 % percentile interval.

    Args:
        metric: from weights (n, images) to n values.
        replicates: `resampling_weights`.
        patients: for a share, the number of patients that it is taken over. A share of exactly 0 or 1 has
            no spread among its replicates; its interval is then the exact one of Clopper and Pearson.
        centred: for a metric of one sign whose replicates are too high by chance, such as a calibration
            error: the interval is moved so that its replicates' mean falls on the value.
        lowest: the interval ends here at the latest.
    """
    value = float(metric(unit_weights(replicates.shape[1]))[0])
    if np.isnan(value):
        return Figure(value, value, value)
    return interval_of(value, metric(replicates), patients=patients, centred=centred, lowest=lowest)


def interval_of(
    value: float, replicates: Floats, *, patients: int = 0, centred: bool = False, lowest: float = 0.0
) -> Figure:
    """A value with the 95 % percentile interval of its replicates, shape (replicates,); see
    `with_interval`.
    """
    if np.isnan(value):
        return Figure(value, value, value)
    if patients and value in (0.0, 1.0):
        far = 0.025 ** (1 / patients)
        return Figure(value, 0.0, 1 - far) if value == 0 else Figure(value, far, 1.0)
    spread = replicates[~np.isnan(replicates)]
    if not spread.size:
        return Figure(value, float("nan"), float("nan"))
    low, high = np.percentile(spread, (2.5, 97.5)) - (spread.mean() - value if centred else 0.0)
    return Figure(value, max(float(low), lowest), float(high))


def classification_figures(
    labels: npt.ArrayLike,
    scores: npt.ArrayLike,
    predictions: npt.ArrayLike,
    patients: Sequence[str],
    replicates: Floats,
) -> dict[str, Figure]:
    """All metrics of a classification for one choice of the positive class, by name.

    Args:
        labels, predictions: shape (images,), true for the positive class.
        scores: shape (images,), higher for the positive class.
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
    shares: dict[str, Callable[[Cells], Floats]] = {
        "accuracy": accuracy,
        "precision": ppv,
        "sensitivity": sensitivity,
        "specificity": specificity,
        "f1": f1,
    }

    def of_cells(share: Callable[[Cells], Floats]) -> Callable[[Floats], Floats]:
        return lambda weights: share(confusion(positive, predicted, weights))

    figures = {
        name: with_interval(of_cells(share), replicates, patients=people.get(name, 0))
        for name, share in shares.items()
    }
    figures["roc_auc"] = with_interval(lambda w: roc_auc(positive, scores, w), replicates)
    figures["pr_auc"] = with_interval(lambda w: pr_auc(positive, scores, w), replicates)
    return figures


def as_dicts(figures: dict[str, Figure]) -> dict[str, Any]:
    """Figures by name, for JSON."""
    return {name: figure.as_dict() for name, figure in figures.items()}
