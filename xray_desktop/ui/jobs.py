"""Work off the interface thread: the one mechanism for opening, classifying, batches and thumbnails."""

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot

Work = Callable[[], Iterable[Any]]
"""What a job does: called in the worker, it returns an iterator, most often a generator without Qt."""

CLOSING_SECONDS = 2.0
"""How long closing waits for work that is under way."""


class Job:
    """A piece of work that was submitted to a worker thread; its number identifies it.

    A cancelled job delivers nothing more, from the moment that `cancel` returns; the work itself stops before
    its next item.
    """

    _numbers = count(1)

    def __init__(
        self,
        work: Work,
        item: Callable[[Any], None] | None,
        done: Callable[[], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        self.number = next(Job._numbers)
        self._work = work
        self._item = item
        self._done = done
        self._failed = failed
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted. May be asked from any thread."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Drops the job: nothing it produces is delivered from now on."""
        self._cancelled.set()


class WorkerThread(QThread):
    """A thread that does its jobs one after the other; it lives, as an object, in the interface thread.

    Each item that a job's iterator gives reaches the job's `item` in the interface thread, then comes either
    `done` or `failed`. The thread starts with the first job. Close the thread before it is destroyed.
    """

    _delivered = Signal(object, str, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._changed = threading.Condition()
        self._closing = False
        self._delivered.connect(self._deliver)
        self.finished.connect(self._restart)

    def submit(
        self,
        work: Work,
        *,
        item: Callable[[Any], None] | None = None,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        next_in_line: bool = False,
    ) -> Job:
        """Adds a job at the end of the line, or before all others that wait.

        Args:
            item: called with each item, in the interface thread.
            done: called after the last item, in the interface thread.
            failed: called with what the work raised, in the interface thread; without it the error goes to
                `sys.excepthook`, also there.
        """
        job = Job(work, item, done, failed)
        with self._changed:
            if self._closing:
                job.cancel()
                return job
            if next_in_line:
                self._waiting.appendleft(job)
            else:
                self._waiting.append(job)
            self._changed.notify()
        if not self.isRunning():
            self.start()
        return job

    def cancel_all(self) -> None:
        """Drops the jobs that wait and the one that runs."""
        with self._changed:
            jobs = [*self._waiting, *([self._current] if self._current else [])]
            self._waiting.clear()
        for job in jobs:
            job.cancel()

    @property
    def busy(self) -> bool:
        """Whether a job that is still wanted runs or waits."""
        with self._changed:
            jobs = [*self._waiting, *([self._current] if self._current else [])]
        return any(not job.cancelled for job in jobs)

    def close(self) -> None:
        """Takes no more jobs, drops those there are, and lets the thread end as soon as the work allows."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self.requestInterruption()
        self.cancel_all()

    def run(self) -> None:
        try:
            while (job := self._next()) is not None:
                self._do(job)
                with self._changed:
                    self._current = None
        finally:
            self._current = None

    @Slot()
    def _restart(self) -> None:
        """A thread that died between two jobs (of lack of memory) leaves those that wait to another."""
        with self._changed:
            left = bool(self._waiting) and not self._closing
        if left and not self.isRunning():
            self.start()

    def _next(self) -> Job | None:
        with self._changed:
            while not self._waiting:
                if self._closing:
                    return None
                self._changed.wait()
            self._current = self._waiting.popleft()
            return self._current

    def _do(self, job: Job) -> None:
        if job.cancelled:
            return
        try:
            for item in job._work():
                if job.cancelled:
                    return
                self._delivered.emit(job, "item", item)
        except Exception as error:
            self._delivered.emit(job, "failed", error)
        except BaseException as error:
            # What is meant to end a program (a library that calls sys.exit) must not end the worker thread.
            self._delivered.emit(job, "failed", RuntimeError(type(error).__name__))
        else:
            self._delivered.emit(job, "done", None)

    @Slot(object, str, object)
    def _deliver(self, job: Job, kind: str, payload: Any) -> None:
        if job.cancelled:
            return
        if kind == "item":
            if job._item is not None:
                job._item(payload)
        elif kind == "done":
            if job._done is not None:
                job._done()
        elif job._failed is not None:
            job._failed(payload)
        else:
            sys.excepthook(type(payload), payload, payload.__traceback__)


class WorkerThreads(QObject):
    """All worker threads of a window, by name, so that closing reaches every one of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers: dict[str, WorkerThread] = {}
        self._closed = False

    def worker(self, name: str) -> WorkerThread:
        """The worker thread of that name, created on first use; after closing, one that takes no jobs."""
        if name not in self._workers:
            worker = self._workers[name] = WorkerThread(name, self)
            if self._closed:
                worker.close()
        return self._workers[name]

    def close(self, seconds: float = CLOSING_SECONDS) -> bool:
        """Closes all worker threads and waits for them, together no longer than `seconds`.

        Returns whether all have ended. One that has not (a decoder deep in a file) must not be destroyed:
        keep this object, or leave the process without tearing it down.
        """
        self._closed = True
        for worker in self._workers.values():
            worker.close()
        deadline = QDeadlineTimer(round(seconds * 1000))
        ended = True
        for worker in self._workers.values():
            ended = worker.wait(deadline) and ended
        return ended
