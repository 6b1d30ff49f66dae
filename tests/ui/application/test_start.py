"""The splash comes at once, and gives way to the window."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.application.start import Splash
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.theme.theme import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[3]

# Runs the program, and a second after its event loop has begun tells what is on the screen and ends.
START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import xray_desktop.ui.application.start as start
from xray_desktop.__main__ import main

paint = start._paint
def painted(splash):
    paint(splash)
    print("numpy" in sys.modules, splash.isVisible())
    if {dismiss}:
        splash.close()
    def report():
        print(sorted(type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()))
        QApplication.instance().quit()
    QTimer.singleShot(1000, report)
start._paint = painted
print(main([]))
"""


def started(tmp_path, *, dismiss=False):
    environment = {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", START.format(dismiss=dismiss)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_splash_is_shown_before_slow_imports_and_replaced_by_the_window(tmp_path):
    assert started(tmp_path) == ["False True", "['MainWindow']", "0"]


def test_closing_the_splash_ends_the_program(tmp_path):
    assert started(tmp_path, dismiss=True) == ["False True", "0"]


@pytest.mark.parametrize(("theme", "colours"), [("dark", DARK), ("light", LIGHT)])
def test_the_splash_has_the_colours_of_the_theme(qtbot, tmp_path, theme, colours):
    settings = Settings(tmp_path / "settings.ini")
    settings.set(remembered.THEME, theme)
    shown = Splash(settings)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.painted):
        shown.show()
    image = shown.grab().toImage()
    assert image.pixelColor(5, 5) == QColor(colours.window)
    assert image.pixelColor(300, 300) == QColor(colours.image)


def test_the_splash_has_the_geometry_of_the_last_window(qtbot, tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    before = Splash(settings)
    qtbot.addWidget(before)
    before.setGeometry(60, 50, 700, 500)
    settings.set(remembered.GEOMETRY, QByteArray(before.saveGeometry()))
    after = Splash(settings)
    qtbot.addWidget(after)
    assert after.size() == before.size()
