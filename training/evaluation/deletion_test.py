"""Deletion test: how far the probability drops when the most important cells of the CAM are removed."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from training.evaluation.classified import Classified, Progress, outputs_of
from xray_desktop.imaging import read_radiograph
from xray_desktop.inference import Classifier
from xray_desktop.inference.decision import logit

SHARE = 0.2
DRAWS = 3

Mask = npt.NDArray[np.bool_]


def top_cells(cam: npt.NDArray[np.float32], share: float = SHARE) -> Mask:
    """The `share` of a CAM's cells with the highest values; bool, of the map's shape."""
    count = max(1, round(share * cam.size))
    chosen = np.zeros(cam.size, bool)
    chosen[np.argsort(-cam.ravel(), kind="stable")[:count]] = True
    return chosen.reshape(cam.shape)


def random_cells(like: Mask, rng: np.random.Generator) -> Mask:
    """As many cells, anywhere."""
    return rng.permutation(like.ravel()).reshape(like.shape)


def moved_cells(like: Mask, rng: np.random.Generator) -> Mask:
    """The same shape elsewhere: moved round the map, and mirrored at times. Unlike scattered cells, it takes
    connected places away as the top cells do, so that the place alone makes the difference."""
    rows, columns = like.shape
    moved = like[:, ::-1] if rng.random() < 0.5 else like
    return np.roll(moved, (int(rng.integers(rows)), int(rng.integers(columns))), axis=(0, 1))


def deleted(grey: npt.NDArray[np.float32], cells: Mask) -> npt.NDArray[np.float32]:
    """An input (1, 1, size, size) with the chosen cells of the map set to the input's mean grey level."""
    size = grey.shape[-1]
    row = np.arange(size) * cells.shape[0] // size
    column = np.arange(size) * cells.shape[1] // size
    return np.where(cells[np.ix_(row, column)], grey.mean(), grey).astype(np.float32)


def deletion_test(
    classifier: Classifier,
    classified: Sequence[Classified],
    *,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Drops of the probability of PNEUMONIA, over true pneumonia that the model detects.

    An image without a detection has nothing to delete. The random drops of an image are means over
    DRAWS draws.

    Returns:
        {} when the model has no CAM or detects no pneumonia; else the share deleted, the number of images,
        the median drop for the top cells, for random cells and for the same shape elsewhere, the same medians
        in logits, and the share of images whose drop is larger for the top than for random cells.
    """
    threshold = classifier.metadata.operating_point().threshold
    detected = [
        item
        for item in classified
        if item.sample.label == 1 and item.output is not None and item.probability >= threshold
    ]
    detected = [item for item in detected if item.output is not None and item.output.cam is not None]
    if not detected:
        return {}
    kinds = ("top", "random", "moved")
    drops: dict[str, list[float]] = {kind: [] for kind in kinds}
    logit_drops: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number, item in enumerate(detected):
        assert item.output is not None
        assert item.output.cam is not None
        rng = np.random.default_rng((seed, number))
        grey = classifier.prepare(read_radiograph(item.sample.path))
        top = top_cells(item.output.cam)
        masks = {
            "top": [top],
            "random": [random_cells(top, rng) for _ in range(DRAWS)],
            "moved": [moved_cells(top, rng) for _ in range(DRAWS)],
        }
        outputs = iter(
            outputs_of(classifier, (deleted(grey, mask) for kind in kinds for mask in masks[kind]))
        )
        for kind in kinds:
            after = np.array([next(outputs).probability for _ in masks[kind]])
            drops[kind].append(float((item.probability - after).mean()))
            logit_drops[kind].append(float((logit(item.probability) - logit(after)).mean()))
        if progress is not None:
            progress(1)
    return {
        "share_deleted": SHARE,
        "images": len(detected),
        "median_drop": {kind: float(np.median(drops[kind])) for kind in kinds},
        "median_logit_drop": {kind: float(np.median(logit_drops[kind])) for kind in kinds},
        "larger_than_random": float(np.mean(np.array(drops["top"]) > np.array(drops["random"]))),
        "larger_than_moved": float(np.mean(np.array(drops["top"]) > np.array(drops["moved"]))),
    }
