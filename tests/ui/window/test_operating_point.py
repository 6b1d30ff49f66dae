"""Another operating point: bar, list, filter, counts, evaluation, comparison and export all follow it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row
from xray_desktop.results.writing import write_rows
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace
from xray_desktop.ui.worklist.entry import Outcome

TRUTHS = {"a": "NORMAL", "b": "NORMAL", "c": "PNEUMONIA", "d": "PNEUMONIA"}
PROBABILITIES = {"a": 0.1, "b": 0.3, "c": 0.6, "d": 0.9}


@pytest.fixture
def workspace(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> Workspace:
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    return workspace


@pytest.fixture
def results(tmp_path: Path, model_file: Path) -> Path:
    """Results of the window's model at “balanced”; the images' probabilities lie around all three points."""
    model = Classifier.load(model_file).model
    rows = []
    for name, truth in TRUTHS.items():
        (tmp_path / truth).mkdir(exist_ok=True)
        write_png(tmp_path / truth / f"{name}.png", synthetic_image(60, 80))
        probability = PROBABILITIES[name]
        predicted_class = "PNEUMONIA" if probability >= 0.5 else "NORMAL"
        path = f"{truth}/{name}.png"
        rows.append(
            Row(
                path, "ok", predicted_class, probability, 0.5, 80, 60, model=model, operating_point="balanced"
            )
        )
    write_rows(tmp_path / "out.csv", rows)
    return tmp_path / "out.csv"


def images_from_dark_to_bright(folder: Path) -> list[Path]:
    """Images whose probabilities, by the small model, go from near 0 to near 1."""
    made = []
    for share in range(0, 40, 4):
        image = synthetic_image(100, 80)
        image[:share] = 255
        made.append(write_png(folder / f"{share}.png", image))
    return made


def choose_operating_point(window: MainWindow, name: str) -> None:
    """As a person does, with the arrow keys in the box of the prediction's panel."""
    (box,) = (each for each in window.prediction_panel.findChildren(QComboBox) if each.findData(name) >= 0)
    for _ in range(box.count()):
        if box.currentData() == name:
            break
        QTest.keyClick(box, Qt.Key.Key_Down if box.findData(name) > box.currentIndex() else Qt.Key.Key_Up)
    assert window.model_runner.operating_point == name


