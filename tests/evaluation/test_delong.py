"""DeLong's covariance against its definition by pairs of images, and areas against scikit-learn."""

import math

import numpy as np
import pytest
from scipy.stats import norm
from sklearn.metrics import roc_auc_score

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.delong import compare_aucs, delong


def by_pairs(positive, scores):
    """DeLong's structural components as they are defined (1988), over all pairs of a positive and a
    negative.
    """
    of_positives, of_negatives = [], []
    for score in np.atleast_2d(scores):
        ill, well = score[positive], score[~positive]
        wins = (ill[:, None] > well[None, :]) + 0.5 * (ill[:, None] == well[None, :])
        of_positives.append(wins.mean(axis=1))
        of_negatives.append(wins.mean(axis=0))
    covariance = np.cov(of_positives) / positive.sum() + np.cov(of_negatives) / (~positive).sum()
    return np.mean(of_positives, axis=1), np.atleast_2d(covariance)


@pytest.mark.parametrize(("n", "decimals"), [(5, 6), (60, 1), (200, 2), (500, 6)])
def test_areas_and_covariance_follow_the_definition_with_ties(n, decimals):
    positive, first = scored_images(n, seed=1, decimals=decimals)
    positive[:4] = [True, False, True, False]
    second = scored_images(n, seed=2, decimals=decimals)[1] + 0.2 * positive
    aucs = delong(positive, np.stack([first, second]))
    areas, covariance = by_pairs(positive, np.stack([first, second]))
    assert aucs.areas == pytest.approx(areas, abs=1e-12)
    assert aucs.covariance == pytest.approx(covariance, abs=1e-12)
    assert aucs.areas[0] == pytest.approx(roc_auc_score(positive, first), abs=1e-12)
    assert aucs.areas[1] == pytest.approx(roc_auc_score(positive, second), abs=1e-12)


def test_interval_is_that_of_the_normal_distribution_and_stays_within_0_and_1():
    positive, scores = scored_images(80, seed=3)
    aucs = delong(positive, scores)
    error = math.sqrt(aucs.covariance[0, 0])
    assert aucs.interval() == pytest.approx(norm.interval(0.95, aucs.areas[0], error), abs=1e-12)
    nearly = delong([True, True, True, False, False], [0.9, 0.8, 0.3, 0.4, 0.1])
    assert nearly.interval()[1] == 1.0


def test_paired_comparison_follows_the_definition():
    positive, first = scored_images(150, seed=4)
    second = np.clip(first + np.random.default_rng(5).normal(0, 0.3, 150), 0, 1)
    compared = compare_aucs(positive, first, second)
    areas, covariance = by_pairs(positive, np.stack([first, second]))
    error = math.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    assert compared.difference == pytest.approx(areas[0] - areas[1], abs=1e-12)
    assert compared.z == pytest.approx((areas[0] - areas[1]) / error, abs=1e-9)
    assert compared.p == pytest.approx(2 * norm.sf(abs(compared.z)), abs=1e-12)
    assert compared.interval == pytest.approx(norm.interval(0.95, compared.difference, error), abs=1e-12)


def test_scores_that_rank_alike_do_not_differ():
    positive, scores = scored_images(40, seed=6)
    assert compare_aucs(positive, scores, scores**2).p == 1.0
    assert compare_aucs(positive, scores, scores).difference == 0.0


def test_perfect_separation_has_an_interval_without_width():
    aucs = delong([True, True, False, False], [0.9, 0.8, 0.2, 0.1])
    assert aucs.areas[0] == 1.0
    assert aucs.interval() == (1.0, 1.0)


@pytest.mark.parametrize("positive", [[True, True], [False, False], []])
def test_one_class_only_has_no_area(positive):
    assert delong(positive, [0.5] * len(positive)) is None
    assert compare_aucs(positive, [0.5] * len(positive), [0.2] * len(positive)) is None


def test_a_class_with_one_image_has_an_area_without_interval():
    aucs = delong([True, False, False], [0.9, 0.4, 0.1])
    assert aucs.areas[0] == 1.0
    assert all(math.isnan(end) for end in aucs.interval())
    assert math.isnan(compare_aucs([True, False, False], [0.9, 0.4, 0.1], [0.1, 0.4, 0.9]).p)
