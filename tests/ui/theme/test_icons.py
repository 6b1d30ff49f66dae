"""The symbols: complete, drawn in the theme's colours, sharp at every size."""

import itertools
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QAction, QColor, QImage, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from xray_desktop.resources import resource
from xray_desktop.ui.theme.icons import application_icon, icon, refresh_icons, set_icon, tinted
from xray_desktop.ui.theme.theme import DARK, LIGHT, Theme

pytestmark = pytest.mark.usefixtures("qapp")

FILES = sorted(resource("icons").glob("*.svg"))
SYMBOLS = [file.stem for file in FILES if file.stem != "xray-desktop"]


def visible(pixmap: QPixmap) -> npt.NDArray[np.uint8]:
    """RGB of the pixels that are fully opaque, shape (n, 3)."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)
    return pixels[pixels[:, 3] == 255][:, :3]


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    parsed = QColor(colour)
    return parsed.red(), parsed.green(), parsed.blue()


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_symbol_is_drawn_in_the_colour_asked_for(name: str) -> None:
    drawn = visible(tinted(name, QColor("#12ab34"), 48))
    assert len(drawn) > 20
    assert (np.abs(drawn.astype(int) - [0x12, 0xAB, 0x34]) <= 2).all()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_symbol_is_valid_svg(file: Path) -> None:
    assert QSvgRenderer(str(file)).isValid()


def test_a_symbol_is_sharp_on_a_screen_of_double_density() -> None:
    pixmap = tinted("open", QColor("white"), 24, ratio=2.0)
    assert pixmap.width() == 48
    assert pixmap.deviceIndependentSize().width() == 24


def test_the_application_icon_has_every_size_desktops_ask_for() -> None:
    made = application_icon()
    assert {size.width() for size in made.availableSizes()} == {16, 24, 32, 48, 64, 128, 256}
    assert len(visible(made.pixmap(256, 256))) > 30_000


def test_symbols_of_actions_and_buttons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp)
    theme.apply("light")
    window = QMainWindow()
    qtbot.addWidget(window)
    action, button = QAction(window), QToolButton(window)
    for target in (action, button):
        set_icon(target, "invert")
    for name, expected in (("light", LIGHT), ("dark", DARK)):
        theme.apply(name)
        refresh_icons(window)
        for target in (action, button):
            drawn = visible(target.icon().pixmap(32, 32))
            assert np.abs(drawn.mean(axis=0) - rgb(expected.text)).max() < 3


def test_a_missing_symbol_is_an_error_and_not_an_empty_button() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-symbol")


def test_every_symbol_named_in_the_code_exists() -> None:
    package = Path(__file__).parents[3] / "xray_desktop" / "ui"
    named = set()
    for source in package.glob("*.py"):
        text = source.read_text(encoding="utf-8")
        named.update(re.findall(r"\b(?:set_icon\([^()]*?,\s*|icon\(|tinted\()\"([a-z-]+)\"", text))
    assert named <= {file.stem for file in FILES}


def test_arrows_that_turn_back_or_round_are_told_apart_by_their_shapes() -> None:
    drawn = {}
    for name in ("undo", "redo", "rotate-left", "rotate-right", "reset"):
        image = tinted(name, QColor("black"), 24).toImage()
        drawn[name] = np.array([[image.pixelColor(x, y).alpha() for x in range(24)] for y in range(24)]) > 100
    for one, other in itertools.combinations(drawn, 2):
        shared, both = (drawn[one] & drawn[other]).sum(), (drawn[one] | drawn[other]).sum()
        assert shared / both < 0.4, f"{one} and {other}"
