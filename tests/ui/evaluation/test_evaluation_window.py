"""Explore and evaluate: class folders are recognised, numbers are right, a cell leads to its images."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image
from tests.ui.conftest import workspace_of
from tests.ui.evaluation.conftest import MODEL, WAIT_MS, N, Opened, P, entries_of, entry, finished
from xray_desktop.results.row import Row
from xray_desktop.ui.evaluation.window import EvaluationWindow
from xray_desktop.ui.settings import BACKGROUND_CLASSIFICATION
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.entry import Entry, Outcome


def test_the_worklist_offers_evaluation_only_when_both_classes_are_there(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.docks.worklist.show()
    window.worklist.add([Entry(str(folder / "NORMAL" / "0.png"), "NORMAL/0.png")])
    qtbot.wait(400)
    assert window.worklist.evaluate_button.isHidden()
    window.worklist.add([Entry(str(folder / "PNEUMONIA" / "0.png"), "PNEUMONIA/0.png")])
    qtbot.waitUntil(window.worklist.evaluate_button.isVisible)
    qtbot.mouseClick(window.worklist.evaluate_button, Qt.MouseButton.LeftButton)
    workspace = workspace_of(window)
    assert workspace.evaluation.isVisible()


def test_the_matrix_counts_every_image_in_its_cell_with_the_share_of_its_row(
    evaluation: EvaluationWindow,
) -> None:
    cells = evaluation.measures.matrix.cells
    shown = {key: " ".join(cell.text().split()) for key, cell in cells.items() if cell.isEnabled()}
    assert shown == {
        (N, Outcome.NORMAL): "✓ 1 50.0 %",
        (N, Outcome.PNEUMONIA): "✗ 1 50.0 %",
        (N, Outcome.NOT_CLASSIFIED): "1",
        (P, Outcome.PNEUMONIA): "✓ 2 66.7 %",
        (P, Outcome.UNCERTAIN): "1",
        (P, Outcome.NORMAL): "✗ 1 33.3 %",
    }


def texts(table: QTableWidget, row: int) -> list[str]:
    return [item.text() if (item := table.item(row, column)) else "" for column in range(6)]


def test_all_measures_have_intervals_for_both_positive_classes(many: EvaluationWindow) -> None:
    table = many.measures.table
    rows = {texts(table, row)[0]: texts(table, row) for row in range(table.rowCount())}
    assert list(rows) == [
        *("Sensitivity", "Specificity", "PPV", "NPV", "Accuracy", "Balanced accuracy", "F1", "MCC"),
        *("LR+", "LR−", "AUC (ROC)", "Average precision", "Brier score", "ECE", "Calibration slope"),
        "Calibration intercept",
    ]
    for row in rows.values():
        assert float(row[1].replace("−", "-")) is not None
        assert " to " in row[2]
        assert " to " in row[4]
    assert rows["Sensitivity"][1] == rows["Specificity"][3]
    assert rows["PPV"][1] == rows["NPV"][3]
    assert rows["AUC (ROC)"][5].endswith("DeLong")


def test_the_prevalence_slider_recomputes_the_predictive_values(many: EvaluationWindow, qtbot: QtBot) -> None:
    page = many.measures
    counts = many.evaluator.counts
    assert f"{counts.ppv:.3f}" in page.predictive_values.text()
    before = page.predictive_values.text()
    page.prevalence.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.prevalence, Qt.Key.Key_PageUp)
    assert page.predictive_values.text() != before
    page.prevalence_value.setValue(2.0)
    share = counts.sensitivity * 0.02
    expected = share / (share + (1 - counts.specificity) * 0.98)
    assert f"{expected:.3f} (" in page.predictive_values.text()
    qtbot.mouseClick(page.own_prevalence, Qt.MouseButton.LeftButton)
    assert page.predictive_values.text() == before


def test_a_cell_shows_its_images_here_and_in_the_worklist_and_stays_in_front(
    evaluation: EvaluationWindow, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(evaluation.measures.matrix.cells[P, Outcome.NORMAL], Qt.MouseButton.LeftButton)
    assert evaluation.tabs.currentWidget() is evaluation.cases
    assert evaluation.cases.title.text() == "False negatives (1)"
    assert evaluation.cases.grid.count() == 1
    qtbot.waitUntil(lambda: window.worklist.current() is not None)
    assert [each.name for each in window.worklist.model.shown] == ["PNEUMONIA/2.png"]
    current = window.worklist.current()
    assert current is not None
    assert current.name == "PNEUMONIA/2.png"
    assert evaluation.isVisible()


def test_an_image_is_opened_in_the_main_window_and_the_evaluation_comes_back_as_it_was(
    evaluation: EvaluationWindow, window: MainWindow, qtbot: QtBot
) -> None:
    evaluation.tabs.setCurrentWidget(evaluation.cases)
    with qtbot.waitSignal(window.worklist.imageWanted):
        qtbot.mouseClick(evaluation.cases.open, Qt.MouseButton.LeftButton)
    assert not evaluation.isVisible()
    window.actions_["evaluate"].trigger()
    assert evaluation.isVisible()
    assert evaluation.tabs.currentWidget() is evaluation.cases


def test_a_minimized_window_comes_back(evaluation: EvaluationWindow, window: MainWindow) -> None:
    evaluation.showMinimized()
    window.actions_["evaluate"].trigger()
    assert not evaluation.isMinimized()
    assert evaluation.isVisible()


def test_empty_cells_cannot_be_pressed(evaluation: EvaluationWindow) -> None:
    assert not evaluation.measures.matrix.cells[N, Outcome.UNCERTAIN].isEnabled()


def test_the_grey_levels_of_both_classes_are_averaged(evaluation: EvaluationWindow, qtbot: QtBot) -> None:
    page = evaluation.dataset

    def means() -> list[float]:
        chart = page.histograms.chart
        return [float(np.dot(curve.x, curve.y) / 100) for curve in chart.curves] if chart else []

    qtbot.waitUntil(lambda: page.progress.text().startswith("6 of 6"), timeout=WAIT_MS)
    expected = np.mean([synthetic_image(60, 80, seed=number).mean() for number in range(3)])
    dark, bright = means()
    assert bright == pytest.approx(expected, rel=0.02)
    assert dark == pytest.approx(expected / 2, rel=0.03)


def test_the_grid_shows_incorrect_predictions_first_and_leads_to_the_image(
    evaluation: EvaluationWindow, window: MainWindow, qtbot: QtBot
) -> None:
    grid = evaluation.cases.grid
    words = [grid.item(row).text() for row in range(grid.count())]
    assert [text.split()[0] for text in words] == ["False", "False", "True", "True", "True"]
    evaluation.tabs.setCurrentWidget(evaluation.cases)
    middle = grid.visualItemRect(grid.item(0)).center()
    with qtbot.waitSignal(window.worklist.imageWanted):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert evaluation.isVisible()


def test_it_follows_results_that_come_in(
    evaluation: EvaluationWindow, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.worklist.model.set_result(
        str(folder / "NORMAL" / "2.png"),
        Row("NORMAL/2.png", "ok", "NORMAL", 0.05, 0.5, 80, 60, model=MODEL, operating_point="balanced"),
    )
    cell = evaluation.measures.matrix.cells[N, Outcome.NORMAL]
    qtbot.waitUntil(lambda: cell.text().startswith("✓ 2"), timeout=WAIT_MS)


def test_images_that_wait_for_classification_are_counted(
    evaluated: Opened, window: MainWindow, folder: Path
) -> None:
    window.settings.set(BACKGROUND_CLASSIFICATION, False)
    evaluation = evaluated(
        [
            entry(folder, "NORMAL/0.png", 0.1),
            entry(folder, "PNEUMONIA/0.png", 0.8),
            Entry(str(folder / "NORMAL/1.png"), "NORMAL/1.png"),
        ]
    )
    assert "1 labelled image is not classified yet." in evaluation.header.remarks.text()


def test_results_of_several_models_are_named_and_can_be_evaluated_one_at_a_time(
    evaluated: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    first = entries_of(20, tmp_path / "one")
    others = entries_of(20, tmp_path / "two")
    for each in others:
        assert each.row is not None
        object.__setattr__(each.row, "model", "other 2 89abcdef")
    window = evaluated([*first, *others])
    assert window.results.currentWidget() is window.start
    assert "The results are of several models" in window.start.reason.text()
    scope = window.header.scope
    assert [scope.itemText(index) for index in range(scope.count())] == [
        *("All images", MODEL),
        "other 2 89abcdef",
    ]
    qtbot.keyClick(scope, Qt.Key.Key_Down)
    finished(window, qtbot)
    assert window.results.currentWidget() is window.tabs
    assert window.evaluator.counts.classified == 20


@pytest.mark.parametrize("truth", [N, P])
def test_one_class_only_is_said_and_what_is_defined_is_shown(
    evaluated: Opened, tmp_path: Path, truth: object
) -> None:
    name = "NORMAL" if truth is N else "PNEUMONIA"
    window = evaluated([entry(tmp_path, f"{name}/{index}.png", index / 10) for index in range(1, 8)])
    assert f"All images with a probability are {name}" in window.header.remarks.text()
    assert window.curves.roc.chart is not None
    assert window.curves.roc.chart.remark
    table = window.measures.table
    assert texts(table, 10)[1] == "–"
    assert texts(table, 4)[1] != "–"


def test_five_cases_are_shown_with_a_warning(evaluated: Opened, tmp_path: Path) -> None:
    window = evaluated(entries_of(5, tmp_path))
    assert "The intervals are wide and unreliable." in window.header.remarks.text()
    assert window.evaluator.counts.classified == 5


def test_the_work_can_be_cancelled_and_begun_again(many: EvaluationWindow, qtbot: QtBot) -> None:
    many.evaluator.evaluate()
    assert not many.header.cancel.isHidden()
    qtbot.mouseClick(many.header.cancel, Qt.MouseButton.LeftButton)
    assert many.header.cancel.isHidden()
    assert not many.evaluator.busy
    many.evaluator.evaluate()
    finished(many, qtbot)
    assert many.evaluator.score_measures is not None
