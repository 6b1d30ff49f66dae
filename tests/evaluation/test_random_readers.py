"""Readers as a sample: the published analysis of the Van Dyke study, and what the jackknife is by
definition.
"""

import math

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import roc_auc_score

from tests.evaluation.van_dyke import van_dyke
from xray_desktop.evaluation.random_readers import jackknife_aucs, random_readers
from xray_desktop.evaluation.student_t import quantile_975, two_sided_p


@pytest.fixture(scope="module")
def analysis():
    truth, ratings = van_dyke()
    found = random_readers(truth, ratings)
    assert found is not None
    return found


def test_the_published_difference_of_the_van_dyke_study(analysis):
    """F = 4.456 with 1 and 15.26 degrees of freedom (RJafroc, `dataset02`, Obuchowski-Rockette, random
    readers and cases); cine minus spin-echo here, hence the other sign.
    """
    found = analysis.difference
    assert found.value == pytest.approx(0.0438, abs=5e-5)
    assert (found.low, found.high) == pytest.approx((-0.0003589, 0.0879595), abs=5e-8)
    assert (found.value / found.error) ** 2 == pytest.approx(4.456, abs=5e-4)
    assert found.df == pytest.approx(15.26, abs=5e-3)
    assert found.p == pytest.approx(0.05167, abs=5e-6)


def test_the_published_means_of_the_van_dyke_study(analysis):
    published = ((0.8970, 0.03317, 12.74, 0.8252, 0.9689), (0.9408, 0.02157, 12.71, 0.8941, 0.9875))
    for found, (value, error, df, low, high) in zip(analysis.means, published, strict=True):
        assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=5e-5)
        assert found.error == pytest.approx(error, abs=5e-6)
        assert found.df == pytest.approx(df, abs=5e-3)


def test_the_published_variance_components_of_the_van_dyke_study(analysis):
    found = analysis.components
    assert found.reader == pytest.approx(0.0015350, abs=5e-8)
    assert found.reader_by_read == pytest.approx(0.0002004, abs=5e-8)
    assert found.error == pytest.approx(0.00080228827, abs=5e-12)
    assert found.cov1 == pytest.approx(0.00034661371, abs=5e-12)
    assert found.cov2 == pytest.approx(0.00034407483, abs=5e-12)
    assert found.cov3 == pytest.approx(0.00023902837, abs=5e-12)


def test_the_jackknife_is_that_of_left_out_images():
    truth, ratings = van_dyke()
    scores = ratings.reshape(10, -1)[:4]
    areas, covariance = jackknife_aucs(truth, scores.astype(float))
    n = len(truth)
    left_out = np.array(
        [[roc_auc_score(np.delete(truth, k), np.delete(score, k)) for k in range(n)] for score in scores]
    )
    assert areas == pytest.approx([roc_auc_score(truth, score) for score in scores], abs=1e-12)
    assert covariance == pytest.approx((n - 1) ** 2 / n * np.cov(left_out), abs=1e-12)


@pytest.mark.parametrize("df", [1, 1.5, 4, 15.26, 300.5, 1e4, math.inf])
def test_students_t_is_that_of_scipy(df):
    assert quantile_975(df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-9)
    for t in (0.0, 0.3, -1.7, 2.1, 6.0, 40.0):
        assert two_sided_p(t, df) == pytest.approx(2 * stats.t.sf(abs(t), df), rel=1e-9, abs=1e-300)


def test_one_read_has_a_mean_and_no_difference():
    truth, ratings = van_dyke()
    found = random_readers(truth, ratings[:1])
    assert found is not None
    assert found.difference is None
    assert found.means[0].value == pytest.approx(0.8970, abs=5e-5)


def test_intervals_are_cut_off_where_no_auc_can_be():
    truth, ratings = van_dyke()
    found = random_readers(truth, ratings[:, 3:])
    assert found is not None
    # With about one degree of freedom, half of an interval is a dozen standard errors.
    assert [mean.high for mean in found.means] == [1.0, 1.0]
    assert [mean.low for mean in found.means] == pytest.approx([0.13096, 0.52471], abs=5e-6)
    assert (found.difference.low, found.difference.high) == pytest.approx((-0.21598, 0.34239), abs=5e-6)


def test_readers_who_agree_in_everything_have_the_uncertainty_of_the_images_only():
    truth, ratings = van_dyke()
    same = np.stack([ratings[0, :1].repeat(3, axis=0), ratings[1, :1].repeat(3, axis=0)])
    found = random_readers(truth, same)
    assert found is not None
    assert math.isinf(found.difference.df)
    _, covariance = jackknife_aucs(truth, ratings[:, 0].astype(float))
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    assert found.difference.error == pytest.approx(math.sqrt(variance), rel=1e-9)


def test_two_reads_that_are_the_same_have_no_variance():
    truth, ratings = van_dyke()
    found = random_readers(truth, np.stack([ratings[0], ratings[0]]))
    assert found is not None
    assert found.difference.value == 0.0
    assert math.isnan(found.difference.low)
    assert math.isnan(found.difference.p)


@pytest.mark.parametrize(("readers", "images"), [(1, slice(None)), (5, slice(68, None)), (5, slice(0, 70))])
def test_too_few_readers_or_images_of_a_class_have_no_analysis(readers, images):
    truth, ratings = van_dyke()
    assert random_readers(truth[images], ratings[:, :readers, images]) is None
