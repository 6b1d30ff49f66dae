"""The histogram with the display window on it, painted; its two lines can be dragged."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_desktop.imaging.histogram import Histogram
from xray_desktop.ui.histogram.painting import Axis, HistogramPainting, plot_rect
from xray_desktop.ui.histogram.reference_histograms import ReferenceHistograms
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.theme.theme import colours

_GRAB_PIXELS = 7.0
_LEAST_ROOM = 300
"""Height in pixels that the plot may always grow to."""


class _Grip(Enum):
    LOW = auto()
    HIGH = auto()
    BOTH = auto()


class HistogramPlot(QWidget):
    """Counts over modality values, the window's two lines and ramp, and the grey scale beneath."""

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._histogram: Histogram | None = None
        self._references: ReferenceHistograms | None = None
        self._logarithmic = False
        self._probed: float | None = None
        self._grip: _Grip | None = None
        self._grip_offsets = (0.0, 0.0)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(96)
        self.setMaximumHeight(_LEAST_ROOM)
        display.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, 170)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # No taller than wide: a narrow, high plot would stretch every count into a needle.
        self.setMaximumHeight(max(_LEAST_ROOM, self.width()))
        super().resizeEvent(event)

    def set_histogram(self, histogram: Histogram | None) -> None:
        """Shows a histogram, or none."""
        self._histogram = histogram
        self._probed = None
        self.update()

    def set_logarithmic(self, on: bool) -> None:
        """Counts on a logarithmic or a linear scale."""
        self._logarithmic = on
        self.update()

    def set_references(self, references: ReferenceHistograms | None) -> None:
        """Curves to compare with, or none."""
        self._references = references
        self.update()

    def set_probed(self, value: float | None) -> None:
        """Marks the modality value under the pointer."""
        if value != self._probed:
            self._probed = value
            self.update()

    def clipped_shares(self) -> tuple[float, float]:
        """Shares of the image, 0 to 1, that lie below the window's low end and above its high end."""
        if self._histogram is None:
            return 0.0, 0.0
        voi = self._display.state.voi
        return self._histogram.share_outside(voi.low, voi.high)

    def _plot_rect(self) -> QRectF:
        return plot_rect(QRectF(self.rect()), self.font())

    def _axis(self) -> Axis | None:
        radiograph = self._display.radiograph
        if self._histogram is None or radiograph is None:
            return None
        return Axis.of(self._histogram, radiograph, self._plot_rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self._plot_rect()
        painter.fillRect(rect, QColor(c.base))
        radiograph = self._display.radiograph
        if self._histogram is not None and radiograph is not None:
            HistogramPainting(
                self._histogram,
                radiograph,
                self._display.state,
                rect,
                self.font(),
                c,
                self._references,
                self._logarithmic,
                self._probed,
            ).paint(painter)
        elif radiograph is None:
            painter.setPen(QColor(c.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(
                rect.adjusted(4, 0, -4, 0), flags, self.tr("Open an image to see its histogram.")
            )
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _grip_at(self, x: float) -> _Grip | None:
        axis = self._axis()
        if axis is None:
            return None
        rect = self._plot_rect()
        voi = self._display.state.voi
        low = min(max(axis.x(voi.low), rect.left()), rect.right())
        high = min(max(axis.x(voi.high), rect.left()), rect.right())
        if min(abs(x - low), abs(x - high)) <= _GRAB_PIXELS:
            if abs(low - high) < 1:
                return _Grip.HIGH if x >= high else _Grip.LOW
            return _Grip.LOW if abs(x - low) < abs(x - high) else _Grip.HIGH
        return _Grip.BOTH if low < x < high else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        axis = self._axis()
        if event.button() != Qt.MouseButton.LeftButton or axis is None:
            return
        self._grip = self._grip_at(event.position().x())
        if self._grip is not None:
            voi = self._display.state.voi
            value = axis.value(event.position().x())
            self._grip_offsets = (voi.low - value, voi.high - value)
            self._display.begin_gesture()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        axis = self._axis()
        if axis is None:
            return
        x = event.position().x()
        if self._grip is None:
            grip = self._grip_at(x)
            if grip in (_Grip.LOW, _Grip.HIGH):
                self.setCursor(Qt.CursorShape.SplitHCursor)
            elif grip is _Grip.BOTH:
                self.setCursor(Qt.CursorShape.SizeHorCursor)
            else:
                self.unsetCursor()
            return
        voi = self._display.state.voi
        value = axis.value(x)
        if self._grip is _Grip.LOW:
            low = min(value, voi.high)
            self._display.set_range(low, voi.high)
        elif self._grip is _Grip.HIGH:
            self._display.set_range(voi.low, max(value, voi.low))
        else:
            low, high = (value + offset for offset in self._grip_offsets)
            self._display.set_range(low, high)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._grip is not None:
            self._grip = None
            self._display.begin_gesture()
