"""The loupe: a round glass over the pointer that enlarges what lies beneath."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.theme.theme import DARK
from xray_desktop.ui.viewer.inset import Inset
from xray_desktop.ui.viewer.raster import PixelSource
from xray_desktop.ui.viewer.viewport import MAX_SCALE, Viewport

MAGNIFICATION = 3.0
_DIAMETER = 240.0


class Loupe:
    """The loupe of one view.

    Attributes:
        held: whether it is in use.
    """

    def __init__(self) -> None:
        self.held = False
        self._inset = Inset()

    def paint(
        self,
        painter: QPainter,
        at: QPointF,
        viewport: Viewport,
        image: LoadedImage,
        source: PixelSource,
        state: DisplayState,
        ratio: float,
    ) -> None:
        """Paints it with its middle at a point of the view, which it shows in its middle too."""
        scale = min(viewport.scale * MAGNIFICATION, max(MAX_SCALE, viewport.scale))
        glass = QRectF(0, 0, _DIAMETER, _DIAMETER)
        glass.moveCenter(at)
        self._inset.look(
            image,
            source,
            ratio,
            QSizeF(glass.size()),
            viewport.aspect,
            viewport.orientation,
            scale,
            viewport.to_image(at),
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_glass = QPainterPath()
        round_glass.addEllipse(glass)
        painter.setClipPath(round_glass)
        painter.fillRect(glass, QColor(DARK.image))
        self._inset.paint(painter, glass.topLeft(), state, ratio)
        painter.setClipping(False)
        for width, colour in ((4, QColor(0, 0, 0, 160)), (2, QColor(DARK.uncertain))):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(glass)
        painter.restore()

    def clear(self) -> None:
        """Lets go of the image."""
        self._inset.clear()
