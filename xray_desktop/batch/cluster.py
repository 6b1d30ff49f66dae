"""A batch on an existing Dask cluster (the optional extra "cluster"): the same rows, on many computers.

The films, and a model other than the one that travels with the program, must lie under the same paths on all
of them. A worker that dies loses nothing: Dask gives its films to another one.
"""

import contextlib
import logging
import os
import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from functools import lru_cache
from typing import Any

from xray_desktop.batch.files import Files
from xray_desktop.batch.row import Row
from xray_desktop.batch.runner import judge_film, read_file
from xray_desktop.batch.steps import (
    TICK_SECONDS,
    BatchStopped,
    Control,
    Finished,
    FinishedQueue,
    Step,
    in_order,
)
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.metadata import UnusableModel

CHUNK = 8
"""Films that a worker gets at once."""

AHEAD = 16
"""Chunks for each of the cluster's threads that may be under way or wait for an earlier one."""

CONNECTION_SECONDS = 10


class UnusableCluster(Exception):
    """A cluster that cannot be used; one sentence for the user."""


def classify_on_cluster(
    files: Files,
    classifier: Classifier,
    scheduler: str,
    *,
    model_file: str | os.PathLike[str] | None = None,
    operating_point: str | None = None,
    control: Control | None = None,
    keep_films: bool = False,
) -> Generator[Step, None, None]:
    """Judges files on the workers of a Dask scheduler; yields as `classify_files`.

    Args:
        classifier: the model that the workers must have too; it is not run here.
        scheduler: address of the scheduler, for instance "tcp://host:8786".
        model_file: path of the model on the workers; None for the one that travels with the program.

    Raises:
        UnusableCluster: there is no scheduler at the address, or Dask is not installed.
        BatchStopped: the workers have another model or lack the program, or the connection is lost.
    """
    point = classifier.metadata.operating_point(operating_point).name
    client = _connected(scheduler)
    try:
        run = _Run(client, files, control or Control())
        model_path = None if model_file is None else os.path.abspath(model_file)
        run.start((model_path, classifier.model, point, keep_films))
        try:
            yield from run.steps()
        finally:
            run.stop()
    finally:
        client.close(timeout=2)


def judge_chunk(
    root: str, names: Sequence[str], model_path: str | None, model: str, point: str, keep_films: bool
) -> list[Finished]:
    """Judges some files, on a worker."""
    classifier = _classifier(model_path)
    if classifier.model != model:
        raise BatchStopped(
            f"A worker has the model {classifier.model}, not {model}. Install the same version everywhere."
        )
    reader = _reader()
    finished = []
    for name in names:
        film = read_file(
            reader, root, name, classifier.metadata.preprocessing, model=classifier.model, point=point
        )
        if isinstance(film, Row):
            finished.append(Finished(film))
            continue
        one = judge_film(classifier, name, film, point)
        finished.append(one if keep_films else Finished(one.row, one.prediction))
    return finished


class _Run:
    """A thread that hands out chunks, and the chunks under way."""

    def __init__(self, client: Any, files: Files, control: Control) -> None:
        self._client = client
        self._files = files
        self._control = control
        self._finished: FinishedQueue = queue.SimpleQueue()
        self._ended = threading.Event()
        threads = sum(client.nthreads().values())
        self._room = threading.Semaphore(max(threads, 1) * AHEAD * CHUNK)
        self._under_way: dict[Any, Any] = {}

    def start(self, arguments: tuple[Any, ...]) -> None:
        """Begins to hand out chunks."""
        self._thread = threading.Thread(target=self._submit, args=(arguments,), name="cluster", daemon=True)
        self._thread.start()

    def steps(self) -> Generator[Step, None, None]:
        """The finished files in their order, with signs of life in between."""
        return in_order(self._files, self._finished, self._control, self._room.release)

    def stop(self) -> None:
        """Takes back what is not begun."""
        self._ended.set()
        self._thread.join(timeout=10.0)
        with contextlib.suppress(Exception):
            self._client.cancel(list(self._under_way.values()), force=True)

    def _submit(self, arguments: tuple[Any, ...]) -> None:
        try:
            for first, names in self._chunks():
                future = self._client.submit(
                    judge_chunk, self._files.root, names, *arguments, pure=False, retries=2
                )
                self._under_way[future.key] = future
                future.add_done_callback(lambda done, first=first: self._arrived(done, first))
        except Exception as error:
            self._finished.put(_lost(error))

    def _chunks(self) -> Iterator[tuple[int, Sequence[str]]]:
        names = self._files.names
        for first in range(0, len(names), CHUNK):
            chunk = names[first : first + CHUNK]
            for _ in chunk:
                while not self._ended.is_set() and (
                    self._control.paused or not self._room.acquire(timeout=TICK_SECONDS)
                ):
                    if self._control.paused:
                        time.sleep(TICK_SECONDS)
            if self._ended.is_set():
                return
            yield first, chunk

    def _arrived(self, future: Any, first: int) -> None:
        self._under_way.pop(future.key, None)
        if self._ended.is_set():
            return
        try:
            for number, finished in enumerate(future.result(), first):
                self._finished.put((number, finished))
        except BatchStopped as stopped:
            self._finished.put(stopped)
        except UnusableModel as unusable:
            self._finished.put(BatchStopped(f"A worker cannot judge. {unusable}"))
        except BaseException as error:  # a cancelled future raises asyncio's CancelledError
            self._finished.put(_lost(error))


def _lost(error: BaseException) -> BatchStopped:
    return BatchStopped(
        f"The cluster failed ({type(error).__name__}: {error}). See that scheduler and workers run this "
        "version of the program, and go on with the batch."
    )


def _connected(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise UnusableCluster(
            "A cluster needs the package distributed: pip install 'xray-desktop[cluster]'."
        ) from None
    # What its workers' deaths and reconnections mean for the batch is told by the rows, or by BatchStopped.
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return Client(scheduler, timeout=CONNECTION_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UnusableCluster(
            f"There is no Dask scheduler at {scheduler} ({type(error).__name__}). "
            "Start one by “dask scheduler”."
        ) from None


@lru_cache(maxsize=1)
def _classifier(model_path: str | None) -> Classifier:
    return Classifier.load(model_path, threads=1)


_readers = threading.local()


def _reader() -> IsolatedReader:
    """The reading process of this thread of the worker."""
    if not hasattr(_readers, "reader"):
        _readers.reader = IsolatedReader()
    reader: IsolatedReader = _readers.reader
    return reader
