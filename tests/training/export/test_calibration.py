import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the training package needs scikit-learn")

from training.export.calibration import cell_weights, fit_calibration, operating_points, weighted_share


def _samples(count=4000, seed=0):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, count)
    return rng.normal(2.0 * (2 * labels - 1), 2.0), labels


def test_calibration_recovers_the_odds_that_made_the_labels():
    rng = np.random.default_rng(1)
    logits = rng.normal(0, 3, 20000)
    labels = (rng.random(20000) < 1 / (1 + np.exp(-(0.5 * logits - 1.0)))).astype(int)
    calibration = fit_calibration(logits, labels, np.ones(20000))
    assert calibration.scale == pytest.approx(0.5, abs=0.03)
    assert calibration.offset == pytest.approx(-1.0, abs=0.06)


def test_calibration_follows_the_weights():
    logits, labels = _samples()
    even = fit_calibration(logits, labels, np.ones(len(labels)))
    heavy = fit_calibration(logits, labels, np.where(labels == 1, 9.0, 1.0))
    assert heavy.offset - even.offset == pytest.approx(np.log(9), abs=0.15)


def test_cells_weigh_the_same_whatever_their_size():
    sources, labels = ["a"] * 90 + ["b"] * 10, [0] * 30 + [1] * 60 + [0] * 5 + [1] * 5
    weights = cell_weights(sources, labels)
    totals = {}
    for key, weight in zip(zip(sources, labels, strict=True), weights, strict=True):
        totals[key] = totals.get(key, 0) + weight
    assert weights.mean() == pytest.approx(1)
    assert list(totals.values()) == pytest.approx([25] * 4)


def test_operating_points_keep_what_their_names_promise():
    logits, labels = _samples()
    probability = fit_calibration(logits, labels, np.ones(len(labels))).probability(logits)
    high_sensitivity, balanced, high_specificity = operating_points(probability, labels, np.ones(len(labels)))
    assert [p.name for p in (high_sensitivity, balanced, high_specificity)] == [
        "high_sensitivity",
        "balanced",
        "high_specificity",
    ]
    assert high_sensitivity.threshold < balanced.threshold < high_specificity.threshold
    assert high_sensitivity.sensitivity[0] >= 0.98
    assert high_specificity.specificity[0] >= 0.98
    assert balanced.sensitivity[0] + balanced.specificity[0] >= max(
        sum((p.sensitivity[0], p.specificity[0])) for p in (high_sensitivity, high_specificity)
    )
    for point in (high_sensitivity, balanced, high_specificity):
        called = probability >= point.threshold
        assert point.sensitivity[0] == pytest.approx(called[labels == 1].mean())
        assert point.specificity[0] == pytest.approx((~called[labels == 0]).mean())
        assert point.sensitivity[1] <= point.sensitivity[0] <= point.sensitivity[2]


def test_classes_that_part_perfectly_still_give_rising_thresholds():
    labels = np.repeat([0, 1], 50)
    points = operating_points(np.linspace(0.01, 0.99, 100), labels, np.ones(100))
    thresholds = [point.threshold for point in points]
    assert thresholds == sorted(thresholds)
    assert all(point.sensitivity[0] == point.specificity[0] == 1 for point in points)


def test_a_share_is_weighted_and_its_interval_is_the_same_each_time():
    hit, among = np.array([True, False, True, False]), np.array([True, True, True, False])
    weights = np.array([1.0, 2.0, 1.0, 100.0])
    share = weighted_share(hit, among, weights, seed=3)
    assert share[0] == pytest.approx(0.5)
    assert share == weighted_share(hit, among, weights, seed=3)


def test_operating_points_exist_although_each_class_has_a_sample_at_the_other_ones_end():
    probability = np.array([0.05, 0.2, 0.3, 0.7, 0.8, 0.95])
    labels = np.array([1, 0, 0, 1, 1, 0])
    points = {point.name: point for point in operating_points(probability, labels, np.ones(6))}
    assert points["high_sensitivity"].threshold < 0.05
    assert points["high_sensitivity"].sensitivity[0] == 1.0
    assert 0.3 < points["balanced"].threshold < 0.7
    assert 0.95 < points["high_specificity"].threshold < 1
    assert points["high_specificity"].specificity[0] == 1.0
