"""A page in a film's place: as dark as a film's surroundings, in every theme."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from xray_desktop.ui.theme import DARK, colours


class DarkPage(QWidget):
    """Paints the film's ground, and writes on it in the dark theme's colours."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(colours().film))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.lighten_labels()
        super().changeEvent(event)

    def lighten_labels(self) -> None:
        """To be called when all labels are there."""
        for label in self.findChildren(QLabel):
            palette = label.palette()
            if palette.color(QPalette.ColorRole.WindowText) != QColor(DARK.text):
                palette.setColor(QPalette.ColorRole.WindowText, QColor(DARK.text))
                label.setPalette(palette)
