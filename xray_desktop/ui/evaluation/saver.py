"""Asks where figures and studies go, has them written by a worker, and says what became of it."""

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from xray_desktop.evaluation.study.cases import Cases, UnusableStudy
from xray_desktop.evaluation.study.comparison import Ratings
from xray_desktop.evaluation.study.folder import check_output
from xray_desktop.messages import Message, MessageError, message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.evaluation.evaluator import Evaluator
from xray_desktop.ui.evaluation.saving import StudyContents, save_figure, save_study
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.messages import report_words, sentence

KIND_NAMES = {".png": "PNG (*.png)", ".svg": "SVG (*.svg)", ".pdf": "PDF (*.pdf)", ".csv": "CSV (*.csv)"}


class NoticeLine(QWidget):
    """One line below the pages: the last message, and the folder that it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._folder: Path | None = None
        self.text = QLabel(wordWrap=True)
        self.open = QPushButton()
        self.dismiss = QPushButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.open)
        layout.addWidget(self.dismiss)
        self.open.clicked.connect(self._open_folder)
        self.dismiss.clicked.connect(self.hide)
        self._retranslate()
        self.hide()

    def show_message(self, content: Message, folder: Path | None = None) -> None:
        """Shows a message, with a button that opens a folder."""
        self._message, self._folder = content, folder
        self.text.setText(sentence(content))
        self.open.setVisible(folder is not None)
        self.show()

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.open.setText(self.tr("Open folder"))
        self.dismiss.setText(self.tr("Close"))
        if self._message is not None:
            self.text.setText(sentence(self._message))


class Saver(QObject):
    """Saves figures and studies of the evaluator's cases at the threshold in use.

    Signals:
        notified: something was saved or could not be saved: a message, and the folder that it is in or None.
        busyChanged: a study is being written, or no longer.
    """

    notified = Signal(object, object)
    busyChanged = Signal()

    def __init__(
        self, evaluator: Evaluator, worker: WorkerThread, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._evaluator, self._worker, self._settings = evaluator, worker, settings
        self._job: Job | None = None
        self._cancelled = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether a study is being written."""
        return self._job is not None

    def choose_and_save_figure(self, name: str, kind: str, second: Ratings | None) -> None:
        """Asks for a file and writes a figure to it."""
        cases = self._evaluator.cases
        if cases is None:
            return
        folder = self._settings.get(remembered.LAST_EXPORT_FOLDER)
        proposed = os.path.join(folder, f"{name}{kind}")
        file, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save figure"), proposed, KIND_NAMES[kind]
        )
        if not file:
            return
        path = Path(file if Path(file).suffix.lower() == kind else file + kind)
        self._settings.set(remembered.LAST_EXPORT_FOLDER, str(path.parent))
        self.save_figure(name, cases, second, path)

    def save_figure(self, name: str, cases: Cases, second: Ratings | None, path: Path) -> None:
        """Writes a figure in the form that the suffix of the path names."""
        self._worker.submit(
            partial(save_figure, name, cases, second, self._evaluator.points, report_words(), path),
            done=lambda: self.notified.emit(message("figure_saved", file=path.name), path.parent),
            failed=self._failed,
        )

    def choose_and_export(self, contents: Callable[[], StudyContents | None]) -> None:
        """Asks for a folder and writes the study to it; asks before an older study is replaced."""
        folder = self._settings.get(remembered.LAST_EXPORT_FOLDER)
        file, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export study: name of the new folder"),
            os.path.join(folder, "study"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not file:
            return
        path = Path(file)
        self._settings.set(remembered.LAST_EXPORT_FOLDER, str(path.parent))
        overwrite = False
        try:
            check_output(path, overwrite=False)
        except UnusableStudy as error:
            if error.message.code != "study_folder_exists":
                self.notified.emit(error.message, None)
                return
            if not self._may_replace(path):
                return
            overwrite = True
        made = contents()
        if made is not None:
            self.export(made, path, overwrite=overwrite)

    def export(self, contents: StudyContents, folder: Path, *, overwrite: bool = False) -> None:
        """Writes a study."""
        self.cancel()
        self._cancelled = threading.Event()
        self._job = self._worker.submit(
            partial(save_study, contents, folder, overwrite, self._cancelled.is_set),
            item=self._exported,
            failed=self._failed,
        )
        self.busyChanged.emit()

    def cancel(self) -> None:
        """Gives up a study that is being made; one that is being written is finished."""
        self._cancelled.set()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.busyChanged.emit()

    def _may_replace(self, folder: Path) -> bool:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("The study folder {folder} exists already.").format(folder=folder.name))
        box.setInformativeText(self.tr("Replace it, with everything in it?"))
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is replace

    def _exported(self, folder: Path | None) -> None:
        self._job = None
        self.busyChanged.emit()
        if folder is not None:
            self.notified.emit(message("study_saved", folder=folder.name), folder)

    def _failed(self, error: Exception) -> None:
        if self._job is not None:
            self._job = None
            self.busyChanged.emit()
        if not isinstance(error, MessageError):
            raise error
        self.notified.emit(error.message, None)
