"""Measures of a diagnostic test beyond the shares of its confusion matrix."""

import math

from xray_desktop.evaluation.agreement import Confusion


def balanced_accuracy(counts: Confusion) -> float:
    """Mean of sensitivity and specificity, 0 to 1; nan when a class is missing."""
    return (counts.sensitivity + counts.specificity) / 2


def matthews_correlation(counts: Confusion) -> float:
    """Matthews' correlation coefficient, -1 to 1; nan when a row or a column of the matrix is empty.

    B. W. Matthews, Biochim. Biophys. Acta 405 (1975), 442-451.
    """
    tp, fn = counts.true_positive, counts.false_negative
    fp, tn = counts.false_positive, counts.true_negative
    whole = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return (tp * tn - fp * fn) / math.sqrt(whole) if whole else math.nan


def negative_predictive_value(counts: Confusion) -> float:
    """Share of normal images among those predicted NORMAL, 0 to 1; nan without any."""
    whole = counts.true_negative + counts.false_negative
    return counts.true_negative / whole if whole else math.nan


def positive_likelihood_ratio(sensitivity: float, specificity: float) -> float:
    """LR+ = sensitivity / (1 - specificity), 0 or more: how much a prediction of PNEUMONIA raises the odds.

    Infinite without false positives, nan when sensitivity is 0 too (J. J. Deeks, D. G. Altman, BMJ 329 (2004),
    168-169).
    """
    return _ratio(sensitivity, 1 - specificity)


def negative_likelihood_ratio(sensitivity: float, specificity: float) -> float:
    """LR- = (1 - sensitivity) / specificity, 0 or more: how much a prediction of NORMAL leaves of the odds.

    Infinite when no normal image is predicted NORMAL, nan when sensitivity is 1 then.
    """
    return _ratio(1 - sensitivity, specificity)


def predictive_values(sensitivity: float, specificity: float, prevalence: float) -> tuple[float, float]:
    """PPV and NPV at a chosen prevalence, by Bayes' rule, each 0 to 1; nan where nothing is predicted so.

    Args:
        sensitivity: 0 to 1.
        specificity: 0 to 1.
        prevalence: share of pneumonia among the images to which the test will be applied, 0 to 1.
    """
    true_positive, false_negative = sensitivity * prevalence, (1 - sensitivity) * prevalence
    true_negative, false_positive = specificity * (1 - prevalence), (1 - specificity) * (1 - prevalence)
    return (
        _share(true_positive, true_positive + false_positive),
        _share(true_negative, true_negative + false_negative),
    )


def _ratio(above: float, below: float) -> float:
    if below:
        return above / below
    return math.inf if above > 0 else math.nan


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
