"""Plots as SVG text: axes with numbers, lines, bars, points with intervals. No fonts or scripts from
elsewhere.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

FONT = "font-family='Helvetica, Arial, sans-serif'"
INK, GREY, LIGHT = "#222222", "#767676", "#dddddd"
BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"
"""Colours that readers with colour deficiency tell apart (M. Okabe, K. Ito, 2008)."""


@dataclass(frozen=True)
class Axis:
    """One axis of a plot.

    Attributes:
        label: what it shows.
        low: number at its beginning.
        high: number at its end.
        ticks: where its numbers are.
        decimals: of its numbers.
    """

    label: str
    low: float
    high: float
    ticks: Sequence[float]
    decimals: int = 1


SHARE_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def share_axis(label: str) -> Axis:
    """An axis from 0 to 1."""
    return Axis(label, 0.0, 1.0, SHARE_TICKS)


def fitted_axis(label: str, low: float, high: float, *, whole: bool = False) -> Axis:
    """An axis with about five round numbers that holds a range."""
    span = max(high - low, 1.0 if whole else 1e-6)
    power = 10 ** math.floor(math.log10(span / 5))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= span / 5)
    if whole:
        step = max(1.0, round(step))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [number * step for number in range(first, max(last, first + 1) + 1)]
    decimals = 0 if whole else max(0, -math.floor(math.log10(step) + 1e-9))
    return Axis(label, ticks[0], ticks[-1], ticks, decimals)


class Plot:
    """A plot with two axes; what is drawn later covers what was drawn before.

    Args:
        width: of the area within the axes, in pixels.
        height: likewise.
    """

    LEFT, RIGHT, TOP, BOTTOM = 64, 18, 34, 52

    def __init__(self, title: str, x: Axis, y: Axis, *, width: int = 400, height: int = 400) -> None:
        self._x, self._y = x, y
        self._width, self._height = width, height
        self._title = title
        self._shapes: list[str] = []
        self._axes()

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, *, dash: str = "", width: float = 2
    ) -> None:
        """A line through points; points on a straight run are left out, those beyond the axes moved to them.

        They are moved up and down only, so that lines end exactly at the axes when they are vertical or
        dense.
        """
        low, high = sorted((self._y.low, self._y.high))
        points = _without_straight_runs(
            [(self._at_x(x), self._at_y(min(max(y, low), high))) for x, y in zip(xs, ys, strict=True)]
        )
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        dashes = f" stroke-dasharray='{dash}'" if dash else ""
        self._shapes.append(
            f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{width:g}'{dashes} "
            "stroke-linejoin='round'/>"
        )

    def bars(
        self, lefts: Sequence[float], rights: Sequence[float], tops: Sequence[float], colour: str
    ) -> None:
        """Half-transparent bars from 0 to their tops."""
        base = self._at_y(0)
        for left, right, top in zip(lefts, rights, tops, strict=True):
            x, y = self._at_x(left), self._at_y(top)
            self._shapes.append(
                f"<rect x='{x:.2f}' y='{min(y, base):.2f}' width='{self._at_x(right) - x:.2f}' "
                f"height='{abs(base - y):.2f}' fill='{colour}' fill-opacity='0.55' stroke='{colour}'/>"
            )

    def point(self, x: float, y: float, colour: str, *, radius: float = 4.5) -> None:
        """A dot."""
        self._shapes.append(
            f"<circle cx='{self._at_x(x):.2f}' cy='{self._at_y(y):.2f}' r='{radius:g}' fill='{colour}' "
            "stroke='white'/>"
        )

    def text(
        self, x: float, y: float, content: str, *, anchor: str = "start", size: int = 12, dy: float = 0
    ) -> None:
        """Text at a point of the axes, moved down by `dy` pixels."""
        self._shapes.append(text_at(self._at_x(x), self._at_y(y) + dy, content, anchor=anchor, size=size))

    def legend(self, entries: Sequence[tuple[str, str, str]], *, corner: str) -> None:
        """Entries of text, colour and dash pattern in a corner: "top left", "bottom right", …"""
        size, pad = 12, 10
        width = max(width_of(text) for text, _, _ in entries) * 6.9 + 40
        height = len(entries) * 18 + 8
        x = self.LEFT + (pad if "left" in corner else self._width - width - pad)
        y = self.TOP + (pad if "top" in corner else self._height - height - pad)
        self._shapes.append(
            f"<rect x='{x:.1f}' y='{y:.1f}' width='{width:.1f}' height='{height}' fill='white' "
            f"fill-opacity='0.88' stroke='{LIGHT}'/>"
        )
        for index, (text, colour, dash) in enumerate(entries):
            middle = y + 13 + index * 18
            dashes = f" stroke-dasharray='{dash}'" if dash else ""
            self._shapes.append(
                f"<line x1='{x + 7:.1f}' x2='{x + 27:.1f}' y1='{middle:.1f}' y2='{middle:.1f}' "
                f"stroke='{colour}' stroke-width='3'{dashes}/>"
            )
            self._shapes.append(text_at(x + 33, middle + 4, text, size=size))

    def svg(self) -> str:
        """The plot as an SVG document."""
        width = self.LEFT + self._width + self.RIGHT
        height = self.TOP + self._height + self.BOTTOM
        return document(width, height, self._title, self._shapes)

    def _at_x(self, value: float) -> float:
        return self.LEFT + (value - self._x.low) / (self._x.high - self._x.low) * self._width

    def _at_y(self, value: float) -> float:
        return self.TOP + (self._y.high - value) / (self._y.high - self._y.low) * self._height

    def _axes(self) -> None:
        bottom, right = self.TOP + self._height, self.LEFT + self._width
        for tick in self._x.ticks:
            x = self._at_x(tick)
            self._shapes.append(stroke(x, self.TOP, x, bottom, LIGHT, 0.7))
            number = f"{tick + 0.0:.{self._x.decimals}f}"
            self._shapes.append(text_at(x, bottom + 18, number, anchor="middle", size=12))
        for tick in self._y.ticks:
            y = self._at_y(tick)
            self._shapes.append(stroke(self.LEFT, y, right, y, LIGHT, 0.7))
            number = f"{tick + 0.0:,.{self._y.decimals}f}".replace("-", "−")
            self._shapes.append(text_at(self.LEFT - 8, y + 4, number, anchor="end", size=12))
        self._shapes.append(
            f"<rect x='{self.LEFT}' y='{self.TOP}' width='{self._width}' height='{self._height}' fill='none' "
            f"stroke='{INK}'/>"
        )
        middle = self.TOP + self._height / 2
        self._shapes.append(
            text_at(self.LEFT + self._width / 2, bottom + 40, self._x.label, anchor="middle", size=13)
        )
        self._shapes.append(
            f"<text x='16' y='{middle:.1f}' transform='rotate(-90 16 {middle:.1f})' text-anchor='middle' "
            f"font-size='13' {FONT} fill='{INK}'>{escape(self._y.label)}</text>"
        )
        self._shapes.append(
            f"<text x='{self.LEFT}' y='20' font-size='14' font-weight='bold' {FONT} fill='{INK}'>"
            f"{escape(self._title)}</text>"
        )


def document(width: float, height: float, title: str, shapes: Sequence[str]) -> str:
    """Shapes as an SVG document on a white ground."""
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}' width='{width:g}' "
        f"height='{height:g}' role='img'><title>{escape(title)}</title>"
        f"<rect width='100%' height='100%' fill='white'/>{''.join(shapes)}</svg>\n"
    )


def width_of(text: str) -> float:
    """The width of a text in Latin characters; a Hangul syllable is about 1.8 of them."""
    return sum(1.8 if unicodedata.east_asian_width(each) in "WF" else 1.0 for each in text)


def text_at(
    x: float, y: float, content: str, *, anchor: str = "start", size: int = 12, bold: bool = False
) -> str:
    """Text at a place in pixels."""
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' font-size='{size}'{weight} {FONT} "
        f"fill='{INK}'>{escape(content)}</text>"
    )


def stroke(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: str = "") -> str:
    """A straight line between two places in pixels."""
    dashes = f" stroke-dasharray='{dash}'" if dash else ""
    return (
        f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' stroke='{colour}' "
        f"stroke-width='{width:g}'{dashes}/>"
    )


def _without_straight_runs(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept = points[:1]
    for here, after in pairwise(points[1:]):
        (x0, y0), (x1, y1), (x2, y2) = kept[-1], here, after
        if abs((x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1)) > 1e-6:
            kept.append(here)
    return kept + points[-1:] if len(points) > 1 else kept
