"""A second model, an operating point and a reader on the same images."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.evaluation.conftest import entries_of, finished
from xray_desktop.evaluation.delong import compare_aucs
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.writing import write_rows
from xray_desktop.ui.evaluation.window import EvaluationWindow
from xray_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The results of another model for the images of `many`, but ten."""
    first = [each.row for each in entries_of(160, tmp_path)][10:]
    second = [each.row.probability_pneumonia for each in entries_of(160, tmp_path, seed=5) if each.row][10:]
    rows = [
        replace(row, probability_pneumonia=value, model="other 2 89abcdef")
        for row, value in zip(first, second, strict=True)
        if row is not None
    ]
    return write_rows(tmp_path / "other.csv", rows) or tmp_path / "other.csv"


def compared(window: EvaluationWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.comparison.busy, timeout=60_000)


def test_two_models_are_compared_and_the_second_is_on_the_roc(
    many: EvaluationWindow, other: Path, qtbot: QtBot
) -> None:
    page = many.comparison
    many.tabs.setCurrentWidget(page)
    page.compare_with_file(other)
    compared(many, qtbot)
    assert page.result is not None
    found = page.result.comparison
    assert "150 images in common" in page.about.text()
    assert found.auc is not None
    cases = many.evaluator.basis.cases  # type: ignore[union-attr]
    names = [case.row.path for case in cases.scored]
    at = [index for index, name in enumerate(names) if name in page.result.ratings.probabilities]
    second = [page.result.ratings.probabilities[names[index]] for index in at]
    assert found.auc == compare_aucs(cases.positive[at], cases.probabilities[at], second)
    expected = "< 0.0001" if found.auc.p < 0.0001 else f"{found.auc.p:.4f}"
    assert page.table.item(3, 5).text() == f"{expected} (DeLong)"  # type: ignore[union-attr]
    chart = many.curves.roc.chart
    assert chart is not None
    assert chart.curves[0].name.startswith("other.csv · AUC ")
    qtbot.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert len(many.curves.roc.chart.curves) == 1  # type: ignore[union-attr]


def test_the_images_on_which_only_one_is_right_are_one_click_away(
    many: EvaluationWindow, other: Path, qtbot: QtBot
) -> None:
    many.tabs.setCurrentWidget(many.comparison)
    many.comparison.compare_with_file(other)
    compared(many, qtbot)
    assert many.comparison.result is not None
    test = many.comparison.result.comparison.tests["Accuracy"]
    qtbot.mouseClick(many.comparison.only_second, Qt.MouseButton.LeftButton)
    assert many.cases.title.text() == f"Only the second is right ({test.only_second})"


def test_the_comparison_follows_the_threshold(many: EvaluationWindow, other: Path, qtbot: QtBot) -> None:
    many.comparison.compare_with_file(other)
    compared(many, qtbot)
    assert many.comparison.result is not None
    before = many.comparison.result.comparison.rates["Sensitivity"]
    many.evaluator.move_threshold(0.2)
    qtbot.waitUntil(
        lambda: many.comparison.result.comparison.rates["Sensitivity"] != before,  # type: ignore[union-attr]
        timeout=60_000,
    )


def test_the_model_is_compared_with_itself_at_another_operating_point(
    many: EvaluationWindow, qtbot: QtBot
) -> None:
    page = many.comparison
    page.point.activated.emit(page.point.findText("High sensitivity"))
    compared(many, qtbot)
    assert page.result is not None
    first, second = page.result.comparison.rates["Sensitivity"]
    assert second > first
    assert page.table.isRowHidden(3)


def test_the_model_is_compared_with_the_readers_marks(
    many: EvaluationWindow, window: MainWindow, qtbot: QtBot
) -> None:
    entries = window.worklist.model.entries
    for each in entries[:50]:
        window.worklist.model.set_mark(each.path, Mark(reading=each.truth))
    finished(many, qtbot)
    qtbot.waitUntil(lambda: not many.comparison.marks.isHidden(), timeout=60_000)
    many.tabs.setCurrentWidget(many.comparison)
    qtbot.mouseClick(many.comparison.marks, Qt.MouseButton.LeftButton)
    compared(many, qtbot)
    assert many.comparison.result is not None
    assert many.comparison.result.comparison.images == 50
    assert many.comparison.result.comparison.rates["Accuracy"][1] == 1.0
    assert entries[0].truth in PredictedClass


def test_a_file_that_cannot_be_compared_is_a_sentence(
    many: EvaluationWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    many.comparison.compare_with_file(tmp_path / "other.csv")
    compared(many, qtbot)
    assert many.comparison.about.text().startswith(
        "other.csv is neither a results file nor a table of readings."
    )
