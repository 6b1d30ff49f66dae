"""Asks for a new reader study of the worklist's images, and has it created by a worker."""

import secrets
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from xray_desktop.evaluation.reader_study.preparation import Candidate
from xray_desktop.messages import MessageError
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.reader_study.setup_dialog import StudySetup
from xray_desktop.ui.reader_study.study_creation import StudyCreated, StudyRequest, created_study
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.worklist.entry import Outcome
from xray_desktop.ui.worklist.panel import Worklist


class SetupControl(QObject):
    """Sets studies up.

    Signals:
        created: a study is there (StudyCreated).
    """

    created = Signal(object)

    def __init__(
        self,
        worker: WorkerThread,
        runner: ModelRunner,
        worklist: Worklist,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._worker, self._runner = worker, runner
        self._worklist, self._settings, self._window = worklist, settings, window
        self._job: Job | None = None
        self._images = ImageReading()

    def ask(self) -> StudySetup:
        """Asks for a study of the selected images, or of all when none or only one is selected."""
        chosen = self._worklist.selected()
        entries = chosen if len(chosen) > 1 else self._worklist.model.entries
        readable = [entry for entry in entries if entry.outcome is not Outcome.FAILED]
        dialog = StudySetup(
            [Candidate(entry.path, entry.truth, entry.row) for entry in readable],
            folder=self._settings.get(remembered.LAST_EXPORT_FOLDER),
            seed=secrets.randbelow(1_000_000),
            with_model=self._runner.classifier is not None,
            parent=self._window,
        )
        dialog.create_button.clicked.connect(partial(self._create, dialog))
        dialog.rejected.connect(self.stop)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def stop(self) -> None:
        """Breaks off what is being created; nothing of it is left."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        """Ends all work, before the program ends."""
        self.stop()
        self._images.close()

    def _create(self, dialog: StudySetup) -> None:
        candidates = dialog.candidates()
        request = StudyRequest(
            candidates,
            dialog.output,
            dialog.names,
            dialog.seed.value(),
            dialog.chosen_second_read,
            dialog.label_table,
            self._runner.classifier,
            self._runner.operating_point,
        )
        total = len(candidates)
        dialog.show_progress(0, total)

        def item(what: int | StudyCreated) -> None:
            if isinstance(what, StudyCreated):
                self._created(dialog, what)
            else:
                dialog.show_progress(what, total)

        def failed(error: Exception) -> None:
            if not isinstance(error, MessageError):
                raise error
            dialog.show_failure(error.message)

        self._job = self._worker.submit(
            lambda: created_study(request, self._images), item=item, failed=failed
        )

    def _created(self, dialog: StudySetup, study: StudyCreated) -> None:
        self._settings.set(remembered.LAST_EXPORT_FOLDER, str(study.folder.parent))
        self._job = None
        dialog.accept()
        self.created.emit(study)
