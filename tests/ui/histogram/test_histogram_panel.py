"""The histogram with the window on it."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from tests.images import dicom_bytes, synthetic_image
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.ui.histogram.panel import HistogramPanel
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import image_of
from xray_desktop.ui.theme.theme import Theme, colours


class Bench:
    def __init__(self, qtbot: QtBot) -> None:
        self.display = Display()
        self.panel = HistogramPanel(self.display)
        qtbot.addWidget(self.panel)
        self.panel.resize(340, 330)
        self.panel.show()
        qtbot.waitExposed(self.panel)

    def show(self, radiograph: Radiograph) -> None:
        self.display.show(radiograph)
        self.panel.set_image(image_of(Path(radiograph.name), radiograph))

    def field(self, name: str) -> QDoubleSpinBox:
        return next(f for f in self.panel.findChildren(QDoubleSpinBox) if f.accessibleName() == name)

    def button(self, text: str) -> QToolButton:
        buttons = self.panel.findChildren(QToolButton)
        return next(b for b in buttons if b.text().startswith(text) or text == b.accessibleName())

    def x(self, value: float) -> int:
        axis = self.panel.plot._axis()
        assert axis is not None
        return round(axis.x(value))

    def drag(self, start: float, end: float) -> None:
        """Drags in the plot from one modality value to another."""
        plot = self.panel.plot
        y = plot.height() // 3
        QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(self.x(start), y))
        QTest.mouseMove(plot, QPoint(self.x((start + end) / 2), y))
        QTest.mouseMove(plot, QPoint(self.x(end), y))
        QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(self.x(end), y))


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench(qtbot)
    data = dicom_bytes(synthetic_image(bits=12), WindowCenter=2048, WindowWidth=2000)
    made.show(decode_radiograph(data, "image.dcm"))
    return made


def low_high(display: Display) -> tuple[float, float]:
    return display.state.voi.low, display.state.voi.high


def test_a_line_of_the_window_is_dragged_and_the_other_stays(bench: Bench) -> None:
    low, high = low_high(bench.display)
    bench.drag(low, 500)
    assert low_high(bench.display)[0] == pytest.approx(500, abs=30)
    assert low_high(bench.display)[1] == pytest.approx(high)
    bench.drag(high, 3500)
    assert low_high(bench.display)[1] == pytest.approx(3500, abs=30)
    assert bench.display.undo_stack.count() == 2


def test_dragging_between_the_lines_moves_both(bench: Bench) -> None:
    low, high = low_high(bench.display)
    bench.drag(2000, 2500)
    moved_low, moved_high = low_high(bench.display)
    assert moved_high - moved_low == pytest.approx(high - low)
    assert moved_low - low == pytest.approx(500, abs=30)


def test_a_line_dragged_past_the_other_stops_there(bench: Bench) -> None:
    low, high = low_high(bench.display)
    bench.drag(low, high + 500)
    assert low_high(bench.display)[0] == pytest.approx(high, abs=2)
    assert low_high(bench.display)[1] > low_high(bench.display)[0]


def test_numbers_can_be_typed_as_range_and_as_level_and_width(bench: Bench) -> None:
    bench.field("Black").setValue(100)
    bench.field("White").setValue(300)
    assert low_high(bench.display) == pytest.approx((100, 300))
    bench.field("WC").setValue(1000)
    assert low_high(bench.display) == pytest.approx((900, 1100))
    bench.field("WW").setValue(500)
    assert low_high(bench.display) == pytest.approx((750, 1250))


def test_numbers_follow_what_is_done_elsewhere(bench: Bench) -> None:
    bench.display.set_range(10, 30)
    values = {name: bench.field(name).value() for name in ("Black", "White", "WC", "WW")}
    assert values == pytest.approx({"Black": 10, "White": 30, "WC": 20, "WW": 20})


def test_opening_an_image_leaves_its_window_as_the_file_asks(bench: Bench) -> None:
    assert low_high(bench.display) == (1048, 3047)
    assert bench.display.undo_stack.count() == 0


def test_the_clipped_shares_are_those_of_the_pixels(bench: Bench) -> None:
    image = bench.display.radiograph
    assert image is not None
    bench.display.set_range(1000, 2500)
    below, above = bench.panel.plot.clipped_shares()
    assert below == pytest.approx(float(np.mean(image.pixels < 1000)), abs=0.005)
    assert above == pytest.approx(float(np.mean(image.pixels > 2500)), abs=0.005)
    assert f"{below:.1%}" in bench.panel.plot.accessibleDescription()


def test_automatic_window_and_window_of_the_file(bench: Bench) -> None:
    image = bench.display.radiograph
    assert image is not None
    bench.button("Auto W/L").click()
    low, high = low_high(bench.display)
    assert np.mean((image.pixels >= low) & (image.pixels <= high)) > 0.99
    bench.button("Default W/L").click()
    assert low_high(bench.display) == (1048, 3047)


def test_presets_hold_the_files_own_windows_by_their_names(bench: Bench) -> None:
    data = dicom_bytes(
        synthetic_image(bits=12),
        WindowCenter=[2048, 1000],
        WindowWidth=[2000, 500],
        WindowCenterWidthExplanation=["NORMAL", "HARDER"],
    )
    bench.show(decode_radiograph(data, "image.dcm"))
    menu = bench.button("Presets").menu()
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions()]
    assert names == ["NORMAL", "HARDER", "Auto", "Lungs", "Full range"]
    menu.actions()[1].trigger()
    assert isinstance(bench.display.state.voi, WindowLevel)
    assert bench.display.state.voi.center == 1000


def test_the_value_under_the_pointer_is_marked(bench: Bench) -> None:
    before = bench.panel.plot.grab().toImage()
    bench.panel.set_probed(2000)
    marked = bench.panel.plot.grab().toImage()
    x, y = bench.x(2000), bench.panel.plot.height() // 5
    assert before != marked
    assert before.pixel(x, y) != marked.pixel(x, y)


def test_scale_and_references_are_seen(bench: Bench) -> None:
    plain = bench.panel.plot.grab().toImage()
    bench.button("Log").click()
    assert bench.panel.plot.grab().toImage() != plain
    bench.button("Log").click()
    assert bench.panel.plot.grab().toImage() == plain
    assert bench.button("References").isEnabled()
    bench.button("References").click()
    assert bench.panel.plot.grab().toImage() != plain


def test_without_an_image_nothing_can_be_chosen(bench: Bench) -> None:
    bench.display.show(None)
    bench.panel.set_image(None)
    assert not bench.field("Black").isEnabled()
    bench.panel.grab()
    QTest.mouseClick(bench.panel.plot, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))


@pytest.mark.parametrize("value", [0, 7])
def test_an_image_of_one_grey_level_is_shown_without_a_warning(bench: Bench, value: int) -> None:
    flat = np.full((50, 50), value, np.uint16)
    bench.show(decode_radiograph(dicom_bytes(flat), "image.dcm"))
    bench.panel.grab()
    low, high = low_high(bench.display)
    assert high > low


def test_the_panel_stays_as_narrow_as_it_is_when_an_image_comes(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    before = bench.panel.minimumSizeHint().width()
    bench.show(decode_radiograph(dicom_bytes(synthetic_image(60, 80, bits=16)), "image.dcm"))
    assert bench.panel.minimumSizeHint().width() == before <= 340


def test_the_plot_grows_with_a_panel_that_was_taken_out_of_the_window(bench: Bench, qtbot: QtBot) -> None:
    bench.panel.resize(900, 800)
    qtbot.waitUntil(lambda: bench.panel.plot.height() > 600)
    bench.panel.resize(300, 800)
    qtbot.waitUntil(lambda: bench.panel.plot.height() <= 300)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_switch_that_is_on_looks_different_in_every_theme(
    qapp: QApplication, bench: Bench, theme: str
) -> None:
    Theme(qapp).apply(theme)
    for name in ("Log", "References"):
        button = bench.button(name)
        ground = [button.grab().toImage().pixelColor(4, button.height() // 2)]
        button.click()
        ground.append(button.grab().toImage().pixelColor(4, button.height() // 2))
        assert button.isChecked()
        assert abs(ground[0].lightness() - ground[1].lightness()) > 50, name


def distance(one: QColor, other: QColor) -> int:
    """How far apart two colours are, 0 to 765."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return sum(abs(a - b) for a, b in pairs)


