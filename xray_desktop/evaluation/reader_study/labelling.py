"""Labels from a table for the images of a study."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from xray_desktop.evaluation.labels import NEGATIVE, POSITIVE, Entry, match_labels
from xray_desktop.evaluation.reader_study.definition import ReaderStudy
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message


def labelled(
    study: ReaderStudy,
    entries: Sequence[Entry],
    *,
    positive: Collection[str] = POSITIVE,
    negative: Collection[str] = NEGATIVE,
) -> tuple[ReaderStudy, tuple[Message, ...]]:
    """A study with the labels of a table in place of its own, and what was left out.

    Its digest is another one: check records against the study as it was.

    Raises:
        UnusableLabels: no image has a usable label.
    """
    matched = match_labels(
        [image.path for image in study.images], entries, positive=positive, negative=negative
    )
    truths = {
        path: PredictedClass.PNEUMONIA if label.positive else PredictedClass.NORMAL
        for path, label in matched.images.items()
    }
    images = tuple(replace(image, truth=truths.get(image.path)) for image in study.images)
    return replace(study, images=images), matched.remarks
