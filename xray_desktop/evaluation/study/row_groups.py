"""Subgroups that need no label table: the folder of an image and its size."""

import math
from collections.abc import Iterable

from xray_desktop.evaluation.labels import LabelledImage, MatchedLabels
from xray_desktop.evaluation.subgroups import MOST_VALUES
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row

FOLDER, SIZE = "folder", "megapixels"
_CLASSES = frozenset(each.value for each in PredictedClass)


def with_row_groups(labels: MatchedLabels, rows: Iterable[Row]) -> MatchedLabels:
    """Labels with the groups "folder" and "megapixels", where they divide the images and no column is called
    so.

    The folder is the path of the file without its name and without folders that name a class.
    """
    rows = [row for row in rows if row.path in labels.images]
    taken = {column for image in labels.images.values() if image.groups for column in image.groups}
    columns: dict[str, list[str]] = {}
    without_classes: dict[str, str] = {}
    folders = []
    for row in rows:
        folder = row.path.rpartition("/")[0]
        if folder not in without_classes:
            parts = folder.split("/")
            without_classes[folder] = "/".join(part for part in parts if part.upper() not in _CLASSES)
        folders.append(without_classes[folder])
    if FOLDER not in taken and 2 <= len(set(folders)) <= MOST_VALUES:
        columns[FOLDER] = folders
    sizes = [_megapixels(row) for row in rows]
    if SIZE not in taken and len(set(sizes)) >= 2:
        columns[SIZE] = sizes
    if not columns:
        return labels
    images: dict[str, LabelledImage] = {}
    for index, row in enumerate(rows):
        image = labels.images[row.path]
        own = {name: values[index] for name, values in columns.items()}
        images[row.path] = LabelledImage(image.positive, image.patient, {**own, **image.groups})
    return MatchedLabels({**labels.images, **images}, labels.remarks)


def _megapixels(row: Row) -> str:
    if not row.width or not row.height:
        return ""
    return f"{math.floor(row.width * row.height / 1e5) / 10:g}"
