"""Case filters: each case is in the filters of its definition, and the most telling come first."""

from dataclasses import dataclass

import pytest

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.evaluation.review.case_filters import CaseFilter, confidence, filters_of, in_order
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import message
from xray_desktop.results.row import Row

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA
UNREAD = Mark()


@dataclass
class Case:
    truth: PredictedClass | None
    row: Row | None
    mark: Mark = UNREAD


def case(truth, prediction, probability, *, threshold=0.5, reading=None):
    row = Row("a.png", "ok", prediction, probability, threshold, 80, 60)
    return Case(truth, row, Mark(reading))


@pytest.mark.parametrize(
    ("truth", "prediction", "probability", "expected"),
    [
        (P, "PNEUMONIA", 0.7, {CaseFilter.TRUE_POSITIVE}),
        (N, "NORMAL", 0.2, {CaseFilter.TRUE_NEGATIVE}),
        (P, "NORMAL", 0.3, {CaseFilter.FALSE_NEGATIVE}),
        (N, "PNEUMONIA", 0.7, {CaseFilter.FALSE_POSITIVE}),
        (N, "PNEUMONIA", 0.75, {CaseFilter.FALSE_POSITIVE, CaseFilter.CONFIDENT_ERRORS}),
        (P, "NORMAL", 0.25, {CaseFilter.FALSE_NEGATIVE, CaseFilter.CONFIDENT_ERRORS}),
        (None, "PNEUMONIA", 0.9, set()),
        (P, "UNCERTAIN", 0.51, {CaseFilter.UNCERTAIN, CaseFilter.NEAR_THRESHOLD}),
        (None, "PNEUMONIA", 0.55, {CaseFilter.NEAR_THRESHOLD}),
        (None, "NORMAL", 0.449999, set()),
    ],
)
def test_a_case_is_in_the_filters_of_its_definition(truth, prediction, probability, expected):
    assert set(filters_of(case(truth, prediction, probability))) == expected


def test_a_reader_who_differs_from_the_model_and_from_the_truth_is_found():
    differs = filters_of(case(P, "PNEUMONIA", 0.9, reading=N))
    assert {CaseFilter.READER_AGAINST_MODEL, CaseFilter.READER_AGAINST_TRUTH} <= set(differs)
    corrects = filters_of(case(P, "NORMAL", 0.2, reading=P))
    assert CaseFilter.READER_AGAINST_MODEL in corrects
    assert CaseFilter.READER_AGAINST_TRUTH not in corrects
    unsure = filters_of(case(P, "UNCERTAIN", 0.5, reading=N))
    assert CaseFilter.READER_AGAINST_MODEL not in unsure


def test_rejected_and_unreadable_images_have_filters_and_those_without_a_result_none():
    rejected = Case(P, Row("a.png", "rejected", threshold=0.5, reasons=(message("not_frontal_chest"),)))
    unreadable = Case(P, Row("a.png", "error", reasons=(message("file_empty", file="a.png"),)))
    assert filters_of(rejected) == [CaseFilter.REJECTED]
    assert filters_of(unreadable) == [CaseFilter.UNREADABLE]
    assert filters_of(Case(P, None)) == []


def test_confidence_is_the_way_from_the_threshold_to_the_end_of_the_scale():
    assert confidence(case(N, "PNEUMONIA", 0.55, threshold=0.1).row) == pytest.approx(0.5)
    assert confidence(case(P, "NORMAL", 0.05, threshold=0.1).row) == pytest.approx(0.5)
    assert confidence(None) == 0


def test_the_most_confident_errors_and_the_nearest_to_the_threshold_come_first():
    errors = [case(N, "PNEUMONIA", p) for p in (0.6, 0.99, 0.8)]
    found = in_order(CaseFilter.FALSE_POSITIVE, errors)
    assert [each.row.probability_pneumonia for each in found] == [0.99, 0.8, 0.6]
    near = [case(None, "PNEUMONIA", p) for p in (0.54, 0.5, 0.47)]
    assert [each.row.probability_pneumonia for each in in_order(CaseFilter.NEAR_THRESHOLD, near)] == [
        0.5,
        0.47,
        0.54,
    ]
