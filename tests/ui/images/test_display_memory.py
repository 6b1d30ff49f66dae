"""Images are found again as they were left."""

from pathlib import Path

import numpy as np
import pytest

from tests.images import synthetic_image
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.ui.images.display_memory import DisplayMemory
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage, image_of

pytestmark = pytest.mark.usefixtures("qapp")


def image(name: str, bits: int = 8) -> LoadedImage:
    pixels = synthetic_image(60, 80, bits=bits)
    own = WindowLevel.from_range(0, 2**bits - 1)
    return image_of(Path(name), Radiograph(pixels, bits, own, name, "PNG"))


def test_an_image_comes_back_as_it_was_left() -> None:
    memory, display = DisplayMemory(), Display()
    first = image("a.png")
    display.show(first.radiograph)
    display.set_range(10, 20)
    display.turn(1)
    left = display.state
    memory.leave(first, display)
    assert memory.state_for(image("b.png")) is None
    assert memory.state_for(first) == left


def test_the_window_is_kept_for_the_next_image_relative_to_its_own_range_on_request() -> None:
    memory, display = DisplayMemory(), Display()
    memory.keep_window = True
    first, second = image("a.png"), image("b.png", bits=16)
    display.show(first.radiograph)
    display.set_range(51, 102)
    display.invert()
    display.turn(1)
    memory.leave(first, display)
    state = memory.state_for(second)
    assert state is not None
    assert (state.voi.low, state.voi.high) == pytest.approx((0.2 * 65535, 0.4 * 65535))
    assert state.inverted
    assert state.orientation.quarter_turns == 0
    assert np.array_equal(second.radiograph.pixels, image("b.png", bits=16).radiograph.pixels)
