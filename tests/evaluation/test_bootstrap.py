"""Resampling patients: seeded, by whole patients, and as wide as theory says."""

import math

import numpy as np
import pytest
from scipy.stats import bootstrap as reference

from xray_desktop.evaluation.bootstrap import patient_bootstrap, percentile_interval


def weighted_mean(values):
    return lambda times: [float(np.average(values, weights=times))]


def test_the_same_seed_gives_the_same_figures():
    values = np.random.default_rng(0).random(50)
    first = patient_bootstrap(weighted_mean(values), range(50), resamples=40, seed=3)
    second = patient_bootstrap(weighted_mean(values), range(50), resamples=40, seed=3)
    third = patient_bootstrap(weighted_mean(values), range(50), resamples=40, seed=4)
    assert first.shape == (40, 1)
    assert (first == second).all()
    assert (first != third).any()


def test_images_of_a_patient_are_drawn_together_and_so_many_patients_as_there_are():
    patients = ["a", "b", "a", "c", "b", "a"]
    seen = []
    patient_bootstrap(lambda times: seen.append(times) or [0.0], patients, resamples=100)
    for times in seen:
        assert times[0] == times[2] == times[5]
        assert times[1] == times[4]
        assert times[0] + times[1] + times[3] == 3


def test_a_resample_equals_the_images_repeated():
    values = np.array([1.0, 2.0, 5.0, 9.0])
    repeated = []

    def statistic(times):
        repeated.append(np.repeat(values, times).mean())
        return [np.average(values, weights=times)]

    figures = patient_bootstrap(statistic, ["x", "y", "y", "z"], resamples=30)
    assert figures[:, 0] == pytest.approx(repeated, abs=1e-12)


def test_the_interval_is_that_of_scipy_for_images_of_different_patients():
    values = np.random.default_rng(1).normal(size=300)
    low, high = percentile_interval(patient_bootstrap(weighted_mean(values), range(300), resamples=4000))
    expected = reference((values,), np.mean, n_resamples=4000, method="percentile", rng=2).confidence_interval
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=0.01)


def test_the_interval_has_the_percentiles_of_numpy_and_leaves_out_what_is_not_defined():
    figures = np.array([[float(value), math.nan] for value in range(101)] + [[math.nan, math.nan]])
    low, high = percentile_interval(figures)
    assert (low[0], high[0]) == pytest.approx((2.5, 97.5), abs=1e-12)
    assert math.isnan(low[1])
    assert math.isnan(high[1])


def test_one_patient_with_all_images_gives_no_width():
    values = np.random.default_rng(2).random(20)
    low, high = percentile_interval(patient_bootstrap(weighted_mean(values), ["one"] * 20, resamples=10))
    assert low[0] == high[0] == pytest.approx(values.mean(), abs=1e-12)
