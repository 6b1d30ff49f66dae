"""What mouse, trackpad and keys do on an image: window, pan, zoom, window from a region, other images."""

import math
from dataclasses import replace
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, SignalInstance
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QWheelEvent

from xray_desktop.imaging.histogram import auto_window
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.input_profiles import PointerBindings
from xray_desktop.ui.viewer.viewport import Viewport

ZOOM_STEP = 1.25
_FINE = 0.1
_PIXELS_FOR_RANGE = 600.0
"""A drag of so many pixels moves the window by the whole range of the image's own window."""
_STEPS_FOR_RANGE = 50.0
_PAN_STEP = 40.0
_PIXELS_FOR_IMAGE = 24.0
"""A drag of so many pixels goes on to the next image."""
_STEP_OF_WHEEL = 120.0
_REGION_PIXELS = 1_000_000
"""So many pixels of a region say what its window is; more would only take longer."""


class _Drag(Enum):
    WINDOW = "window"
    PAN = "pan"
    ZOOM = "zoom"
    REGION = "region"
    IMAGES = "images"
    NONE = "none"


class ImageView(Protocol):
    """What gestures need of the view that they are made on."""

    viewport: Viewport

    @property
    def image(self) -> LoadedImage | None: ...

    @property
    def menuRequested(self) -> SignalInstance: ...

    @property
    def imageStepWanted(self) -> SignalInstance: ...

    def fit(self) -> None: ...

    def zoom(self, factor: float, about: QPointF | None = None) -> None: ...

    def pan(self, by: QPointF) -> None: ...

    def setCursor(self, shape: Qt.CursorShape, /) -> None: ...

    def update(self) -> None: ...


