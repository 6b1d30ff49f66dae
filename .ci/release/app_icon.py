"""The application's icon in the formats of the three platforms, all drawn from the one SVG."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)


def drawn(svg: Path, size: int) -> Image.Image:
    """The icon as an RGBA image of size x size pixels."""
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} is not an SVG that Qt can draw")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGBA")


def write_png(svg: Path, folder: Path) -> None:
    """One PNG for each size, laid out as the freedesktop.org icon theme asks: hicolor/48x48/apps/NAME.png."""
    for size in PNG_SIZES:
        place = folder / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        drawn(svg, size).save(place / f"{svg.stem}.png")


def write_ico(svg: Path, file: Path) -> None:
    """Windows' icon, each size drawn for itself."""
    *smaller, largest = (drawn(svg, size) for size in ICO_SIZES)
    largest.save(file, format="ICO", sizes=[(size, size) for size in ICO_SIZES], append_images=smaller)


def write_icns(svg: Path, file: Path) -> None:
    """The Mac's icon, each size drawn for itself."""
    *smaller, largest = (drawn(svg, size) for size in ICNS_SIZES)
    largest.save(file, format="ICNS", append_images=smaller)
