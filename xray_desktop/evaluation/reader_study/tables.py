"""The tables of a reader study's results, for CSV files: columns and rows."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xray_desktop.evaluation.reader_study.comparison import MEASURES, Comparison
from xray_desktop.evaluation.reader_study.order import Task
from xray_desktop.evaluation.reader_study.results import CaseResult, ReaderStudyResults
from xray_desktop.evaluation.study.figure import table_bytes
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.cell_text import encode_cell

READS = {0: "model", 1: "first", 2: "second"}
"""How tables name the reads: first is blinded, second has the model's prediction."""


@dataclass(frozen=True)
class Table:
    """A table with names of its columns."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    def csv(self) -> bytes:
        """The table as CSV (RFC 4180, UTF-8); NaN as an empty cell."""
        return table_bytes(self.columns, self.rows)


def tables_of(results: ReaderStudyResults) -> list[Table]:
    """All tables: raters, agreement, the effect of the model's help, readers against the model, readers as a
    sample, cases, readings.
    """
    return [
        _raters(results),
        _agreement(results),
        _comparisons("help", results.help),
        _comparisons("against_model", results.against_model),
        _random_readers(results),
        _cases(results),
        _readings(results),
    ]


def _raters(results: ReaderStudyResults) -> Table:
    rows = []
    for each in results.raters:
        counts = each.confusion
        rows.append(
            (
                encode_cell(each.name),
                READS[each.read],
                each.images,
                *(counts.true_positive, counts.false_negative, counts.false_positive, counts.true_negative),
                *(*each.sensitivity, *each.specificity, *each.accuracy, *each.auc),
                *each.seconds,
            )
        )
    intervals = [
        f"{measure}{end}"
        for measure in ("sensitivity", "specificity", "accuracy", "auc")
        for end in ("", "_low", "_high")
    ]
    columns = (
        *("rater", "read", "images", "true_positive", "false_negative", "false_positive", "true_negative"),
        *intervals,
        *("seconds_median", "seconds_total"),
    )
    return Table("readers", columns, rows)


def _agreement(results: ReaderStudyResults) -> Table:
    rows: list[Sequence[object]] = []
    for pair in results.pairs:
        names = encode_cell(pair.first), encode_cell(pair.second)
        for kind, kappa in (("cohen", pair.kappa), ("cohen_quadratic_scores", pair.weighted)):
            if kappa is not None:
                values = kappa.images, kappa.observed, kappa.value, *kappa.interval
                rows.append((*names, READS[pair.read], kind, *values))
    for read, kappa in results.all_readers.items():
        values = kappa.images, kappa.observed, kappa.value, *kappa.interval
        rows.append(("all readers", "", READS[read], "fleiss", *values))
    columns = ("first", "second", "read", "kind", "images", "observed", "kappa", "kappa_low", "kappa_high")
    return Table("agreement", columns, rows)


def _comparisons(name: str, comparisons: Sequence[Comparison]) -> Table:
    rows: list[Sequence[object]] = []
    for each in comparisons:
        head = encode_cell(each.second), READS[each.reads[0]], READS[each.reads[1]]
        images = {
            "sensitivity": each.positives,
            "specificity": each.negatives,
            "accuracy": each.positives + each.negatives,
        }
        for measure in MEASURES:
            change, test = each.differences[measure], each.tests[measure]
            values = change.value, change.low, change.high, test.only_first, test.only_second
            rows.append((*head, measure, images[measure], *values, test.exact, test.mid_p))
        if each.auc is not None:
            auc = each.auc
            counts = images["accuracy"], auc.difference, *auc.interval
            rows.append((*head, "auc", *counts, "", "", auc.p, ""))
    columns = (
        *("reader", "from", "to", "measure", "images", "difference", "difference_low", "difference_high"),
        *("right_before_only", "right_after_only", "p", "mid_p"),
    )
    return Table(name, columns, rows)


def _random_readers(results: ReaderStudyResults) -> Table:
    rows: list[Sequence[object]] = []
    if results.sample is not None:
        sample = results.sample
        counts = len(sample.readers), sample.images, sample.positives
        estimates = [
            (READS[read], each) for read, each in zip(sample.reads, sample.analysis.means, strict=True)
        ]
        if sample.analysis.difference is not None:
            estimates.append(("difference", sample.analysis.difference))
        for name, each in estimates:
            df = "infinite" if math.isinf(each.df) else each.df
            rows.append((name, *counts, each.value, each.low, each.high, each.error, df, each.p))
    columns = ("auc", "readers", "images", "positives", "value", "low", "high", "standard_error", "df", "p")
    return Table("random_readers", columns, rows)


def _cases(results: ReaderStudyResults) -> Table:
    readers = [(record.reader, read) for record in results.records for read in (1, 2)]
    readers = [key for key in readers if any(key in case.readings for case in results.cases)]
    columns = [
        *("case", "file", "ground_truth", "model_prediction", "model_probability"),
        *("disagreement", "score_spread"),
    ]
    for name, read in readers:
        columns += [encode_cell(f"{name} {READS[read]} {what}") for what in ("class", "confidence")]
    rows = [(*_case_cells(case), *_answers(case, readers)) for case in results.cases]
    return Table("cases", tuple(columns), rows)


def _answers(case: CaseResult, readers: Sequence[tuple[str, int]]) -> Iterator[object]:
    for key in readers:
        reading = case.readings.get(key)
        yield from ("", "") if reading is None else (reading.answer.value, reading.confidence)


def _case_cells(case: CaseResult) -> tuple[object, ...]:
    image = case.image
    return (
        case.case,
        encode_cell(image.path),
        _word(image.truth),
        _word(image.prediction),
        "" if image.probability is None else f"{image.probability:.6f}",
        case.disagreement,
        case.spread,
    )


def _readings(results: ReaderStudyResults) -> Table:
    """One row for each answer, in the order in which it was given."""
    rows = []
    for record in results.records:
        for read in (1, 2):
            readings = [each for task, each in record.readings.items() if task.read == read]
            for reading in sorted(readings, key=lambda each: each.position):
                case = reading.task.case
                image = results.study.image(case)
                first = record.readings.get(Task(case, 1))
                changed = read == 2 and first is not None and first.answer is not reading.answer
                rows.append(
                    (
                        *(encode_cell(record.reader), READS[read], reading.position, case),
                        *(_word(image.truth), reading.answer.value, reading.confidence, reading.score),
                        *(f"{reading.seconds:.3f}", "yes" if changed else "", reading.time),
                    )
                )
    columns = (
        *("reader", "read", "position", "case", "ground_truth", "class", "confidence", "score", "seconds"),
        *("changed", "time"),
    )
    return Table("readings", columns, rows)


def _word(value: PredictedClass | None) -> str:
    return "" if value is None else value.value
