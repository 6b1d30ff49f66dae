"""Kappa against scikit-learn, statsmodels and a published example."""

import math

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa as reference
from statsmodels.stats.inter_rater import fleiss_kappa as fleiss_reference

from xray_desktop.evaluation.agreement import cohens_kappa, fleiss_kappa


def raters(seed, n=90, steps=10):
    random = np.random.default_rng(seed)
    first = random.integers(0, steps, n)
    return first, np.clip(first + random.integers(-2, 3, n), 0, steps - 1)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("steps", [2, 10])
@pytest.mark.parametrize("weights", ["none", "quadratic"])
def test_cohens_kappa_and_its_error_are_those_of_scikit_learn_and_statsmodels(seed, steps, weights):
    first, second = raters(seed, steps=steps)
    kappa = cohens_kappa(first, second, weights=weights)
    name = None if weights == "none" else "quadratic"
    expected = cohen_kappa_score(first, second, labels=range(steps), weights=name)
    assert kappa.value == pytest.approx(expected, abs=1e-12)
    table = np.zeros((steps, steps))
    np.add.at(table, (first, second), 1)
    result = reference(table, wt=name)
    assert kappa.error == pytest.approx(result.std_kappa, abs=1e-12)
    assert kappa.interval == pytest.approx((result.kappa_low, result.kappa_upp), abs=1e-9)


def test_the_example_of_cohen():
    # Two raters and 50 grant proposals, of which they agree on 20 and 15.
    first = [1] * 25 + [0] * 25
    second = [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
    assert cohens_kappa(first, second).value == pytest.approx(0.4, abs=1e-12)


def test_without_images_or_with_one_category_kappa_is_not_defined():
    assert math.isnan(cohens_kappa([], []).value)
    alike = cohens_kappa([1, 1, 1], [1, 1, 1])
    assert math.isnan(alike.value)
    assert (alike.images, alike.observed) == (3, 1.0)


FLEISS = [
    *([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]),
    *([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]),
]


def test_fleiss_kappa_is_that_of_statsmodels_and_of_the_published_example():
    assert fleiss_kappa(FLEISS).value == pytest.approx(fleiss_reference(FLEISS), abs=1e-12)
    assert round(fleiss_kappa(FLEISS).value, 3) == 0.210


def test_the_error_of_fleiss_kappa_of_two_classes_has_its_closed_form():
    random = np.random.default_rng(0)
    called = random.integers(0, 5, 40)
    kappa = fleiss_kappa(np.stack([called, 4 - called], axis=1))
    assert kappa.error == pytest.approx(math.sqrt(2 / (40 * 4 * 3)), abs=1e-12)


def test_fleiss_kappa_without_images_or_with_one_category_is_not_defined():
    assert math.isnan(fleiss_kappa(np.empty((0, 2))).value)
    assert math.isnan(fleiss_kappa([[3, 0], [3, 0]]).value)
