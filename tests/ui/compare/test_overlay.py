"""Swipe and fade: two images in one place, by key, mouse and slider."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.images import write_png
from tests.ui.conftest import WAIT_MS, workspace_of
from xray_desktop.ui.compare.overlay import Arrangement
from xray_desktop.ui.compare.window import CompareWindow
from xray_desktop.ui.window.main_window import MainWindow

BLACK, WHITE = 20, 220


@pytest.fixture
def comparison(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> CompareWindow:
    """A dark image at the left and a bright one of the same size at the right."""
    files = []
    for name, value in (("dark", BLACK), ("bright", WHITE)):
        pixels = np.full((300, 400), value, np.uint8)
        pixels[0, 0], pixels[0, 1] = 0, 255
        files.append(str(write_png(tmp_path / f"{name}.png", pixels)))
    made = workspace_of(window).comparison
    made.show()
    qtbot.waitExposed(made)
    made.compare(*files)
    qtbot.waitUntil(lambda: all(side.image is not None for side in made.sides), timeout=WAIT_MS)
    made.activateWindow()
    return made


def grey(comparison: CompareWindow, share: float) -> int:
    """What is seen in the middle line at a share of the width."""
    stack = comparison.left.content.parentWidget()
    assert stack is not None
    image = stack.grab().toImage()
    return QColor(image.pixel(round(share * (image.width() - 1)), image.height() // 3)).red()


def test_swipe_shows_the_left_image_left_of_the_line_and_the_right_one_right_of_it(
    comparison: CompareWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(comparison, Qt.Key.Key_W)
    assert comparison.pair.arrangement is Arrangement.SWIPE
    assert abs(grey(comparison, 0.4) - BLACK) < 12
    assert abs(grey(comparison, 0.6) - WHITE) < 12
    line = comparison.pair.line
    middle = QPoint(line.width() // 2, line.height() // 2)
    width = comparison.left.content.width()
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(line, middle + QPoint(width // 5, 0))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=middle)
    assert comparison.pair.share == pytest.approx(0.3, abs=0.02)
    assert comparison.share.value() == pytest.approx(30, abs=2)
    assert abs(grey(comparison, 0.6) - BLACK) < 12
    assert abs(grey(comparison, 0.75) - WHITE) < 12


def test_fade_mixes_the_two_images(comparison: CompareWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(comparison, Qt.Key.Key_D)
    for value in (0, 50, 100):
        comparison.share.setValue(value)
        assert abs(grey(comparison, 0.4) - (BLACK + (WHITE - BLACK) * value / 100)) < 12
    qtbot.keyClick(comparison, Qt.Key.Key_B)
    assert comparison.pair.arrangement is Arrangement.BESIDE
    assert comparison.left.content.geometry().right() <= comparison.left.width()
    assert abs(QColor(comparison.right.view.grab().toImage().pixel(200, 150)).red() - WHITE) < 12
    assert not comparison.share.isVisible()


def test_both_images_are_moved_and_windowed_together_on_either_side_of_the_line(
    comparison: CompareWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(comparison, Qt.Key.Key_W)
    left, right = comparison.left, comparison.right
    left.view.zoom(3)
    left.view.pan(QPointF(40, 10))
    assert right.view.viewport.scale == pytest.approx(left.view.viewport.scale)
    assert right.view.viewport.centre == left.view.viewport.centre
    before = left.display.state.voi
    QTest.mousePress(right.view, Qt.MouseButton.LeftButton, pos=QPoint(600, 80))
    QTest.mouseMove(right.view, QPoint(660, 120))
    QTest.mouseRelease(right.view, Qt.MouseButton.LeftButton, pos=QPoint(660, 120))
    assert left.display.state.voi != before
    assert left.display.state.voi == right.display.state.voi


def test_ends_of_the_slider_show_one_image_only(comparison: CompareWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(comparison, Qt.Key.Key_W)
    comparison.share.setValue(0)
    assert abs(grey(comparison, 0.8) - BLACK) < 12
    comparison.share.setValue(100)
    assert abs(grey(comparison, 0.3) - WHITE) < 12


def test_the_prior_is_named_until_the_sides_are_swapped(comparison: CompareWindow) -> None:
    paths = [str(side.image.path) for side in comparison.sides if side.image]
    comparison.compare(*paths, prior=True)
    assert [side._caption.text() for side in comparison.sides] == ["Prior", "Current"]
    comparison.swap.trigger()
    assert [side._caption.isHidden() for side in comparison.sides] == [True, True]
