"""Subgroups: which values make one, and their figures."""

import math

import pytest
from statsmodels.stats.proportion import proportion_confint

from tests.evaluation.scored_images import scored_images
from xray_desktop.evaluation.delong import delong
from xray_desktop.evaluation.subgroups import NO_VALUE, groups_of, sort_key, subgroup


def test_figures_of_a_subgroup():
    positive, probabilities = scored_images(120, seed=11)
    called = probabilities >= 0.5
    figures = subgroup("sex", "F", positive, probabilities, called)
    assert (figures.column, figures.value, figures.images) == ("sex", "F", 120)
    assert figures.positives == positive.sum()
    found = int((positive & called).sum())
    assert figures.sensitivity[0] == pytest.approx(found / positive.sum(), abs=1e-12)
    interval = proportion_confint(found, positive.sum(), method="wilson")
    assert figures.sensitivity[1:] == pytest.approx(interval, abs=1e-4)
    assert figures.auc[0] == delong(positive, probabilities).areas[0]


def test_a_subgroup_of_one_class_has_no_auc_and_no_specificity():
    figures = subgroup("view", "AP", [True, True], [0.3, 0.9], [False, True])
    assert figures.sensitivity[0] == 0.5
    assert math.isnan(figures.specificity[0])
    assert math.isnan(figures.auc[0])


def test_few_values_are_subgroups_and_an_empty_one_is_a_subgroup_too():
    assert groups_of(["F", "M", "", "F"]) == ["F", "M", NO_VALUE, "F"]


def test_many_numbers_are_cut_at_the_quartiles():
    groups = groups_of([str(number) for number in range(1, 101)] + [""])
    assert sorted(set(groups), key=sort_key) == [
        "≤ 25.75",
        "25.75 to 50.5",
        "50.5 to 75.25",
        "> 75.25",
        NO_VALUE,
    ]
    assert [groups.count(value) for value in sorted(set(groups), key=sort_key)] == [25, 25, 25, 25, 1]


def test_many_words_or_a_single_value_are_no_grouping():
    assert groups_of([f"name {number}" for number in range(30)]) is None
    assert groups_of(["F", "F", ""]) is None
    assert groups_of([]) is None


def test_numbers_are_sorted_as_numbers():
    assert sorted(["10", "9", "x", NO_VALUE, "100"], key=sort_key) == ["9", "10", "100", "x", NO_VALUE]
