"""Tango's interval against published values, and against the score test that it inverts."""

import math

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import norm

from xray_desktop.evaluation.paired_proportions import paired_difference


def test_the_examples_of_fagerland_lydersen_and_laake():
    # Complete response before and after consolidation therapy (Cavo et al. 2012), 59, 6, 16 and 80 patients.
    cavo = paired_difference(16, 6, 161)
    assert [round(value, 4) for value in (cavo.value, cavo.low, cavo.high)] == [-0.0621, -0.1240, -0.0054]
    # Airway hyper-responsiveness before and after transplantation (Bentur et al. 2009), 1, 1, 7 and 12
    # children.
    bentur = paired_difference(7, 1, 21)
    assert [round(value, 3) for value in (bentur.value, bentur.low, bentur.high)] == [-0.286, -0.517, -0.026]


def score_statistic(difference, first, second, n):
    """The score statistic with the constrained maximum of the likelihood found by search."""

    def minus_likelihood(share):
        terms = (
            (first, share),
            (second, share + difference),
            (n - first - second, 1 - 2 * share - difference),
        )
        return -sum(count * math.log(max(p, 1e-300)) for count, p in terms if count)

    low, high = max(0.0, -difference), (1 - difference) / 2
    share = minimize_scalar(minus_likelihood, bounds=(low, high), options={"xatol": 1e-14}).x
    variance = n * (2 * share + difference - difference**2)
    return (second - first - n * difference) / math.sqrt(variance)


@pytest.mark.parametrize(("first", "second", "n"), [(3, 9, 40), (12, 12, 50), (1, 0, 25), (20, 70, 300)])
def test_the_ends_are_what_the_score_test_just_rejects(first, second, n):
    found = paired_difference(first, second, n)
    z = norm.ppf(0.975)
    for end, sign in ((found.low, 1), (found.high, -1)):
        assert score_statistic(end, first, second, n) == pytest.approx(sign * z, abs=1e-5)


def test_the_ends_are_exact_to_the_last_bits():
    first, second, n = 5, 11, 60
    z = norm.ppf(0.975)

    def statistic(difference):
        b = -first - second + (2 * n - second + first) * difference
        share = (np.sqrt(b * b + 8 * n * first * difference * (1 - difference)) - b) / (4 * n)
        return (second - first - n * difference) / np.sqrt(n * (2 * share + difference * (1 - difference)))

    found = paired_difference(first, second, n)
    assert found.low == pytest.approx(brentq(lambda d: statistic(d) - z, -0.9, 0.1, xtol=1e-14), abs=1e-9)
    assert found.high == pytest.approx(brentq(lambda d: statistic(d) + z, 0.1, 0.9, xtol=1e-14), abs=1e-9)


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 20), (20, 0), (0, 7)])
def test_it_is_defined_without_disagreement_and_at_its_extremes(first, second):
    found = paired_difference(first, second, 20)
    mirrored = paired_difference(second, first, 20)
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high
    assert (found.low, found.high) == pytest.approx((-mirrored.high, -mirrored.low), abs=1e-12)


def test_without_images_it_is_not_defined():
    assert math.isnan(paired_difference(0, 0, 0).value)
