"""The line at the window's foot: the pixel under the pointer, the scale, and what the program is not for."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from xray_desktop.ui.images.display_state import Display


class StatusLine(QStatusBar):
    """Pixel probe at the left; scale and the permanent notice at the right."""

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._pixel, self._scale, self._notice = QLabel(), QLabel(), QLabel()
        for label in (self._pixel, self._scale):
            label.setProperty("role", "muted")
        self._notice.setObjectName("research-notice")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 12, 0)
        self.addWidget(self._pixel, 1)
        self.addPermanentWidget(self._scale)
        self.addPermanentWidget(self._notice)
        self._retranslate()

    def show_pixel(self, column: int, row: int) -> float | None:
        """Shows the pixel at that position, and returns its modality value; None outside the image."""
        radiograph = self._display.radiograph
        if radiograph is None or column < 0 or row < 0:
            self._pixel.clear()
            return None
        stored = radiograph.pixels[row, column]
        value = float(radiograph.modality_values(stored))
        text = self.tr("column {column}, row {row}: {stored}").format(column=column, row=row, stored=stored)
        if radiograph.slope != 1 or radiograph.intercept != 0 or radiograph.unit:
            text += f" = {value:g} {radiograph.unit}".rstrip()
        self._pixel.setText(text)
        return value

    def show_scale(self, scale: float) -> None:
        """Screen pixels for one of the image."""
        self._scale.setText(f"{scale:.0%}" if self._display.radiograph else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._notice.setText(self.tr("Research use only: not a diagnosis"))
        self._pixel.setAccessibleName(self.tr("Pixel value at the pointer"))
        self._scale.setAccessibleName(self.tr("Zoom"))
