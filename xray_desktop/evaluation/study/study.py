"""A study as a whole: from rows and labels to everything that the report shows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from xray_desktop.evaluation.intervals import REPLICATES
from xray_desktop.evaluation.labels import MatchedLabels
from xray_desktop.evaluation.study.cases import Cases, cases_of
from xray_desktop.evaluation.study.comparison import Comparison, Ratings, compare
from xray_desktop.evaluation.study.drift import Drift
from xray_desktop.evaluation.study.figure import Figure, RocPoint
from xray_desktop.evaluation.study.figures import figures_of
from xray_desktop.evaluation.study.forest import forest_figure, subgroups_of
from xray_desktop.evaluation.study.measures import Measure, bootstrap_of, measures_of
from xray_desktop.evaluation.subgroups import Subgroup
from xray_desktop.messages import Message, Words, message
from xray_desktop.results.row import Row

FEW_CASES = 30


@dataclass(frozen=True)
class Provenance:
    """Where the figures of a study come from.

    Attributes:
        program_version: version of this program.
        model: name, version and short SHA-256 of the model, as rows name it.
        model_sha256: its whole SHA-256; empty when only the results were at hand.
        images: what was evaluated, without the path of its folder.
        labels: the file of the labels, without the path of its folder; empty for class folders.
        date: day of the evaluation, ISO 8601.
        seed: of the bootstrap.
    """

    program_version: str
    model: str
    model_sha256: str
    images: str
    labels: str
    date: str
    seed: int


@dataclass(frozen=True, eq=False)
class Study:
    """Everything that a study's folder holds.

    Attributes:
        cases: the labelled images with their results.
        patients: number of patients among the scored images.
        measures: with PNEUMONIA as the positive class.
        measures_normal: the same with NORMAL as the positive class.
        subgroups: all images first.
        figures: in the order of the report.
        comparison: with another model or a reader; None without.
        drift: against earlier results; None without.
        remarks: what was left out, and what to be careful with.
        provenance: where it all comes from.
        replicates: bootstrap replicates behind the intervals.
        words: the language of report and figures.
    """

    cases: Cases
    patients: int
    measures: Sequence[Measure]
    measures_normal: Sequence[Measure]
    subgroups: Sequence[Subgroup]
    figures: Sequence[Figure]
    comparison: Comparison | None
    drift: Drift | None
    remarks: Sequence[Message]
    provenance: Provenance
    replicates: int
    words: Words

    def measure(self, name: str) -> Measure:
        """A measure by its name, PNEUMONIA positive."""
        return next(measure for measure in self.measures if measure.name == name)


def evaluate_study(
    rows: Iterable[Row],
    labels: MatchedLabels,
    provenance: Provenance,
    *,
    second: Ratings | None = None,
    drift: Drift | None = None,
    replicates: int = REPLICATES,
    words: Words | None = None,
) -> Study:
    """Evaluates labelled results.

    Raises:
        UnusableStudy: the rows are of several models or operating points, none of them has a probability, or
            the second ratings have no image in common with them.
    """
    return study_of(
        cases_of(rows, labels),
        labels.remarks,
        provenance,
        second=second,
        drift=drift,
        replicates=replicates,
        words=words,
    )


def study_of(
    cases: Cases,
    remarks: Sequence[Message],
    provenance: Provenance,
    *,
    second: Ratings | None = None,
    points: Sequence[RocPoint] = (),
    drift: Drift | None = None,
    replicates: int = REPLICATES,
    words: Words | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Study:
    """Evaluates cases.

    Args:
        remarks: what was left out when the labels were matched.
        points: readers for instance, drawn into the ROC curve.
        words: the language of report and figures; English when None.
        cancelled: asked now and then; true ends the work.

    Raises:
        UnusableStudy: the second ratings have no image in common with the cases.
        BootstrapCancelled: it is no longer wanted.
    """
    words = words or Words()
    bootstrap = bootstrap_of(cases, replicates=replicates, seed=provenance.seed, cancelled=cancelled)
    measures, measures_normal = measures_of(cases, bootstrap)
    subgroups, columns_left_out = subgroups_of(cases)
    figures = figures_of(cases, second, points, words)
    if len(subgroups) > 1:
        figures.append(forest_figure(subgroups, words))
    return Study(
        cases=cases,
        patients=bootstrap.patients,
        measures=measures,
        measures_normal=measures_normal,
        subgroups=subgroups,
        figures=figures,
        comparison=None if second is None else compare(cases, second, seed=provenance.seed),
        drift=drift,
        remarks=[*warnings_of(cases), *remarks, *columns_left_out],
        provenance=provenance,
        replicates=replicates,
        words=words,
    )


def warnings_of(cases: Cases) -> list[Message]:
    """What to be careful with."""
    warnings = []
    positives, images = int(cases.positive.sum()), len(cases.scored)
    if positives in (0, images):
        only = "NORMAL" if positives == 0 else "PNEUMONIA"
        warnings.append(message("study_one_class", class_name=only))
    elif min(positives, images - positives) < FEW_CASES:
        warnings.append(message("study_few_cases", positives=positives, negatives=images - positives))
    if images > 1 and not cases.patient_index.any():
        warnings.append(message("study_one_patient"))
    if without := len(cases.all) - images:
        warnings.append(message("study_without_probability", count=without))
    return warnings
