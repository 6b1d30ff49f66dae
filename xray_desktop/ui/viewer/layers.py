"""What a view paints over its image, from the heat map up to the loupe."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.images.filtered_pyramid import FilteredPyramid
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.pyramid import Box, Indices
from xray_desktop.ui.viewer.corner_overlay import CornerOverlay
from xray_desktop.ui.viewer.display_marks import paint_display_marks
from xray_desktop.ui.viewer.heat_map import HeatMapLayer
from xray_desktop.ui.viewer.loupe import Loupe
from xray_desktop.ui.viewer.overview import Overview
from xray_desktop.ui.viewer.raster import ImageRaster, PixelSource
from xray_desktop.ui.viewer.scale_bar import paint_scale_bar
from xray_desktop.ui.viewer.viewport import Viewport


@dataclass(frozen=True)
class _AtFullDetail:
    """A filtered pyramid, whose parts are filtered as they are asked for."""

    filtered: FilteredPyramid

    @property
    def values(self) -> Indices:
        return self.filtered.values

    def sample(self, box: Box, width: int, height: int, *, smooth: bool) -> Indices:
        return self.filtered.sample_now(box, width, height, smooth=smooth)


class ViewLayers:
    """The layers of one view.

    Attributes:
        heat_map, corners, overview, loupe: those that can be switched.
        pointer: where the pointer is in the view; None when it is elsewhere.
    """

    def __init__(self, viewport: Viewport) -> None:
        self.heat_map = HeatMapLayer()
        self.corners = CornerOverlay()
        self.overview = Overview()
        self.loupe = Loupe()
        self.pointer: QPointF | None = None
        self._viewport = viewport
        self._navigating = False

    def paint_image_layers(
        self,
        painter: QPainter,
        view: QRectF,
        image: LoadedImage,
        state: DisplayState,
        raster: ImageRaster,
        *,
        for_keeping: bool,
    ) -> None:
        """Paints what belongs to the image, in the view and in every copy of it."""
        corner = QPointF(raster.placed.topLeft()) / painter.device().devicePixelRatioF()
        if self.heat_map.shown:
            self.heat_map.paint(painter, self._viewport, raster.uncovered, corner)
        radiograph = image.radiograph
        scale = PixelScale.of(radiograph)
        if scale.unit == "mm":
            paint_scale_bar(painter, view, self._viewport.scale / scale.across)
        paint_display_marks(painter, view, self._viewport.image_rect(), radiograph, state)
        self.corners.paint(painter, view, radiograph, state, self._viewport.scale, for_keeping=for_keeping)

    def paint_tools(
        self,
        painter: QPainter,
        image: LoadedImage,
        state: DisplayState,
        filtered: FilteredPyramid | None,
    ) -> None:
        """Paints what helps only while working."""
        ratio = painter.device().devicePixelRatioF()
        source: PixelSource = filtered or image.pyramid
        area = self._overview_area(painter.fontMetrics())
        if area is not None:
            self.overview.paint(painter, area, self._viewport, image, source, state, ratio)
        if self.loupe.held:
            middle = QPointF(self._viewport.widget.width() / 2, self._viewport.widget.height() / 2)
            at = self.pointer or middle
            source = _AtFullDetail(filtered) if filtered is not None else image.pyramid
            self.loupe.paint(painter, at, self._viewport, image, source, state, ratio)

    def navigate(self, position: QPointF, metrics: QFontMetrics, *, pressed: bool = False) -> QPointF | None:
        """The pan that a press or drag on the overview asks for; None when it is none."""
        area = self._overview_area(metrics)
        if pressed:
            self._navigating = area is not None and area.contains(position)
        if not self._navigating or area is None:
            return None
        return self.overview.centred(self._viewport, area, position)

    def end_navigation(self) -> bool:
        """The button comes up; whether it was held on the overview."""
        navigating, self._navigating = self._navigating, False
        return navigating

    def clear(self) -> None:
        """Lets go of the image and its heat map."""
        self.heat_map.set_cam(None)
        self.overview.clear()
        self.loupe.clear()

    def _overview_area(self, metrics: QFontMetrics) -> QRectF | None:
        return self.overview.area(self._viewport, self.corners.height_below(metrics))
