"""Validation during training."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import nn

from training.data.augmentation import Grey, augment
from training.data.augmentation_config import Augmentation
from training.data.dataset import NORMAL, OTHER, Sample, limited, load_inputs
from training.data.sampling import to_grey
from training.network.model import ABNORMAL, PNEUMONIA
from xray_desktop.imaging import Preprocessing

SEED = 2
"""Of the choice of images: the same for all runs, whatever their own seed, so that they are comparable."""


@dataclass(frozen=True, eq=False)
class ValidationSet:
    """Validation images, unchanged and augmented.

    Attributes:
        samples: the images.
        clean, shifted: float32 (images, size, size), 0 to 1.
    """

    samples: list[Sample]
    clean: Grey
    shifted: Grey

    @classmethod
    def of(cls, samples: Sequence[Sample], *, limit: int, size: int) -> "ValidationSet":
        """Up to `limit` images, the same number of every source and class, as inputs of `size` pixels.

        The default augmentation is used whatever the training uses: runs must be comparable.
        """
        cells = len({(sample.source, sample.label) for sample in samples})
        chosen = limited(samples, max(1, limit // cells), SEED)
        clean = to_grey(load_inputs(chosen, Preprocessing(size=size)))
        shifted = [
            augment(grey, size, Augmentation(), np.random.default_rng((SEED, index)))
            for index, grey in enumerate(clean)
        ]
        return cls(chosen, clean, np.stack(shifted))

    def figures(self, model: nn.Module, device: torch.device, *, flip: bool = False) -> dict[str, float]:
        """ROC AUC of PNEUMONIA by source, on unchanged and augmented images; `auc` is the mean of them all.

        Also that of viral pneumonia against the normals of its source, the hardest distinction, and that of
        PNEUMONIA and OTHER together against NORMAL, by the output for abnormal.

        Args:
            flip: take the mean logit of an image and its mirror image, which costs twice the time.
        """
        figures: dict[str, float] = {}
        of_viral: dict[str, float] = {}
        labels = np.array([sample.label for sample in self.samples])
        two = labels != OTHER
        of_abnormal: dict[str, float] = {}
        sources = np.array([sample.source for sample in self.samples])
        viral = np.array([sample.kind == "virus" for sample in self.samples])
        against = np.isin(sources, sources[viral]) & (viral | (labels == NORMAL))
        for name, grey in (("clean", self.clean), ("shifted", self.shifted)):
            logits = logits_of(model, grey, device)
            if flip:
                mirrored = np.ascontiguousarray(grey[:, :, ::-1])
                logits = (logits + logits_of(model, mirrored, device)) / 2
            scores = logits[:, PNEUMONIA]
            for source in sorted(set(sources)):
                here = (sources == source) & two
                figures[f"auc_{source}_{name}"] = float(roc_auc_score(labels[here], scores[here]))
                with_other = sources == source
                if (labels[with_other] == OTHER).any():
                    ill = labels[with_other] != NORMAL
                    auc = float(roc_auc_score(ill, logits[with_other, ABNORMAL]))
                    of_abnormal[f"auc_abnormal_{source}_{name}"] = auc
            if viral.any():
                of_viral[f"auc_viral_{name}"] = float(roc_auc_score(labels[against], scores[against]))
        figures["auc"] = float(np.mean(list(figures.values())))
        return figures | of_viral | of_abnormal


def logits_of(network: nn.Module, grey: np.ndarray, device: torch.device, *, batch: int = 32) -> np.ndarray:
    """Logits (N, 3), float32, of inputs (N, size, size), 0 to 1, without gradients."""
    network.eval()
    parts = []
    with torch.inference_mode(), mixed_precision(device):
        for first in range(0, len(grey), batch):
            part = torch.from_numpy(grey[first : first + batch])[:, None].to(device)
            parts.append(network(part.contiguous(memory_format=torch.channels_last)).float().cpu().numpy())
    return np.concatenate(parts)


def mixed_precision(device: torch.device) -> torch.autocast:
    """bfloat16 on a GPU and on a processor with matrix tiles (AMX).

    With the AVX-512 instructions alone a step took 1.7 times as long as in float32.
    """
    tiles = getattr(torch.cpu, "_is_amx_tile_supported", lambda: False)()
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda" or tiles)
