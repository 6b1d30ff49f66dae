"""Confusion matrix, rates and kappa against published values."""

import math

import pytest

from xray_desktop.evaluation.metrics import Confusion, cell, count, wilson_interval
from xray_desktop.inference.prediction import PredictedClass

N, P, U = PredictedClass.NORMAL, PredictedClass.PNEUMONIA, PredictedClass.UNCERTAIN


def test_every_pair_falls_into_its_cell() -> None:
    pairs = [(P, P), (P, N), (P, N), (N, P), (N, N), (N, U), (P, None), (N, None)]
    assert count(pairs) == Confusion(1, 2, 1, 1, uncertain=1, rejected=2)
    assert cell(P, N) == "false_negative"


def test_the_figures_are_those_of_a_published_matrix() -> None:
    """The original project's matrix of the official test set, with PNEUMONIA as the positive class."""
    figures = Confusion(true_positive=378, false_negative=12, false_positive=56, true_negative=178)
    assert figures.sensitivity == pytest.approx(378 / 390)
    assert figures.specificity == pytest.approx(178 / 234)
    assert figures.ppv == pytest.approx(378 / 434)
    assert figures.npv == pytest.approx(178 / 190)
    assert figures.accuracy == pytest.approx(556 / 624)
    assert figures.f1 == pytest.approx(0.91748, abs=1e-5)


def test_kappa_is_that_of_a_worked_example() -> None:
    """20 yes/yes, 5 and 10 differing, 15 no/no: observed 0.70, expected 0.50, kappa 0.40."""
    figures = Confusion(true_positive=20, false_negative=5, false_positive=10, true_negative=15)
    assert figures.kappa == pytest.approx(0.40)
    low, high = figures.kappa_interval
    assert low == pytest.approx(0.40 - 1.96 * math.sqrt(0.7 * 0.3 / 50) / 0.5)
    assert high == pytest.approx(0.40 + 1.96 * math.sqrt(0.7 * 0.3 / 50) / 0.5)


@pytest.mark.parametrize(
    ("figures", "kappa"),
    [(Confusion(5, 0, 0, 5), 1.0), (Confusion(0, 5, 5, 0), -1.0), (Confusion(3, 3, 3, 3), 0.0)],
    ids=["all agree", "none agree", "chance"],
)
def test_kappa_at_its_landmarks(figures: Confusion, kappa: float) -> None:
    assert figures.kappa == pytest.approx(kappa)


@pytest.mark.parametrize(
    "figures",
    [Confusion(), Confusion(uncertain=3), Confusion(true_positive=4)],
    ids=["no images", "nothing classified", "one class only"],
)
def test_what_is_not_defined_is_nan_and_not_an_error(figures: Confusion) -> None:
    assert math.isnan(figures.kappa)
    assert all(math.isnan(end) for end in figures.kappa_interval)
    assert math.isnan(figures.specificity)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(9, 10, 0.596, 0.982), (0, 20, 0.0, 0.161), (378, 390, 0.947, 0.982)],
)
def test_the_interval_of_a_share_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    """Figures of R's binom.wilson and of statsmodels' proportion_confint(method="wilson")."""
    assert wilson_interval(part, whole) == pytest.approx((low, high), abs=6e-4)
    assert all(math.isnan(end) for end in wilson_interval(0, 0))
