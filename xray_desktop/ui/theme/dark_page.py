"""A page in an image's place: as dark as an image's surroundings, in every theme."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from xray_desktop.ui.theme.theme import DARK, colours

_STYLE = f"""
    QLabel {{ color: {DARK.text}; }}
    QPushButton, QToolButton {{
        background: {DARK.raised}; color: {DARK.text};
        border: 1px solid {DARK.line}; border-radius: 6px; padding: 7px 14px;
    }}
    QToolButton {{ padding: 10px; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {DARK.muted}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {DARK.line}; }}
    QPushButton:focus, QToolButton:focus {{ border-color: {DARK.accent}; }}
"""


class DarkPage(QWidget):
    """Paints the image's ground, and on it words and buttons in the dark theme's colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(_STYLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(colours().image))
