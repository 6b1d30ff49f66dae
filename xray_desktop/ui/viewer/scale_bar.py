"""A bar of known length on an image of known spacing."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_LONGEST = 0.25
"""Share of the view's width that the bar takes at most."""


def bar_length(pixels_per_mm: float, longest: float) -> float:
    """The longest of 1, 2, 5, 10, … millimetres that is drawn in at most `longest` pixels."""
    limit = longest / pixels_per_mm
    power = 10.0 ** math.floor(math.log10(limit))
    return max(step * power for step in (1, 2, 5) if step * power <= limit)


def paint_scale_bar(painter: QPainter, view: QRectF, pixels_per_mm: float) -> None:
    """Draws the bar with its length in the view's lower left corner."""
    millimetres = bar_length(pixels_per_mm, view.width() * _LONGEST)
    length = millimetres * pixels_per_mm
    text = f"{millimetres / 10:g} cm" if millimetres >= 10 else f"{millimetres:g} mm"
    left, y = view.left() + 16, view.bottom() - 18
    for width, colour in ((4, QColor(0, 0, 0, 150)), (1.6, QColor(240, 240, 240))):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(left, y), QPointF(left + length, y))
        for x in (left, left + length):
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
    painter.setPen(QColor(0, 0, 0, 190))
    painter.drawText(QPointF(left + 1, y - 7), text)
    painter.setPen(QColor(240, 240, 240))
    painter.drawText(QPointF(left, y - 8), text)
