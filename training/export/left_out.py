"""Leave one out: performance on an acquisition, or a whole source, that the model has not seen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from training.data.dataset import Sample, UnusableDataset
from training.data.split import Split
from training.export.calibration import operating_points
from training.export.features import extract
from training.fitting.run_state import load_network
from training.network.model import Network
from xray_desktop.imaging import Preprocessing

Numbers = npt.NDArray[np.float64]


def without_acquisition(split: Split, acquisition: str) -> Split:
    """The split with the normals of one acquisition taken out of its training side.

    Raises:
        UnusableDataset: the training side has no normals of that acquisition, or no others.
    """
    kept = tuple(sample for sample in split.train if sample.acquisition != acquisition)
    if len(kept) == len(split.train) or not any(sample.acquisition for sample in kept):
        raise UnusableDataset(f"The training side cannot do without the acquisition {acquisition}.")
    return Split(kept, split.validation, split.seed, split.data_sha256)


def without_source(split: Split, source: str) -> Split:
    """The split with one source taken out of both sides: it must not choose the best step either.

    Raises:
        UnusableDataset: a side has no image of that source, or no others.
    """
    sides = []
    for samples in (split.train, split.validation):
        kept = tuple(sample for sample in samples if sample.source != source)
        if len(kept) in (0, len(samples)):
            raise UnusableDataset(f"The split cannot do without the source {source}.")
        sides.append(kept)
    return Split(sides[0], sides[1], split.seed, split.data_sha256)


def acquisition_figures(
    weights: Path, split: Split, acquisition: str, *, limit: int = 300, seed: int = 0
) -> dict[str, Any]:
    """Figures of a model on the acquisition that it was trained without, PNEUMONIA being positive.

    The threshold is the balanced one on validation images of the acquisitions that it knows; the left-out
    normals, none of which it has seen, stand against the validation side's pneumonia of the same source.
    """
    unseen = [f for f in (*split.train, *split.validation) if f.acquisition == acquisition]
    source = unseen[0].source
    known = [
        f
        for f in split.validation
        if f.source == source and f.label == 0 and f.acquisition and f.acquisition != acquisition
    ]
    ill = [f for f in split.validation if f.source == source and f.label == 1]
    network = load_network(weights)
    unseen_p, known_p, ill_p = (
        _probabilities(network, _some(samples, limit, seed)) for samples in (unseen, known, ill)
    )
    threshold = _balanced(known_p, ill_p, seed=seed)
    return {
        "left_out": acquisition,
        "normals_left_out": len(unseen_p),
        "normals_known": len(known_p),
        "pneumonia": len(ill_p),
        "auc_left_out": _auc(unseen_p, ill_p),
        "auc_known": _auc(known_p, ill_p),
        "sensitivity": float((ill_p >= threshold).mean()),
        "specificity_left_out": float((unseen_p < threshold).mean()),
        "specificity_known": float((known_p < threshold).mean()),
    }


def source_figures(
    weights: Path, split: Split, source: str, *, limit: int = 200, seed: int = 0
) -> dict[str, Any]:
    """Figures of a model on the source that it was trained without, PNEUMONIA being positive.

    Up to `limit` validation images of each class of it and of each class of the others together; the
    threshold is the balanced one on those of the others.
    """
    network = load_network(weights)

    def probabilities(*, left_out: bool) -> tuple[Numbers, Numbers]:
        samples = [sample for sample in split.validation if (sample.source == source) == left_out]
        cells = ([sample for sample in samples if sample.label == label] for label in (0, 1))
        normal, ill = (_probabilities(network, _some(cell, limit, seed)) for cell in cells)
        return normal, ill

    unseen, known = probabilities(left_out=True), probabilities(left_out=False)
    threshold = _balanced(*known, seed=seed)
    figures: dict[str, Any] = {"left_out_source": source}
    for name, (normal, ill) in (("left_out", unseen), ("known", known)):
        figures |= {
            f"normals_{name}": len(normal),
            f"pneumonia_{name}": len(ill),
            f"auc_{name}": _auc(normal, ill),
            f"sensitivity_{name}": float((ill >= threshold).mean()),
            f"specificity_{name}": float((normal < threshold).mean()),
        }
    return figures


def _some(samples: Sequence[Sample], limit: int, seed: int) -> list[Sample]:
    chosen = np.random.default_rng(seed).permutation(len(samples))[:limit]
    return [samples[index] for index in sorted(chosen)]


def _probabilities(network: Network, samples: Sequence[Sample]) -> Numbers:
    logits = extract(network, samples, Preprocessing()).logits[:, 0].astype(np.float64)
    return 1 / (1 + np.exp(-logits))


def _labels(normal: Numbers, ill: Numbers) -> npt.NDArray[np.int64]:
    return np.repeat([0, 1], [len(normal), len(ill)])


def _balanced(normal: Numbers, ill: Numbers, *, seed: int) -> float:
    labels = _labels(normal, ill)
    points = operating_points(np.concatenate([normal, ill]), labels, np.ones(len(labels)), seed=seed)
    return next(point.threshold for point in points if point.name == "balanced")


def _auc(normal: Numbers, ill: Numbers) -> float:
    return float(roc_auc_score(_labels(normal, ill), np.concatenate([normal, ill])))
