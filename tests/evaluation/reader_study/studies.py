"""Reader studies and their records, made up."""

import numpy as np

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.reader_study.definition import (
    ReaderStudy,
    SecondRead,
    StudyImage,
    StudyModel,
    create_study,
)
from xray_desktop.evaluation.reader_study.record_file import RecordFile
from xray_desktop.inference.prediction import PredictedClass

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA
MODEL = StudyModel("tiny 1 01234567", "ab" * 32, "balanced", 0.5)


def study_of(n=30, *, second_read=SecondRead.EACH, readers=("Kim", "Lee"), labelled=True, seed=7):
    """A study of n images with the probabilities of a model."""
    positive, probabilities = scored_images(n, seed=1)
    images = tuple(
        StudyImage(
            path=f"/data/{'PNEUMONIA' if truth else 'NORMAL'}/{index}.png",
            truth=(P if truth else N) if labelled else None,
            prediction=P if p >= 0.5 else N,
            probability=float(p),
        )
        for index, (truth, p) in enumerate(zip(positive, probabilities, strict=True))
    )
    return ReaderStudy("2024-02-29", seed, tuple(readers), second_read, images, MODEL)


def make_study(folder, **options):
    """The same, created in a folder."""
    study = study_of(**options)
    create_study(folder, study)
    return study


def answer_for(study, task, reader, random):
    """An answer that is right in three cases of four; in the second read it follows the model where it was
    wrong.
    """
    image = study.image(task.case)
    right = random.random() < (0.9 if task.read == 2 else 0.75)
    truth = image.truth or image.prediction
    wrong = N if truth is P else P
    return truth if right else wrong, int(random.integers(1, 6)), float(random.uniform(2, 40)) * reader


def read_all(folder, study, number, *, most=None, seed=0):
    """Has a reader answer all that is left, or so many."""
    random = np.random.default_rng([seed, number])
    with RecordFile(folder, study, number) as record:
        while (task := record.record.next_task(study)) is not None and most != 0:
            record.shown(task)
            record.answer(task, *answer_for(study, task, number, random))
            most = None if most is None else most - 1
        return record.record
