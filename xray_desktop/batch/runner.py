"""A batch on this computer: files in, rows out.

Reading threads, each with a reading process of its own, prepare the network's inputs; inference threads run
the network; a bounded queue connects them. `classify_files` is a generator: the caller, a terminal or a
window's thread, sets the pace, and closing it ends all threads and processes.
"""

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence

from xray_desktop.batch.files import Files
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
from xray_desktop.imaging.archives import locate
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed
from xray_desktop.imaging.preprocessing import Preprocessing
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.results.row import Row

__all__ = ["BatchStopped", "Control", "Progress", "Step", "classify_files", "cores"]

AHEAD = 2048
"""Most finished files that may wait: for the caller, or for an earlier file in a slow decoder."""

IMAGES_AHEAD = 64
"""The same when the steps bring the network's inputs."""


def classify_files(
    files: Files,
    classifier: Classifier,
    *,
    operating_point: str | None = None,
    control: Control | None = None,
    readers: int | None = None,
    inference_threads: int | None = None,
    keep_images: bool = False,
    in_order: bool = True,
    new_reader: Callable[[], IsolatedReader] = IsolatedReader,
) -> Generator[Step, None, None]:
    """Classifies files, and yields a step for each, and a heartbeat four times a second.

    Load the classifier with `threads=1`: one image per core is faster than many cores on one image. The rows
    do not depend on the number of threads or processes.

    Args:
        readers: reading processes; by default as many as there are cores, 8 at most.
        inference_threads: threads that run the network; by default as many as there are cores.
        keep_images: whether the steps bring the network's input (200 kB per image).
        in_order: the steps come in the order of the files. Otherwise each comes when its file is finished,
            and does not wait for an earlier one in a slow decoder.
        new_reader: creates the readers, for tests.

    Raises:
        BatchStopped: a folder no longer exists, the network fails, or no reading process can be started.
        UnusableModel: there is no operating point of that name.
    """
    point = classifier.metadata.operating_point(operating_point).name
    run = _Run(files, classifier, point, control or Control(), keep_images)
    run.start(
        [new_reader() for _ in range(min(readers or min(cores(), 8), len(files.names)))],
        min(inference_threads or cores(), len(files.names)),
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
    """Reads one file of a batch: the network's input, or the file's row when it cannot be read.

    Raises:
        ReadingProcessFailed: the reading process failed for a reason other than the file.
    """
    path, member = locate(root, name)
    try:
        if name.endswith("/"):
            raise UnreadableRadiograph("folder_not_listed", folder=name[:-1])
        return reader.prepare(path, spec, member=member)
    except UnreadableRadiograph as error:
        return Row(name, "error", reasons=(error.message,), model=model, operating_point=point)


def classify_image(classifier: Classifier, name: str, image: PreparedImage, point: str) -> Finished:
    """Runs the network on one image.

    Raises:
        BatchStopped: the network fails.
    """
    try:
        output = classifier.outputs(image.input)[0]
    except UnusableModel as unusable:
        raise BatchStopped(unusable.message) from None
    except Exception as error:
        # ONNX Runtime's own types are private. The input was checked: the file is not the cause.
        raise BatchStopped("network_failed", file=name, problem=type(error).__name__) from None
    prediction = classifier.decide(
        output, operating_point=point, exclusion_reasons=image.exclusion_reasons, age=image.age
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

    def start(self, readers: Sequence[IsolatedReader], inference_threads: int) -> None:
        """Starts all threads."""
        self._readers = readers
        self._images: queue.Queue[tuple[int, PreparedImage] | None] = queue.Queue(2 * inference_threads + 2)
        works = [(self._read, (reader,)) for reader in readers] + [(self._classify, ())] * inference_threads
        for work, arguments in works:
            thread = threading.Thread(
                target=self._guarded, args=(work, *arguments), name="batch", daemon=True
            )
            try:
                thread.start()
            except RuntimeError:
                self.stop()
                raise BatchStopped("batch_no_thread") from None
            self._threads.append(thread)

    def steps(self, in_order: bool) -> Generator[Step, None, None]:
        """The finished files, with heartbeats in between."""
        return steps_of(self._files, self._finished, self._control, self._room.release, in_order=in_order)

    def stop(self) -> None:
        """Ends all threads and processes; waits for a network run that is under way."""
        self._ended.set()
        for reader in self._readers:
            reader.close()
        # Wakes the inference threads that wait for an image.
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
                self._finished.put(BatchStopped(failure.message))
        except BaseException as error:
            # A thread that ended silently would leave the batch waiting for ever.
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
        """The number of the next file to read; None when there is none, or the batch ends."""
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
