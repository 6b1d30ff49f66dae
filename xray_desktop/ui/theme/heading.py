"""A line of larger text, whose size follows the system's."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget


class Heading(QLabel):
    """A label whose text is `factor` times as large as that around it."""

    def __init__(self, factor: float, *, bold: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = factor
        self._bold = bold
        self._follow()

    def event(self, event: QEvent) -> bool:
        # A new style sheet brings the system's new text size without telling of it.
        if event.type() in (QEvent.Type.ParentChange, QEvent.Type.StyleChange):
            self._follow()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A label with a size of its own does not follow the system's; its parent does.
        if event.type() == QEvent.Type.FontChange and watched is self.parentWidget():
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        parent.installEventFilter(self)
        font = QFont(parent.font())
        font.setPointSizeF(font.pointSizeF() * self._factor)
        if self._bold:
            font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
