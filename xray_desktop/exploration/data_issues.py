"""Data issues: unreadable files, exact and near duplicates, patients in two parts or in both classes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from xray_desktop.exploration.perceptual_hash import groups_of_same, perceptual_hashes
from xray_desktop.exploration.survey import SurveyedImage
from xray_desktop.messages import Message, english, message


class IssueKind(StrEnum):
    """The kinds of issues, in their order."""

    PATIENT_IN_PARTS = "patient in several parts"
    SAME_FILE = "same file twice"
    SAME_IMAGE = "same image twice"
    NEAR_DUPLICATE = "nearly the same image"
    PATIENT_IN_CLASSES = "patient in both classes"
    UNREADABLE = "unreadable file"


@dataclass(frozen=True)
class DataIssue:
    """One issue.

    Attributes:
        kind: of issue.
        images: the files concerned, by part and name.
        grave: whether it crosses parts or classes, so that figures on one part say too much of the other, or
            labels contradict each other.
        messages: what it is, in order.
    """

    kind: IssueKind
    images: tuple[SurveyedImage, ...]
    grave: bool
    messages: tuple[Message, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Part and name of each file."""
        return tuple(image.where for image in self.images)

    @property
    def text(self) -> str:
        """What it is, in English."""
        return f"{english(self.messages).removesuffix('.')}."


def find_data_issues(images: Sequence[SurveyedImage]) -> list[DataIssue]:
    """All data issues, by kind, the grave ones first, then by their first file."""
    readable = [image for image in images if image.readable]
    found = [
        DataIssue(IssueKind.UNREADABLE, (image,), False, (image.failure,))
        for image in images
        if image.failure is not None
    ]
    for group in _groups(readable, lambda image: image.sha256):
        found.append(_duplicates(IssueKind.SAME_FILE, "issue_same_file", group))
    for group in _groups(readable, lambda image: image.pixels_sha256):
        if len({image.sha256 for image in group}) > 1:
            found.append(_duplicates(IssueKind.SAME_IMAGE, "issue_same_image", group))
    for group in _near_duplicates(readable):
        found.append(_duplicates(IssueKind.NEAR_DUPLICATE, "issue_near_duplicate", group))
    for group in _groups(images, lambda image: image.patient):
        parts = dict.fromkeys(sorted(image.part for image in group))
        if len(parts) > 1:
            counts = ", ".join(f"{part} {sum(i.part == part for i in group)}" for part in parts)
            about = message("issue_patient_in_parts", patient=_shown(group[0]), counts=counts)
            found.append(DataIssue(IssueKind.PATIENT_IN_PARTS, _sorted(group), True, (about,)))
        if len(_labels(group)) > 1:
            about = message("issue_patient_in_classes", patient=_shown(group[0]))
            found.append(DataIssue(IssueKind.PATIENT_IN_CLASSES, _sorted(group), False, (about,)))
    order = list(IssueKind)
    return sorted(found, key=lambda issue: (order.index(issue.kind), not issue.grave, issue.files))


def _near_duplicates(images: Sequence[SurveyedImage]) -> list[list[SurveyedImage]]:
    """Groups of images that a person would call the same, although their pixels differ."""
    known = [image for image in images if image.thumbnail is not None]
    if not known:
        return []
    thumbnails = np.stack([image.thumbnail for image in known if image.thumbnail is not None])
    groups: dict[int, list[SurveyedImage]] = defaultdict(list)
    for image, number in zip(known, groups_of_same(perceptual_hashes(thumbnails)).tolist(), strict=True):
        groups[number].append(image)
    return [group for group in groups.values() if len({image.pixels_sha256 for image in group}) > 1]


def _duplicates(kind: IssueKind, code: str, group: Sequence[SurveyedImage]) -> DataIssue:
    found = [message(code, count=len(group))]
    across_parts, across_classes = len({image.part for image in group}) > 1, len(_labels(group)) > 1
    if across_parts:
        found.append(message("issue_in_parts"))
    if across_classes:
        found.append(message("issue_in_classes"))
    if len({image.patient for image in group}) > 1:
        found.append(message("issue_of_patients"))
    return DataIssue(kind, _sorted(group), across_parts or across_classes, tuple(found))


def _groups(
    images: Iterable[SurveyedImage], key: Callable[[SurveyedImage], str]
) -> list[list[SurveyedImage]]:
    """Images with the same key, where there are several; those with an empty key are in no group."""
    groups: dict[str, list[SurveyedImage]] = defaultdict(list)
    for image in images:
        if name := key(image):
            groups[name].append(image)
    return [group for group in groups.values() if len(group) > 1]


def _labels(group: Iterable[SurveyedImage]) -> set[str]:
    return {image.label.value for image in group if image.label is not None}


def _shown(image: SurveyedImage) -> str | Message:
    """A patient as a table may name one: by the file's name, but never by the identifier in a DICOM file."""
    return message("issue_dicom_patient") if image.patient.startswith("#") else image.patient


def _sorted(group: Iterable[SurveyedImage]) -> tuple[SurveyedImage, ...]:
    return tuple(sorted(group, key=lambda image: image.where))
