"""The heat map as a picture that is drawn over the film."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from xray_desktop.imaging.cam_colours import influence_colours, influence_strength
from xray_desktop.ui.viewer.viewport import Viewport


def heat_map_image(influence: npt.NDArray[np.float32]) -> QImage:
    """The map as a picture with transparency, enlarged smoothly; draw it over the whole film.

    Args:
        influence: (rows, columns), additions to the logit.
    """
    colours = influence_colours(influence_strength(influence))
    rows, columns = colours.shape[:2]
    return QImage(colours.tobytes(), columns, rows, columns * 4, QImage.Format.Format_RGBA8888).copy()


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

    def set_influence(self, influence: npt.NDArray[np.float32] | None) -> None:
        """The map over the whole film; None when there is none."""
        self._image = heat_map_image(influence) if influence is not None else None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draws it where the film lies."""
        if self._image is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self.opacity)
        painter.setTransform(viewport.transform(), combine=True)
        painter.drawImage(QRectF(QPointF(0, 0), viewport.film), self._image)
        painter.restore()
