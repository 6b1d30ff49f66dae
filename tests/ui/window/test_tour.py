"""The tour: five steps, skipped at any time, once and then only on request."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS, Shown
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.tour import TourCard


def card(window: MainWindow) -> TourCard:
    """The card of a tour that is under way."""
    assert window.tour.card is not None
    return window.tour.card


def is_placed(window: MainWindow) -> bool:
    """Whether the card lies, laid out, within the window."""
    shown = card(window)
    return shown.isVisible() and shown.width() > 300 and window.rect().contains(shown.geometry())


def test_a_window_made_by_a_test_shows_no_tour(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(50)
    assert window.tour.card is None
    assert not window.settings.get(remembered.TOUR_SEEN)


def test_the_first_start_without_files_shows_it_and_the_next_does_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.welcome()
    qtbot.waitUntil(lambda: is_placed(window), timeout=WAIT_MS)
    QTest.mouseClick(card(window).skip, Qt.MouseButton.LeftButton)
    assert window.tour.card is None
    assert Settings(window.settings.file).get(remembered.TOUR_SEEN)
    window.welcome()
    assert window.tour.card is None
    window.actions_["tour"].trigger()
    assert card(window).isVisible()


def test_five_steps_frame_five_parts_and_lie_within_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.viewer.start_page.tourWanted.emit()
    titles = []
    for number in range(1, 6):
        shown = card(window)
        qtbot.waitUntil(lambda: is_placed(window), timeout=WAIT_MS)
        titles.append(shown.accessibleName())
        assert f"{number} / 5" in [label.text() for label in shown.findChildren(QLabel)]
        assert shown.back.isEnabled() == (number > 1)
        QTest.mouseClick(shown.next, Qt.MouseButton.LeftButton)
    assert len(set(titles)) == 5
    assert window.tour.card is None


def test_the_keys_that_it_names_are_those_in_use(window: MainWindow) -> None:
    window.settings.set_shortcuts({"shortcuts": "F2"})
    window.tour.start()
    for _ in range(4):
        card(window).next.click()
    assert card(window).accessibleDescription().startswith("F2 ")


def test_escape_ends_it_and_leaves_the_panels_as_they_were(window: MainWindow, qtbot: QtBot) -> None:
    before = [dock.isVisible() for dock in window.docks]
    window.tour.start()
    for _ in range(3):
        card(window).next.click()
    qtbot.waitUntil(window.docks.worklist.isVisible, timeout=WAIT_MS)
    QTest.keyClick(card(window).next, Qt.Key.Key_Escape)
    assert window.tour.card is None
    assert [dock.isVisible() for dock in window.docks] == before


def test_an_image_can_be_opened_meanwhile(window: MainWindow, shown: Shown, image_file: Path) -> None:
    window.tour.start()
    shown.predicted_class(image_file)
    QTest.keyClick(window.viewer.view, Qt.Key.Key_I)
    assert window.display.state.inverted
    assert card(window).isVisible()


def whole(window: MainWindow) -> bool:
    """Whether the card has room for all of its text."""
    text = card(window).findChildren(QLabel)[1]
    assert text.text() == card(window).accessibleDescription()
    return is_placed(window) and text.height() >= text.heightForWidth(text.width())


@pytest.mark.parametrize("size", [(900, 600), (1280, 720), (1920, 1080)])
def test_its_text_is_shown_whole_in_both_languages(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.tour.start()
    for language in ("ko", "en"):
        before = card(window).accessibleDescription()
        window.translation.use(language)
        qtbot.waitUntil(lambda before=before: card(window).accessibleDescription() != before)  # type: ignore[misc]
        for _ in range(4):
            qtbot.waitUntil(lambda: whole(window))
            card(window).next.click()
        for _ in range(4):
            card(window).back.click()
