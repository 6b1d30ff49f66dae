"""A batch on an existing Dask cluster (the optional extra "cluster"): the same rows, on many computers.

The images, and a model other than the built-in one, must have the same paths on all of them. When a worker
dies, Dask gives its images to another one.
"""

import contextlib
import logging
import os
import queue
import threading
import time
from collections.abc import Generator, Iterator
from functools import lru_cache
from typing import Any

from xray_desktop.batch.files import Files
from xray_desktop.batch.runner import classify_image, read_file
from xray_desktop.batch.steps import (
    TICK_SECONDS,
    BatchStopped,
    Control,
    Finished,
    FinishedQueue,
    Step,
    steps_of,
)
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.metadata import UnusableModel
from xray_desktop.messages import MessageError
from xray_desktop.results.row import Row

AHEAD = 128
"""Images per thread of the cluster that may be in progress or wait for an earlier one.

Each is a task of its own, so that an image in a slow decoder delays no finished row.
"""

CONNECTION_SECONDS = 10


class UnusableCluster(MessageError):
    """A cluster that cannot be used."""


def classify_on_cluster(
    files: Files,
    classifier: Classifier,
    scheduler: str,
    *,
    model_file: str | os.PathLike[str] | None = None,
    operating_point: str | None = None,
    control: Control | None = None,
    keep_images: bool = False,
    in_order: bool = True,
) -> Generator[Step, None, None]:
    """Classifies files on the workers of a Dask scheduler; yields as `classify_files`.

    Args:
        classifier: the model that the workers must have too; it is not run here.
        scheduler: address of the scheduler, for instance "tcp://host:8786".
        model_file: path of the model on the workers; None for the built-in model.

    Raises:
        UnusableCluster: there is no scheduler at the address, or Dask is not installed.
        BatchStopped: the workers have another model or lack the program, or the connection is lost.
    """
    point = classifier.metadata.operating_point(operating_point).name
    client = _connected(scheduler)
    try:
        run = _Run(client, files, control or Control())
        model_path = None if model_file is None else os.path.abspath(model_file)
        run.start((model_path, classifier.precision, classifier.model, point, keep_images))
        try:
            yield from run.steps(in_order)
        finally:
            run.stop()
    finally:
        client.close(timeout=2)


def classify_file(
    root: str,
    name: str,
    model_path: str | None,
    precision: str,
    model: str,
    point: str,
    keep_images: bool,
) -> Finished:
    """Classifies one file, on a worker."""
    classifier = _classifier(model_path, precision)
    if classifier.model != model:
        raise BatchStopped("worker_other_model", model=classifier.model, expected=model)
    image = read_file(_reader(), root, name, classifier.metadata.preprocessing, model=model, point=point)
    if isinstance(image, Row):
        if not os.path.isdir(root):
            raise BatchStopped("worker_without_folder", folder=root)
        return Finished(image)
    finished = classify_image(classifier, name, image, point)
    return finished if keep_images else Finished(finished.row, finished.prediction)


class _Run:
    """A thread that submits images, and the images in progress."""

    def __init__(self, client: Any, files: Files, control: Control) -> None:
        self._client = client
        self._files = files
        self._control = control
        self._finished: FinishedQueue = queue.SimpleQueue()
        self._ended = threading.Event()
        threads = sum(client.nthreads().values())
        self._room = threading.Semaphore(max(threads, 1) * AHEAD)
        self._in_progress: dict[Any, Any] = {}

    def start(self, arguments: tuple[Any, ...]) -> None:
        """Begins to submit images."""
        self._thread = threading.Thread(target=self._submit, args=(arguments,), name="cluster", daemon=True)
        self._thread.start()

    def steps(self, in_order: bool) -> Generator[Step, None, None]:
        """The finished files, with heartbeats in between."""
        return steps_of(self._files, self._finished, self._control, self._room.release, in_order=in_order)

    def stop(self) -> None:
        """Cancels what has not begun."""
        self._ended.set()
        self._thread.join(timeout=10.0)
        with contextlib.suppress(Exception):
            self._client.cancel(list(self._in_progress.values()), force=True)

    def _submit(self, arguments: tuple[Any, ...]) -> None:
        try:
            for number, name in self._numbered():
                future = self._client.submit(
                    classify_file, self._files.root, name, *arguments, pure=False, retries=2
                )
                self._in_progress[future.key] = future
                future.add_done_callback(lambda done, number=number: self._arrived(done, number))
        except Exception as error:
            self._finished.put(_lost(error))

    def _numbered(self) -> Iterator[tuple[int, str]]:
        for number, name in enumerate(self._files.names):
            while not self._ended.is_set() and (
                self._control.paused or not self._room.acquire(timeout=TICK_SECONDS)
            ):
                if self._control.paused:
                    time.sleep(TICK_SECONDS)
            if self._ended.is_set():
                return
            yield number, name

    def _arrived(self, future: Any, number: int) -> None:
        self._in_progress.pop(future.key, None)
        if self._ended.is_set():
            return
        try:
            self._finished.put((number, future.result()))
        except BatchStopped as stopped:
            self._finished.put(stopped)
        except UnusableModel as unusable:
            self._finished.put(BatchStopped("worker_unusable_model", reason=unusable.message))
        except BaseException as error:  # a cancelled future raises asyncio's CancelledError
            self._finished.put(_lost(error))


def _lost(error: BaseException) -> BatchStopped:
    return BatchStopped("cluster_failed", problem=f"{type(error).__name__}: {error}")


def _connected(scheduler: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise UnusableCluster("cluster_not_installed") from None
    # The rows, or BatchStopped, report what lost workers and reconnections mean for the batch.
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client: Any = distributed.Client  # type: ignore[attr-defined, unused-ignore]
        return client(scheduler, timeout=CONNECTION_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UnusableCluster("no_scheduler", address=scheduler, problem=type(error).__name__) from None


@lru_cache(maxsize=1)
def _classifier(model_path: str | None, precision: str) -> Classifier:
    return Classifier.load(model_path, threads=1, precision=precision)


_readers = threading.local()


def _reader() -> IsolatedReader:
    """The reading process of this thread of the worker."""
    if not hasattr(_readers, "reader"):
        _readers.reader = IsolatedReader()
    reader: IsolatedReader = _readers.reader
    return reader
