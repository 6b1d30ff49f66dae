"""The overview: the whole image, small, with a frame around the part in view; drag the frame to pan."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.theme.theme import DARK
from xray_desktop.ui.viewer.inset import Inset
from xray_desktop.ui.viewer.raster import PixelSource
from xray_desktop.ui.viewer.viewport import Viewport

_LONGEST = 170.0
_LARGEST_SHARE = 0.3
"""Of the view's width and height that the overview takes at most."""
_MARGIN = 12.0
_ROUNDING = 1.5
"""View pixels by which a fitted image may reach beyond the view."""


class Overview:
    """The overview of one view, in its lower right corner while a part of the image is out of sight.

    Attributes:
        wanted: whether it is shown then.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._inset = Inset()

    def area(self, viewport: Viewport, above: float) -> QRectF | None:
        """Where it lies in the view, `above` pixels from the lower edge; None while it is not shown."""
        view = QRectF(QPointF(0, 0), viewport.widget)
        image = viewport.image_rect()
        slack = view.adjusted(-_ROUNDING, -_ROUNDING, _ROUNDING, _ROUNDING)
        if not self.wanted or slack.contains(image):
            return None
        longest = min(_LONGEST, view.width() * _LARGEST_SHARE, view.height() * _LARGEST_SHARE)
        size = image.size() * (longest / max(image.width(), image.height()))
        # A very narrow image still needs a frame that can be grasped.
        size = QSizeF(max(size.width(), 12), max(size.height(), 12))
        corner = QPointF(
            view.right() - size.width() - _MARGIN, view.bottom() - size.height() - _MARGIN - above
        )
        return QRectF(corner, size)

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        viewport: Viewport,
        image: LoadedImage,
        source: PixelSource,
        state: DisplayState,
        ratio: float,
    ) -> None:
        """Paints it at the `area` where it lies."""
        self._inset.look(image, source, ratio, area.size(), viewport.aspect, viewport.orientation)
        painter.save()
        painter.fillRect(area, QColor(DARK.image))
        self._inset.paint(painter, area.topLeft(), state, ratio)
        painter.setPen(QPen(QColor(DARK.muted), 1))
        painter.drawRect(area)
        painter.setClipRect(area)
        painter.setPen(QPen(QColor(DARK.uncertain), 1.5))
        painter.drawRect(self._frame(area, viewport))
        painter.restore()

    def centred(self, viewport: Viewport, area: QRectF, position: QPointF) -> QPointF:
        """The pan, in view pixels, that brings what lies under a point of the overview to the view's
        middle.
        """
        image = viewport.image_rect()
        x = image.left() + (position.x() - area.left()) / area.width() * image.width()
        y = image.top() + (position.y() - area.top()) / area.height() * image.height()
        return QPointF(viewport.widget.width() / 2 - x, viewport.widget.height() / 2 - y)

    def clear(self) -> None:
        """Lets go of the image."""
        self._inset.clear()

    def _frame(self, area: QRectF, viewport: Viewport) -> QRectF:
        """The part in view, on the overview."""
        image = viewport.image_rect()
        seen = image & QRectF(QPointF(0, 0), viewport.widget)
        across, down = area.width() / image.width(), area.height() / image.height()
        return QRectF(
            area.left() + (seen.left() - image.left()) * across,
            area.top() + (seen.top() - image.top()) * down,
            seen.width() * across,
            seen.height() * down,
        )
