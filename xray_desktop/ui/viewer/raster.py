"""The part of an image that is in view, at the screen's pixels, as an image to be painted."""

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage

from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.pyramid import Box, Indices, look_up
from xray_desktop.ui.images.qimages import alpha_image
from xray_desktop.ui.images.rendering import colour_table, opacity_table, oriented
from xray_desktop.ui.viewer.viewport import Viewport

_STRIP_PIXELS = 500_000
"""Screen pixels interpolated in one go: some 10 ms, so that the window never waits for a 4K screen."""
_PIXELS_SEEN_FROM = 16.0
"""From so many screen pixels an image pixel is drawn as a square and not interpolated."""


class PixelSource(Protocol):
    """An image's pixels at any size: `ImagePyramid`, filtered or not."""

    @property
    def values(self) -> npt.NDArray[Any]: ...

    def sample(self, box: Box, width: int, height: int, *, smooth: bool) -> Indices: ...


class ImageRaster:
    """Brings what is in view to the screen's pixels when the view moves, through the window when that does.

    The first takes the nearest pixels at once and leaves rough strips to be interpolated by `refine`; the
    second is one look-up for each pixel of the screen.

    Attributes:
        placed: where the image lies, in whole pixels of the screen relative to the view.
    """

    def __init__(self) -> None:
        self.placed = QRect()
        self._image: LoadedImage | None = None
        self._source: PixelSource | None = None
        self._viewport: Viewport | None = None
        self._ratio = 1.0
        self._indices: Indices | None = None
        self._rough_rows: list[tuple[int, int]] = []
        self._table: npt.NDArray[np.uint32] | None = None
        self._pixels: npt.NDArray[np.uint32] | None = None
        self._rendered: QImage | None = None
        self._uncovered: QImage | None = None

    def view(
        self, image: LoadedImage | None, viewport: Viewport, ratio: float, source: PixelSource | None = None
    ) -> None:
        """Another part of an image, or another image.

        Args:
            ratio: the screen's pixels for one of the view's.
            source: where the pixels come from when they are filtered; by default the image's pyramid.
        """
        source = source or (image.pyramid if image is not None else None)
        if image is not self._image or source is not self._source:
            self.window_changed()
        self._image, self._viewport, self._ratio, self._source = image, viewport, ratio, source
        self._rendered = self._uncovered = self._indices = None
        self._rough_rows = []
        self.placed = self._visible_rect() if image is not None else QRect()
        if source is None or self.placed.isEmpty():
            return
        size = self._size()
        self._indices = source.sample(self.image_box(), size.width(), size.height(), smooth=False)
        if viewport.scale * ratio < _PIXELS_SEEN_FROM:
            self._rough_rows = _strips(size)

    @property
    def strips_to_refine(self) -> int:
        """How many strips are still rough."""
        return len(self._rough_rows)

    def refine(self) -> None:
        """Interpolates the next rough strip; the image shows them once all are done."""
        if self._source is None or self._indices is None or not self._rough_rows:
            return
        top, bottom = self._rough_rows.pop(0)
        left, upper, right, lower = self.image_box()
        step = (lower - upper) / self._indices.shape[0]
        box = (left, upper + top * step, right, upper + bottom * step)
        width = self._indices.shape[1]
        self._indices[top:bottom] = self._source.sample(box, width, bottom - top, smooth=True)
        if not self._rough_rows:
            self._rendered = self._uncovered = None

    def window_changed(self) -> None:
        """Window, inversion, gamma or colours are others now."""
        self._table = self._rendered = None

    def image(self, state: DisplayState) -> QImage | None:
        """What lies at `placed`, as `state` shows it; None when nothing does."""
        if self._rendered is not None or self._image is None or self._indices is None:
            return self._rendered
        assert self._viewport is not None
        assert self._source is not None
        if self._table is None:
            self._table = colour_table(self._image.radiograph, self._source.values, state)
        # Stored, because a QImage does not own the pixels that it is made over.
        self._pixels = oriented(look_up(self._table, self._indices), self._viewport.orientation)
        height, width = self._pixels.shape
        self._rendered = QImage(self._pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        self._rendered.setDevicePixelRatio(self._ratio)
        return self._rendered

    @property
    def uncovered(self) -> QImage | None:
        """Opaque where something of the image is seen at `placed`, transparent where padding or a display
        shutter covers it; None when nothing does.
        """
        if self._uncovered is None and self._image is not None and self._indices is not None:
            assert self._viewport is not None
            assert self._source is not None
            opacity = opacity_table(self._image.radiograph, self._source.values)
            if opacity is None:
                return None
            pixels = oriented(look_up(opacity, self._indices), self._viewport.orientation)
            self._uncovered = alpha_image(pixels)
            self._uncovered.setDevicePixelRatio(self._ratio)
        return self._uncovered

    @property
    def sampled(self) -> tuple[Box, int, int] | None:
        """The part of the image in view and the pixels of the screen that it takes, before it is turned."""
        if self._indices is None:
            return None
        return self.image_box(), self._size().width(), self._size().height()

    def _size(self) -> QSize:
        """Of `placed` before the image is turned."""
        assert self._viewport is not None
        size = self.placed.size()
        return size.transposed() if self._viewport.orientation.swaps_sides else size

    def _visible_rect(self) -> QRect:
        """The image's visible part in whole pixels of the screen."""
        assert self._viewport is not None
        ratio, rect, widget = self._ratio, self._viewport.image_rect(), self._viewport.widget
        whole = QRect(0, 0, round(widget.width() * ratio), round(widget.height() * ratio))
        left, top = round(rect.left() * ratio), round(rect.top() * ratio)
        right, bottom = round(rect.right() * ratio), round(rect.bottom() * ratio)
        return QRect(left, top, max(right - left, 1), max(bottom - top, 1)).intersected(whole)

    def image_box(self) -> Box:
        """The part of the image that lies at `placed`."""
        assert self._viewport is not None
        placed, ratio = self.placed, self._ratio
        rect = QRectF(placed.x() / ratio, placed.y() / ratio, placed.width() / ratio, placed.height() / ratio)
        box = self._viewport.transform().inverted()[0].mapRect(rect)
        width, height = self._viewport.image.width(), self._viewport.image.height()
        left, top = min(max(box.left(), 0.0), width - 1e-3), min(max(box.top(), 0.0), height - 1e-3)
        right, bottom = min(max(box.right(), left + 1e-3), width), min(max(box.bottom(), top + 1e-3), height)
        return left, top, right, bottom


def _strips(size: QSize) -> list[tuple[int, int]]:
    rows = max(1, _STRIP_PIXELS // size.width())
    return [(top, min(top + rows, size.height())) for top in range(0, size.height(), rows)]
