"""Which images show pneumonia: label tables, class folders, and how their labels are matched to images."""

import csv
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xray_desktop.evaluation.dataset_evaluation import class_of_folder
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message, MessageError, message, os_error
from xray_desktop.results.row import REQUIRED_COLUMNS

FILE_COLUMNS = ("file", "path", "filename", "image")
LABEL_COLUMNS = ("label", "class", "truth")
PATIENT_COLUMNS = ("patient", "patient_id")
POSITIVE = (PredictedClass.PNEUMONIA.value,)
NEGATIVE = (PredictedClass.NORMAL.value,)


class UnusableLabels(MessageError):
    """Labels that cannot be read, or that belong to no image."""


@dataclass(frozen=True)
class Entry:
    """A row of a label table.

    Attributes:
        file: path as the table names it, with forward slashes.
        label: the label's text; empty without one.
        patient: the patient's identifier; empty without one.
        groups: value by column of the further columns.
    """

    file: str
    label: str
    patient: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LabelledImage:
    """What a label table says about one image.

    Attributes:
        positive: whether it shows pneumonia.
        patient: the patient's identifier; empty when it is not known.
        groups: value by column, for subgroups.
    """

    positive: bool
    patient: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MatchedLabels:
    """The labels of images.

    Attributes:
        images: by the name of the image; images without a usable label are not in it.
        remarks: what was left out, and why.
    """

    images: Mapping[str, LabelledImage]
    remarks: tuple[Message, ...]


