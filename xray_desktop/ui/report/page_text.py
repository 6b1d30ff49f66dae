"""Text on a printed page whose unit is a point."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QTextDocument

from xray_desktop.ui.theme.theme import LIGHT

SMALL, TEXT, LARGE = 8, 9, 16
"""Sizes of text in points."""


def attributes_table(attributes: Sequence[tuple[str, str]]) -> str:
    """Labels and values as the markup of a table."""
    rows = "".join(
        f"<tr><td>{html.escape(label)}&nbsp;&nbsp;</td><td><b>{html.escape(value[:120])}</b></td></tr>"
        for label, value in attributes
    )
    return f"<table cellspacing='0' cellpadding='1'>{rows}</table>"


def paint_text(painter: QPainter, markup: str, area: QRectF, size: int = TEXT) -> float:
    """Paints a text within an area; returns where it ends."""
    document = QTextDocument()
    font = QFont()
    font.setPixelSize(size)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(f"<div style='color: {LIGHT.text}'>{markup}</div>")
    document.setTextWidth(area.width())
    painter.save()
    painter.translate(area.topLeft())
    document.drawContents(painter, QRectF(0, 0, area.width(), area.height()))
    painter.restore()
    return float(area.top() + min(document.size().height(), area.height()))


def set_font(painter: QPainter, size: int, *, bold: bool = False) -> None:
    """Chooses a size in points."""
    font = QFont()
    font.setPixelSize(size)
    font.setBold(bold)
    painter.setFont(font)


def set_ink(painter: QPainter, colour: str) -> None:
    """Chooses a colour, #rrggbb."""
    painter.setPen(QColor(colour))
