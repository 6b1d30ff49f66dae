"""A report on one page of paper: image, heat map, histogram, prediction, attributes, model, disclaimer."""

import html
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QBuffer, QCoreApplication, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPdfWriter,
    QPen,
    QTextDocument,
    QTransform,
)

from xray_desktop import __version__
from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.histogram.painting import HistogramPainting, plot_rect
from xray_desktop.ui.images.attributes import image_attributes, patient_attributes
from xray_desktop.ui.images.qimages import alpha_image, heat_map_image
from xray_desktop.ui.images.rendering import whole_image
from xray_desktop.ui.report.annotations import paint_annotations, paint_measurements
from xray_desktop.ui.report.contents import Report, write_report
from xray_desktop.ui.text.predictions import (
    caution,
    explanation,
    model_title,
    operating_point_figures,
    operating_point_title,
    predicted_class_look,
    subtype_sentence,
)
from xray_desktop.ui.theme.icons import paint_symbol
from xray_desktop.ui.theme.theme import LIGHT
from xray_desktop.ui.viewer.display_marks import paint_display_marks
from xray_desktop.ui.widgets.paper import PAGE, page_layout

_IMAGES, _HISTOGRAM = 250.0, 82.0
_MEASUREMENTS = 78.0
_LARGEST_IMAGE = 2000
_GAP = 10.0
_SMALL, _TEXT, _LARGE = 8, 9, 16
"""Sizes of text in points."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def write_pdf(report: Report, path: Path) -> None:
    """Writes the report as a PDF of one A4 page.

    Raises:
        UnwritableReport: the file cannot be written; what was there before still is.
    """
    # Into memory first: Qt says neither why a file cannot be written nor that the disk is full.
    page = QBuffer()
    page.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(page)
    writer.setResolution(288)
    writer.setPageLayout(page_layout())
    writer.setTitle(QCoreApplication.translate("Report", "Model output for a chest radiograph"))
    writer.setCreator(f"xray-desktop {__version__}")
    painter = QPainter(writer)
    painter.scale(4, 4)
    paint_report(painter, report)
    painter.end()
    write_report(path, bytes(page.data().data()))


def paint_report(painter: QPainter, report: Report) -> None:
    """Paints the page; the painter's unit is a point, its origin the page's upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    top = _paint_heading(painter, report)
    top = _paint_images(painter, report, top)
    top = _paint_predicted_class(painter, report, top)
    top = _paint_histogram(painter, report, top)
    _set_font(painter, _SMALL)
    _set_ink(painter, LIGHT.text)
    top = paint_measurements(painter, report, QRectF(0, top, PAGE.width(), _MEASUREMENTS))
    _paint_attributes(painter, report, top)
    _paint_foot(painter, report)


def _paint_heading(painter: QPainter, report: Report) -> float:
    _set_font(painter, 13, bold=True)
    _set_ink(painter, LIGHT.text)
    painter.drawText(
        QRectF(0, 0, 360, 20),
        _LEFT,
        QCoreApplication.translate("Report", "Model output for a chest radiograph"),
    )
    _set_font(painter, _SMALL)
    _set_ink(painter, LIGHT.muted)
    # Not the language's short form: 11/12/26 is read as two different days.
    when = f"{report.made.astimezone():%Y-%m-%d %H:%M}"
    painter.drawText(QRectF(300, 0, PAGE.width() - 300, 20), _RIGHT, when)
    painter.setPen(QPen(QColor(LIGHT.line), 0.8))
    painter.drawLine(QPointF(0, 24), QPointF(PAGE.width(), 24))
    return 32


def _paint_images(painter: QPainter, report: Report, top: float) -> float:
    displayed, opacity = whole_image(report.image, report.display, _LARGEST_IMAGE)
    image = _square_pixels(displayed, report)
    cam = report.prediction.cam if report.prediction else None
    both = report.with_heat_map and cam is not None
    width = _IMAGES if both else PAGE.width()
    captions = [QCoreApplication.translate("Report", "Image as displayed")]
    if report.key_image:
        captions[0] += " · " + QCoreApplication.translate("Report", "Key image")
    if both:
        captions.append(QCoreApplication.translate("Report", "Attribution map. Does not localise disease."))
    for number, caption in enumerate(captions):
        box = QRectF(number * (_IMAGES + _GAP), top, width, _IMAGES)
        painter.fillRect(box, QColor("black"))
        target = _centred(QSizeF(image.size()), box)
        painter.drawImage(target, image)
        if not number:
            _set_font(painter, _SMALL)
            paint_annotations(painter, report, target)
        if number and cam is not None:
            painter.setOpacity(0.5)
            painter.drawImage(target, _heat_map(report, cam, opacity, image.size()))
            painter.setOpacity(1.0)
        _set_font(painter, _SMALL)
        paint_display_marks(painter, box, target, report.image.radiograph, report.display)
        _set_ink(painter, LIGHT.muted)
        painter.drawText(QRectF(box.left(), box.bottom() + 2, width, 12), _LEFT, caption)
    return top + _IMAGES + 22


