"""Measures of a confusion matrix against scikit-learn and Bayes' rule."""

import math
from dataclasses import dataclass

import pytest
from sklearn.metrics import (
    balanced_accuracy_score,
    class_likelihood_ratios,
    matthews_corrcoef,
    precision_score,
)

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.diagnostic_measures import (
    balanced_accuracy,
    matthews_correlation,
    negative_likelihood_ratio,
    positive_likelihood_ratio,
    predictive_values,
)


@dataclass
class Cells:
    true_positive: int = 0
    false_negative: int = 0
    false_positive: int = 0
    true_negative: int = 0


def counted(positive, called):
    cells = Cells(
        int((positive & called).sum()),
        int((positive & ~called).sum()),
        int((~positive & called).sum()),
        int((~positive & ~called).sum()),
    )
    sensitivity = cells.true_positive / (cells.true_positive + cells.false_negative)
    return cells, sensitivity, cells.true_negative / (cells.true_negative + cells.false_positive)


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.8])
def test_measures_are_those_of_scikit_learn(threshold):
    positive, probabilities = scored_images(300, seed=9)
    called = probabilities >= threshold
    cells, *rates = counted(positive, called)
    assert balanced_accuracy(*rates) == pytest.approx(balanced_accuracy_score(positive, called), abs=1e-12)
    assert matthews_correlation(cells) == pytest.approx(matthews_corrcoef(positive, called), abs=1e-12)
    lr_positive, lr_negative = class_likelihood_ratios(positive, called)
    assert positive_likelihood_ratio(*rates) == pytest.approx(lr_positive, abs=1e-12)
    assert negative_likelihood_ratio(*rates) == pytest.approx(lr_negative, abs=1e-12)


def test_predictive_values_at_the_prevalence_of_the_images_are_those_of_the_matrix():
    positive, probabilities = scored_images(300, seed=10)
    called = probabilities >= 0.5
    _, *rates = counted(positive, called)
    ppv, npv = predictive_values(*rates, positive.mean())
    assert ppv == pytest.approx(precision_score(positive, called), abs=1e-12)
    assert npv == pytest.approx(precision_score(positive, called, pos_label=False), abs=1e-12)


def test_predictive_values_at_other_prevalences():
    # 10,000 people, 1 % ill: 90 of 100 ill are found, 891 of 9,900 well are predicted ill.
    ppv, npv = predictive_values(0.9, 0.91, [0.01, 0.0, 1.0])
    assert ppv == pytest.approx([90 / (90 + 891), 0, 1], abs=1e-12)
    assert npv == pytest.approx([9009 / (9009 + 10), 1, 0], abs=1e-12)


def test_empty_rows_and_columns_give_no_number():
    assert math.isnan(matthews_correlation(Cells(true_positive=3, false_positive=2)))
    assert math.isnan(balanced_accuracy(0.8, math.nan))
    assert math.isnan(predictive_values(0.0, 1.0, 0.5)[0])
    assert positive_likelihood_ratio(0.8, 1.0) == math.inf
    assert math.isnan(positive_likelihood_ratio(0.0, 1.0))
    assert negative_likelihood_ratio(0.8, 0.0) == math.inf
