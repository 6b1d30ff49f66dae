"""The application icon in the formats of the three platforms, all rendered from one SVG."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)


def rendered(svg: Path, size: int) -> Image.Image:
    """The icon as an RGBA image of size x size pixels. Raises ValueError for a file that is not an SVG."""
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} is not an SVG that Qt can render")
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
    """One PNG for each size, in the layout of a freedesktop.org icon theme: hicolor/48x48/apps/NAME.png."""
    for size in PNG_SIZES:
        target = folder / f"{size}x{size}" / "apps"
        target.mkdir(parents=True, exist_ok=True)
        rendered(svg, size).save(target / f"{svg.stem}.png")


def write_ico(svg: Path, file: Path) -> None:
    """The Windows icon, each size rendered separately."""
    *smaller, largest = (rendered(svg, size) for size in ICO_SIZES)
    largest.save(file, format="ICO", sizes=[(size, size) for size in ICO_SIZES], append_images=smaller)


def write_icns(svg: Path, file: Path) -> None:
    """The macOS icon, each size rendered separately."""
    *smaller, largest = (rendered(svg, size) for size in ICNS_SIZES)
    largest.save(file, format="ICNS", append_images=smaller)
