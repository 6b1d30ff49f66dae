"""Which cases belong to a cell, a subgroup or a list of errors, as names of their rows."""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from xray_desktop.evaluation.dataset_evaluation import spread
from xray_desktop.evaluation.study.cases import Bools, Cases
from xray_desktop.evaluation.subgroups import Subgroup, groups_of
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.evaluation.cases_page import MOST
from xray_desktop.ui.evaluation.image_grid import GridImage
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.worklist.entry import Outcome
from xray_desktop.ui.worklist.outcome_text import outcome_look

_OF_EACH = 40
"""Correct and incorrect images that are shown before anything is chosen."""


def cell_title(truth: PredictedClass, outcome: Outcome) -> str:
    """What the images of a cell of the confusion matrix are called."""
    ill = truth is PredictedClass.PNEUMONIA
    if outcome is Outcome.PNEUMONIA:
        return (
            QCoreApplication.translate("Cases", "True positives")
            if ill
            else QCoreApplication.translate("Cases", "False positives")
        )
    if outcome is Outcome.NORMAL:
        return (
            QCoreApplication.translate("Cases", "False negatives")
            if ill
            else QCoreApplication.translate("Cases", "True negatives")
        )
    return f"{predicted_class_look(truth).short}, {outcome_look(outcome).short}"


def cell_cases(cases: Cases, truth: PredictedClass, outcome: Outcome) -> list[str]:
    """The images of a cell, the farthest from the threshold first."""
    ill = truth is PredictedClass.PNEUMONIA
    if outcome in (Outcome.PNEUMONIA, Outcome.NORMAL):
        return _farthest(cases, (cases.positive == ill) & (cases.called == (outcome is Outcome.PNEUMONIA)))
    wanted = (
        (lambda row: row.prediction == PredictedClass.UNCERTAIN)
        if outcome is Outcome.UNCERTAIN
        else (lambda row: row.probability_pneumonia is None)
    )
    return [case.row.path for case in cases.all if case.image.positive == ill and wanted(case.row)]


def subgroup_cases(cases: Cases, subgroup: Subgroup) -> list[str]:
    """The images of a subgroup, errors first."""
    values = [case.image.groups.get(subgroup.column, "") for case in cases.scored]
    groups = groups_of(values) if subgroup.column else None
    inside = np.array([True] * len(values) if groups is None else [name == subgroup.value for name in groups])
    wrong = cases.called != cases.positive
    return [*_farthest(cases, inside & wrong), *_farthest(cases, inside & ~wrong)]


def correct_and_incorrect(cases: Cases) -> list[str]:
    """Some of the images, incorrect ones first and of these the most confident first."""
    wrong = cases.called != cases.positive
    correct = [case.row.path for case, each in zip(cases.scored, wrong, strict=True) if not each]
    return [*_farthest(cases, wrong)[:_OF_EACH], *spread(correct, _OF_EACH)]


def grid_images(cases: Cases, paths: Mapping[str, str], names: Sequence[str]) -> list[GridImage]:
    """The images of names for a grid, at most as many as it shows."""
    wanted = set(names[:MOST])
    found = {}
    for case in cases.all:
        name, probability = case.row.path, case.row.probability_pneumonia
        if name in wanted:
            called = None if probability is None else probability >= cases.threshold
            found[name] = GridImage(paths[name], name, case.image.positive, called, probability)
    return [found[name] for name in names[:MOST]]


def _farthest(cases: Cases, chosen: Bools) -> list[str]:
    places = np.flatnonzero(chosen)
    distance = np.abs(cases.probabilities[places] - cases.threshold)
    return [cases.scored[index].row.path for index in places[np.argsort(-distance, kind="stable")]]
