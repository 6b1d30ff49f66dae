"""The comparison: two images with their own predictions, moved together; or one with and without its heat
map.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import workspace_of
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.ui.compare.window import CompareWindow
from xray_desktop.ui.window.main_window import MainWindow

WAIT_MS = 60_000


@pytest.fixture
def images(tmp_path: Path) -> list[str]:
    """A dark image, normal for the small model, and a bright, larger one, pneumonia for it."""
    dark = write_png(tmp_path / "dark.png", synthetic_image(60, 80) // 3)
    bright = write_png(tmp_path / "bright.png", 255 - synthetic_image(120, 160) // 4)
    return [str(dark), str(bright)]


@pytest.fixture
def comparison(window: MainWindow, qtbot: QtBot) -> CompareWindow:
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    workspace.comparison.show()
    qtbot.waitExposed(workspace.comparison)
    return workspace.comparison


def wait_for_predictions(comparison: CompareWindow, qtbot: QtBot) -> list[PredictedClass | None]:
    qtbot.waitUntil(lambda: all(side.prediction for side in comparison.sides), timeout=WAIT_MS)
    return [side.prediction.predicted_class if side.prediction else None for side in comparison.sides]


def test_each_side_shows_its_own_image_and_predicted_class(
    comparison: CompareWindow, images: list[str], qtbot: QtBot
) -> None:
    comparison.compare(*images)
    assert wait_for_predictions(comparison, qtbot) == [PredictedClass.NORMAL, PredictedClass.PNEUMONIA]
    assert [str(side.image.path) for side in comparison.sides if side.image] == images
    comparison.swap.trigger()
    assert all(side.image is None for side in comparison.sides)
    assert wait_for_predictions(comparison, qtbot) == [PredictedClass.PNEUMONIA, PredictedClass.NORMAL]


def test_zoom_and_pan_go_along_until_unlinked(
    comparison: CompareWindow, images: list[str], qtbot: QtBot
) -> None:
    comparison.compare(*images)
    wait_for_predictions(comparison, qtbot)
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


def test_a_drag_on_one_image_windows_both(comparison: CompareWindow, images: list[str], qtbot: QtBot) -> None:
    comparison.compare(*images)
    wait_for_predictions(comparison, qtbot)
    view = comparison.right.view
    before = comparison.left.display.state.voi
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseMove(view, QPoint(120, 90))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(120, 90))
    assert comparison.right.display.state.voi != before
    left, right = comparison.left.display.state.voi, comparison.right.display.state.voi
    assert left != before
    assert left.high - left.low == pytest.approx(right.high - right.low, rel=0.5)


def test_one_image_is_shown_without_and_with_its_heat_map(
    comparison: CompareWindow, images: list[str], qtbot: QtBot
) -> None:
    comparison.compare_heat_map(images[1])
    wait_for_predictions(comparison, qtbot)
    assert not comparison.left.view.heat_map_shown
    assert comparison.right.view.heat_map_shown
    comparison.heat_map.trigger()
    assert not comparison.right.view.heat_map_shown


def test_an_image_that_cannot_be_read_leaves_the_other_side_alone(
    comparison: CompareWindow, images: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    comparison.compare(images[0], str(tmp_path / "gone.png"))
    qtbot.waitUntil(lambda: "gone.png" in comparison.right.message, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: comparison.left.prediction is not None, timeout=WAIT_MS)


def test_two_chosen_images_are_compared_by_a_key(
    window: MainWindow, comparison: CompareWindow, images: list[str], qtbot: QtBot
) -> None:
    comparison.close()
    window.open_paths(images)
    qtbot.waitUntil(lambda: window.worklist.model.rowCount() == 2, timeout=WAIT_MS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.worklist.table.selectAll()
    qtbot.keyClick(window, Qt.Key.Key_C)
    qtbot.waitUntil(comparison.isVisible)
    qtbot.waitUntil(lambda: all(side.image for side in comparison.sides), timeout=WAIT_MS)
    shown = {str(side.image.path) for side in comparison.sides if side.image}
    assert shown == set(images)
    qtbot.keyClick(comparison, Qt.Key.Key_Escape)
    assert not comparison.isVisible()


# What the reader has drawn


LINE = Annotation(Kind.LENGTH, ((10.0, 10.0), (40.0, 50.0)))
ON_ANOTHER_FRAME = Annotation(Kind.ARROW, ((10.0, 10.0), (40.0, 50.0)), frame=3)


@pytest.fixture
def marked(window: MainWindow, comparison: CompareWindow, images: list[str], qtbot: QtBot) -> CompareWindow:
    """Two images from the worklist, the first of them with a line and a flag."""
    with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
        window.open_paths(images)
    mark = Mark(annotations=(LINE, ON_ANOTHER_FRAME), key_frames=(0,))
    window.workspace.marks.set_mark(images[0], mark)
    window.worklist.model.entry(images[0]).bundled_mark = mark  # nothing to ask about at closing
    comparison.compare(*images)
    wait_for_predictions(comparison, qtbot)
    return comparison


def test_measurements_annotations_and_flags_are_shown(marked: CompareWindow, qtbot: QtBot) -> None:
    left, right = (side.view.editor.annotations for side in marked.sides)
    assert left.items == (LINE,)
    assert left.key_image
    assert right.items == ()
    assert not right.key_image
    with_line = marked.left.view.grab().toImage()
    marked.annotations.trigger()
    assert marked.left.view.grab().toImage() != with_line
    marked.annotations.trigger()
    assert marked.left.view.grab().toImage() == with_line
    marked.swap.trigger()
    wait_for_predictions(marked, qtbot)
    assert right.items == (LINE,)
    assert left.items == ()


def test_what_is_drawn_meanwhile_appears_and_cannot_be_changed_here(
    marked: CompareWindow, window: MainWindow, images: list[str]
) -> None:
    other = Annotation(Kind.LENGTH, ((5.0, 5.0), (60.0, 30.0)))
    window.workspace.marks.set_mark(images[1], Mark(annotations=(other,)))
    window.worklist.model.entry(images[1]).bundled_mark = Mark(annotations=(other,))
    view = marked.right.view
    assert view.editor.annotations.items == (other,)
    on_line = view.editor.layer.transform().map(QPointF(32.5, 17.5)).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=on_line)
    QTest.mouseMove(view, on_line + QPoint(20, 20))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=on_line + QPoint(20, 20))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.editor.annotations.items == (other,)
    assert view.editor.annotations.selected is None
    assert window.worklist.model.entry(images[1]).mark.annotations == (other,)
