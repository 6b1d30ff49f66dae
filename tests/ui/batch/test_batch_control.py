"""A batch in the window, from the menu to the CSV."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from xray_desktop.batch.driver import BatchRequest
from xray_desktop.batch.runner import cores
from xray_desktop.batch.steps import Control
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.results.reading import read_results
from xray_desktop.ui.batch.dialog import BatchDialog
from xray_desktop.ui.batch.panel import BatchState
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace
from xray_desktop.ui.worklist.entry import Outcome

WAIT_MS = 60_000


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    for number in range(6):
        write_png(folder / f"image{number}.png", synthetic_image(60, 80, seed=number))
    (folder / "broken.jpg").write_bytes(b"")
    return folder


class Hold:
    """Holds a batch, which on a fast machine would be over before anything could be done about it.

    Its readers get stuck at the next image after the first few, until `release`, or until it is cancelled.
    """

    FREE = 4

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        self._going = threading.Event()
        prepare, cancel = IsolatedReader.prepare, Control.cancel

        def held(reader: IsolatedReader, path: str, *spec: Any, **how: Any) -> Any:
            if threading.current_thread().name == "batch":
                self.begun.append(path)
                if len(self.begun) > self.FREE:
                    self._going.wait(WAIT_MS / 1000)
            return prepare(reader, path, *spec, **how)

        def cancelled(control: Control) -> None:
            cancel(control)
            self.release()

        monkeypatch.setattr(IsolatedReader, "prepare", held)
        monkeypatch.setattr(Control, "cancel", cancelled)

    @property
    def complete(self) -> bool:
        """Whether every reader is stuck."""
        return len(self.begun) >= self.FREE + min(cores(), 8)

    def release(self) -> None:
        self._going.set()


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    return Hold(monkeypatch)


def state(workspace: Workspace) -> BatchState | None:
    status = workspace.batch.panel.status
    return status.state if status else None


def done(workspace: Workspace) -> int:
    status = workspace.batch.panel.status
    return status.progress.done if status else 0


def test_from_the_key_to_the_csv(
    window: MainWindow, workspace: Workspace, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(BatchDialog) is not None)
    dialog = window.findChild(BatchDialog)
    assert isinstance(dialog, BatchDialog)
    dialog.source.setText(str(images))
    dialog.output.setText(str(tmp_path / "out.csv"))
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        dialog.accept()
    rows = list(read_results(tmp_path / "out.csv"))
    assert [row.status for row in rows] == ["error"] + ["ok"] * 6
    shown = window.worklist.model.shown
    assert [entry.row for entry in shown] == rows
    assert [entry.csv for entry in shown] == [tmp_path / "out.csv"] * 7
    assert shown[0].outcome is Outcome.FAILED
    assert state(workspace) is BatchState.DONE
    assert window.docks.worklist.isVisible()


def test_pause_holds_the_batch_and_stop_ends_it_with_its_rows_kept(
    workspace: Workspace, images: Path, tmp_path: Path, model_file: Path, qtbot: QtBot, hold: Hold
) -> None:
    long_batch(images, 200)
    batch, output = workspace.batch, tmp_path / "out.csv"
    assert batch.start(BatchRequest([str(images)], output=output, model_file=model_file))
    assert not batch.start(BatchRequest([str(images)], model_file=model_file))
    qtbot.waitUntil(lambda: state(workspace) is BatchState.RUNNING and hold.complete, timeout=WAIT_MS)
    begun = len(hold.begun)
    batch.panel.pause.click()
    assert state(workspace) is BatchState.PAUSED
    hold.release()
    # What is in flight when the pause begins is finished.
    qtbot.waitUntil(lambda: done(workspace) == begun, timeout=WAIT_MS)
    qtbot.wait(500)
    assert done(workspace) == len(hold.begun) == begun < 200
    assert state(workspace) is BatchState.PAUSED
    with qtbot.waitSignal(batch.ended, timeout=WAIT_MS):
        batch.panel.stop.click()
    assert state(workspace) is BatchState.STOPPED
    assert len(list(read_results(output))) == begun


@pytest.mark.usefixtures("hold")
def test_closing_the_window_ends_the_batch_at_once(
    window: MainWindow, workspace: Workspace, images: Path, tmp_path: Path, model_file: Path, qtbot: QtBot
) -> None:
    long_batch(images)
    output = tmp_path / "out.csv"
    workspace.batch.start(BatchRequest([str(images)], output=output, model_file=model_file))
    qtbot.waitUntil(lambda: state(workspace) is BatchState.RUNNING, timeout=WAIT_MS)
    QTimer.singleShot(0, lambda: answer("Quit", []))
    window.close()
    assert window.ended
    assert len(list(read_results(output))) < 500


def test_what_cannot_be_classified_is_reported_in_the_panel(
    workspace: Workspace, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(BatchRequest([str(images)], model_file=tmp_path / "no.onnx"))
    assert state(workspace) is BatchState.FAILED
    assert failures(workspace) == ["model_missing"]


def failures(workspace: Workspace) -> list[str]:
    """The codes of the messages on why the batch failed."""
    status = workspace.batch.panel.status
    return [failure.code for failure in status.failure] if status is not None else []


def classify_into(workspace: Workspace, images: Path, output: Path, point: str, qtbot: QtBot) -> str:
    """Classifies a folder from the dialogue, and returns the text of the panel at the end."""
    dialog = workspace.batch.ask([str(images)])
    dialog.output.setText(str(output))
    dialog.point.setCurrentIndex(dialog.point.findData(point))
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        dialog.accept()
    return workspace.batch.panel.text


def test_results_in_the_way_are_reported_in_the_words_of_the_dialog(
    window: MainWindow, workspace: Workspace, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    output = tmp_path / "out.csv"
    classify_into(workspace, images, output, "balanced", qtbot)
    notified = classify_into(workspace, images, output, "high_sensitivity", qtbot)
    assert state(workspace) is BatchState.FAILED
    assert failures(workspace) == ["results_other_model", "choose_point_or_replace"]
    assert "--" not in notified
    window.translation.use("ko")
    qtbot.waitUntil(lambda: "바꾸기" in workspace.batch.panel.text, timeout=WAIT_MS)
    assert "--" not in workspace.batch.panel.text
    window.translation.use("en")
    (tmp_path / "letter.csv").write_text("Dear colleague,")
    classify_into(workspace, images, tmp_path / "letter.csv", "balanced", qtbot)
    assert failures(workspace) == ["results_other_version", "choose_other_file_or_replace"]
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(BatchRequest([str(images)], output=output, mode="new"))
    assert failures(workspace) == ["results_exist", "choose_resume_or_replace"]
    assert "--" not in workspace.batch.panel.text


def test_the_predicted_class_of_an_opened_image_is_in_the_worklist(
    window: MainWindow, images: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as ready:
        window.open_paths([images / "image1.png"])
    entry = window.worklist.model.entry(str(images / "image1.png"))
    assert entry is not None
    assert entry.row is not None
    assert entry.row.prediction == ready.args[1].predicted_class.value
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS):
        window.open_paths([images / "broken.jpg"])
    entry = window.worklist.model.entry(str(images / "broken.jpg"))
    assert entry is not None
    assert entry.outcome is Outcome.FAILED


def answer(button: str, asked: list[str]) -> None:
    """Presses a button of the question that is about to be asked, as soon as it is there."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox):
        QTimer.singleShot(20, lambda: answer(button, asked))
        return
    asked.append(box.text() + box.informativeText())
    (found,) = (each for each in box.buttons() if each.text().replace("&", "") == button)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def long_batch(images: Path, count: int = 500) -> None:
    for number in range(6, count):
        (images / f"image{number}.png").hardlink_to(images / "image0.png")