def _paint_predicted_class(painter: QPainter, report: Report, top: float) -> float:
    prediction = report.prediction
    if prediction is None:
        return _paint_text(
            painter,
            html.escape(QCoreApplication.translate("Report", "The image was not classified.")),
            QRectF(0, top, 510, 40),
        )
    look = predicted_class_look(prediction.predicted_class)
    colour = look.colour_in(LIGHT)
    paint_symbol(painter, look.symbol, QColor(colour), QRectF(0, top, 22, 22))
    _set_font(painter, _LARGE, bold=True)
    _set_ink(painter, colour)
    painter.drawText(QRectF(28, top, 240, 22), _LEFT, look.title)
    if prediction.probability is not None:
        _paint_probability(painter, report, QRectF(270, top, 240, 34))
    sentences = [text for text in (caution(prediction), explanation(prediction)) if text]
    if prediction.bacterial is not None:
        sentences.append(subtype_sentence(prediction.bacterial))
    if report.metadata is not None:
        point = report.metadata.operating_point(prediction.operating_point)
        sentences.append(operating_point_figures(point))
    if report.mark.reading is not None:
        reading = predicted_class_look(report.mark.reading).short
        sentences.append(QCoreApplication.translate("Report", "Reader: {reading}.").format(reading=reading))
    if report.mark.note:
        sentences.append(
            QCoreApplication.translate("Report", "Reader's note: {note}").format(note=report.mark.note[:300])
        )
    text = "<br>".join(html.escape(sentence) for sentence in sentences)
    return _paint_text(painter, text, QRectF(0, top + 38, PAGE.width(), 110)) + 6


def _paint_probability(painter: QPainter, report: Report, area: QRectF) -> None:
    prediction = report.prediction
    assert prediction is not None
    assert prediction.probability is not None
    _set_font(painter, _TEXT)
    _set_ink(painter, LIGHT.text)
    head = QRectF(area.left(), area.top(), area.width(), 12)
    painter.drawText(head, _LEFT, QCoreApplication.translate("Report", "Probability of pneumonia"))
    _set_font(painter, 11, bold=True)
    painter.drawText(head, _RIGHT, probability_in_words(prediction.probability))
    bar = QRectF(area.left(), area.top() + 16, area.width(), 7)
    painter.fillRect(bar, QColor(LIGHT.raised))
    filled = QRectF(bar.left(), bar.top(), bar.width() * prediction.probability, bar.height())
    painter.fillRect(filled, QColor(predicted_class_look(prediction.predicted_class).colour_in(LIGHT)))
    x = bar.left() + bar.width() * prediction.threshold
    painter.setPen(QPen(QColor(LIGHT.text), 1.2))
    painter.drawLine(QPointF(x, bar.top() - 2), QPointF(x, bar.bottom() + 2))
    _set_font(painter, 7)
    name = f"{operating_point_title(prediction.operating_point)} {prediction.threshold:.2f}"
    width = 120.0
    left = min(max(x - width / 2, bar.left()), bar.right() - width)
    painter.drawText(QRectF(left, bar.bottom() + 2, width, 10), Qt.AlignmentFlag.AlignCenter, name)


def _paint_histogram(painter: QPainter, report: Report, top: float) -> float:
    area = QRectF(0, top, PAGE.width(), _HISTOGRAM)
    _set_font(painter, 7)
    rect = plot_rect(area, painter.font())
    radiograph = report.image.radiograph
    HistogramPainting(
        report.image.histogram, radiograph, report.display, rect, painter.font(), LIGHT, handles=False
    ).paint(painter)
    voi = report.display.voi
    caption = QCoreApplication.translate(
        "Report", "Histogram; the lines mark the displayed window, {low:g} to {high:g}"
    ).format(low=voi.low, high=voi.high)
    _set_ink(painter, LIGHT.muted)
    below = QRectF(rect.left(), area.bottom() - 10, rect.width(), 10)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, caption)
    return area.bottom() + 6


