"""The annotations of the image as a list, with the histogram of a region or the profile of a line."""

import math

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.measurement.annotation import Annotation
from xray_desktop.measurement.figures import Figures
from xray_desktop.measurement.line_profile import LineProfile
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.measurement.regions import RegionFigures
from xray_desktop.ui.text.measurements import annotation_lines, kind_title, scale_sentence, values_text
from xray_desktop.ui.viewer.tools.annotation_set import AnnotationSet
from xray_desktop.ui.widgets.charts import Chart, ChartView, Curve

_LONGEST_LINE = 120


class MeasurementPanel(QWidget):
    """Shows what was measured and annotated on the frame in view; the list selects."""

    def __init__(self, annotations: AnnotationSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annotations = annotations
        self._lines: list[list[str]] = []
        self._plotted: Figures | None = None
        self._scale_label = QLabel(wordWrap=True)
        self._scale_label.setProperty("role", "muted")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.list.setMinimumHeight(30)
        self._hint = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._hint.setProperty("role", "muted")
        self.plot = ChartView()
        self.plot.setMinimumHeight(118)
        self.key_image = QCheckBox()
        self.copy, self.delete = QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        buttons.addWidget(self.key_image)
        buttons.addStretch()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self._scale_label, self._hint):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.plot, 2)
        layout.addLayout(buttons)
        annotations.changed.connect(self._show)
        self.list.currentRowChanged.connect(lambda row: annotations.select(row if row >= 0 else None))
        self.key_image.toggled.connect(annotations.set_key_image)
        self.copy.clicked.connect(self._copy)
        self.delete.clicked.connect(annotations.remove_selected)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(annotations.remove_selected)
        self._retranslate()

    def _show(self) -> None:
        annotations, image = self._annotations, self._annotations.image
        self.setEnabled(image is not None)
        lines: list[list[str]] = []
        if image is not None:
            for number, (annotation, figures) in enumerate(annotations, 1):
                own = annotation_lines(annotation, figures, annotations.scale, image.measured)
                lines.append([f"{number}  {kind_title(annotation.kind)}", *own])
        self.list.blockSignals(True)
        if lines != self._lines:
            self._fill(lines)
        selected = annotations.selected
        if selected is not None and selected < self.list.count():
            self.list.setCurrentRow(selected)
        else:
            self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.key_image.blockSignals(True)
        self.key_image.setChecked(annotations.key_image)
        self.key_image.blockSignals(False)
        self.copy.setEnabled(bool(lines))
        self.delete.setEnabled(selected is not None)
        self._scale_label.setText(scale_sentence(annotations.scale) if image else "")
        self._scale_label.setVisible(image is not None)
        self._make_room_for_label()
        self.list.setVisible(bool(lines))
        self._hint.setVisible(not lines)
        self._show_plot()
        # Once the plot has taken its room.
        QTimer.singleShot(0, self, self._scroll)

    def _make_room_for_label(self) -> None:
        # A layout reckons with a single line of a label that wraps, and would squeeze the rest.
        self._scale_label.setMinimumHeight(
            max(0, self._scale_label.heightForWidth(self._scale_label.width()))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room_for_label()

    def _scroll(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.list.scrollToItem(item)

    def _fill(self, lines: list[list[str]]) -> None:
        self._lines = lines
        # Items that stay keep their place, so that a drag does not build the list again and again.
        while self.list.count() > len(lines):
            self.list.takeItem(self.list.count() - 1)
        for row, (title, *own) in enumerate(lines):
            text = title if not own else f"{title}:  " + ";  ".join(own)[:_LONGEST_LINE]
            item = self.list.item(row)
            if item is None:
                self.list.addItem(text)
            else:
                item.setText(text)

    def _show_plot(self) -> None:
        annotations, selected = self._annotations, self._annotations.selected
        figures: Figures | None = None
        if selected is not None and selected < len(annotations.shown):
            figures = annotations.figures(annotations.shown[selected])
        has_plot = isinstance(figures, LineProfile) or (
            isinstance(figures, RegionFigures) and figures.count > 0
        )
        self.plot.setVisible(has_plot)
        if figures is self._plotted or not has_plot or selected is None:
            self._plotted = figures if has_plot else None
            return
        self._plotted = figures
        image, title = annotations.image, kind_title(annotations.shown[selected].kind)
        unit = image.measured.unit if image is not None else ""
        if isinstance(figures, LineProfile):
            self.plot.show_chart(self._profile_chart(figures, title, annotations.scale, unit))
        elif isinstance(figures, RegionFigures):
            self.plot.show_chart(self._histogram_chart(figures, title, unit))

    def _profile_chart(self, profile: LineProfile, title: str, scale: PixelScale, unit: str) -> Chart:
        lowest, highest = profile.value_range
        if not np.isfinite(lowest):
            return Chart(title, "", "", remark=self.tr("No pixels"))
        parts = np.split(
            np.arange(len(profile.values)), np.flatnonzero(np.diff(np.isnan(profile.values))) + 1
        )
        curves = [
            Curve(profile.distances[part], profile.values[part], "accent")
            for part in parts
            if len(part) and not np.isnan(profile.values[part[0]])
        ]
        return Chart(
            f"{title}: {lowest:.6g} – {highest:.6g} {unit}".rstrip(),
            self.tr("Distance ({unit})").format(unit=scale.unit),
            "",
            curves,
            x_range=_even_range(0.0, profile.length),
            y_range=_even_range(lowest, highest),
        )

    def _histogram_chart(self, figures: RegionFigures, title: str, unit: str) -> Chart:
        histogram = figures.histogram
        # Each bin is a step: its count at both of its edges.
        x, y = np.repeat(histogram.edges, 2)[1:-1], np.repeat(histogram.counts, 2)
        return Chart(
            self.tr("{kind}: histogram").format(kind=title),
            self._value_title(unit),
            self.tr("Pixels"),
            [Curve(x, y, "accent", filled=True)],
            x_range=_even_range(figures.lowest, figures.highest),
            y_range=(0.0, float(histogram.counts.max()) * 1.05 or 1.0),
            show_y_values=False,
        )

    def _value_title(self, unit: str) -> str:
        return self.tr("Pixel value") + (f" ({unit})" if unit else "")

    def _copy(self) -> None:
        items: list[tuple[Annotation, list[str]]] = [
            (annotation, lines[1:])
            for annotation, lines in zip(self._annotations.shown, self._lines, strict=True)
        ]
        if clipboard := QGuiApplication.clipboard():
            clipboard.setText(values_text(items))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._hint.setText(
            self.tr(
                "Nothing is measured yet. Choose a tool from the Measure menu and drag on the image. "
                "Drag lines and handles to change them; Delete removes."
            )
        )
        self.list.setAccessibleName(self.tr("Measurements and annotations"))
        self.key_image.setText(self.tr("Key image"))
        self.copy.setText(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy all figures as text"))
        self.delete.setText(self.tr("Delete"))
        self._plotted = None
        self._show()


def _even_range(lowest: float, highest: float) -> tuple[float, float]:
    """A range that holds the values, whose quarters are numbers of few digits."""
    step = (highest - lowest) / 4 or 1.0
    power = 10.0 ** math.floor(math.log10(step))
    for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15):
        even = factor * power
        low = math.floor(lowest / even) * even
        if low + 4 * even >= highest:
            return low, low + 4 * even
    return lowest, highest
