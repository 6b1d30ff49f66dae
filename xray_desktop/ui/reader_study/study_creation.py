"""Creating a study: the images get the model's results in a worker, then the folder is written."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xray_desktop.evaluation.labels import read_label_table
from xray_desktop.evaluation.reader_study.definition import (
    ReaderStudy,
    SecondRead,
    StudyImage,
    create_study,
)
from xray_desktop.evaluation.reader_study.labelling import labelled
from xray_desktop.evaluation.reader_study.preparation import Candidate, study_images, study_model
from xray_desktop.inference.classifier import Classifier
from xray_desktop.messages import Message, message
from xray_desktop.ui.images.background_reading import ImageReading


@dataclass(frozen=True)
class StudyRequest:
    """What was asked for.

    Attributes:
        candidates: the images.
        folder: of the study, new or empty.
        readers: their names.
        seed: of the orders.
        second_read: whether and when images are read again.
        label_table: the file of the labels; empty without one.
        classifier: None without a model.
        operating_point: of the classifier.
    """

    candidates: Sequence[Candidate]
    folder: Path
    readers: tuple[str, ...]
    seed: int
    second_read: SecondRead
    label_table: str
    classifier: Classifier | None
    operating_point: str


@dataclass(frozen=True)
class StudyCreated:
    """A study was created.

    Attributes:
        folder: its folder.
        remarks: what was left out.
    """

    folder: Path
    remarks: tuple[Message, ...]


def created_study(request: StudyRequest, reading: ImageReading) -> Iterator[int | StudyCreated]:
    """Creates a study; yields how many images are done, then what was created.

    Raises:
        UnusableReaderStudy, UnusableLabels: it cannot be created.
    """
    # What is wrong with the labels shows before the images are classified.
    entries = read_label_table(request.label_table) if request.label_table else []
    classifier = request.classifier
    images: list[StudyImage] = []
    left_out = 0
    found = study_images(
        request.candidates, request.folder, reading.read, classifier, request.operating_point
    )
    for done, image in enumerate(found, 1):
        if image is None:
            left_out += 1
        else:
            images.append(image)
        yield done
    study = ReaderStudy(
        created=datetime.datetime.now(datetime.UTC).date().isoformat(),
        seed=request.seed,
        readers=request.readers,
        second_read=request.second_read,
        images=tuple(images),
        model=None if classifier is None else study_model(classifier, request.operating_point),
    )
    remarks = [message("reader_study_images_left_out", count=left_out)] if left_out else []
    if entries:
        study, about_labels = labelled(study, entries)
        remarks += about_labels
    create_study(request.folder, study)
    yield StudyCreated(
        request.folder, (message("reader_study_created", folder=request.folder.name), *remarks)
    )
