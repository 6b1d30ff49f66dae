"""Zoom, pan, rotation and mirroring."""

import pytest
from PySide6.QtCore import QPointF

from xray_desktop.ui.images.display_state import Orientation
from xray_desktop.ui.viewer.viewport import MAX_SCALE, Viewport


@pytest.fixture
def viewport() -> Viewport:
    made = Viewport()
    made.set_widget(800, 600)
    made.set_image(400, 200)
    return made


def close(a: QPointF, b: QPointF) -> bool:
    return (a - b).manhattanLength() < 1e-6


def test_a_new_image_fits_and_stays_fitted_when_the_window_grows(viewport: Viewport) -> None:
    assert viewport.image_rect().getRect() == pytest.approx((0, 100, 800, 400))
    viewport.set_widget(400, 600)
    assert viewport.image_rect().getRect() == pytest.approx((0, 200, 400, 200))


def test_zoom_leaves_the_point_under_the_pointer_where_it_is(viewport: Viewport) -> None:
    pointer = QPointF(250, 220)
    before = viewport.to_image(pointer)
    viewport.zoom(1.7, pointer)
    viewport.zoom(1.3, pointer)
    assert close(viewport.to_image(pointer), before)


def test_pan_moves_the_image_with_the_pointer(viewport: Viewport) -> None:
    viewport.zoom(3)
    grabbed = viewport.to_image(QPointF(400, 300))
    viewport.pan(QPointF(30, -20))
    assert close(viewport.to_image(QPointF(430, 280)), grabbed)


def test_the_image_cannot_be_lost_from_sight(viewport: Viewport) -> None:
    viewport.zoom(2)
    viewport.pan(QPointF(1e6, -1e6))
    assert viewport.image_rect().contains(QPointF(400, 300))


def test_scale_has_bounds(viewport: Viewport) -> None:
    viewport.zoom(1e9)
    assert viewport.scale == MAX_SCALE
    viewport.zoom(1e-9)
    assert viewport.scale > 0.1


def test_a_quarter_turn_puts_the_top_to_the_right(viewport: Viewport) -> None:
    viewport.set_orientation(Orientation().turned(1))
    rect = viewport.image_rect()
    assert rect.width() < rect.height()
    top_left = viewport.transform().map(QPointF(0, 0))
    assert close(top_left, rect.topRight())


def test_mirroring_swaps_the_sides_of_the_screen_also_after_a_turn() -> None:
    for turns in range(4):
        for vertically in (False, True):
            viewport = Viewport()
            viewport.set_widget(500, 500)
            viewport.set_image(300, 200)
            start = Orientation(turns, mirrored=False)
            viewport.set_orientation(start)
            before = viewport.transform().map(QPointF(10, 20))
            viewport.set_orientation(start.flipped(vertically=vertically))
            after = viewport.transform().map(QPointF(10, 20))
            mirrored = (
                QPointF(before.x(), 500 - before.y()) if vertically else QPointF(500 - before.x(), before.y())
            )
            assert close(after, mirrored)


def test_four_turns_and_two_mirrorings_are_none() -> None:
    orientation = Orientation()
    for _ in range(4):
        orientation = orientation.turned(1)
    assert orientation == Orientation()
    assert orientation.turned(1).flipped().flipped() == Orientation(1)


def test_pixels_that_are_not_square_are_shown_at_their_true_shape() -> None:
    viewport = Viewport()
    viewport.set_widget(400, 400)
    viewport.set_image(100, 100, aspect=2.0)
    assert viewport.image_rect().getRect() == pytest.approx((100, 0, 200, 400))


def test_a_linked_view_shows_the_same_part_of_an_image_of_another_size(viewport: Viewport) -> None:
    viewport.zoom(2, QPointF(100, 100))
    other = Viewport()
    other.set_widget(800, 600)
    other.set_image(800, 400)
    other.follow(viewport)
    point = viewport.to_image(QPointF(10, 10))
    assert close(other.to_image(QPointF(10, 10)), point * 2)
