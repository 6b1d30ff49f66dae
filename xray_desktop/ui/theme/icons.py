"""The application's symbols: SVG files drawn in one stroke colour, tinted for the theme in use."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from xray_desktop.resources import resource
from xray_desktop.ui.theme.theme import DARK, colours

_SIZES = (16, 24, 48)
_NAME, _ON_DARK = "icon_name", "icon_on_dark"


def icon(name: str, *, on_dark: bool = False) -> QIcon:
    """The symbol resources/icons/`name`.svg in the theme's colours, for every state of a button.

    Args:
        name: of the symbol.
        on_dark: the button is dark in every theme.
    """
    c = DARK if on_dark else colours()
    faint = QColor(c.muted)
    faint.setAlphaF(0.5)
    made = QIcon()
    for colour, mode in ((QColor(c.text), QIcon.Mode.Normal), (faint, QIcon.Mode.Disabled)):
        for pixmap in _at_sizes(name, colour, _SIZES):
            made.addPixmap(pixmap, mode)
    return made


def tinted(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """A symbol in one colour, `size` device-independent pixels square, for a screen of that pixel ratio."""
    return _at_sizes(name, colour, (size,), ratio)[0]


def _at_sizes(name: str, colour: QColor, sizes: Sequence[int], ratio: float = 1.0) -> list[QPixmap]:
    """A symbol at several sizes; its drawing is read once for all of them, as it takes longest."""
    renderer: QSvgRenderer | None = None
    made = []
    for size in sizes:
        # Qt's own cache goes with the application; pixmaps that Python keeps longer crash the exit.
        key = f"xray-desktop {name} {colour.name(QColor.NameFormat.HexArgb)} {size} {ratio}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            renderer = renderer or _renderer(name, colour)
            pixmap = QPixmap(QSize(size, size) * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setOpacity(colour.alphaF())
            renderer.render(painter, QRectF(pixmap.rect()))
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            QPixmapCache.insert(key, pixmap)
        made.append(pixmap)
    return made


def paint_symbol(painter: QPainter, name: str, colour: QColor, area: QRectF) -> None:
    """Paints a symbol as lines, on paper for instance; may be called from any thread."""
    _renderer(name, colour).render(painter, area)


def _renderer(name: str, colour: QColor) -> QSvgRenderer:
    drawing = _drawing(name).replace("currentColor", colour.name())
    return QSvgRenderer(QByteArray(drawing.encode()))


@cache
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def application_icon() -> QIcon:
    """The application's own icon, at the sizes that desktops ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(tinted("xray-desktop", QColor("black"), size))
    return made


def set_icon(target: QAction | QAbstractButton, name: str, *, on_dark: bool = False) -> None:
    """Gives an action or button a symbol that `refresh_icons` can tint again."""
    target.setProperty(_NAME, name)
    target.setProperty(_ON_DARK, on_dark)
    target.setIcon(icon(name, on_dark=on_dark))


def refresh_icons(root: QWidget) -> None:
    """Tints the symbols of a window's actions and buttons again, after the theme has changed."""
    for target in root.findChildren(QObject):
        if isinstance(target, QAction | QAbstractButton) and (name := target.property(_NAME)):
            target.setIcon(icon(name, on_dark=bool(target.property(_ON_DARK))))
