"""Measures of scores for bootstrap replicates, from images that are sorted once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.bootstrap import Integers, PatientBootstrap
from xray_desktop.evaluation.metrics import CALIBRATION_BINS, Floats, equal_mass_bins


class RankedScores:
    """Images in ascending order of their scores.

    Args:
        positive: booleans, shape (n,): the image shows pneumonia.
        scores: shape (n,); higher means pneumonia.
    """

    def __init__(self, positive: npt.ArrayLike, scores: npt.ArrayLike) -> None:
        values = np.asarray(scores, dtype=np.float64)
        self.order: Integers = np.argsort(values, kind="stable")
        self.values: Floats = values[self.order]
        self.positive: Floats = np.asarray(positive, dtype=np.float64)[self.order]
        last_of_ties = np.append(np.flatnonzero(np.diff(self.values)), values.size - 1)
        self._ends = None if len(last_of_ties) == values.size else last_of_ties

    def below(self, weights: Floats) -> tuple[Floats, Floats]:
        """Weights of positives and of negatives up to each distinct score, lowest first: (replicates, scores)
        each.

        Args:
            weights: of the images in ascending order, shape (replicates, n).
        """
        ill, well = weights * self.positive, weights * (1 - self.positive)
        np.cumsum(ill, axis=1, out=ill)
        np.cumsum(well, axis=1, out=well)
        if self._ends is None:
            return ill, well
        # Much faster than to add up the ties.
        return ill.take(self._ends, axis=1), well.take(self._ends, axis=1)


def aucs(ill_below: Floats, well_below: Floats) -> Floats:
    """Area under the ROC curve of each replicate, shape (replicates,); see `metrics.roc_auc`.

    Args:
        ill_below: weights of positives up to each score, lowest first, shape (replicates, scores).
        well_below: likewise of negatives.
    """
    ill, well = _steps(ill_below), _steps(well_below)
    wins = np.einsum("ij,ij->i", ill, well_below) - np.einsum("ij,ij->i", ill, well) / 2
    return _divided(wins, ill_below[:, -1] * well_below[:, -1])


@dataclass(frozen=True, eq=False)
class ScoreReplicates:
    """Measures of the scores in each replicate, each of shape (replicates,); NaN where one is not defined.

    Attributes:
        auc: area under the ROC curve, the same for both positive classes.
        brier: Brier score, the same for both positive classes.
        pr_auc: average precision, PNEUMONIA positive.
        pr_auc_normal: likewise, NORMAL positive.
        ece: expected calibration error, PNEUMONIA positive.
        ece_normal: likewise, NORMAL positive.
    """

    auc: Floats
    brier: Floats
    pr_auc: Floats
    pr_auc_normal: Floats
    ece: Floats
    ece_normal: Floats


def replicate_scores(
    positive: npt.ArrayLike, probabilities: npt.ArrayLike, bootstrap: PatientBootstrap
) -> ScoreReplicates:
    """The measures of `metrics` (`roc_auc`, `brier`, …) for all replicates of a bootstrap."""
    p = np.asarray(probabilities, dtype=np.float64)
    ranked = RankedScores(positive, p)
    residual = ranked.values - ranked.positive
    bins = np.array([part[0] for part in np.array_split(np.arange(p.size), CALIBRATION_BINS) if part.size])
    # The bins of 1 - p are cut from the other end, so that they are not quite the same.
    back = np.empty_like(ranked.order)
    back[ranked.order] = np.arange(p.size)
    other_way = back[np.concatenate(equal_mass_bins(1 - p, CALIBRATION_BINS))]
    parts: list[tuple[Floats, ...]] = []
    for (weights,) in bootstrap.weights(ranked.order):
        ill_below, well_below = ranked.below(weights)
        ill, well = _steps(ill_below), _steps(well_below)
        ills, wells = ill_below[:, -1], well_below[:, -1]
        images = weights.sum(axis=1)
        off = weights * residual
        both_below = ill_below + well_below
        found = ills[:, None] - ill_below + ill
        above = images[:, None] - both_below + ill + well
        parts.append(
            (
                aucs(ill_below, well_below),
                _divided(weights @ residual**2, images),
                _divided((ill * found / np.maximum(above, 1)).sum(axis=1), ills),
                _divided((well * well_below / np.maximum(both_below, 1)).sum(axis=1), wells),
                _divided(np.abs(np.add.reduceat(off, bins, axis=1)).sum(axis=1), images),
                _divided(
                    np.abs(np.add.reduceat(off.take(other_way, axis=1), bins, axis=1)).sum(axis=1), images
                ),
            )
        )
    return ScoreReplicates(*(np.concatenate(measure) for measure in zip(*parts, strict=True)))


def _steps(below: Floats) -> Floats:
    """The weights themselves, from their sums."""
    steps = below.copy()
    steps[:, 1:] -= below[:, :-1]
    return steps


def _divided(above: Floats, below: Floats) -> Floats:
    ratio: Floats = np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
    return ratio
