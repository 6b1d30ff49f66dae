"""The results of a reader study: each reader's figures, agreement, the effect of the model's help, each
case.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

import numpy as np

from xray_desktop.evaluation.agreement import Kappa, cohens_kappa, fleiss_kappa
from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.metrics import Confusion, Roc, roc, wilson_interval
from xray_desktop.evaluation.reader_study.comparison import Comparison, compare
from xray_desktop.evaluation.reader_study.definition import ReaderStudy, StudyImage, UnusableReaderStudy
from xray_desktop.evaluation.reader_study.order import Task
from xray_desktop.evaluation.reader_study.ratings import MODEL_READ, Floats, Ratings, ratings_of, truth_of
from xray_desktop.evaluation.reader_study.reader_sample import ReaderSample, reader_sample
from xray_desktop.evaluation.reader_study.record import ReaderRecord, Reading
from xray_desktop.messages import Message, message

Interval = tuple[float, float, float]
"""A value with the ends of its 95 % interval; NaN where it is not defined."""

FEW_CASES = 30
_UNDEFINED: Interval = (math.nan, math.nan, math.nan)


@dataclass(frozen=True)
class RaterFigures:
    """The figures of one reader in one read, or of the model. PNEUMONIA is the positive class.

    Attributes:
        name: of the reader; "model" for the model.
        read: 1 or 2; 0 for the model.
        images: images rated.
        confusion: of the rated images with a label.
        sensitivity, specificity, accuracy: with Wilson's intervals.
        auc: area under the ROC curve of the ordinal scores (or the probabilities), with DeLong's interval.
        seconds: median and sum of the time spent on the rated images; NaN for the model.
    """

    name: str
    read: int
    images: int
    confusion: Confusion
    sensitivity: Interval
    specificity: Interval
    accuracy: Interval
    auc: Interval
    seconds: tuple[float, float]


@dataclass(frozen=True)
class PairAgreement:
    """Agreement of two raters on the images that both rated, in the same read or with the model.

    Attributes:
        first, second: their names.
        read: 1 or 2, of the readers.
        kappa: Cohen's kappa of the classes.
        weighted: kappa of the ten-step scores with quadratic weights; None with the model.
    """

    first: str
    second: str
    read: int
    kappa: Kappa
    weighted: Kappa | None


@dataclass(frozen=True)
class CaseResult:
    """One image and what was said of it.

    Attributes:
        case: its number, from 1.
        image: label, prediction and path.
        readings: by reader and read, those that there are.
        disagreement: share of the pairs of raters (first reads and model) that differ in the class, 0 to 1.
        spread: standard deviation of the readers' first scores; 0 with fewer than two.
    """

    case: int
    image: StudyImage
    readings: dict[tuple[str, int], Reading]
    disagreement: float
    spread: float


@dataclass(frozen=True, eq=False)
class ReaderStudyResults:
    """Everything that is known of a study so far.

    Attributes:
        study: its definition.
        records: of the readers who have begun, by number.
        raters: figures, the model first.
        curves: ROC curves of model and readers by name and read; without those that lack a class.
        pairs: agreement of each two readers in a read, and of each reader with the model.
        all_readers: Fleiss' kappa of the readers by read, over the images that all of them rated.
        help: second read against first read, for each reader with both.
        against_model: each reader's first read against the model.
        sample: the readers as a sample of readers; None with fewer than two.
        cases: all images that were read, those with most disagreement first.
        remarks: what to be careful with.
    """

    study: ReaderStudy
    records: tuple[ReaderRecord, ...]
    raters: tuple[RaterFigures, ...]
    curves: dict[tuple[str, int], Roc]
    pairs: tuple[PairAgreement, ...]
    all_readers: dict[int, Kappa]
    help: tuple[Comparison, ...]
    against_model: tuple[Comparison, ...]
    sample: ReaderSample | None
    cases: tuple[CaseResult, ...]
    remarks: tuple[Message, ...]


def evaluate_readers(study: ReaderStudy, records: Sequence[ReaderRecord]) -> ReaderStudyResults:
    """The results of a study, also of one that is not finished.

    Raises:
        UnusableReaderStudy: no image has been read, or two records are of one reader.
    """
    truth = truth_of(study)
    ratings = list(ratings_of(study, records))
    readers = [each for each in ratings if each.read != MODEL_READ]
    model = next((each for each in ratings if each.read == MODEL_READ), None)
    if not readers:
        raise UnusableReaderStudy("reader_study_nothing_read")
    first = [each for each in readers if each.read == 1]
    second = {each.name: each for each in readers if each.read == 2}
    by_read = {read: list(each) for read, each in groupby(_by_read(readers), key=lambda r: r.read)}
    return ReaderStudyResults(
        study=study,
        records=tuple(sorted(records, key=lambda each: each.number)),
        raters=tuple(_figures(each, truth) for each in ratings),
        curves=_curves(ratings, truth),
        pairs=tuple(pair for each in by_read.values() for pair in _pairs(each, model)),
        all_readers={read: _all_readers(each) for read, each in by_read.items() if len(each) > 1},
        help=tuple(compare(each, second[each.name], truth) for each in first if each.name in second),
        against_model=()
        if model is None
        else tuple(compare(model, each, truth) for each in first if (model.rated & each.rated).any()),
        sample=reader_sample(readers, truth),
        cases=tuple(_cases(study, records, model, first)),
        remarks=tuple(_remarks(study, records, truth)),
    )


def _by_read(readers: Sequence[Ratings]) -> list[Ratings]:
    return sorted(readers, key=lambda each: each.read)


def _figures(ratings: Ratings, truth: Floats) -> RaterFigures:
    labelled = ratings.rated & ~np.isnan(truth)
    ill, called = (truth == 1)[labelled], ratings.called[labelled]
    counts = Confusion(
        true_positive=int((ill & called).sum()),
        false_negative=int((ill & ~called).sum()),
        false_positive=int((~ill & called).sum()),
        true_negative=int((~ill & ~called).sum()),
    )
    aucs = delong(ill, ratings.scores[labelled])
    seconds = ratings.seconds[~np.isnan(ratings.seconds)]
    return RaterFigures(
        name=ratings.name,
        read=ratings.read,
        images=int(ratings.rated.sum()),
        confusion=counts,
        sensitivity=_share(counts.true_positive, counts.true_positive + counts.false_negative),
        specificity=_share(counts.true_negative, counts.true_negative + counts.false_positive),
        accuracy=_share(counts.true_positive + counts.true_negative, counts.classified),
        auc=_UNDEFINED if aucs is None else (float(aucs.areas[0]), *aucs.interval()),
        seconds=(float(np.median(seconds)), float(seconds.sum())) if seconds.size else (math.nan, math.nan),
    )


def _share(part: int, whole: int) -> Interval:
    return (part / whole, *wilson_interval(part, whole)) if whole else _UNDEFINED


def _curves(ratings: Sequence[Ratings], truth: Floats) -> dict[tuple[str, int], Roc]:
    curves = {}
    for each in ratings:
        labelled = each.rated & ~np.isnan(truth)
        curve = roc(truth[labelled] == 1, each.scores[labelled])
        if curve is not None:
            curves[each.name, each.read] = curve
    return curves


def _pairs(readers: Sequence[Ratings], model: Ratings | None) -> list[PairAgreement]:
    pairs = []
    for first, second in combinations(readers, 2):
        both = first.rated & second.rated
        weighted = cohens_kappa(_steps(first.scores[both]), _steps(second.scores[both]), weights="quadratic")
        kappa = cohens_kappa(first.called[both], second.called[both])
        pairs.append(PairAgreement(first.name, second.name, first.read, kappa, weighted))
    for reader in readers if model is not None else ():
        assert model is not None
        both = reader.rated & model.rated
        kappa = cohens_kappa(reader.called[both], model.called[both])
        pairs.append(PairAgreement(reader.name, model.name, reader.read, kappa, None))
    return pairs


def _steps(scores: Floats) -> Floats:
    """Scores as ten equal steps: -1 and 1 are neighbours."""
    return np.where(scores > 0, scores - 1, scores)


def _all_readers(readers: Sequence[Ratings]) -> Kappa:
    everyone = np.all([each.rated for each in readers], axis=0)
    called = np.sum([each.called[everyone] for each in readers], axis=0)
    return fleiss_kappa(np.stack([called, len(readers) - called], axis=1))


def _cases(
    study: ReaderStudy, records: Sequence[ReaderRecord], model: Ratings | None, first: Sequence[Ratings]
) -> list[CaseResult]:
    raters = [*first, *([model] if model is not None else [])]
    cases = []
    for index, image in enumerate(study.images):
        case = index + 1
        readings = {
            (record.reader, read): record.readings[Task(case, read)]
            for record in records
            for read in (1, 2)
            if Task(case, read) in record.readings
        }
        if not readings:
            continue
        calls = [bool(each.called[index]) for each in raters if each.rated[index]]
        pairs = list(combinations(calls, 2))
        scores = [float(each.scores[index]) for each in first if each.rated[index]]
        cases.append(
            CaseResult(
                case,
                image,
                readings,
                sum(a != b for a, b in pairs) / len(pairs) if pairs else 0.0,
                float(np.std(scores, ddof=1)) if len(scores) > 1 else 0.0,
            )
        )
    return sorted(cases, key=lambda each: (-each.disagreement, -each.spread, each.case))


def _remarks(study: ReaderStudy, records: Sequence[ReaderRecord], truth: Floats) -> list[Message]:
    remarks = [remark for record in records for remark in record.remarks]
    begun = {record.number for record in records}
    for number, name in enumerate(study.readers, 1):
        if number not in begun:
            remarks.append(message("reader_not_begun", reader=name))
    for record in records:
        done, total = record.progress(study)
        if done < total:
            remarks.append(message("reader_not_finished", reader=record.reader, done=done, total=total))
        if record.unreadable:
            remarks.append(
                message("reader_images_unreadable", reader=record.reader, count=len(record.unreadable))
            )
    positives, labelled = int((truth == 1).sum()), int((~np.isnan(truth)).sum())
    if not labelled:
        remarks.append(message("reader_study_unlabelled"))
    else:
        if labelled < len(truth):
            remarks.append(message("reader_study_partly_labelled", count=len(truth) - labelled))
        if positives in (0, labelled):
            remarks.append(
                message("reader_study_one_class", class_name="PNEUMONIA" if positives else "NORMAL")
            )
        elif min(positives, labelled - positives) < FEW_CASES:
            remarks.append(
                message("reader_study_few_cases", positives=positives, negatives=labelled - positives)
            )
    return remarks
