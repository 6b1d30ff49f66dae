"""The loss by which a narrow network learns what a wide one computes."""

import torch
from torch import Tensor, nn

from training.network.model import Outputs

TEMPERATURE = 2.0
"""Softens the teacher's probabilities, most of which are close to 0 or 1 (Hinton et al. 2015)."""

_LEAST_VARIANCE = 0.01
"""Of a channel, in relation to the mean channel: one that hardly varies would outweigh the others."""


def distillation_loss(student: Outputs, teacher: Outputs) -> Tensor:
    """How far a student is from its teacher: feature maps of blocks 4 and 5, and logits.

    The maps are compared place by place (Romero et al. 2015, "FitNets"; both networks have as many channels
    there, so that no layer between them is needed): heads, gate and CAM read them. The logits are compared at
    `TEMPERATURE`, times its square, as Hinton et al. do.
    """
    return (
        feature_loss(student.block4, teacher.block4)
        + feature_loss(student.block5, teacher.block5)
        + logit_loss(student.logits, teacher.logits)
    )


def feature_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """Squared error of feature maps (N, C, H, W) in relation to the teacher's variance: mean over channels.

    1 for a student that gives each channel's mean everywhere.
    """
    variance = teacher.var(dim=(0, 2, 3), correction=0)
    least = _LEAST_VARIANCE * variance.mean() + torch.finfo(variance.dtype).tiny
    error = ((student - teacher) ** 2).mean(dim=(0, 2, 3))
    return (error / variance.clamp(min=least)).mean()


def logit_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """Kullback-Leibler divergence of the student's probabilities from the teacher's, each logit (N, K) by
    itself: mean over all, 0 where they agree.
    """
    soft = torch.sigmoid(teacher / TEMPERATURE)
    entropy = nn.functional.binary_cross_entropy_with_logits(teacher / TEMPERATURE, soft)
    cross = nn.functional.binary_cross_entropy_with_logits(student / TEMPERATURE, soft)
    return (cross - entropy) * TEMPERATURE**2
