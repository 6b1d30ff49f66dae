"""Opening a results file: its images, their results and marks, as entries of the worklist."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from xray_desktop.evaluation.reading_marks import UnusableMarks, read_marks
from xray_desktop.imaging.archives import locate
from xray_desktop.imaging.signatures import HEAD_BYTES, sniff
from xray_desktop.messages import Message, message
from xray_desktop.results.reading import read_results
from xray_desktop.results.recognition import results_kind
from xray_desktop.results.row import Row
from xray_desktop.ui.worklist.entry import NO_MARK, Entry

SUFFIXES = frozenset({".csv", ".jsonl", ".ndjson"})
"""Name suffixes of results files."""

_TRIED = 50


def looks_like_results(path: Path) -> bool:
    """Whether a file is to be opened as results and not as an image: by what it holds.

    One that is named like results and holds neither these nor an image is tried as results, which says what
    is wrong with it.
    """
    if results_kind(path):
        return True
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        with open(path, "rb") as file:
            return sniff(file.read(HEAD_BYTES)) is None
    except OSError:
        return True


def read_entries(csv: Path, images: Path | None = None) -> tuple[Sequence[Entry], Sequence[Message]]:
    """The entries of a results file, and remarks on what is missing.

    Args:
        csv: the results file.
        images: the folder that its paths are relative to; None looks for it around the file.

    Raises:
        UnusableResults: it cannot be read, or is not a results file.
    """
    rows = list(read_results(csv))
    remarks: list[Message] = []
    try:
        marks = read_marks(csv)
    except UnusableMarks as error:
        marks = {}
        remarks.append(error.message)
    root = images or images_folder(csv, rows)
    if root is None:
        root = csv.parent
        if rows:
            remarks.append(message("images_not_found", file=csv.name))
    entries = [
        Entry(os.path.join(root, *row.path.split("/")), row.path, row, marks.get(row.path, NO_MARK), csv)
        for row in rows
    ]
    return entries, remarks


def images_folder(csv: Path, rows: Sequence[Row]) -> Path | None:
    """The folder around a results file in which its images are; None when it is not found."""
    folder = csv.parent
    beside = folder / csv.stem.removesuffix(" results")
    return next((each for each in (folder, beside, folder.parent) if _holds(each, rows)), None)


def _holds(folder: Path, rows: Sequence[Row]) -> bool:
    tried: Iterable[Row] = rows[:: max(1, len(rows) // _TRIED)]
    return any(os.path.lexists(locate(folder, row.path)[0]) for row in tried)
