"""The exploration window: surveys the worklist's images and shows what a data set holds and what is wrong
with it.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QTabWidget, QVBoxLayout, QWidget

from xray_desktop.exploration.overview import DatasetOverview, overview_of
from xray_desktop.exploration.survey import Read, SurveyedImage, SurveySource, parts_of_paths, survey
from xray_desktop.ui.exploration.findings_page import FindingsPage
from xray_desktop.ui.exploration.giveaways_page import GiveawaysPage
from xray_desktop.ui.exploration.overview_page import OverviewPage
from xray_desktop.ui.images.parallel_reading import ParallelReading
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.worklist.entry import Filter
from xray_desktop.ui.worklist.panel import Worklist

_EVERY = 8
"""Images between two signs of progress."""


class ExplorationWindow(QWidget):
    """A window over all images of the worklist; no model takes part."""

    def __init__(self, worker: WorkerThread, worklist: Worklist, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._worker = worker
        self._worklist = worklist
        self._reading: ParallelReading | None = None
        self._job: Job | None = None
        self._surveyed: list[str] = []
        self._overview: DatasetOverview | None = None
        self._stopped = False
        self.status = QLabel(wordWrap=True)
        self.status.setProperty("role", "muted")
        self.progress, self.cancel, self.again = QProgressBar(), QPushButton(), QPushButton()
        thumbnails = worklist.thumbnails
        self.overview = OverviewPage()
        self.findings, self.giveaways = FindingsPage(thumbnails), GiveawaysPage(thumbnails)
        self.tabs = QTabWidget(documentMode=True)
        for page in (self.overview, self.findings, self.giveaways):
            self.tabs.addTab(page, "")
        top = QHBoxLayout()
        top.addWidget(self.status, 1)
        top.addWidget(self.progress, 1)
        top.addWidget(self.cancel)
        top.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(top)
        layout.addWidget(self.tabs, 1)
        self.cancel.clicked.connect(self.stop)
        self.again.clicked.connect(self.start)
        worklist.model.countsChanged.connect(self._worklist_changed)
        for part in (self.findings, self.giveaways):
            part.imageChosen.connect(worklist.show_image)
            part.imagesWanted.connect(self._show_in_worklist)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self.resize(1040, 680)
        self._retranslate()

    @property
    def busy(self) -> bool:
        """Whether a survey is under way."""
        return self._job is not None

    def start(self) -> None:
        """Surveys all images of the worklist; an earlier survey is dropped."""
        self.stop()
        entries = self._worklist.model.entries
        parts = parts_of_paths([entry.path for entry in entries])
        sources = [
            SurveySource(entry.path, entry.name.removeprefix(f"{part}/"), part, entry.truth)
            for entry, part in zip(entries, parts, strict=True)
        ]
        self._surveyed = [entry.path for entry in entries]
        self._stopped = False
        if not sources:
            self._show(None)
            return
        self._reading = reading = ParallelReading()
        self.progress.setRange(0, len(sources))
        self.progress.setValue(0)
        self._job = self._worker.submit(
            lambda: _survey(sources, reading.read, len(reading.readers)),
            item=self._arrived,
            failed=self._failed,
        )
        self._render()

    def stop(self) -> None:
        """Breaks off the survey."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._stopped = True
        if self._reading is not None:
            self._reading.close()
            self._reading = None
        self._render()

    def _arrived(self, item: int | DatasetOverview) -> None:
        if isinstance(item, DatasetOverview):
            self._job = None
            self.stop()
            self._show(item)
        else:
            self.progress.setValue(item)

    def _failed(self, error: Exception) -> None:
        self.stop()
        raise error

    def _show(self, overview: DatasetOverview | None) -> None:
        self._overview = overview
        self.overview.show_overview(overview)
        self.findings.show_issues(overview.issues if overview else ())
        self.giveaways.show_confounders(
            overview.confounders if overview else (), overview.images if overview else ()
        )
        self._render()

    def _render(self) -> None:
        for part in (self.progress, self.cancel):
            part.setVisible(self.busy)
        self.status.setVisible(not self.busy)
        changed = self._surveyed != [entry.path for entry in self._worklist.model.entries]
        self.again.setVisible(not self.busy and (changed or self._stopped))
        self.again.setEnabled(self._worklist.model.total > 0)
        self.status.setText(self._status(changed))
        grave = sum(issue.grave for issue in self._overview.issues) if self._overview else 0
        striking = sum(each.striking for each in self._overview.confounders) if self._overview else 0
        titles = (
            self.tr("Overview"),
            self.tr("Findings ({count})").format(count=len(self._overview.issues))
            if self._overview
            else self.tr("Findings"),
            self.tr("Giveaways ({count})").format(count=striking) if striking else self.tr("Giveaways"),
        )
        for index, title in enumerate(titles):
            self.tabs.setTabText(index, title)
        self.tabs.setTabToolTip(
            1, self.tr("{count} cross parts or classes").format(count=grave) if grave else ""
        )

    def _status(self, changed: bool) -> str:
        if not self._worklist.model.total:
            return self.tr("Open a folder with images first; NORMAL and PNEUMONIA folders name the classes.")
        if self._stopped:
            return self.tr("The survey was stopped.")
        if changed and self._overview is not None:
            return self.tr("The worklist has changed since the survey.")
        if self._overview is None:
            return ""
        return self.tr("{count} files surveyed. No model was used.").format(
            count=QLocale().toString(len(self._overview.images))
        )

    def _show_in_worklist(self, paths: list[str], title: str) -> None:
        self._worklist.set_filter(Filter(paths=frozenset(paths), title=title))
        self._worklist.step(1)
        self._worklist.window().raise_()
        self._worklist.window().activateWindow()

    def _worklist_changed(self) -> None:
        if self.isVisible() and not self.busy:
            self._render()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._overview is None and not self.busy:
            self.start()
        else:
            self._render()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Explore dataset"))
        self.cancel.setText(self.tr("Cancel"))
        self.again.setText(self.tr("&Survey again"))
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setFormat(self.tr("%v of %m files read"))
        self.overview.retranslate()
        self.findings.retranslate()
        self.giveaways.retranslate()
        self._render()


def _survey(sources: Sequence[SurveySource], read: Read, threads: int) -> Iterator[int | DatasetOverview]:
    """Surveys in a worker: numbers of files read, and at the end what was found."""
    images: list[SurveyedImage] = []
    for image in survey(sources, read, threads=threads):
        images.append(image)
        if len(images) % _EVERY == 0 or len(images) == len(sources):
            yield len(images)
    yield overview_of(images)