def test_the_reference_curves_have_a_legend(bench: Bench) -> None:
    plot = bench.panel.plot
    corner = QRect(plot.width() - 120, 24, 105, 45)
    before = plot.grab(corner).toImage()
    bench.button("References").click()
    after = plot.grab(corner).toImage()
    painted = [after.pixelColor(x, y) for x in range(corner.width()) for y in range(corner.height())]
    for colour in (QColor(colours().pneumonia), QColor(colours().no_pneumonia)):
        assert min(distance(colour, pixel) for pixel in painted) < 60
    bench.button("References").click()
    assert plot.grab(corner).toImage() == before


@pytest.mark.parametrize("way", ["MONOCHROME1", "inverted"])
def test_black_and_white_name_what_is_shown_black_and_white_when_higher_values_are_darker(
    bench: Bench, way: str
) -> None:
    if way == "MONOCHROME1":
        pixels = synthetic_image(bits=12)
        attributes = {"PhotometricInterpretation": "MONOCHROME1", "WindowCenter": 2048, "WindowWidth": 2000}
        bench.show(decode_radiograph(dicom_bytes(pixels, **attributes), "image.dcm"))
    else:
        bench.display.invert()
    low, high = low_high(bench.display)
    assert bench.field("Black").value() == pytest.approx(high, abs=0.1)
    assert bench.field("White").value() == pytest.approx(low, abs=0.1)
    field = bench.field("Black")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3500")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert low_high(bench.display) == pytest.approx((low, 3500), abs=0.1)
    assert bench.field("White").value() == pytest.approx(low, abs=0.1)


def test_an_empty_plot_says_what_will_be_there(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    plot = bench.panel.plot

    def inked() -> bool:
        """Whether anything is drawn over the base colour in the middle of the plot."""
        image = plot.grab(plot._plot_rect().toRect().adjusted(3, 3, -3, -3)).toImage()
        found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        return len(found) > 1

    assert inked()
    bench.display.show(decode_radiograph(dicom_bytes(synthetic_image(60, 60, bits=12)), "image.dcm"))
    assert not inked(), "the histogram is still being computed"
