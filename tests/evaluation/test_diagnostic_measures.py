"""Measures of a confusion matrix against scikit-learn and Bayes' rule."""

import math

import pytest
from sklearn.metrics import (
    balanced_accuracy_score,
    class_likelihood_ratios,
    f1_score,
    matthews_corrcoef,
    precision_score,
)

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.agreement import Confusion
from xray_desktop.evaluation.diagnostic_measures import (
    balanced_accuracy,
    matthews_correlation,
    negative_likelihood_ratio,
    negative_predictive_value,
    positive_likelihood_ratio,
    predictive_values,
)


def counted(positive, called):
    return Confusion(
        true_positive=int((positive & called).sum()),
        false_negative=int((positive & ~called).sum()),
        false_positive=int((~positive & called).sum()),
        true_negative=int((~positive & ~called).sum()),
    )


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.8])
def test_measures_are_those_of_scikit_learn(threshold):
    positive, probabilities = scored_images(300, seed=9)
    called = probabilities >= threshold
    counts = counted(positive, called)
    assert balanced_accuracy(counts) == pytest.approx(balanced_accuracy_score(positive, called), abs=1e-12)
    assert matthews_correlation(counts) == pytest.approx(matthews_corrcoef(positive, called), abs=1e-12)
    assert counts.f1 == pytest.approx(f1_score(positive, called), abs=1e-12)
    npv = precision_score(positive, called, pos_label=False)
    assert negative_predictive_value(counts) == pytest.approx(npv, abs=1e-12)
    lr_positive, lr_negative = class_likelihood_ratios(positive, called)
    rates = counts.sensitivity, counts.specificity
    assert positive_likelihood_ratio(*rates) == pytest.approx(lr_positive, abs=1e-12)
    assert negative_likelihood_ratio(*rates) == pytest.approx(lr_negative, abs=1e-12)


def test_predictive_values_at_the_prevalence_of_the_images_are_those_of_the_matrix():
    positive, probabilities = scored_images(300, seed=10)
    counts = counted(positive, probabilities >= 0.5)
    ppv, npv = predictive_values(counts.sensitivity, counts.specificity, positive.mean())
    assert ppv == pytest.approx(
        counts.true_positive / (counts.true_positive + counts.false_positive), abs=1e-12
    )
    assert npv == pytest.approx(negative_predictive_value(counts), abs=1e-12)


def test_predictive_values_at_another_prevalence():
    # 10,000 people, 1 % ill: 90 of 100 ill found, 891 of 9,900 well called ill.
    ppv, npv = predictive_values(0.9, 0.91, 0.01)
    assert ppv == pytest.approx(90 / (90 + 891), abs=1e-12)
    assert npv == pytest.approx(9009 / (9009 + 10), abs=1e-12)
    assert predictive_values(0.9, 0.91, 0.0) == (0.0, 1.0)
    assert predictive_values(0.9, 0.91, 1.0) == (1.0, 0.0)


def test_empty_rows_and_columns_give_no_number():
    assert math.isnan(matthews_correlation(Confusion(true_positive=3, false_positive=2)))
    assert math.isnan(balanced_accuracy(Confusion(true_positive=3, false_negative=1)))
    assert math.isnan(negative_predictive_value(Confusion(true_positive=3)))
    assert math.isnan(predictive_values(0.0, 1.0, 0.5)[0])
    assert positive_likelihood_ratio(0.8, 1.0) == math.inf
    assert math.isnan(positive_likelihood_ratio(0.0, 1.0))
    assert negative_likelihood_ratio(0.8, 0.0) == math.inf