@pytest.mark.usefixtures("hold")
def test_quitting_during_a_batch_offers_to_stay(
    window: MainWindow, workspace: Workspace, images: Path, tmp_path: Path, model_file: Path, qtbot: QtBot
) -> None:
    long_batch(images)
    asked: list[str] = []
    workspace.batch.start(BatchRequest([str(images)], output=tmp_path / "out.csv", model_file=model_file))
    qtbot.waitUntil(lambda: state(workspace) is BatchState.RUNNING, timeout=WAIT_MS)
    QTimer.singleShot(0, lambda: answer("Stay", asked))
    assert not window.close()
    assert window.isVisible()
    assert workspace.batch.running
    assert "out.csv" in asked[0]
    QTimer.singleShot(0, lambda: answer("Quit", asked))
    assert window.close()


@pytest.mark.usefixtures("hold")
def test_a_batch_without_a_file_says_that_its_results_are_lost(
    window: MainWindow, workspace: Workspace, images: Path, model_file: Path, qtbot: QtBot
) -> None:
    long_batch(images)
    asked: list[str] = []
    workspace.batch.start(BatchRequest([str(images)], model_file=model_file))
    qtbot.waitUntil(lambda: state(workspace) is BatchState.RUNNING, timeout=WAIT_MS)
    QTimer.singleShot(0, lambda: answer("Quit", asked))
    assert window.close()
    assert "lost" in asked[0]


@pytest.mark.usefixtures("hold")
def test_nothing_is_asked_without_a_batch_or_while_it_stops(
    window: MainWindow, workspace: Workspace, images: Path, tmp_path: Path, model_file: Path, qtbot: QtBot
) -> None:
    assert workspace.batch.may_close()
    long_batch(images)
    workspace.batch.start(BatchRequest([str(images)], output=tmp_path / "out.csv", model_file=model_file))
    qtbot.waitUntil(lambda: state(workspace) is BatchState.RUNNING, timeout=WAIT_MS)
    workspace.batch.stop()
    assert window.close()


def test_the_images_that_are_open_are_proposed_and_not_their_parent(
    window: MainWindow, images: Path, qtbot: QtBot
) -> None:
    window.open_paths([images])
    qtbot.waitUntil(lambda: len(window.worklist.model.entries) == 7, timeout=WAIT_MS)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(BatchDialog) is not None)
    dialog = window.findChild(BatchDialog)
    assert isinstance(dialog, BatchDialog)
    assert sorted(dialog.request().paths) == sorted(str(path) for path in images.iterdir())
    assert dialog.request().output == images / "images results.csv"
    dialog.reject()
