"""Drawing, selecting and changing annotations on an image, by mouse and keys."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from xray_desktop.measurement.annotation import MOST_POINTS, Annotation, Kind, Point
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.viewer.tools.annotation_set import AnnotationSet
from xray_desktop.ui.viewer.tools.layer import AnnotationLayer
from xray_desktop.ui.viewer.tools.shapes import handles, moved, with_handle
from xray_desktop.ui.viewer.tools.text_field import TextField
from xray_desktop.ui.viewer.viewport import Viewport

_A_DRAG = 3.0
"""The pointer moves so many pixels before a press becomes a drag."""
_FREEHAND_STEP = 2.0


@dataclass(frozen=True)
class _Drag:
    """An annotation that is being changed.

    Attributes:
        index: which.
        before: as it was.
        handle: the handle that is dragged; None for the whole.
        start: where the drag began, in the file's pixels.
    """

    index: int
    before: Annotation
    handle: int | None
    start: Point


class AnnotationEditor(QObject):
    """The tools on one view.

    Attributes:
        annotations: what is drawn on the frame in view.
        layer: how it is drawn.
        locked: whether annotations are only shown: neither mouse nor keys select or change them.

    Signals:
        toolChanged: another tool, or none, is in use.
        measured: an annotation that has a plot (region, profile) was drawn.
    """

    toolChanged = Signal()
    measured = Signal()

    def __init__(self, view: QWidget, viewport: Viewport, display: Display) -> None:
        super().__init__(view)
        self.annotations = AnnotationSet(display, self)
        self.layer = AnnotationLayer(self.annotations, viewport)
        self.locked = False
        self._view = view
        self._tool: Kind | None = None
        self._placed: list[Point] = []
        self._pointer: Point | None = None
        self._pressed_at: QPointF | None = None
        self._drag: _Drag | None = None
        self._text = TextField(view)
        self.annotations.changed.connect(view.update)

    @property
    def tool(self) -> Kind | None:
        """The tool in use."""
        return self._tool

    def choose(self, tool: Kind | None) -> None:
        """Takes up a tool; the one in use, or None, puts it down."""
        self._text.finish()
        self._tool = None if tool is self._tool else tool
        self._drop_placed()
        if self._tool is not None:
            self.layer.visible = True
            self.annotations.select(None)
            self._view.setFocus()
        self._show_cursor(None)
        self._view.update()
        self.toolChanged.emit()

    def set_visible(self, on: bool) -> None:
        """Shows or hides all annotations."""
        self.layer.visible = on
        if not on:
            self.annotations.select(None)
        self._view.update()

    def set_image(self, image: LoadedImage | None) -> None:
        """Another image; the tool stays."""
        self._text.finish()
        self._drag = None
        self._drop_placed()
        self.annotations.show(image)

    # Mouse

    def press(self, event: QMouseEvent) -> bool:
        """A button goes down; False when annotations do not need it."""
        if self.locked or self.annotations.image is None or not self.layer.visible:
            return False
        self._text.finish()
        position = event.position()
        if event.button() == Qt.MouseButton.RightButton:
            if self._tool is None and (under := self.layer.under(position)) is not None:
                self.annotations.select(under)
            return False
        if event.button() != Qt.MouseButton.LeftButton or (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            return False
        self._pressed_at = position
        if not self._placed and self._take_hold(position):
            return True
        if self._tool is None:
            return False
        if self._tool is Kind.TEXT:
            self._ask_text(position)
        else:
            self._placed.append(self._point(position))
            self._view.update()
        return True

    def move(self, event: QMouseEvent) -> bool:
        """The pointer moves; False when annotations do not need it."""
        if self.locked or self.annotations.image is None or not self.layer.visible:
            return False
        position = event.position()
        point = self._pointer = self._point(position)
        if self._drag is not None:
            self._move_dragged(point)
            return True
        if self._placed:
            if self._pressed_at is not None:
                self._drag_placed(position, point)
            self._view.update()
            return True
        self._show_cursor(position)
        return False

    def release(self, event: QMouseEvent) -> bool:
        """A button comes up; False when annotations do not need it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is None:
            return False
        was_drag = (event.position() - pressed_at).manhattanLength() > _A_DRAG
        if self._drag is not None:
            drag, self._drag = self._drag, None
            if self._is_current(drag):
                self.annotations.replace(drag.index, drag.before, self.annotations.items[drag.index])
            return True
        if self._placed:
            self._place_last(self._point(event.position()), was_drag)
            return True
        if self._tool is None and not was_drag:
            self.annotations.select(None)
        return self._tool is not None

    def double_click(self, event: QMouseEvent) -> bool:
        """A button goes down for the second time; False when annotations do not need it."""
        if self._tool is not None:
            return self.press(event)
        if self.locked or event.button() != Qt.MouseButton.LeftButton or not self.layer.visible:
            return False
        under = self.layer.under(event.position())
        if under is None:
            return False
        annotation = self.annotations.items[under]
        if annotation.kind is Kind.TEXT:
            at = self.layer.transform().map(QPointF(*annotation.points[0])).toPoint()
            self._text.ask(at, annotation.text, lambda text: self._change_text(under, annotation, text))
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        """A key goes down; False when annotations do not need it."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self._placed:
                self._drop_placed()
                self._view.update()
            elif self._tool is not None:
                self.choose(None)
            elif self.annotations.selected is not None:
                self.annotations.select(None)
            else:
                return False
            return True
        if key == Qt.Key.Key_Backspace and self._placed:
            self._placed.pop()
            self._view.update()
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.annotations.selected is not None:
            self.annotations.remove_selected()
            return True
        return False

    # Steps

    def _take_hold(self, position: QPointF) -> bool:
        """Begins to drag what is under the pointer; with a tool in use, only handles of the selected one."""
        # A new line may begin at the end of any other one.
        found: tuple[int, int | None] | None = self.layer.handle_under(
            position, of_selected=self._tool is not None
        )
        if found is None and self._tool is None:
            under = self.layer.under(position)
            found = None if under is None else (under, None)
        if found is None:
            return False
        index, handle = found
        self.annotations.select(index)
        self._drag = _Drag(index, self.annotations.items[index], handle, self._point(position))
        return True

    def _move_dragged(self, point: Point) -> None:
        drag = self._drag
        if drag is None or not self._is_current(drag):
            self._drag = None
            return
        by = point[0] - drag.start[0], point[1] - drag.start[1]
        if drag.handle is not None:
            # The pointer may have taken hold a few pixels beside it.
            at = handles(drag.before)[drag.handle]
            changed = with_handle(drag.before, drag.handle, self._within((at[0] + by[0], at[1] + by[1])))
        else:
            changed = moved(drag.before, by)
            if not changed.touches(*self._size()):
                return
        self.annotations.preview(drag.index, changed)

    def _is_current(self, drag: _Drag) -> bool:
        """Whether what is dragged is still there: a step may have been undone by a key meanwhile."""
        items = self.annotations.items
        return drag.index < len(items) and items[drag.index].kind is drag.before.kind

    def _drag_placed(self, position: QPointF, point: Point) -> None:
        if self._tool is Kind.FREEHAND:
            last = self.layer.transform().map(QPointF(*self._placed[-1]))
            if (position - last).manhattanLength() >= _FREEHAND_STEP and len(self._placed) < MOST_POINTS:
                self._placed.append(point)
        elif len(self._placed) > 1:
            self._placed[-1] = point

    def _place_last(self, point: Point, was_drag: bool) -> None:
        assert self._tool is not None
        wanted = self._tool.points
        if wanted is not None and len(self._placed) == 1 and was_drag:
            self._placed.append(point)
        if wanted is None or len(self._placed) == wanted:
            self._finish()
        self._view.update()

    def _finish(self) -> None:
        tool, points, image = self._tool, tuple(self._placed), self.annotations.image
        self._drop_placed()
        if tool is None or image is None or len(set(points)) < 2:
            return
        self.annotations.add(Annotation(tool, points, frame=image.radiograph.frame))
        if tool is Kind.CARDIOTHORACIC:
            self.choose(None)
        if tool in (Kind.RECTANGLE, Kind.ELLIPSE, Kind.PROFILE):
            self.measured.emit()

    def _ask_text(self, position: QPointF) -> None:
        image, point = self.annotations.image, self._point(position)
        assert image is not None
        frame = image.radiograph.frame

        def typed(text: str) -> None:
            if text:
                self.annotations.add(Annotation(Kind.TEXT, (point,), text, frame))

        self._text.ask(position.toPoint(), "", typed)

    def _change_text(self, index: int, before: Annotation, text: str) -> None:
        items = self.annotations.items
        if index < len(items) and items[index] == before and text:
            self.annotations.replace(index, before, replace(before, text=text))

    def _drop_placed(self) -> None:
        self._placed.clear()
        self._pressed_at = None

    # Places

    def _size(self) -> tuple[int, int]:
        image = self.annotations.image
        return (image.measured.width, image.measured.height) if image else (1, 1)

    def _point(self, position: QPointF) -> Point:
        """The image point under the pointer, within the image."""
        # The middle of the screen's pixel, whose upper left corner the position is.
        half = 0.5 / self._view.devicePixelRatioF()
        point = self.layer.transform().inverted()[0].map(position + QPointF(half, half))
        return self._within((point.x(), point.y()))

    def _within(self, point: Point) -> Point:
        """The point of the image nearest to a point."""
        width, height = self._size()
        return min(max(point[0], 0.0), float(width)), min(max(point[1], 0.0), float(height))

    def _show_cursor(self, position: QPointF | None) -> None:
        layer, drawing = self.layer, self._tool is not None
        if position is not None and layer.handle_under(position, of_selected=drawing) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif drawing:
            shape = Qt.CursorShape.CrossCursor
        elif position is not None and layer.under(position) is not None:
            shape = Qt.CursorShape.SizeAllCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self._view.setCursor(shape)

    def paint(self, painter: QPainter, area: QRectF, *, for_keeping: bool) -> None:
        """Draws everything over the image; what is kept has no handles, selection and prompt."""
        points, wanted = list(self._placed), self._tool.points if self._tool else None
        if points and self._pointer is not None and wanted is not None and len(points) < wanted:
            points.append(self._pointer)
        self.layer.paint(painter, area, for_keeping=for_keeping)
        if self._tool is not None and self.annotations.image is not None and not for_keeping:
            self.layer.paint_unfinished(painter, self._tool, points)
            self.layer.paint_prompt(painter, area, self._tool, len(self._placed))
