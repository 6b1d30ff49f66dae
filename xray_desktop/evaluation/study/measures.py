"""The measures of a study, with intervals by resampling patients and, where there is one, by formula."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.bootstrap import PatientBootstrap
from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.diagnostic_measures import (
    balanced_accuracy,
    matthews_correlation,
    negative_likelihood_ratio,
    positive_likelihood_ratio,
    predictive_values,
)
from xray_desktop.evaluation.intervals import REPLICATES, Figure, interval_of
from xray_desktop.evaluation.metrics import (
    Cells,
    Confusion,
    Floats,
    WeightedConfusion,
    accuracy,
    brier,
    expected_calibration_error,
    f1,
    npv,
    ppv,
    pr_auc,
    roc_auc,
    sensitivity,
    specificity,
    unit_weights,
    wilson_interval,
)
from xray_desktop.evaluation.ranked_scores import ScoreReplicates, replicate_scores
from xray_desktop.evaluation.recalibration import calibration_line
from xray_desktop.evaluation.study.cases import Bools, Cases

LARGEST_RATIO = 1e6
"""A likelihood ratio from here on is infinite: nothing false was found."""

NONE = (math.nan, math.nan)
_Z95 = 1.959963984540054


@dataclass(frozen=True)
class Measure:
    """A measure with its intervals; NaN where it is not defined.

    Attributes:
        name: identifier, for instance "sensitivity".
        title: as tables name it.
        value: the measure.
        interval: 95 % interval that takes the images of a patient as alike.
        method: of that interval: "bootstrap" (percentiles of resampled patients) or "sandwich" (normal
            approximation with the standard error clustered by patient).
        formula: 95 % interval by a formula that takes images as independent; NaN without one.
        formula_method: whose formula: "DeLong", "Wilson" or "Wald"; empty without one.
    """

    name: str
    title: str
    value: float
    interval: tuple[float, float]
    method: str = "bootstrap"
    formula: tuple[float, float] = NONE
    formula_method: str = ""


BothWays = tuple[list[Measure], list[Measure]]
"""Measures with PNEUMONIA as the positive class, and with NORMAL."""


def confusion_of(positive: Bools, called: Bools) -> Confusion:
    """The confusion matrix of images, each array of shape (n,)."""
    return Confusion(
        true_positive=int((positive & called).sum()),
        false_negative=int((positive & ~called).sum()),
        false_positive=int((~positive & called).sum()),
        true_negative=int((~positive & ~called).sum()),
    )


def bootstrap_of(
    cases: Cases,
    *,
    replicates: int = REPLICATES,
    seed: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> PatientBootstrap:
    """The bootstrap of the patients of the scored images."""
    return PatientBootstrap(
        cases.positive, cases.patient_index, replicates=replicates, seed=seed, cancelled=cancelled
    )


def measures_of(cases: Cases, bootstrap: PatientBootstrap) -> BothWays:
    """All measures of the scored images at the threshold.

    Args:
        bootstrap: `bootstrap_of` the same cases.
    """
    matrix = measures_at(cases, cases.threshold, bootstrap)
    scores = measures_of_scores(cases, bootstrap)
    return [*matrix[0], *scores[0]], [*matrix[1], *scores[1]]


def matrices_at(cases: Cases, threshold: float, bootstrap: PatientBootstrap) -> WeightedConfusion:
    """The confusion matrix of each replicate when an image is positive from a threshold on."""
    called = cases.probabilities >= threshold
    true_negative, false_positive, false_negative, true_positive = bootstrap.totals(
        2 * cases.positive + called, 4
    ).T
    return WeightedConfusion(true_positive, false_negative, false_positive, true_negative)


def measures_at(
    cases: Cases, threshold: float, bootstrap: PatientBootstrap, matrices: WeightedConfusion | None = None
) -> BothWays:
    """The measures of the confusion matrix when an image is positive from a threshold on.

    Args:
        matrices: `matrices_at` that threshold, where they are at hand.
    """
    positive, called = cases.positive, cases.probabilities >= threshold
    pneumonia = matrices or matrices_at(cases, threshold, bootstrap)
    normal = WeightedConfusion(
        pneumonia.true_negative, pneumonia.false_positive, pneumonia.false_negative, pneumonia.true_positive
    )
    patients = cases.patient_index
    return (
        _of_matrix(positive, called, patients, pneumonia, bootstrap),
        _of_matrix(~positive, ~called, patients, normal, bootstrap),
    )


def predictive_values_at(
    prevalence: float, counts: Cells, matrices: WeightedConfusion | None = None
) -> tuple[Figure, Figure]:
    """PPV and NPV at a prevalence, with the percentile intervals of the replicates of `matrices_at`."""
    values = predictive_values(sensitivity(counts), specificity(counts), prevalence)
    if matrices is None:
        return Figure(float(values[0]), *NONE), Figure(float(values[1]), *NONE)
    spreads = predictive_values(sensitivity(matrices), specificity(matrices), prevalence)
    ppv_at, npv_at = (
        interval_of(float(value), spread) for value, spread in zip(values, spreads, strict=True)
    )
    return ppv_at, npv_at


def measures_of_scores(cases: Cases, bootstrap: PatientBootstrap) -> BothWays:
    """The measures of the probabilities, whatever the threshold."""
    positive, scores = cases.positive, cases.probabilities
    replicates = replicate_scores(positive, scores, bootstrap)
    return (
        _of_scores(cases, positive, scores, replicates.pr_auc, replicates.ece, replicates, bootstrap),
        _of_scores(
            cases,
            ~positive,
            1 - scores,
            replicates.pr_auc_normal,
            replicates.ece_normal,
            replicates,
            bootstrap,
        ),
    )


def _of_matrix(
    positive: Bools,
    called: Bools,
    patients: npt.NDArray[np.intp],
    replicates: Cells,
    bootstrap: PatientBootstrap,
) -> list[Measure]:
    counts = confusion_of(positive, called)
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
        people = int(np.count_nonzero(np.bincount(patients[among], minlength=1)))
        figure = interval_of(float(share(counts)), share(replicates), patients=people)
        formula = wilson_interval(part, int(among.sum()))
        measures.append(_measure(name, title, figure, bootstrap, formula, "Wilson"))

    def rates(cells: Cells) -> tuple[Floats, Floats]:
        return sensitivity(cells), specificity(cells)

    def ratio(of: Callable[[Floats, Floats], Floats]) -> Figure:
        value = float(np.minimum(of(*rates(counts)), LARGEST_RATIO))
        figure = interval_of(value, np.minimum(of(*rates(replicates)), LARGEST_RATIO))
        ends = (figure.value, figure.low, figure.high)
        return Figure(*(math.inf if end >= LARGEST_RATIO else end for end in ends))

    others = [
        (
            "balanced_accuracy",
            "Balanced accuracy",
            interval_of(float(balanced_accuracy(*rates(counts))), balanced_accuracy(*rates(replicates))),
        ),
        ("f1", "F1", interval_of(float(f1(counts)), f1(replicates))),
        (
            "mcc",
            "MCC",
            interval_of(float(matthews_correlation(counts)), matthews_correlation(replicates), lowest=-1.0),
        ),
        ("lr_positive", "LR+", ratio(positive_likelihood_ratio)),
        ("lr_negative", "LR−", ratio(negative_likelihood_ratio)),
    ]
    return [*measures, *(_measure(name, title, figure, bootstrap) for name, title, figure in others)]


def _of_scores(
    cases: Cases,
    positive: Bools,
    scores: Floats,
    average_precision: Floats,
    calibration_error: Floats,
    replicates: ScoreReplicates,
    bootstrap: PatientBootstrap,
) -> list[Measure]:
    once = unit_weights(len(scores))
    aucs = delong(positive, scores)
    figures = (
        ("auc", "AUC (ROC)", roc_auc, replicates.auc, False),
        ("pr_auc", "Average precision", pr_auc, average_precision, False),
        ("brier", "Brier score", brier, replicates.brier, False),
        ("ece", "ECE", expected_calibration_error, calibration_error, True),
    )
    measures = []
    for name, title, metric, spread, centred in figures:
        figure = interval_of(float(metric(positive, scores, once)[0]), spread, centred=centred)
        formula, method = (aucs.interval(), "DeLong") if name == "auc" and aucs is not None else (NONE, "")
        measures.append(_measure(name, title, figure, bootstrap, formula, method))
    line = calibration_line(positive, scores)
    clustered = calibration_line(positive, scores, clusters=cases.patient_index)
    for name, title, value, error, robust in (
        ("calibration_slope", "Calibration slope", line.slope, line.slope_error, clustered.slope_error),
        (
            "calibration_intercept",
            "Calibration intercept",
            line.intercept,
            line.intercept_error,
            clustered.intercept_error,
        ),
    ):
        measures.append(
            Measure(name, title, value, _normal(value, robust), "sandwich", _normal(value, error), "Wald")
        )
    return measures


def _measure(
    name: str,
    title: str,
    figure: Figure,
    bootstrap: PatientBootstrap,
    formula: tuple[float, float] = NONE,
    formula_method: str = "",
) -> Measure:
    # One patient drawn again and again is always the same: no interval, rather than one without width.
    interval = (float(figure.low), float(figure.high)) if bootstrap.patients > 1 else NONE
    return Measure(name, title, float(figure.value), interval, "bootstrap", formula, formula_method)


def _normal(value: float, error: float) -> tuple[float, float]:
    return value - _Z95 * error, value + _Z95 * error
