"""The page of the data set: images by class, and the average histogram of each class."""

from collections import Counter
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xray_desktop.evaluation.dataset_evaluation import GreyLevels, grey_levels
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.evaluation.figures import grey_level_chart
from xray_desktop.ui.evaluation.steps import CLASSES, Overview
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.widgets.charts import ChartView


class DatasetPage(QWidget):
    """Counts the images of class folders, and reads a sample of them for their grey levels.

    Signals:
        classifyWanted: the images are to be classified.
    """

    classifyWanted = Signal()

    def __init__(self, worker: WorkerThread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._reading = ImageReading()
        self._overview: Overview | None = None
        self.surveyed: list[str] = []
        self.read: Counter[PredictedClass] = Counter()
        self._survey: Job | None = None
        self._sums: dict[PredictedClass, npt.NDArray[np.float64]] = {}
        self.counts, self.progress = QLabel(wordWrap=True), QLabel()
        self.histograms = ChartView()
        self.classify_all = QPushButton()
        self.classify_all.clicked.connect(self.classifyWanted)
        self._lay_out()
        self.retranslate()

    def show_overview(self, overview: Overview) -> None:
        """Shows the images whose folder names their class."""
        self._overview = overview
        self._show_counts()
        self._survey_images(list(overview.sample))
        self._show_histograms()

    def close_reading(self) -> None:
        """Ends the survey; the next `show_overview` begins it again."""
        if self._survey is not None:
            self._survey.cancel()
        self.surveyed = []
        self._reading.close()
        self._reading = ImageReading()

    def _show_counts(self) -> None:
        header = (
            self.tr("Ground truth"),
            self.tr("Images"),
            self.tr("Classified"),
            self.tr("Cannot be opened"),
        )
        lines = [
            "<tr>" + "".join(f"<td style='white-space: nowrap'>{word}</td>" for word in header) + "</tr>"
        ]
        counts = self._overview.counts if self._overview else {}
        for label in CLASSES:
            classified, failed, waiting = (
                counts.get((label, state), 0) for state in ("classified", "failed", "waiting")
            )
            cells = "".join(
                f"<td align='right'><b>{QLocale().toString(n)}</b></td>"
                for n in (classified + failed + waiting, classified, failed)
            )
            lines.append(
                f"<tr><td style='white-space: nowrap'>{predicted_class_look(label).short}</td>{cells}</tr>"
            )
        self.counts.setText(f"<table cellspacing='0' cellpadding='5'>{''.join(lines)}</table>")
        self.classify_all.setVisible(any(counts.get((label, "waiting"), 0) for label in CLASSES))

    def _survey_images(self, sample: list[tuple[str, PredictedClass]]) -> None:
        """Averages the grey levels of a sample, unless that sample is the one surveyed already."""
        paths = [path for path, _ in sample]
        if paths == self.surveyed:
            return
        if self._survey is not None:
            self._survey.cancel()
        self.surveyed = paths
        self._sums, self.read = {label: np.zeros(256) for label in CLASSES}, Counter()
        # Alternating, so that both curves are there from the beginning.
        halves = [[item for item in sample if item[1] is label] for label in CLASSES]
        mixed = [item for pair in zip(*halves, strict=False) for item in pair]
        taken = set(mixed)
        rest = [item for half in halves for item in half if item not in taken]
        self._survey = self._worker.submit(
            partial(grey_levels, [*mixed, *rest], self._reading.read), item=self._surveyed_one
        )

    def _surveyed_one(self, levels: GreyLevels) -> None:
        self._sums[levels.label] += levels.shares
        self.read[levels.label] += 1
        total = self.read.total()
        if total % 5 == 1 or total < 4 or total == len(self.surveyed):
            self._show_histograms()

    def _show_histograms(self) -> None:
        means = {label: self._sums[label] / self.read[label] for label in CLASSES if self.read[label]}
        self.histograms.show_chart(grey_level_chart(means))
        self.progress.setText(
            self.tr("{read} of {all} images read for the histograms").format(
                read=QLocale().toString(self.read.total()), all=QLocale().toString(len(self.surveyed))
            )
        )

    def _lay_out(self) -> None:
        self.progress.setProperty("role", "muted")
        self.counts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        top = QHBoxLayout()
        top.addWidget(self.counts)
        top.addStretch()
        top.addWidget(self.classify_all, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        layout.addWidget(self.histograms, 1)
        layout.addWidget(self.progress)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.classify_all.setText(self.tr("Classify these images…"))
        self._show_counts()
        self._show_histograms()
