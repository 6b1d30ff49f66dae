"""Mouse, trackpad and the view's own keys under other bindings than the default ones."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.images import encoded, synthetic_image
from tests.ui.viewer.test_image_view import Bench
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.ui.input_profiles import PROFILES, PointerBindings

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench(qtbot)
    made.show(decode_radiograph(encoded(synthetic_image(400, 500), "PNG"), "image.png"))
    return made


@pytest.fixture
def steps(bench: Bench) -> list[int]:
    """What other images were asked for."""
    asked: list[int] = []
    bench.view.imageStepWanted.connect(asked.append)
    return asked


def scroll(
    bench: Bench,
    angle: int,
    modifiers: Qt.KeyboardModifier = NONE,
    pixels: QPoint | None = None,
    phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
) -> None:
    """Turns a wheel by an angle, or moves two fingers on a trackpad by so many pixels."""
    position = QPointF(120, 80)
    sent = QWheelEvent(
        position,
        bench.view.mapToGlobal(position),
        pixels or QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        phase,
        False,
    )
    QApplication.sendEvent(bench.view, sent)


@pytest.mark.parametrize("button", ["left", "middle", "right"])
@pytest.mark.parametrize("action", ["window", "pan", "zoom", "region", "images", "none"])
def test_each_button_does_what_was_chosen_and_nothing_else(
    bench: Bench, steps: list[int], button: str, action: str
) -> None:
    bench.view.set_bindings(replace(PointerBindings(), **{button: action}))
    bench.view.zoom(2)
    voi, scale, centre = bench.display.state.voi, bench.view.viewport.scale, bench.view.viewport.centre
    buttons = {"left": LEFT, "middle": Qt.MouseButton.MiddleButton, "right": RIGHT}
    bench.drag((250, 250), (200, 190), buttons[button])
    viewport = bench.view.viewport
    assert (bench.display.state.voi != voi) == (action in ("window", "region"))
    assert (viewport.scale != scale) == (action == "zoom")
    assert (viewport.centre != centre) == (action in ("pan", "zoom"))
    # 60 pixels up, and 24 for each image.
    assert sum(steps) == (-2 if action == "images" else 0)


def test_a_right_click_asks_for_the_menu_whatever_the_button_drags(bench: Bench, qtbot: QtBot) -> None:
    for action in ("pan", "none"):
        bench.view.set_bindings(PointerBindings(right=action))
        with qtbot.waitSignal(bench.view.menuRequested):
            QTest.mouseClick(bench.view, RIGHT, pos=QPoint(50, 50))


def test_a_wheel_that_pages_goes_on_by_one_image_a_notch_and_zooms_with_ctrl(
    bench: Bench, steps: list[int]
) -> None:
    bench.view.set_bindings(PROFILES["weasis"].pointer)
    scale = bench.view.viewport.scale
    scroll(bench, -120)
    scroll(bench, 120)
    # A wheel of fine steps.
    for _ in range(4):
        scroll(bench, -30)
    assert steps == [1, -1, 1]
    assert bench.view.viewport.scale == scale
    scroll(bench, 120, CONTROL)
    assert bench.view.viewport.scale > scale
    assert steps == [1, -1, 1]


def test_a_wheel_that_does_nothing_still_zooms_with_ctrl(bench: Bench, steps: list[int]) -> None:
    bench.view.set_bindings(PointerBindings(wheel="none"))
    scale = bench.view.viewport.scale
    scroll(bench, 120)
    assert bench.view.viewport.scale == scale
    scroll(bench, 120, CONTROL)
    assert bench.view.viewport.scale > scale
    assert not steps


@pytest.mark.parametrize("profile", PROFILES)
def test_two_fingers_on_a_trackpad_pan_under_every_profile(
    bench: Bench, steps: list[int], profile: str
) -> None:
    bench.view.set_bindings(PROFILES[profile].pointer)
    bench.view.zoom(3)
    scale = bench.view.viewport.scale
    grabbed = bench.view.viewport.to_image(QPointF(200, 200))
    scroll(bench, 24, pixels=QPoint(-15, 12), phase=Qt.ScrollPhase.ScrollUpdate)
    moved = bench.view.viewport.to_image(QPointF(185, 212))
    assert (moved - grabbed).manhattanLength() < 1e-6
    assert bench.view.viewport.scale == scale
    assert not steps


def gesture(bench: Bench, kind: Qt.NativeGestureType, value: float) -> None:
    """What a system reports of fingers on a trackpad."""
    at = QPointF(120, 80)
    there = bench.view.mapToGlobal(at)
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, at, at, there, value, QPointF())
    QApplication.sendEvent(bench.view, event)


def test_a_pinch_zooms_about_the_fingers_and_a_double_tap_fits(bench: Bench) -> None:
    scale = bench.view.viewport.scale
    under = bench.view.viewport.to_image(QPointF(120, 80))
    gesture(bench, Qt.NativeGestureType.ZoomNativeGesture, 0.5)
    assert bench.view.viewport.scale == pytest.approx(1.5 * scale)
    assert (bench.view.viewport.to_image(QPointF(120, 80)) - under).manhattanLength() < 1e-6
    gesture(bench, Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert bench.view.viewport.fitted


def test_space_and_arrows_as_ohif_has_them(bench: Bench, steps: list[int]) -> None:
    bench.view.set_bindings(PROFILES["ohif"].pointer)
    bench.display.flip()
    bench.view.zoom(3)
    QTest.keyClick(bench.view, Qt.Key.Key_Space)
    assert not bench.display.state.orientation.mirrored
    assert bench.view.viewport.fitted
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(bench.view, key)
    assert steps == [1, -1]
    bench.view.zoom(3)
    centre = bench.view.viewport.centre
    QTest.keyClick(bench.view, Qt.Key.Key_Left)
    assert bench.view.viewport.centre != centre
    assert steps == [1, -1]
