"""Measures of a diagnostic test beyond the shares of its confusion matrix.

They take numbers or arrays of one shape, for instance one number for each bootstrap replicate, and return
arrays; what is not defined (nothing to divide by) is NaN.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def balanced_accuracy(sensitivity: npt.ArrayLike, specificity: npt.ArrayLike) -> Floats:
    """Mean of sensitivity and specificity, 0 to 1."""
    return np.asarray((np.asarray(sensitivity, float) + np.asarray(specificity, float)) / 2)


def matthews_correlation(c: Any) -> Floats:
    """Matthews' correlation coefficient, -1 to 1; NaN when a row or a column of the matrix is empty.

    B. W. Matthews, Biochim. Biophys. Acta 405 (1975), 442-451.

    Args:
        c: a confusion matrix: `true_positive`, `false_negative`, `false_positive` and `true_negative`.
    """
    tp, fn = np.asarray(c.true_positive, float), np.asarray(c.false_negative, float)
    fp, tn = np.asarray(c.false_positive, float), np.asarray(c.true_negative, float)
    return _divided(tp * tn - fp * fn, np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))


def positive_likelihood_ratio(sensitivity: npt.ArrayLike, specificity: npt.ArrayLike) -> Floats:
    """LR+ = sensitivity / (1 - specificity), 0 or more: how much a prediction of PNEUMONIA raises the odds.

    Infinite without false positives, NaN when sensitivity is 0 too (J. J. Deeks, D. G. Altman, BMJ 329
    (2004), 168-169).
    """
    return _ratio(np.asarray(sensitivity, float), 1 - np.asarray(specificity, float))


def negative_likelihood_ratio(sensitivity: npt.ArrayLike, specificity: npt.ArrayLike) -> Floats:
    """LR- = (1 - sensitivity) / specificity, 0 or more: how much a prediction of NORMAL leaves of the odds.

    Infinite when no normal image is predicted NORMAL, NaN when sensitivity is 1 then.
    """
    return _ratio(1 - np.asarray(sensitivity, float), np.asarray(specificity, float))


def predictive_values(
    sensitivity: npt.ArrayLike, specificity: npt.ArrayLike, prevalence: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """PPV and NPV at a chosen prevalence, by Bayes' rule, each 0 to 1.

    Args:
        sensitivity: 0 to 1.
        specificity: 0 to 1.
        prevalence: share of pneumonia among the images to which the model will be applied, 0 to 1.
    """
    found, spared = np.asarray(sensitivity, float), np.asarray(specificity, float)
    ill = np.asarray(prevalence, float)
    true_positive, false_negative = found * ill, (1 - found) * ill
    true_negative, false_positive = spared * (1 - ill), (1 - spared) * (1 - ill)
    return (
        _divided(true_positive, true_positive + false_positive),
        _divided(true_negative, true_negative + false_negative),
    )


def _ratio(above: Floats, below: Floats) -> Floats:
    infinite = (below == 0) & (above > 0)
    return np.where(infinite, np.inf, _divided(above, below))


def _divided(above: Floats, below: Floats) -> Floats:
    ratio: Floats = np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
    return ratio
