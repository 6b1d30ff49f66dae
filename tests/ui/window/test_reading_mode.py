"""Reading mode: the image alone, and everything back as it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolBar, QWidget
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, Shown, WindowMaker
from xray_desktop.ui.window.main_window import MainWindow


def around(window: MainWindow) -> dict[str, QWidget]:
    """All that surrounds the image."""
    docks = {dock.objectName(): dock for dock in window.docks}
    bars = {bar.objectName(): bar for bar in window.findChildren(QToolBar)}
    return {"menus": window.menuBar(), "status": window.statusBar(), **docks, **bars}


def visible(window: MainWindow) -> dict[str, bool]:
    """What surrounds the image, and whether it is shown."""
    return {name: part.isVisible() for name, part in around(window).items()}


@pytest.mark.parametrize("ending", [Qt.Key.Key_F11, Qt.Key.Key_Escape])
def test_f11_leaves_the_image_alone_on_the_screen_and_brings_everything_back(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path, ending: Qt.Key
) -> None:
    shown.image(image_file)
    window.docks.information.hide()
    before = visible(window)
    QTest.keyClick(window.viewer.view, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not any(visible(window).values())
    assert window.actions_["full_screen"].isChecked()
    qtbot.waitUntil(lambda: window.viewer.view.size() == window.size(), timeout=WAIT_MS)
    QTest.keyClick(window.viewer.view, ending)
    assert not window.isFullScreen()
    assert visible(window) == before
    assert not window.actions_["full_screen"].isChecked()
    assert not window.docks.arranged


def test_a_maximised_window_is_maximised_again(window: MainWindow) -> None:
    window.showMaximized()
    window.actions_["full_screen"].trigger()
    assert window.isFullScreen()
    window.actions_["full_screen"].trigger()
    assert window.isMaximized()
    assert not window.isFullScreen()


def test_full_screen_ended_by_the_desktop_ends_the_reading_mode(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["full_screen"].trigger()
    window.setWindowState(Qt.WindowState.WindowNoState)
    qtbot.waitUntil(lambda: not window.reading_mode.on, timeout=WAIT_MS)
    assert window.menuBar().isVisible()
    assert not window.isFullScreen()


def test_keys_work_while_their_menus_are_hidden(window: MainWindow, shown: Shown, image_file: Path) -> None:
    shown.image(image_file)
    window.actions_["full_screen"].trigger()
    QTest.keyClick(window.viewer.view, Qt.Key.Key_I)
    assert window.display.state.inverted


def test_a_folder_opened_meanwhile_gets_its_worklist_afterwards(
    window: MainWindow, shown: Shown, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    for seed in range(2):
        write_png(tmp_path / "folder" / f"{seed}.png", synthetic_image(seed=seed))
    window.actions_["full_screen"].trigger()
    shown.image(tmp_path / "folder")
    assert not window.docks.worklist.isVisible()
    window.actions_["full_screen"].trigger()
    assert window.docks.worklist.isVisible()


def test_a_program_closed_in_reading_mode_starts_with_its_panels(make_main_window: WindowMaker) -> None:
    window = make_main_window()
    window.actions_["full_screen"].trigger()
    window.close()
    again = make_main_window()
    assert not again.isFullScreen()
    assert again.docks.prediction.isVisible()
    assert again.menuBar().isVisible()
