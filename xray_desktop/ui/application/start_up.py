"""Starts the window: the command line calls `run`."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from xray_desktop import __version__
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.application.crash_report import CrashReporter, show_failed_start
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.translation import Translation
from xray_desktop.ui.theme.icons import application_icon
from xray_desktop.ui.theme.theme import Theme
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.placement import fit_to_screen

_FRAMED_AFTER_MS = 200


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The QApplication with its name and icon; the one there is, if there is one."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0], *argv])
    application.setApplicationName("xray-desktop")
    application.setApplicationDisplayName("X-ray Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("xray-desktop")
    application.setWindowIcon(application_icon())
    return application


def make_window(application: QApplication, settings: Settings, model_file: Path | None = None) -> MainWindow:
    """A window in the theme and language of the settings, not yet shown."""
    theme, translation = Theme(application), Translation(application)
    theme.apply(settings.get(remembered.THEME))
    translation.use(settings.get(remembered.LANGUAGE))
    return MainWindow(settings, theme, translation, model_file)


def run(paths: Sequence[str] = (), model_file: Path | None = None) -> int:
    """Opens the window on files and folders and stays until it is closed; returns the exit status."""
    application = make_application()
    settings = Settings()
    server = None
    if settings.get(remembered.SINGLE_INSTANCE):
        # Imported here: most starts do without it.
        from xray_desktop.ui.application.single_instance import InstanceServer, hand_over, server_name

        name = server_name(settings.file)
        if hand_over(name, [os.path.abspath(path) for path in paths]):
            return 0
        server = InstanceServer(name, application)
    try:
        window = make_window(application, settings, model_file)
    except Exception as error:
        show_failed_start(error)
        return 1
    if server is not None:
        server.pathsReceived.connect(window.open_from_outside)
    CrashReporter(window).install()
    # Collecting garbage need not go through all that was imported: it would block the window.
    window.model_runner.modelReady.connect(gc.freeze)
    window.show()
    # The desktop has put its frame around the window by then, and maybe half of it off the screen.
    QTimer.singleShot(_FRAMED_AFTER_MS, window, lambda: fit_to_screen(window))
    # After the first paint, so that the window is there before any disk is read.
    QTimer.singleShot(0, (lambda: window.open_paths(paths)) if paths else window.welcome)
    status = application.exec()
    if not window.ended:
        # A decoder is deep in a file and cannot be stopped; tearing its thread down would crash.
        window.settings.save()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status
