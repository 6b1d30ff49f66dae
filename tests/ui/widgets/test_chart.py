"""Axes with round numbers, curves thinned to what a screen shows."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from xray_desktop.ui.widgets.chart import Chart, thinned, tick_text, ticks
from xray_desktop.ui.widgets.chart_painting import frame_of


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 1.0, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (0.0, 4471.0, [0.0, 1000.0, 2000.0, 3000.0, 4000.0]),
        (-0.12, 0.41, [0.0, 0.2, 0.4]),
        (0.0, 5.94, [0.0, 2.0, 4.0]),
    ],
)
def test_ticks_are_round_numbers_within_the_axis(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_every_span_has_ticks() -> None:
    for high in np.geomspace(1e-6, 1e7, 300):
        for most in (2, 3, 6):
            assert 1 <= len(ticks(0.0, float(high), most)) <= most + 1


def test_numbers_have_the_decimals_that_their_neighbours_need() -> None:
    assert [tick_text(value, [-0.2, 0.0, 0.2]) for value in (-0.2, 0.0, 0.2)] == ["−0.2", "0.0", "0.2"]
    assert tick_text(2000, [0, 1000, 2000]) == "2,000"


def test_a_curve_of_many_points_keeps_its_ends_and_its_shape() -> None:
    x = np.linspace(0, 1, 20_000)
    across, up = thinned(x, x**2)
    assert len(across) < 1500
    assert (across[0], up[-1]) == (0.0, 1.0)
    assert np.abs(np.interp(x, across, up) - x**2).max() < 0.004


@pytest.mark.parametrize("width", [180, 280, 600])
def test_the_last_number_below_the_axis_is_within_the_chart(qapp: QApplication, width: int) -> None:
    metrics = QFontMetricsF(qapp.font())
    for high in (2000.0, 65_535.0, 12_000_000.0):
        chart = Chart("", "", "", x_range=(0.0, high), show_y_values=False)
        area = QRectF(0, 0, width, 118)
        frame = frame_of(chart, area, metrics)
        values = ticks(0.0, high)
        end = frame.place(values[-1], 0.0).x() + metrics.horizontalAdvance(tick_text(values[-1], values)) / 2
        assert end <= area.right()
