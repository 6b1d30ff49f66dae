"""Light, dark and system theme: readable, and followed at once."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xray_desktop.ui.theme.theme import DARK, LIGHT, Colours, Theme, colours

TEXTS = (
    "text",
    "muted",
    "accent",
    "pneumonia",
    "no_pneumonia",
    "correct",
    "uncertain",
    "rejection",
    "failed",
)
GROUNDS = ("window", "base", "raised")


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [getattr(QColor(colour), name)() for name in ("redF", "greenF", "blueF")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_colour_is_readable_on_every_ground(theme: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_the_selection_is_readable(theme: Colours) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_a_colour(theme: Colours) -> None:
    assert all(QColor(getattr(theme, field.name)).isValid() for field in fields(theme))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


def test_the_chosen_theme_colours_the_application(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    for name, expected in (("dark", DARK), ("light", LIGHT)):
        with qtbot.waitSignal(theme.changed):
            theme.apply(name)
        assert colours() is expected
        assert qapp.palette().color(QPalette.ColorRole.WindowText).name() == expected.text
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == expected.window


@pytest.mark.parametrize(("name", "notified"), [("system", True), ("dark", False)])
def test_only_the_system_theme_follows_the_system(
    theme: Theme, qapp: QApplication, name: str, notified: bool
) -> None:
    theme.apply(name)
    seen = []
    theme.changed.connect(lambda: seen.append(colours()))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert bool(seen) is notified
