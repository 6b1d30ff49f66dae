"""The evaluation window: how the model does on images whose class is known."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from xray_desktop.evaluation.study.comparison import Ratings
from xray_desktop.evaluation.study.figure import RocPoint
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.recognition import results_kind
from xray_desktop.ui.evaluation.attribute_reading import AttributeReading
from xray_desktop.ui.evaluation.case_display import CaseDisplay
from xray_desktop.ui.evaluation.cases_page import CasesPage
from xray_desktop.ui.evaluation.comparing import ratings_of_marks
from xray_desktop.ui.evaluation.comparison_page import ComparisonPage
from xray_desktop.ui.evaluation.curves_page import CurvesPage
from xray_desktop.ui.evaluation.dataset_page import DatasetPage
from xray_desktop.ui.evaluation.evaluator import Evaluator
from xray_desktop.ui.evaluation.file_choice import FileChoice
from xray_desktop.ui.evaluation.header import Header
from xray_desktop.ui.evaluation.measures_page import MeasuresPage
from xray_desktop.ui.evaluation.provenance import provenance_of
from xray_desktop.ui.evaluation.saver import NoticeLine, Saver
from xray_desktop.ui.evaluation.saving import StudyContents
from xray_desktop.ui.evaluation.start_page import StartPage
from xray_desktop.ui.evaluation.steps import LabelTable
from xray_desktop.ui.evaluation.subgroups_page import SubgroupsPage
from xray_desktop.ui.jobs import WorkerThreads
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.messages import report_words
from xray_desktop.ui.worklist.panel import Worklist


class EvaluationWindow(QWidget):
    """A window over the worklist's images whose class is known; it follows a batch as it goes.

    Signals:
        classifyWanted: these images (paths) are to be classified.
        pathsWanted: these files or folders are to be opened in the main window.
        folderWanted: a folder is to be chosen and opened in the main window.
    """

    classifyWanted = Signal(list)
    pathsWanted = Signal(list)
    folderWanted = Signal()

    def __init__(
        self,
        workers: WorkerThreads,
        runner: ModelRunner,
        worklist: Worklist,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._runner, self._worklist = runner, worklist
        self._worker, reading = workers.worker("evaluation"), workers.worker("evaluation reading")
        threshold_worker = workers.worker("evaluation threshold")
        self.evaluator = Evaluator(self._worker, threshold_worker, worklist, self)
        self.saver = Saver(self.evaluator, self._worker, settings, self)
        self.attributes = AttributeReading(reading, self)
        self.files = FileChoice(self._worker, settings, self)
        self.header, self.notice = Header(), NoticeLine()
        self.start = StartPage()
        self.measures = MeasuresPage(self.evaluator)
        self.curves = CurvesPage(self.evaluator)
        self.subgroups = SubgroupsPage(self.evaluator)
        self.comparison = ComparisonPage(self.evaluator, self._worker)
        self.cases = CasesPage(worklist.thumbnails)
        self.dataset = DatasetPage(reading)
        self.display = CaseDisplay(self.evaluator, self.cases, worklist, self)
        self.results = QStackedWidget()
        self.tabs = QTabWidget(documentMode=True)
        self._pages = (
            *(self.measures, self.curves, self.subgroups, self.comparison, self.cases, self.dataset),
        )
        self._lay_out()
        self._connect()
        self.resize(1200, 680)
        self._retranslate()

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for is shown."""
        return self.evaluator.settled and not self.comparison.busy

    def show_in_front(self) -> None:
        """Shows the window in front of all others, also when it was minimized or behind them."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def use_labels(self, file: Path | None) -> None:
        """Takes the labels from a table, or with None from class folders."""
        self._use_table(None if file is None else LabelTable(file))

    def show_readers(self, points: Sequence[RocPoint]) -> None:
        """Shows readers, or anything else with a sensitivity and a specificity, on the ROC."""
        self.evaluator.points = tuple(points)
        self.evaluator.evaluated.emit()

    def open_dropped(self, paths: list[str]) -> None:
        """Takes a CSV without results for the label table; everything else is opened in the main window."""
        file = Path(paths[0])
        if len(paths) == 1 and file.suffix.lower() == ".csv" and not results_kind(file):
            self.use_labels(file)
        else:
            self.pathsWanted.emit(paths)

    def _use_table(self, table: LabelTable | None) -> None:
        self.evaluator.table = table
        self.header.show_labels(table)
        self.evaluator.evaluate()

    def _connect(self) -> None:
        evaluator, header, start = self.evaluator, self.header, self.start
        self._worklist.model.countsChanged.connect(self._changed)
        self._runner.decisionContextChanged.connect(self._model_changed)
        evaluator.busyChanged.connect(self._busy_changed)
        evaluator.surveyed.connect(self._surveyed)
        evaluator.evaluated.connect(self._evaluated)
        evaluator.grouped.connect(self.display.show_all)
        header.scopeChosen.connect(self._scope_chosen)
        header.foldersWanted.connect(lambda: self.use_labels(None))
        for signal in (header.tableWanted, start.tableWanted):
            signal.connect(self.files.choose_table)
        for signal in (header.wordsWanted, start.wordsWanted):
            signal.connect(lambda: self.files.ask_words(self.evaluator.table))
        header.cancelWanted.connect(self._cancel)
        header.exportWanted.connect(lambda: self.saver.choose_and_export(self._contents))
        start.folderWanted.connect(self.folderWanted)
        start.resultsWanted.connect(self.files.choose_results)
        start.classifyWanted.connect(self._classify)
        self.dataset.classifyWanted.connect(self._classify)
        self.measures.matrix.cellChosen.connect(self.display.show_cell)
        self.subgroups.subgroupChosen.connect(self.display.show_subgroup)
        self.subgroups.attributesWanted.connect(lambda: self.attributes.read(self.evaluator.items))
        self.attributes.progress.connect(self.subgroups.show_reading)
        self.attributes.finished.connect(self._attributes_read)
        self.attributes.notified.connect(self.notice.show_message)
        self.comparison.tableWanted.connect(self.files.choose_ratings)
        self.files.tableChosen.connect(self._use_table)
        self.files.resultsChosen.connect(lambda file: self.pathsWanted.emit([str(file)]))
        self.files.ratingsChosen.connect(self.comparison.compare_with_file)
        self.files.failed.connect(self.notice.show_message)
        self.comparison.marks.clicked.connect(self._compare_marks)
        self.comparison.resultChanged.connect(self._compared)
        self.comparison.casesChosen.connect(self.display.show)
        self.display.shown.connect(lambda: self.tabs.setCurrentWidget(self.cases))
        self.display.opened.connect(self.close)
        for page in (self.curves, self.subgroups):
            page.saveWanted.connect(self._save_figure)
        self.saver.notified.connect(self.notice.show_message)
        self.saver.busyChanged.connect(self._busy_changed)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)

    # What the evaluator says

    def _changed(self) -> None:
        if self.isVisible():
            self.evaluator.evaluate_soon()

    def _model_changed(self) -> None:
        metadata = self._runner.metadata
        points = metadata.operating_points if metadata else ()
        self.curves.show_points(points)
        self.comparison.show_points(points)

    def _busy_changed(self) -> None:
        self.header.show_busy(self.evaluator.busy or self.saver.busy)
        self.header.export.setEnabled(self.evaluator.basis is not None and not self.saver.busy)

    def _surveyed(self) -> None:
        overview = self.evaluator.overview
        if overview is not None:
            self.dataset.show_overview(overview)
            self.header.show_scopes([(self.tr("All images"), None), *overview.scopes])
            self.comparison.marks.setVisible(overview.marked)

    def _evaluated(self) -> None:
        basis, failure = self.evaluator.basis, self.evaluator.failure
        self.header.export.setEnabled(basis is not None and not self.saver.busy)
        self.header.show_remarks(basis.remarks if basis else (), basis.waiting if basis else 0)
        self.results.setCurrentWidget(self.start if basis is None else self.tabs)
        if basis is None:
            overview = self.evaluator.overview
            unclassified = overview.unclassified if overview else 0
            self.start.show_reason(failure, images=len(self.evaluator.items), unclassified=unclassified)

    def _scope_chosen(self, data: object) -> None:
        self.evaluator.scope = None if data is None else lambda item: data in (item.csv, item.model)
        self.evaluator.evaluate()

    def _cancel(self) -> None:
        self.saver.cancel()
        self.evaluator.cancel()

    def _compared(self) -> None:
        result = self.comparison.result
        if result is None or result.curve is None:
            self.curves.show_second(None)
            return
        areas = result.comparison.aucs
        name = result.ratings.name.partition(" (")[0]
        self.curves.show_second((f"{name} · AUC {areas[1]:.3f}" if areas else name, *result.curve))

    def _classify(self) -> None:
        self.classifyWanted.emit([item.path for item in self.evaluator.items if item.row is None])

    # Files

    def _compare_marks(self) -> None:
        basis = self.evaluator.basis
        if basis is None:
            return
        names = {path: name for name, path in basis.paths.items()}
        readings = {
            names[item.path]: item.reading is PredictedClass.PNEUMONIA
            for item in self.evaluator.items
            if item.reading is not None and item.path in names
        }
        self.comparison.compare_with(ratings_of_marks(self.tr("Reader's marks"), readings))

    def _attributes_read(self) -> None:
        self.evaluator.attributes = self.attributes.found
        self.evaluator.evaluate()

    def _save_figure(self, name: str, kind: str) -> None:
        self.saver.choose_and_save_figure(name, kind, self._second())

    def _second(self) -> Ratings | None:
        return None if self.comparison.result is None else self.comparison.result.ratings

    def _contents(self) -> StudyContents | None:
        cases, basis = self.evaluator.cases, self.evaluator.basis
        if cases is None or basis is None:
            return None
        scope = self.header.scope.currentText() if self.evaluator.scope is not None else ""
        return StudyContents(
            cases,
            basis.labels_remarks,
            provenance_of(cases, basis, self._runner.classifier, self.evaluator.table, scope),
            self._second(),
            self.evaluator.points,
            report_words(),
        )

    # The window itself

    def _lay_out(self) -> None:
        for page in self._pages:
            self.tabs.addTab(page, "")
        self.results.addWidget(self.start)
        self.results.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.header)
        layout.addWidget(self.results, 1)
        layout.addWidget(self.notice)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model_changed()
        # After the first paint: building the window and going through the worklist at once takes too long.
        self.evaluator.evaluate_next()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.evaluator.close()
        self.comparison.close_work()
        self.attributes.close()
        self.dataset.close_reading()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Evaluate dataset"))
        titles = (
            *(self.tr("Measures"), self.tr("Curves"), self.tr("Subgroups"), self.tr("Comparison")),
            *(self.tr("Images"), self.tr("Dataset")),
        )
        for index, text in enumerate(titles):
            self.tabs.setTabText(index, text)
        if self.isVisible():
            # The other windows change their words in the same turn.
            QTimer.singleShot(0, self, self.evaluator.evaluated.emit)
