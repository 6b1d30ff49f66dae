"""Label tables: labelled radiographs listed in a CSV file, with boxes in another one beside it."""

import csv
from collections.abc import Iterator
from pathlib import Path

from training.data.dataset import LABELS, PNEUMONIA, Box, Sample, UnusableDataset, sample_from_name

BOXES = "boxes.csv"

LABEL_NOISE = {"text-mined": 0.15}
"""Extra label smoothing by `label_source`: about one in eight labels from text mining of reports is wrong."""

PNEUMONIA_BOXES = frozenset({"pneumonia", "infiltrate", "infiltration", "consolidation"})
"""Labels of boxes, in lower case, that mark what PNEUMONIA stands for."""


def read_label_table(file: Path, source: str) -> list[Sample]:
    """The images of a CSV file, in its order.

    Columns: `file`, relative to the table; `label` or `class`: NORMAL, PNEUMONIA or OTHER; and, optionally,
    `patient`, `source` (a part of this source, balanced by itself), `kind` ("bacteria" or "virus"), `group`
    (images acquired alike, for stratification) and `label_source`. Other columns are ignored. Boxes are the
    rows of `boxes.csv` beside the table: file, label, x0, y0, x1, y1 as shares of width and height.

    Raises:
        UnusableDataset: the table cannot be read, lacks a column, or names a file that does not exist.
    """
    boxes = _read_boxes(file.parent / BOXES)
    samples = [
        _sample(row, f"{file.name}, line {line}", file.parent, source, boxes) for line, row in _rows(file)
    ]
    if not samples:
        raise UnusableDataset(f"{file} lists no images.")
    return samples


def _sample(
    row: dict[str, str], where: str, folder: Path, source: str, boxes: dict[str, tuple[Box, ...]]
) -> Sample:
    name, label = row.get("file", ""), (row.get("label") or row.get("class") or "").upper()
    if not name or label not in LABELS:
        raise UnusableDataset(f"{where}: a label table needs file, and label or class: {', '.join(LABELS)}.")
    path = folder / name
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        raise UnusableDataset(f"{where}: {name} is not a file beside or below the table.")
    part = f"{source}/{row['source']}" if row.get("source") else source
    known = sample_from_name(path, part, LABELS.index(label))
    label_source = row.get("label_source") or ""
    return Sample(
        path,
        part,
        known.label,
        f"{source}:{row['patient']}" if row.get("patient") else known.patient,
        kind=row.get("kind") or known.kind,
        acquisition=row.get("group") or known.acquisition,
        label_source=label_source,
        label_noise=LABEL_NOISE.get(label_source, 0.0),
        boxes=boxes.get(name, ()) if known.label == PNEUMONIA else (),
    )


def _read_boxes(file: Path) -> dict[str, tuple[Box, ...]]:
    """The boxes of pneumonia by file; {} without a file of boxes."""
    found: dict[str, tuple[Box, ...]] = {}
    if not file.is_file():
        return found
    for line, row in _rows(file):
        if row.get("label", "").lower() not in PNEUMONIA_BOXES:
            continue
        try:
            x0, y0, x1, y1 = (float(row[edge]) for edge in ("x0", "y0", "x1", "y1"))
            if not (0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1):
                raise ValueError("edges must rise within 0 to 1")
            found[row["file"]] = (*found.get(row["file"], ()), (x0, y0, x1, y1))
        except (KeyError, ValueError) as error:
            raise UnusableDataset(f"{file.name}, line {line}: this is not a box ({error}).") from None
    return found


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the numbers of their lines; cells that are missing are empty."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            for row in (reader := csv.DictReader(stream, restval="")):
                yield reader.line_num, {name.strip(): value.strip() for name, value in row.items() if name}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableDataset(f"{file} cannot be read as CSV ({error}).") from None
