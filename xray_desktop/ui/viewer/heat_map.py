"""The heat map as an image that is drawn over the image."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from xray_desktop.ui.images.qimages import heat_map_image
from xray_desktop.ui.viewer.viewport import Viewport


class HeatMapLayer:
    """The heat map over one view.

    Attributes:
        visible: whether it is wanted.
        opacity: 0 (not seen) to 1.
    """

    def __init__(self) -> None:
        self.visible = False
        self.opacity = 0.5
        self._image: QImage | None = None

    @property
    def shown(self) -> bool:
        """Whether it is wanted and there is one."""
        return self.visible and self._image is not None

    def set_cam(self, cam: npt.NDArray[np.float32] | None) -> None:
        """The map over the whole image; None when there is none."""
        self._image = heat_map_image(cam) if cam is not None else None

    def paint(self, painter: QPainter, viewport: Viewport, visible: QImage | None, corner: QPointF) -> None:
        """Draws it where the image lies.

        Args:
            visible: opaque where the image is not covered, with `corner` as its upper left corner in the
                view; None when nothing covers the image.
        """
        if self._image is None:
            return
        if visible is None:
            self._paint_whole(painter, viewport)
            return
        layer = QImage(visible.size(), QImage.Format.Format_ARGB32_Premultiplied)
        layer.setDevicePixelRatio(visible.devicePixelRatio())
        layer.fill(0)
        on_layer = QPainter(layer)
        on_layer.translate(-corner)
        self._paint_whole(on_layer, viewport)
        on_layer.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        on_layer.drawImage(corner, visible)
        on_layer.end()
        painter.drawImage(corner, layer)

    def _paint_whole(self, painter: QPainter, viewport: Viewport) -> None:
        if self._image is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self.opacity)
        painter.setTransform(viewport.transform(), combine=True)
        painter.drawImage(QRectF(QPointF(0, 0), viewport.image), self._image)
        painter.restore()
