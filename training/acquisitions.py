"""Leave one acquisition out: how a model does on normals from a device that it has not seen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from training.calibration import operating_points
from training.dataset import Film, UnusableDataset
from training.features import extract
from training.kept import load_network
from training.split import Split
from xray_desktop.imaging import Preprocessing


def without_acquisition(split: Split, acquisition: str) -> Split:
    """The split with the normals of one acquisition taken out of its training side.

    Raises:
        UnusableDataset: the training side has no normals of that acquisition, or no others.
    """
    kept = tuple(film for film in split.train if film.acquisition != acquisition)
    if len(kept) == len(split.train) or not any(film.acquisition for film in kept):
        raise UnusableDataset(f"The training side cannot do without the acquisition {acquisition}.")
    return Split(kept, split.validation, split.seed, split.data_sha256)


def left_out_figures(
    weights: Path, split: Split, acquisition: str, *, limit: int = 300, seed: int = 0
) -> dict[str, Any]:
    """Figures of a model on the acquisition that it was trained without, PNEUMONIA being positive.

    The threshold is the balanced one on validation films of the acquisitions that it knows; the left-out
    normals, none of which it has seen, stand against the validation side's pneumonia of the same source.
    """
    unseen = [f for f in (*split.train, *split.validation) if f.acquisition == acquisition]
    source = unseen[0].source
    known = [f for f in split.validation if f.acquisition and f.acquisition != acquisition]
    ill = [f for f in split.validation if f.source == source and f.label == 1]
    groups = [_some(films, limit, seed) for films in (unseen, known, ill)]
    network = load_network(weights)
    unseen_p, known_p, ill_p = (
        1 / (1 + np.exp(-extract(network, films, Preprocessing()).logits[:, 0].astype(np.float64)))
        for films in groups
    )
    labels = np.repeat([0, 1], [len(known_p), len(ill_p)])
    points = operating_points(np.concatenate([known_p, ill_p]), labels, np.ones(len(labels)), seed=seed)
    threshold = next(point.threshold for point in points if point.name == "balanced")

    def auc(normal: np.ndarray) -> float:
        return float(
            roc_auc_score(np.repeat([0, 1], [len(normal), len(ill_p)]), np.concatenate([normal, ill_p]))
        )

    return {
        "left_out": acquisition,
        "normals_left_out": len(unseen_p),
        "normals_known": len(known_p),
        "pneumonia": len(ill_p),
        "auc_left_out": auc(unseen_p),
        "auc_known": auc(known_p),
        "sensitivity": float((ill_p >= threshold).mean()),
        "specificity_left_out": float((unseen_p < threshold).mean()),
        "specificity_known": float((known_p < threshold).mean()),
    }


def _some(films: Sequence[Film], limit: int, seed: int) -> list[Film]:
    chosen = np.random.default_rng(seed).permutation(len(films))[:limit]
    return [films[index] for index in sorted(chosen)]
