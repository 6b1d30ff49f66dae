"""Weights in whole numbers."""

import numpy as np
import pytest

from training.network.gptq import patches, round_weights


@pytest.fixture
def layer():
    """Weights of a layer, and what it sees: inputs that go together, as neighbouring pixels do."""
    rng = np.random.default_rng(0)
    seen = rng.standard_normal((4000, 12)) @ rng.standard_normal((12, 90)) + 0.1 * rng.standard_normal(
        (4000, 90)
    )
    return rng.standard_normal((16, 90)), seen


def _error(weight, rounded, seen):
    return float((((weight - rounded) @ seen.T) ** 2).mean())


def test_the_layer_changes_far_less_than_by_rounding_each_weight(layer):
    weight, seen = layer
    whole, scale = round_weights(weight, seen.T @ seen, 15)
    nearest = np.rint(weight / scale[:, None]) * scale[:, None]
    ours = _error(weight, whole * scale[:, None], seen)
    assert ours < 0.3 * _error(weight, nearest, seen)


def test_numbers_stay_in_their_range_and_the_largest_weight_sets_the_scale(layer):
    weight, seen = layer
    weight[3] = 0
    whole, scale = round_weights(weight, seen.T @ seen, 63)
    assert whole.dtype == np.int8
    assert np.abs(whole.astype(int)).max() <= 63
    others = np.arange(16) != 3
    np.testing.assert_allclose(scale[others], np.abs(weight[others]).max(axis=1) / 63)
    assert not whole[3].any()


def test_inputs_that_are_never_seen_are_rounded_to_the_nearest(layer):
    weight, _ = layer
    whole, scale = round_weights(weight, np.zeros((90, 90)), 127)
    np.testing.assert_array_equal(whole, np.rint(weight / scale[:, None]))


def test_patches_are_what_a_convolution_with_a_border_multiplies():
    torch = pytest.importorskip("torch", reason="the training package needs torch")
    rng = np.random.default_rng(1)
    maps = rng.standard_normal((1, 3, 6, 5)).astype(np.float32)
    kernel = rng.standard_normal((4, 3, 3, 3)).astype(np.float32)
    expected = torch.nn.functional.conv2d(torch.from_numpy(maps), torch.from_numpy(kernel), padding=1)
    places = expected[0].numpy().reshape(4, -1).T
    given = patches(maps, 40, rng) @ kernel.reshape(4, -1).T
    distances = np.abs(given[:, None] - places[None]).max(axis=2)
    assert distances.min(axis=1).max() < 1e-4
    assert len(set(distances.argmin(axis=1))) > 10
