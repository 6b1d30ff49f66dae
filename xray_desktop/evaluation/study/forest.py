"""Subgroups of a study and their forest plot."""

import math
from collections.abc import Sequence

import numpy as np

from xray_desktop.evaluation.study.cases import Cases
from xray_desktop.evaluation.study.figure import Figure
from xray_desktop.evaluation.study.svg import BLUE, GREY, LIGHT, document, stroke, text_at, width_of
from xray_desktop.evaluation.subgroups import (
    NO_VALUE,
    Estimate,
    Subgroup,
    groups_of,
    sort_key,
    subgroup,
)
from xray_desktop.messages import Message, Words, message

_LABEL, _COUNT, _PANEL, _GAP, _ROW, _TOP = 190, 70, 150, 118, 22, 64
_MEASURES = ("auc", "measure_sensitivity", "measure_specificity")
_LONGEST = 28


def subgroups_of(cases: Cases) -> tuple[list[Subgroup], list[Message]]:
    """The figures of all images, then of the subgroups of each column; and the columns that are none."""
    subgroups = [subgroup("", "All images", cases.positive, cases.probabilities, cases.called)]
    remarks = []
    for column in cases.columns:
        values = [case.image.groups.get(column, "") for case in cases.scored]
        groups = groups_of(values)
        if groups is None:
            if len(set(values)) > 2:
                remarks.append(message("study_no_subgroups", column=column, values=len(set(values))))
            continue
        names = np.array(groups)
        for value in sorted(set(groups), key=sort_key):
            inside = names == value
            subgroups.append(
                subgroup(
                    column, value, cases.positive[inside], cases.probabilities[inside], cases.called[inside]
                )
            )
    return subgroups, remarks


def forest_figure(subgroups: Sequence[Subgroup], words: Words | None = None) -> Figure:
    """AUC, sensitivity and specificity of subgroups side by side, with their 95 % intervals.

    Args:
        words: the language of its texts; English when None.
    """
    words = words or Words()
    columns = list(dict.fromkeys(each.column for each in subgroups))
    height = _TOP + (len(subgroups) + len(columns) - 1) * _ROW + 30
    width = _LABEL + _COUNT + len(_MEASURES) * (_PANEL + _GAP) + 10
    shapes = [
        text_at(12, 22, words("subgroups_plot"), size=14, bold=True),
        text_at(_LABEL + _COUNT - 14, _TOP - 14, words("images"), anchor="end", size=12),
    ]
    lowest = _lowest(subgroups)
    for index, name in enumerate(_MEASURES):
        shapes += _panel(index, words(name), lowest, subgroups[0], height)
    y, column = _TOP + 6, ""
    for each in subgroups:
        if each.column != column:
            column = each.column
            shapes.append(text_at(12, y + 4, _short(column_title(column, words)), size=12, bold=True))
            y += _ROW
        shapes.append(text_at(12 if not column else 26, y + 4, _short(value_title(each, words)), size=12))
        shapes.append(text_at(_LABEL + _COUNT - 14, y + 4, f"{each.images:,}", anchor="end", size=12))
        for index, estimate in enumerate((each.auc, each.sensitivity, each.specificity)):
            shapes += _estimate(index, estimate, lowest, y, words)
        y += _ROW
    return Figure(
        "subgroups",
        words("subgroups_title"),
        words("subgroups_caption"),
        document(width, height, words("subgroups_title"), shapes),
        (
            "column",
            "value",
            "images",
            "positives",
            *(
                f"{name}{end}"
                for name in ("auc", "sensitivity", "specificity")
                for end in ("", "_low", "_high")
            ),
        ),
        [
            (
                each.column,
                each.value,
                each.images,
                each.positives,
                *each.auc,
                *each.sensitivity,
                *each.specificity,
            )
            for each in subgroups
        ],
    )


def column_title(column: str, words: Words) -> str:
    """The name of a column: those that the program makes have names in every language."""
    return words.known(f"column_{column}", column)


def value_title(group: Subgroup, words: Words) -> str:
    """The name of a subgroup; ranges of numbers are written as intervals of the language."""
    if not group.column:
        return words("all_images")
    if group.value == NO_VALUE:
        return words("no_value")
    low, between, high = group.value.partition(" to ")
    if between and low.replace(".", "").removeprefix("-").isdigit():
        return words.interval(low, high)
    return group.value


def _panel(index: int, name: str, lowest: float, overall: Subgroup, height: float) -> list[str]:
    left = _LABEL + _COUNT + index * (_PANEL + _GAP)
    bottom = height - 26
    shapes = [text_at(left, _TOP - 14, name, size=12, bold=True)]
    step = 0.25 if lowest == 0 else 0.1
    ticks = np.arange(lowest, 1 + step / 2, step)
    for tick in ticks:
        x = _at(left, float(tick), lowest)
        shapes.append(stroke(x, _TOP - 6, x, bottom, LIGHT, 0.7))
        shapes.append(
            text_at(x, bottom + 14, f"{tick:.2f}".rstrip("0").rstrip("."), anchor="middle", size=10)
        )
    shapes.append(stroke(left, bottom, left + _PANEL, bottom, GREY, 1))
    value = (overall.auc, overall.sensitivity, overall.specificity)[index][0]
    if not math.isnan(value):
        x = _at(left, value, lowest)
        shapes.append(stroke(x, _TOP - 6, x, bottom, GREY, 1, "4 3"))
    return shapes


def _estimate(index: int, estimate: Estimate, lowest: float, y: float, words: Words) -> list[str]:
    left = _LABEL + _COUNT + index * (_PANEL + _GAP)
    value, low, high = estimate
    if math.isnan(value):
        return [text_at(left + _PANEL + 8, y + 4, words("not_defined"), size=11)]
    x = _at(left, value, lowest)
    shapes = [f"<rect x='{x - 3.5:.1f}' y='{y - 3.5:.1f}' width='7' height='7' fill='{BLUE}'/>"]
    interval = ""
    if not math.isnan(low):
        shapes.insert(0, stroke(_at(left, low, lowest), y, _at(left, high, lowest), y, BLUE, 1.6))
        interval = f" ({low:.2f}–{high:.2f})"
    return [*shapes, text_at(left + _PANEL + 8, y + 4, f"{value:.2f}{interval}", size=11)]


def _lowest(subgroups: Sequence[Subgroup]) -> float:
    """Where the panels begin: 0 or 0.5, so that intervals keep some width."""
    ends = [
        end
        for each in subgroups
        for estimate in (each.auc, each.sensitivity, each.specificity)
        for end in estimate
        if not math.isnan(end)
    ]
    return 0.5 if ends and min(ends) >= 0.5 else 0.0


def _at(left: float, value: float, lowest: float) -> float:
    return left + (value - lowest) / (1 - lowest) * _PANEL


def _short(text: str) -> str:
    if width_of(text) <= _LONGEST:
        return text
    while width_of(text) > _LONGEST - 1:
        text = text[:-1]
    return text + "…"
