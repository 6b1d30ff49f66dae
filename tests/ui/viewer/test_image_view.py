"""The image on the screen, handled as a person does."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.images import dicom_bytes, synthetic_image, write_png
from xray_desktop.imaging.display import display_image
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.reading import decode_radiograph, read_radiograph
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import image_of
from xray_desktop.ui.viewer.image_view import ImageView


class Bench:
    """A view of one image with its display."""

    def __init__(self, qtbot: QtBot) -> None:
        self.display = Display()
        self.view = ImageView(self.display)
        qtbot.addWidget(self.view)
        self.view.resize(500, 400)
        self.view.show()
        qtbot.waitExposed(self.view)

    def show(self, radiograph: Radiograph) -> None:
        image = image_of(Path(radiograph.name), radiograph)
        self.display.show(image.radiograph)
        self.view.set_image(image)

    def drag(
        self,
        start: tuple[int, int],
        end: tuple[int, int],
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.mousePress(self.view, button, modifiers, QPoint(*start))
        for share in (0.25, 0.5, 0.75, 1.0):
            x, y = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
            # QTest.mouseMove says nothing of held buttons, which the view does not ask for.
            QTest.mouseMove(self.view, QPoint(x, y))
        QTest.mouseRelease(self.view, button, modifiers, QPoint(*end))

    def pixels(self) -> npt.NDArray[np.uint8]:
        """What the view paints, grey, shape (height, width)."""
        image = self.view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : image.width()].copy()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


@pytest.fixture
def radiograph(tmp_path: Path) -> Radiograph:
    return read_radiograph(write_png(tmp_path / "image.png", synthetic_image(400, 500)))


def test_at_actual_size_the_screen_shows_the_images_own_grey_levels(
    bench: Bench, radiograph: Radiograph
) -> None:
    bench.show(radiograph)
    assert np.array_equal(bench.pixels(), display_image(radiograph))


def test_rotated_mirrored_and_inverted_the_screen_shows_the_same_pixels_elsewhere(
    bench: Bench, tmp_path: Path
) -> None:
    square = read_radiograph(write_png(tmp_path / "image.png", synthetic_image(400, 400)))
    # Wider than the image: badges are painted at the view's right.
    bench.view.resize(1000, 400)
    bench.show(square)
    shown = display_image(square)
    bench.display.turn(1)
    assert np.array_equal(bench.pixels()[:, 300:700], np.rot90(shown, -1))
    bench.display.flip()
    assert np.array_equal(bench.pixels()[:, 300:700], np.rot90(shown, -1)[:, ::-1])
    bench.display.invert()
    assert np.array_equal(bench.pixels()[:, 300:700], 255 - np.rot90(shown, -1)[:, ::-1])


def test_a_12_bit_monochrome1_image_is_shown_through_its_own_window(bench: Bench) -> None:
    data = dicom_bytes(
        synthetic_image(400, 500, bits=12),
        PhotometricInterpretation="MONOCHROME1",
        WindowCenter=1800,
        WindowWidth=2500,
    )
    image = decode_radiograph(data, "image.dcm")
    bench.show(image)
    assert image.inverted
    assert np.array_equal(bench.pixels(), display_image(image))


def test_a_drag_to_the_right_widens_and_a_drag_up_brightens(bench: Bench, radiograph: Radiograph) -> None:
    bench.show(radiograph)
    bench.drag((200, 200), (300, 200))
    voi = bench.display.state.voi
    assert voi.high - voi.low > 255
    assert (voi.high + voi.low) / 2 == pytest.approx(127.5)
    bench.display.undo_stack.undo()
    before = bench.pixels().mean()
    bench.drag((200, 200), (200, 100))
    assert bench.pixels().mean() > before
    bench.display.undo_stack.undo()
    bench.display.invert()
    before = bench.pixels().mean()
    bench.drag((200, 200), (200, 100))
    assert bench.pixels().mean() > before


def test_shift_makes_a_drag_ten_times_finer(bench: Bench, radiograph: Radiograph) -> None:
    widths = []
    for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        bench.show(radiograph)
        QTest.mousePress(bench.view, Qt.MouseButton.LeftButton, modifiers, QPoint(100, 100))
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            QPointF(200, 100),
            QPointF(200, 100),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            modifiers,
        )
        QApplication.sendEvent(bench.view, move)
        QTest.mouseRelease(bench.view, Qt.MouseButton.LeftButton, modifiers, QPoint(200, 100))
        widths.append(bench.display.state.voi.high - bench.display.state.voi.low - 255)
    assert widths[0] == pytest.approx(10 * widths[1])


def test_a_window_never_moves_what_the_model_gets(bench: Bench, radiograph: Radiograph) -> None:
    bench.show(radiograph)
    before = radiograph.pixels.copy()
    bench.drag((200, 200), (320, 90))
    bench.display.invert()
    assert np.array_equal(radiograph.pixels, before)
    assert bench.view.image is not None
    assert bench.view.image.radiograph is radiograph


def test_the_wheel_zooms_about_the_pointer(bench: Bench, radiograph: Radiograph) -> None:
    bench.show(radiograph)
    pointer = QPointF(120, 80)
    under = bench.view.viewport.to_image(pointer)
    event = QWheelEvent(
        pointer,
        bench.view.mapToGlobal(pointer),
        QPoint(),
        QPoint(0, 360),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(bench.view, event)
    assert bench.view.viewport.scale == pytest.approx(1.25**3)
    assert (bench.view.viewport.to_image(pointer) - under).manhattanLength() < 1e-6


@pytest.mark.parametrize("way", ["middle", "space"])
def test_middle_drag_and_space_with_left_drag_pan(bench: Bench, radiograph: Radiograph, way: str) -> None:
    bench.show(radiograph)
    bench.view.zoom(3)
    grabbed = bench.view.viewport.to_image(QPointF(200, 200))
    state = bench.display.state
    if way == "space":
        QTest.keyPress(bench.view, Qt.Key.Key_Space)
        bench.drag((200, 200), (260, 170))
        QTest.keyRelease(bench.view, Qt.Key.Key_Space)
    else:
        bench.drag((200, 200), (260, 170), Qt.MouseButton.MiddleButton)
    assert (bench.view.viewport.to_image(QPointF(260, 170)) - grabbed).manhattanLength() < 1e-6
    assert bench.display.state == state


def test_right_drag_zooms_and_a_right_click_asks_for_the_menu(
    bench: Bench, radiograph: Radiograph, qtbot: QtBot
) -> None:
    bench.show(radiograph)
    bench.drag((200, 300), (200, 200), Qt.MouseButton.RightButton)
    assert bench.view.viewport.scale > 1.5
    with qtbot.waitSignal(bench.view.menuRequested):
        QTest.mouseClick(bench.view, Qt.MouseButton.RightButton, pos=QPoint(50, 50))


def test_double_click_fits_and_leaves_the_window_alone(bench: Bench, radiograph: Radiograph) -> None:
    bench.show(radiograph)
    bench.view.zoom(4)
    bench.display.set_range(20, 90)
    QTest.mouseDClick(bench.view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert bench.view.viewport.fitted
    assert (bench.display.state.voi.low, bench.display.state.voi.high) == pytest.approx((20, 90))


def test_ctrl_drag_takes_the_window_from_the_region(bench: Bench, tmp_path: Path) -> None:
    pixels = np.zeros((400, 500), np.uint16)
    pixels[100:200, 100:200] = np.linspace(30_000, 31_000, 100, dtype=np.uint16)
    bench.show(read_radiograph(write_png(tmp_path / "image.png", pixels)))
    bench.drag((100, 100), (200, 200), modifiers=Qt.KeyboardModifier.ControlModifier)
    voi = bench.display.state.voi
    assert 30_000 <= voi.low < 30_100
    assert 30_900 < voi.high <= 31_000


def test_arrow_keys_pan_and_with_ctrl_change_the_window(bench: Bench, radiograph: Radiograph) -> None:
    bench.show(radiograph)
    bench.view.zoom(3)
    centre = bench.view.viewport.centre
    QTest.keyClick(bench.view, Qt.Key.Key_Right)
    assert bench.view.viewport.centre.x() > centre.x()
    brightness = bench.pixels().mean()
    QTest.keyClick(bench.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert bench.pixels().mean() > brightness


def test_the_probe_names_the_pixel_under_the_pointer(
    bench: Bench, radiograph: Radiograph, qtbot: QtBot
) -> None:
    bench.show(radiograph)
    bench.display.flip()
    with qtbot.waitSignal(bench.view.probed) as caught:
        QTest.mouseMove(bench.view, QPoint(10, 20))
    assert caught.args == [489, 20]
    bench.view.resize(700, 400)
    with qtbot.waitSignal(bench.view.probed) as caught:
        QTest.mouseMove(bench.view, QPoint(3, 20))
    assert caught.args == [-1, -1]


def test_a_large_image_is_interpolated_once_the_view_rests(bench: Bench, qtbot: QtBot) -> None:
    pixels = np.random.default_rng(0).integers(0, 60_000, (3000, 3000), np.uint16)
    data = dicom_bytes(pixels, WindowCenter=30_000, WindowWidth=60_000)
    bench.view.resize(1600, 1600)
    bench.show(decode_radiograph(data, "image.dcm"))
    rough = bench.pixels().astype(float).std()
    qtbot.waitUntil(lambda: bench.pixels().astype(float).std() < 0.9 * rough)


def test_the_heat_map_lies_on_the_image_and_turns_with_it(bench: Bench, radiograph: Radiograph) -> None:
    bench.show(radiograph)
    cam = np.zeros((14, 14), np.float32)
    cam[0, 0] = 2.0
    bench.view.set_cam(cam)
    plain = bench.pixels()
    bench.view.set_heat_map_visible(True)
    assert np.abs(bench.pixels()[5:20, 5:20].astype(int) - plain[5:20, 5:20]).mean() > 10
    assert np.array_equal(bench.pixels()[200:, 250:], plain[200:, 250:])
    bench.display.flip()
    mirrored = plain[:, ::-1]
    assert np.abs(bench.pixels()[5:20, -20:-5].astype(int) - mirrored[5:20, -20:-5]).mean() > 10


@pytest.mark.parametrize("turned", [False, True])
def test_the_heat_map_leaves_out_what_a_shutter_covers(bench: Bench, turned: bool) -> None:
    data = dicom_bytes(
        synthetic_image(400, 500),
        ShutterShape="RECTANGULAR",
        ShutterLeftVerticalEdge=101,
        ShutterRightVerticalEdge=500,
        ShutterUpperHorizontalEdge=1,
        ShutterLowerHorizontalEdge=400,
    )
    bench.show(decode_radiograph(data, "image.dcm"))
    bench.view.set_cam(np.full((14, 14), 5.0, np.float32))
    bench.view.set_heat_map_visible(True)
    if turned:
        bench.display.turn(2)
    pixels = bench.pixels()[:, ::-1] if turned else bench.pixels()
    assert pixels[60:360, 2:98].max() == 0
    assert pixels[60:360, 110:400].mean() > 40


def test_the_scale_bar_is_only_on_images_of_known_spacing(bench: Bench, radiograph: Radiograph) -> None:
    bench.show(radiograph)
    plain = bench.pixels()[370:, :120]
    assert np.array_equal(plain, display_image(radiograph)[370:, :120])
    data = dicom_bytes(synthetic_image(400, 500), PixelSpacing=[0.2, 0.2])
    bench.show(decode_radiograph(data, "image.dcm"))
    assert not np.array_equal(bench.pixels()[370:, :120], plain)
