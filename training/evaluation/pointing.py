"""Pointing game: whether the CAM lies where radiologists marked pneumonia (Zhang et al. 2018)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from training.data.dataset import Box
from training.evaluation.classified import Classified

CENTRE = ((0.5, 0.5),)
LOWER_LUNGS = ((0.3, 0.6), (0.7, 0.6))
"""Fixed points (x, y) as shares of width and height, for comparison; of two, half an image's score each."""

Cells = npt.NDArray[np.float64]


def pointing(classified: Sequence[Classified]) -> dict[str, Any]:
    """Figures of the CAM on images with boxes, by source and over all of them.

    Returns:
        {} without such images; else by name of the source, and "all": number of images, share of maxima of
        the CAM inside a box, mean share of the positive part of the CAM inside the boxes, mean share of the
        image that the boxes cover, and the share of hits of the image's centre and of two points in the lower
        lungs.
    """
    marked = [item for item in classified if item.sample.boxes and _cam(item) is not None]
    if not marked:
        return {}
    groups = {source: [i for i in marked if i.sample.source == source] for source in _sources(marked)}
    return {name: _figures(members) for name, members in {"all": marked, **groups}.items()}


def maximum_of(cam: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Where a CAM (rows, columns) is largest: (x, y) of the cell's centre, as shares of width and height."""
    row, column = np.unravel_index(int(np.argmax(cam)), cam.shape)
    return (float(column) + 0.5) / cam.shape[1], (float(row) + 0.5) / cam.shape[0]


def covered(boxes: Sequence[Box], rows: int, columns: int) -> Cells:
    """Share of each cell (rows, columns) that the union of boxes covers, sampled at 8 by 8 points a cell."""
    fine = 8
    x = (np.arange(columns * fine) + 0.5) / (columns * fine)
    y = (np.arange(rows * fine) + 0.5) / (rows * fine)
    inside = np.zeros((rows * fine, columns * fine), bool)
    for left, top, right, bottom in boxes:
        inside |= ((y >= top) & (y < bottom))[:, None] & ((x >= left) & (x < right))[None]
    shares: Cells = inside.reshape(rows, fine, columns, fine).mean(axis=(1, 3))
    return shares


def _figures(members: Sequence[Classified]) -> dict[str, Any]:
    hits, mass, area = [], [], []
    for item in members:
        cam = _cam(item)
        assert cam is not None
        shares = covered(item.sample.boxes, *cam.shape)
        positive = np.maximum(cam - np.median(cam), 0)
        hits.append(_hit(item.sample.boxes, [maximum_of(cam)]))
        mass.append(float((positive * shares).sum() / max(float(positive.sum()), 1e-9)))
        area.append(float(shares.mean()))
    return {
        "images": len(members),
        "maximum_in_box": float(np.mean(hits)),
        "mass_in_boxes": float(np.mean(mass)),
        "area_of_boxes": float(np.mean(area)),
        "centre_in_box": float(np.mean([_hit(item.sample.boxes, CENTRE) for item in members])),
        "lower_lungs_in_box": float(np.mean([_hit(item.sample.boxes, LOWER_LUNGS) for item in members])),
    }


def _hit(boxes: Sequence[Box], points: Sequence[tuple[float, float]]) -> float:
    """Share of the points that lie inside a box."""
    inside = [
        any(left <= x < right and top <= y < bottom for left, top, right, bottom in boxes) for x, y in points
    ]
    return float(np.mean(inside))


def _cam(item: Classified) -> npt.NDArray[np.float32] | None:
    return item.output.cam if item.output is not None else None


def _sources(members: Sequence[Classified]) -> list[str]:
    return sorted({item.sample.source for item in members})
