"""Age, sex, view and device of DICOM files, read in a worker for subgroups."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, QObject, Signal

from xray_desktop.evaluation.study.dicom_groups import DicomGroups, dicom_groups, may_be_dicom
from xray_desktop.messages import message
from xray_desktop.ui.evaluation.steps import Item
from xray_desktop.ui.jobs import Job, WorkerThread

_EVERY = 25
"""Files after which the progress is shown."""


class AttributeReading(QObject):
    """Reads what DICOM files say; nothing of it is kept longer than the window.

    Signals:
        progress: how far it is, in words; empty when it is over.
        finished: `found` is complete.
        notified: there is nothing to read (Message).
    """

    progress = Signal(str)
    finished = Signal()
    notified = Signal(object)

    def __init__(self, worker: WorkerThread, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._job: Job | None = None
        self._all = self._read = 0
        self.found: dict[str, DicomGroups] = {}

    def read(self, items: Sequence[Item]) -> None:
        """Begins to read the files that may be DICOM."""
        self.close()
        paths = [item.path for item in items if may_be_dicom(item.path) and item.path not in self.found]
        self._all, self._read = len(paths), 0
        self._job = self._worker.submit(partial(dicom_groups, paths), item=self._one, done=self._done)
        self._tell()

    def close(self) -> None:
        """Stops reading."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.progress.emit("")

    def _one(self, answer: tuple[str, DicomGroups | None]) -> None:
        path, groups = answer
        if groups is not None:
            self.found[path] = groups
        self._read += 1
        if self._read % _EVERY == 0:
            self._tell()

    def _done(self) -> None:
        self._job = None
        self.progress.emit("")
        if any(each.groups for each in self.found.values()):
            self.finished.emit()
        else:
            self.notified.emit(message("no_dicom_groups"))

    def _tell(self) -> None:
        locale = QLocale()
        self.progress.emit(
            self.tr("Reading DICOM attributes: {read} of {all}").format(
                read=locale.toString(self._read), all=locale.toString(self._all)
            )
        )
