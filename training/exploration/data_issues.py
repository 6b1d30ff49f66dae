"""Data issues: unreadable files, duplicates, patients in two parts; and confounders of the class."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from training.exploration.survey import GREY_LEVELS, Entry
from xray_desktop.evaluation import metrics


@dataclass(frozen=True)
class DataIssue:
    """One issue: its kind, the files concerned (part/name, sorted), and a sentence about it."""

    kind: str
    files: tuple[str, ...]
    message: str


UNREADABLE = "unreadable file"
SAME_FILE = "same file twice"
SAME_IMAGE = "same image twice"
PATIENT_IN_PARTS = "patient in several parts"
PATIENT_IN_CLASSES = "patient in both classes"
KINDS = (UNREADABLE, SAME_FILE, SAME_IMAGE, PATIENT_IN_PARTS, PATIENT_IN_CLASSES)


def find_data_issues(entries: Sequence[Entry]) -> list[DataIssue]:
    """All data issues, by kind in the order of KINDS, then by their first file."""
    found = [DataIssue(UNREADABLE, (entry.where,), entry.error) for entry in entries if not entry.readable]
    same_file = _groups(entries, lambda entry: entry.sha256 if entry.readable else "")
    found += [
        DataIssue(SAME_FILE, _names(group), "Byte for byte equal" + _spread(group)) for group in same_file
    ]
    for group in _groups(entries, lambda entry: entry.pixels_sha256):
        if len({entry.sha256 for entry in group}) > 1:
            found.append(DataIssue(SAME_IMAGE, _names(group), "Equal pixel by pixel" + _spread(group)))
    for group in _groups(entries, _patient):
        parts = sorted({entry.part for entry in group})
        if len(parts) > 1:
            counts = ", ".join(f"{sum(e.part == part for e in group)} in {part}" for part in parts)
            message = f"Patient {_patient(group[0])} by the files' names: {counts}."
            found.append(DataIssue(PATIENT_IN_PARTS, _names(group), message))
        if len({entry.sample.label for entry in group}) > 1:
            message = f"Patient {_patient(group[0])} by the files' names has images of both classes."
            found.append(DataIssue(PATIENT_IN_CLASSES, _names(group), message))
    return sorted(found, key=lambda data_issue: (KINDS.index(data_issue.kind), data_issue.files))


@dataclass(frozen=True)
class Confounder:
    """How well a number that does not depend on the lungs separates the classes of a part.

    `auc` is the ROC AUC of PNEUMONIA, or of NORMAL when it is higher: 0.5 is chance, 1 separates them.
    """

    part: str
    attribute: str
    normal_median: float
    pneumonia_median: float
    auc: float


def find_confounders(entries: Sequence[Entry]) -> list[Confounder]:
    """Size, shape and exposure of the images of each part that holds both classes."""
    level = np.arange(GREY_LEVELS)

    def mean_grey(entry: Entry) -> float:
        return float(entry.levels @ level) if entry.levels is not None else 0.0

    def spread_of_grey(entry: Entry) -> float:
        if entry.levels is None:
            return 0.0
        return float(np.sqrt(entry.levels @ (level - mean_grey(entry)) ** 2))

    attributes: dict[str, Callable[[Entry], float]] = {
        "width (pixels)": lambda entry: entry.width,
        "height (pixels)": lambda entry: entry.height,
        "aspect ratio (width / height)": lambda entry: entry.width / max(entry.height, 1),
        "file size (bytes)": lambda entry: entry.size,
        "mean grey level": mean_grey,
        "standard deviation of grey levels": spread_of_grey,
    }
    found = []
    for part in dict.fromkeys(entry.part for entry in entries):
        samples = [entry for entry in entries if entry.part == part and entry.readable]
        labels = np.array([entry.sample.label for entry in samples], bool)
        if not labels.any() or labels.all():
            continue
        for attribute, value in attributes.items():
            values = np.array([value(entry) for entry in samples], float)
            auc = float(metrics.roc_auc(labels, values, metrics.unit_weights(len(samples)))[0])
            medians = float(np.median(values[~labels])), float(np.median(values[labels]))
            found.append(Confounder(part, attribute, *medians, max(auc, 1 - auc)))
    return found


def _patient(entry: Entry) -> str:
    """The patient's key; empty where the name holds none (it is then made from the file's own name)."""
    key = entry.sample.patient.removeprefix(":")
    return "" if "/" in key else key


def _groups(entries: Iterable[Entry], key: Callable[[Entry], str]) -> list[list[Entry]]:
    """Entries with the same key, where there are several; those with an empty key are in no group."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if name := key(entry):
            groups[name].append(entry)
    return [group for group in groups.values() if len(group) > 1]


def _names(group: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted(entry.where for entry in group))


def _spread(group: Sequence[Entry]) -> str:
    remarks = []
    if len({entry.part for entry in group}) > 1:
        remarks.append("in several parts")
    if len({entry.sample.label for entry in group}) > 1:
        remarks.append("IN BOTH CLASSES")
    if len({_patient(entry) for entry in group}) > 1:
        remarks.append("under the names of several patients")
    return (", " + " and ".join(remarks) if remarks else "") + "."
