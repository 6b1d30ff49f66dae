"""Measurements are objects: selected, moved, changed by their handles, deleted, and all of it undone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.ui.viewer.tools.bench import ToolBench
from tests.ui.viewer.tools.conftest import phantom
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.measurement.figures import Length


@pytest.fixture
def line(bench: ToolBench) -> ToolBench:
    """A bench with one line, which is not selected."""
    bench.choose(Kind.LENGTH)
    bench.drag((100, 100), (200, 100))
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_Escape)
    return bench


def test_a_click_on_the_line_selects_it_and_one_elsewhere_deselects(line: ToolBench) -> None:
    line.click((150, 101))
    assert line.annotations.selected == 0
    line.click((400, 400))
    assert line.annotations.selected is None
    assert len(line.annotations.items) == 1


def test_a_drag_of_the_line_moves_it_and_leaves_the_window_alone(line: ToolBench) -> None:
    voi = line.display.state.voi
    line.drag((150, 100), (170, 150))
    assert line.only.points == ((120.5, 150.5), (220.5, 150.5))
    assert line.display.state.voi == voi


def test_a_drag_of_a_handle_moves_that_end_as_far_as_the_pointer_moves(line: ToolBench) -> None:
    line.drag((202, 101), (232, 141))
    assert line.only.points == ((100.5, 100.5), (230.5, 140.5))


@pytest.mark.parametrize("corner", range(4))
def test_each_corner_of_a_region_can_be_dragged(bench: ToolBench, corner: int) -> None:
    bench.choose(Kind.ELLIPSE)
    bench.drag((100, 100), (200, 200))
    bench.key(Qt.Key.Key_Escape)
    start = [(100, 100), (200, 100), (200, 200), (100, 200)][corner]
    end = [(80, 90), (230, 90), (230, 240), (80, 240)][corner]
    bench.drag(start, end)
    xs, ys = zip(*bench.only.points, strict=True)
    assert end[0] + 0.5 in xs
    assert end[1] + 0.5 in ys
    opposite = [(200, 200), (100, 200), (100, 100), (200, 100)][corner]
    assert opposite[0] + 0.5 in xs
    assert opposite[1] + 0.5 in ys


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_the_selected_one_and_undo_brings_it_back(line: ToolBench, key: Qt.Key) -> None:
    line.key(key)
    assert len(line.annotations.items) == 1
    line.click((150, 100))
    line.key(key)
    assert not line.annotations.items
    line.display.undo_stack.undo()
    assert line.figures == Length(100.0)
    line.display.undo_stack.redo()
    assert not line.annotations.items


def test_each_step_is_undone_by_itself_among_those_of_the_display(line: ToolBench) -> None:
    stack = line.display.undo_stack
    line.drag((150, 100), (150, 140))
    line.display.invert()
    line.drag((200, 140), (250, 140))
    assert line.figures == Length(150.0)
    stack.undo()
    assert line.figures == Length(100.0)
    stack.undo()
    assert not line.display.state.inverted
    stack.undo()
    assert line.only.points[0] == (100.5, 100.5)
    stack.undo()
    assert not line.annotations.items
    for _ in range(4):
        stack.redo()
    assert line.figures == Length(150.0)
    assert line.display.state.inverted


def test_a_click_without_a_drag_is_no_step(line: ToolBench) -> None:
    before = line.display.undo_stack.count()
    line.click((150, 100), (100, 100))
    assert line.display.undo_stack.count() == before


def test_a_step_undone_while_it_is_dragged_ends_the_drag(line: ToolBench) -> None:
    line.move((150, 100))
    line.press((150, 100))
    line.move((150, 160))
    line.display.undo_stack.undo()
    assert not line.annotations.items
    line.move((150, 200))
    line.release((150, 200))
    assert not line.annotations.items


def test_while_drawing_only_the_selected_ones_handles_are_taken_hold_of(line: ToolBench) -> None:
    line.choose(Kind.LENGTH)
    line.drag((200, 100), (300, 200))
    assert len(line.annotations.items) == 2
    line.drag((300, 200), (320, 220))
    assert len(line.annotations.items) == 2
    assert line.annotations.items[1].points[1] == (320.5, 220.5)


def test_the_image_turned_the_same_line_is_found_where_it_is_seen(line: ToolBench) -> None:
    line.display.turn(1)
    line.view.zoom(0.7)
    middle = line.view.viewport.transform().map(QPointF(150.5, 100.5)).toPoint()
    line.click((middle.x(), middle.y()))
    assert line.annotations.selected == 0


def test_hidden_annotations_are_neither_painted_nor_taken_hold_of(line: ToolBench) -> None:
    shown = line.view.grab().toImage()
    line.editor.set_visible(False)
    assert line.view.grab().toImage() != shown
    voi = line.display.state.voi
    line.drag((150, 100), (190, 100))
    assert line.display.state.voi != voi
    assert line.figures == Length(100.0)
    line.choose(Kind.LENGTH)
    assert line.editor.layer.visible


def test_a_right_click_selects_and_asks_for_the_menu(line: ToolBench) -> None:
    asked: list[object] = []
    line.view.menuRequested.connect(asked.append)
    QTest.mouseClick(line.view, Qt.MouseButton.RightButton, pos=QPoint(150, 100))
    assert line.annotations.selected == 0
    assert len(asked) == 1


def test_another_image_has_none_of_them_and_nothing_to_undo(line: ToolBench) -> None:
    line.show(phantom())
    assert not line.annotations.items
    assert not line.display.undo_stack.canUndo()


def test_the_key_image_flag_is_kept_and_painted(line: ToolBench) -> None:
    kept: list[bool] = []
    line.annotations.edited.connect(lambda: kept.append(line.annotations.key_image))
    before = line.view.grab().toImage()
    line.annotations.set_key_image(True)
    assert line.view.grab().toImage() != before
    line.annotations.set_key_image(False)
    assert kept == [True, False]


def test_a_snapshot_has_the_lines_but_no_handles_selection_and_prompt(line: ToolBench) -> None:
    plain = line.view.snapshot()
    line.click((150, 100))
    line.choose(Kind.ANGLE)
    line.annotations.select(0)
    assert line.view.snapshot() == plain
    line.editor.set_visible(False)
    assert line.view.snapshot() != plain


def test_sixty_thousand_annotations_are_kept_and_as_many_shown_as_can_be(bench: ToolBench) -> None:
    many = tuple(
        Annotation(Kind.ELLIPSE, ((x, y), (x + 9.0, y + 9.0)))
        for x in map(float, range(0, 600, 3))
        for y in map(float, range(0, 480, 2))
    )
    bench.annotations.load((*many, *many[:12_000]), key_image=False)
    assert len(bench.annotations.items) == 60_000
    bench.view.grab()
    bench.click((5, 1))
    assert bench.annotations.selected is not None
    bench.key(Qt.Key.Key_Delete)
    assert len(bench.annotations.items) == 59_999
