"""Where on the screen an image lies: zoom, pan, rotation and mirroring as one transformation."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from xray_desktop.ui.images.display_state import Orientation

MAX_SCALE = 40.0
"""Most screen pixels for one image pixel."""


class Viewport:
    """The view of one image in a widget.

    Attributes:
        image: the image's size in pixels.
        aspect: height of an image pixel divided by its width.
        widget: the widget's size in device-independent pixels.
        scale: widget pixels for the width of an image pixel.
        centre: the image point, in image pixels, in the widget's middle.
        fitted: True while the whole image is kept in view when the widget's size changes.
    """

    def __init__(self) -> None:
        self.image = QSizeF(1, 1)
        self.aspect = 1.0
        self.widget = QSizeF(1, 1)
        self.orientation = Orientation()
        self.scale = 1.0
        self.centre = QPointF(0.5, 0.5)
        self.fitted = True

    def set_image(self, width: int, height: int, aspect: float = 1.0) -> None:
        """Another image; a fitted view is fitted to it, any other keeps its scale and relative position."""
        x, y = self.centre.x() / self.image.width(), self.centre.y() / self.image.height()
        self.image = QSizeF(width, height)
        self.aspect = aspect
        self.centre = QPointF(x * width, y * height)
        self._refit()

    def set_widget(self, width: float, height: float) -> None:
        """Another size of the widget."""
        self.widget = QSizeF(max(width, 1), max(height, 1))
        self._refit()

    def set_orientation(self, orientation: Orientation) -> None:
        """Turns the image about the widget's middle."""
        self.orientation = orientation
        self._refit()

    def transform(self) -> QTransform:
        """From image pixels to widget pixels."""
        transform = QTransform()
        transform.translate(self.widget.width() / 2, self.widget.height() / 2)
        transform.scale(self.scale, self.scale)
        transform.rotate(90 * self.orientation.quarter_turns)
        transform.scale(-1 if self.orientation.mirrored else 1, self.aspect)
        transform.translate(-self.centre.x(), -self.centre.y())
        return transform

    def to_image(self, point: QPointF) -> QPointF:
        """The image point under a point of the widget."""
        return self.transform().inverted()[0].map(point)

    def image_rect(self) -> QRectF:
        """Where the whole image lies, in widget pixels."""
        return self.transform().mapRect(QRectF(QPointF(0, 0), self.image))

    def fitting_scale(self) -> float:
        """The scale at which the whole image just fits."""
        width, height = self.image.width(), self.image.height() * self.aspect
        if self.orientation.swaps_sides:
            width, height = height, width
        return min(self.widget.width() / width, self.widget.height() / height)

    def fit(self) -> None:
        """Shows the whole image, now and whenever the widget's size changes."""
        self.fitted = True
        self._refit()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Multiplies the scale; the image point under `about` (default: the middle) stays where it is."""
        about = about or QPointF(self.widget.width() / 2, self.widget.height() / 2)
        before = self.to_image(about)
        smallest = min(self.fitting_scale(), 1.0) / 4
        self.scale = min(max(self.scale * factor, smallest), max(MAX_SCALE, self.fitting_scale()))
        self.fitted = False
        self._move_centre(before - self.to_image(about))

    def pan(self, by: QPointF) -> None:
        """Moves the image by an offset in widget pixels."""
        inverse = self.transform().inverted()[0]
        self.fitted = False
        self._move_centre(inverse.map(QPointF(0, 0)) - inverse.map(by))

    def follow(self, other: "Viewport") -> None:
        """Takes over another view's zoom and position, relative to each image's own size."""
        self.fitted = other.fitted
        relative = other.scale / other.fitting_scale()
        self.scale = relative * self.fitting_scale()
        self.centre = QPointF(
            other.centre.x() / other.image.width() * self.image.width(),
            other.centre.y() / other.image.height() * self.image.height(),
        )

    def _move_centre(self, by: QPointF) -> None:
        moved = self.centre + by
        # The widget's middle stays on the image, so that it can never be lost from sight.
        self.centre = QPointF(
            min(max(moved.x(), 0.0), self.image.width()), min(max(moved.y(), 0.0), self.image.height())
        )

    def _refit(self) -> None:
        if self.fitted:
            self.scale = self.fitting_scale()
            self.centre = QPointF(self.image.width() / 2, self.image.height() / 2)
