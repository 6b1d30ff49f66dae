"""Mixed styles and weights of groups, against NumPy's transform and the published rule."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.fitting.loss import least_loss, smooth_loss
from training.fitting.transfer import GroupWeights, with_style_of


@pytest.fixture
def grey():
    return torch.rand(3, 1, 12, 15, generator=torch.Generator().manual_seed(0)) * 0.2 + 0.4


def test_an_image_that_takes_no_share_stays_as_it_is(grey):
    torch.testing.assert_close(with_style_of(grey, torch.tensor([1, 2, 0]), torch.zeros(3)), grey)


def test_an_image_that_lends_itself_its_style_stays_as_it_is(grey):
    torch.testing.assert_close(with_style_of(grey, torch.arange(3), torch.ones(3)), grey)


def test_amplitudes_are_mixed_and_phases_kept(grey):
    mixed = with_style_of(grey, torch.tensor([1, 2, 0]), torch.tensor([0.25, 0.5, 1.0]))
    for index, (other, share) in enumerate(((1, 0.25), (2, 0.5), (0, 1.0))):
        own, lent = (np.fft.fft2(grey[each, 0].numpy().astype(np.float64)) for each in (index, other))
        spectrum = ((1 - share) * np.abs(own) + share * np.abs(lent)) * np.exp(1j * np.angle(own))
        expected = np.clip(np.fft.ifft2(spectrum).real, 0, 1)
        np.testing.assert_allclose(mixed[index, 0].numpy(), expected, atol=1e-5)


def test_with_a_rate_of_0_the_groups_weigh_the_same():
    groups = GroupWeights(2, 0.0)
    loss = groups(torch.tensor([1.0, 2.0, 6.0]), torch.zeros(3), torch.tensor([0, 1, 1]), torch.ones(3))
    assert float(loss) == pytest.approx((1 + 4) / 2)


def test_the_weight_of_the_worst_group_grows_by_the_exponentiated_gradient():
    groups = GroupWeights(3, 0.1)
    losses, group = torch.tensor([1.0, 3.0, 5.0, 9.0]), torch.tensor([0, 1, 1, 1])
    known = torch.tensor([1.0, 1.0, 1.0, 0.0])
    loss = groups(losses, torch.zeros(4), group, known)
    # The third group has no image in the batch: its weight grows by exp(0), and its loss does not count.
    grown = np.exp(0.1 * np.array([1.0, 4.0, 0.0]))
    weights = grown / grown.sum()
    np.testing.assert_allclose(groups.weights.numpy(), weights, rtol=1e-6)
    assert float(loss) == pytest.approx((weights[0] * 1 + weights[1] * 4) / (weights[0] + weights[1]))


def test_a_loss_that_the_smoothing_makes_unavoidable_gives_no_weight():
    groups = GroupWeights(2, 0.5)
    smoothing = torch.tensor([0.0, 0.2])
    targets = torch.tensor([1.0, 1.0])
    logits = torch.tensor([40.0, np.log(0.9 / 0.1)], dtype=torch.float32)
    losses = smooth_loss(logits, targets, smoothing)
    assert float(losses[1]) == pytest.approx(0.3251, abs=1e-4)
    groups(losses, least_loss(targets, smoothing), torch.tensor([0, 1]), torch.ones(2))
    np.testing.assert_allclose(groups.weights.numpy(), [0.5, 0.5], rtol=1e-5)


def test_the_gradient_of_an_image_is_its_share_of_its_groups_weight():
    groups = GroupWeights(2, 0.5)
    losses = torch.tensor([1.0, 2.0, 4.0], requires_grad=True)
    groups(losses, torch.zeros(3), torch.tensor([0, 1, 1]), torch.ones(3)).backward()
    weights = groups.weights.numpy()
    np.testing.assert_allclose(losses.grad.numpy(), [weights[0], weights[1] / 2, weights[1] / 2], rtol=1e-6)
