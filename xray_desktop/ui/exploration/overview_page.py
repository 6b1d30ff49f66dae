"""The page of counts, sizes and grey levels of each part and class."""

import numpy as np
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.exploration.overview import LABELS, DatasetOverview
from xray_desktop.ui.exploration.words import class_title, part_title
from xray_desktop.ui.widgets.charts import Chart, ChartView, Curve
from xray_desktop.ui.widgets.read_only_table import ReadOnlyTable

_COLOURS = {"NORMAL": "no_pneumonia", "PNEUMONIA": "pneumonia", None: "accent"}
_ENDS = 3
"""Grey levels at either end that do not set the scale: background and burned-in annotation accumulate
there.
"""


class OverviewPage(QWidget):
    """Shows counts and histograms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview: DatasetOverview | None = None
        self.table = ReadOnlyTable(7)
        self.part, self.note = QComboBox(), QLabel(wordWrap=True)
        self._part_label = QLabel()
        self.note.setProperty("role", "muted")
        self.histogram = ChartView()
        row = QHBoxLayout()
        row.addWidget(self._part_label)
        row.addWidget(self.part)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.note)
        layout.addLayout(row)
        layout.addWidget(self.histogram, 3)
        self.part.currentIndexChanged.connect(self._show_histogram)
        self.retranslate()

    def show_overview(self, overview: DatasetOverview | None) -> None:
        """Shows what a survey found; None before there is one."""
        self._overview = overview
        self._fill()

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.table.setAccessibleName(self.tr("Images by part and class"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Part"),
                self.tr("Class"),
                self.tr("Images"),
                self.tr("Patients"),
                self.tr("Cannot be opened"),
                self.tr("Median size"),
                self.tr("Smallest – largest"),
            ]
        )
        self.note.setText(
            self.tr(
                "Patients by file name or DICOM Patient ID; an image without either counts as one patient. "
                "Parts are "
                "the folders above the class folders."
            )
        )
        self._part_label.setText(self.tr("Grey levels of part:"))
        self.part.setAccessibleName(self.tr("Part of the data"))
        self._fill()

    def _fill(self) -> None:
        overview = self._overview
        counts = overview.counts if overview else ()
        number = QLocale().toString
        rows = [
            [
                part_title(each.part),
                class_title(each.label),
                number(each.images),
                number(each.patients),
                number(each.unreadable),
                f"{each.width} × {each.height}",
                f"{each.smallest[0]} × {each.smallest[1]} – {each.largest[0]} × {each.largest[1]}",
            ]
            for each in counts
        ]
        self.table.fill(rows, right=range(2, 7))
        self.part.blockSignals(True)
        before = self.part.currentData()
        self.part.clear()
        for part in dict.fromkeys(each.part for each in counts):
            self.part.addItem(part_title(part), part)
        self.part.setCurrentIndex(max(0, self.part.findData(before)))
        self.part.blockSignals(False)
        for widget in (self.part, self._part_label):
            widget.setVisible(self.part.count() > 1)
        self._show_histogram()

    def _show_histogram(self) -> None:
        part = self.part.currentData() or ""
        found = self._overview.histograms if self._overview else {}
        shown = [(label, found[part, label]) for label in LABELS if (part, label) in found]
        highest = max((float(each.mean[_ENDS:-_ENDS].max()) * 100 for _, each in shown), default=1.0)
        levels = np.arange(256)
        self.histogram.show_chart(
            Chart(
                title=self.tr("Mean histogram by class"),
                x_label=self.tr("Displayed grey level (default W/L)"),
                y_label=self.tr("% of pixels"),
                curves=[
                    Curve(levels, each.mean * 100, _COLOURS[label], class_title(label), filled=True)
                    for label, each in shown
                ],
                x_range=(0, 256),
                y_range=(0.0, highest * 1.25 or 1.0),
                show_y_values=False,
                remark="" if shown else self.tr("No images read yet."),
            )
        )
