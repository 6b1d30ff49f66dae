"""95 % intervals by a bootstrap over patients."""

import numpy as np
import pytest

from xray_desktop.evaluation import intervals, metrics
from xray_desktop.evaluation.intervals import Figure
from xray_desktop.evaluation.metrics import unit_weights


@pytest.fixture
def classified():
    """240 images of 80 patients, scores that overlap and tie."""
    rng = np.random.default_rng(3)
    patients = [f"p{i // 3}" for i in range(240)]
    labels = np.repeat(rng.random(80) < 0.6, 3)
    scores = np.round(np.clip(0.35 * labels + rng.normal(0.35, 0.2, 240), 0, 1), 2)
    return labels, scores, patients


def _classified(labels, scores, calls, patients):
    replicates = intervals.resampling_weights(labels, patients)
    return intervals.classification_figures(labels, scores, calls, patients, replicates)


def test_the_original_projects_table_gives_its_printed_figures():
    """178 / 56 / 12 / 378 with NORMAL as the positive class: precision 93.7 %, recall 76.1 %, F1 0.84."""
    normal = np.r_[np.ones(178 + 56), np.zeros(12 + 378)]
    called_normal = np.r_[np.ones(178), np.zeros(56), np.ones(12), np.zeros(378)]
    counts = metrics.confusion(normal, called_normal, unit_weights(624))
    assert round(float(metrics.ppv(counts)[0]), 3) == 0.937
    assert round(float(metrics.sensitivity(counts)[0]), 3) == 0.761
    assert round(float(metrics.f1(counts)[0]), 2) == 0.84


def test_resampling_keeps_the_samples_of_a_patient_together_and_the_number_of_patients_of_a_class(classified):
    labels, _, patients = classified
    weights = intervals.resampling_weights(labels, patients, replicates=50, seed=1)
    by_patient = weights.reshape(50, 80, 3)
    assert (by_patient == by_patient[:, :, :1]).all()
    assert (weights[:, labels].sum(axis=1) == labels.sum()).all()
    assert (weights[:, ~labels].sum(axis=1) == (~labels).sum()).all()
    assert len(np.unique(weights, axis=0)) == 50


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others(classified):
    labels, scores, patients = classified
    calls = scores >= 0.5

    def figures(seed):
        replicates = intervals.resampling_weights(labels, patients, replicates=200, seed=seed)
        return intervals.classification_figures(labels, scores, calls, patients, replicates)

    assert figures(0) == figures(0)
    assert figures(0) != figures(1)


def test_an_interval_contains_its_figure_and_is_wider_when_patients_have_several_samples(classified):
    labels, scores, patients = classified
    calls = scores >= 0.5
    for figure in _classified(labels, scores, calls, patients).values():
        assert figure.low < figure.value < figure.high
    same_for_all_samples = np.repeat(scores[::3], 3)
    alone = [str(i) for i in range(240)]
    clustered = _classified(labels, same_for_all_samples, calls, patients)["roc_auc"]
    samples = _classified(labels, same_for_all_samples, calls, alone)["roc_auc"]
    assert clustered.high - clustered.low > 1.3 * (samples.high - samples.low)


def test_about_nineteen_of_twenty_intervals_hold_the_true_sensitivity():
    rng = np.random.default_rng(0)
    held = 0
    for trial in range(200):
        calls = rng.random(80) < 0.8
        labels = np.ones(80, bool)
        weights = intervals.resampling_weights(
            labels, [str(i) for i in range(80)], replicates=300, seed=trial
        )
        figure = intervals.with_interval(
            lambda w, calls=calls: metrics.sensitivity(metrics.confusion(np.ones(80), calls, w)), weights
        )
        held += figure.low <= 0.8 <= figure.high
    assert 0.88 <= held / 200 <= 0.99


def test_a_share_of_one_gets_the_exact_interval_and_not_one_of_no_width():
    labels = np.array([1] * 20 + [0] * 20, bool)
    patients = [str(i) for i in range(40)]
    figure = _classified(labels, labels * 1.0, labels, patients)["sensitivity"]
    assert figure == Figure(1.0, pytest.approx(0.8316, abs=1e-4), 1.0)


def test_figures_without_a_denominator_are_undefined_and_null_in_json():
    labels = np.ones(10, bool)
    figures = _classified(labels, np.linspace(0, 1, 10), labels, [str(i) for i in range(10)])
    assert figures["specificity"].as_dict() == {"value": None, "low": None, "high": None}
    assert figures["roc_auc"].as_dict()["value"] is None
    assert figures["sensitivity"].value == 1.0


def test_the_interval_of_a_calibration_error_lies_about_it_although_replicates_lie_too_high():
    rng = np.random.default_rng(0)
    probabilities = rng.random(60)
    labels = rng.random(60) < probabilities
    weights = intervals.resampling_weights(labels, [str(i) for i in range(60)])

    def error(w):
        return metrics.expected_calibration_error(labels, probabilities, w)

    plain = intervals.with_interval(error, weights)
    assert plain.value < error(weights).mean()
    moved = intervals.with_interval(error, weights, centred=True)
    assert 0 <= moved.low < moved.value < moved.high
    assert moved.value == plain.value
