"""The precision-recall curve against scikit-learn."""

import pytest
from sklearn.metrics import average_precision_score, precision_recall_curve

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.precision_recall import precision_recall


@pytest.mark.parametrize(("n", "decimals"), [(5, 6), (60, 1), (400, 2)])
def test_curve_and_area_are_those_of_scikit_learn_with_ties(n, decimals):
    positive, scores = scored_images(n, seed=n, decimals=decimals)
    curve = precision_recall(positive, scores)
    precision, recall, thresholds = precision_recall_curve(positive, scores)
    assert curve.average_precision == pytest.approx(average_precision_score(positive, scores), abs=1e-12)
    assert curve.precision == pytest.approx(precision[:-1][::-1], abs=1e-12)
    assert curve.recall == pytest.approx(recall[:-1][::-1], abs=1e-12)
    assert curve.thresholds == pytest.approx(thresholds[::-1], abs=0)
    assert curve.prevalence == pytest.approx(positive.mean(), abs=1e-12)


def test_one_class_only():
    assert precision_recall([False, False], [0.1, 0.2]) is None
    assert precision_recall([], []) is None
    assert precision_recall([True, True], [0.1, 0.2]).average_precision == 1.0
