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

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draws it where the image lies."""
        if self._image is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self.opacity)
        painter.setTransform(viewport.transform(), combine=True)
        painter.drawImage(QRectF(QPointF(0, 0), viewport.image), self._image)
        painter.restore()
