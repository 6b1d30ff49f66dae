"""The measures of a study, with intervals by resampling patients and, where there is one, by formula."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.diagnostic_measures import (
    balanced_accuracy,
    matthews_correlation,
    negative_likelihood_ratio,
    positive_likelihood_ratio,
)
from xray_desktop.evaluation.intervals import REPLICATES, Figure, resampling_weights, with_interval
from xray_desktop.evaluation.metrics import (
    Cells,
    Confusion,
    Floats,
    accuracy,
    brier,
    confusion,
    expected_calibration_error,
    f1,
    npv,
    ppv,
    pr_auc,
    roc_auc,
    sensitivity,
    specificity,
    wilson_interval,
)
from xray_desktop.evaluation.recalibration import calibration_line
from xray_desktop.evaluation.study.cases import Bools, Cases

PART = 100
"""Replicates that are computed at once: of 20,000 images a thousand would take a gigabyte."""

LARGEST_RATIO = 1e6
"""A likelihood ratio from here on is infinite: nothing false was found."""


@dataclass(frozen=True)
class Measure:
    """A measure with its intervals; NaN where it is not defined.

    Attributes:
        name: identifier, for instance "sensitivity".
        title: as tables name it.
        value: the measure.
        bootstrap: 95 % percentile interval from resampled patients.
        formula: 95 % interval by a formula that takes images as independent; NaN without one.
        method: whose formula: "DeLong", "Wilson" or "Wald"; empty without one.
    """

    name: str
    title: str
    value: float
    bootstrap: tuple[float, float]
    formula: tuple[float, float] = (math.nan, math.nan)
    method: str = ""


def confusion_of(positive: Bools, called: Bools) -> Confusion:
    """The confusion matrix of images, each array of shape (n,)."""
    return Confusion(
        true_positive=int((positive & called).sum()),
        false_negative=int((positive & ~called).sum()),
        false_positive=int((~positive & called).sum()),
        true_negative=int((~positive & ~called).sum()),
    )


def replicates_of(cases: Cases, *, replicates: int = REPLICATES, seed: int = 0) -> Floats:
    """Bootstrap weights of the scored images, shape (replicates, n); see `resampling_weights`."""
    return resampling_weights(cases.positive, cases.patients, replicates=replicates, seed=seed)


def measures_of(cases: Cases, weights: Floats, *, normal_positive: bool = False) -> list[Measure]:
    """All measures of the scored images at the threshold.

    Args:
        weights: `replicates_of` the same cases.
        normal_positive: takes NORMAL for the positive class.
    """
    positive, called, scores, patients = cases.positive, cases.called, cases.probabilities, cases.patients
    if normal_positive:
        positive, called, scores = ~positive, ~called, 1 - scores
    counts = confusion_of(positive, called)
    return [
        *_shares(positive, called, patients, counts, weights),
        *_of_matrix(positive, called, weights),
        *_of_probabilities(positive, scores, weights),
    ]


def _shares(
    positive: Bools, called: Bools, patients: Sequence[str], counts: Confusion, weights: Floats
) -> list[Measure]:
    names = np.asarray(patients)
    right = counts.true_positive + counts.true_negative
    shares: list[tuple[str, str, Callable[[Cells], Floats], int, Bools]] = [
        ("sensitivity", "Sensitivity", sensitivity, counts.true_positive, positive),
        ("specificity", "Specificity", specificity, counts.true_negative, ~positive),
        ("ppv", "PPV (precision)", ppv, counts.true_positive, called),
        ("npv", "NPV", npv, counts.true_negative, ~called),
        ("accuracy", "Accuracy", accuracy, right, np.ones_like(positive)),
    ]
    measures = []
    for name, title, share, part, among in shares:
        figure = _interval(
            lambda w, share=share: share(confusion(positive, called, w)),  # type: ignore[misc]
            weights,
            patients=len(set(names[among].tolist())),
        )
        formula = wilson_interval(part, int(among.sum()))
        measures.append(_measure(name, title, figure, formula, "Wilson"))
    return measures


def _of_matrix(positive: Bools, called: Bools, weights: Floats) -> list[Measure]:
    def cells(w: Floats) -> Cells:
        return confusion(positive, called, w)

    def rates(w: Floats) -> tuple[Floats, Floats]:
        matrix = cells(w)
        return sensitivity(matrix), specificity(matrix)

    def ratio(of: Callable[[Floats, Floats], Floats]) -> Figure:
        figure = _interval(lambda w: np.minimum(of(*rates(w)), LARGEST_RATIO), weights)
        return Figure(*(math.inf if end >= LARGEST_RATIO else end for end in _ends(figure)))

    return [
        _measure(
            "balanced_accuracy",
            "Balanced accuracy",
            _interval(lambda w: balanced_accuracy(*rates(w)), weights),
        ),
        _measure("f1", "F1", _interval(lambda w: f1(cells(w)), weights)),
        _measure("mcc", "MCC", _interval(lambda w: matthews_correlation(cells(w)), weights, lowest=-1.0)),
        _measure("lr_positive", "LR+", ratio(positive_likelihood_ratio)),
        _measure("lr_negative", "LR−", ratio(negative_likelihood_ratio)),
    ]


def _of_probabilities(positive: Bools, scores: Floats, weights: Floats) -> list[Measure]:
    aucs = delong(positive, scores)
    line = calibration_line(positive, scores)

    fitted: dict[int, Floats] = {}

    def lines(w: Floats) -> Floats:
        """Slope and intercept for each row of weights, fitted once for both measures."""
        if len(w) not in fitted:
            rows = [calibration_line(positive, scores, row) for row in w]
            fitted[len(w)] = np.array([[each.slope, each.intercept] for each in rows])
        return fitted[len(w)]

    slope = with_interval(lambda w: lines(w)[:, 0], weights, lowest=-math.inf)
    intercept = with_interval(lambda w: lines(w)[:, 1], weights, lowest=-math.inf)
    ece = _interval(lambda w: expected_calibration_error(positive, scores, w), weights, centred=True)
    return [
        _measure(
            "auc",
            "AUC (ROC)",
            _interval(lambda w: roc_auc(positive, scores, w), weights),
            (math.nan, math.nan) if aucs is None else aucs.interval(),
            "DeLong",
        ),
        _measure("pr_auc", "Average precision", _interval(lambda w: pr_auc(positive, scores, w), weights)),
        _measure("brier", "Brier score", _interval(lambda w: brier(positive, scores, w), weights)),
        _measure("ece", "ECE", ece),
        _measure(
            "calibration_slope", "Calibration slope", slope, _wald(line.slope, line.slope_error), "Wald"
        ),
        _measure(
            "calibration_intercept",
            "Calibration intercept",
            intercept,
            _wald(line.intercept, line.intercept_error),
            "Wald",
        ),
    ]


def _measure(
    name: str,
    title: str,
    figure: Figure,
    formula: tuple[float, float] = (math.nan, math.nan),
    method: str = "",
) -> Measure:
    value, low, high = _ends(figure)
    return Measure(name, title, value, (low, high), formula, method)


def _ends(figure: Figure) -> tuple[float, float, float]:
    return float(figure.value), float(figure.low), float(figure.high)


def _interval(
    metric: Callable[[Floats], Floats],
    weights: Floats,
    *,
    lowest: float = 0.0,
    patients: int = 0,
    centred: bool = False,
) -> Figure:
    def in_parts(w: Floats) -> Floats:
        parts = [metric(w[begin : begin + PART]) for begin in range(0, len(w), PART)]
        return np.concatenate([np.atleast_1d(part) for part in parts])

    return with_interval(in_parts, weights, patients=patients, centred=centred, lowest=lowest)


def _wald(value: float, error: float) -> tuple[float, float]:
    return value - 1.959963984540054 * error, value + 1.959963984540054 * error
