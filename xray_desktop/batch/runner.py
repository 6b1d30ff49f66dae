"""A batch on this computer: files in, rows out.

Reading threads, each with a reading process of its own, make the network's inputs; classifying threads run the
network; a bounded queue lies between them. `classify_files` is a generator: whoever iterates it, a terminal
or a window's thread, sets the pace, and leaving it ends everything.
"""

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence

from xray_desktop.batch.files import Files, locate
from xray_desktop.batch.steps import (
    TICK_SECONDS,
    BatchStopped,
    Control,
    Finished,
    FinishedQueue,
    Progress,
    Step,
    steps_of,
)
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed
from xray_desktop.imaging.preprocessing import Preprocessing
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.messages import english
from xray_desktop.results.row import Row

__all__ = ["BatchStopped", "Control", "Progress", "Step", "classify_files", "cores"]

AHEAD = 2048
"""Most files that may be finished and wait: for whoever iterates, or for an earlier one in a slow decoder."""

IMAGES_AHEAD = 64
"""As `AHEAD`, when the network's inputs are kept."""


def classify_files(
    files: Files,
    classifier: Classifier,
    *,
    operating_point: str | None = None,
    control: Control | None = None,
    readers: int | None = None,
    applies_to: int | None = None,
    keep_images: bool = False,
    in_order: bool = True,
    new_reader: Callable[[], IsolatedReader] = IsolatedReader,
) -> Generator[Step, None, None]:
    """Classifies files, and yields a step for each, and a heartbeat four times a second.

    A classifier loaded with `threads=1` serves best: one image a core beats many cores on one image. The rows
    do not depend on the number of threads or processes.

    Args:
        readers: reading processes; by default as many as there are cores, 8 at most.
        classifies: threads that run the network; by default as many as there are cores.
        keep_images: whether the steps bring the network's input (200 kB an image).
        in_order: the steps come in the order of the files. Without it each comes when its file is finished,
            and waits for none that is in a slow decoder: that is what a file of results wants.
        new_reader: makes the readers, for tests.

    Raises:
        BatchStopped: a folder has vanished, the network fails, or no reading process can be started.
        UnusableModel: there is no operating point of that name.
    """
    point = classifier.metadata.operating_point(operating_point).name
    run = _Run(files, classifier, point, control or Control(), keep_images)
    run.start(
        [new_reader() for _ in range(min(readers or min(cores(), 8), len(files.names)))],
        min(applies_to or cores(), len(files.names)),
    )
    try:
        yield from run.steps(in_order)
    finally:
        run.stop()


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_file(
    reader: IsolatedReader, root: str, name: str, spec: Preprocessing, *, model: str, point: str
) -> PreparedImage | Row:
    """Reads one file of a batch: what the network needs of it, or its row when there is nothing to classify.

    Raises:
        ReadingProcessFailed: the fault is not the file's.
    """
    path, member = locate(root, name)
    try:
        if name.endswith("/"):
            raise UnreadableRadiograph(f"The folder {name[:-1]} cannot be listed. Check its permissions.")
        return reader.prepare(path, spec, member=member)
    except UnreadableRadiograph as error:
        return Row(name, "error", message=str(error), model=model, operating_point=point)


def classify_image(classifier: Classifier, name: str, image: PreparedImage, point: str) -> Finished:
    """Runs the network on one image.

    Raises:
        BatchStopped: the network fails.
    """
    try:
        score = classifier.scores(image.input)[0]
    except UnusableModel as unusable:
        raise BatchStopped(str(unusable)) from None
    except Exception as error:
        # ONNX Runtime's own types are private. The input is checked: this is no file's fault.
        raise BatchStopped(
            f"The network could not be run on {name} ({type(error).__name__}). Close other programs, and go "
            "on with the batch."
        ) from None
    prediction = classifier.decide(
        score, operating_point=point, exclusion_reason=english(image.exclusion_reasons)
    )
    return Finished(Row.from_prediction(name, prediction, image.width, image.height), prediction, image)


class _Run:
    """The threads of one batch and what they share."""

    def __init__(
        self, files: Files, classifier: Classifier, point: str, control: Control, keep_images: bool
    ) -> None:
        self._files = files
        self._classifier = classifier
        self._point = point
        self._control = control
        self._keep_images = keep_images
        self._numbers = iter(range(len(files.names)))
        self._turn = threading.Lock()
        self._room = threading.Semaphore(IMAGES_AHEAD if keep_images else AHEAD)
        self._ended = threading.Event()
        self._finished: FinishedQueue = queue.SimpleQueue()
        self._readers: Sequence[IsolatedReader] = ()
        self._threads: list[threading.Thread] = []

    def start(self, readers: Sequence[IsolatedReader], applies_to: int) -> None:
        """Starts all threads."""
        self._readers = readers
        self._images: queue.Queue[tuple[int, PreparedImage] | None] = queue.Queue(maxsize=2 * applies_to + 2)
        works = [(self._read, (reader,)) for reader in readers] + [(self._classify, ())] * applies_to
        for work, arguments in works:
            thread = threading.Thread(
                target=self._guarded, args=(work, *arguments), name="batch", daemon=True
            )
            try:
                thread.start()
            except RuntimeError:
                self.stop()
                raise BatchStopped(
                    "The system gives the batch no further thread. Close other programs, and go on with it."
                ) from None
            self._threads.append(thread)

    def steps(self, in_order: bool) -> Generator[Step, None, None]:
        """The finished files, with heartbeats in between."""
        return steps_of(self._files, self._finished, self._control, self._room.release, in_order=in_order)

    def stop(self) -> None:
        """Ends all threads and processes; waits for a network run that is under way."""
        self._ended.set()
        for reader in self._readers:
            reader.close()
        # Wakes the classifies that wait for an image.
        with contextlib.suppress(queue.Full):
            for _ in self._threads:
                self._images.put_nowait(None)
        for thread in self._threads:
            thread.join(timeout=10.0)

    def _guarded(self, work: Callable[..., None], *arguments: object) -> None:
        try:
            work(*arguments)
        except BatchStopped as stopped:
            self._finished.put(stopped)
        except ReadingProcessFailed as failure:
            if not self._ended.is_set():
                self._finished.put(BatchStopped(str(failure)))
        except BaseException as error:
            # A thread that dies without a word would leave the batch waiting for ever.
            self._finished.put(BatchStopped.by(error))

    def _read(self, reader: IsolatedReader) -> None:
        spec, model = self._classifier.metadata.preprocessing, self._classifier.model
        with reader:
            while (number := self._next()) is not None:
                name = self._files.names[number]
                image = read_file(reader, self._files.root, name, spec, model=model, point=self._point)
                if isinstance(image, Row):
                    self._finished.put((number, Finished(image)))
                    continue
                while not self._ended.is_set():
                    with contextlib.suppress(queue.Full):
                        self._images.put((number, image), timeout=TICK_SECONDS)
                        break

    def _next(self) -> int | None:
        """The number of the file to be read next; None when there is none, or the batch ends."""
        while not self._ended.is_set():
            if self._control.paused:
                time.sleep(TICK_SECONDS / 5)
            elif self._room.acquire(timeout=TICK_SECONDS):
                with self._turn:
                    return next(self._numbers, None)
        return None

    def _classify(self) -> None:
        while not self._ended.is_set():
            try:
                item = self._images.get(timeout=TICK_SECONDS)
            except queue.Empty:
                continue
            if item is None:
                return
            number, image = item
            finished = classify_image(self._classifier, self._files.names[number], image, self._point)
            if not self._keep_images:
                finished = Finished(finished.row, finished.prediction)
            self._finished.put((number, finished))
