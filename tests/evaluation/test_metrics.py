"""Metrics against scikit-learn and values worked out by hand."""

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    average_precision_score,
    brier_score_loss,
    confusion_matrix,
    precision_score,
    recall_score,
    roc_auc_score,
    roc_curve,
)

from xray_desktop.evaluation import metrics
from xray_desktop.evaluation.metrics import roc, unit_weights


def classified(decimals: int = 6, images: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """Labels, and scores that overlap; with few decimals many are equal."""
    random = np.random.default_rng(1)
    labels = random.random(images) < 0.6
    return labels, np.clip(random.normal(0.4 + 0.2 * labels, 0.2), 0, 1).round(decimals)


DECIMALS = pytest.mark.parametrize("decimals", [6, 1], ids=["few ties", "many ties"])


@DECIMALS
def test_the_roc_is_that_of_scikit_learn(decimals: int) -> None:
    labels, scores = classified(decimals)
    ours = roc(labels, scores)
    assert ours is not None
    x, y, thresholds = roc_curve(labels, scores, drop_intermediate=False)
    np.testing.assert_allclose(ours.false_positive_rate, x)
    np.testing.assert_allclose(ours.true_positive_rate, y)
    np.testing.assert_allclose(ours.thresholds, thresholds)
    assert ours.area == pytest.approx(roc_auc_score(labels, scores))


@pytest.mark.parametrize("labels", [[], [True, True], [False]])
def test_without_both_classes_there_is_no_roc(labels: list[bool]) -> None:
    assert roc(labels, [0.5] * len(labels)) is None


@DECIMALS
def test_areas_and_brier_score_are_those_of_scikit_learn_with_weights(decimals: int) -> None:
    labels, scores = classified(decimals)
    weights = np.random.default_rng(2).integers(0, 4, size=(3, 500)).astype(float)
    for row in (*weights, np.ones(500)):
        for ours, theirs in (
            (metrics.roc_auc, roc_auc_score),
            (metrics.pr_auc, average_precision_score),
            (metrics.brier, brier_score_loss),
        ):
            assert ours(labels, scores, row[None]) == pytest.approx(theirs(labels, scores, sample_weight=row))


def test_rates_are_those_of_scikit_learn() -> None:
    labels, scores = classified()
    predicted = scores >= 0.5
    cells = metrics.confusion(labels, predicted, unit_weights(500))
    (tn, fp), (fn, tp) = confusion_matrix(labels, predicted)
    assert [cells.true_positive, cells.false_negative] == [tp, fn]
    assert [cells.false_positive, cells.true_negative] == [fp, tn]
    assert metrics.sensitivity(cells) == pytest.approx(recall_score(labels, predicted))
    assert metrics.specificity(cells) == pytest.approx(recall_score(~labels, ~predicted))
    assert metrics.ppv(cells) == pytest.approx(precision_score(labels, predicted))
    assert metrics.npv(cells) == pytest.approx(precision_score(~labels, ~predicted))


def test_bins_of_equal_mass_are_those_of_scikit_learn() -> None:
    random = np.random.default_rng(2)
    values = random.random(450)
    labels = random.random(450) < values**2
    bins = metrics.calibration_bins(labels, values)
    observed, predicted = calibration_curve(labels, values, n_bins=15, strategy="quantile")
    np.testing.assert_allclose([each.mean_probability for each in bins], predicted)
    np.testing.assert_allclose([each.observed for each in bins], observed)
    assert [each.images for each in bins] == [30] * 15
    error = metrics.expected_calibration_error(labels, values, unit_weights(450))
    assert error == pytest.approx(np.mean(np.abs(observed - predicted)))


def test_the_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    probabilities = np.array([0.1, 0.2, 0.3, 0.8, 0.9, 0.9])
    labels = np.array([0, 0, 1, 1, 1, 0], bool)
    error = metrics.expected_calibration_error(labels, probabilities, unit_weights(6), bins=2)
    assert error == pytest.approx((3 * abs(0.2 - 1 / 3) + 3 * abs(2.6 / 3 - 2 / 3)) / 6)
    bins = metrics.calibration_bins(labels, probabilities, bins=2)
    assert [(each.images, each.low, each.high) for each in bins] == [(3, 0.1, 0.3), (3, 0.8, 0.9)]
    assert [each.observed for each in bins] == pytest.approx([1 / 3, 2 / 3])


def test_calibrated_probabilities_have_a_small_error() -> None:
    random = np.random.default_rng(0)
    probabilities = random.random(20_000)
    labels = random.random(20_000) < probabilities
    assert metrics.expected_calibration_error(labels, probabilities, unit_weights(20_000)) < 0.015
    assert metrics.expected_calibration_error(labels, probabilities**2, unit_weights(20_000)) > 0.1


def test_metrics_of_no_images_are_not_defined() -> None:
    nothing: list[float] = []
    for metric in (metrics.roc_auc, metrics.pr_auc, metrics.brier, metrics.expected_calibration_error):
        assert np.isnan(metric(nothing, nothing, unit_weights(0))).all()
    assert metrics.calibration_bins(nothing, nothing) == []
