"""Measures of scores by bootstrap replicate are those of `metrics` with the same weights."""

import numpy as np
import pytest
from sklearn import metrics as reference

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation import metrics
from xray_desktop.evaluation.bootstrap import PatientBootstrap
from xray_desktop.evaluation.ranked_scores import RankedScores, aucs, replicate_scores


@pytest.fixture(params=[2, 9], ids=["ties", "no ties"])
def images(request):
    return scored_images(250, seed=3, decimals=request.param)


def test_all_replicates_are_those_of_the_plain_metrics(images):
    positive, p = images
    bootstrap = PatientBootstrap(positive, np.arange(250) // 2, replicates=40)
    weights = np.concatenate([block for (block,) in bootstrap.weights(np.arange(250))])
    found = replicate_scores(positive, p, bootstrap)
    for name, expected in {
        "auc": metrics.roc_auc(positive, p, weights),
        "brier": metrics.brier(positive, p, weights),
        "pr_auc": metrics.pr_auc(positive, p, weights),
        "pr_auc_normal": metrics.pr_auc(~positive, 1 - p, weights),
        "ece": metrics.expected_calibration_error(positive, p, weights),
        "ece_normal": metrics.expected_calibration_error(~positive, 1 - p, weights),
    }.items():
        assert getattr(found, name) == pytest.approx(expected, abs=1e-9), name


def test_weighted_areas_are_those_of_scikit_learn(images):
    positive, p = images
    weights = np.random.default_rng(0).integers(0, 4, 250).astype(float)
    ranked = RankedScores(positive, p)
    area = aucs(*ranked.below(weights[None, ranked.order]))[0]
    assert area == pytest.approx(reference.roc_auc_score(positive, p, sample_weight=weights), abs=1e-9)


def test_one_class_has_no_area():
    found = replicate_scores(np.ones(6), np.linspace(0.1, 0.9, 6), PatientBootstrap(np.ones(6), np.arange(6)))
    assert np.isnan(found.auc).all()
    assert np.isnan(found.pr_auc_normal).all()
    assert np.isfinite(found.brier).all()
