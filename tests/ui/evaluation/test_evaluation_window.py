"""Explore and evaluate: class folders are recognised, numbers are right, a cell leads to its images."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import workspace_of
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row
from xray_desktop.ui.evaluation.window import EvaluationWindow
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.entry import Entry, Outcome

WAIT_MS = 60_000
N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


def entry(
    folder: Path, truth: PredictedClass, number: int, predicted_class: str, probability: float | None
) -> Entry:
    name = f"{truth.value}/{number}.png"
    row = Row(name, "ok" if predicted_class else "rejected", predicted_class, probability, 0.5, 80, 60)
    return Entry(str(folder / name), name, row)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for truth in (N, P):
        (tmp_path / truth.value).mkdir()
        for number in range(3):
            image = synthetic_image(60, 80, seed=number)
            write_png(tmp_path / truth.value / f"{number}.png", image if truth is P else image // 2)
    return tmp_path


@pytest.fixture
def evaluation(window: MainWindow, folder: Path, qtbot: QtBot) -> EvaluationWindow:
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    window.worklist.add(
        [
            entry(folder, N, 0, "NORMAL", 0.1),
            entry(folder, N, 1, "PNEUMONIA", 0.7),
            entry(folder, N, 2, "", None),
            entry(folder, P, 0, "PNEUMONIA", 0.9),
            entry(folder, P, 1, "UNCERTAIN", 0.5),
            entry(folder, P, 2, "NORMAL", 0.3),
            Entry(str(folder / "elsewhere.png"), "elsewhere.png"),
        ]
    )
    workspace.evaluation.show()
    qtbot.waitUntil(lambda: workspace.evaluation.complete, timeout=WAIT_MS)
    return workspace.evaluation


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


def test_the_matrix_counts_every_image_in_its_cell(evaluation: EvaluationWindow) -> None:
    shown = {key: cell.text().lstrip("✓✗ ") for key, cell in evaluation.matrix.cells.items()}
    assert {key: text for key, text in shown.items() if text != "0"} == {
        (N, Outcome.NORMAL): "1",
        (N, Outcome.PNEUMONIA): "1",
        (N, Outcome.NOT_CLASSIFIED): "1",
        (P, Outcome.PNEUMONIA): "1",
        (P, Outcome.UNCERTAIN): "1",
        (P, Outcome.NORMAL): "1",
    }


def test_the_curves_are_those_of_the_probabilities(evaluation: EvaluationWindow) -> None:
    roc = evaluation.roc.chart
    assert roc is not None
    assert "0.667" in roc.title  # 4 of the 6 pairs of (0.9, 0.5, 0.3) and (0.1, 0.7)
    names = {marker.name: (marker.x, round(marker.y, 3)) for marker in roc.markers}
    assert names == {
        "High sensitivity": (0.5, 1.0),
        "Balanced": (0.5, 0.667),
        "High specificity": (0.0, 0.333),
    }
    assert evaluation.calibration.chart is not None
    assert "0.500" in evaluation.figures.text()


def test_a_cell_shows_its_images_in_the_worklist(
    evaluation: EvaluationWindow, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.mouseClick(evaluation.matrix.cells[P, Outcome.NORMAL], Qt.MouseButton.LeftButton)
    assert [each.name for each in window.worklist.model.shown] == ["PNEUMONIA/2.png"]
    current = window.worklist.current()
    assert current is not None
    assert current.name == "PNEUMONIA/2.png"


def test_empty_cells_cannot_be_pressed(evaluation: EvaluationWindow) -> None:
    assert not evaluation.matrix.cells[N, Outcome.UNCERTAIN].isEnabled()


def test_the_grey_levels_of_both_classes_are_averaged(evaluation: EvaluationWindow, qtbot: QtBot) -> None:
    def means() -> list[float]:
        chart = evaluation.histograms.chart
        return [float(np.dot(curve.x, curve.y) / 100) for curve in chart.curves] if chart else []

    qtbot.waitUntil(lambda: evaluation.progress.text().startswith("6 of 6"), timeout=WAIT_MS)
    expected = np.mean([synthetic_image(60, 80, seed=number).mean() for number in range(3)])
    dark, bright = means()
    assert bright == pytest.approx(expected, rel=0.02)
    assert dark == pytest.approx(expected / 2, rel=0.03)


def test_the_grid_shows_incorrect_predictions_first_and_leads_to_the_image(
    evaluation: EvaluationWindow, window: MainWindow, qtbot: QtBot
) -> None:
    texts = [evaluation.grid.item(row).text() for row in range(evaluation.grid.count())]
    assert [text.split()[0] for text in texts] == ["False", "False", "True", "True"]
    with qtbot.waitSignal(window.worklist.imageWanted):
        evaluation.grid.itemActivated.emit(evaluation.grid.item(0))


def test_it_follows_results_that_come_in(
    evaluation: EvaluationWindow, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    window.worklist.model.set_result(
        str(folder / "NORMAL" / "2.png"), Row("NORMAL/2.png", "ok", "NORMAL", 0.05, 0.5, 80, 60)
    )
    cell = evaluation.matrix.cells[N, Outcome.NORMAL]
    qtbot.waitUntil(lambda: cell.text().endswith("2"), timeout=WAIT_MS)


def test_without_images_every_page_says_so(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    workspace.evaluation.show()
    qtbot.waitUntil(lambda: workspace.evaluation.complete, timeout=WAIT_MS)
    for view in (workspace.evaluation.roc, workspace.evaluation.calibration, workspace.evaluation.histograms):
        assert view.chart is not None
        assert view.chart.remark
        assert not view.grab().isNull()
