"""A contact sheet: chosen cases with their heat maps on pages of paper."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPdfWriter, QPen

from xray_desktop import __version__
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.prediction import PredictedClass, probability_in_words
from xray_desktop.messages import MessageError, os_error
from xray_desktop.results.row import Row
from xray_desktop.ui.images.qimages import grey_image, heat_map_image
from xray_desktop.ui.images.thumbnails import thumbnail
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.messages import sentences
from xray_desktop.ui.text.predictions import (
    model_title,
    operating_point_title,
    predicted_class_look,
)
from xray_desktop.ui.theme.theme import LIGHT
from xray_desktop.ui.widgets.paper import PAGE, page_layout
from xray_desktop.whole_file import write_whole

_GAP = 12.0
_TOP, _FOOT = 54.0, 34.0
_PIXELS = 480
"""Longer edge of an image on the sheet."""
_OPACITY = 0.5
_SMALL, _TEXT = 7, 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class UnwritableContactSheet(MessageError):
    """A contact sheet that cannot be written."""


@dataclass(frozen=True)
class SheetCase:
    """A case of the sheet.

    Attributes:
        path: of the image, for `read`.
        name: the file's name, shown only on request.
        truth: its class; None when it is unknown.
        row: its result.
        reading: what the reader says; None without a reading.
    """

    path: str
    name: str
    truth: PredictedClass | None
    row: Row
    reading: PredictedClass | None


@dataclass(frozen=True)
class SheetOptions:
    """What the sheet shows.

    Attributes:
        title: of the sheet.
        with_names: whether the file names are shown.
        with_heat_maps: whether each image is repeated with its heat map.
    """

    title: str
    with_names: bool = False
    with_heat_maps: bool = True


def write_contact_sheet(
    file: Path,
    cases: Sequence[SheetCase],
    options: SheetOptions,
    read: Callable[[str], Radiograph],
    classifier: Classifier | None,
) -> Iterator[int]:
    """Writes a PDF, in a worker thread; gives the number of cases done after each.

    A heat map is computed only for a result of the same model: another model's would belong to another
    result.

    Raises:
        UnwritableContactSheet: the file cannot be written; what was there before still is.
    """
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(288)
    writer.setPageLayout(page_layout())
    writer.setTitle(options.title)
    writer.setCreator(f"xray-desktop {__version__}")
    painter = QPainter(writer)
    painter.scale(4, 4)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        yield from paint_contact_sheet(painter, cases, options, read, classifier, writer.newPage)
    finally:
        painter.end()
    try:
        write_whole(file, [bytes(buffer.data().data())])
    except OSError as error:
        raise UnwritableContactSheet(
            "contact_sheet_unwritable", file=file.name, reason=os_error(error)
        ) from None


def paint_contact_sheet(
    painter: QPainter,
    cases: Sequence[SheetCase],
    options: SheetOptions,
    read: Callable[[str], Radiograph],
    classifier: Classifier | None,
    new_page: Callable[[], object],
) -> Iterator[int]:
    """Paints the pages; the painter's unit is a point, its origin the page's upper left corner."""
    columns, rows = (2, 4) if options.with_heat_maps else (4, 4)
    cells = columns * rows
    pages = -(-len(cases) // cells)
    size = QSizeF(
        (PAGE.width() - (columns - 1) * _GAP) / columns, (PAGE.height() - _TOP - _FOOT) / rows - _GAP
    )
    for number, case in enumerate(cases):
        place = number % cells
        if place == 0:
            if number:
                new_page()
            _paint_frame(painter, cases, options, number // cells + 1, pages)
        left = (place % columns) * (size.width() + _GAP)
        top = _TOP + (place // columns) * (size.height() + _GAP)
        _paint_case(painter, QRectF(QPointF(left, top), size), number + 1, case, options, read, classifier)
        yield number + 1


def thresholds_in_words(rows: Sequence[Row]) -> str:
    """The models with their operating points and thresholds that made some rows."""
    found = dict.fromkeys(
        (row.model, row.operating_point, row.threshold) for row in rows if row.threshold is not None
    )
    return "; ".join(
        QCoreApplication.translate("ContactSheet", "Model: {model}. Threshold: {point} ({threshold})").format(
            model=model_title(model), point=operating_point_title(point), threshold=f"{threshold:.2f}"
        )
        for model, point, threshold in found
    )


def _paint_frame(
    painter: QPainter, cases: Sequence[SheetCase], options: SheetOptions, page: int, pages: int
) -> None:
    _set_font(painter, 12, bold=True)
    _line(painter, QRectF(0, 0, PAGE.width(), 16), options.title, LIGHT.text)
    _set_font(painter, _TEXT)
    count = QCoreApplication.translate("ContactSheet", "Cases: {count}").format(count=len(cases))
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(QRectF(0, 0, PAGE.width(), 16), _RIGHT, count)
    _line(
        painter,
        QRectF(0, 18, PAGE.width(), 12),
        thresholds_in_words([case.row for case in cases]),
        LIGHT.muted,
    )
    bold = QCoreApplication.translate("ContactSheet", "Research use only: not a diagnosis")
    _set_font(painter, _TEXT, bold=True)
    _line(painter, QRectF(0, 30, PAGE.width(), 12), bold, LIGHT.text)
    painter.setPen(QPen(QColor(LIGHT.line), 0.8))
    painter.drawLine(QPointF(0, 46), QPointF(PAGE.width(), 46))
    foot = PAGE.height() - _FOOT + 14
    painter.drawLine(QPointF(0, foot), QPointF(PAGE.width(), foot))
    _set_font(painter, _SMALL)
    note = f"xray-desktop {__version__}"
    if options.with_heat_maps:
        note = QCoreApplication.translate(
            "ContactSheet",
            "Attribution map: orange increases and blue decreases the score. Does not localise disease. "
            "{program}",
        ).format(program=note)
    _line(painter, QRectF(0, foot + 4, PAGE.width() - 60, 12), note, LIGHT.muted)
    painter.drawText(QRectF(PAGE.width() - 60, foot + 4, 60, 12), _RIGHT, f"{page} / {pages}")


def _paint_case(
    painter: QPainter,
    area: QRectF,
    number: int,
    case: SheetCase,
    options: SheetOptions,
    read: Callable[[str], Radiograph],
    classifier: Classifier | None,
) -> None:
    lines = 3 if options.with_names else 2
    height = area.height() - lines * 10 - 2
    width = (area.width() - 4) / 2 if options.with_heat_maps else area.width()
    boxes = [QRectF(area.left(), area.top(), width, height)]
    if options.with_heat_maps:
        boxes.append(boxes[0].translated(width + 4, 0))
    try:
        _paint_images(painter, boxes, read(case.path), case.row, classifier)
    except UnreadableRadiograph:
        _paint_absence(
            painter, boxes[0], QCoreApplication.translate("ContactSheet", "The image cannot be opened.")
        )
    top = area.top() + height + 2
    _set_font(painter, _TEXT, bold=True)
    _line(painter, QRectF(area.left(), top, area.width(), 10), f"{number}. {_outcome(case.row)}", LIGHT.text)
    _set_font(painter, _SMALL)
    _line(painter, QRectF(area.left(), top + 10, area.width(), 10), _known(case), LIGHT.muted)
    if options.with_names:
        _line(painter, QRectF(area.left(), top + 20, area.width(), 10), one_line(case.name), LIGHT.muted)


def _paint_images(
    painter: QPainter,
    boxes: Sequence[QRectF],
    radiograph: Radiograph,
    row: Row,
    classifier: Classifier | None,
) -> None:
    image = grey_image(thumbnail(radiograph, _PIXELS))
    cam = None
    if len(boxes) > 1 and classifier is not None and classifier.model == row.model:
        cam = classifier.classify(radiograph, operating_point=row.operating_point).cam
    for index, box in enumerate(boxes):
        if index and cam is None:
            _paint_absence(painter, box, QCoreApplication.translate("ContactSheet", "No heat map"))
            continue
        painter.fillRect(box, QColor("black"))
        fitted = QSizeF(image.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(QPointF(0, 0), fitted)
        target.moveCenter(box.center())
        painter.drawImage(target, image)
        if index and cam is not None:
            painter.setOpacity(_OPACITY)
            painter.drawImage(target, heat_map_image(cam))
            painter.setOpacity(1.0)


def _paint_absence(painter: QPainter, box: QRectF, text: str) -> None:
    painter.fillRect(box, QColor(LIGHT.raised))
    _set_font(painter, _SMALL)
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def _outcome(row: Row) -> str:
    predicted = PredictedClass(row.prediction) if row.prediction else None
    title = predicted_class_look(predicted).short
    if row.probability_pneumonia is None:
        return title if not row.reasons else f"{title}: {sentences(row.reasons)}"
    probability = probability_in_words(row.probability_pneumonia)
    return QCoreApplication.translate("ContactSheet", "{prediction}, probability {probability}").format(
        prediction=title, probability=probability
    )


def _known(case: SheetCase) -> str:
    parts = []
    if case.truth is not None:
        parts.append(
            QCoreApplication.translate("ContactSheet", "Ground truth: {truth}").format(
                truth=predicted_class_look(case.truth).short
            )
        )
    if case.reading is not None:
        parts.append(
            QCoreApplication.translate("ContactSheet", "Reader: {reading}").format(
                reading=predicted_class_look(case.reading).short
            )
        )
    return " · ".join(parts)


def _line(painter: QPainter, area: QRectF, text: str, colour: str) -> None:
    """One line of text, shortened to its area."""
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
    painter.drawText(area, _LEFT, shown)


def _set_font(painter: QPainter, size: int, *, bold: bool = False) -> None:
    """Chooses a size in points."""
    font = QFont()
    font.setPixelSize(size)
    font.setBold(bold)
    painter.setFont(font)
