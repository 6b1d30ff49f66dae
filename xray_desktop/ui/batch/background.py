"""Images of the worklist without a result, classified in the background while nothing else is to be done."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from xray_desktop.imaging.archives import locate_path
from xray_desktop.imaging.isolated_reading import ReadingProcessFailed
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.decision import ModelOutput
from xray_desktop.inference.loading import memory_ran_out
from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.messages import Message, message
from xray_desktop.results.row import Row
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.images.loaded_image import FileState, file_state
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.worklist.panel import Worklist

_LOOK_AGAIN_MS = 150
"""How soon to look whether the work that comes first is done."""


class BackgroundState(Enum):
    """What the background does."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    FAILED = auto()


@dataclass(frozen=True, eq=False)
class _Classified:
    """An image's output, and what the image was when it was read."""

    image: PreparedImage
    output: ModelOutput
    file_state: FileState


class BackgroundClassification(QObject):
    """Classifies one image at a time: those in sight first, then the others in the order in which they came.

    Work that a person waits for comes first: an image is begun only while the workers named as such rest, and
    an image that is being read is put back as soon as one is opened. A result is kept only where there is
    none yet.

    Signals:
        changed: `state`, `done` or `total` is another one now.
    """

    changed = Signal()

    def __init__(
        self,
        worker: WorkerThread,
        first: Sequence[WorkerThread],
        runner: ModelRunner,
        worklist: Worklist,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        """`first` are the workers whose work comes before this."""
        super().__init__(parent)
        self._worker = worker
        self._first = first
        self._runner = runner
        self._worklist = worklist
        self._settings = settings
        self._reading = ImageReading()
        self._queue: deque[str] = deque()
        self._job: Job | None = None
        self._path = ""
        self._paused = self._suspended = False
        self._failure: Message | None = None
        self._closed = False
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._next)
        self._state = BackgroundState.IDLE
        worklist.model.countsChanged.connect(self._wake)
        runner.modelReady.connect(self._model_ready)
        settings.changed.connect(self._setting_changed)

    @property
    def state(self) -> BackgroundState:
        """What is being done."""
        return self._state

    @property
    def failure(self) -> Message | None:
        """Why no further image is classified; None unless the state is FAILED."""
        return self._failure

    @property
    def total(self) -> int:
        """Number of images in the worklist."""
        return self._worklist.model.total

    @property
    def done(self) -> int:
        """Number of images that have a result, whoever gave it."""
        return sum(entry.row is not None for entry in self._worklist.model.entries)

    def pause(self, on: bool) -> None:
        """Begins no further image, or goes on, also after a failure."""
        self._paused = on
        self._failure = None
        self._set_state(BackgroundState.PAUSED if on else BackgroundState.RUNNING)
        self._wake()

    def suspend(self, on: bool) -> None:
        """Does nothing for as long as a batch classifies."""
        self._suspended = on
        if on:
            self.give_way()
            self._set_state(BackgroundState.IDLE)
        self._wake()

    def give_way(self) -> None:
        """Puts back the image that is being read, because a person waits for another one."""
        if self._job is not None:
            self._job.cancel()
            self._queue.appendleft(self._path)
            self._forget()
            self._turn.start(_LOOK_AGAIN_MS)

    def close(self) -> None:
        """Ends the work; to be followed by closing the worker thread."""
        self._closed = True
        self._turn.stop()
        if self._job is not None:
            self._job.cancel()
        self._reading.close()

    # One image after another

    def _wake(self) -> None:
        if self._job is None and not self._turn.isActive() and self._wanted():
            self._turn.start(0)

    def _wanted(self) -> bool:
        on = self._settings.get(remembered.BACKGROUND_CLASSIFICATION)
        stopped = self._closed or self._paused or self._suspended or self._failure is not None
        return on and not stopped and self._runner.classifier is not None

    def _next(self) -> None:
        if self._job is not None or not self._wanted():
            return
        if any(worker.busy for worker in self._first):
            self._turn.start(_LOOK_AGAIN_MS)
            return
        path, classifier = self._pick(), self._runner.classifier
        if not path or classifier is None:
            self._set_state(BackgroundState.IDLE)
            return
        self._path = path
        self._worklist.model.set_in_work(path)
        self._set_state(BackgroundState.RUNNING)
        self._job = self._worker.submit(
            partial(_classify, self._reading, classifier, path),
            item=partial(self._classified, path, classifier),
            done=self._finished,
            failed=partial(self._failed, path),
        )

    def _pick(self) -> str:
        """The image to classify next; empty when all have a result."""
        for path in self._worklist.table.paths_in_sight():
            if self._waits(path):
                return path
        if path := self._from_queue():
            return path
        self._queue.extend(entry.path for entry in self._worklist.model.entries if entry.row is None)
        return self._from_queue()

    def _from_queue(self) -> str:
        while self._queue:
            if self._waits(path := self._queue.popleft()):
                return path
        return ""

    def _waits(self, path: str) -> bool:
        entry = self._worklist.model.entry(path)
        return entry is not None and entry.row is None

    # What comes of it

    def _classified(self, path: str, classifier: Classifier, item: _Classified | None) -> None:
        if item is None or classifier is not self._runner.classifier:
            return
        self._runner.keep_output((path, 0, item.file_state), item.output)
        prediction = classifier.decide(
            item.output,
            operating_point=self._runner.operating_point,
            exclusion_reasons=item.image.exclusion_reasons,
            age=item.image.age,
        )
        name = self._name(path)
        self._give(path, Row.from_prediction(name, prediction, item.image.width, item.image.height))

    def _failed(self, path: str, error: Exception) -> None:
        if isinstance(error, UnreadableRadiograph):
            self._give(path, Row(self._name(path), "error", reasons=(error.message,)))
        elif memory_ran_out(error):
            reason = message("file_out_of_memory", file=self._name(path))
            self._give(path, Row(self._name(path), "error", reasons=(reason,)))
        elif isinstance(error, ReadingProcessFailed | UnusableModel):
            self._failure = error.message
        else:
            self._failure = message(
                "classification_internal_error", file=self._name(path), error=type(error).__name__
            )
        self._finished()

    def _give(self, path: str, row: Row) -> None:
        """A result that came another way in the meantime is the newer one, and stays."""
        if self._waits(path):
            self._worklist.model.set_result(path, row)

    def _name(self, path: str) -> str:
        entry = self._worklist.model.entry(path)
        return path if entry is None else entry.name

    def _finished(self) -> None:
        self._forget()
        if self._failure is not None:
            self._set_state(BackgroundState.FAILED)
        else:
            self.changed.emit()
            self._turn.start(0)

    def _forget(self) -> None:
        self._job, self._path = None, ""
        self._worklist.model.set_in_work("")

    def _set_state(self, state: BackgroundState) -> None:
        if state is not self._state:
            self._state = state
            self.changed.emit()

    # Model and settings

    def _model_ready(self) -> None:
        """An output of the model before is of no use."""
        self._failure = None
        self.give_way()
        self._wake()

    def _setting_changed(self, key: str) -> None:
        if key != remembered.BACKGROUND_CLASSIFICATION.key:
            return
        if self._settings.get(remembered.BACKGROUND_CLASSIFICATION):
            self._wake()
        else:
            self.give_way()
            self._turn.stop()
            self._paused, self._failure = False, None
            self._set_state(BackgroundState.IDLE)


def _classify(reading: ImageReading, classifier: Classifier, path: str) -> Iterator[_Classified | None]:
    """In the worker. Between reading and running the network it can be dropped."""
    state = file_state(locate_path(path)[0]) or (0, 0)
    image = reading.prepare(path, classifier.metadata.preprocessing)
    yield None
    yield _Classified(image, classifier.outputs(image.input)[0], state)
