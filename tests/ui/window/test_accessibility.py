"""The window without a mouse, without colours, and read aloud."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget

from tests.ui.conftest import Shown, WindowMaker
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.predictions import failure_look, predicted_class_look
from xray_desktop.ui.theme.theme import DARK, LIGHT
from xray_desktop.ui.window.main_window import MainWindow


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_predicted_class_is_read_easily_and_shown_by_word_and_symbol_too(theme: object) -> None:
    looks = [
        *(predicted_class_look(predicted_class) for predicted_class in (*PredictedClass, None)),
        failure_look(),
    ]
    assert len({look.title for look in looks}) == len(looks)
    assert len({look.symbol for look in looks}) == len(looks)
    for look in looks:
        first, second = sorted((luminance(look.colour_in(theme)), luminance(theme.window)))  # type: ignore[arg-type, attr-defined]
        assert (second + 0.05) / (first + 0.05) >= 4.5, look


def focusable(window: MainWindow) -> list[QWidget]:
    """What can be reached by Tab."""
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
    ]


def test_everything_that_can_be_reached_has_a_name_for_screen_readers(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    shown.predicted_class(image_file)
    window.docks.worklist.show()
    nameless = []
    for widget in focusable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            nameless.append(
                f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
            )
    assert nameless == []


def test_tab_goes_round_through_image_and_panels(window: MainWindow, shown: Shown, image_file: Path) -> None:
    shown.predicted_class(image_file)
    window.activateWindow()
    window.viewer.view.setFocus()
    met = set()
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        met.add(QApplication.focusWidget())
    assert window.viewer.view in met
    assert any(window.histogram_panel.isAncestorOf(widget) for widget in met if widget)
    assert any(window.prediction_panel.isAncestorOf(widget) for widget in met if widget)


def test_every_action_can_be_found_in_a_menu(window: MainWindow) -> None:
    found = set()
    menus = [action.menu() for action in window.menuBar().actions()]
    while menus:
        menu = menus.pop()
        for action in menu.actions() if menu is not None else ():
            found.add(action.objectName())
            if action.menu() is not None:
                menus.append(action.menu())
    assert set(window.actions_) <= found


def test_the_predicted_class_is_announced_with_its_number(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    shown.predicted_class(image_file)
    panel = window.prediction_panel
    assert panel.accessibleName() in ("Prediction: Pneumonia suggested", "Prediction: No pneumonia suggested")
    assert "threshold" in panel.accessibleDescription()


def test_larger_text_of_the_system_is_followed(make_main_window: WindowMaker, qapp: QApplication) -> None:
    usual = qapp.font()
    before = make_main_window().prediction_panel._title.fontMetrics().height()
    larger = qapp.font()
    larger.setPointSizeF(usual.pointSizeF() * 1.6)
    try:
        qapp.setFont(larger)
        assert make_main_window().prediction_panel._title.fontMetrics().height() > 1.4 * before
    finally:
        qapp.setFont(usual)
