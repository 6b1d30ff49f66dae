"""The start of the window: a splash within moments, and behind it all that takes longer to load."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.application.display_server import why_no_window
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.theme.theme import DARK, LIGHT, Colours
from xray_desktop.ui.window.placement import fit_to_screen, resize_to_default

_PAINT_TIME_LIMIT_MS = 500
"""A screen that never asks for a paint (a window opened minimised) must not delay the start."""


# About where the viewer will be: under menu and tool bar, beside the panels, over the status line.
_BARS, _PANELS, _STATUS = 58, 340, 20


class Splash(QWidget):
    """An empty window in place and colours of the main window, until that is loaded.

    Attributes:
        dismissed: somebody closed it, and so does not want the window.

    Signals:
        painted: it is on the screen for the first time.
    """

    painted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._colours = _colours(settings.get(remembered.THEME))
        self.dismissed = False
        self._painted = False
        self.setWindowTitle("X-ray Desktop")
        resize_to_default(self)
        if not settings.get(remembered.GEOMETRY).isEmpty():
            self.restoreGeometry(settings.get(remembered.GEOMETRY))
            fit_to_screen(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours.window))
        painter.fillRect(self.rect().adjusted(0, _BARS, -_PANELS, -_STATUS), QColor(self._colours.image))
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.dismissed = True
        super().closeEvent(event)


def run(paths: Sequence[str] = ()) -> int:
    """Opens the window on files and folders and stays until it is closed; returns the exit status."""
    if problem := why_no_window():
        print(problem, file=sys.stderr)
        return 2
    application = QApplication(sys.argv[:1])
    application.setDesktopFileName("xray-desktop")
    settings = Settings()
    # A start that only hands its files to a window that is open already shows no splash.
    if not settings.get(remembered.SINGLE_INSTANCE):
        splash = Splash(settings)
        _paint(splash)
        if splash.dismissed:
            return 0
        # Comes due when the window has been shown over it.
        QTimer.singleShot(0, splash.close)

    from xray_desktop.ui.application.start_up import run as run_window

    return run_window(paths)


def _paint(splash: Splash) -> None:
    """Shows the splash and returns when it is on the screen, or was closed."""
    loop = QEventLoop()
    limit = QTimer(interval=_PAINT_TIME_LIMIT_MS, singleShot=True)
    limit.timeout.connect(loop.quit)
    splash.painted.connect(loop.quit)
    splash.show()
    limit.start()
    loop.exec()
    limit.stop()


def _colours(theme: str) -> Colours:
    system = QGuiApplication.styleHints().colorScheme()
    return DARK if theme == "dark" or (theme == "system" and system == Qt.ColorScheme.Dark) else LIGHT
