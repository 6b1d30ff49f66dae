"""Files dragged over the window are welcomed by a veil over it, which goes with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication

from tests.ui.window.test_dropping import drop
from xray_desktop.ui.widgets.drop_overlay import DropOverlay
from xray_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def overlay(window: MainWindow) -> DropOverlay:
    made = window.findChild(DropOverlay)
    assert isinstance(made, DropOverlay)
    return made


def enter(window: MainWindow, mime: QMimeData) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(window, event)


def test_it_covers_the_window_while_files_hover_and_lets_the_drop_through(
    window: MainWindow, overlay: DropOverlay, image_file: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(image_file))])
    enter(window, mime)
    assert overlay.isVisible()
    assert overlay.geometry() == window.rect()
    assert window.childAt(window.rect().center()) is not overlay
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not overlay.isVisible()


def test_it_goes_when_files_are_dropped(window: MainWindow, overlay: DropOverlay, image_file: Path) -> None:
    assert drop(window, [image_file])
    assert not overlay.isVisible()


def test_text_that_is_dragged_over_the_window_is_not_accepted(
    window: MainWindow, overlay: DropOverlay
) -> None:
    mime = QMimeData()
    mime.setText("Dear colleague")
    enter(window, mime)
    assert not overlay.isVisible()
