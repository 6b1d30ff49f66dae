"""What a chart shows, as data: curves, bars, points with intervals, markers, and the axes around them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Ticks of an axis from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Curve:
    """A line through points.

    Attributes:
        x: shape (n,), in the chart's units.
        y: shape (n,).
        colour: name of a field of `theme.Colours`.
        name: for the legend; empty for none.
        dashed: whether the line is broken.
        points: whether the points are marked.
        filled: whether the ground below is tinted.
    """

    x: npt.ArrayLike
    y: npt.ArrayLike
    colour: str
    name: str = ""
    dashed: bool = False
    points: bool = False
    filled: bool = False


@dataclass(frozen=True, eq=False)
class Bars:
    """Bars side by side, from 0 up.

    Attributes:
        edges: where they begin and end, shape (n + 1,).
        heights: shape (n,).
        colour: name of a field of `theme.Colours`.
        name: for the legend.
    """

    edges: npt.ArrayLike
    heights: npt.ArrayLike
    colour: str
    name: str


@dataclass(frozen=True)
class Spread:
    """A point with a vertical interval.

    Attributes:
        x: of the point.
        y: of the point.
        low: lower end of the interval.
        high: upper end.
        name: a word beside the point; empty for none.
    """

    x: float
    y: float
    low: float
    high: float
    name: str = ""


@dataclass(frozen=True)
class Marker:
    """A point with a name.

    Attributes:
        x: in the chart's units.
        y: in the chart's units.
        name: beside it; empty for none.
        colour: name of a field of `theme.Colours`.
        filled: whether it is a filled diamond rather than a ring.
    """

    x: float
    y: float
    name: str
    colour: str = "text"
    filled: bool = False


@dataclass(frozen=True, eq=False)
class Chart:
    """What a chart shows.

    Attributes:
        title: above it.
        x_label: below it.
        y_label: beside it.
        curves: its lines, the last on top.
        markers: named points.
        bars: behind the lines.
        spreads: points with intervals.
        x_range: lowest and highest x.
        y_range: lowest and highest y; what is higher is cut.
        show_y_values: whether the ticks beside it have numbers.
        diagonal: whether the line of chance, or of perfect calibration, is drawn.
        square: whether both axes are equally long.
        legend: corner of the legend, "top left" for instance.
        remark: in the middle, in place of curves that are not there.
    """

    title: str
    x_label: str
    y_label: str
    curves: Sequence[Curve] = ()
    markers: Sequence[Marker] = field(default=())
    bars: Sequence[Bars] = ()
    spreads: Sequence[Spread] = ()
    x_range: tuple[float, float] = (0.0, 1.0)
    y_range: tuple[float, float] = (0.0, 1.0)
    show_y_values: bool = True
    diagonal: bool = False
    square: bool = False
    legend: str = "top left"
    remark: str = ""


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers (1, 2 or 5 times a power of ten apart) between two numbers, at most `most`."""
    span = high - low
    if not span > 0:
        return [low]
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if span / (power * factor) < most - 0.9)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def tick_text(value: float, all_ticks: Sequence[float]) -> str:
    """A tick's number, with as many decimals as its neighbours need."""
    step = abs(all_ticks[1] - all_ticks[0]) if len(all_ticks) > 1 else abs(value)
    decimals = 0 if step >= 1 or step == 0 else -math.floor(math.log10(step) + 1e-9)
    return f"{value + 0.0:,.{decimals}f}".replace("-", "−")


def thinned(x: npt.ArrayLike, y: npt.ArrayLike, apart: float = 0.002) -> tuple[list[float], list[float]]:
    """The points of a curve between 0 and 1 that are far enough apart to be seen as two on a screen."""
    across, up = np.ravel(np.asarray(x, float)), np.ravel(np.asarray(y, float))
    if across.size < 3:
        return across.tolist(), up.tolist()
    cells = np.round(across / apart) * 1e6 + np.round(up / apart)
    kept = np.r_[True, np.diff(cells[1:-1], prepend=cells[0]) != 0, True]
    return across[kept].tolist(), up[kept].tolist()


@dataclass(frozen=True)
class Frame:
    """The area within a chart's axes, and where its units are.

    Attributes:
        area: in the widget's coordinates.
        chart: whose axes they are.
    """

    area: QRectF
    chart: Chart

    def place(self, x: float, y: float) -> QPointF:
        """Where a point is."""
        (left, right), (low, high) = self.chart.x_range, self.chart.y_range
        return QPointF(
            self.area.left() + (x - left) / (right - left) * self.area.width(),
            self.area.bottom() - (y - low) / (high - low) * self.area.height(),
        )

    def units(self, point: QPointF) -> tuple[float, float]:
        """What is at a place, within the axes."""
        (left, right), (low, high) = self.chart.x_range, self.chart.y_range
        x = left + (point.x() - self.area.left()) / max(self.area.width(), 1) * (right - left)
        y = low + (self.area.bottom() - point.y()) / max(self.area.height(), 1) * (high - low)
        return min(max(x, left), right), min(max(y, low), high)
