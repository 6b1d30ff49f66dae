"""How an image is shown, and undoing it."""

import numpy as np
import pytest

from tests.images import synthetic_image
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import VoiLut, WindowLevel
from xray_desktop.ui.images.display_state import Display

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def radiograph() -> Radiograph:
    pixels = synthetic_image(bits=12)
    return Radiograph(pixels, bits=12, voi=WindowLevel(2000, 3000), name="image.dcm", format="DICOM")


@pytest.fixture
def display(radiograph: Radiograph) -> Display:
    made = Display()
    made.show(radiograph)
    return made


def test_an_image_is_first_shown_as_its_file_asks(display: Display, radiograph: Radiograph) -> None:
    assert display.state.voi == radiograph.voi
    assert not display.state.inverted
    assert not display.undo_stack.canUndo()


def test_one_drag_is_undone_in_one_step(display: Display, radiograph: Radiograph) -> None:
    display.begin_gesture()
    for _ in range(20):
        display.move_window(5, -10)
    display.begin_gesture()
    display.move_window(100, 0)
    assert display.undo_stack.count() == 2
    display.undo_stack.undo()
    assert display.state.voi == WindowLevel(2100, 2800)
    display.undo_stack.undo()
    assert display.state.voi == radiograph.voi
    display.undo_stack.redo()
    assert display.state.voi == WindowLevel(2100, 2800)


def test_every_kind_of_change_can_be_undone(display: Display) -> None:
    before = display.state
    display.invert()
    display.turn(1)
    display.flip()
    display.set_range(10, 20)
    while display.undo_stack.canUndo():
        display.undo_stack.undo()
    assert display.state == before


def test_reset_goes_back_to_the_file_and_can_itself_be_undone(
    display: Display, radiograph: Radiograph
) -> None:
    display.invert()
    display.turn(1)
    changed = display.state
    display.reset()
    assert display.state.voi == radiograph.voi
    assert not display.state.inverted
    display.undo_stack.undo()
    assert display.state == changed


def test_a_window_never_becomes_narrower_than_one_grey_level(display: Display) -> None:
    display.move_window(0, -1e6)
    assert display.state.voi.high - display.state.voi.low == pytest.approx(1)
    display.set_range(500, 400)
    assert display.state.voi.high - display.state.voi.low == pytest.approx(1)


def test_a_sigmoid_window_stays_one_when_it_is_moved(display: Display, radiograph: Radiograph) -> None:
    display.show(radiograph.with_voi(WindowLevel(2000, 1000, "SIGMOID")))
    display.move_window(50, 100)
    assert display.state.voi == WindowLevel(2050, 1100, "SIGMOID")


def test_a_lut_becomes_a_window_over_its_own_range_when_it_is_moved(
    display: Display, radiograph: Radiograph
) -> None:
    display.show(radiograph.with_voi(VoiLut(100, np.linspace(0, 1, 1001, dtype=np.float32))))
    display.move_window(0, 0.0)
    assert display.state.voi == WindowLevel.from_range(100, 1100)


def test_another_image_forgets_what_could_be_undone(display: Display, radiograph: Radiograph) -> None:
    display.invert()
    display.show(radiograph)
    assert not display.undo_stack.canUndo()
    assert not display.state.inverted


def test_what_changes_nothing_leaves_no_step(display: Display) -> None:
    display.reset()
    display.set_voi(display.state.voi)
    assert display.undo_stack.count() == 0


def test_without_an_image_nothing_happens() -> None:
    display = Display()
    display.invert()
    display.reset_window()
    display.move_window(1, 1)
    assert display.undo_stack.count() == 0
