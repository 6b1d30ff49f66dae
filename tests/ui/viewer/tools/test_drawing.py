"""Each tool, used by mouse and keys as a person does."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.viewer.tools.bench import Place, ToolBench
from tests.ui.viewer.tools.conftest import PIXELS, phantom
from xray_desktop.imaging.pixel_spacing import SpacingOrigin
from xray_desktop.measurement.annotation import Kind
from xray_desktop.measurement.cardiothoracic import CardiothoracicRatio
from xray_desktop.measurement.figures import Angle, Length
from xray_desktop.measurement.line_profile import LineProfile
from xray_desktop.measurement.regions import RegionFigures


@pytest.mark.parametrize("way", ["drag", "click"])
def test_a_length_is_dragged_or_clicked(bench: ToolBench, way: str) -> None:
    bench.choose(Kind.LENGTH)
    (bench.drag if way == "drag" else bench.click)((100, 100), (130, 140))
    assert bench.only.kind is Kind.LENGTH
    assert bench.figures == Length(50.0)
    assert bench.annotations.selected == 0


def test_the_tool_stays_until_escape(bench: ToolBench) -> None:
    bench.choose(Kind.LENGTH)
    bench.drag((100, 100), (130, 140))
    bench.drag((300, 100), (330, 140))
    assert len(bench.annotations.items) == 2
    bench.key(Qt.Key.Key_Escape)
    assert bench.editor.tool is None
    before = bench.display.state.voi
    bench.drag((300, 300), (400, 300))
    assert len(bench.annotations.items) == 2
    assert bench.display.state.voi != before


def test_escape_first_drops_what_was_begun_and_then_ends_the_tool_and_then_deselects(
    bench: ToolBench,
) -> None:
    bench.choose(Kind.LENGTH)
    bench.drag((100, 100), (130, 140))
    bench.click((200, 200))
    bench.key(Qt.Key.Key_Escape)
    assert bench.editor.tool is Kind.LENGTH
    bench.key(Qt.Key.Key_Escape)
    assert bench.editor.tool is None
    assert bench.annotations.selected == 0
    bench.key(Qt.Key.Key_Escape)
    assert bench.annotations.selected is None
    assert len(bench.annotations.items) == 1


def test_a_click_in_one_place_twice_draws_nothing(bench: ToolBench) -> None:
    bench.choose(Kind.LENGTH)
    bench.click((100, 100), (100, 100))
    assert not bench.annotations.items


def test_millimetres_are_those_of_the_spacing(bench: ToolBench) -> None:
    bench.show(phantom(spacing=(0.2, 0.2), spacing_origin=SpacingOrigin.DETECTOR))
    bench.choose(Kind.LENGTH)
    bench.drag((100, 100), (130, 140))
    assert bench.figures == Length(pytest.approx(10.0))
    assert bench.annotations.scale.unit == "mm"
    bench.show(phantom(spacing=(0.2, 0.2), spacing_origin=SpacingOrigin.CONTRADICTORY))
    bench.drag((100, 100), (130, 140))
    assert bench.figures == Length(50.0)
    assert bench.annotations.scale.unit == "px"


def test_pixels_that_are_not_square_are_measured_as_they_are(bench: ToolBench) -> None:
    # 500 rows twice as high as columns are wide: shown with 1000 rows, at half the size.
    bench.show(phantom(spacing=(0.4, 0.2), aspect=2.0))
    bench.choose(Kind.RECTANGLE)
    scale = bench.view.viewport.scale
    assert scale == pytest.approx(0.5)
    bench.drag((200, 100), (300, 200))
    assert isinstance(bench.figures, RegionFigures)
    # 100 pixels of the screen are 200 columns, and 200 of the rows shown, which are 100 of the file.
    assert bench.figures.count == pytest.approx(200 * 100, rel=0.02)
    (x0, y0), (x1, y1) = bench.only.points
    inside = PIXELS[round(y0) : round(y1), round(x0) : round(x1)]
    assert bench.figures.mean == pytest.approx(inside.mean(), rel=0.01)
    assert bench.figures.area == pytest.approx(bench.figures.count * 0.08)


@pytest.mark.parametrize("way", ["clicks", "drag and click"])
def test_an_angle_has_three_points(bench: ToolBench, way: str) -> None:
    bench.choose(Kind.ANGLE)
    if way == "clicks":
        bench.click((200, 100), (100, 100), (100, 200))
    else:
        bench.drag((200, 100), (100, 100))
        bench.click((100, 200))
    assert bench.figures == Angle(pytest.approx(90.0))


@pytest.mark.parametrize(("kind", "share"), [(Kind.RECTANGLE, 1.0), (Kind.ELLIPSE, np.pi / 4)])
def test_a_region_is_dragged_in_any_direction(bench: ToolBench, kind: Kind, share: float) -> None:
    bench.choose(kind)
    bench.drag((220, 190), (120, 90))
    assert isinstance(bench.figures, RegionFigures)
    assert bench.figures.count == pytest.approx(10_000 * share, rel=0.01)
    if kind is Kind.RECTANGLE:
        inside = PIXELS[91:191, 121:221]
        assert bench.figures.mean == pytest.approx(inside.mean(), rel=0.01)
        assert bench.figures.deviation == pytest.approx(inside.std(ddof=1), rel=0.01)


def test_a_profile_is_dragged_along_a_line(bench: ToolBench) -> None:
    bench.choose(Kind.PROFILE)
    bench.drag((100, 250), (300, 250))
    assert isinstance(bench.figures, LineProfile)
    assert bench.figures.length == 200
    # The pointer is at the middle of the screen's pixel, and so of the image's.
    assert bench.figures.values == pytest.approx(PIXELS[250, 100:301])


def test_the_cardiothoracic_ratio_is_guided_and_ends_with_its_fourth_point(bench: ToolBench) -> None:
    bench.choose(Kind.CARDIOTHORACIC)
    bench.click((200, 300), (400, 320), (100, 330))
    assert not bench.annotations.items
    bench.click((500, 340))
    assert bench.figures == CardiothoracicRatio(200.0, 400.0)
    assert bench.editor.tool is None
    assert bench.annotations.selected == 0


def test_backspace_takes_back_the_last_point(bench: ToolBench) -> None:
    bench.choose(Kind.CARDIOTHORACIC)
    bench.click((10, 10), (200, 300))
    bench.key(Qt.Key.Key_Backspace)
    bench.key(Qt.Key.Key_Backspace)
    bench.click((200, 300), (400, 320), (100, 330), (500, 340))
    assert bench.figures == CardiothoracicRatio(200.0, 400.0)


def test_an_arrow_points_where_the_drag_ends(bench: ToolBench) -> None:
    bench.choose(Kind.ARROW)
    bench.drag((100, 100), (150, 160))
    assert bench.only.points == ((100.5, 100.5), (150.5, 160.5))


def test_a_freehand_line_follows_the_pointer(bench: ToolBench) -> None:
    bench.choose(Kind.FREEHAND)
    path: list[Place] = [(100, 100), (140, 120), (180, 90), (220, 140)]
    bench.drag(*path)
    points = set(bench.only.points)
    assert {(x + 0.5, y + 0.5) for x, y in path} <= points
    assert len(points) == 7


def field(bench: ToolBench) -> QLineEdit:
    (found,) = [each for each in bench.view.findChildren(QLineEdit) if each.isVisible()]
    return found


def test_a_text_is_typed_where_it_was_clicked(bench: ToolBench) -> None:
    bench.choose(Kind.TEXT)
    bench.click((120, 80))
    QTest.keyClicks(field(bench), "nodule?")
    QTest.keyClick(field(bench), Qt.Key.Key_Return)
    assert (bench.only.text, bench.only.points) == ("nodule?", ((120.5, 80.5),))
    bench.click((300, 300))
    QTest.keyClicks(field(bench), "second")
    bench.click((400, 400))  # a click elsewhere keeps what was typed
    assert [each.text for each in bench.annotations.items] == ["nodule?", "second"]


def test_escape_and_an_empty_text_leave_none(bench: ToolBench) -> None:
    bench.choose(Kind.TEXT)
    bench.click((120, 80))
    QTest.keyClicks(field(bench), "oops")
    QTest.keyClick(field(bench), Qt.Key.Key_Escape)
    bench.click((120, 80))
    QTest.keyClick(field(bench), Qt.Key.Key_Return)
    assert not bench.annotations.items


def test_a_double_click_changes_a_text(bench: ToolBench) -> None:
    bench.choose(Kind.TEXT)
    bench.click((120, 80))
    QTest.keyClicks(field(bench), "nodle")
    QTest.keyClick(field(bench), Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Escape)
    QTest.mouseDClick(bench.view, Qt.MouseButton.LeftButton, pos=QPoint(120, 80))
    assert field(bench).text() == "nodle"
    field(bench).selectAll()
    QTest.keyClicks(field(bench), "nodule")
    QTest.keyClick(field(bench), Qt.Key.Key_Return)
    assert bench.only.text == "nodule"
    bench.display.undo_stack.undo()
    assert bench.only.text == "nodle"


def test_what_is_typed_when_another_image_comes_belongs_to_the_first(bench: ToolBench) -> None:
    kept: list[tuple[str, ...]] = []
    bench.annotations.edited.connect(
        lambda: kept.append(tuple(each.text for each in bench.annotations.items))
    )
    bench.choose(Kind.TEXT)
    bench.click((120, 80))
    QTest.keyClicks(field(bench), "apex")
    bench.show(phantom())
    assert kept == [("apex",)]
    assert not bench.annotations.items
    assert not bench.display.undo_stack.canUndo()


@pytest.mark.parametrize("turns", [1, 2, 3])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_turned_and_mirrored_view_measures_the_same_place(
    bench: ToolBench, turns: int, mirrored: bool
) -> None:
    bench.choose(Kind.RECTANGLE)
    bench.display.turn(turns)
    if mirrored:
        bench.display.flip()
    bench.view.zoom(1.7)
    to_view = bench.view.viewport.transform()
    corners = [to_view.map(QPointF(*point)).toPoint() for point in ((250, 200), (330, 280))]
    bench.drag(*((corner.x(), corner.y()) for corner in corners))
    (x0, y0), (x1, y1) = bench.only.points
    left, right = sorted((x0, x1))
    top, bottom = sorted((y0, y1))
    assert (left, right, top, bottom) == pytest.approx((250, 330, 200, 280), abs=1.5)


def test_points_stay_within_the_image(bench: ToolBench) -> None:
    bench.view.zoom(0.5)
    bench.choose(Kind.LENGTH)
    bench.drag((5, 250), (595, 250))
    assert [x for x, _ in bench.only.points] == [0, 600]


@pytest.mark.parametrize("way", ["middle", "space", "ctrl", "wheel"])
def test_gestures_work_while_a_tool_is_in_use(bench: ToolBench, way: str) -> None:
    bench.choose(Kind.LENGTH)
    bench.view.zoom(2)
    centre, voi = bench.view.viewport.centre, bench.display.state.voi
    bench.click((100, 100))  # one end; the other comes after the gesture
    if way == "middle":
        QTest.mousePress(bench.view, Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
        bench.move((340, 310))
        QTest.mouseRelease(bench.view, Qt.MouseButton.MiddleButton, pos=QPoint(340, 310))
    elif way == "space":
        QTest.keyPress(bench.view, Qt.Key.Key_Space)
        bench.drag((300, 300), (340, 310))
        QTest.keyRelease(bench.view, Qt.Key.Key_Space)
    elif way == "ctrl":
        bench.press((300, 300), Qt.KeyboardModifier.ControlModifier)
        bench.move((340, 340))
        QTest.mouseRelease(
            bench.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, QPoint(340, 340)
        )
        assert bench.display.state.voi != voi
    else:
        bench.view.zoom(1.5, QPointF(300, 300))
    if way in ("middle", "space"):
        assert bench.view.viewport.centre != centre
    assert not bench.annotations.items
    bench.click((400, 400))
    assert bench.only.kind is Kind.LENGTH
