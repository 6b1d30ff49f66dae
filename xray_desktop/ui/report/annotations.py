"""Measurements and annotations in a report: numbered on the image, with their figures in a list."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTransform

from xray_desktop.measurement.annotation import Kind
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.ui.report.contents import Report
from xray_desktop.ui.text.measurements import annotation_lines, kind_title
from xray_desktop.ui.viewer.tools.painting import label_rect, paint_label, paint_shape
from xray_desktop.ui.viewer.viewport import Viewport

_LINE_WIDTH = 0.9


def paint_annotations(painter: QPainter, report: Report, target: QRectF) -> None:
    """Draws the annotations over the image, which lies at `target` as it is displayed.

    A measurement has its number in the list of `paint_measurements`, a text its words.
    """
    transform, scale = _transform(report, target), PixelScale.of(report.image.measured)
    metrics = QFontMetricsF(painter.font(), painter.device())
    painter.save()
    painter.setClipRect(target)
    bounds = [
        paint_shape(painter, each.kind, each.points, transform, scale, width=_LINE_WIDTH)
        for each, _ in report.annotations
    ]
    taken = list(bounds)
    for number, ((annotation, _), where) in enumerate(zip(report.annotations, bounds, strict=True), 1):
        if annotation.kind.measures:
            lines = [str(number)]
        else:
            lines = annotation.text.splitlines() if annotation.kind is Kind.TEXT else []
        if lines:
            taken.append(label_rect(lines, metrics, where, target, taken))
            paint_label(painter, lines, taken[-1])
    painter.restore()


def paint_measurements(painter: QPainter, report: Report, area: QRectF) -> float:
    """Lists the figures, as many as the area holds; returns where the list ends."""
    radiograph = report.image.measured
    scale = PixelScale.of(radiograph)
    lines = [
        f"{number}  {kind_title(annotation.kind)}:  "
        + ";  ".join(annotation_lines(annotation, figures, scale, radiograph))
        for number, (annotation, figures) in enumerate(report.measured(), 1)
        if annotation.kind.measures
    ]
    if not lines:
        return area.top()
    metrics = QFontMetricsF(painter.font(), painter.device())
    room = int(area.height() / metrics.lineSpacing()) - 1
    if len(lines) > room:
        left = len(lines) - room + 1
        more = QCoreApplication.translate("Report", "… and {count} more").format(count=left)
        lines = [*lines[: room - 1], more]
    top = area.top()
    for line in lines:
        text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRectF(area.left(), top, area.width(), metrics.lineSpacing()), text)
        top += metrics.lineSpacing()
    return top + 6


def _transform(report: Report, target: QRectF) -> QTransform:
    """From the file's pixels to the page."""
    shown, measured = report.image.radiograph, report.image.measured
    aspect = shown.spacing[0] / shown.spacing[1] if shown.spacing else 1.0
    viewport = Viewport()
    viewport.orientation = report.display.orientation
    viewport.set_widget(target.width(), target.height())
    viewport.set_image(shown.width, shown.height, aspect)
    transform = viewport.transform()
    transform.scale(shown.width / measured.width, shown.height / measured.height)
    return transform * QTransform.fromTranslate(target.left(), target.top())
