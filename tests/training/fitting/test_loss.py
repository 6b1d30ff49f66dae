"""The training loss against its parts counted by hand."""

import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from training.data.sampling import Example
from training.fitting.config import TrainingConfig
from training.fitting.loss import box_loss, mixed, training_loss

CONFIG = TrainingConfig("", smoothing=0.1, kind_weight=0.5, abnormal_weight=0.25, box_weight=2.0)


@pytest.fixture
def batch():
    boxes = torch.zeros(4, 2, 2)
    boxes[1, 0, 0] = 1
    return Example(
        torch.rand(4, 1, 32, 32),
        pneumonia=torch.tensor([0.0, 1, -1, 1]),
        abnormal=torch.tensor([0.0, 1, 1, -1]),
        bacterial=torch.tensor([-1.0, 1, -1, 0]),
        noise=torch.tensor([0.2, 0, 0.2, 0]),
        boxes=boxes,
        group=torch.tensor([0, 1, 0, 1]),
    )


def test_each_part_is_a_mean_over_the_images_whose_target_is_known(batch):
    torch.manual_seed(0)
    logits, cam = torch.randn(4, 3), torch.randn(4, 2, 2)

    def of(logit, target, smoothing):
        return cross_entropy(logit, torch.tensor(target * (1 - smoothing) + smoothing / 2))

    pneumonia = (of(logits[0, 0], 0, 0.3) + of(logits[1, 0], 1, 0.1) + of(logits[3, 0], 1, 0.1)) / 3
    bacterial = (of(logits[1, 1], 1, 0.1) + of(logits[3, 1], 0, 0.1)) / 2
    abnormal = (of(logits[0, 2], 0, 0.3) + of(logits[1, 2], 1, 0.1) + of(logits[2, 2], 1, 0.3)) / 3
    boxes = -torch.log(torch.softmax(cam[1].flatten(), dim=0)[0])
    expected = pneumonia + 0.5 * bacterial + 0.25 * abnormal + 2 * boxes
    torch.testing.assert_close(training_loss(logits, cam, batch, CONFIG), expected)


def test_without_boxes_the_cam_costs_nothing():
    assert float(box_loss(torch.randn(4, 2, 2), torch.zeros(4, 2, 2))) == 0


def test_a_mixture_has_a_target_where_both_images_have_one(batch):
    mixture = mixed(batch, 0.75, torch.tensor([1, 3, 0, 2]))
    torch.testing.assert_close(mixture.pneumonia, torch.tensor([0.25, 1, -1, -1]))
    torch.testing.assert_close(mixture.bacterial, torch.tensor([-1, 0.75, -1, -1]))
    torch.testing.assert_close(mixture.grey[0], 0.75 * batch.grey[0] + 0.25 * batch.grey[1])