def _paint_attributes(painter: QPainter, report: Report, top: float) -> None:
    radiograph = report.image.radiograph
    attributes = image_attributes(radiograph)
    columns = [attributes[: (len(attributes) + 1) // 2], attributes[(len(attributes) + 1) // 2 :]]
    if report.with_patient and radiograph.patient:
        columns = [attributes, patient_attributes(radiograph)]
    for number, column in enumerate(columns):
        area = QRectF(number * PAGE.width() / 2, top, PAGE.width() / 2 - _GAP, PAGE.height() - top - 62)
        _paint_text(painter, _attributes_table(column), area, size=_SMALL)


def _paint_foot(painter: QPainter, report: Report) -> None:
    top = PAGE.height() - 56
    painter.setPen(QPen(QColor(LIGHT.line), 0.8))
    painter.drawLine(QPointF(0, top), QPointF(PAGE.width(), top))
    lines = [
        "<b>"
        + html.escape(QCoreApplication.translate("Report", "Research use only: not a diagnosis"))
        + "</b>"
    ]
    lines.append(
        html.escape(
            QCoreApplication.translate(
                "Report",
                "“No pneumonia suggested” does not exclude disease. The probability is valid for "
                "images like the training images. In the attribution map, orange increases and blue "
                "decreases the score; it does not localise disease.",
            )
        )
    )
    if report.prediction is not None:
        model = model_title(report.prediction.model)
        lines.append(html.escape(QCoreApplication.translate("Report", "Model: {model}").format(model=model)))
    lines.append(f"xray-desktop {__version__}")
    _paint_text(painter, "<br>".join(lines), QRectF(0, top + 4, PAGE.width(), 52), size=7)


def _square_pixels(image: QImage, report: Report) -> QImage:
    """The displayed image at the proportions that its spacing gives it."""
    spacing = report.image.radiograph.spacing
    if not spacing or spacing[0] == spacing[1]:
        return image
    aspect = spacing[0] / spacing[1]
    if report.display.orientation.swaps_sides:
        aspect = 1 / aspect
    return image.scaled(
        image.width(),
        max(1, round(image.height() * aspect)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _heat_map(
    report: Report, cam: npt.NDArray[np.float32], opacity: npt.NDArray[np.uint8] | None, size: QSize
) -> QImage:
    """The heat map at a size, oriented as the image is; nothing of it where the image is covered."""
    overlay = _oriented(heat_map_image(cam), report).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    if opacity is not None:
        overlay = overlay.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(overlay)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(0, 0, alpha_image(opacity).scaled(size))
        painter.end()
    return overlay


def _oriented(image: QImage, report: Report) -> QImage:
    orientation = report.display.orientation
    if orientation.mirrored:
        image = image.flipped(Qt.Orientation.Horizontal)
    return image.transformed(QTransform().rotate(90 * orientation.quarter_turns))


def _centred(size: QSizeF, box: QRectF) -> QRectF:
    fitted = size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(QPointF(0, 0), fitted)
    target.moveCenter(box.center())
    return target


def _attributes_table(attributes: Sequence[tuple[str, str]]) -> str:
    """Labels and values as the markup of a table."""
    rows = "".join(
        f"<tr><td>{html.escape(label)}&nbsp;&nbsp;</td><td><b>{html.escape(value[:120])}</b></td></tr>"
        for label, value in attributes
    )
    return f"<table cellspacing='0' cellpadding='1'>{rows}</table>"


def _paint_text(painter: QPainter, markup: str, area: QRectF, size: int = _TEXT) -> float:
    """Paints a text within an area; returns where it ends."""
    document = QTextDocument()
    font = QFont()
    font.setPixelSize(size)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(f"<div style='color: {LIGHT.text}'>{markup}</div>")
    document.setTextWidth(area.width())
    painter.save()
    painter.translate(area.topLeft())
    document.drawContents(painter, QRectF(0, 0, area.width(), area.height()))
    painter.restore()
    return float(area.top() + min(document.size().height(), area.height()))


def _set_font(painter: QPainter, size: int, *, bold: bool = False) -> None:
    """Chooses a size in points."""
    font = QFont()
    font.setPixelSize(size)
    font.setBold(bold)
    painter.setFont(font)


def _set_ink(painter: QPainter, colour: str) -> None:
    """Chooses a colour, #rrggbb."""
    painter.setPen(QColor(colour))
