"""A chart on the screen, with a threshold that is moved by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.widgets.chart import Chart, Curve, Frame, Marker
from xray_desktop.ui.widgets.chart_painting import frame_of, paint_chart, paint_markers

__all__ = ["Chart", "ChartView", "Curve", "Marker"]

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_LARGE_STEPS = {Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10}


class ChartView(QWidget):
    """Paints a chart; what moves is painted over the rest, which is kept as a picture.

    Signals:
        dragged: the mouse points at x and y, in the chart's units, with the left button held.
        stepped: an arrow key moves by so many steps.
    """

    dragged = Signal(float, float)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, draggable: bool = False) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._picture: QPixmap | None = None
        self._line: float | None = None
        self._markers: Sequence[Marker] = ()
        self._draggable = draggable
        if draggable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 160)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    @property
    def line(self) -> float | None:
        """Where the vertical line is that is moved; None without one."""
        return self._line

    @property
    def moving(self) -> Sequence[Marker]:
        """The markers that move with the threshold."""
        return self._markers

    def show_chart(self, chart: Chart, description: str = "") -> None:
        """Shows a chart; `description` is what a screen reader says of it."""
        self._chart = chart
        self._picture = None
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(description or chart.remark)
        self.update()

    def show_position(self, line: float | None = None, markers: Sequence[Marker] = ()) -> None:
        """Shows what moves: a vertical line, and markers."""
        self._line, self._markers = line, markers
        self.update()

    def frame(self) -> Frame | None:
        """The area within the axes; None without a chart."""
        if self._chart is None:
            return None
        return frame_of(self._chart, QRectF(self.rect()), QFontMetricsF(self.font()))

    def sizeHint(self) -> QSize:
        return QSize(340, 300)

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._chart is None:
            return
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            paint_chart(painter, QRectF(self.rect()), self._chart)
            painter.end()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture)
        frame = self.frame()
        if frame is None or self._chart.remark:
            return
        if self._line is not None:
            top = frame.place(self._line, self._chart.y_range[1])
            painter.setPen(QPen(QColor(colours().text), 1.5))
            painter.drawLine(top, QPointF(top.x(), frame.area.bottom()))
        paint_markers(painter, frame, self._markers)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.drawRect(frame.area)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self.frame()
        if frame is not None and self._draggable:
            inside = frame.area.contains(event.position())
            self.setCursor(Qt.CursorShape.SplitHCursor if inside else Qt.CursorShape.ArrowCursor)
        self._drag(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = _STEPS.get(key) or _LARGE_STEPS.get(key)
        if steps is None or not self._draggable:
            super().keyPressEvent(event)
            return
        self.stepped.emit(steps)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        self._picture = None
        self.update()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = None
        super().resizeEvent(event)

    def _drag(self, event: QMouseEvent) -> None:
        frame = self.frame()
        if not self._draggable or frame is None or frame.chart.remark:
            event.ignore()
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(*frame.units(event.position()))
