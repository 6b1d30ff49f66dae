"""A reader's session: which image comes next, how long it took, and that every answer is on the disk
first.
"""

import contextlib
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from xray_desktop.evaluation.reader_study.definition import ReaderStudy, UnusableReaderStudy, image_path
from xray_desktop.evaluation.reader_study.order import Task, tasks
from xray_desktop.evaluation.reader_study.record import Reading
from xray_desktop.evaluation.reader_study.record_file import RecordFile
from xray_desktop.evaluation.reader_study.stopwatch import Stopwatch
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.opening import ImageOpener
from xray_desktop.ui.jobs import WorkerThread


class SessionState(Enum):
    """What a session is doing.

    OPENING reads the record or an image, READING waits for the answer, SAVING writes it, UNREADABLE has an
    image that cannot be opened, FAILED a record that cannot be opened or written, DONE has nothing left to
    read.
    """

    OPENING = auto()
    READING = auto()
    SAVING = auto()
    PAUSED = auto()
    UNREADABLE = auto()
    FAILED = auto()
    DONE = auto()


class ReadingSession(QObject):
    """Leads one reader through the images that are left.

    Signals:
        changed: state, task or progress are others now.
        imageShown: an image (LoadedImage) is to be read.
    """

    changed = Signal()
    imageShown = Signal(object)

    def __init__(
        self,
        folder: Path,
        study: ReaderStudy,
        number: int,
        worker: WorkerThread,
        opener: ImageOpener,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.study = study
        self.number = number
        self.state = SessionState.OPENING
        self.task: Task | None = None
        self.failure: Message | None = None
        self._folder = folder
        self._worker = worker
        self._opener = opener
        self._record: RecordFile | None = None
        self._image: LoadedImage | None = None
        self._reason = ""
        self._watch = Stopwatch()
        self._retry: Callable[[], None] = self.begin
        self._closed = False
        opener.opened.connect(self._opened)
        opener.failed.connect(self._not_opened)

    @property
    def reader(self) -> str:
        """The reader's name."""
        return self.study.readers[self.number - 1]

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What is to be known of the record."""
        return self._record.record.remarks if self._record is not None else ()

    def progress(self, read: int | None = None) -> tuple[int, int]:
        """Reads that are done, and all of them; of one read, or of both."""
        return self._record.record.progress(self.study, read) if self._record is not None else (0, 0)

    def first_reading(self) -> Reading | None:
        """The reader's blinded answer for the image of the second read."""
        if self._record is None or self.task is None or self.task.read != 2:
            return None
        return self._record.record.readings.get(Task(self.task.case, 1))

    def begin(self) -> None:
        """Opens the record, and then the first image that is left."""
        self._set(SessionState.OPENING)

        def opened() -> Iterator[RecordFile]:
            yield RecordFile(self._folder, self.study, self.number)

        self._worker.submit(opened, item=self._begun, failed=lambda error: self._failed(error, self.begin))

    def answer(self, answer: PredictedClass, confidence: int) -> None:
        """Records the answer for the image on the screen; the next comes once it is on the disk."""
        task, record = self.task, self._record
        if self.state is not SessionState.READING or task is None or record is None:
            return
        self._watch.pause()
        seconds = self._watch.seconds
        self._write(lambda: record.answer(task, answer, confidence, seconds), self._next)

    def skip(self) -> None:
        """Records that the image cannot be opened, and goes on."""
        task, record = self.task, self._record
        if self.state is SessionState.UNREADABLE and task is not None and record is not None:
            self._write(lambda: record.unreadable(task, self._reason), self._next)

    def retry(self) -> None:
        """Tries again what has failed."""
        if self.state is SessionState.FAILED:
            self._retry()
        elif self.state is SessionState.UNREADABLE:
            self._open_image()

    def pause(self) -> None:
        """Stops the time; the image is not to be shown meanwhile."""
        if self.state is SessionState.READING and self._record is not None:
            self._watch.pause()
            self._write(self._record.paused, lambda: self._set(SessionState.PAUSED))

    def resume(self) -> None:
        """Continues with the image that was on the screen."""
        if self.state is SessionState.PAUSED and self._record is not None:
            self._write(self._record.resumed, self._resumed)

    def close(self, *, wait: bool = False) -> None:
        """Ends the session. Every answer is on the disk already.

        Args:
            wait: ends the record here and now, as no worker will do it.
        """
        if self._closed:
            return
        self._closed = True
        self._opener.drop()
        record = self._record
        if record is None:
            return
        if wait and not self._worker.busy:
            next(_closed(record))
        else:
            self._worker.submit(lambda: _closed(record))

    def _begun(self, record: RecordFile) -> None:
        if self._closed:
            self._worker.submit(lambda: _closed(record))
            return
        self._record = record
        self._next()

    def _next(self) -> None:
        assert self._record is not None
        before = self.task
        self.task = self._record.record.next_task(self.study)
        if self.task is None:
            self._image = None
            self._set(SessionState.DONE)
        elif before is not None and before.case == self.task.case and self._image is not None:
            self._show(self._image)
        else:
            self._open_image()

    def _open_image(self) -> None:
        assert self.task is not None
        self._image = None
        self._set(SessionState.OPENING)
        self._opener.open(image_path(self.study, self.task.case, self._folder))

    def _opened(self, image: LoadedImage) -> None:
        if not self._closed:
            self._image = image
            self._show(image)
            self._read_ahead()

    def _show(self, image: LoadedImage) -> None:
        task, record = self.task, self._record
        assert task is not None
        assert record is not None
        self.imageShown.emit(image)
        self._watch.start()
        self._set(SessionState.READING)
        again = self._reading_again
        self._submit(lambda: record.shown(task), lambda: None, again)

    def _reading_again(self) -> None:
        assert self._image is not None
        self._show(self._image)

    def _read_ahead(self) -> None:
        assert self._record is not None
        assert self.task is not None
        left = (each for each in tasks(self.study, self.number) if each.case != self.task.case)
        following = next((each for each in left if not self._record.record.done(each)), None)
        if following is not None:
            self._opener.read_ahead([image_path(self.study, following.case, self._folder)])

    def _not_opened(self, _path: Path, reason: Message) -> None:
        if not self._closed:
            self._reason = reason.code
            self._set(SessionState.UNREADABLE)

    def _resumed(self) -> None:
        self._watch.resume()
        self._set(SessionState.READING)

    def _write(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self._set(SessionState.SAVING)
        self._submit(work, then, lambda: self._write(work, then))

    def _submit(self, work: Callable[[], None], then: Callable[[], None], again: Callable[[], None]) -> None:
        def done() -> Iterator[None]:
            work()
            yield None

        self._worker.submit(done, done=then, failed=lambda error: self._failed(error, again))

    def _failed(self, error: Exception, again: Callable[[], None]) -> None:
        if not isinstance(error, UnusableReaderStudy):
            raise error
        if not self._closed:
            self._watch.pause()
            self.failure = error.message
            self._retry = again
            self._set(SessionState.FAILED)

    def _set(self, state: SessionState) -> None:
        self.state = state
        if not self._closed:
            self.changed.emit()


def _closed(record: RecordFile) -> Iterator[None]:
    # Without its end the record says that the session was cut off; the answers are there.
    with contextlib.suppress(UnusableReaderStudy):
        record.close()
    yield None
