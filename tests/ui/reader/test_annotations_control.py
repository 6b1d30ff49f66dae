"""Annotations are kept with the reader's marks and come back with their image."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png, write_tiff
from tests.ui.conftest import WAIT_MS, Shown, WindowMaker
from xray_desktop.evaluation.reading_marks import Mark, marks_file, read_marks
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.messages import Message
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

LINE = Annotation(Kind.LENGTH, ((10.0, 10.0), (40.0, 50.0)))


@pytest.fixture(autouse=True)
def discard_unsaved_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that closes would ask whether to save marks that are in no file."""
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)


def draw(window: MainWindow, action: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Takes up a tool by its action and drags on the image."""
    view = window.viewer.view
    window.actions_[action].trigger()
    assert window.actions_[action].isChecked()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(*first))
    QTest.mouseMove(view, QPoint(*last))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(*last))
    QTest.keyClick(view, Qt.Key.Key_Escape)


def drawn(window: MainWindow) -> tuple[Annotation, ...]:
    return window.viewer.view.editor.annotations.items


def mark_of(window: MainWindow, path: Path) -> Mark:
    entry = window.worklist.model.entry(str(path))
    assert entry is not None
    return entry.mark


def test_what_is_drawn_comes_back_with_its_image(
    window: MainWindow, shown: Shown, image_file: Path, tmp_path: Path
) -> None:
    other = write_png(tmp_path / "other.png", synthetic_image(seed=1))
    shown.image(image_file)
    draw(window, "length", (200, 200), (300, 260))
    line = drawn(window)
    assert len(line) == 1
    shown.image(other)
    assert not drawn(window)
    draw(window, "arrow", (200, 200), (300, 260))
    shown.image(image_file)
    assert drawn(window) == line
    assert not window.display.undo_stack.canUndo()


def test_it_is_saved_beside_the_results_and_restored_from_there(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path, tmp_path: Path
) -> None:
    window = make_main_window()
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([image_file])
    draw(window, "rectangle", (200, 200), (300, 260))
    window.actions_["key_image"].trigger()
    csv = tmp_path / "results.csv"
    window.workspace.results.save(csv)
    qtbot.waitUntil(marks_file(csv).exists, timeout=WAIT_MS)
    draw(window, "length", (220, 220), (260, 250))
    qtbot.waitUntil(lambda: len(read_marks(csv)["image.png"].annotations) == 2, timeout=WAIT_MS)
    window.actions_["undo"].trigger()
    expected = drawn(window)
    window.close()
    kept = read_marks(csv)["image.png"]
    assert [each.kind for each in kept.annotations] == [Kind.RECTANGLE]
    assert kept.key_frames == (0,)

    again = make_main_window()
    with qtbot.waitSignal(again.radiographShown, timeout=WAIT_MS):
        again.open_paths([csv])
    assert [each.kind for each in drawn(again)] == [each.kind for each in expected]
    assert again.viewer.view.editor.annotations.key_image
    assert again.actions_["key_image"].isChecked()
    for now, before in zip(drawn(again)[0].points, expected[0].points, strict=True):
        assert now == pytest.approx(before, abs=0.01)


def test_what_is_typed_reaches_the_marks_and_no_other_file(
    window: MainWindow, shown: Shown, qtbot: QtBot, image_file: Path, tmp_path: Path
) -> None:
    shown.predicted_class(image_file)
    annotations = window.viewer.view.editor.annotations
    annotations.add(Annotation(Kind.TEXT, ((20.0, 20.0),), "Jane Doe"))
    csv = tmp_path / "results.csv"
    window.workspace.results.save(csv)
    qtbot.waitUntil(marks_file(csv).exists, timeout=WAIT_MS)
    assert "Jane Doe" in marks_file(csv).read_text(encoding="utf-8")
    window.workspace.results.export(tmp_path / "reader.csv")
    qtbot.waitUntil((tmp_path / "reader.csv").exists, timeout=WAIT_MS)
    window.close()
    others = [file for file in tmp_path.rglob("*") if file.is_file() and file != marks_file(csv)]
    assert not [file for file in others if b"Jane Doe" in file.read_bytes()]


def test_a_reading_and_a_note_leave_the_annotations_alone(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    shown.predicted_class(image_file)
    draw(window, "ellipse", (200, 200), (300, 260))
    line = drawn(window)
    window.workspace.marks.panel.first.click()
    window.workspace.marks.panel.note.setText("apex")
    window.workspace.marks.panel.note.editingFinished.emit()
    mark = mark_of(window, image_file)
    assert mark.annotations == line
    assert mark.note == "apex"
    assert mark.reading is not None
    assert drawn(window) == line


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A file of three frames."""
    frames = [Image.fromarray(synthetic_image(seed=seed)) for seed in range(3)]
    return write_tiff(tmp_path / "pages.tif", frames[0], save_all=True, append_images=frames[1:])


Marked = Callable[[Path, Mark], None]


@pytest.fixture
def marked(window: MainWindow, shown: Shown, tmp_path: Path) -> Marked:
    """Opens an image that has a mark, as results bring it."""

    def open_marked(path: Path, mark: Mark) -> None:
        shown.image(path)
        window.workspace.marks.set_mark(str(path), mark)
        shown.image(write_png(tmp_path / "between.png", synthetic_image(seed=9)))
        shown.image(path)

    return open_marked


def notices(window: MainWindow) -> list[Message]:
    return [each for each in window.viewer.notices if each.code.startswith("annotations_")]


def test_each_frame_has_its_own(window: MainWindow, marked: Marked, pages: Path, qtbot: QtBot) -> None:
    marked(pages, Mark(annotations=(LINE, replace(LINE, frame=2)), key_frames=(2,)))
    assert drawn(window) == (LINE,)
    assert not window.viewer.view.editor.annotations.key_image
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        window.show_frame(2)
    assert drawn(window) == (replace(LINE, frame=2),)
    assert window.viewer.view.editor.annotations.key_image
    assert not notices(window)


def test_annotations_of_a_frame_that_is_gone_are_reported_and_kept(
    window: MainWindow, marked: Marked, pages: Path
) -> None:
    lost = replace(LINE, frame=7)
    marked(pages, Mark(annotations=(lost, LINE)))
    assert drawn(window) == (LINE,)
    (notice,) = notices(window)
    assert notice.code == "annotations_without_frame"
    assert dict(notice.values)["count"] == 1
    draw(window, "length", (200, 200), (300, 260))
    assert lost in mark_of(window, pages).annotations
    assert len(mark_of(window, pages).annotations) == 3


def test_annotations_outside_of_the_image_are_reported_and_kept(
    window: MainWindow, marked: Marked, image_file: Path
) -> None:
    outside = Annotation(Kind.ARROW, ((5000.0, 20.0), (6000.0, 30.0)))
    marked(image_file, Mark(annotations=(outside,)))
    assert not drawn(window)
    (notice,) = notices(window)
    assert notice.code == "annotations_outside"
    draw(window, "length", (200, 200), (300, 260))
    assert outside in mark_of(window, image_file).annotations


def test_a_marks_file_with_damaged_annotations_is_reported(
    window: MainWindow, shown: Shown, qtbot: QtBot, image_file: Path, tmp_path: Path
) -> None:
    shown.predicted_class(image_file)
    csv = tmp_path / "results.csv"
    window.workspace.results.save(csv)
    qtbot.waitUntil(marks_file(csv).exists, timeout=WAIT_MS)
    content = {"reading": None, "note": "", "annotations": [{"kind": "length", "points": [[1, 2]]}]}
    marks_file(csv).write_text(json.dumps({"schema": 2, "marks": {"image.png": content}}))
    window.workspace.marks.load_marks(csv)
    qtbot.waitUntil(lambda: "marks_damaged" in {each.code for each in window.viewer.notices}, timeout=WAIT_MS)


def test_the_panel_lists_what_is_drawn_and_selects_it(
    window: MainWindow, workspace: Workspace, shown: Shown, image_file: Path, qtbot: QtBot
) -> None:
    assert workspace is window.workspace
    shown.image(image_file)
    panel = window.measurement_panel
    draw(window, "length", (200, 200), (300, 260))
    draw(window, "rectangle", (200, 200), (300, 260))
    assert panel.list.count() == 2
    assert panel.plot.chart is not None
    panel.list.setCurrentRow(0)
    assert window.viewer.view.editor.annotations.selected == 0
    window.actions_["delete_annotation"].trigger()
    assert panel.list.count() == 1
    qtbot.mouseClick(panel.key_image, Qt.MouseButton.LeftButton, pos=QPoint(5, panel.key_image.height() // 2))
    assert mark_of(window, image_file).key_frames == (0,)
    window.close_image()
    assert not panel.isEnabled()
    assert not drawn(window)
