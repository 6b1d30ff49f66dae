"""The window for case review: filters with a name, the cases of each, and what can be made of them."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.review.case_filters import CaseFilter, filters_of, in_order
from xray_desktop.inference.prediction import PredictedClass, probability_in_words
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.review.case_export import CaseExport
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.case_filters import case_filter_explanation, case_filter_title
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.worklist.entry import Entry, Filter
from xray_desktop.ui.worklist.outcome_text import outcome_look
from xray_desktop.ui.worklist.panel import Worklist
from xray_desktop.ui.worklist.thumbnail_grid import GridItem, ThumbnailGrid

_PORTION_SECONDS = 0.006
"""How long cases are sorted into filters before the window has its turn again."""
_REFRESH_MS = 500


class CaseReviewWindow(QWidget):
    """A window over the worklist's images with a result; it follows the worklist."""

    def __init__(
        self,
        worker: WorkerThread,
        runner: ModelRunner,
        worklist: Worklist,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._worklist = worklist
        self._found: dict[CaseFilter, list[Entry]] = {wanted: [] for wanted in CaseFilter}
        self._sorting: Iterator[None] | None = None
        self.filters = QListWidget()
        self.explanation = QLabel(wordWrap=True)
        self.grid = ThumbnailGrid(worklist.thumbnails)
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.export = CaseExport(
            worker,
            runner,
            settings,
            self.cases,
            self.case_count,
            lambda: self.tr("Case review: {filter}").format(filter=case_filter_title(self.wanted)),
        )
        self._lay_out()
        self._refreshing = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refreshing.timeout.connect(self.refresh)
        self._portions = QTimer(self, interval=0)
        self._portions.timeout.connect(self._sort_portion)
        self._connect()
        self.resize(1040, 660)
        self._retranslate()

    # What is shown

    @property
    def wanted(self) -> CaseFilter:
        """The filter whose cases are shown."""
        return list(CaseFilter)[max(0, self.filters.currentRow())]

    @property
    def complete(self) -> bool:
        """Whether all cases are sorted into their filters."""
        return self._sorting is None and not self._refreshing.isActive()

    def refresh(self) -> None:
        """Sorts all cases into the filters again, a portion at a time."""
        self._sorting = self._sort()
        self._portions.start()

    def choose(self, wanted: CaseFilter) -> None:
        """Shows the cases of a filter."""
        self.filters.setCurrentRow(list(CaseFilter).index(wanted))

    def cases(self) -> list[Entry]:
        """The selected cases, or all of the filter when none or only one is selected."""
        entries = {entry.path: entry for entry in self._found[self.wanted]}
        selected = self.grid.selected_paths()
        paths = selected if len(selected) > 1 else self.grid.paths
        return [entries[path] for path in paths if path in entries]

    def case_count(self) -> int:
        """How many cases `cases` gives, without looking for them."""
        selected = self.grid.selected_count
        return selected if selected > 1 else self.grid.count

    def _sort(self) -> Iterator[None]:
        found: dict[CaseFilter, list[Entry]] = {wanted: [] for wanted in CaseFilter}
        model = self._worklist.model
        for listed in model.entries:
            # By its path: it is then as the operating point in use has it.
            entry = model.entry(listed.path)
            if entry is not None:
                for wanted in filters_of(entry):
                    found[wanted].append(entry)
            yield
        self._found = found

    def _sort_portion(self) -> None:
        until = time.perf_counter() + _PORTION_SECONDS
        while self._sorting is not None and time.perf_counter() < until:
            if next(self._sorting, self) is self:
                self._sorting = None
        if self._sorting is None:
            self._portions.stop()
            self._show_counts()
            self._show_cases()

    def _show_counts(self) -> None:
        for row, wanted in enumerate(CaseFilter):
            count = len(self._found[wanted])
            text = f"{case_filter_title(wanted)}  ({QLocale().toString(count)})"
            self.filters.item(row).setText(text)

    def _show_cases(self) -> None:
        wanted = self.wanted
        entries = in_order(wanted, self._found[wanted])
        self.grid.show_images(entries, _item)
        self.explanation.setText(case_filter_explanation(wanted))
        self.grid.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self.empty.setText(self._why_empty())
        self.export.refresh()

    def _why_empty(self) -> str:
        entries = self._worklist.model.entries
        if all(entry.row is None for entry in entries):
            return self.tr(
                "No image has a result yet. Open a results file, or open a folder and classify its images."
            )
        cells = (
            *(CaseFilter.FALSE_NEGATIVE, CaseFilter.FALSE_POSITIVE, CaseFilter.CONFIDENT_ERRORS),
            *(CaseFilter.TRUE_POSITIVE, CaseFilter.TRUE_NEGATIVE),
        )
        if self.wanted in cells and all(entry.truth is None for entry in entries):
            return self.tr(
                "The ground truth is not known: no image is in a folder called NORMAL or PNEUMONIA."
            )
        return self.tr("No case matches this filter.")

    def show_in_worklist(self) -> None:
        """Lets the worklist show the cases of the filter, and brings the main window to the front."""
        self._worklist.set_filter(Filter(case=self.wanted))
        self._worklist.step(1)
        self._worklist.window().raise_()
        self._worklist.window().activateWindow()

    # The rest

    def _connect(self) -> None:
        self._worklist.model.countsChanged.connect(self._changed)
        self.filters.currentRowChanged.connect(self._filter_chosen)
        self.grid.imageChosen.connect(self._worklist.show_image)
        self.grid.selectionEdited.connect(self.export.refresh)
        self.export.to_worklist.clicked.connect(self.show_in_worklist)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)

    def _filter_chosen(self) -> None:
        self._show_cases()
        self.export.refresh(forget=True)

    def _changed(self) -> None:
        if self.isVisible() and not self._refreshing.isActive():
            self._refreshing.start()

    def _lay_out(self) -> None:
        for _ in CaseFilter:
            self.filters.addItem(QListWidgetItem())
        self.filters.setCurrentRow(0)
        self.filters.setSpacing(3)
        for label in (self.explanation, self.empty):
            label.setProperty("role", "muted")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.explanation)
        column.addWidget(self.grid, 1)
        column.addWidget(self.empty, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.filters)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 800])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.export)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._portions.stop()
        self._sorting = None
        self.export.close_reading()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Case review"))
        self.filters.setAccessibleName(self.tr("Case filters"))
        self.grid.setAccessibleName(self.tr("Cases of the filter"))
        self._show_counts()
        self._show_cases()


def _item(entry: Entry) -> GridItem:
    outcome = outcome_look(entry.outcome)
    probability = "" if entry.probability is None else f" {probability_in_words(entry.probability)}"
    truth = "" if entry.truth is None else predicted_class_look(entry.truth).short
    known = entry.truth is not None and entry.predicted_class in (
        PredictedClass.NORMAL,
        PredictedClass.PNEUMONIA,
    )
    colour = ("correct" if entry.truth is entry.predicted_class else "failed") if known else outcome.colour
    sign = ("✓ " if entry.truth is entry.predicted_class else "✗ ") if known else ""
    return GridItem(entry.path, f"{sign}{outcome.short}{probability}", truth, entry.name, colour)
