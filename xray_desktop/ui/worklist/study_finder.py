"""Patients and studies of the worklist's images, read in a worker once somebody wants to know."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject

from xray_desktop.imaging.isolated_reading import ReadingProcessFailed
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.study_attributes import StudyAttributes
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.worklist.model import WorklistModel
from xray_desktop.ui.worklist.study import Study, study_of

_IMAGES = 500
"""Images that one job reads."""
_REPORT_SECONDS = 0.2

Found = list[tuple[str, Study]]


class StudyFinder(QObject):
    """Reads the studies of a model's images, and those of images that come later, from the first `want`
    on.
    """

    def __init__(self, worker: WorkerThread, model: WorklistModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._model = model
        self._reading = ImageReading()
        self._job: Job | None = None
        self._wanted = False
        self._after: list[Callable[[], None]] = []
        model.countsChanged.connect(self._continue)

    @property
    def complete(self) -> bool:
        """Whether the study of every image is known."""
        return all(entry.study is not None for entry in self._model.entries)

    def want(self, then: Callable[[], None] | None = None) -> None:
        """Begins to read; calls `then` when the study of every image is known, at once if it is."""
        self._wanted = True
        if then is not None:
            self._after.append(then)
        self._continue()

    def close(self) -> None:
        """Ends the reading; to be followed by closing the worker thread."""
        self._wanted = False
        self._after.clear()
        if self._job is not None:
            self._job.cancel()
        self._reading.close()

    def _continue(self) -> None:
        if not self._wanted or self._job is not None:
            return
        missing = [each.path for each in self._model.entries if each.study is None]
        if missing:
            self._job = self._worker.submit(
                partial(_read, self._reading, missing[:_IMAGES]),
                item=self._model.set_studies,
                done=self._done,
                failed=partial(self._failed, missing[:_IMAGES]),
            )
            return
        waiting, self._after = self._after, []
        for then in waiting:
            then()

    def _done(self) -> None:
        self._job = None
        self._continue()

    def _failed(self, images: Sequence[str], error: Exception) -> None:
        if not isinstance(error, ReadingProcessFailed):
            raise error
        # Without a reading process, the names alone say whose images they are.
        self._model.set_studies([(path, study_of(path, StudyAttributes())) for path in images])
        self._done()


def _read(reading: ImageReading, images: Sequence[str]) -> Iterator[Found]:
    found: Found = []
    due = time.monotonic() + _REPORT_SECONDS
    for path in images:
        try:
            attributes = reading.study(path)
        except UnreadableRadiograph:
            attributes = StudyAttributes()
        found.append((path, study_of(path, attributes)))
        if time.monotonic() >= due:
            yield found
            found, due = [], time.monotonic() + _REPORT_SECONDS
    yield found
