"""A probability between 0 and 1 as a bar, with the thresholds of the operating points on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.text.predictions import operating_point_title
from xray_desktop.ui.theme.theme import colours

_BAR_HEIGHT = 12.0


class ProbabilityBar(QWidget):
    """The bar; it shows thresholds alone while there is no probability."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probability: float | None = None
        self._colour = "muted"
        self._points: tuple[OperatingPoint, ...] = ()
        self._chosen = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_points(self, points: tuple[OperatingPoint, ...], chosen: str) -> None:
        """The operating points, and the name of the one in use."""
        self._points = points
        self._chosen = chosen
        self._describe()

    def set_probability(self, probability: float | None, colour: str = "muted") -> None:
        """The probability, 0 to 1, and the name of its colour in `theme.Colours`; None for none."""
        self._probability = probability
        self._colour = colour
        self._describe()

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(self.font()).height()
        return QSize(240, round(2 * line + _BAR_HEIGHT + 16))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _describe(self) -> None:
        points = ", ".join(f"{operating_point_title(p.name)} {p.threshold:.2f}" for p in self._points)
        value = probability_in_words(self._probability) if self._probability is not None else "–"
        self.setAccessibleName(self.tr("Probability of pneumonia {value}").format(value=value))
        self.setAccessibleDescription(self.tr("Thresholds: {points}").format(points=points))
        self.update()

    def _bar(self) -> QRectF:
        line = QFontMetricsF(self.font()).height()
        return QRectF(self.rect()).adjusted(1, line + 7, -1, 0).adjusted(0, 0, 0, -(line + 7))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = self._bar()
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(QColor(c.base))
        painter.drawRoundedRect(bar, 3, 3)
        if self._probability is not None:
            filled = QRectF(bar.left(), bar.top(), max(bar.width() * self._probability, 3), bar.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(c, self._colour)))
            painter.drawRoundedRect(filled, 3, 3)
        metrics = QFontMetricsF(self.font())
        below = QRectF(bar.left(), bar.bottom() + 3, bar.width(), metrics.height())
        painter.setPen(QColor(c.muted))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, "1")
        for point in self._points:
            self._paint_tick(painter, bar, point)

    def _paint_tick(self, painter: QPainter, bar: QRectF, point: OperatingPoint) -> None:
        c = colours()
        chosen = point.name == self._chosen
        x = bar.left() + bar.width() * point.threshold
        halo, ink = QColor(c.window), QColor(c.text if chosen else c.muted)
        for pen in (QPen(halo, 4), QPen(ink, 2 if chosen else 1)):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))
        if not chosen:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x - 4, bar.top() - 7), QPointF(x + 4, bar.top() - 7), QPointF(x, bar.top() - 2)]
            )
        )
        text = f"{operating_point_title(point.name)} {point.threshold:.2f}"
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(text)
        left = min(max(x - width / 2, 0), self.width() - width)
        painter.setPen(ink)
        painter.drawText(QPointF(left, metrics.ascent()), text)

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            near = [p for p in self._points if abs(self._x(p) - event.pos().x()) <= 6]
            text = "\n".join(f"{operating_point_title(p.name)} {p.threshold:.2f}" for p in near)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _x(self, point: OperatingPoint) -> float:
        bar = self._bar()
        return bar.left() + bar.width() * point.threshold
