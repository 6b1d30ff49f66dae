"""Rows of the worklist are dragged into other programs as the files that they are."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, Shown
from xray_desktop.ui.widgets import file_drops
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.columns import Column


@pytest.fixture
def images(tmp_path: Path) -> list[Path]:
    """Three images in a folder of their own."""
    (tmp_path / "images").mkdir()
    return [
        write_png(tmp_path / "images" / f"{number}.png", synthetic_image(seed=number)) for number in range(3)
    ]


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """The files of each drag."""
    drags: list[list[Path]] = []

    def run(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        assert action == Qt.DropAction.CopyAction
        drags.append([Path(url.toLocalFile()) for url in drag.mimeData().urls()])
        return action

    monkeypatch.setattr(QDrag, "exec", run)
    return drags


def row_middle(window: MainWindow, row: int) -> QPoint:
    table = window.worklist.table
    return table.visualRect(table.model().index(row, Column.NAME)).center()


def drag_row(window: MainWindow, row: int) -> None:
    """Presses a row and moves away, as the hand does."""
    viewport, start = window.worklist.table.viewport(), row_middle(window, row)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    far = QApplication.startDragDistance() + 4
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + QPoint(far * step, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(far * 5, 0))


def test_a_row_gives_its_file(
    window: MainWindow, shown: Shown, images: list[Path], dragged: list[list[Path]]
) -> None:
    shown.image(images[0].parent)
    drag_row(window, 1)
    assert dragged == [[images[1]]]
    assert len(window.worklist.model.entries) == 3
    assert all(image.exists() for image in images)


def test_selected_rows_go_together(
    window: MainWindow, shown: Shown, images: list[Path], dragged: list[list[Path]]
) -> None:
    shown.image(images[0].parent)
    window.worklist.table.selectAll()
    drag_row(window, 1)
    assert dragged == [images]


def test_a_click_is_no_drag(
    window: MainWindow, qtbot: QtBot, shown: Shown, images: list[Path], dragged: list[list[Path]]
) -> None:
    shown.image(images[0].parent)
    viewport = window.worklist.table.viewport()
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=row_middle(window, 2))
    assert not dragged


def test_an_image_in_an_archive_has_no_file_to_give(
    window: MainWindow, shown: Shown, images: list[Path], tmp_path: Path, dragged: list[list[Path]]
) -> None:
    with zipfile.ZipFile(tmp_path / "images.zip", "w") as archive:
        for image in images:
            archive.write(image, image.name)
    shown.image(tmp_path / "images.zip")
    drag_row(window, 1)
    assert not dragged


def test_a_row_that_is_dropped_on_the_image_opens_nothing(
    window: MainWindow, shown: Shown, images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.image(images[0].parent)
    given = []

    def run(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        mime: QMimeData = drag.mimeData()
        event = QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        # Qt names the source of a drag only while one runs.
        monkeypatch.setattr(QDropEvent, "source", lambda _: window.worklist.table)
        given.append(file_drops.local_files(event))
        QApplication.sendEvent(window, event)
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", run)
    before = window.settings.recent()
    drag_row(window, 1)
    assert given == [[]]
    assert window.settings.recent() == before
    assert len(window.worklist.model.entries) == 3
