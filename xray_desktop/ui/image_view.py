"""The film on the screen: zoom, pan, window by the mouse; every gesture has a key beside it."""

import math
from enum import Enum, auto

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
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

from xray_desktop.imaging.display import display_table
from xray_desktop.imaging.histogram import auto_window
from xray_desktop.ui.display_state import Display
from xray_desktop.ui.film import Film
from xray_desktop.ui.film_pyramid import Places, looked_up
from xray_desktop.ui.heat_map import heat_map_image
from xray_desktop.ui.scale_bar import paint_scale_bar
from xray_desktop.ui.theme import colours
from xray_desktop.ui.viewport import Viewport

ZOOM_STEP = 1.25
_FINE = 0.1
_PIXELS_FOR_RANGE = 600.0
"""A drag of so many pixels moves the window by the whole range of the film's own window."""
_REFINE_AFTER_MS = 60
_STRIP_PIXELS = 500_000
"""Screen pixels interpolated in one go: some 10 ms, so that the window never waits for a 4K screen."""
_PIXELS_SEEN_FROM = 8.0
"""From so many screen pixels a film pixel is drawn as a square and not interpolated."""


class _Drag(Enum):
    WINDOW = auto()
    PAN = auto()
    ZOOM = auto()
    REGION = auto()


class ImageView(QWidget):
    """Paints one film as its `Display` says.

    Only what is seen is computed: the film's part in view is brought to the screen's pixels when the view
    moves (nearest pixels at once, interpolated as soon as it rests), and the window is a table over those.

    Signals:
        probed: the film pixel under the pointer (column, row), or (-1, -1) outside the film.
        viewChanged: zoom or place is another one.
        menuRequested: a context menu is wanted at a global position.
    """

    probed = Signal(int, int)
    viewChanged = Signal()
    menuRequested = Signal(object)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self._display = display
        self._film: Film | None = None
        self._places: Places | None = None
        self._placed = QRect()
        self._rough_rows: list[tuple[int, int]] = []
        self._table: npt.NDArray[np.uint32] | None = None
        self._pixels: npt.NDArray[np.uint32] | None = None
        self._shown: QImage | None = None
        self._influence: npt.NDArray[np.float32] | None = None
        self._heat_map: QImage | None = None
        self._heat_map_visible = False
        self._heat_map_opacity = 0.5
        self._drag: _Drag | None = None
        self._pressed_at = QPointF()
        self._last = QPointF()
        self._space_held = False
        self._region = QRectF()
        self._focus_shown = False
        self._refine = QTimer(self, singleShot=True, interval=_REFINE_AFTER_MS)
        self._refine.timeout.connect(self._interpolate_strip)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self.setAccessibleName(self.tr("Film"))
        self.setAccessibleDescription(
            self.tr(
                "The radiograph. Arrow keys move it, plus and minus zoom, Ctrl with arrow keys window it."
            )
        )
        display.changed.connect(self._display_changed)

    @property
    def film(self) -> Film | None:
        """The film shown."""
        return self._film

    def set_film(self, film: Film | None) -> None:
        """Shows a film, or an empty view. The display must already be the film's."""
        self._film = film
        self._influence = self._heat_map = None
        if film is not None:
            spacing = film.radiograph.spacing
            aspect = spacing[0] / spacing[1] if spacing else 1.0
            self.viewport.orientation = self._display.state.orientation
            self.viewport.set_film(film.pyramid.width, film.pyramid.height, aspect)
        self._table = None
        self._view_changed()

    def sizeHint(self) -> QSize:
        return QSize(800, 800)

    # Zoom and place

    def fit(self) -> None:
        """Shows the whole film."""
        self.viewport.fit()
        self._view_changed()

    def actual_size(self) -> None:
        """One pixel of the film on one pixel of the screen."""
        self.viewport.zoom(1 / self.devicePixelRatioF() / self.viewport.scale)
        self._view_changed()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarges about a point of the widget, by default its middle."""
        self.viewport.zoom(factor, about)
        self._view_changed()

    def pan(self, by: QPointF) -> None:
        """Moves the film by widget pixels."""
        self.viewport.pan(by)
        self._view_changed()

    def follow(self, other: "ImageView") -> None:
        """Takes over another view's zoom and place without telling of it."""
        self.viewport.follow(other.viewport)
        self._resample()

    # Heat map

    def set_influence(self, influence: npt.NDArray[np.float32] | None) -> None:
        """The map of what the verdict rests on, over the whole film; None when there is none."""
        self._influence = influence
        self._heat_map = None
        self.update()

    def set_heat_map_visible(self, visible: bool) -> None:
        """Shows or hides the heat map."""
        self._heat_map_visible = visible
        self.update()

    def set_heat_map_opacity(self, opacity: float) -> None:
        """0 (not seen) to 1."""
        self._heat_map_opacity = opacity
        self.update()

    @property
    def heat_map_shown(self) -> bool:
        """Whether a heat map is on the screen now."""
        return self._heat_map_visible and self._influence is not None and self._film is not None

    # From film to screen

    def _display_changed(self) -> None:
        if self._film is None or self._film.radiograph is not self._display.radiograph:
            return
        if self.viewport.orientation != self._display.state.orientation:
            self.viewport.set_orientation(self._display.state.orientation)
            self._view_changed()
        self._table = None
        self._shown = None
        self.update()

    def _view_changed(self) -> None:
        self._resample()
        self.viewChanged.emit()

    def _resample(self) -> None:
        """Brings the part in view to the screen's pixels, roughly; the rest follows when the view rests."""
        self._shown = None
        self._places = None
        self._rough_rows = []
        film = self._film
        if film is not None:
            self._placed = self._device_rect()
            if not self._placed.isEmpty():
                size = self._film_size(self._placed)
                self._places = film.pyramid.sample(
                    self._film_box(self._placed), size.width(), size.height(), smooth=False
                )
                if self.viewport.scale * self.devicePixelRatioF() < _PIXELS_SEEN_FROM:
                    rows = max(1, _STRIP_PIXELS // size.width())
                    self._rough_rows = [
                        (top, min(top + rows, size.height())) for top in range(0, size.height(), rows)
                    ]
                    if len(self._rough_rows) == 1:
                        self._interpolate_strip()
                    else:
                        self._refine.start(_REFINE_AFTER_MS)
        self.update()

    def _interpolate_strip(self) -> None:
        """Replaces the next rough strip by an interpolated one."""
        film, places = self._film, self._places
        if film is None or places is None or not self._rough_rows:
            return
        top, bottom = self._rough_rows.pop(0)
        left, upper, right, lower = self._film_box(self._placed)
        step = (lower - upper) / places.shape[0]
        box = (left, upper + top * step, right, upper + bottom * step)
        places[top:bottom] = film.pyramid.sample(box, places.shape[1], bottom - top, smooth=True)
        if self._rough_rows:
            self._refine.start(0)
            return
        self._shown = None
        self.update()

    def _device_rect(self) -> QRect:
        """The film's visible part in whole pixels of the screen."""
        ratio = self.devicePixelRatioF()
        rect = self.viewport.film_rect()
        whole = QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        left, top = round(rect.left() * ratio), round(rect.top() * ratio)
        right, bottom = round(rect.right() * ratio), round(rect.bottom() * ratio)
        return QRect(left, top, max(right - left, 1), max(bottom - top, 1)).intersected(whole)

    def _film_box(self, device: QRect) -> tuple[float, float, float, float]:
        ratio = self.devicePixelRatioF()
        rect = QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio)
        box = self.viewport.transform().inverted()[0].mapRect(rect)
        width, height = self.viewport.film.width(), self.viewport.film.height()
        left, top = min(max(box.left(), 0.0), width - 1e-3), min(max(box.top(), 0.0), height - 1e-3)
        right, bottom = min(max(box.right(), left + 1e-3), width), min(max(box.bottom(), top + 1e-3), height)
        return left, top, right, bottom

    def _film_size(self, device: QRect) -> QSize:
        """The size of a part of the screen in the film's own orientation."""
        return device.size().transposed() if self.viewport.orientation.swaps_sides else device.size()

    def _image(self) -> QImage | None:
        if self._shown is not None or self._film is None or self._places is None:
            return self._shown
        if self._table is None:
            state = self._display.state
            grey = display_table(self._film.radiograph, self._film.pyramid.values, state.voi, state.inverted)
            # As the screen wants it: Qt takes longer to widen a grey image than to look up a wide table.
            self._table = np.uint32(0xFF000000) | grey.astype(np.uint32) * np.uint32(0x010101)
        pixels = looked_up(self._table, self._places)
        orientation = self.viewport.orientation
        if orientation.mirrored:
            pixels = pixels[:, ::-1]
        # Kept, because a QImage does not own the pixels that it is made over.
        self._pixels = np.ascontiguousarray(np.rot90(pixels, -orientation.quarter_turns))
        height, width = self._pixels.shape
        self._shown = QImage(self._pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        self._shown.setDevicePixelRatio(self.devicePixelRatioF())
        return self._shown

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        image = self._image()
        ratio = self.devicePixelRatioF()
        corner = QPointF(self._placed.x() / ratio, self._placed.y() / ratio)
        if image is not None:
            # Only what the film is sure to cover is left out.
            covered = QRectF(corner, image.deviceIndependentSize()).toAlignedRect()
            painter.setClipRegion(QRegion(event.rect()) - QRegion(covered.adjusted(1, 1, -1, -1)))
        painter.fillRect(event.rect(), QColor(colours().film))
        painter.setClipping(False)
        if image is not None and self._film is not None:
            painter.drawImage(corner, image)
            if self.heat_map_shown:
                self._paint_heat_map(painter)
            spacing = self._film.radiograph.spacing
            if spacing:
                paint_scale_bar(painter, QRectF(self.rect()), self.viewport.scale / spacing[1])
        if self._drag is _Drag.REGION:
            painter.setPen(QPen(QColor(colours().accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(self._region)
        if self._focus_shown and self.hasFocus():
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_heat_map(self, painter: QPainter) -> None:
        assert self._influence is not None
        if self._heat_map is None:
            self._heat_map = heat_map_image(self._influence)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self._heat_map_opacity)
        painter.setTransform(self.viewport.transform(), combine=True)
        painter.drawImage(QRectF(QPointF(0, 0), self.viewport.film), self._heat_map)
        painter.restore()

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

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = self._last = event.position()
        self._drag = None
        if self._film is None:
            return
        button, modifiers = event.button(), event.modifiers()
        if button == Qt.MouseButton.MiddleButton or (
            button == Qt.MouseButton.LeftButton and self._space_held
        ):
            self._drag = _Drag.PAN
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button == Qt.MouseButton.RightButton:
            self._drag = _Drag.ZOOM
        elif button == Qt.MouseButton.LeftButton and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._drag = _Drag.REGION
            self._region = QRectF(self._pressed_at, self._pressed_at)
        elif button == Qt.MouseButton.LeftButton:
            self._drag = _Drag.WINDOW
            self._display.begin_gesture()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        by = position - self._last
        if self._drag is _Drag.WINDOW:
            fine = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            step = self._display.data_range() / _PIXELS_FOR_RANGE * fine
            # Up is brighter, as in OHIF: the level falls while the pointer rises.
            self._display.move_window(by.y() * step * self._grey_sign(), by.x() * step)
        elif self._drag is _Drag.PAN:
            self.pan(by)
        elif self._drag is _Drag.ZOOM:
            self.zoom(math.exp(-by.y() / 150), self._pressed_at)
        elif self._drag is _Drag.REGION:
            self._region = QRectF(self._pressed_at, position).normalized()
            self.update()
        self._last = position
        self._probe(position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        moved = (event.position() - self._pressed_at).manhattanLength() > 3
        if drag is _Drag.REGION and moved:
            self._window_from_region()
        if drag is _Drag.PAN:
            self._show_cursor()
        if event.button() == Qt.MouseButton.RightButton and not moved:
            self.menuRequested.emit(event.globalPosition().toPoint())
        self._display.begin_gesture()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120 or event.pixelDelta().y() / 60
        if self._film is not None and steps:
            self.zoom(ZOOM_STEP**steps, event.position())
        event.accept()

    def leaveEvent(self, _event: QEvent) -> None:
        self.probed.emit(-1, -1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # The mouse asks on release, because a right drag zooms; here the menu key does.
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menuRequested.emit(self.mapToGlobal(self.rect().center()))

    def _probe(self, position: QPointF) -> None:
        if self._film is None:
            return
        # The middle of the screen's pixel, whose upper left corner the position is.
        half = 0.5 / self.devicePixelRatioF()
        point = self.viewport.to_film(position + QPointF(half, half))
        column, row = math.floor(point.x()), math.floor(point.y())
        inside = 0 <= column < self._film.pyramid.width and 0 <= row < self._film.pyramid.height
        self.probed.emit(*((column, row) if inside else (-1, -1)))

    def _grey_sign(self) -> int:
        """-1 where higher values are darker, so that a drag brightens in the same direction on every film."""
        radiograph = self._display.radiograph
        return -1 if (radiograph is not None and radiograph.inverted) != self._display.state.inverted else 1

    def _window_from_region(self) -> None:
        if self._film is None:
            return
        box = self.viewport.transform().inverted()[0].mapRect(self._region)
        region = (
            math.floor(box.left()),
            math.floor(box.top()),
            math.ceil(box.right()),
            math.ceil(box.bottom()),
        )
        self._display.begin_gesture()
        self._display.choose_voi(auto_window(self._film.radiograph, 1, 99, region))

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A frame on the film helps who came by keyboard and disturbs who clicked.
        self._focus_shown = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space_held = False
        self._show_cursor()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = True
            self._show_cursor()
        elif key in _ARROWS and self._film is not None:
            x, y = _ARROWS[Qt.Key(key)]
            fine = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if not event.isAutoRepeat():
                    self._display.begin_gesture()
                step = self._display.data_range() / 50 * fine
                self._display.move_window(y * step * self._grey_sign(), x * step)
            else:
                self.pan(QPointF(-x, -y) * 40 * fine)
        elif key != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            self._show_cursor()
        else:
            super().keyReleaseEvent(event)

    def _show_cursor(self) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._space_held else Qt.CursorShape.ArrowCursor)


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
