"""The image on the screen: zoom, pan, window by the mouse; every gesture has a key beside it."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
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
from xray_desktop.ui.input_profiles import PointerBindings
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.viewer.gestures import ImageGestures
from xray_desktop.ui.viewer.layers import ViewLayers
from xray_desktop.ui.viewer.tools.editor import AnnotationEditor
from xray_desktop.ui.viewer.view_raster import ViewRaster
from xray_desktop.ui.viewer.viewport import Viewport


class ImageView(QWidget):
    """Paints one image as its `Display` says.

    Signals:
        probed: the image pixel under the pointer (column, row), or (-1, -1) outside the image.
        viewChanged: zoom or position changed.
        menuRequested: a context menu is wanted at a global position.
        filteringFailed: the image is shown without local contrast and sharpening, for lack of memory.
        imageStepWanted: another image is wanted, so many further on (int).
    """

    probed = Signal(int, int)
    viewChanged = Signal()
    menuRequested = Signal(object)
    filteringFailed = Signal()
    imageStepWanted = Signal(int)

    def __init__(
        self, display: Display, parent: QWidget | None = None, *, filtering: WorkerThread | None = None
    ) -> None:
        """`filtering` filters the image for display; without it that is done at once."""
        super().__init__(parent)
        self.viewport = Viewport()
        self.layers = ViewLayers(self.viewport)
        self._display = display
        self._image: LoadedImage | None = None
        self._pixels = ViewRaster(self.viewport, filtering, self)
        self._gestures = ImageGestures(self, display)
        self.editor = AnnotationEditor(self, self.viewport, display)
        self._focus_shown = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self._retranslate()
        display.changed.connect(self._display_changed)
        self._pixels.changed.connect(self.update)
        self._pixels.filteringFailed.connect(self._filtering_failed)

    @property
    def image(self) -> LoadedImage | None:
        """The image shown."""
        return self._image

    def set_image(self, image: LoadedImage | None) -> None:
        """Shows an image, or an empty view. The display must already be the image's."""
        self._image = image
        self.layers.clear()
        self.editor.set_image(image)
        if image is not None:
            spacing = image.radiograph.spacing
            aspect = spacing[0] / spacing[1] if spacing else 1.0
            self.viewport.orientation = self._display.state.orientation
            self.viewport.set_image(image.pyramid.width, image.pyramid.height, aspect)
        self._view_changed()

    def set_bindings(self, bindings: PointerBindings) -> None:
        """Chooses what the mouse and the view's own keys do."""
        self._gestures.bindings = bindings

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
        self.layers.heat_map.set_cam(cam)
        self.update()

    def set_heat_map_visible(self, visible: bool) -> None:
        """Shows or hides the heat map."""
        self.layers.heat_map.visible = visible
        self.update()

    def set_heat_map_opacity(self, opacity: float) -> None:
        """0 (not seen) to 1."""
        self.layers.heat_map.opacity = opacity
        self.update()

    @property
    def heat_map_shown(self) -> bool:
        """Whether a heat map is on the screen now."""
        return self._image is not None and self.layers.heat_map.shown

    # From image to screen

    def _display_changed(self) -> None:
        if self._image is None or self._image.radiograph is not self._display.radiograph:
            return
        state = self._display.state
        if self.viewport.orientation != state.orientation:
            self.viewport.set_orientation(state.orientation)
            self._view_changed()
        self._pixels.display_changed(state)

    def _view_changed(self) -> None:
        self._resample()
        self.viewChanged.emit()

    def _resample(self) -> None:
        self._pixels.look(self._image, self._display.state, self.devicePixelRatioF())

    def _filtering_failed(self) -> None:
        # No badge may name a filter that the image is not shown through.
        filters = self._display.state.filters
        self._display.set_filters(replace(filters, local_contrast=False, sharpened=False))
        self.filteringFailed.emit()

    def when_filtered(self, act: Callable[[], None], dropped: Callable[[], None]) -> None:
        """Calls `act` as soon as the view shows the filters that its badges name, mostly at once; `dropped`
        instead when another image comes before.
        """
        self._pixels.when_filtered(act, dropped)

    def snapshot(self) -> QImage:
        """What the view shows of the image, at the screen's pixels, without what helps only while working.

        Within `when_filtered` it is sure to show what its badges say.
        """
        shown = QImage(self.size() * self.devicePixelRatioF(), QImage.Format.Format_RGB32)
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        painter = QPainter(shown)
        painter.setFont(self.font())
        self._paint_image(painter, self.rect(), for_keeping=True)
        painter.end()
        return shown

    def _paint_image(self, painter: QPainter, exposed: QRect, *, for_keeping: bool = False) -> None:
        """The image with all that belongs to it."""
        image = self._pixels.image()
        corner = QPointF(self._pixels.raster.placed.topLeft()) / self.devicePixelRatioF()
        if image is not None:
            # Only what the image is sure to cover is left out.
            covered = QRectF(corner, image.deviceIndependentSize()).toAlignedRect()
            painter.setClipRegion(QRegion(exposed) - QRegion(covered.adjusted(1, 1, -1, -1)))
        painter.fillRect(exposed, QColor(colours().image))
        painter.setClipping(False)
        if image is None or self._image is None:
            return
        painter.drawImage(corner, image)
        self.layers.paint_image_layers(
            painter,
            QRectF(self.rect()),
            self._image,
            self._display.state,
            self._pixels.raster,
            for_keeping=for_keeping,
        )
        self.editor.paint(painter, QRectF(self.rect()), for_keeping=for_keeping)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_image(painter, event.rect())
        if self._image is not None:
            self.layers.paint_tools(painter, self._image, self._display.state, self._pixels.filtered)
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
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(max(1 + event.value(), 0.1), event.position())
                return True
            if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self.fit()
                return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._view_changed()
        return super().event(event)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._navigate(event, pressed=True):
            return
        if self._gestures.active or not self.editor.press(event):
            self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._navigate(event) and (self._gestures.active or not self.editor.move(event)):
            self._gestures.move(event)
        self._probe(event.position())
        self.layers.pointer = event.position()
        if self.layers.loupe.held:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.layers.end_navigation() and not self.editor.release(event):
            self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._navigate(event, pressed=True):
            return
        if not self.editor.double_click(event) and left:
            self.fit()

    def _navigate(self, event: QMouseEvent, *, pressed: bool = False) -> bool:
        """Pans to where the overview is pressed or dragged; whether that was on it."""
        by = None
        if self._image is not None:
            by = self.layers.navigate(event.position(), self.fontMetrics(), pressed=pressed)
        if by is not None:
            self.pan(by)
        return by is not None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._gestures.wheel(event)

    def leaveEvent(self, _event: QEvent) -> None:
        self.probed.emit(-1, -1)
        self.layers.pointer = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # The mouse asks on release, because a right drag zooms; here the menu key does.
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menuRequested.emit(self.mapToGlobal(self.rect().center()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.editor.key_press(event) and not self._gestures.key_press(event):
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
