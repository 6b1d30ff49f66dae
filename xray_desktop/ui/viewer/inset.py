"""A small second view of the image within its view: the loupe and the overview are such."""

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QImage, QPainter

from xray_desktop.ui.images.display_state import DisplayState, Orientation
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.viewer.raster import ImageRaster, PixelSource
from xray_desktop.ui.viewer.viewport import Viewport


class Inset:
    """A part of an image at its own zoom, computed again only when something of it changes."""

    def __init__(self) -> None:
        self.viewport = Viewport()
        self._raster = ImageRaster()
        self._seen: tuple[object, ...] | None = None
        self._state: DisplayState | None = None

    def look(
        self,
        image: LoadedImage,
        source: PixelSource,
        ratio: float,
        size: QSizeF,
        aspect: float,
        orientation: Orientation,
        scale: float | None = None,
        centre: QPointF | None = None,
    ) -> None:
        """Chooses what is seen.

        Args:
            source: where the pixels come from.
            ratio: the screen's pixels for one of the view's.
            size: of the inset in the view's pixels.
            aspect: height of an image pixel divided by its width.
            scale: the view's pixels for the width of an image pixel; None fits the whole image.
            centre: the image point in the inset's middle, when there is a scale.
        """
        seen = (image, source, ratio, size, aspect, orientation, scale, centre)
        if seen == self._seen:
            return
        self._seen = seen
        viewport = self.viewport
        viewport.orientation, viewport.widget, viewport.fitted = orientation, size, scale is None
        viewport.set_image(image.pyramid.width, image.pyramid.height, aspect)
        if scale is not None and centre is not None:
            viewport.scale, viewport.centre = scale, centre
        self._raster.view(image, viewport, ratio, source)
        while self._raster.strips_to_refine:
            self._raster.refine()

    def image(self, state: DisplayState) -> QImage | None:
        """What is seen, as `state` shows it; None when no part of the image is."""
        if state != self._state:
            self._state = state
            self._raster.window_changed()
        return self._raster.image(state)

    def paint(self, painter: QPainter, top_left: QPointF, state: DisplayState, ratio: float) -> None:
        """Paints it with its upper left corner at a point of the view."""
        image = self.image(state)
        if image is not None:
            painter.drawImage(top_left + QPointF(self._raster.placed.topLeft()) / ratio, image)

    def clear(self) -> None:
        """Lets go of the image."""
        self._seen = None
        self._raster.view(None, self.viewport, 1.0)
