"""What can be made of cases: a contact sheet on paper, and a bundle for a colleague."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.review.case_bundle import (
    BundledCase,
    BundleProgress,
    UnusableBundle,
    write_bundle,
)
from xray_desktop.messages import Message, message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.review.contact_sheet import (
    SheetCase,
    SheetOptions,
    UnwritableContactSheet,
    write_contact_sheet,
)
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.messages import sentences
from xray_desktop.ui.worklist.entry import Entry


class CaseExport(QWidget):
    """Buttons, options and progress below the cases.

    Args:
        cases: gives the cases that are meant.
        count: gives their number.
        title: gives the title of the contact sheet.

    Signals:
        notified: a file was written, or could not be (Message).
    """

    notified = Signal(object)

    def __init__(
        self,
        worker: WorkerThread,
        runner: ModelRunner,
        settings: Settings,
        cases: Callable[[], Sequence[Entry]],
        count: Callable[[], int],
        title: Callable[[], str],
    ) -> None:
        super().__init__()
        self._worker = worker
        self._runner = runner
        self._settings = settings
        self._cases = cases
        self._count = count
        self._title = title
        self._reading = ImageReading()
        self._job: Job | None = None
        self._outcome: tuple[Message, ...] = ()
        self.status = QLabel(wordWrap=True)
        self.status.setProperty("role", "muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.to_worklist, self.sheet, self.bundle = QPushButton(), QPushButton(), QPushButton()
        self.with_names, self.with_heat_maps = QCheckBox(), QCheckBox()
        self.with_heat_maps.setChecked(True)
        self.progress, self.cancel = QProgressBar(), QPushButton()
        busy, foot, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        busy.addWidget(self.status, 1)
        busy.addWidget(self.progress, 1)
        busy.addWidget(self.cancel)
        foot.setSpacing(12)
        foot.addWidget(self.with_heat_maps)
        foot.addWidget(self.with_names)
        foot.addStretch()
        for button in (self.sheet, self.bundle, self.to_worklist):
            foot.addWidget(button)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(busy)
        layout.addLayout(foot)
        self.sheet.clicked.connect(self.choose_and_write_sheet)
        self.bundle.clicked.connect(self.choose_and_write_bundle)
        self.cancel.clicked.connect(self.stop)
        self._retranslate()

    def refresh(self, *, forget: bool = False) -> None:
        """The cases that are meant have changed; `forget` what was said of the last file too."""
        if forget:
            self._outcome = ()
        count = self._count()
        for button in (self.to_worklist, self.sheet, self.bundle):
            button.setEnabled(count > 0 and self._job is None)
        if self._job is None and not self._outcome:
            self.status.setText(
                self.tr("For contact sheet and bundle: {count} cases").format(count=QLocale().toString(count))
            )

    def choose_and_write_sheet(self) -> None:
        """Asks for a file and writes a contact sheet of the cases to it."""
        path = self._choose_file(self.tr("Contact sheet"), "cases.pdf", self.tr("PDF (*.pdf)"))
        if path is not None:
            self.write_sheet(path)

    def choose_and_write_bundle(self) -> None:
        """Asks for a file and writes a bundle of the cases to it."""
        path = self._choose_file(self.tr("Bundle of cases"), "cases.zip", self.tr("Bundle (*.zip)"))
        if path is not None:
            self.write_bundle(path)

    def write_sheet(self, file: Path) -> None:
        """Writes a contact sheet of the cases, in the worker."""
        cases = [
            SheetCase(entry.path, entry.name, entry.truth, entry.row, entry.mark.reading)
            for entry in self._cases()
            if entry.row is not None
        ]
        options = SheetOptions(
            self._title(),
            self.with_names.isChecked(),
            self.with_heat_maps.isChecked(),
        )
        read, classifier = self._reading.read, self._runner.classifier
        self._start(
            lambda: write_contact_sheet(file, cases, options, read, classifier),
            len(cases),
            lambda: [message("contact_sheet_written", count=len(cases), file=file.name)],
        )

    def write_bundle(self, file: Path) -> None:
        """Writes a bundle of the cases, in the worker."""
        cases = [
            BundledCase(entry.path, entry.truth, entry.row, entry.mark)
            for entry in self._cases()
            if entry.row is not None
        ]
        read = self._reading.read
        last: list[BundleProgress] = []

        def written() -> list[Message]:
            count = last[-1].done - last[-1].left_out
            return [message("bundle_written", count=count, file=file.name), *last[-1].remarks]

        self._start(lambda: write_bundle(file, cases, read), len(cases), written, last.append)

    def _start(
        self,
        work: Callable[[], Iterator[int] | Iterator[BundleProgress]],
        total: int,
        written: Callable[[], list[Message]],
        each: Callable[[BundleProgress], None] | None = None,
    ) -> None:
        self._outcome = ()
        self.progress.setRange(0, total)
        self.progress.setValue(0)

        def item(progress: int | BundleProgress) -> None:
            if isinstance(progress, BundleProgress):
                if each is not None:
                    each(progress)
                progress = progress.done
            self.progress.setValue(progress)

        self._job = self._worker.submit(
            work, item=item, done=lambda: self._ended(*written()), failed=self._failed
        )
        self._show_busy(True)

    def stop(self) -> None:
        """Breaks off what is being written; nothing of it is left."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._reading.close()
            self._reading = ImageReading()
            self._show_busy(False)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UnusableBundle | UnwritableContactSheet):
            self._ended()
            raise error
        self._ended(error.message)

    def _ended(self, *outcome: Message) -> None:
        self._job = None
        self._outcome = outcome
        self._show_busy(False)
        for each in outcome:
            self.notified.emit(each)

    def _show_busy(self, busy: bool) -> None:
        for part in (self.progress, self.cancel):
            part.setVisible(busy)
        for box in (self.with_names, self.with_heat_maps):
            box.setEnabled(not busy)
        self.status.setVisible(not busy)
        if self._outcome:
            self.status.setText(sentences(self._outcome))
        self.refresh()

    def _choose_file(self, title: str, name: str, kinds: str) -> Path | None:
        folder = self._settings.get(remembered.LAST_EXPORT_FOLDER)
        file, _ = QFileDialog.getSaveFileName(self, title, os.path.join(folder, name), kinds)
        if not file:
            return None
        path = Path(file if Path(file).suffix else file + Path(name).suffix)
        self._settings.set(remembered.LAST_EXPORT_FOLDER, str(path.parent))
        return path

    def close_reading(self) -> None:
        """Ends all work; the next export reads again."""
        self.stop()
        self._reading.close()
        self._reading = ImageReading()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.progress.setAccessibleName(self.tr("Progress"))
        self.to_worklist.setText(self.tr("Show in the &worklist"))
        self.sheet.setText(self.tr("&Contact sheet…"))
        self.sheet.setToolTip(self.tr("PDF of the selected cases, or of all when none are selected"))
        self.bundle.setText(self.tr("&Bundle…"))
        self.bundle.setToolTip(
            self.tr(
                "One ZIP for a colleague: images without patient data and with new names, predictions and "
                "reader "
                "marks. Notes and what is written in the image stay as they are."
            )
        )
        self.with_heat_maps.setText(self.tr("&Heat maps"))
        self.with_names.setText(self.tr("&File names"))
        for box in (self.with_heat_maps, self.with_names):
            box.setToolTip(self.tr("On the contact sheet"))
        self.cancel.setText(self.tr("Cancel"))
        self._show_busy(self._job is not None)
