"""How an image is shown: window, inversion, orientation, filters; with undo. Never what the model gets."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from xray_desktop.imaging.display_filters import DisplayFilters
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import Voi, WindowLevel


@dataclass(frozen=True)
class Orientation:
    """How an image is turned for display: first mirrored left to right, then turned clockwise.

    Attributes:
        quarter_turns: 0 to 3, clockwise.
        mirrored: whether it is mirrored before it is turned.
    """

    quarter_turns: int = 0
    mirrored: bool = False

    def turned(self, quarter_turns: int) -> "Orientation":
        """The orientation after further clockwise quarter turns on the screen."""
        return Orientation((self.quarter_turns + quarter_turns) % 4, self.mirrored)

    def flipped(self, *, vertically: bool = False) -> "Orientation":
        """The orientation after mirroring what is on the screen, left to right or top to bottom."""
        turns = (2 if vertically else 0) - self.quarter_turns
        return Orientation(turns % 4, not self.mirrored)

    @property
    def swaps_sides(self) -> bool:
        """Whether the image's width is the screen's height."""
        return self.quarter_turns % 2 == 1


@dataclass(frozen=True)
class DisplayState:
    """One way to show an image.

    Attributes:
        voi: the window or VOI LUT, in modality values.
        inverted: black and white swapped on top of what the file asks for.
        orientation: rotation and mirroring.
        filters: local contrast, sharpening, gamma, colours.
    """

    voi: Voi
    inverted: bool = False
    orientation: Orientation = field(default_factory=Orientation)
    filters: DisplayFilters = field(default_factory=DisplayFilters)


class Display(QObject):
    """The way in which the image on the screen is shown; views and panels watch it and change it.

    Signals:
        changed: the state is another one now.
        imageChanged: another image, or none, is shown.
    """

    changed = Signal()
    imageChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._radiograph: Radiograph | None = None
        self._state = DisplayState(WindowLevel.from_range(0, 1))
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(200)
        self._gesture = 0

    @property
    def radiograph(self) -> Radiograph | None:
        """The image whose display this is; None when none is open."""
        return self._radiograph

    @property
    def state(self) -> DisplayState:
        """The present state."""
        return self._state

    def show(self, radiograph: Radiograph | None, state: DisplayState | None = None) -> None:
        """Another image, by default shown as its file says; what could be undone is forgotten."""
        self._radiograph = radiograph
        self.undo_stack.clear()
        if radiograph is not None:
            self._state = state or DisplayState(radiograph.voi)
        self.imageChanged.emit()
        self.changed.emit()

    def begin_gesture(self) -> None:
        """From here on, changes of one kind are undone together: a drag, a run of key presses."""
        self._gesture += 1

    def set_voi(self, voi: Voi) -> None:
        """Shows the image through another window."""
        self._push(replace(self._state, voi=voi), self.tr("W/L"))

    def choose_voi(self, voi: Voi) -> None:
        """`set_voi` as a step of its own: a preset, an automatic window."""
        self.begin_gesture()
        self.set_voi(voi)

    def set_range(self, low: float, high: float) -> None:
        """Shows `low` black and `high` white, in modality values; too narrow a range is widened."""
        high = max(high, low + self._narrowest())
        self.set_voi(WindowLevel.from_range(low, high))

    def move_window(self, level_by: float, width_by: float) -> None:
        """Moves the window's level and changes its width, in modality values."""
        voi = self._state.voi
        low, high = voi.low, voi.high
        width = max(high - low + width_by, self._narrowest())
        level = (low + high) / 2 + level_by
        if isinstance(voi, WindowLevel) and voi.function == "SIGMOID":
            self.set_voi(WindowLevel(level, width, "SIGMOID"))
        else:
            self.set_voi(WindowLevel(level, width))

    def reset_window(self) -> None:
        """Back to the window that the file asks for."""
        if self._radiograph is not None:
            self.begin_gesture()
            self.set_voi(self._radiograph.voi)

    def reset(self) -> None:
        """Back to what the file asks for in everything."""
        if self._radiograph is not None:
            self.begin_gesture()
            self._push(DisplayState(self._radiograph.voi), self.tr("reset"))

    def invert(self) -> None:
        """Swaps black and white."""
        self.begin_gesture()
        self._push(replace(self._state, inverted=not self._state.inverted), self.tr("invert"))

    def set_filters(self, filters: DisplayFilters) -> None:
        """Shows the image through other filters."""
        self.begin_gesture()
        self._push(replace(self._state, filters=filters), self.tr("display tools"))

    def turn(self, quarter_turns: int) -> None:
        """Turns the image clockwise on the screen."""
        self._orient(self._state.orientation.turned(quarter_turns), self.tr("rotate"))

    def flip(self, *, vertically: bool = False) -> None:
        """Mirrors the image on the screen, left to right or top to bottom."""
        self._orient(self._state.orientation.flipped(vertically=vertically), self.tr("flip"))

    @property
    def darker_upwards(self) -> bool:
        """Whether higher values are shown darker."""
        return (self._radiograph is not None and self._radiograph.inverted) != self._state.inverted

    def data_range(self) -> float:
        """The extent of the image's own window in modality values, the measure for drags and steps."""
        if self._radiograph is None:
            return 1.0
        return max(self._radiograph.voi.high - self._radiograph.voi.low, self._narrowest())

    def _orient(self, orientation: Orientation, name: str) -> None:
        self.begin_gesture()
        self._push(replace(self._state, orientation=orientation), name)

    def _narrowest(self) -> float:
        radiograph = self._radiograph
        if radiograph is None or radiograph.pixels.dtype.kind == "f":
            return 1e-6
        return max(abs(radiograph.slope), 1e-6)

    def _push(self, state: DisplayState, name: str) -> None:
        if self._radiograph is None or state == self._state:
            return
        self.undo_stack.push(_Change(self, self._state, state, name, self._gesture))

    def _apply(self, state: DisplayState) -> None:
        self._state = state
        self.changed.emit()


class _Change(QUndoCommand):
    """One step of the display; changes of one gesture become one step."""

    def __init__(
        self, display: Display, before: DisplayState, after: DisplayState, name: str, gesture: int
    ) -> None:
        super().__init__(name)
        self._display = display
        self._before = before
        self._after = after
        self._gesture = gesture

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other._gesture != self._gesture:
            return False
        self._after = other._after
        return True

    def undo(self) -> None:
        self._display._apply(self._before)

    def redo(self) -> None:
        self._display._apply(self._after)