def open_results(window: MainWindow, results: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([results])


def calls(window: MainWindow) -> dict[str, Outcome]:
    """What the list shows, but for the image on the screen, which the small model classifies by its own
    lights.
    """
    entries = [window.worklist.model.shown_at(row) for row in range(1, window.worklist.model.rowCount())]
    return {Path(entry.path).stem: entry.outcome for entry in entries}


def notified(window: MainWindow) -> str:
    return window.worklist.threshold_text


@pytest.mark.usefixtures("workspace")
def test_every_row_follows_and_so_do_filter_counts_and_words(
    window: MainWindow, results: Path, qtbot: QtBot
) -> None:
    open_results(window, results, qtbot)
    assert calls(window) == {"b": Outcome.NORMAL, "c": Outcome.PNEUMONIA, "d": Outcome.PNEUMONIA}
    choose_operating_point(window, "high_sensitivity")
    assert calls(window) == {"b": Outcome.PNEUMONIA, "c": Outcome.PNEUMONIA, "d": Outcome.PNEUMONIA}
    qtbot.waitUntil(
        lambda: "High sensitivity" in notified(window) and "0.20" in notified(window), timeout=WAIT_MS
    )
    box = window.worklist.filter_bar.outcomes
    box.setCurrentIndex(box.findText("Pneumonia"))
    box.activated.emit(box.currentIndex())
    names = {Path(entry.path).stem for entry in window.worklist.model.shown}
    assert names - {"a"} == {"b", "c", "d"}
    choose_operating_point(window, "high_specificity")
    qtbot.waitUntil(
        lambda: {Path(entry.path).stem for entry in window.worklist.model.shown} - {"a"} == {"d"},
        timeout=WAIT_MS,
    )
    tip = window.worklist.model.index(window.worklist.model.rowCount() - 1, 0).data(
        int(Qt.ItemDataRole.ToolTipRole)
    )
    assert "High specificity" in tip
    assert "out.csv: Pneumonia (threshold: Balanced)" in tip


@pytest.mark.usefixtures("workspace")
def test_the_row_of_the_image_on_the_screen_says_what_the_bar_says(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    images = images_from_dark_to_bright(tmp_path)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths(images)
    for _ in images[1:]:
        with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
            window.worklist.step(1)
    shown: list[tuple[float, PredictedClass | None]] = []
    window.predictionReady.connect(lambda _, said: shown.append((said.threshold, said.predicted_class)))
    seen = set()
    for name, threshold in (("high_sensitivity", 0.2), ("high_specificity", 0.8), ("balanced", 0.5)):
        choose_operating_point(window, name)
        current = window.worklist.current()
        assert current is not None
        assert current.row is not None
        assert (
            shown[-1]
            == (current.row.threshold, current.predicted_class)
            == (threshold, current.predicted_class)
        )
        for entry in (window.worklist.model.shown_at(row) for row in range(len(images))):
            assert entry.row is not None
            assert entry.probability is not None
            called = PredictedClass.PNEUMONIA if entry.probability >= threshold else PredictedClass.NORMAL
            assert entry.predicted_class is called
            assert (entry.row.operating_point, entry.row.threshold) == (name, threshold)
        seen.add(tuple(entry.outcome for entry in window.worklist.model.entries))
    assert len(seen) == 3, "the images must lie around the thresholds"


def test_the_evaluation_follows(
    window: MainWindow, workspace: Workspace, results: Path, qtbot: QtBot
) -> None:
    open_results(window, results, qtbot)
    window.worklist.model.remove([window.worklist.model.entries[0].path])
    workspace.evaluation.show()

    def cells() -> Sequence[str]:
        matrix = workspace.evaluation.measures.matrix.cells
        return [
            matrix[truth, outcome].text().splitlines()[0]
            for truth in (PredictedClass.NORMAL, PredictedClass.PNEUMONIA)
            for outcome in (Outcome.NORMAL, Outcome.PNEUMONIA)
        ]

    qtbot.waitUntil(lambda: cells() == ["✓ 1", "✗ 0", "✗ 0", "✓ 2"], timeout=WAIT_MS)
    choose_operating_point(window, "high_sensitivity")
    qtbot.waitUntil(lambda: cells() == ["✓ 0", "✗ 1", "✗ 0", "✓ 2"], timeout=WAIT_MS)
    assert "High sensitivity" in workspace.evaluation.measures.threshold.text()
    choose_operating_point(window, "high_specificity")
    qtbot.waitUntil(lambda: cells() == ["✓ 1", "✗ 0", "✗ 1", "✓ 1"], timeout=WAIT_MS)


@pytest.mark.usefixtures("workspace")
def test_another_models_rows_keep_their_predictions_and_the_list_says_so(
    window: MainWindow, results: Path, qtbot: QtBot
) -> None:
    rows = [replace(row, model="other 3 deadbeef") for row in read_results(results)]
    write_rows(results, rows)
    open_results(window, results, qtbot)
    before = calls(window)
    choose_operating_point(window, "high_sensitivity")
    assert calls(window) == before
    qtbot.waitUntil(lambda: "predictions of another model: 3" in notified(window), timeout=WAIT_MS)
    tip = window.worklist.model.index(1, 0).data(int(Qt.ItemDataRole.ToolTipRole))
    assert "other 3 deadbeef" in tip
    assert "Balanced" in tip


def test_what_is_saved_is_what_the_list_shows(
    window: MainWindow, workspace: Workspace, results: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    open_results(window, results, qtbot)
    choose_operating_point(window, "high_specificity")
    with qtbot.waitSignal(workspace.results.notified, timeout=WAIT_MS):
        workspace.results.save(tmp_path / "saved.csv")
    saved = list(read_results(tmp_path / "saved.csv"))
    assert {row.operating_point for row in saved} == {"high_specificity"}
    assert {row.threshold for row in saved} == {0.8}
    assert [row.prediction for row in saved][1:] == ["NORMAL", "NORMAL", "PNEUMONIA"]
    assert {row.operating_point for row in read_results(results)} == {"balanced"}, "the CSV stays as it was"


def test_a_batch_at_another_operating_point_brings_the_window_there(
    window: MainWindow, workspace: Workspace, image_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = workspace.batch.ask([str(image_file)])
    dialog.output.setText(str(tmp_path / "batch.csv"))
    dialog.point.setCurrentIndex(dialog.point.findData("high_sensitivity"))
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        dialog.accept()
    assert window.model_runner.operating_point == "high_sensitivity"
    assert "At the High sensitivity threshold" in workspace.batch.panel.text
    window.set_operating_point("high_specificity")
    (entry,) = window.worklist.model.entries
    window.worklist.model.finish_reclassification()
    assert entry.row is not None
    assert entry.row.operating_point == "high_specificity"
    assert [row.operating_point for row in read_results(tmp_path / "batch.csv")] == ["high_sensitivity"]
    assert "At the High sensitivity threshold" in workspace.batch.panel.text


def test_the_comparison_follows(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    images = images_from_dark_to_bright(tmp_path)
    classifier = window.model_runner.classifier
    assert classifier is not None
    between = next(image for image in images if 0.2 < (classifier.predict(image).probability or 0) < 0.5)
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([between])
    comparison = workspace.comparison
    comparison.show()
    comparison.compare(str(between), str(between))
    qtbot.waitUntil(lambda: all(side.prediction for side in comparison.sides), timeout=WAIT_MS)

    def predictions() -> list[PredictedClass | None]:
        return [side.prediction.predicted_class if side.prediction else None for side in comparison.sides]

    assert predictions() == [PredictedClass.NORMAL, PredictedClass.NORMAL]
    choose_operating_point(window, "high_sensitivity")
    assert predictions() == [PredictedClass.PNEUMONIA, PredictedClass.PNEUMONIA]
