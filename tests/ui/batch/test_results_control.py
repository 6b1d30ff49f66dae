"""Results and marks on the disk, from the window: saved, opened again, exported, never lost unasked."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from xray_desktop.batch.driver import BatchRequest
from xray_desktop.evaluation.reading_marks import Mark, marks_file, read_marks, write_marks
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import message
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row
from xray_desktop.results.writing import write_rows
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

WAIT_MS = 60_000
N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A file of results beside its images."""
    for name in ("a.png", "deep/b.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write_png(tmp_path / name, synthetic_image(60, 80))
    rows = [
        Row("a.png", "ok", "NORMAL", 0.1, 0.5, 80, 60, model="m"),
        Row("deep/b.png", "ok", "PNEUMONIA", 0.9, 0.5, 80, 60, model="m"),
        Row("gone.png", "error", reasons=(message("file_empty", file="gone.png"),)),
    ]
    write_rows(tmp_path / "out.csv", rows)
    write_marks(tmp_path / "out.csv", {"deep/b.png": Mark(N, "artefact")})
    return tmp_path / "out.csv"


def open_results(window: MainWindow, qtbot: QtBot, csv: Path) -> None:
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([csv])


def test_a_csv_opened_again_shows_images_results_and_marks(
    window: MainWindow, qtbot: QtBot, results: Path
) -> None:
    open_results(window, qtbot, results)
    shown = window.worklist.model.shown
    assert [entry.path for entry in shown] == [
        str(results.parent / name) for name in ("a.png", "deep/b.png", "gone.png")
    ]
    assert shown[1].row is not None
    assert shown[1].row.probability_pneumonia == 0.9
    assert shown[1].mark == Mark(N, "artefact")
    assert window.image is not None
    assert window.image.path == results.parent / "a.png"


def test_marks_made_with_keys_are_beside_the_csv_at_once(
    window: MainWindow, qtbot: QtBot, results: Path
) -> None:
    open_results(window, qtbot, results)
    window.worklist.show_image(str(results.parent / "deep" / "b.png"))
    qtbot.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    entry = window.worklist.current()
    assert entry is not None
    model_call = entry.predicted_class
    qtbot.waitUntil(lambda: read_marks(results)["deep/b.png"].reading is model_call, timeout=WAIT_MS)
    assert read_marks(results)["deep/b.png"].note == "artefact"
    assert [row.path for row in read_results(results)] == ["a.png", "deep/b.png", "gone.png"]


def test_marks_typed_last_are_saved_when_the_window_closes(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, results: Path
) -> None:
    open_results(window, qtbot, results)
    workspace.marks.panel.edit_note()
    qtbot.keyClicks(workspace.marks.panel.note, "last words")
    window.close()
    assert read_marks(results)["a.png"].note == "last words"
    assert read_marks(results)["deep/b.png"] == Mark(N, "artefact")


def test_damaged_marks_are_reported_and_the_results_are_shown_all_the_same(
    window: MainWindow, qtbot: QtBot, results: Path
) -> None:
    marks_file(results).write_text("{")
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        window.open_paths([results])
    assert len(window.worklist.model.shown) == 3


@pytest.mark.parametrize(
    "content",
    [b"name,age\r\nx,3\r\n", b"", b"\xff\xfe\x00"],
    ids=["other columns", "empty", "no text"],
)
def test_a_csv_without_results_is_reported(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "other.csv").write_bytes(content)
    window.open_paths([tmp_path / "other.csv"])
    qtbot.waitUntil(lambda: window.viewer.error is not None, timeout=WAIT_MS)
    assert window.viewer.error is not None
    assert dict(window.viewer.error.values)["file"] == "other.csv"


def test_images_that_are_elsewhere_are_found_when_their_folder_is_named(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, results: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = results.rename(elsewhere / "out.csv")
    marks_file(results).rename(marks_file(moved))
    deeper = elsewhere / "deeper"
    deeper.mkdir()
    moved = moved.rename(deeper / "out.csv")
    marks_file(elsewhere / "out.csv").rename(marks_file(moved))
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS):
        window.open_paths([moved])
    workspace.results.look_for_images_in(moved, tmp_path)
    qtbot.waitUntil(lambda: window.image is not None, timeout=WAIT_MS)
    assert [entry.path for entry in window.worklist.model.shown] == [
        str(tmp_path / name) for name in ("a.png", "deep/b.png", "gone.png")
    ]
    assert window.worklist.model.shown[1].mark == Mark(N, "artefact")


def test_results_of_single_images_can_be_saved_with_their_marks(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "images").mkdir()
    image = write_png(tmp_path / "images" / "x.png", synthetic_image(60, 80))
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([image])
    workspace.marks.panel.agree()
    assert workspace.marks.unsaved
    saved = tmp_path / "images" / "saved.csv"
    with qtbot.waitSignal(workspace.results.notified, timeout=WAIT_MS):
        workspace.results.save(saved)
    qtbot.waitUntil(lambda: marks_file(saved).exists(), timeout=WAIT_MS)
    rows = list(read_results(saved))
    assert [row.path for row in rows] == ["x.png"]
    assert list(read_marks(saved)) == ["x.png"]
    assert not workspace.marks.unsaved
    with qtbot.waitSignal(workspace.results.notified, timeout=WAIT_MS):
        workspace.results.export(tmp_path / "reader.csv")
    figures = json.loads((tmp_path / "reader agreement.json").read_text(encoding="utf-8"))
    assert figures["observed_agreement"] == 1.0


@pytest.mark.parametrize(
    ("answer", "closes"),
    [(QMessageBox.StandardButton.Cancel, False), (QMessageBox.StandardButton.Discard, True)],
)
def test_closing_asks_only_when_marks_would_be_lost(
    window: MainWindow,
    workspace: Workspace,
    qtbot: QtBot,
    image_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
    closes: bool,
) -> None:
    asked = []

    def answered(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return answer

    monkeypatch.setattr(QMessageBox, "exec", answered)
    assert workspace.results.may_close()
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([image_file])
    assert workspace.results.may_close()
    assert not asked
    workspace.marks.panel.agree()
    assert window.close() is closes
    assert len(asked) == 1
    workspace.marks.panel.agree()


def test_results_that_cannot_be_saved_give_one_message(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, results: Path, tmp_path: Path
) -> None:
    open_results(window, qtbot, results)
    with qtbot.waitSignal(workspace.results.notified, timeout=WAIT_MS) as notified:
        workspace.results.save(tmp_path / "no folder" / "x.csv")
    assert notified.args[0].code == "results_unwritable"
    assert workspace.marks.unsaved == []


def test_an_image_marked_before_its_batch_keeps_its_mark_beside_the_new_csv(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path, model_file: Path
) -> None:
    (tmp_path / "images").mkdir()
    image = write_png(tmp_path / "images" / "x.png", synthetic_image(60, 80))
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([image])
    workspace.marks.panel.agree()
    output = tmp_path / "images" / "out.csv"
    request = BatchRequest([str(image.parent)], output=output, model_file=model_file)
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(request)
    qtbot.waitUntil(lambda: list(read_marks(output)) == ["x.png"], timeout=WAIT_MS)
    assert not workspace.marks.unsaved
