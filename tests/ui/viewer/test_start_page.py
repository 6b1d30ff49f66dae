"""The first page: what to do, in a few lines, and images to try it with."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, Shown, WindowMaker
from xray_desktop.resources import resource
from xray_desktop.ui.jobs import WorkerThreads
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.settings import THEME, Settings
from xray_desktop.ui.viewer.start_page import StartPage, sample_images
from xray_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_words_are_painted_light_on_the_images_dark_ground_in_every_theme(
    make_main_window: WindowMaker, tmp_path: Path, theme: str
) -> None:
    Settings(tmp_path / "settings.ini").set(THEME, theme)
    page = make_main_window().viewer.start_page
    image = page.grab().toImage()
    shown = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
    assert len(shown) == 4
    for label in shown:
        area = image.copy(QRect(label.mapTo(page, QPoint(0, 0)), label.size()))
        grey = [area.pixelColor(x, y).lightness() for x in range(area.width()) for y in range(area.height())]
        assert min(grey) < 40, label.text()
        assert max(grey) > 180, label.text()


def test_the_samples_are_called_synthetic_and_each_opens(page: StartPage, qtbot: QtBot) -> None:
    buttons = page.findChildren(QToolButton)
    assert len(buttons) == len(sample_images()) == 2
    for button, image in zip(buttons, sample_images(), strict=True):
        assert button.text().startswith("Synthetic")
        with qtbot.waitSignal(page.sampleWanted) as caught:
            button.click()
        assert caught.args == [image]


def test_files_and_folders_are_asked_for(page: StartPage, qtbot: QtBot) -> None:
    files, folder, tour = page.findChildren(QPushButton)
    with qtbot.waitSignal(page.openWanted):
        files.click()
    with qtbot.waitSignal(page.openFolderWanted):
        folder.click()
    with qtbot.waitSignal(page.tourWanted):
        tour.click()


def names(page: StartPage) -> list[str]:
    """The recent files, as they can be read."""
    return [page.recent.item(row).text().split("   –   ")[0] for row in range(page.recent.count())]


def test_recent_files_are_listed_newest_first_and_open_by_click_and_by_key(
    window: MainWindow, shown: Shown, qtbot: QtBot, image_file: Path, tmp_path: Path
) -> None:
    other = write_png(tmp_path / "other.png", synthetic_image(seed=3))
    page = window.viewer.start_page
    assert not page.recent.isVisible()
    for file in (image_file, other):
        shown.image(file)
    window.close_image()
    assert page.recent.isVisible()
    assert names(page) == ["other.png", "image.png"]
    item = page.recent.visualItemRect(page.recent.item(1)).center()
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS) as caught:
        QTest.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=item)
    assert caught.args[0] == image_file
    window.close_image()
    page.recent.setCurrentRow(1)
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS) as caught:
        QTest.keyClick(page.recent, Qt.Key.Key_Return)
    assert caught.args[0] == other


def test_recent_files_that_are_not_to_be_remembered_are_not_listed(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    shown.image(image_file)
    window.settings.remember_recent(False)
    window.close_image()
    assert window.viewer.start_page.recent.count() == 0
    assert not window.viewer.start_page.recent.isVisible()


def test_a_narrow_page_shows_what_to_do_and_leaves_the_recent_files_to_the_menu(page: StartPage) -> None:
    page.set_recent(["/images/a.png"])
    page.resize(900, 600)
    assert page.recent.isVisible()
    page.resize(500, 600)
    assert not page.recent.isVisible()
    assert page.minimumSizeHint().width() < 500


def test_a_sample_opens_from_the_page(window: MainWindow, qtbot: QtBot) -> None:
    button = window.viewer.start_page.findChildren(QToolButton)[0]
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS) as caught:
        button.click()
    assert caught.args[0] == sample_images()[0]


def test_the_built_in_model_is_recognised_by_its_path(qtbot: QtBot) -> None:
    workers = WorkerThreads()
    assert ModelRunner(workers.worker("classifying"), resource("model.onnx")).model_file is None
    assert ModelRunner(workers.worker("classifying"), resource("other.onnx")).model_file is not None
    assert workers.close()
    qtbot.wait(1)
