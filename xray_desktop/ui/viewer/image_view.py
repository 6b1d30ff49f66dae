"""The image on the screen: zoom, pan, window by the mouse; every gesture has a key beside it."""

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.viewer.gestures import ImageGestures
from xray_desktop.ui.viewer.heat_map import HeatMapLayer
from xray_desktop.ui.viewer.raster import ImageRaster
from xray_desktop.ui.viewer.scale_bar import paint_scale_bar
from xray_desktop.ui.viewer.viewport import Viewport

_REFINE_AFTER_MS = 60


class ImageView(QWidget):
    """Paints one image as its `Display` says.

    Signals:
        probed: the image pixel under the pointer (column, row), or (-1, -1) outside the image.
        viewChanged: zoom or position changed.
        menuRequested: a context menu is wanted at a global position.
    """

    probed = Signal(int, int)
    viewChanged = Signal()
    menuRequested = Signal(object)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self._display = display
        self._image: LoadedImage | None = None
        self._raster = ImageRaster()
        self._heat_map = HeatMapLayer()
        self._gestures = ImageGestures(self, display)
        self._focus_shown = False
        self._refine = QTimer(self, singleShot=True, interval=_REFINE_AFTER_MS)
        self._refine.timeout.connect(self._refine_strip)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self._retranslate()
        display.changed.connect(self._display_changed)

    @property
    def image(self) -> LoadedImage | None:
        """The image shown."""
        return self._image

    def set_image(self, image: LoadedImage | None) -> None:
        """Shows an image, or an empty view. The display must already be the image's."""
        self._image = image
        self._heat_map.set_cam(None)
        if image is not None:
            spacing = image.radiograph.spacing
            aspect = spacing[0] / spacing[1] if spacing else 1.0
            self.viewport.orientation = self._display.state.orientation
            self.viewport.set_image(image.pyramid.width, image.pyramid.height, aspect)
        self._view_changed()

    def sizeHint(self) -> QSize:
        return QSize(800, 800)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Image"))
        self.setAccessibleDescription(
            self.tr(
                "Radiograph. Arrow keys pan, plus and minus zoom, Ctrl with arrow keys changes "
                "window width and centre."
            )
        )

    # Zoom and position

    def fit(self) -> None:
        """Shows the whole image."""
        self.viewport.fit()
        self._view_changed()

    def actual_size(self) -> None:
        """One pixel of the image on one pixel of the screen."""
        self.viewport.zoom(1 / self.devicePixelRatioF() / self.viewport.scale)
        self._view_changed()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarges about a point of the widget, by default its middle."""
        self.viewport.zoom(factor, about)
        self._view_changed()

    def pan(self, by: QPointF) -> None:
        """Moves the image by widget pixels."""
        self.viewport.pan(by)
        self._view_changed()

    def follow(self, other: "ImageView") -> None:
        """Takes over another view's zoom and position without a signal."""
        self.viewport.follow(other.viewport)
        self._resample()

    # Heat map

    def set_cam(self, cam: npt.NDArray[np.float32] | None) -> None:
        """The map of what the prediction rests on, over the whole image; None when there is none."""
        self._heat_map.set_cam(cam)
        self.update()

    def set_heat_map_visible(self, visible: bool) -> None:
        """Shows or hides the heat map."""
        self._heat_map.visible = visible
        self.update()

    def set_heat_map_opacity(self, opacity: float) -> None:
        """0 (not seen) to 1."""
        self._heat_map.opacity = opacity
        self.update()

    @property
    def heat_map_shown(self) -> bool:
        """Whether a heat map is on the screen now."""
        return self._image is not None and self._heat_map.shown

    # From image to screen

    def _display_changed(self) -> None:
        if self._image is None or self._image.radiograph is not self._display.radiograph:
            return
        if self.viewport.orientation != self._display.state.orientation:
            self.viewport.set_orientation(self._display.state.orientation)
            self._view_changed()
        self._raster.window_changed()
        self.update()

    def _view_changed(self) -> None:
        self._resample()
        self.viewChanged.emit()

    def _resample(self) -> None:
        """Shows the part in view roughly, and interpolated as soon as the view rests."""
        self._raster.view(self._image, self.viewport, self.devicePixelRatioF())
        self._refine.stop()
        if self._raster.strips_to_refine == 1:
            self._raster.refine()
        elif self._raster.strips_to_refine:
            self._refine.start(_REFINE_AFTER_MS)
        self.update()

    def _refine_strip(self) -> None:
        self._raster.refine()
        if self._raster.strips_to_refine:
            self._refine.start(0)
        else:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        image = self._raster.image(self._display.state)
        corner = QPointF(self._raster.placed.topLeft()) / self.devicePixelRatioF()
        if image is not None:
            # Only what the image is sure to cover is left out.
            covered = QRectF(corner, image.deviceIndependentSize()).toAlignedRect()
            painter.setClipRegion(QRegion(event.rect()) - QRegion(covered.adjusted(1, 1, -1, -1)))
        painter.fillRect(event.rect(), QColor(colours().image))
        painter.setClipping(False)
        if image is not None and self._image is not None:
            painter.drawImage(corner, image)
            if self.heat_map_shown:
                self._heat_map.paint(painter, self.viewport)
            spacing = self._image.radiograph.spacing
            if spacing:
                paint_scale_bar(painter, QRectF(self.rect()), self.viewport.scale / spacing[1])
        region = self._gestures.region
        if region is not None:
            painter.setPen(QPen(QColor(colours().accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(region)
        if self._focus_shown and self.hasFocus():
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.viewport.set_widget(self.width(), self.height())
        self._view_changed()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom(1 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._view_changed()
        return super().event(event)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)
        self._probe(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._gestures.wheel(event)

    def leaveEvent(self, _event: QEvent) -> None:
        self.probed.emit(-1, -1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # The mouse asks on release, because a right drag zooms; here the menu key does.
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menuRequested.emit(self.mapToGlobal(self.rect().center()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._gestures.key_press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._gestures.key_release(event):
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A frame on the image helps who came by keyboard and disturbs who clicked.
        self._focus_shown = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._gestures.focus_lost()
        super().focusOutEvent(event)

    def _probe(self, position: QPointF) -> None:
        if self._image is None:
            return
        # The middle of the screen's pixel, whose upper left corner the position is.
        half = 0.5 / self.devicePixelRatioF()
        point = self.viewport.to_image(position + QPointF(half, half))
        column, row = math.floor(point.x()), math.floor(point.y())
        inside = 0 <= column < self._image.pyramid.width and 0 <= row < self._image.pyramid.height
        self.probed.emit(*((column, row) if inside else (-1, -1)))
