"""The decision curve against its formula, threshold by threshold."""

import numpy as np
import pytest

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.decision_curve import THRESHOLDS, decision_curve


def test_net_benefit_is_that_of_vickers_and_elkin_at_every_threshold():
    positive, probabilities = scored_images(300, seed=8)
    curve = decision_curve(positive, probabilities)
    for index, threshold in enumerate(THRESHOLDS):
        called = probabilities >= threshold
        odds = threshold / (1 - threshold)
        expected = (called & positive).sum() / 300 - (called & ~positive).sum() / 300 * odds
        assert curve.model[index] == pytest.approx(expected, abs=1e-12)
        everyone = positive.mean() - (1 - positive.mean()) * odds
        assert curve.all_positive[index] == pytest.approx(everyone, abs=1e-12)


def test_one_class_only_and_no_images():
    assert decision_curve([], []) is None
    assert (decision_curve([False], [0.5]).model <= 0).all()
    assert np.allclose(decision_curve([True, True], [0.995, 0.995]).model, 1)
