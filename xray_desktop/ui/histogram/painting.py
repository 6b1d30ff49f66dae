"""Painting of the histogram, the display window on it and the reference curves, for the screen and for
paper.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from xray_desktop.imaging.histogram import Histogram
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.histogram.reference_histograms import ReferenceHistograms
from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.images.loaded_image import end_values
from xray_desktop.ui.theme.theme import Colours

_MARGIN_SHARE = 0.02


@dataclass(frozen=True)
class Axis:
    """Modality values along the width of the plot, in pixels."""

    low: float
    high: float
    left: float
    width: float

    @classmethod
    def of(cls, histogram: Histogram, radiograph: Radiograph, rect: QRectF) -> "Axis":
        """All values that are counted, and the image's own window."""
        edges = histogram.edges
        low, high = min(float(edges[0]), radiograph.voi.low), max(float(edges[-1]), radiograph.voi.high)
        margin = max(high - low, 1e-6) * _MARGIN_SHARE
        return cls(low - margin, high + margin, rect.left(), max(rect.width(), 1))

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * self.width

    def value(self, x: float) -> float:
        return self.low + (x - self.left) / self.width * (self.high - self.low)


def plot_rect(whole: QRectF, font: QFont) -> QRectF:
    """Where the counts are, in the area of the plot: the grey scale and its numbers stand beneath."""
    return whole.adjusted(8, 6, -8, -(QFontMetricsF(font).height() + 13))


