"""The comparison: two films with their own verdicts, moved together; or one with and without its heat map."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.films import synthetic_film, write_png
from tests.ui.conftest import workspace_of
from xray_desktop.inference.prediction import Verdict
from xray_desktop.ui.compare.window import CompareWindow
from xray_desktop.ui.window.main_window import MainWindow

WAIT_MS = 60_000


@pytest.fixture
def films(tmp_path: Path) -> list[str]:
    """A dark film, normal for the small model, and a bright, larger one, pneumonia for it."""
    dark = write_png(tmp_path / "dark.png", synthetic_film(60, 80) // 3)
    bright = write_png(tmp_path / "bright.png", 255 - synthetic_film(120, 160) // 4)
    return [str(dark), str(bright)]


@pytest.fixture
def comparison(window: MainWindow, qtbot: QtBot) -> CompareWindow:
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: window.judge.metadata is not None, timeout=WAIT_MS)
    workspace.comparison.show()
    qtbot.waitExposed(workspace.comparison)
    return workspace.comparison


def wait_for_verdicts(comparison: CompareWindow, qtbot: QtBot) -> list[Verdict | None]:
    qtbot.waitUntil(lambda: all(side.prediction for side in comparison.sides), timeout=WAIT_MS)
    return [side.prediction.verdict if side.prediction else None for side in comparison.sides]


def test_each_side_shows_its_own_film_and_verdict(
    comparison: CompareWindow, films: list[str], qtbot: QtBot
) -> None:
    comparison.compare(*films)
    assert wait_for_verdicts(comparison, qtbot) == [Verdict.NORMAL, Verdict.PNEUMONIA]
    assert [str(side.film.path) for side in comparison.sides if side.film] == films
    comparison.swap.trigger()
    assert all(side.film is None for side in comparison.sides)
    assert wait_for_verdicts(comparison, qtbot) == [Verdict.PNEUMONIA, Verdict.NORMAL]


def test_zoom_and_pan_go_along_until_unlinked(
    comparison: CompareWindow, films: list[str], qtbot: QtBot
) -> None:
    comparison.compare(*films)
    wait_for_verdicts(comparison, qtbot)
    left, right = comparison.left.view.viewport, comparison.right.view.viewport
    comparison.left.view.zoom(2)
    comparison.left.view.pan(QPointF(-30, 10))
    assert right.scale / right.fitting_scale() == pytest.approx(left.scale / left.fitting_scale())
    assert right.centre.x() / 160 == pytest.approx(left.centre.x() / 80)
    comparison.right.view.fit()
    assert left.fitted
    comparison.link.trigger()
    comparison.left.view.zoom(3)
    assert right.fitted


def test_a_drag_on_one_film_windows_both(comparison: CompareWindow, films: list[str], qtbot: QtBot) -> None:
    comparison.compare(*films)
    wait_for_verdicts(comparison, qtbot)
    view = comparison.right.view
    before = comparison.left.display.state.voi
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseMove(view, QPoint(120, 90))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(120, 90))
    assert comparison.right.display.state.voi != before
    left, right = comparison.left.display.state.voi, comparison.right.display.state.voi
    assert left != before
    assert left.high - left.low == pytest.approx(right.high - right.low, rel=0.5)


def test_one_film_is_shown_without_and_with_its_heat_map(
    comparison: CompareWindow, films: list[str], qtbot: QtBot
) -> None:
    comparison.compare_heat_map(films[1])
    wait_for_verdicts(comparison, qtbot)
    assert not comparison.left.view.heat_map_shown
    assert comparison.right.view.heat_map_shown
    comparison.heat_map.trigger()
    assert not comparison.right.view.heat_map_shown


def test_a_film_that_cannot_be_read_leaves_the_other_side_alone(
    comparison: CompareWindow, films: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    comparison.compare(films[0], str(tmp_path / "gone.png"))
    qtbot.waitUntil(lambda: "gone.png" in comparison.right.message, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: comparison.left.prediction is not None, timeout=WAIT_MS)


def test_two_chosen_films_are_compared_by_a_key(
    window: MainWindow, comparison: CompareWindow, films: list[str], qtbot: QtBot
) -> None:
    comparison.close()
    window.open_paths(films)
    qtbot.waitUntil(lambda: window.worklist.model.rowCount() == 2, timeout=WAIT_MS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.worklist.table.selectAll()
    qtbot.keyClick(window, Qt.Key.Key_C)
    qtbot.waitUntil(comparison.isVisible)
    qtbot.waitUntil(lambda: all(side.film for side in comparison.sides), timeout=WAIT_MS)
    shown = {str(side.film.path) for side in comparison.sides if side.film}
    assert shown == set(films)
    qtbot.keyClick(comparison, Qt.Key.Key_Escape)
    assert not comparison.isVisible()