def read_label_table(
    path: str | os.PathLike[str], label_columns: tuple[str, ...] = LABEL_COLUMNS
) -> list[Entry]:
    """The rows of a label table: a CSV with a header (comma, semicolon or tab), or a results CSV.

    One column names the file (one of `FILE_COLUMNS`), one the label (one of `label_columns`), one may name
    the patient (`PATIENT_COLUMNS`); upper and lower case are the same. Every further column is a group. A
    results CSV has the labels of the class folders in its paths.

    Raises:
        UnusableLabels: it cannot be read, or is not a label table.
    """
    name = os.path.basename(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnusableLabels("labels_unreadable", file=name, reason=os_error(error)) from None
    except UnicodeDecodeError:
        raise UnusableLabels("labels_not_text", file=name) from None
    header, *rows = _records(text, name)
    columns = [column.strip() for column in header]
    known = [column.casefold() for column in columns]
    if set(REQUIRED_COLUMNS) <= set(known) and not set(label_columns) & set(known):
        place = known.index("path")
        return entries_of_folders(cells[place] for cells in rows)
    file = _column(known, FILE_COLUMNS, "labels_column_file", name)
    label = _column(known, label_columns, "labels_column_label", name)
    patient = next((known.index(column) for column in PATIENT_COLUMNS if column in known), None)
    groups = [
        index for index in range(len(columns)) if index not in (file, label, patient) and columns[index]
    ]
    return [
        Entry(
            file=_normal(cells[file]),
            label=cells[label].strip(),
            patient="" if patient is None else cells[patient].strip(),
            groups={columns[index]: cells[index].strip() for index in groups},
        )
        for cells in rows
        if cells[file].strip()
    ]


def entries_of_folders(names: Iterable[str]) -> list[Entry]:
    """A label for each image from the nearest folder called NORMAL or PNEUMONIA; empty without such a
    folder.
    """
    return [Entry(_normal(name), class_of_folder(name) or "") for name in names]


def match_labels(
    names: Sequence[str],
    entries: Sequence[Entry],
    *,
    positive: Collection[str] = POSITIVE,
    negative: Collection[str] = NEGATIVE,
) -> MatchedLabels:
    """Finds the label of each image.

    A file of the table is the image of the same name, else the only image whose path ends with the file's
    path, or the other way round. Contradictory labels of an image are not used.

    Args:
        names: the images, as rows name them.
        positive: labels that count as PNEUMONIA; upper and lower case are the same.
        negative: labels that count as NORMAL.

    Raises:
        UnusableLabels: a label counts as both, or no image has a usable label.
    """
    classes = _classes(positive, negative)
    matched, ambiguous, missing = _matched(names, entries)
    images: dict[str, LabelledImage] = {}
    contradictory: list[str] = []
    left_out: dict[str, int] = defaultdict(int)
    unlabelled: list[str] = []
    for name in names:
        given = matched.get(name, [])
        labels = {entry.label.casefold() for entry in given if entry.label}
        if not labels:
            unlabelled.append(name)
        elif len({classes.get(label, label) for label in labels}) > 1:
            contradictory.append(name)
        elif (label := next(iter(labels))) not in classes:
            left_out[next(entry.label for entry in given if entry.label)] += 1
        else:
            images[name] = LabelledImage(
                classes[label],
                next((entry.patient for entry in given if entry.patient), ""),
                {column: value for entry in reversed(given) for column, value in entry.groups.items()},
            )
    if not images:
        _raise_nothing_matched(names, entries, left_out)
    remarks = [
        *_remark("labels_contradictory", contradictory),
        *_remark("labels_ambiguous", ambiguous),
        *_remark("labels_files_missing", missing),
        *_remark("labels_images_unlabelled", unlabelled),
    ]
    for label, count in left_out.items():
        remarks.append(message("labels_left_out", count=count, label=label))
    if without := sum(not image.patient for image in images.values()):
        remarks.append(message("labels_without_patient", count=without))
    return MatchedLabels(images, tuple(remarks))


def _records(text: str, name: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    records: list[list[str]] = []
    try:
        for number, cells in enumerate(
            csv.reader(text.splitlines(True), delimiter=delimiter, strict=True), 1
        ):
            if not any(cell.strip() for cell in cells):
                continue
            if records and len(cells) != len(records[0]):
                raise UnusableLabels("labels_damaged", file=name, row=number)
            records.append(cells)
    except csv.Error:
        raise UnusableLabels("labels_damaged", file=name, row=len(records) + 1) from None
    if len(records) < 2:
        raise UnusableLabels("labels_empty", file=name)
    return records


def _column(known: list[str], names: tuple[str, ...], kind: str, file: str) -> int:
    for name in names:
        if name in known:
            return known.index(name)
    raise UnusableLabels("labels_no_column", file=file, kind=message(kind), names=", ".join(names))


def _classes(positive: Collection[str], negative: Collection[str]) -> dict[str, bool]:
    called = {label.strip().casefold() for label in positive}
    others = {label.strip().casefold() for label in negative}
    if both := called & others:
        raise UnusableLabels("labels_both_classes", label=min(both))
    return dict.fromkeys(called, True) | dict.fromkeys(others, False)


def match_files(names: Sequence[str], files: Sequence[str]) -> list[str | None]:
    """The image that each file of a table is; None when it is none of them, or could be several.

    See `match_labels` for how they are matched.
    """
    return [found[0] if len(found) == 1 else None for found in _candidates(names, files)]


def _matched(
    names: Sequence[str], entries: Sequence[Entry]
) -> tuple[dict[str, list[Entry]], list[str], list[str]]:
    """The entries of each image; the files that may be several images; the files that are none."""
    matched: dict[str, list[Entry]] = defaultdict(list)
    ambiguous: list[str] = []
    missing: list[str] = []
    candidates = _candidates(names, [entry.file for entry in entries])
    for entry, found in zip(entries, candidates, strict=True):
        if len(found) == 1:
            matched[found[0]].append(entry)
        else:
            (ambiguous if found else missing).append(entry.file)
    return matched, ambiguous, missing


def _candidates(names: Sequence[str], files: Sequence[str]) -> list[list[str]]:
    """The images that each file may be."""
    exact = {_normal(name): name for name in names}
    by_base: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for normal, name in exact.items():
        parts = normal.split("/")
        by_base[parts[-1]].append((parts, name))
    candidates: list[list[str]] = []
    for file in map(_normal, files):
        if file in exact:
            candidates.append([exact[file]])
            continue
        parts = file.split("/")
        candidates.append([name for others, name in by_base[parts[-1]] if _ends_alike(parts, others)])
    return candidates


def _ends_alike(first: list[str], second: list[str]) -> bool:
    length = min(len(first), len(second))
    return first[-length:] == second[-length:]


def _raise_nothing_matched(
    names: Sequence[str], entries: Sequence[Entry], left_out: Mapping[str, int]
) -> None:
    if left_out:
        raise UnusableLabels("labels_no_known_class", labels=", ".join(sorted(left_out)[:10]))
    if any(entry.label for entry in entries) and names:
        raise UnusableLabels("labels_no_match", file=entries[0].file, image=names[0])
    raise UnusableLabels("labels_none")


def _remark(code: str, files: Sequence[str]) -> list[Message]:
    return [message(code, count=len(files), file=files[0])] if files else []


def _normal(path: str) -> str:
    return path.strip().replace("\\", "/").removeprefix("./")
