"""Films are found again as they were left."""

from pathlib import Path

import numpy as np
import pytest

from tests.films import synthetic_film
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.ui.viewer.display_memory import DisplayMemory
from xray_desktop.ui.viewer.display_state import Display
from xray_desktop.ui.viewer.loaded_image import Film, film_of

pytestmark = pytest.mark.usefixtures("qapp")


def film(name: str, bits: int = 8) -> Film:
    pixels = synthetic_film(60, 80, bits=bits)
    own = WindowLevel.from_range(0, 2**bits - 1)
    return film_of(Path(name), Radiograph(pixels, bits, own, name, "PNG"))


def test_a_film_comes_back_as_it_was_left() -> None:
    memory, display = DisplayMemory(), Display()
    first = film("a.png")
    display.show(first.radiograph)
    display.set_range(10, 20)
    display.turn(1)
    left = display.state
    memory.leave(first, display)
    assert memory.state_for(film("b.png")) is None
    assert memory.state_for(first) == left


def test_the_window_is_kept_for_the_next_film_in_its_own_measure_when_asked_for() -> None:
    memory, display = DisplayMemory(), Display()
    memory.keep_window = True
    first, second = film("a.png"), film("b.png", bits=16)
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
    assert np.array_equal(second.radiograph.pixels, film("b.png", bits=16).radiograph.pixels)