class ImageGestures:
    """The gestures on one view; what they change, they change through the view and its display.

    Attributes:
        bindings: what each button and key does.
    """

    def __init__(self, view: ImageView, display: Display) -> None:
        self._view = view
        self._display = display
        self.bindings = PointerBindings()
        self._drag: _Drag | None = None
        self._towards_next = 0.0
        self._pressed_at = QPointF()
        self._last = QPointF()
        self._space_held = False
        self._region = QRectF()

    @property
    def active(self) -> bool:
        """Whether a gesture is under way, or a key is held that makes a drag one."""
        return self._drag is not None or self._space_held

    @property
    def region(self) -> QRectF | None:
        """The region that is being drawn, in the view's pixels; None when none is."""
        return self._region if self._drag is _Drag.REGION else None

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        self._pressed_at = self._last = event.position()
        self._drag = self._drag_begun(event)
        if self._drag is _Drag.PAN:
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._drag is _Drag.REGION:
            self._region = QRectF(self._pressed_at, self._pressed_at)
        elif self._drag is _Drag.WINDOW:
            self._display.begin_gesture()
        self._towards_next = 0.0

    def _drag_begun(self, event: QMouseEvent) -> _Drag | None:
        button = event.button()
        if self._view.image is None:
            return None
        if button == Qt.MouseButton.LeftButton:
            if self._space_held:
                return _Drag.PAN
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return _Drag.REGION
        chosen = {
            Qt.MouseButton.LeftButton: self.bindings.left,
            Qt.MouseButton.MiddleButton: self.bindings.middle,
            Qt.MouseButton.RightButton: self.bindings.right,
        }
        return _Drag(chosen.get(button, "none"))

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, with a button held or without."""
        position = event.position()
        by = position - self._last
        self._last = position
        if self._drag is _Drag.WINDOW:
            step = self._display.data_range() / _PIXELS_FOR_RANGE * _fineness(event)
            # Up is brighter, as in OHIF: the level falls while the pointer rises.
            self._brighten(-by.y() * step, by.x() * step)
        elif self._drag is _Drag.PAN:
            self._view.pan(by)
        elif self._drag is _Drag.ZOOM:
            self._view.zoom(math.exp(-by.y() / 150), self._pressed_at)
        elif self._drag is _Drag.IMAGES:
            self._step_images(by.y() / _PIXELS_FOR_IMAGE)
        elif self._drag is _Drag.REGION:
            self._region = QRectF(self._pressed_at, position).normalized()
            self._view.update()

    def release(self, event: QMouseEvent) -> None:
        """A button comes up; a right click that was no drag asks for the menu."""
        drag, self._drag = self._drag, None
        moved = (event.position() - self._pressed_at).manhattanLength() > 3
        image = self._view.image
        if drag is _Drag.REGION and moved and image is not None:
            box = self._view.viewport.transform().inverted()[0].mapRect(self._region)
            self._display.choose_voi(region_window(image.radiograph, box))
        if event.button() == Qt.MouseButton.RightButton and not moved:
            self._view.menuRequested.emit(event.globalPosition().toPoint())
        self._show_cursor()
        self._display.begin_gesture()
        self._view.update()

    def wheel(self, event: QWheelEvent) -> None:
        """Zooms about the pointer or goes on to other images, as chosen; two fingers on a trackpad pan."""
        event.accept()
        if self._view.image is None:
            return
        # On Windows a pinch comes as a wheel with Ctrl.
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = event.angleDelta().y() / _STEP_OF_WHEEL or event.pixelDelta().y() / (_STEP_OF_WHEEL / 2)
        if _from_trackpad(event) and not control:
            moved = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            self._view.pan(QPointF(moved))
        elif control or self.bindings.wheel == "zoom":
            self._view.zoom(ZOOM_STEP**steps, event.position())
        elif self.bindings.wheel == "images":
            self._step_images(-steps)

    def _step_images(self, by: float) -> None:
        """Asks for another image whenever the parts of a step add up to a whole one."""
        if by * self._towards_next < 0:
            self._towards_next = 0.0
        self._towards_next += by
        whole = math.trunc(self._towards_next)
        self._towards_next -= whole
        if whole:
            self._view.imageStepWanted.emit(whole)

    def key_press(self, event: QKeyEvent) -> bool:
        """A key goes down; False when it means nothing here."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            self._space_pressed(event)
            return True
        if key not in _ARROWS or self._view.image is None:
            return False
        x, y = _ARROWS[Qt.Key(key)]
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self._display.begin_gesture()
            step = self._display.data_range() / _STEPS_FOR_RANGE * _fineness(event)
            self._brighten(-y * step, x * step)
        elif y and self.bindings.arrows == "images":
            self._view.imageStepWanted.emit(y)
        else:
            self._view.pan(QPointF(-x, -y) * _PAN_STEP * _fineness(event))
        return True

    def _space_pressed(self, event: QKeyEvent) -> None:
        if self.bindings.space == "pan":
            self._set_space_held(True)
        elif not event.isAutoRepeat() and self._view.image is not None:
            self._display.reset()
            self._view.fit()

    def key_release(self, event: QKeyEvent) -> bool:
        """A key comes up; False when it means nothing here."""
        if event.key() != Qt.Key.Key_Space:
            return False
        if not event.isAutoRepeat():
            self._set_space_held(False)
        return True

    def focus_lost(self) -> None:
        """The keyboard went elsewhere: no key is held any more, as far as is known."""
        self._set_space_held(False)

    def _brighten(self, by: float, widen: float) -> None:
        """Brightens by modality values, in the same direction on images whose higher values are darker."""
        self._display.move_window(by if self._display.darker_upwards else -by, widen)

    def _set_space_held(self, held: bool) -> None:
        self._space_held = held
        self._show_cursor()

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.OpenHandCursor if self._space_held else Qt.CursorShape.ArrowCursor
        self._view.setCursor(shape)


def region_window(radiograph: Radiograph, box: QRectF) -> WindowLevel:
    """The window of a region, which leaves out one pixel in a hundred at either end.

    Args:
        box: in image pixels; what lies beyond the image does not count.
    """
    left, top = max(math.floor(box.left()), 0), max(math.floor(box.top()), 0)
    right, bottom = math.ceil(box.right()), math.ceil(box.bottom())
    part = radiograph.pixels[top:bottom, left:right]
    if not part.size:
        return auto_window(radiograph, 1, 99, (left, top, right, bottom))
    step = math.ceil(math.sqrt(part.size / _REGION_PIXELS))
    return auto_window(replace(radiograph, pixels=part[::step, ::step]), 1, 99)


def _from_trackpad(event: QWheelEvent) -> bool:
    # Not every system names the device; but only a trackpad's fingers come down and go up again.
    fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
    return fingers or event.device().type() == QInputDevice.DeviceType.TouchPad


def _fineness(event: QMouseEvent | QKeyEvent) -> float:
    return _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
