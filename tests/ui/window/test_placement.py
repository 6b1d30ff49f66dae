"""The window fits on its screen, whatever it was on before."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WindowMaker
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.application.start_up import make_window
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.placement import fit_to_screen


def free(widget: QWidget) -> QRect:
    """What the screen has for windows; the screen of these tests is smaller than the window's default."""
    available = widget.screen().availableGeometry()
    assert available.width() < 1280
    return available


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize(
    "wanted", [QRect(0, 0, 3840, 2160), QRect(-500, -300, 400, 300), QRect(700, 780, 400, 300)]
)
def test_a_window_is_brought_onto_the_screen(qtbot: QtBot, wanted: QRect, shown: bool) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setGeometry(wanted)
    if shown:
        widget.show()
    fit_to_screen(widget)
    assert free(widget).contains(widget.geometry())
    assert widget.size() == wanted.size().boundedTo(widget.size())


def test_a_window_on_the_screen_stays_where_it_is(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setGeometry(100, 90, 500, 400)
    widget.show()
    fit_to_screen(widget)
    assert widget.geometry() == QRect(100, 90, 500, 400)


def test_the_first_window_and_one_from_a_larger_screen_are_no_larger_than_this_screen(
    make_main_window: WindowMaker, tmp_path: Path, qapp, qtbot: QtBot, model_file: Path
) -> None:
    first = make_window(qapp, Settings(tmp_path / "first.ini"), model_file)
    qtbot.addWidget(first)
    assert free(first).contains(first.geometry())
    large = make_main_window()
    large.resize(3840, 2160)
    settings = Settings(tmp_path / "second.ini")
    settings.set(remembered.GEOMETRY, large.saveGeometry())
    second = make_window(qapp, settings, model_file)
    qtbot.addWidget(second)
    assert free(second).contains(second.geometry())
    first.close()
    second.close()
