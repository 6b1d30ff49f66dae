"""Confusion matrices at a threshold that is moved."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, roc_curve

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.threshold_counts import ThresholdCounts


@pytest.mark.parametrize("threshold", [0.0, 0.2, 0.5, 0.501, 0.87, 1.0])
def test_counts_are_those_of_scikit_learn(threshold):
    positive, scores = scored_images(300)
    counts = ThresholdCounts(positive, scores).at(threshold)
    found = (counts.true_negative, counts.false_positive, counts.false_negative, counts.true_positive)
    assert found == tuple(confusion_matrix(positive, scores >= threshold, labels=[False, True]).ravel())


def test_youden_is_the_highest_sum_on_the_curve_of_scikit_learn():
    positive, scores = scored_images(300)
    x, y, _ = roc_curve(positive, scores, drop_intermediate=False)
    counts = ThresholdCounts(positive, scores)
    best = counts.at(counts.youden())
    assert best.sensitivity + best.specificity - 1 == pytest.approx(np.max(y - x), abs=1e-12)


def test_a_point_beside_the_curve_finds_the_threshold_of_the_nearest_point():
    positive, scores = scored_images(300)
    counts = ThresholdCounts(positive, scores)
    at = counts.at(0.42)
    threshold = counts.nearest_on_roc(1 - at.specificity + 1e-4, at.sensitivity - 1e-4)
    assert counts.at(threshold) == at
    assert counts.at(counts.nearest_on_roc(0, 0)).true_positive <= counts.at(0.99).true_positive


def test_one_class_has_neither():
    counts = ThresholdCounts([True, True], [0.2, 0.4])
    assert counts.youden() is None
    assert counts.nearest_on_roc(0.5, 0.5) is None
    assert np.isnan(counts.at(0.3).specificity)