@dataclass(frozen=True, eq=False)
class HistogramPainting:
    """One picture of a histogram, on the screen or in a report.

    Attributes:
        rect: see `plot_rect`.
        colours: of the theme in use, or of paper.
        references: reference curves, or none.
        logarithmic: whether counts are on a logarithmic scale.
        probed: the modality value under the pointer.
        handles: whether the lines of the window show that they can be dragged.
    """

    histogram: Histogram
    radiograph: Radiograph
    state: DisplayState
    rect: QRectF
    font: QFont
    colours: Colours
    references: ReferenceHistograms | None = None
    logarithmic: bool = False
    probed: float | None = None
    handles: bool = True

    @property
    def axis(self) -> Axis:
        """The modality values from left to right."""
        return Axis.of(self.histogram, self.radiograph, self.rect)

    def paint(self, painter: QPainter) -> None:
        """Paints all of it but ground and frame."""
        painter.save()
        painter.setClipRect(self.rect)
        self._paint_counts(painter)
        self._paint_references(painter)
        self._paint_window(painter)
        painter.restore()
        self._paint_scale(painter)
        self._paint_clipping(painter)
        self._paint_legend(painter)

    def _heights(self) -> tuple[npt.NDArray[np.float64], float]:
        """Counts on the chosen scale, and the count that reaches the plot's top."""
        counts = self.histogram.counts.astype(np.float64)
        top = float(counts.max(initial=0))
        # One spike of background must not press all else flat; it is then cut at the top.
        others = float(np.sort(counts)[-2]) if len(counts) > 1 else top
        if not self.logarithmic and others > 0:
            top = min(top, 2 * others)
        if self.logarithmic:
            counts, top = np.log1p(counts), float(np.log1p(top))
        return counts, max(top, 1e-9)

    def _paint_counts(self, painter: QPainter) -> None:
        rect, axis = self.rect, self.axis
        heights, top = self._heights()
        tops = rect.bottom() - np.minimum(heights / top, 1.0) * (rect.height() - 4)
        edges = [axis.x(float(edge)) for edge in self.histogram.edges]
        points = [QPointF(edges[0], rect.bottom())]
        for index, y in enumerate(tops.tolist()):
            points += [QPointF(edges[index], y), QPointF(edges[index + 1], y)]
        points.append(QPointF(edges[-1], rect.bottom()))
        fill = QColor(self.colours.muted)
        fill.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(points))

    def _paint_references(self, painter: QPainter) -> None:
        """The average images, their black and white laid on the ends of this image's own window."""
        if self.references is None:
            return
        rect, axis = self.rect, self.axis
        _, top = self._heights()
        low, high = self.radiograph.voi.low, self.radiograph.voi.high
        bin_width = float(self.histogram.edges[1] - self.histogram.edges[0])
        c, references = self.colours, self.references
        for shares, colour, style in (
            (references.normal, c.no_pneumonia, Qt.PenStyle.DashLine),
            (references.pneumonia, c.pneumonia, Qt.PenStyle.SolidLine),
        ):
            step = (high - low) / len(shares)
            expected = shares * self.histogram.total * bin_width / max(step, 1e-9)
            if self.logarithmic:
                expected = np.log1p(expected)
            tops = rect.bottom() - np.minimum(expected / top, 1.0) * (rect.height() - 4)
            points = [QPointF(axis.x(low + (i + 0.5) * step), y) for i, y in enumerate(tops.tolist())]
            painter.setPen(QPen(QColor(colour), 1.4, style))
            painter.drawPolyline(QPolygonF(points))

    def _paint_window(self, painter: QPainter) -> None:
        c, rect, axis = self.colours, self.rect, self.axis
        voi = self.state.voi
        x_low, x_high = axis.x(voi.low), axis.x(voi.high)
        shade = QColor(c.window)
        shade.setAlphaF(0.6)
        painter.fillRect(QRectF(rect.left(), rect.top(), max(x_low - rect.left(), 0), rect.height()), shade)
        painter.fillRect(QRectF(x_high, rect.top(), max(rect.right() - x_high, 0), rect.height()), shade)
        values = np.linspace(axis.low, axis.high, 160)
        ramp = [
            QPointF(axis.x(value), rect.bottom() - grey * rect.height())
            for value, grey in zip(values.tolist(), self._grey(values).tolist(), strict=True)
        ]
        painter.setPen(QPen(QColor(c.text), 1.2, Qt.PenStyle.DotLine))
        painter.drawPolyline(QPolygonF(ramp))
        painter.setPen(QPen(QColor(c.accent), 2))
        for x in (x_low, x_high):
            # A line beyond the plot waits at its edge, where it can be caught.
            x = min(max(x, rect.left() + 1), rect.right() - 1)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
            if self.handles:
                painter.setBrush(QColor(c.accent))
                painter.drawEllipse(QPointF(x, rect.center().y()), 3.5, 3.5)
        if self.probed is not None:
            painter.setPen(QPen(QColor(c.text), 1))
            x = axis.x(self.probed)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))

    def _paint_scale(self, painter: QPainter) -> None:
        """The grey scale as the screen shows it, with the axis' ends and the window's ends in numbers."""
        c, rect, axis = self.colours, self.rect, self.axis
        columns = max(round(rect.width()), 2)
        values = np.linspace(axis.low, axis.high, columns)
        grey = np.rint(self._grey(values) * 255).astype(np.uint8)
        strip = QImage(grey.tobytes(), columns, 1, columns, QImage.Format.Format_Grayscale8)
        bar = QRectF(rect.left(), rect.bottom() + 3, rect.width(), 7)
        painter.drawImage(bar, strip)
        painter.setPen(QColor(c.muted))
        baseline = QRectF(rect.left(), bar.bottom() + 2, rect.width(), QFontMetricsF(self.font).height())
        ends = end_values(self.histogram, self.radiograph)
        for value, alignment in zip(
            ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            painter.drawText(baseline, alignment | Qt.AlignmentFlag.AlignTop, f"{value:.6g}")
        if self.probed is not None:
            painter.setPen(QColor(c.text))
            painter.drawText(
                baseline, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{self.probed:.6g}"
            )

    def _paint_clipping(self, painter: QPainter) -> None:
        """What the window leaves all black or all white, at the side where it lies."""
        painter.setPen(QColor(self.colours.text))
        area = self.rect.adjusted(14, 2, -14, -2)
        ground = QColor(self.colours.base)
        ground.setAlphaF(0.85)
        voi = self.state.voi
        shares = self.histogram.share_outside(voi.low, voi.high)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        for share, side in zip(shares, sides, strict=True):
            where, text = side | Qt.AlignmentFlag.AlignTop, f"{share:.1%}"
            # The ramp ends where these stand.
            painter.fillRect(painter.boundingRect(area, where, text).adjusted(-2, 0, 2, 0), ground)
            painter.drawText(area, where, text)

    def _paint_legend(self, painter: QPainter) -> None:
        """Which reference curve is which, under the shares that are clipped."""
        if self.references is None:
            return
        c, metrics = self.colours, QFontMetricsF(self.font)
        line, sample = metrics.height(), 22.0
        names = (
            (legend_title(), None, Qt.PenStyle.NoPen),
            ("NORMAL", c.no_pneumonia, Qt.PenStyle.DashLine),
            ("PNEUMONIA", c.pneumonia, Qt.PenStyle.SolidLine),
        )
        width = max(
            metrics.horizontalAdvance(name) + (sample + 6 if colour else 0) for name, colour, _ in names
        )
        area = QRectF(self.rect.right() - width - 12, self.rect.top() + line + 4, width, line * len(names))
        ground = QColor(c.base)
        ground.setAlphaF(0.85)
        painter.fillRect(area.adjusted(-4, 0, 4, 0), ground)
        for index, (name, colour, style) in enumerate(names):
            y, left = area.top() + index * line, area.left()
            if colour is not None:
                painter.setPen(QPen(QColor(colour), 1.6, style))
                painter.drawLine(QPointF(left, y + line / 2), QPointF(left + sample, y + line / 2))
                left += sample + 6
            painter.setPen(QColor(c.text if colour else c.muted))
            painter.drawText(QPointF(left, y + metrics.ascent()), name)

    def _grey(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
        grey = self.state.voi.apply(values)
        shown = 1 - grey if self.radiograph.inverted != self.state.inverted else grey
        return np.asarray(shown**self.state.filters.gamma, np.float32)


def legend_title() -> str:
    """What the reference curves are."""
    return QCoreApplication.translate("HistogramPainting", "Training mean")
