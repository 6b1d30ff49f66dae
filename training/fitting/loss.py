"""The training loss: pneumonia, bacterial against viral, abnormal, and the CAM inside the boxes."""

import torch
from torch import Tensor, nn

from training.data.sampling import Example
from training.fitting.config import TrainingConfig
from training.fitting.transfer import GroupWeights
from training.network.model import ABNORMAL, BACTERIAL, PNEUMONIA


def training_loss(
    logits: Tensor, cam: Tensor, batch: Example, config: TrainingConfig, groups: GroupWeights | None = None
) -> Tensor:
    """The loss of a batch; each part is a mean over the images whose target is known.

    Args:
        logits: (N, 3), in the order of the network's outputs.
        cam: (N, rows, columns) of pneumonia.
        batch: targets of -1 are unknown; its boxes are of the size of the CAM.
        groups: weighs sources and classes in the part for pneumonia; without it every image weighs the same.
    """
    smoothing = config.smoothing + batch.noise
    if groups is None:
        loss = _known_mean(logits[:, PNEUMONIA], batch.pneumonia, smoothing)
    else:
        targets = batch.pneumonia.clamp(min=0)
        each = smooth_loss(logits[:, PNEUMONIA], targets, smoothing)
        loss = groups(each, least_loss(targets, smoothing), batch.group, (batch.pneumonia >= 0).float())
    bacterial = torch.full_like(smoothing, config.smoothing)
    loss = loss + config.kind_weight * _known_mean(logits[:, BACTERIAL], batch.bacterial, bacterial)
    loss = loss + config.abnormal_weight * _known_mean(logits[:, ABNORMAL], batch.abnormal, smoothing)
    return loss + config.box_weight * box_loss(cam, batch.boxes)


def box_loss(cam: Tensor, boxes: Tensor) -> Tensor:
    """Minus the logarithm of the share of the CAM's softmax inside the boxes: mean over the images with
    boxes.

    An image whose boxes cover less than half a cell, since they were cropped away, counts as one without.
    """
    inside = boxes.flatten(1)
    boxed = (inside.sum(dim=1) > 0.5).float()
    share = (torch.softmax(cam.flatten(1), dim=1) * inside).sum(dim=1).clamp(min=1e-4)
    return (-torch.log(share) * boxed).sum() / boxed.sum().clamp(min=1)


def mixed(batch: Example, share: float, other: Tensor) -> Example:
    """Mixup (Zhang et al. 2018): `share` of a batch plus the rest of its images in the order of `other`.

    A target of a mixture is known where both images have it; its group is that of the first.
    """

    def mean(values: Tensor) -> Tensor:
        return share * values + (1 - share) * values[other]

    def target(values: Tensor) -> Tensor:
        known = (values >= 0) & (values[other] >= 0)
        return torch.where(known, mean(values), torch.full_like(values, -1.0))

    return Example(
        mean(batch.grey),
        target(batch.pneumonia),
        target(batch.abnormal),
        target(batch.bacterial),
        mean(batch.noise),
        mean(batch.boxes),
        batch.group,
    )


def smooth_loss(logits: Tensor, targets: Tensor, smoothing: Tensor) -> Tensor:
    """Binary cross entropy of each image (N,) with label smoothing (N,)."""
    return nn.functional.binary_cross_entropy_with_logits(logits, _soft(targets, smoothing), reduction="none")


def least_loss(targets: Tensor, smoothing: Tensor) -> Tensor:
    """The smallest value (N,) that `smooth_loss` can take: the entropy of the smoothed targets."""
    soft = _soft(targets, smoothing)
    entropy: Tensor = -torch.special.xlogy(soft, soft) - torch.special.xlogy(1 - soft, 1 - soft)
    return entropy


def _soft(targets: Tensor, smoothing: Tensor) -> Tensor:
    return targets * (1 - smoothing) + smoothing / 2


def _known_mean(logits: Tensor, targets: Tensor, smoothing: Tensor) -> Tensor:
    known = (targets >= 0).float()
    each = smooth_loss(logits, targets.clamp(min=0), smoothing) * known
    return each.sum() / known.sum().clamp(min=1)
