"""What each reader and the model say of the cases of a study, as arrays over its images."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_desktop.evaluation.reader_study.definition import ReaderStudy, UnusableReaderStudy
from xray_desktop.evaluation.reader_study.order import Task
from xray_desktop.evaluation.reader_study.record import ReaderRecord
from xray_desktop.inference.prediction import PredictedClass

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

MODEL_READ = 0


@dataclass(frozen=True, eq=False)
class Ratings:
    """The ratings of all images by one reader in one read, or by the model.

    Attributes:
        name: of the reader; "model" for the model.
        read: 1 or 2; 0 for the model.
        scores: shape (n,), higher means pneumonia: -5 to 5 for a reader, a probability for the model; NaN
            where the image is not rated.
        called: shape (n,), whether an image is rated PNEUMONIA; False where it is not rated.
        seconds: shape (n,), time spent; NaN where the image is not rated, and for the model.
    """

    name: str
    read: int
    scores: Floats
    called: Bools
    seconds: Floats

    @property
    def rated(self) -> Bools:
        """Which images are rated, shape (n,)."""
        return ~np.isnan(self.scores)


def truth_of(study: ReaderStudy) -> Floats:
    """1 for images with pneumonia, 0 for normal ones, NaN for images without a label; shape (n,)."""
    values = {PredictedClass.PNEUMONIA: 1.0, PredictedClass.NORMAL: 0.0}
    return np.array([math.nan if image.truth is None else values[image.truth] for image in study.images])


def ratings_of_model(study: ReaderStudy) -> Ratings | None:
    """The model's ratings: an image is rated PNEUMONIA when its probability reaches the threshold, so that
    images predicted UNCERTAIN count too. None without a model or without any probability."""
    scores = np.array(
        [math.nan if image.probability is None else image.probability for image in study.images], np.float64
    )
    if study.model is None or np.isnan(scores).all():
        return None
    called = np.nan_to_num(scores, nan=-1.0) >= study.model.threshold
    return Ratings("model", MODEL_READ, scores, called, np.full(len(scores), math.nan))


def ratings_of_reader(study: ReaderStudy, record: ReaderRecord, read: int) -> Ratings | None:
    """A reader's ratings in one read; None without any."""
    n = len(study.images)
    scores, seconds = np.full(n, math.nan), np.full(n, math.nan)
    for case in range(1, n + 1):
        reading = record.readings.get(Task(case, read))
        if reading is not None:
            scores[case - 1], seconds[case - 1] = reading.score, reading.seconds
    if np.isnan(scores).all():
        return None
    return Ratings(record.reader, read, scores, np.nan_to_num(scores) > 0, seconds)


def ratings_of(study: ReaderStudy, records: Sequence[ReaderRecord]) -> Iterator[Ratings]:
    """The model's ratings, then those of each reader: first read, second read.

    Raises:
        UnusableReaderStudy: two records are of one reader.
    """
    numbers = [record.number for record in records]
    if twice := next((record for record in records if numbers.count(record.number) > 1), None):
        raise UnusableReaderStudy("record_twice", reader=twice.reader)
    model = ratings_of_model(study)
    if model is not None:
        yield model
    for record in sorted(records, key=lambda each: each.number):
        for read in (1, 2):
            ratings = ratings_of_reader(study, record, read)
            if ratings is not None:
                yield ratings
