"""Menus: every entry is reached by a letter of its own, in every language."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom
from tests.ui.conftest import WAIT_MS, Shown
from xray_desktop.ui.input_profiles import apply_profile
from xray_desktop.ui.text.translation import languages
from xray_desktop.ui.window.main_window import MainWindow


def letters(actions: list[QAction]) -> list[str]:
    """The letter of each entry that has one, after its single "&"."""
    texts = [action.text().replace("&&", "") for action in actions if not action.isSeparator()]
    return [text[text.index("&") + 1].casefold() for text in texts if "&" in text]


@pytest.mark.parametrize("language", list(languages()))
def test_no_letter_opens_two_entries_of_a_menu(window: MainWindow, qtbot: QtBot, language: str) -> None:
    window.translation.use(language)
    titles = {"en": "&File", "ko": "파일(&F)"}
    qtbot.waitUntil(lambda: window.menus.file.title() == titles[language], timeout=WAIT_MS)
    context = QMenu(window)
    window.menus.fill_context_menu(context)
    menus = {menu.title() or "context menu": menu.actions() for menu in window.findChildren(QMenu)}
    menus["menu bar"] = window.menuBar().actions()
    assert len(menus) > 10
    twice = {
        title: repeated
        for title, actions in menus.items()
        if (repeated := [letter for letter, count in Counter(letters(actions)).items() if count > 1])
    }
    assert not twice


def test_presets_have_the_names_of_the_image_and_the_keys_of_the_profile(
    window: MainWindow, shown: Shown, tmp_path: Path
) -> None:
    attributes = {"WindowCenter": [2000, 1500], "WindowWidth": [3600, 2000]}
    explained = {"WindowCenterWidthExplanation": ["NORMAL", "HARDER"]}
    file = write_dicom(tmp_path / "image.dcm", synthetic_image(bits=12), **attributes, **explained)
    shown.image(file)
    apply_profile(window.settings, "ohif")
    window.menus.windows.aboutToShow.emit()
    assert [action.text() for action in window.menus.windows.actions()][:2] == ["NORMAL\t1", "HARDER\t2"]
    QTest.keyClick(window.viewer.view, Qt.Key.Key_2)
    assert (window.display.state.voi.low, window.display.state.voi.high) == pytest.approx((500, 2500), abs=2)
    QTest.keyClick(window.viewer.view, Qt.Key.Key_1)
    assert window.display.state.voi.high > 3000
