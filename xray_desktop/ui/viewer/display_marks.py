"""What a displayed image says of itself: how it is turned, and where the patient's left and right are.

The same painter serves the view, snapshots, reports and paper, so that no copy of a changed image is without
it.
"""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.images.display_state import DisplayState, Orientation
from xray_desktop.ui.images.orientation_letters import side_letters
from xray_desktop.ui.theme.theme import DARK

_INK = QColor(240, 240, 240)
_SHADOW = QColor(0, 0, 0, 210)


def badges(state: DisplayState) -> list[str]:
    """What sets the display apart from the stored image, in the language in use; the window is not among
    it.
    """
    found, filters = _orientation_badges(state.orientation), state.filters
    if state.inverted:
        found.append(QCoreApplication.translate("Badges", "INVERTED"))
    if filters.local_contrast:
        found.append(QCoreApplication.translate("Badges", "LOCAL CONTRAST"))
    if filters.sharpened:
        found.append(QCoreApplication.translate("Badges", "SHARPENED"))
    if filters.gamma != 1.0:
        found.append(QCoreApplication.translate("Badges", "GAMMA {value}").format(value=f"{filters.gamma:g}"))
    if filters.colour_map:
        name = _COLOUR_MAPS[filters.colour_map]
        text = QCoreApplication.translate("Badges", "COLOURS: {name}")
        found.append(text.format(name=QCoreApplication.translate("Badges", name)))
    return found


_COLOUR_MAPS: dict[str, Any] = {
    "bone": QT_TRANSLATE_NOOP("Badges", "BONE"),
    "hot_iron": QT_TRANSLATE_NOOP("Badges", "HOT IRON"),
    "viridis": QT_TRANSLATE_NOOP("Badges", "VIRIDIS"),
}


def _orientation_badges(orientation: Orientation) -> list[str]:
    turns = orientation.quarter_turns
    if orientation.mirrored and turns == 0:
        return [QCoreApplication.translate("Badges", "FLIPPED HORIZONTALLY")]
    if orientation.mirrored and turns == 2:
        return [QCoreApplication.translate("Badges", "FLIPPED VERTICALLY")]
    found = [QCoreApplication.translate("Badges", "FLIPPED HORIZONTALLY")] if orientation.mirrored else []
    if turns:
        text = QCoreApplication.translate("Badges", "ROTATED {degrees}°")
        found.append(text.format(degrees=90 * turns))
    return found


def paint_display_marks(
    painter: QPainter, area: QRectF, image: QRectF, radiograph: Radiograph, state: DisplayState
) -> None:
    """Paints badges at the upper right of an area and the patient's directions at the image's sides.

    Args:
        painter: its font gives the size of the text.
        area: what shows the image and what is around it.
        image: where the whole image lies.
    """
    painter.save()
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    _paint_badges(painter, area, badges(state))
    if radiograph.patient_orientation is not None:
        _paint_letters(painter, area & image, radiograph.patient_orientation, state.orientation)
    painter.restore()


def _paint_badges(painter: QPainter, area: QRectF, texts: list[str]) -> None:
    metrics = QFontMetricsF(painter.font())
    height, gap = metrics.height() * 1.35, metrics.height() * 0.3
    top = area.top() + metrics.height() * 0.6
    for text in texts:
        width = metrics.horizontalAdvance(text) + metrics.height()
        box = QRectF(area.right() - width - metrics.height() * 0.6, top, width, height)
        painter.setPen(QPen(QColor(DARK.uncertain), 1))
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(box, gap, gap)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        top += height + gap


def _paint_letters(
    painter: QPainter, image: QRectF, patient_orientation: tuple[str, str], orientation: Orientation
) -> None:
    font = QFont(painter.font())
    # A font has its size in points or in pixels.
    if font.pixelSize() > 0:
        font.setPixelSize(round(font.pixelSize() * 1.5))
    else:
        font.setPointSizeF(font.pointSizeF() * 1.5)
    painter.setFont(font)
    height = QFontMetricsF(font).height()
    inner = image.adjusted(height * 0.5, height * 0.4, -height * 0.5, -height * 0.4)
    letters = side_letters(patient_orientation, orientation)
    align = Qt.AlignmentFlag
    for text, where in (
        (letters.left, align.AlignLeft | align.AlignVCenter),
        (letters.right, align.AlignRight | align.AlignVCenter),
        (letters.top, align.AlignHCenter | align.AlignTop),
        (letters.bottom, align.AlignHCenter | align.AlignBottom),
    ):
        paint_on_image(painter, inner, where, text)


def paint_on_image(
    painter: QPainter, area: QRectF, where: Qt.AlignmentFlag, text: str, colour: QColor = _INK
) -> None:
    """Paints text that is readable on any grey: bright, with a dark edge."""
    painter.setPen(_SHADOW)
    for x, y in ((-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)):
        painter.drawText(area.translated(QPointF(x, y)), where, text)
    painter.setPen(colour)
    painter.drawText(area, where, text)
