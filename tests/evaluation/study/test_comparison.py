"""Two ratings of the same images, and drift without labels."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import kolmogorov
from scipy.stats import ks_2samp

from tests.evaluation.study.results_rows import rejected, row, rows_and_labels
from xray_desktop.evaluation.delong import compare_aucs
from xray_desktop.evaluation.mcnemar import mcnemar
from xray_desktop.evaluation.study.cases import UnusableStudy, cases_of
from xray_desktop.evaluation.study.comparison import compare, ratings_of_rows, read_ratings
from xray_desktop.evaluation.study.drift import drift_of, kolmogorov_smirnov
from xray_desktop.results.writing import write_rows


def test_two_models_on_the_images_that_both_rated():
    rows, labels = rows_and_labels(150, seed=1)
    others = [row(each.path, 1 - each.probability_pneumonia) for each in rows[:100]]
    compared = compare(cases_of(rows, labels), ratings_of_rows("other.csv", others))
    positive = np.array([labels.images[each.path].positive for each in rows[:100]])
    first = np.array([each.probability_pneumonia for each in rows[:100]])
    assert (compared.images, compared.positives) == (100, positive.sum())
    assert compared.auc == compare_aucs(positive, first, 1 - first)
    assert compared.tests["Accuracy"] == mcnemar((first >= 0.5) == positive, (1 - first >= 0.5) == positive)
    sensitivity = compared.differences[0]
    assert sensitivity.value == pytest.approx(
        compared.rates["Sensitivity"][0] - compared.rates["Sensitivity"][1]
    )
    assert sensitivity.interval[0] <= sensitivity.value <= sensitivity.interval[1]


def test_a_rating_equals_itself():
    rows, labels = rows_and_labels(60)
    compared = compare(cases_of(rows, labels), ratings_of_rows("same.csv", rows))
    assert all(difference.value == 0 for difference in compared.differences)
    assert compared.tests["Accuracy"].exact == 1.0
    assert compared.auc.p == 1.0


def test_a_reader_has_readings_and_no_probabilities(tmp_path):
    rows, labels = rows_and_labels(20)
    lines = [f"{each.path},{'PNEUMONIA' if index % 2 else 'NORMAL'}" for index, each in enumerate(rows)]
    file = tmp_path / "reader.csv"
    file.write_text("file,reading\n" + "\n".join(lines) + "\n", encoding="utf-8")
    ratings = read_ratings(file, [each.path for each in rows])
    assert list(ratings.called.values()) == [bool(index % 2) for index in range(20)]
    compared = compare(cases_of(rows, labels), ratings)
    assert compared.auc is None
    assert [difference.title for difference in compared.differences] == [
        "Sensitivity",
        "Specificity",
        "Accuracy",
    ]


def test_a_results_file_is_read_as_ratings(tmp_path):
    rows, _ = rows_and_labels(20)
    write_rows(tmp_path / "other.csv", rows)
    ratings = read_ratings(tmp_path / "other.csv", [each.path for each in rows])
    assert ratings.probabilities[rows[3].path] == rows[3].probability_pneumonia


def test_a_results_file_of_a_folder_further_up_is_matched_by_the_end_of_its_paths(tmp_path):
    rows, _ = rows_and_labels(20)
    write_rows(tmp_path / "other.csv", [replace(each, path=f"data/{each.path}") for each in rows])
    ratings = read_ratings(tmp_path / "other.csv", [each.path for each in rows])
    assert list(ratings.probabilities) == [each.path for each in rows]


def test_what_cannot_be_compared_is_named(tmp_path):
    rows, labels = rows_and_labels(20)
    (tmp_path / "text.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UnusableStudy) as caught:
        read_ratings(tmp_path / "text.csv", [rows[0].path])
    assert caught.value.message.code == "comparison_unusable"
    with pytest.raises(UnusableStudy) as caught:
        compare(cases_of(rows, labels), ratings_of_rows("other.csv", [row("elsewhere.png", 0.4)]))
    assert caught.value.message.code == "comparison_no_common_images"


@pytest.mark.parametrize(
    ("n", "m", "shift"), [(50, 80, 0.0), (400, 300, 0.1), (1000, 1000, 0.5), (5, 5, 9.0)]
)
def test_kolmogorov_smirnov_is_that_of_scipy(n, m, shift):
    random = np.random.default_rng(n)
    first, second = np.round(random.normal(size=n), 2), np.round(random.normal(shift, size=m), 2)
    statistic, p = kolmogorov_smirnov(first, second)
    assert statistic == pytest.approx(ks_2samp(first, second).statistic, abs=1e-12)
    assert p == pytest.approx(kolmogorov(np.sqrt(n * m / (n + m)) * statistic), abs=1e-9)


def test_the_same_results_show_no_drift():
    rows, _ = rows_and_labels(100)
    drift = drift_of(rows, rows, before_name="a", now_name="b")
    assert drift.changes == []
    assert drift.p == 1.0


def test_drift_names_what_changed():
    before = [row(f"{index}.png", 0.1 + index / 1000) for index in range(100)]
    now = [row(f"{index}.png", 0.6 + index / 1000, model="other") for index in range(60)]
    drift = drift_of(before, [*now, *map(rejected, "abcdefghijklmnopqrst")], before_name="a", now_name="b")
    assert drift.changes == ["model", "probabilities", "positives", "rejected"]


def test_drift_without_any_probability_is_not_defined():
    drift = drift_of([rejected("a")], [rejected("b")], before_name="a", now_name="b")
    assert np.isnan(drift.p)
    assert drift.changes == []
