"""McNemar's test against statsmodels, SciPy and a published example."""

import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.stats.contingency_tables import mcnemar as reference

from xray_desktop.evaluation.mcnemar import mcnemar, mcnemar_of_counts


@pytest.mark.parametrize(
    ("first", "second"), [(0, 1), (1, 7), (10, 3), (4, 4), (0, 0), (120, 155), (700, 811)]
)
def test_exact_p_is_that_of_statsmodels_and_mid_p_that_of_its_formula(first, second):
    test = mcnemar_of_counts(first, second)
    assert test.exact == pytest.approx(reference([[5, first], [second, 9]], exact=True).pvalue, abs=1e-12)
    at_observed = binom.pmf(first, first + second, 0.5)
    if first + second == 0:
        assert test.mid_p == 1.0
    elif first == second:
        assert test.mid_p == pytest.approx(1 - at_observed / 2, abs=1e-12)
    else:
        expected = 2 * binom.cdf(min(first, second), first + second, 0.5) - at_observed
        assert test.mid_p == pytest.approx(expected, abs=1e-12)


def test_the_example_of_fagerland_lydersen_and_laake():
    test = mcnemar_of_counts(1, 7)
    assert (round(test.exact, 3), round(test.mid_p, 3)) == (0.070, 0.039)


def test_counts_come_from_the_images_that_only_one_rated_correctly():
    first = np.array([True, True, True, False, False])
    second = np.array([True, False, False, True, False])
    test = mcnemar(first, second)
    assert (test.only_first, test.only_second) == (2, 1)


def test_ten_thousands_of_disagreements_are_exact_and_quick():
    test = mcnemar_of_counts(9_800, 10_200)
    assert test.exact == pytest.approx(2 * binom.cdf(9_800, 20_000, 0.5), rel=1e-9)
