"""What the evaluation computes in its worker: from a copy of the worklist to cases, curves, subgroups and
measures.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xray_desktop.evaluation.bootstrap import BootstrapCancelled, PatientBootstrap
from xray_desktop.evaluation.dataset_evaluation import spread
from xray_desktop.evaluation.decision_curve import DecisionCurve, decision_curve
from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.labels import (
    NEGATIVE,
    POSITIVE,
    LabelledImage,
    MatchedLabels,
    UnusableLabels,
    match_labels,
    read_label_table,
)
from xray_desktop.evaluation.metrics import CalibrationBin, Floats, Roc, calibration_bins, roc
from xray_desktop.evaluation.precision_recall import PrecisionRecall, precision_recall
from xray_desktop.evaluation.study.cases import Cases, cases_of
from xray_desktop.evaluation.study.dicom_groups import DicomGroups
from xray_desktop.evaluation.study.figures import Integers, score_histogram
from xray_desktop.evaluation.study.forest import subgroups_of
from xray_desktop.evaluation.study.measures import BothWays, bootstrap_of, measures_of_scores
from xray_desktop.evaluation.study.row_groups import with_row_groups
from xray_desktop.evaluation.study.study import warnings_of
from xray_desktop.evaluation.subgroups import Subgroup
from xray_desktop.evaluation.threshold_counts import ThresholdCounts
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message, message
from xray_desktop.results.row import Row

CLASSES = (PredictedClass.NORMAL, PredictedClass.PNEUMONIA)

SAMPLE = 100
"""Images of each class whose grey levels are averaged."""


@dataclass(frozen=True, slots=True)
class Item:
    """An image of the worklist, as it was when it was asked for.

    Attributes:
        path: absolute path.
        row: its result; None when it is not classified yet.
        truth: the class that its folder names; None when it names none.
        reading: the reader's class; None without one.
        csv: the results file that it is in; None without one.
    """

    path: str
    row: Row | None
    truth: PredictedClass | None
    reading: PredictedClass | None = None
    csv: Path | None = None

    @property
    def model(self) -> str:
        """The model of its result; empty without one."""
        return self.row.model if self.row is not None else ""


@dataclass(frozen=True)
class LabelTable:
    """A label table and what its words mean.

    Attributes:
        file: the table.
        positive: words that count as PNEUMONIA.
        negative: words that count as NORMAL.
    """

    file: Path
    positive: tuple[str, ...] = POSITIVE
    negative: tuple[str, ...] = NEGATIVE


@dataclass(frozen=True)
class Question:
    """What is to be evaluated.

    Attributes:
        everything: all images of the worklist.
        items: the images to evaluate.
        table: the labels; None for class folders.
        attributes: groups and patient of an image by its path.
    """

    everything: Sequence[Item]
    items: Sequence[Item]
    table: LabelTable | None
    attributes: Mapping[str, DicomGroups]


@dataclass(frozen=True, eq=False)
class Overview:
    """What is known before anything is evaluated.

    Attributes:
        scopes: parts of all images that may be evaluated on their own, by title and data.
        counts: images in class folders by class and state: "classified", "failed" or "waiting".
        sample: some images of each class, for their grey levels.
        unclassified: images without a result.
        marked: whether any image has a reader's class.
    """

    scopes: Sequence[tuple[str, Path | str]]
    counts: Mapping[tuple[PredictedClass, str], int]
    sample: Sequence[tuple[str, PredictedClass]]
    unclassified: int
    marked: bool


@dataclass(frozen=True, eq=False)
class Curves:
    """The curves of the probabilities; None where both classes would be needed."""

    roc: Roc | None
    auc_interval: tuple[float, float]
    precision_recall: PrecisionRecall | None
    calibration: Sequence[CalibrationBin]
    histogram: tuple[Floats, Integers, Integers]
    decision: DecisionCurve | None


@dataclass(frozen=True, eq=False)
class Basis:
    """What everything else is computed from.

    Attributes:
        cases: the labelled images with their results, at the operating point in use.
        counts: their confusion matrices at any threshold.
        bootstrap: the draws behind the intervals.
        paths: the path in the worklist by the name of a row.
        remarks: what was left out, and what to be careful with.
        labels_remarks: those of them about labels.
        waiting: images with a label that are not classified yet.
        curves: the curves.
    """

    cases: Cases
    counts: ThresholdCounts
    bootstrap: PatientBootstrap
    paths: Mapping[str, str]
    remarks: Sequence[Message]
    labels_remarks: Sequence[Message]
    waiting: int
    curves: Curves


@dataclass(frozen=True, eq=False)
class ScoreMeasures:
    """The measures of the probabilities, whatever the threshold."""

    both: BothWays


@dataclass(frozen=True, eq=False)
class Groups:
    """Subgroups at the threshold, all images first, and what is not shown as one."""

    subgroups: Sequence[Subgroup]
    remarks: Sequence[Message]


Step = Overview | Basis | Groups | ScoreMeasures


def evaluation_steps(question: Question, cancelled: Callable[[], bool]) -> Iterator[Step]:
    """Evaluates images; each result as soon as it is there.

    Raises:
        UnusableLabels: the label table cannot be used, or no image has a label.
        UnusableStudy: the results cannot be evaluated together, or none has a probability.
    """
    yield overview_of(question.everything)
    names = _names([item.path for item in question.items])
    labels = _labels(question, names)
    rows, waiting = [], 0
    for item, name in zip(question.items, names, strict=True):
        if name not in labels.images:
            continue
        if item.row is None:
            waiting += 1
        else:
            rows.append(item.row if item.row.path == name else replace(item.row, path=name))
    labels = with_row_groups(_with_attributes(labels, question, names), rows)
    if cancelled():
        return
    cases = cases_of(rows, labels)
    basis = Basis(
        cases=cases,
        counts=ThresholdCounts(cases.positive, cases.probabilities),
        bootstrap=bootstrap_of(cases, cancelled=cancelled),
        paths={name: item.path for item, name in zip(question.items, names, strict=True)},
        remarks=[*warnings_of(cases), *labels.remarks],
        labels_remarks=labels.remarks,
        waiting=waiting,
        curves=curves_of(cases),
    )
    yield basis
    yield groups_of_cases(cases)
    try:
        yield ScoreMeasures(measures_of_scores(cases, basis.bootstrap))
    except BootstrapCancelled:
        return


def overview_of(items: Sequence[Item]) -> Overview:
    """An overview of all images of the worklist."""
    counts: Counter[tuple[PredictedClass, str]] = Counter()
    for item in items:
        if item.truth is not None:
            state = (
                "waiting" if item.row is None else "failed" if item.row.status == "error" else "classified"
            )
            counts[item.truth, state] += 1
    sample = [
        (path, label)
        for label in CLASSES
        for path in spread([item.path for item in items if item.truth is label], SAMPLE)
    ]
    return Overview(
        scopes_of(items),
        counts,
        sample,
        sum(item.row is None for item in items),
        any(item.reading is not None for item in items),
    )


def scopes_of(items: Sequence[Item]) -> list[tuple[str, Path | str]]:
    """Parts of the images that may be evaluated on their own: by results file and by model, where there are
    several.
    """
    files = {item.csv for item in items if item.csv is not None}
    models = {item.model for item in items if item.model}
    apart = len(files) > 1 or (files and any(item.csv is None for item in items))
    by_file: list[tuple[str, Path | str]] = [(file.name, file) for file in sorted(files)] if apart else []
    return [*by_file, *((model, model) for model in sorted(models) if len(models) > 1)]


def curves_of(cases: Cases) -> Curves:
    """The curves of the probabilities of cases."""
    aucs = delong(cases.positive, cases.probabilities)
    both = aucs is not None
    return Curves(
        roc(cases.positive, cases.probabilities),
        (float("nan"), float("nan")) if aucs is None else aucs.interval(),
        precision_recall(cases.positive, cases.probabilities),
        calibration_bins(cases.positive, cases.probabilities),
        score_histogram(cases),
        decision_curve(cases.positive, cases.probabilities) if both else None,
    )


def groups_of_cases(cases: Cases) -> Groups:
    """The subgroups of cases at their threshold."""
    return Groups(*subgroups_of(cases))


def _names(paths: Sequence[str]) -> list[str]:
    """The paths below the folder that all have in common, with forward slashes."""
    try:
        common = os.path.commonpath({path.rpartition(os.sep)[0] for path in paths}) if paths else ""
    except ValueError:
        # On several drives.
        common = ""
    cut = len(common) + (not common.endswith(os.sep)) if common else 0
    return [path[cut:].replace(os.sep, "/") for path in paths]


def _labels(question: Question, names: Sequence[str]) -> MatchedLabels:
    table = question.table
    if table is None:
        labelled, without = {}, []
        for name, item in zip(names, question.items, strict=True):
            if item.truth is None:
                without.append(name)
            else:
                labelled[name] = LabelledImage(item.truth is PredictedClass.PNEUMONIA)
        if not labelled:
            raise UnusableLabels("labels_none")
        remark = message("labels_images_unlabelled", count=len(without), file=without[0]) if without else None
        return MatchedLabels(labelled, (remark,) if remark else ())
    paths = {item.path.replace(os.sep, "/"): name for item, name in zip(question.items, names, strict=True)}
    labels = match_labels(
        list(paths), read_label_table(table.file), positive=table.positive, negative=table.negative
    )
    return MatchedLabels({paths[path]: image for path, image in labels.images.items()}, labels.remarks)


def _with_attributes(labels: MatchedLabels, question: Question, names: Sequence[str]) -> MatchedLabels:
    if not question.attributes:
        return labels
    images = dict(labels.images)
    for item, name in zip(question.items, names, strict=True):
        known, image = question.attributes.get(item.path), images.get(name)
        if known is not None and image is not None:
            groups = {**known.groups, **image.groups}
            images[name] = LabelledImage(image.positive, image.patient or known.patient, groups)
    return MatchedLabels(images, labels.remarks)
