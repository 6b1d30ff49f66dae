"""All that a survey finds, ready to be shown: counts, histograms, data issues, confounders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from xray_desktop.exploration.confounders import Confounder, find_confounders
from xray_desktop.exploration.data_issues import DataIssue, find_data_issues
from xray_desktop.exploration.grey_levels import MeanHistogram, mean_histogram
from xray_desktop.exploration.survey import SurveyedImage
from xray_desktop.inference.prediction import PredictedClass

LABELS = (PredictedClass.NORMAL, PredictedClass.PNEUMONIA, None)


@dataclass(frozen=True)
class CellCount:
    """The images of one class in one part.

    Attributes:
        part: of the data.
        label: the class; None for images without one.
        images: those that can be read.
        unreadable: files that cannot.
        patients: as far as they are known; an image of an unknown patient counts as a patient.
        width, height: medians in pixels; 0 without images.
        smallest, largest: width and height of the images with the fewest and the most pixels.
    """

    part: str
    label: PredictedClass | None
    images: int
    unreadable: int
    patients: int
    width: int
    height: int
    smallest: tuple[int, int]
    largest: tuple[int, int]


@dataclass(frozen=True, eq=False)
class DatasetOverview:
    """What a survey found.

    Attributes:
        images: all that was surveyed.
        counts: by part and class; classes without a file are left out.
        histograms: by part and class.
        issues: data issues.
        confounders: of parts with both classes.
    """

    images: Sequence[SurveyedImage]
    counts: Sequence[CellCount]
    histograms: Mapping[tuple[str, PredictedClass | None], MeanHistogram]
    issues: Sequence[DataIssue]
    confounders: Sequence[Confounder]


def overview_of(images: Sequence[SurveyedImage]) -> DatasetOverview:
    """Computes everything; for 6,000 images about two seconds, most of them for near duplicates."""
    cells: dict[tuple[str, PredictedClass | None], list[SurveyedImage]] = {}
    for part in dict.fromkeys(image.part for image in images):
        for label in LABELS:
            cells[part, label] = []
    for image in images:
        cells[image.part, image.label].append(image)
    filled = {key: cell for key, cell in cells.items() if cell}
    histograms = {key: mean_histogram(cell) for key, cell in filled.items()}
    return DatasetOverview(
        images,
        [_count(part, label, cell) for (part, label), cell in filled.items()],
        {key: histogram for key, histogram in histograms.items() if histogram is not None},
        find_data_issues(images),
        find_confounders(images),
    )


def patients_of(images: Sequence[SurveyedImage]) -> int:
    """Number of patients; an image of an unknown patient counts as a patient."""
    known = {image.patient for image in images if image.patient}
    return len(known) + sum(not image.patient for image in images)


def _count(part: str, label: PredictedClass | None, cell: Sequence[SurveyedImage]) -> CellCount:
    readable = sorted(
        (image for image in cell if image.readable), key=lambda image: image.width * image.height
    )
    ends = [(image.width, image.height) for image in (readable[:1] + readable[-1:])] or [(0, 0)]
    return CellCount(
        part,
        label,
        len(readable),
        len(cell) - len(readable),
        patients_of(readable),
        int(np.median([image.width for image in readable])) if readable else 0,
        int(np.median([image.height for image in readable])) if readable else 0,
        ends[0],
        ends[-1],
    )
