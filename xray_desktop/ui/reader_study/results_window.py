"""The results of a reader study: figures, agreement, effect of the model's help, and every image by
disagreement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.reader_study.definition import image_path, read_study
from xray_desktop.evaluation.reader_study.export import export_results
from xray_desktop.evaluation.reader_study.record import read_record, records_of
from xray_desktop.evaluation.reader_study.results import CaseResult, ReaderStudyResults, evaluate_readers
from xray_desktop.inference.prediction import PredictedClass, probability_in_words
from xray_desktop.messages import MessageError, message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.reader_study.remarks_label import RemarksLabel
from xray_desktop.ui.reader_study.results_text import (
    agreement_html,
    comparisons_html,
    raters_html,
    read_title,
    roc_chart,
    sample_html,
)
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.file_text import one_line, tooltip
from xray_desktop.ui.text.messages import report_words
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.theme.icons import refresh_icons, set_icon
from xray_desktop.ui.widgets.charts import ChartView
from xray_desktop.ui.widgets.read_only_table import ReadOnlyTable

_EXPORT_FOLDER = "results"
_CHART_WIDTH, _CHART_HEIGHT = 420, 400
_PATH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, eq=False)
class _Found:
    """The results of a study, and where the images of its cases are, in the order of the cases."""

    results: ReaderStudyResults
    paths: Sequence[str]


class ReaderResultsWindow(QWidget):
    """Shows and exports the results of a study.

    Signals:
        caseWanted: an image, by its path, is to be shown in the main window.
    """

    caseWanted = Signal(str)

    def __init__(self, worker: WorkerThread, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._worker, self._settings = worker, settings
        self._folder = Path()
        self._job: Job | None = None
        self.found: _Found | None = None
        self.tabs = QTabWidget(documentMode=True)
        self.roc = ChartView()
        self.raters, self.agreement, self.help = (QTextBrowser(openLinks=False) for _ in range(3))
        self.cases = ReadOnlyTable(selectable=True, stretched=None)
        self.notice = RemarksLabel()
        self._cases_help = QLabel(wordWrap=True)
        self.export = QPushButton()
        self._lay_out()
        self.resize(1100, 680)
        self._retranslate()

    def show_study(self, folder: Path) -> None:
        """Computes the results of the study in a folder, and shows them."""
        self._folder = folder
        if self._job is not None:
            self._job.cancel()

        def computed() -> Iterator[_Found]:
            study = read_study(folder)
            records = [read_record(path, study) for path in records_of(folder, study)]
            results = evaluate_readers(study, records)
            yield _Found(results, [str(image_path(study, each.case, folder)) for each in results.cases])

        self._job = self._worker.submit(computed, item=self._show, failed=self._failed)

    def export_to(self, folder: Path, *, overwrite: bool = False) -> None:
        """Writes the results into a folder."""
        if self.found is None:
            return
        results, words = self.found.results, report_words()

        def written() -> Iterator[None]:
            export_results(results, folder, overwrite=overwrite, words=words)
            yield None

        done = message("reader_study_exported", folder=str(folder))
        self._worker.submit(written, done=lambda: self.notice.show_messages(done), failed=self._failed)

    def _show(self, found: _Found) -> None:
        self.found = found
        self.notice.show_messages(*found.results.remarks)
        self._render()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MessageError):
            raise error
        self.notice.show_messages(error.message)

    def _render(self) -> None:
        found = self.found
        self.export.setEnabled(found is not None)
        if found is None:
            return
        results = found.results
        self.roc.show_chart(roc_chart(results))
        self.raters.setHtml(raters_html(results))
        self.agreement.setHtml(agreement_html(results))
        parts = []
        for title, note, comparisons in (
            (self.tr("Effect of the model's help"), self.tr("Second read minus first read."), results.help),
            (
                self.tr("Readers against the model"),
                self.tr("First read minus model at its threshold."),
                results.against_model,
            ),
        ):
            table = (
                comparisons_html(comparisons) if comparisons else f"<p>{self.tr('No second reads yet.')}</p>"
            )
            parts.append(f"<h3>{title}</h3><p>{note}</p>{table}")
        if not results.against_model:
            parts.pop()
        if results.sample is not None:
            title = self.tr("Readers as a sample of readers")
            parts.insert(1, f"<h3>{title}</h3>{sample_html(results.sample)}")
        self.help.setHtml("".join(parts))
        self._show_cases(results, found.paths)

    def _show_cases(self, results: ReaderStudyResults, paths: Sequence[str]) -> None:
        keys = [(record.reader, read) for record in results.records for read in (1, 2)]
        keys = [key for key in keys if any(key in case.readings for case in results.cases)]
        header = [self.tr("Case"), self.tr("Disagreement"), self.tr("Label"), self.tr("Model")]
        header += [f"{one_line(name)}\n{read_title(read)}" for name, read in keys]
        table = self.cases
        table.setUpdatesEnabled(False)
        table.setColumnCount(len(header))
        table.setHorizontalHeaderLabels(header)
        table.fill([self._case_cells(case, keys) for case in results.cases])
        for row, path in enumerate(paths):
            for column in range(table.columnCount()):
                item = table.item(row, column)
                if item is not None:
                    item.setData(_PATH, path)
                    item.setToolTip(tooltip(path))
        table.resizeColumnsToContents()
        table.setUpdatesEnabled(True)

    def _case_cells(self, case: CaseResult, keys: list[tuple[str, int]]) -> list[str]:
        image = case.image
        model = "–"
        if image.probability is not None:
            model = f"{_short(image.prediction)} {probability_in_words(image.probability)}"
        answers = []
        for key in keys:
            reading = case.readings.get(key)
            answers.append("–" if reading is None else f"{_short(reading.answer)} {reading.confidence}")
        return [str(case.case), f"{case.disagreement:.2f}", _short(image.truth), model, *answers]

    def _open_case(self, row: int) -> None:
        item = self.cases.item(row, 0)
        if item is not None:
            self.caseWanted.emit(item.data(_PATH))

    def _choose_export(self) -> None:
        proposed = str(self._folder / _EXPORT_FOLDER)
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Folder for the results"), proposed, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if path:
            self._settings.set(remembered.LAST_EXPORT_FOLDER, str(Path(path).parent))
            self.export_to(Path(path), overwrite=True)

    def _lay_out(self) -> None:
        self.notice.setProperty("role", "muted")
        self._cases_help.setProperty("role", "muted")
        set_icon(self.export, "export")
        table = self.cases
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.cellClicked.connect(lambda row, _: self._open_case(row))
        table.activated.connect(lambda index: self._open_case(index.row()))
        figures, cases = QWidget(), QWidget()
        page = QVBoxLayout(figures)
        page.addWidget(self.raters, 1)
        across = QHBoxLayout()
        across.addWidget(self.roc)
        across.addStretch()
        page.addLayout(across)
        # About as wide as high: the axes of a ROC have one scale.
        self.roc.setFixedSize(_CHART_WIDTH, _CHART_HEIGHT)
        page = QVBoxLayout(cases)
        page.addWidget(self._cases_help)
        page.addWidget(table, 1)
        for content in (figures, self.agreement, self.help, cases):
            self.tabs.addTab(content, "")
        foot = QHBoxLayout()
        foot.addWidget(self.notice, 1)
        foot.addWidget(self.export, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        self.export.clicked.connect(self._choose_export)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.ApplicationPaletteChange:
            refresh_icons(self)
            self._render()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Results of the reader study"))
        titles = (self.tr("Readers"), self.tr("Agreement"), self.tr("Model's help"), self.tr("Images"))
        for index, text in enumerate(titles):
            self.tabs.setTabText(index, text)
        for widget, text in zip((self.raters, self.agreement, self.help, self.cases), titles, strict=True):
            widget.setAccessibleName(text)
        self._cases_help.setText(
            self.tr(
                "Most disagreement first: share of the pairs of raters that differ. Click to open the image."
            )
        )
        self.export.setText(self.tr("&Export…"))
        self._render()


def _short(predicted: PredictedClass | None) -> str:
    return "–" if predicted is None else predicted_class_look(predicted).short
