"""Two displays that move together, whatever the depth of their images."""

import numpy as np
import pytest

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.ui.compare.linked_display import LinkedDisplays
from xray_desktop.ui.images.display_memory import equivalent_window
from xray_desktop.ui.images.display_state import Display

pytestmark = pytest.mark.usefixtures("qapp")


def image(high: int, inverted: bool = False) -> Radiograph:
    pixels = np.linspace(0, high, 600).reshape(20, 30).astype(np.uint16)
    return Radiograph(pixels, 16, WindowLevel.from_range(0, high), "image", "PNG", inverted=inverted)


@pytest.fixture
def pair() -> tuple[Display, Display, LinkedDisplays]:
    first, second = Display(), Display()
    first.show(image(255))
    second.show(image(4095))
    return first, second, LinkedDisplays(first, second)


def test_a_window_is_transferred_relative_to_the_other_images_range(
    pair: tuple[Display, Display, LinkedDisplays],
) -> None:
    first, second, _ = pair
    first.set_range(51, 204)
    assert (second.state.voi.low, second.state.voi.high) == pytest.approx((819, 3276))
    second.set_range(0, 4095)
    assert (first.state.voi.low, first.state.voi.high) == pytest.approx((0, 255))


def test_inversion_and_rotation_go_along_both_ways(pair: tuple[Display, Display, LinkedDisplays]) -> None:
    first, second, _ = pair
    first.invert()
    assert second.state.inverted
    second.turn(1)
    assert first.state.orientation == second.state.orientation
    assert first.state.orientation.quarter_turns == 1


def test_unlinked_displays_go_their_own_ways_and_linking_takes_the_first_ones(
    pair: tuple[Display, Display, LinkedDisplays],
) -> None:
    first, second, link = pair
    link.set_linked(False)
    first.set_range(51, 204)
    first.invert()
    assert second.state.voi == image(4095).voi
    assert not second.state.inverted
    link.set_linked(True)
    assert second.state.inverted
    assert second.state.voi.low == pytest.approx(819)


def test_an_images_own_window_becomes_the_others_own() -> None:
    own, other = WindowLevel(100, 50, "SIGMOID"), WindowLevel(1000, 500, "LINEAR")
    assert equivalent_window(own, own, other) is other


def test_with_one_image_missing_nothing_happens() -> None:
    first, second = Display(), Display()
    first.show(image(255))
    link = LinkedDisplays(first, second)
    first.invert()
    assert link.linked
    assert second.radiograph is None
