"""Calibration slope and intercept against statsmodels' logistic regression."""

import math

import numpy as np
import pytest
import statsmodels.api as sm

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.bootstrap import PatientBootstrap
from xray_desktop.evaluation.recalibration import calibration_line


@pytest.mark.parametrize(("n", "seed"), [(60, 1), (300, 2), (2000, 3)])
def test_slope_and_intercept_are_those_of_statsmodels(n, seed):
    positive, probabilities = scored_images(n, seed=seed)
    logits = np.log(probabilities / (1 - probabilities))
    line = calibration_line(positive, probabilities)
    free = sm.Logit(positive.astype(float), sm.add_constant(logits)).fit(disp=0, tol=1e-14, maxiter=100)
    assert line.slope == pytest.approx(free.params[1], abs=1e-9)
    assert line.slope_error == pytest.approx(free.bse[1], abs=1e-9)
    held = sm.GLM(positive.astype(float), np.ones(n), family=sm.families.Binomial(), offset=logits).fit(
        method="newton", disp=0
    )
    assert line.intercept == pytest.approx(held.params[0], abs=1e-9)
    assert line.intercept_error == pytest.approx(held.bse[0], abs=1e-9)


def test_probabilities_that_are_right_have_slope_1_and_intercept_0():
    random = np.random.default_rng(0)
    probabilities = random.uniform(0.02, 0.98, 100_000)
    line = calibration_line(random.random(100_000) < probabilities, probabilities)
    assert line.slope == pytest.approx(1, abs=4 * line.slope_error)
    assert line.intercept == pytest.approx(0, abs=4 * line.intercept_error)


def test_probabilities_of_0_and_1_are_bearable():
    line = calibration_line([True, True, False, False, True], [1.0, 0.0, 0.0, 1.0, 0.6])
    assert math.isfinite(line.slope)
    assert math.isfinite(line.intercept)


@pytest.mark.parametrize("positive", [[True, True, True], [False, False, False]])
def test_one_class_only_has_neither(positive):
    line = calibration_line(positive, [0.2, 0.5, 0.9])
    assert math.isnan(line.slope)
    assert math.isnan(line.intercept)
    assert math.isnan(calibration_line([], []).slope)


def test_separated_classes_have_no_slope_but_an_intercept():
    line = calibration_line([False, False, True, True], [0.1, 0.2, 0.8, 0.9])
    assert math.isnan(line.slope)
    assert math.isfinite(line.intercept)
    assert math.isnan(calibration_line([False, True, False, True], [0.3, 0.3, 0.3, 0.3]).slope)


def test_weights_count_an_image_so_many_times():
    positive, probabilities = scored_images(80, seed=4)
    times = np.random.default_rng(1).integers(0, 4, 80)
    weighted = calibration_line(positive, probabilities, times)
    repeated = calibration_line(np.repeat(positive, times), np.repeat(probabilities, times))
    assert weighted.slope == pytest.approx(repeated.slope, abs=1e-9)
    assert weighted.intercept_error == pytest.approx(repeated.intercept_error, abs=1e-9)


@pytest.mark.parametrize(("n", "seed"), [(60, 1), (900, 2)])
def test_clustered_errors_are_those_of_statsmodels(n, seed):
    positive, probabilities = scored_images(n, seed=seed)
    clusters = np.arange(n) // 3
    logits = np.log(probabilities / (1 - probabilities))
    line = calibration_line(positive, probabilities, clusters=clusters)
    options = {"cov_type": "cluster", "cov_kwds": {"groups": clusters}}
    free = sm.GLM(positive.astype(float), sm.add_constant(logits), family=sm.families.Binomial())
    held = sm.GLM(positive.astype(float), np.ones(n), family=sm.families.Binomial(), offset=logits)
    assert line.slope_error == pytest.approx(free.fit(method="newton", disp=0, **options).bse[1], abs=1e-9)
    assert line.intercept_error == pytest.approx(
        held.fit(method="newton", disp=0, **options).bse[0], abs=1e-9
    )


def test_clustered_errors_are_about_those_of_a_bootstrap_of_patients():
    positive, probabilities = scored_images(600, seed=5)
    # Every image twice: without clusters the errors would be too small by the square root of two.
    positive, probabilities = np.repeat(positive, 2), np.repeat(probabilities, 2)
    patients = np.arange(1200) // 2
    line = calibration_line(positive, probabilities, clusters=patients)
    bootstrap = PatientBootstrap(positive, patients, replicates=300)
    fits = [
        calibration_line(positive, probabilities, weights)
        for (block,) in bootstrap.weights(np.arange(1200))
        for weights in block
    ]
    assert line.slope_error == pytest.approx(np.std([fit.slope for fit in fits]), rel=0.15)


def test_one_patient_has_no_clustered_error():
    positive, probabilities = scored_images(30)
    assert math.isnan(calibration_line(positive, probabilities, clusters=np.zeros(30)).slope_error)
