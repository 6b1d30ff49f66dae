"""The bootstrap of patients in blocks is that of whole matrices of weights."""

import numpy as np
import pytest

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.bootstrap import BLOCK, PatientBootstrap
from xray_desktop.evaluation.intervals import resampling_weights


@pytest.fixture
def images():
    """Truth of 300 images, of patients who have one class or both."""
    positive, _ = scored_images(300)
    return positive, np.arange(300) // 3


def all_weights(bootstrap, n):
    return np.concatenate([weights for (weights,) in bootstrap.weights(np.arange(n))])


def test_patients_are_drawn_whole_and_strata_keep_their_size(images):
    positive, patients = images
    weights = all_weights(PatientBootstrap(positive, patients, replicates=50, seed=1), 300)
    by_patient = weights.reshape(50, 100, 3)
    assert (by_patient == by_patient[:, :, :1]).all()
    kinds = np.array([positive[patients == patient].mean() for patient in range(100)])
    for stratum in (kinds == 0, kinds == 1, (kinds > 0) & (kinds < 1)):
        assert (by_patient[:, stratum, 0].sum(axis=1) == stratum.sum()).all()


def test_every_replicate_is_another_one_across_blocks(images):
    weights = all_weights(PatientBootstrap(*images, replicates=2 * BLOCK + 3), 300)
    assert len(np.unique(weights, axis=0)) == 2 * BLOCK + 3


def test_the_same_seed_draws_the_same_and_orders_only_move_columns(images):
    bootstrap = PatientBootstrap(*images, replicates=20, seed=4)
    order = np.random.default_rng(0).permutation(300)
    for plain, (moved, again) in zip(
        all_weights(bootstrap, 300).reshape(-1, 20, 300)[:1], bootstrap.weights(order, order), strict=False
    ):
        assert (plain[: len(moved)][:, order] == moved).all()
        assert (moved == again).all()


def test_totals_spread_like_those_of_weights(images):
    positive, patients = images
    category = (np.arange(300) % 3) + 3 * positive
    drawn = PatientBootstrap(positive, patients, replicates=4000).totals(category, 6)
    weights = resampling_weights(positive, [str(each) for each in patients], replicates=4000, seed=9)
    expected = np.stack([weights @ (category == kind) for kind in range(6)], axis=1)
    assert drawn.mean(axis=0) == pytest.approx(expected.mean(axis=0), abs=0.4)
    assert np.cov(drawn.T) == pytest.approx(np.cov(expected.T), abs=0.08 * np.cov(expected.T).max())


def test_totals_of_patients_with_very_many_sorts_of_counts():
    patients = np.repeat(np.arange(8), 1000)
    category = np.random.default_rng(0).integers(0, 8, 8000)
    totals = PatientBootstrap(np.ones(8000), patients, replicates=50).totals(category, 8)
    assert (totals.sum(axis=1) == 8000).all()


def test_without_images_there_are_no_totals():
    bootstrap = PatientBootstrap([], [], replicates=5)
    assert bootstrap.patients == 0
    assert not bootstrap.totals(np.zeros(0, int), 4).any()
