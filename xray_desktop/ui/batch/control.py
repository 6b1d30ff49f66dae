"""Batches in the window: asked for in a dialog, run in a worker, shown in a panel, kept in the worklist."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from xray_desktop.batch.driver import BatchRequest, Ended
from xray_desktop.batch.files import Files, NothingToDo
from xray_desktop.batch.steps import BatchStopped, Control, Progress
from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.messages import Message, MessageError, message, os_error
from xray_desktop.results.row import ResultsInTheWay, Row, UnusableResults
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.batch.dialog import BatchDialog
from xray_desktop.ui.batch.panel import BatchPanel, BatchState, BatchStatus
from xray_desktop.ui.batch.run import BatchEvent, Classified, FilesFound, batch_events, path_of
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.worklist.panel import Worklist

_REMEDIES = {
    "results_exist": "choose_resume_or_replace",
    "results_other_version": "choose_other_file_or_replace",
    "results_other_model": "choose_point_or_replace",
}
"""What the batch's dialog offers about `ResultsInTheWay`, by its code."""

_EXPECTED = (NothingToDo, UnusableModel, UnusableResults, BatchStopped, OSError)


class BatchControl(QObject):
    """Runs one batch at a time.

    Signals:
        started: a batch has found its images; carries the worklist's paths of the first of them.
        written: the rows go to this CSV (Path); marks may be beside it from an earlier run.
        ended: the batch is over, however it came to that.
    """

    started = Signal(list)
    written = Signal(object)
    ended = Signal()

    def __init__(
        self,
        worker: WorkerThread,
        runner: ModelRunner,
        worklist: Worklist,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._worker = worker
        self._runner = runner
        self._worklist = worklist
        self._settings = settings
        self.panel = BatchPanel()
        self.panel.pauseWanted.connect(self.pause)
        self.panel.stopWanted.connect(self.stop)
        self._control: Control | None = None
        self._request: BatchRequest | None = None
        self._files: Files | None = None
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether a batch is under way."""
        return self._job is not None

    def ask(self, paths: Sequence[str] = ()) -> BatchDialog:
        """Opens the dialog for a batch over some images; without any, it proposes those that are open.

        Where none is open either, a folder is chosen in the dialog, as it can be in place of the open ones.
        """
        metadata = self._runner.metadata
        dialog = BatchDialog(
            paths,
            open_images=() if paths else [entry.path for entry in self._worklist.model.entries],
            folder=self._settings.get(remembered.LAST_FOLDER),
            results_folder=self._settings.get(remembered.LAST_EXPORT_FOLDER),
            operating_points=[point.name for point in metadata.operating_points] if metadata else (),
            operating_point=self._runner.operating_point,
            recursive=self._settings.get(remembered.SEARCH_SUBFOLDERS),
            parent=self._window,
        )
        dialog.accepted.connect(lambda: self._accepted(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def start(self, request: BatchRequest) -> bool:
        """Begins a batch; False when one is under way already."""
        if self._job is not None:
            return False
        control = Control()
        self._control, self._request, self._files = control, request, None
        output = request.output.name if request.output else ""
        self.panel.show_status(BatchStatus(BatchState.SEARCHING, output=output))
        self._job = self._worker.submit(
            lambda: batch_events(request, control), item=self._happened, failed=self._failed
        )
        return True

    def pause(self, on: bool) -> None:
        """Pauses the batch, or goes on."""
        if self._control is None:
            return
        if on:
            self._control.pause()
        else:
            self._control.resume()
        self.panel.set_state(BatchState.PAUSED if on else BatchState.RUNNING)

    def stop(self) -> None:
        """Ends the batch after the images that it is at; what is classified is kept."""
        if self._control is not None:
            self._control.cancel()
            self.panel.set_state(BatchState.STOPPING)

    def may_close(self) -> bool:
        """Asks about a batch that is under way, unless it is being stopped; False keeps the window open."""
        if self._control is None or self._control.cancelled:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("A batch classification is running."))
        output = self._request.output if self._request else None
        box.setInformativeText(
            self.tr("The results so far are kept in {file}. Start the same batch again to resume it.").format(
                file=output.name
            )
            if output
            else self.tr("It writes no results file: its results are lost when the program quits.")
        )
        stay = box.addButton(self.tr("&Stay"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("&Quit"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        # The batch may have ended while the question was open.
        return box.clickedButton() is leave

    def close(self) -> None:
        """The window closes: the batch ends, and its rows so far are in the CSV."""
        if self._control is not None:
            self._control.cancel()

    def _accepted(self, dialog: BatchDialog) -> None:
        request = dialog.request(self._runner.model_file, self._runner.engine)
        self._settings.set(remembered.SEARCH_SUBFOLDERS, request.recursive)
        if request.output is not None:
            self._settings.set(remembered.LAST_EXPORT_FOLDER, str(request.output.parent))
        if request.operating_point and request.operating_point != self._runner.operating_point:
            # The worklist classifies at the operating point in use: it becomes the batch's.
            self._settings.set(remembered.OPERATING_POINT, request.operating_point)
        self.start(request)

    def _happened(self, event: BatchEvent) -> None:
        if isinstance(event, FilesFound):
            self._found(event)
        elif isinstance(event, Classified):
            self._take(event.rows)
            self._show(self._state(), event.progress, event.before)
        else:
            self._over(event)

    def _found(self, event: FilesFound) -> None:
        self._files = event.files
        self._worklist.add(event.entries)
        if not event.first:
            return
        if self._request is not None and self._request.output is not None:
            self.written.emit(self._request.output)
        self._show(self._state())
        self.started.emit([entry.path for entry in event.entries])

    def _take(self, rows: Sequence[Row]) -> None:
        assert self._files is not None
        assert self._request is not None
        for row in rows:
            self._worklist.model.set_result(path_of(self._files, row.path), row, self._request.output)

    def _over(self, event: Ended) -> None:
        self._show(BatchState.STOPPED if event.cancelled else BatchState.DONE, event.progress, event.before)
        self._forget()

    def _failed(self, error: Exception) -> None:
        status = self.panel.status
        self._forget()
        expected = isinstance(error, _EXPECTED)
        failure: Sequence[Message]
        if isinstance(error, ResultsInTheWay):
            failure = (error.message, message(_REMEDIES[error.message.code]))
        elif isinstance(error, MessageError):
            failure = (error.message,)
        elif isinstance(error, OSError):
            failure = (message("searching_failed", reason=os_error(error)),)
        else:
            failure = (BatchStopped.by(error).message,)
        if status is not None:
            self.panel.show_status(replace(status, state=BatchState.FAILED, failure=failure))
        if not expected or status is None:
            raise error

    def _forget(self) -> None:
        self._job = self._control = None
        self.ended.emit()

    def _state(self) -> BatchState:
        if self._control is not None and self._control.cancelled:
            return BatchState.STOPPING
        paused = self._control is not None and self._control.paused
        return BatchState.PAUSED if paused else BatchState.RUNNING

    def _show(self, state: BatchState, progress: Progress | None = None, before: int = 0) -> None:
        output = self._request.output if self._request else None
        name = output.name if output else ""
        point = self._request.operating_point if self._request else None
        self.panel.show_status(
            BatchStatus(state, progress or Progress(), before, name, operating_point=point or "")
        )
