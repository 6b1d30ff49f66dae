"""What a reader study is: its images, readers, seed and model, kept as one file in the study's folder."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from xray_desktop.imaging.archives import locate_path
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import MessageError, os_error
from xray_desktop.whole_file import write_whole

FORMAT = "xray-desktop reader study 1"
FILE = "reader-study.json"
RECORDS = "readers"
MOST_READERS = 99
_LARGEST = 256 * 1024 * 1024


class UnusableReaderStudy(MessageError):
    """A reader study that cannot be created, read, continued or evaluated."""


class SecondRead(StrEnum):
    """When a reader reads an image again, with the model's prediction and heat map.

    EACH is right after the image's first read, AFTER is after the first reads of all images, in another
    order.
    """

    NONE = "none"
    EACH = "each"
    AFTER = "after"


@dataclass(frozen=True)
class StudyImage:
    """An image of a study.

    Attributes:
        path: absolute path; an image in a ZIP archive has the archive as a folder in it.
        relative: the same from the study's folder, so that both can be moved together; empty when there is no
            way.
        truth: NORMAL or PNEUMONIA; None without a label.
        prediction: the model's prediction; None when it has none.
        probability: the model's probability of pneumonia, 0 to 1; None when it has none.
    """

    path: str
    relative: str = ""
    truth: PredictedClass | None = None
    prediction: PredictedClass | None = None
    probability: float | None = None


@dataclass(frozen=True)
class StudyModel:
    """The model of a study at its operating point.

    Attributes:
        name: name, version and short SHA-256.
        sha256: SHA-256 of the model file, 64 hexadecimal digits; empty when only its results were at hand.
        operating_point: its name.
        threshold: an image is rated PNEUMONIA from this probability on.
    """

    name: str
    sha256: str
    operating_point: str
    threshold: float


@dataclass(frozen=True)
class ReaderStudy:
    """A reader study. A case is an image by its number, from 1, in `images`.

    Attributes:
        created: day, ISO 8601.
        seed: of the readers' orders.
        readers: their names, all different.
        second_read: whether and when the images are read again.
        images: the images, at least one.
        model: None without a model.
        digest: SHA-256 of the definition, 64 hexadecimal digits; a record names the one that it belongs to.
    """

    created: str
    seed: int
    readers: tuple[str, ...]
    second_read: SecondRead
    images: tuple[StudyImage, ...]
    model: StudyModel | None

    @property
    def digest(self) -> str:
        return hashlib.sha256(_content(self)).hexdigest()

    def image(self, case: int) -> StudyImage:
        """The image of a case, from 1."""
        return self.images[case - 1]


def create_study(folder: Path, study: ReaderStudy) -> None:
    """Writes a study into a new or empty folder.

    Raises:
        UnusableReaderStudy: it has no images or no readers, or the folder holds something or cannot be
        written.
    """
    _check(study)
    if not folder.parent.is_dir():
        raise UnusableReaderStudy("reader_study_no_parent", folder=str(folder.parent))
    try:
        folder.mkdir(exist_ok=True)
        if any(folder.iterdir()):
            raise UnusableReaderStudy("reader_study_folder_not_empty", folder=folder.name)
        (folder / RECORDS).mkdir()
        # Last: a folder with this file is a study.
        write_whole(folder / FILE, [_content(study)])
    except OSError as error:
        raise UnusableReaderStudy(
            "reader_study_unwritable", folder=folder.name, reason=os_error(error)
        ) from None


def read_study(folder: Path) -> ReaderStudy:
    """The study in a folder.

    Raises:
        UnusableReaderStudy: there is none, or it is damaged.
    """
    file = folder / FILE
    try:
        if file.stat().st_size > _LARGEST:
            raise UnusableReaderStudy("reader_study_damaged", file=FILE, folder=folder.name)
        content = json.loads(file.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise UnusableReaderStudy("reader_study_other_version", file=FILE, version=str(content["format"]))
        study = _study(content)
    except FileNotFoundError:
        raise UnusableReaderStudy("reader_study_not_found", folder=folder.name or str(folder)) from None
    except OSError as error:
        raise UnusableReaderStudy(
            "reader_study_unreadable", folder=folder.name, reason=os_error(error)
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnusableReaderStudy("reader_study_damaged", file=FILE, folder=folder.name) from None
    _check(study)
    return study


def relative_path(path: str, folder: Path) -> str:
    """The path of an image from the study's folder, with forward slashes; empty when it is on another
    drive.
    """
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:
        return ""


def image_path(study: ReaderStudy, case: int, folder: Path) -> Path:
    """Where the image of a case is: as seen from the study's folder if it is there, else where it was."""
    image = study.image(case)
    if image.relative:
        beside = os.path.normpath(folder.absolute() / image.relative)
        if os.path.exists(locate_path(beside)[0]):
            return Path(beside)
    return Path(image.path)


def record_path(folder: Path, number: int) -> Path:
    """The record of a reader by their number, from 1."""
    return folder / RECORDS / f"reader-{number:02d}.jsonl"


def _check(study: ReaderStudy) -> None:
    if not study.images:
        raise UnusableReaderStudy("reader_study_no_images")
    if not study.readers or not all(name.strip() for name in study.readers):
        raise UnusableReaderStudy("reader_study_no_readers")
    if len(study.readers) > MOST_READERS:
        raise UnusableReaderStudy("reader_study_too_many_readers", most=MOST_READERS)
    folded = [name.strip().casefold() for name in study.readers]
    if twice := next((name for name in study.readers if folded.count(name.strip().casefold()) > 1), None):
        raise UnusableReaderStudy("reader_study_same_name", name=twice)
    if study.second_read is not SecondRead.NONE and study.model is None:
        raise UnusableReaderStudy("reader_study_no_model")


def _content(study: ReaderStudy) -> bytes:
    model = study.model
    content = {
        "format": FORMAT,
        "created": study.created,
        "seed": study.seed,
        "second_read": study.second_read.value,
        "readers": list(study.readers),
        "model": None
        if model is None
        else {
            "name": model.name,
            "sha256": model.sha256,
            "operating_point": model.operating_point,
            "threshold": model.threshold,
        },
        "images": [
            {
                "case": case,
                "path": image.path,
                "relative": image.relative,
                "truth": None if image.truth is None else image.truth.value,
                "prediction": None if image.prediction is None else image.prediction.value,
                "probability": image.probability,
            }
            for case, image in enumerate(study.images, 1)
        ],
    }
    # ASCII: a file name may hold bytes that are not UTF-8.
    return (json.dumps(content, indent=1) + "\n").encode("ascii")


def _study(content: Mapping[str, Any]) -> ReaderStudy:
    model = content["model"]
    return ReaderStudy(
        created=str(content["created"]),
        seed=int(content["seed"]),
        readers=tuple(str(name) for name in content["readers"]),
        second_read=SecondRead(content["second_read"]),
        images=tuple(_image(image, number) for number, image in enumerate(content["images"], 1)),
        model=None
        if model is None
        else StudyModel(
            str(model["name"]),
            str(model["sha256"]),
            str(model["operating_point"]),
            float(model["threshold"]),
        ),
    )


def _image(content: Mapping[str, Any], number: int) -> StudyImage:
    truth, prediction, probability = (content[name] for name in ("truth", "prediction", "probability"))
    if content["case"] != number or truth == PredictedClass.UNCERTAIN:
        raise ValueError
    return StudyImage(
        path=str(content["path"]),
        relative=str(content["relative"]),
        truth=None if truth is None else PredictedClass(truth),
        prediction=None if prediction is None else PredictedClass(prediction),
        probability=None if probability is None else float(probability),
    )
