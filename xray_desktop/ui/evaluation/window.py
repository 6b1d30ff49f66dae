"""The evaluation window: the images of NORMAL and PNEUMONIA folders, and how the model does on them."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from xray_desktop.evaluation.dataset_evaluation import (
    ClassifiedImage,
    GreyLevels,
    evaluate,
    grey_levels,
    spread,
)
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.evaluation.confusion_view import ConfusionView, Counts
from xray_desktop.ui.evaluation.figures import (
    calibration_chart,
    figures_table,
    grey_level_chart,
    roc_chart,
)
from xray_desktop.ui.evaluation.image_grid import ImageGrid
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.widgets.charts import ChartView
from xray_desktop.ui.worklist.entry import Entry, Filter, Outcome
from xray_desktop.ui.worklist.outcome_text import threshold_summary
from xray_desktop.ui.worklist.panel import Worklist

_SAMPLE = 100
"""Images of each class whose grey levels are averaged."""
_IMAGES = 40
"""Images in the grid of each kind, correct and incorrect."""
_CLASSES = (PredictedClass.NORMAL, PredictedClass.PNEUMONIA)
_REFRESH_MS = 500


class EvaluationWindow(QWidget):
    """A window over the worklist's images whose folder names their class; it follows a batch as it goes.

    Signals:
        classifyWanted: these images (paths) are to be classified.
    """

    classifyWanted = Signal(list)

    def __init__(
        self, worker: WorkerThread, runner: ModelRunner, worklist: Worklist, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._worker = worker
        self._runner = runner
        self._worklist = worklist
        self._reading = ImageReading()
        self._surveyed: list[str] = []
        self._survey: Job | None = None
        self._sums: dict[PredictedClass, npt.NDArray[np.float64]] = {}
        self._read: Counter[PredictedClass] = Counter()
        self.counts, self.progress = QLabel(wordWrap=True), QLabel()
        self.histograms, self.roc, self.calibration = ChartView(), ChartView(), ChartView()
        self.matrix = ConfusionView()
        self.figures, self._matrix_help = QLabel(), QLabel(wordWrap=True)
        self.threshold = QLabel(wordWrap=True)
        self.grid = ImageGrid(worklist.thumbnails)
        self.classify_all = QPushButton()
        self.tabs = QTabWidget(documentMode=True)
        self._lay_out()
        self._refreshing = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refreshing.timeout.connect(self.refresh)
        self._parts: list[Callable[[], None]] = []
        self._next_part = QTimer(self, singleShot=True, interval=0)
        self._next_part.timeout.connect(self._show_next_part)
        worklist.model.countsChanged.connect(self._changed)
        self.matrix.cellChosen.connect(self._show_cell)
        self.grid.imageChosen.connect(worklist.show_image)
        self.classify_all.clicked.connect(
            lambda: self.classifyWanted.emit([each.path for each in self.images()])
        )
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self.resize(900, 620)
        self._retranslate()

    def images(self) -> list[Entry]:
        """The images whose class is known."""
        return [entry for entry in self._worklist.model.entries if entry.truth is not None]

    @property
    def complete(self) -> bool:
        """Whether everything that was computed is shown."""
        return not self._parts

    def refresh(self) -> None:
        """Computes and shows everything again, one part at a time, so that many images do not block the window."""
        self._parts = [
            self._show_counts,
            self._show_predictions,
            self._show_grid,
            self._survey_images,
            self._show_histograms,
        ]
        self._next_part.start()

    def _show_next_part(self) -> None:
        if self._parts:
            self._parts.pop(0)()
            self._next_part.start()

    def _show_counts(self) -> None:
        entries = self.images()
        counts = Counter((entry.truth, entry.outcome) for entry in entries if entry.truth is not None)
        self.counts.setText(self._counts_table(counts))
        self.matrix.show_counts(counts)
        self.threshold.setText(threshold_summary(entries, self._worklist.model.decision_context))
        self.classify_all.setVisible(any(entry.row is None for entry in entries))

    def _show_predictions(self) -> None:
        classified = [
            ClassifiedImage(entry.truth, entry.predicted_class, entry.probability)
            for entry in self.images()
            if entry.truth is not None and entry.row is not None and entry.row.status != "error"
        ]
        evaluation = evaluate(classified)
        metadata = self._runner.metadata
        points = metadata.operating_points if metadata else ()
        roc, calibration = roc_chart(evaluation, classified, points), calibration_chart(evaluation)
        self.roc.show_chart(roc, roc.title)
        self.calibration.show_chart(calibration, calibration.title)
        self.figures.setText(figures_table(evaluation))

    def _show_grid(self) -> None:
        self.grid.show_images(_correct_and_incorrect(self.images()))

    # Grey levels

    def _survey_images(self) -> None:
        """Averages the grey levels of a sample, unless that sample is the one surveyed already."""
        entries = self.images()
        sample = [
            (path, label)
            for label in _CLASSES
            for path in spread([entry.path for entry in entries if entry.truth is label], _SAMPLE)
        ]
        paths = [path for path, _ in sample]
        if paths == self._surveyed:
            return
        if self._survey is not None:
            self._survey.cancel()
        self._surveyed = paths
        self._sums, self._read = {label: np.zeros(256) for label in _CLASSES}, Counter()
        # Alternating, so that both curves are there from the beginning.
        halves = [[item for item in sample if item[1] is label] for label in _CLASSES]
        mixed = [item for pair in zip(*halves, strict=False) for item in pair]
        rest = [item for half in halves for item in half if item not in set(mixed)]
        self._survey = self._worker.submit(
            partial(grey_levels, [*mixed, *rest], self._reading.read), item=self._surveyed_one
        )

    def _surveyed_one(self, levels: GreyLevels) -> None:
        self._sums[levels.label] += levels.shares
        self._read[levels.label] += 1
        if not self._refreshing.isActive() and (self._read.total() % 5 == 1 or self._read.total() < 4):
            self._show_histograms()
        if self._read.total() == len(self._surveyed):
            self._show_histograms()

    def _show_histograms(self) -> None:
        means = {label: self._sums[label] / self._read[label] for label in _CLASSES if self._read[label]}
        self.histograms.show_chart(grey_level_chart(means))
        self.progress.setText(
            self.tr("{read} of {all} images read for the histograms").format(
                read=QLocale().toString(self._read.total()), all=QLocale().toString(len(self._surveyed))
            )
        )

    # The rest

    def _changed(self) -> None:
        if self.isVisible() and not self._refreshing.isActive():
            self._refreshing.start()

    def _show_cell(self, truth: PredictedClass, outcome: Outcome) -> None:
        self._worklist.set_filter(Filter(outcomes=frozenset({outcome}), truth=truth))
        self._worklist.step(1)
        self._worklist.window().raise_()
        self._worklist.window().activateWindow()

    def _counts_table(self, counts: Counts) -> str:
        header = (
            self.tr("Ground truth"),
            self.tr("Images"),
            self.tr("Classified"),
            self.tr("Cannot be opened"),
        )
        lines = [
            "<tr>" + "".join(f"<td style='white-space: nowrap'>{word}</td>" for word in header) + "</tr>"
        ]
        for label in _CLASSES:
            images = sum(counts.get((label, outcome), 0) for outcome in Outcome)
            failed = counts.get((label, Outcome.FAILED), 0)
            classified = images - failed - counts.get((label, Outcome.WAITING), 0)
            cells = "".join(f"<td align='right'><b>{n}</b></td>" for n in (images, classified, failed))
            lines.append(
                f"<tr><td style='white-space: nowrap'>{predicted_class_look(label).short}</td>{cells}</tr>"
            )
        return f"<table cellspacing='0' cellpadding='5'>{''.join(lines)}</table>"

    def _lay_out(self) -> None:
        self.progress.setProperty("role", "muted")
        self._matrix_help.setProperty("role", "muted")
        self.threshold.setProperty("role", "muted")
        for label in (self.counts, self.figures):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        images, predictions, curves = QWidget(), QWidget(), QWidget()
        page = QVBoxLayout(images)
        top = QHBoxLayout()
        top.addWidget(self.counts)
        top.addStretch()
        top.addWidget(self.classify_all, 0, Qt.AlignmentFlag.AlignTop)
        page.addLayout(top)
        page.addWidget(self.histograms, 1)
        page.addWidget(self.progress)
        page = QVBoxLayout(predictions)
        page.addWidget(self.matrix)
        page.addWidget(self.threshold)
        page.addWidget(self._matrix_help)
        page.addWidget(self.figures)
        page.addStretch()
        row = QHBoxLayout(curves)
        row.addWidget(self.roc)
        row.addWidget(self.calibration)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(predictions)
        for content in (images, scroll, curves, self.grid):
            self.tabs.addTab(content, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.tabs)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._parts.clear()
        if self._survey is not None:
            self._survey.cancel()
        self._surveyed = []
        self._reading.close()
        self._reading = ImageReading()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Evaluate dataset"))
        titles = (self.tr("Dataset"), self.tr("Predictions"), self.tr("Curves"), self.tr("Images"))
        for index, text in enumerate(titles):
            self.tabs.setTabText(index, text)
        self._matrix_help.setText(
            self.tr(
                "Click a cell to show its images in the worklist. Positive class: pneumonia. The "
                "figures exclude uncertain and unclassified images; the curves include uncertain "
                "ones. Intervals: 95 % CI."
            )
        )
        self.classify_all.setText(self.tr("Classify these images…"))
        if self.isVisible():
            # The other windows change their words in the same turn.
            QTimer.singleShot(0, self, self.refresh)


def _correct_and_incorrect(entries: list[Entry]) -> list[Entry]:
    """Classified images, the incorrect ones first and of these the most confident first."""
    classified = [
        entry for entry in entries if entry.predicted_class in _CLASSES and entry.probability is not None
    ]
    incorrect = [entry for entry in classified if entry.predicted_class is not entry.truth]
    correct = [entry for entry in classified if entry.predicted_class is entry.truth]
    incorrect.sort(key=lambda entry: -abs((entry.probability or 0.0) - 0.5))
    shown = set(spread([entry.path for entry in correct], _IMAGES))
    return [*incorrect[:_IMAGES], *(entry for entry in correct if entry.path in shown)]
