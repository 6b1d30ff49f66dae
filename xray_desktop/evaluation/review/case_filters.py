"""Which cases are worth a look: cells of the confusion matrix, errors, doubtful and disputed cases, each by a
name.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row

NEAR = 0.05
"""How far from the threshold a probability may be to be near it."""

CONFIDENT = 0.5
"""From which `confidence` on an error is a confident one."""


class ReviewedCase(Protocol):
    """An image with what is known of it."""

    @property
    def truth(self) -> PredictedClass | None:
        """Its class, NORMAL or PNEUMONIA; None when it is unknown."""

    @property
    def row(self) -> Row | None:
        """Its result; None without one."""

    @property
    def mark(self) -> Mark:
        """What a reader says of it."""


C = TypeVar("C", bound=ReviewedCase)


class CaseFilter(StrEnum):
    """A kind of case. Positive is PNEUMONIA; an UNCERTAIN prediction is in none of the four cells.

    CONFIDENT_ERRORS are false positives and false negatives with a `confidence` of at least `CONFIDENT`.
    NEAR_THRESHOLD are cases whose probability is at most `NEAR` from the threshold.
    READER_AGAINST_MODEL and READER_AGAINST_TRUTH are cases that a reader reads otherwise than the model, or
    than the ground truth.
    """

    FALSE_NEGATIVE = "false_negative"
    FALSE_POSITIVE = "false_positive"
    TRUE_POSITIVE = "true_positive"
    TRUE_NEGATIVE = "true_negative"
    CONFIDENT_ERRORS = "confident_errors"
    NEAR_THRESHOLD = "near_threshold"
    UNCERTAIN = "uncertain"
    READER_AGAINST_MODEL = "reader_against_model"
    READER_AGAINST_TRUTH = "reader_against_truth"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"


_CELLS = {
    ("PNEUMONIA", "NORMAL"): CaseFilter.FALSE_NEGATIVE,
    ("NORMAL", "PNEUMONIA"): CaseFilter.FALSE_POSITIVE,
    ("PNEUMONIA", "PNEUMONIA"): CaseFilter.TRUE_POSITIVE,
    ("NORMAL", "NORMAL"): CaseFilter.TRUE_NEGATIVE,
}
_ERRORS = (CaseFilter.FALSE_NEGATIVE, CaseFilter.FALSE_POSITIVE)


def filters_of(case: ReviewedCase) -> list[CaseFilter]:
    """All filters that accept a case; none without a result."""
    row = case.row
    if row is None:
        return []
    if row.status == "error":
        return [CaseFilter.UNREADABLE]
    found = []
    cell = None if case.truth is None else _CELLS.get((case.truth.value, row.prediction))
    if cell is not None:
        found.append(cell)
        if cell in _ERRORS and confidence(row) >= CONFIDENT:
            found.append(CaseFilter.CONFIDENT_ERRORS)
    if _distance(row) <= NEAR:
        found.append(CaseFilter.NEAR_THRESHOLD)
    if row.prediction == PredictedClass.UNCERTAIN:
        found.append(CaseFilter.UNCERTAIN)
    reading = case.mark.reading
    if reading is not None:
        if row.prediction in ("NORMAL", "PNEUMONIA") and reading.value != row.prediction:
            found.append(CaseFilter.READER_AGAINST_MODEL)
        if case.truth is not None and reading is not case.truth:
            found.append(CaseFilter.READER_AGAINST_TRUTH)
    if row.status == "rejected":
        found.append(CaseFilter.REJECTED)
    return found


def in_order(wanted: CaseFilter, cases: Sequence[C]) -> list[C]:
    """Cases of a filter with what is most worth a look first.

    Nearest to the threshold first for NEAR_THRESHOLD and UNCERTAIN, most confident first for errors and where
    a reader differs, in the given order for the others.
    """
    if wanted in (CaseFilter.NEAR_THRESHOLD, CaseFilter.UNCERTAIN):
        return sorted(cases, key=lambda case: _distance(case.row))
    if wanted in (
        *_ERRORS,
        CaseFilter.CONFIDENT_ERRORS,
        CaseFilter.READER_AGAINST_MODEL,
        CaseFilter.READER_AGAINST_TRUTH,
    ):
        return sorted(cases, key=lambda case: -confidence(case.row))
    return list(cases)


def confidence(row: Row | None) -> float:
    """How far a probability is on the way from the threshold to 0 or to 1, 0 to 1; 0 without a probability.

    With p and threshold t: (p - t) / (1 - t) from the threshold on, (t - p) / t below it.
    """
    if row is None or row.probability_pneumonia is None or row.threshold is None:
        return 0.0
    p, t = row.probability_pneumonia, row.threshold
    if p >= t:
        return (p - t) / (1 - t) if t < 1 else 0.0
    return (t - p) / t


def _distance(row: Row | None) -> float:
    if row is None or row.probability_pneumonia is None or row.threshold is None:
        return 1.0
    # Rounded as both are in files, so that 0.55 is as near to 0.5 as 0.45 is.
    return round(abs(row.probability_pneumonia - row.threshold), 6)
