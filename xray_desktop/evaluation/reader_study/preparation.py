"""The images of a new study, each with the model's result: taken from results that there are, else classified
now.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xray_desktop.evaluation.reader_study.definition import StudyImage, StudyModel, relative_path
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row


@dataclass(frozen=True)
class Candidate:
    """An image that may become part of a study.

    Attributes:
        path: absolute path.
        truth: NORMAL or PNEUMONIA; None without a label.
        row: its result; None without one.
    """

    path: str
    truth: PredictedClass | None = None
    row: Row | None = None


def study_model(classifier: Classifier, operating_point: str) -> StudyModel:
    """A model at one of its operating points."""
    point = classifier.metadata.operating_point(operating_point)
    return StudyModel(classifier.model, classifier.sha256, point.name, round(point.threshold, 6))


def study_images(
    candidates: Iterable[Candidate],
    folder: Path,
    read: Callable[[str], Radiograph],
    classifier: Classifier | None,
    operating_point: str = "",
) -> Iterator[StudyImage | None]:
    """An image of the study for each candidate, in their order; None for one that cannot be opened.

    Args:
        folder: of the study.
        read: reads a radiograph, or raises UnreadableRadiograph.
        classifier: None leaves the predictions out.
        operating_point: of the classifier.
    """
    for candidate in candidates:
        row = candidate.row
        if classifier is not None and not _is_result_of(row, classifier, operating_point):
            try:
                radiograph = read(candidate.path)
            except UnreadableRadiograph:
                yield None
                continue
            prediction = classifier.classify(radiograph, operating_point=operating_point)
            row = Row.from_prediction(candidate.path, prediction, radiograph.width, radiograph.height)
        elif row is not None and row.status == "error":
            yield None
            continue
        known = row if classifier is not None else None
        yield StudyImage(
            candidate.path,
            relative_path(candidate.path, folder),
            candidate.truth,
            PredictedClass(known.prediction) if known is not None and known.prediction else None,
            known.probability_pneumonia if known is not None else None,
        )


def _is_result_of(row: Row | None, classifier: Classifier, operating_point: str) -> bool:
    return (
        row is not None
        and row.status != "error"
        and (row.model, row.operating_point) == (classifier.model, operating_point)
    )
