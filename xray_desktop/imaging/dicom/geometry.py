"""Pixels that are not square, and display shutters (PS3.3, C.7.6.3.1.7 and C.7.6.11)."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from xray_desktop.imaging.dicom.elements import numbers, text
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.messages import Message, message

_SQUARE = 0.01
_LARGEST_ASPECT = 10.0
_MOST_VERTICES = 1000


def with_geometry(radiograph: Radiograph, ds: Dataset) -> Radiograph:
    """The radiograph with the shape of its pixels and its display shutter, and notes on them."""
    aspect, shutter = _aspect(radiograph, ds), _shutter(radiograph.pixels.shape, ds)
    notes: list[Message] = []
    if aspect != 1.0:
        notes.append(message("dicom_pixels_not_square", aspect=aspect))
    if shutter is not None:
        notes.append(message("dicom_shutter_applied"))
    return replace(radiograph, aspect=aspect, shutter=shutter, notes=(*radiograph.notes, *notes))


def _aspect(radiograph: Radiograph, ds: Dataset) -> float:
    """Height of a pixel by its width: by the spacing, else by Pixel Aspect Ratio; 1 for absurd ones."""
    vertical, horizontal = radiograph.spacing or [*numbers(ds, "PixelAspectRatio"), 0.0, 0.0][:2]
    if vertical <= 0 or horizontal <= 0:
        return 1.0
    aspect = vertical / horizontal
    if abs(aspect - 1) <= _SQUARE or not 1 / _LARGEST_ASPECT <= aspect <= _LARGEST_ASPECT:
        return 1.0
    return aspect


def _shutter(shape: tuple[int, ...], ds: Dataset) -> npt.NDArray[np.bool_] | None:
    """Where a shutter covers an image; None without one, or when it is damaged or would cover everything."""
    open_parts = [
        part
        for kind, make in (("RECTANGULAR", _rectangle), ("CIRCULAR", _circle), ("POLYGONAL", _polygon))
        if kind in text(ds, "ShutterShape").upper()
        if (part := make(shape, ds)) is not None
    ]
    if not open_parts:
        return None
    shutter = ~np.logical_and.reduce(open_parts)
    return shutter if shutter.any() and not shutter.all() else None


def _rectangle(shape: tuple[int, ...], ds: Dataset) -> npt.NDArray[np.bool_] | None:
    edges = [
        numbers(ds, f"Shutter{edge}Edge")
        for edge in ("LeftVertical", "RightVertical", "UpperHorizontal", "LowerHorizontal")
    ]
    if not all(edges):
        return None
    left, right, upper, lower = (int(edge[0]) for edge in edges)
    part = np.zeros(shape, bool)
    # Columns and rows are counted from 1; the edges are the first and last that are not covered.
    part[max(upper - 1, 0) : max(lower, 0), max(left - 1, 0) : max(right, 0)] = True
    return part


def _circle(shape: tuple[int, ...], ds: Dataset) -> npt.NDArray[np.bool_] | None:
    center, radius = numbers(ds, "CenterOfCircularShutter"), numbers(ds, "RadiusOfCircularShutter")
    if len(center) != 2 or not radius or radius[0] <= 0:
        return None
    rows = np.arange(1, shape[0] + 1)[:, None] - center[0]
    columns = np.arange(1, shape[1] + 1)[None, :] - center[1]
    return np.asarray(rows**2 + columns**2 <= radius[0] ** 2)


def _polygon(shape: tuple[int, ...], ds: Dataset) -> npt.NDArray[np.bool_] | None:
    vertices: list[Any] = numbers(ds, "VerticesOfThePolygonalShutter")
    if len(vertices) < 6 or len(vertices) % 2 or len(vertices) > 2 * _MOST_VERTICES:
        return None
    rows, columns = (np.array(vertices[start::2]) - 1 for start in (0, 1))  # the file names the row first
    # Even-odd rule: each edge toggles, in the rows that it crosses, everything to the right of it.
    toggled = np.zeros((shape[0], shape[1] + 1), bool)
    for row, column, next_row, next_column in zip(
        rows, columns, np.roll(rows, -1), np.roll(columns, -1), strict=True
    ):
        low, high = sorted((row, next_row))
        crossed = np.arange(max(math.ceil(low), 0), min(math.ceil(high), shape[0]))
        if not crossed.size:
            continue
        at = column + (crossed - row) / (next_row - row) * (next_column - column)
        np.logical_xor.at(toggled, (crossed, np.clip(np.ceil(at), 0, shape[1]).astype(int)), True)
    return np.asarray(np.logical_xor.accumulate(toggled, axis=1)[:, :-1])
