"""Parts within a window follow a change of theme while they are shown, also what has a style of its own."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.evaluation.confusion_view import ConfusionView
from xray_desktop.ui.reader_study.answer_panel import AnswerPanel
from xray_desktop.ui.theme.theme import DARK, LIGHT, Theme
from xray_desktop.ui.worklist.entry import Outcome


def _matrix() -> QWidget:
    view = ConfusionView()
    view.show_counts({(PredictedClass.NORMAL, Outcome.PNEUMONIA): 3})
    return view


@pytest.mark.parametrize("make", [AnswerPanel, _matrix], ids=["answers", "matrix"])
def test_style_sheets_have_the_colours_of_the_new_theme(
    qapp: QApplication, qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    theme, before = Theme(qapp), qapp.property("xray_theme")
    theme.apply("light")
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    part = make()
    layout.addWidget(part)
    window.show()
    qtbot.waitExposed(window)

    def sheets() -> str:
        buttons = [*part.findChildren(QPushButton), *part.findChildren(QToolButton)]
        return part.styleSheet() + "".join(button.styleSheet() for button in buttons)

    try:
        assert LIGHT.line in sheets()
        theme.apply("dark")
        qtbot.waitUntil(lambda: DARK.line in sheets())
        assert LIGHT.line not in sheets()
    finally:
        theme.apply(before or "light")
