"""Panels: the image has the room, each panel has a key, and what a person arranges stays."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, Shown, WindowMaker
from xray_desktop.ui.text.translation import languages
from xray_desktop.ui.window.docks import IMAGE_SHARE
from xray_desktop.ui.window.main_window import MainWindow

KEYS = {
    Qt.Key.Key_F6: "worklist",
    Qt.Key.Key_F7: "prediction",
    Qt.Key.Key_F8: "histogram",
    Qt.Key.Key_F9: "information",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two images."""
    (tmp_path / "folder").mkdir()
    for seed in range(2):
        write_png(tmp_path / "folder" / f"{seed}.png", synthetic_image(seed=seed))
    return tmp_path / "folder"


def move(window: MainWindow, to: QPoint) -> None:
    """Moves the pointer with the left button held, which QTest.mouseMove does not say."""
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(window.mapToGlobal(to)),
        left,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)


def share(window: MainWindow) -> float:
    """The image's share of the window's width."""
    return window.viewer.width() / window.width()


@pytest.mark.parametrize("language", list(languages()))
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_the_image_has_most_of_the_width_beside_worklist_and_panels(
    window: MainWindow, shown: Shown, folder: Path, qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    window.translation.use(language)
    window.resize(*size)
    shown.predicted_class(folder)
    assert window.docks.worklist.isVisible()
    qtbot.waitUntil(lambda: share(window) >= IMAGE_SHARE - 0.001)


@pytest.mark.parametrize(("key", "name"), KEYS.items(), ids=KEYS.values())
def test_each_panel_opens_and_closes_by_one_key(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, name: str
) -> None:
    dock: QDockWidget = getattr(window.docks, name)
    action = window.actions_[f"panel_{name}"]
    dock.hide()
    QTest.keyClick(window, key)
    qtbot.waitUntil(lambda: window.docks.in_front(name) and action.isChecked(), timeout=WAIT_MS)
    QTest.keyClick(window, key)
    qtbot.waitUntil(lambda: not dock.isVisible() and not action.isChecked(), timeout=WAIT_MS)


def test_a_panel_behind_another_comes_to_the_front_first(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.docks.in_front("histogram"), timeout=WAIT_MS)
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.docks.in_front("information"), timeout=WAIT_MS)
    assert not window.docks.in_front("histogram")
    assert window.docks.histogram.isVisible()


def test_a_width_that_a_person_drags_stays_and_is_there_after_a_restart(
    make_main_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_main_window()
    window.resize(1600, 900)
    qtbot.wait(50)
    width = window.docks.prediction.width()
    edge = window.viewer.geometry().right()
    separator = next(QPoint(x, 400) for x in range(edge - 2, edge + 6) if window.isSeparator(QPoint(x, 400)))
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=separator)
    move(window, separator - QPoint(100, 0))
    qtbot.wait(50)  # Qt moves the separator when it has nothing else to do.
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=separator - QPoint(100, 0))
    qtbot.waitUntil(lambda: window.docks.prediction.width() > width + 80, timeout=WAIT_MS)
    dragged = window.docks.prediction.width()
    window.resize(1700, 900)
    qtbot.wait(50)
    assert window.docks.prediction.width() == dragged
    window.close()
    assert make_main_window().docks.arranged


def test_reset_brings_the_panels_back(window: MainWindow) -> None:
    window.docks.prediction.hide()
    window.docks.histogram.setFloating(True)
    assert window.docks.arranged
    window.actions_["reset_panels"].trigger()
    assert window.docks.prediction.isVisible()
    assert not window.docks.histogram.isFloating()
    assert not window.docks.arranged
