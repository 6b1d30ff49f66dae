"""The annotations over an image: painted, and found under the pointer."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QTransform

from xray_desktop.measurement.annotation import Kind, Point
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.text.measurements import annotation_lines
from xray_desktop.ui.viewer.tools.annotation_set import AnnotationSet
from xray_desktop.ui.viewer.tools.painting import (
    label_rect,
    paint_badge,
    paint_handles,
    paint_label,
    paint_shape,
)
from xray_desktop.ui.viewer.tools.prompts import prompt
from xray_desktop.ui.viewer.tools.shapes import REACH, distance_to, handles, outlines
from xray_desktop.ui.viewer.viewport import Viewport

_MOST_WEIGHED = 40
"""Of so many annotations at most, each label is laid where it covers least."""


class AnnotationLayer:
    """What is drawn of annotations in one view.

    Attributes:
        visible: whether they are shown.
    """

    def __init__(self, annotations: AnnotationSet, viewport: Viewport) -> None:
        self.visible = True
        self._annotations = annotations
        self._viewport = viewport
        self._labels: list[tuple[int, QRectF]] = []

    def transform(self) -> QTransform:
        """From the file's pixels to those of the view."""
        transform, image = self._viewport.transform(), self._annotations.image
        if image is not None and image.measured is not image.radiograph:
            shown, measured = image.radiograph, image.measured
            transform.scale(shown.width / measured.width, shown.height / measured.height)
        return transform

    def handle_under(self, position: QPointF, *, of_selected: bool) -> tuple[int, int] | None:
        """Index and handle of the annotation whose handle is under the pointer.

        Args:
            of_selected: whether only the selected one's handles count.
        """
        selected, shown = self._annotations.selected, self._annotations.shown
        order = [] if of_selected else list(range(len(shown)))[::-1]
        if selected is not None and selected < len(shown):
            order.insert(0, selected)
        transform = self.transform()
        for index in order:
            for number, point in enumerate(handles(shown[index])):
                if (transform.map(QPointF(*point)) - position).manhattanLength() <= REACH:
                    return index, number
        return None

    def under(self, position: QPointF) -> int | None:
        """Index of the annotation under the pointer: its lines or its label."""
        for index, rect in reversed(self._labels):
            if rect.contains(position):
                return index
        transform, scale = self.transform(), self._annotations.scale
        around = QRectF(position.x() - REACH, position.y() - REACH, 2 * REACH, 2 * REACH)
        around = transform.inverted()[0].mapRect(around)
        nearest: tuple[float, int] | None = None
        for index, annotation in enumerate(self._annotations.shown):
            if not _near(annotation.points, around):
                continue
            lines, _ = outlines(annotation.kind, annotation.points, transform, scale)
            distance = distance_to(lines, position)
            if distance <= REACH and (nearest is None or distance <= nearest[0]):
                nearest = distance, index
        return None if nearest is None else nearest[1]

    def paint(self, painter: QPainter, area: QRectF, *, for_keeping: bool) -> None:
        """Draws the annotations over the image; what is kept has neither handles nor selection."""
        image = self._annotations.image
        if image is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.visible:
            self._paint_annotations(painter, image, area, None if for_keeping else self._annotations.selected)
        translate = QCoreApplication.translate
        if self._annotations.key_image:
            paint_badge(painter, "★ " + translate("AnnotationLayer", "Key image"), area, at_bottom=True)
        hidden = len(self._annotations.items) - len(self._annotations.shown)
        if hidden > 0:
            text = translate("AnnotationLayer", "{count} more annotations are not shown").format(
                count=f"{hidden:,}"
            )
            paint_badge(painter, text, area, at_bottom=False)
        painter.restore()

    def paint_unfinished(self, painter: QPainter, tool: Kind, points: Sequence[Point]) -> None:
        """Draws what is being drawn; the last of its points is under the pointer."""
        if not points:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(painter, tool, points, self.transform(), self._annotations.scale, selected=True)
        painter.restore()

    def paint_prompt(self, painter: QPainter, area: QRectF, tool: Kind, placed: int) -> None:
        """Draws what to do next with a tool after so many points."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, prompt(tool, placed), area, at_bottom=False)
        painter.restore()

    def _paint_annotations(
        self, painter: QPainter, image: LoadedImage, area: QRectF, selected: int | None
    ) -> None:
        transform, scale = self.transform(), self._annotations.scale
        self._labels.clear()
        metrics = QFontMetricsF(painter.font(), painter.device())
        everything = list(self._annotations)
        bounds = [
            paint_shape(painter, each.kind, each.points, transform, scale, selected=index == selected)
            for index, (each, _) in enumerate(everything)
        ]
        # Labels over all lines, each where it covers least; among very many, where it comes to lie.
        taken = list(bounds) if len(bounds) <= _MOST_WEIGHED else []
        for index, ((annotation, figures), where) in enumerate(zip(everything, bounds, strict=True)):
            lines = annotation_lines(annotation, figures, scale, image.measured)
            if not lines or not where.intersects(area):
                continue
            rect = label_rect(lines, metrics, where, area, taken)
            if len(bounds) <= _MOST_WEIGHED:
                taken.append(rect)
            self._labels.append((index, rect))
            paint_label(painter, lines, rect, selected=index == selected)
        if selected is not None and selected < len(self._annotations.shown):
            paint_handles(painter, self._annotations.shown[selected], transform)


def _near(points: Sequence[Point], around: QRectF) -> bool:
    """Whether the rectangle around some points touches another one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        max(xs) >= around.left()
        and min(xs) <= around.right()
        and max(ys) >= around.top()
        and min(ys) <= around.bottom()
    )
