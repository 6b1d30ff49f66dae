"""What a turned image says of itself, wherever it is shown."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom
from tests.ui.conftest import WAIT_MS, Shown
from xray_desktop.ui.images.display_state import DisplayState, Orientation
from xray_desktop.ui.report.page import PAGE, paint_report
from xray_desktop.ui.theme.theme import DARK
from xray_desktop.ui.viewer.display_marks import badges
from xray_desktop.ui.window.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("qapp")

BLACK = np.zeros((300, 300), np.uint16)


def marked(image: QImage) -> npt.NDArray[np.bool_]:
    """Where an image has the colour of the badges, shape (rows, columns)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    colour = QColor(DARK.uncertain)
    near = np.abs(pixels[..., 2::-1].astype(int) - [colour.red(), colour.green(), colour.blue()]) < 12
    return np.asarray(near.all(axis=-1))


def bright(image: QImage) -> npt.NDArray[np.bool_]:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return np.asarray(rows[:, : image.width()] > 150)


@pytest.mark.parametrize(
    ("orientation", "texts"),
    [
        (Orientation(), []),
        (Orientation().flipped(), ["FLIPPED HORIZONTALLY"]),
        (Orientation().flipped(vertically=True), ["FLIPPED VERTICALLY"]),
        (Orientation().turned(1), ["ROTATED 90°"]),
        (Orientation().turned(-1), ["ROTATED 270°"]),
        (Orientation().flipped().flipped(vertically=True), ["ROTATED 180°"]),
        (Orientation().flipped().turned(1), ["FLIPPED HORIZONTALLY", "ROTATED 90°"]),
    ],
)
def test_badges_name_how_the_image_is_turned(
    orientation: Orientation, texts: list[str], window: MainWindow
) -> None:
    window.translation.use("en")
    state = DisplayState(window.display.state.voi, orientation=orientation)
    assert badges(state) == texts


@pytest.fixture
def oriented(window: MainWindow, shown: Shown, tmp_path: Path) -> MainWindow:
    """A window with a black image whose rows lead to the patient's left."""
    file = write_dicom(tmp_path / "image.dcm", BLACK, PatientOrientation=["L", "F"], WindowWidth=100)
    shown.image(file)
    window.viewer.view.setFocus()
    return window


def page(window: MainWindow) -> QImage:
    report = window.workspace.report.report(with_heat_map=False)
    assert report is not None
    image = QImage(2 * PAGE.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(2, 2)
    paint_report(painter, report)
    painter.end()
    return image.copy(0, 64, image.width(), 500)


@pytest.mark.parametrize(
    "picture",
    [
        lambda window: window.viewer.view.grab().toImage(),
        lambda window: window.viewer.view.snapshot(),
        page,
    ],
    ids=["view", "snapshot", "report"],
)
def test_every_copy_of_a_flipped_image_is_marked(
    oriented: MainWindow, picture: Callable[[MainWindow], QImage]
) -> None:
    assert not marked(picture(oriented)).any()
    QTest.keyClick(oriented.viewer.view, Qt.Key.Key_X)
    once = marked(picture(oriented)).sum()
    assert once > 50
    QTest.keyClick(oriented.viewer.view, Qt.Key.Key_L)
    assert marked(picture(oriented)).sum() > 1.3 * once
    QTest.keyClick(oriented.viewer.view, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert not marked(picture(oriented)).any()


def test_a_saved_snapshot_has_the_badge(oriented: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    QTest.keyClick(oriented.viewer.view, Qt.Key.Key_Y)
    with qtbot.waitSignal(oriented.workspace.report.notified, timeout=WAIT_MS):
        oriented.workspace.report.snapshot(tmp_path / "a.png")
    assert marked(QImage(str(tmp_path / "a.png"))).sum() > 50


def test_flip_and_rotate_stay_latched_while_they_last(oriented: MainWindow) -> None:
    def latched() -> set[str]:
        names = ("rotate_left", "rotate_right", "flip_horizontally", "flip_vertically")
        return {name for name in names if oriented.actions_[name].isChecked()}

    def press(key: Qt.Key) -> set[str]:
        QTest.keyClick(oriented.viewer.view, key)
        return latched()

    assert latched() == set()
    assert press(Qt.Key.Key_X) == {"flip_horizontally"}
    assert press(Qt.Key.Key_Y) == {"rotate_left", "rotate_right"}
    assert press(Qt.Key.Key_X) == {"flip_vertically"}
    assert press(Qt.Key.Key_Y) == set()
    assert press(Qt.Key.Key_L) == {"rotate_right"}
    QTest.keyClick(oriented.viewer.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert latched() == set()
    assert press(Qt.Key.Key_X) == {"flip_horizontally"}
    oriented.close_image()
    assert latched() == set()


def test_the_patients_left_and_right_swap_sides_with_the_view(oriented: MainWindow) -> None:
    view = oriented.viewer.view

    def ink() -> tuple[int, int]:
        """How many pixels are bright at the image's left and right edge, half-way down."""
        rect, pixels = view.viewport.image_rect(), bright(view.snapshot())
        rows = slice(view.height() // 2 - 25, view.height() // 2 + 25)
        left, right = max(round(rect.left()), 0), min(round(rect.right()), view.width())
        return int(pixels[rows, left : left + 40].sum()), int(pixels[rows, right - 40 : right].sum())

    # An R has far more ink than an L.
    left, right = ink()
    assert left > 1.3 * right > 13
    QTest.keyClick(view, Qt.Key.Key_X)
    left, right = ink()
    assert right > 1.3 * left > 13


def test_an_image_of_unknown_orientation_has_no_letters(
    window: MainWindow, shown: Shown, tmp_path: Path
) -> None:
    file = write_dicom(
        tmp_path / "image.dcm", synthetic_image(300, 300) // 16, WindowCenter=128, WindowWidth=256
    )
    shown.image(file)
    rect = window.viewer.view.viewport.image_rect()
    middle = window.viewer.view.height() // 2
    pixels = bright(window.viewer.view.snapshot())
    left = max(round(rect.left()), 0)
    assert not pixels[middle - 25 : middle + 25, left : left + 40].any()
