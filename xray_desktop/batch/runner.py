"""A batch: files in, rows out, in the order of the files, whatever order they are finished in.

Reading threads, each with a reading process of its own, make the network's inputs; judging threads run the
network; a bounded queue lies between them. `classify_files` is a generator: whoever iterates it, a terminal
or a window's thread, sets the pace, and leaving it ends everything.
"""

import contextlib
import os
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from xray_desktop.batch.files import Files, locate
from xray_desktop.batch.results import Row
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading_process import PreparedFilm
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.prediction import Prediction

AHEAD = 2048
"""Most files that may be finished while an earlier one, in a slow decoder, is not."""

FILMS_AHEAD = 64
"""As `AHEAD`, when the network's inputs are kept."""

TICK_SECONDS = 0.25
"""Longest time without a sign of life."""


class BatchStopped(Exception):
    """The batch cannot go on; one sentence for the user. The rows given so far are right."""


@dataclass(frozen=True)
class Progress:
    """How far a batch is.

    Attributes:
        done: files that are finished.
        total: files in all.
        statuses: how many rows have each status.
        verdicts: how many rows have each verdict.
        seconds: time since the beginning, pauses left out.
    """

    done: int = 0
    total: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Files a second; 0 before there is one."""
        return self.done / self.seconds if self.done and self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time that the rest will take at this rate; None when nobody can know yet."""
        return (self.total - self.done) / self.rate if self.rate else None


@dataclass(frozen=True)
class Step:
    """What a batch yields: a finished file or, while there is none, a sign of life.

    Attributes:
        row: the row of the file; None for a sign of life.
        prediction: the prediction behind the row; None when there is none.
        film: the network's input and the film's size, for a heat map; None when the file is not readable.
        progress: how far the batch is, this file included.
    """

    row: Row | None
    prediction: Prediction | None
    film: PreparedFilm | None
    progress: Progress


class Control:
    """Pauses and cancels a batch from another thread."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._going = threading.Event()
        self._going.set()

    def pause(self) -> None:
        """No further file is begun."""
        self._going.clear()

    def go_on(self) -> None:
        """Ends a pause."""
        self._going.set()

    def cancel(self) -> None:
        """The generator ends after the file that it is at, also within a pause."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the batch is to end."""
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        """Whether the batch waits."""
        return not self._going.is_set()


def classify_files(
    files: Files,
    classifier: Classifier,
    *,
    operating_point: str | None = None,
    control: Control | None = None,
    readers: int | None = None,
    judges: int | None = None,
    keep_films: bool = False,
    new_reader: Callable[[], IsolatedReader] = IsolatedReader,
) -> Generator[Step, None, None]:
    """Judges files, and yields a step for each, in their order, and a sign of life four times a second.

    A classifier loaded with `threads=1` serves best: one film a core beats many cores on one film. The rows
    do not depend on the number of threads or processes.

    Args:
        readers: reading processes; by default as many as there are cores, 8 at most.
        judges: threads that run the network; by default as many as there are cores.
        keep_films: whether the steps bring the network's input (200 kB a film).
        new_reader: makes the readers, for tests.

    Raises:
        BatchStopped: the folder has vanished, the network fails, or no reading process can be started.
        UnusableModel: there is no operating point of that name.
    """
    point = classifier.metadata.operating_point(operating_point).name
    run = _Run(files, classifier, point, control or Control(), keep_films)
    run.start(
        [new_reader() for _ in range(min(readers or min(cores(), 8), len(files.names)))],
        min(judges or cores(), len(files.names)),
    )
    try:
        yield from run.steps()
    finally:
        run.stop()


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, eq=False)
class _Finished:
    row: Row
    prediction: Prediction | None = None
    film: PreparedFilm | None = None


class _Run:
    """The threads of one batch and what they share."""

    def __init__(
        self, files: Files, classifier: Classifier, point: str, control: Control, keep_films: bool
    ) -> None:
        self._files = files
        self._classifier = classifier
        self._point = point
        self._control = control
        self._keep_films = keep_films
        self._numbers = iter(range(len(files.names)))
        self._turn = threading.Lock()
        self._room = threading.Semaphore(FILMS_AHEAD if keep_films else AHEAD)
        self._ended = threading.Event()
        self._finished: queue.SimpleQueue[tuple[int, _Finished] | BatchStopped] = queue.SimpleQueue()
        self._readers: Sequence[IsolatedReader] = ()
        self._threads: list[threading.Thread] = []

    def start(self, readers: Sequence[IsolatedReader], judges: int) -> None:
        """Starts all threads."""
        self._readers = readers
        self._films: queue.Queue[tuple[int, PreparedFilm]] = queue.Queue(maxsize=2 * judges + 2)
        works = [(self._read, (reader,)) for reader in readers] + [(self._judge, ())] * judges
        for work, arguments in works:
            thread = threading.Thread(
                target=self._guarded, args=(work, *arguments), name="batch", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ends all threads and processes; waits for a network run that is under way."""
        self._ended.set()
        for reader in self._readers:
            reader.close()
        for thread in self._threads:
            thread.join(timeout=10.0)

    def steps(self) -> Generator[Step, None, None]:
        """The finished files in their order, with signs of life in between."""
        waiting: dict[int, _Finished] = {}
        statuses: Counter[str] = Counter()
        verdicts: Counter[str] = Counter()
        done, total = 0, len(self._files.names)
        clock = _Clock()

        def progress() -> Progress:
            return Progress(done, total, statuses.copy(), verdicts.copy(), clock.seconds())

        yield Step(None, None, None, progress())
        while done < total and not self._control.cancelled:
            clock.run(not self._control.paused)
            try:
                item = self._finished.get(timeout=TICK_SECONDS)
            except queue.Empty:
                yield Step(None, None, None, progress())
                continue
            if isinstance(item, BatchStopped):
                raise item
            waiting[item[0]] = item[1]
            while done in waiting and not self._control.cancelled:
                finished = waiting.pop(done)
                if finished.row.status == "error":
                    self._check_root()
                done += 1
                self._room.release()
                statuses[finished.row.status] += 1
                if finished.row.verdict:
                    verdicts[finished.row.verdict] += 1
                yield Step(finished.row, finished.prediction, finished.film, progress())

    def _guarded(self, work: Callable[..., None], *arguments: object) -> None:
        try:
            work(*arguments)
        except BatchStopped as stopped:
            self._finished.put(stopped)
        except ReadingProcessFailed as failure:
            if not self._ended.is_set():
                self._finished.put(BatchStopped(str(failure)))
        except Exception as error:
            # A thread that dies without a word would leave the batch waiting for ever.
            self._finished.put(
                BatchStopped(f"The batch met an error of its own ({error!r}) and was stopped.")
            )

    def _read(self, reader: IsolatedReader) -> None:
        with reader:
            while (number := self._next()) is not None:
                name = self._files.names[number]
                if name.endswith("/"):
                    self._put_error(
                        number, f"The folder {name[:-1]} cannot be listed. Check its permissions."
                    )
                    continue
                path, member = locate(self._files.root, name)
                try:
                    film = reader.prepare(path, self._classifier.metadata.preprocessing, member=member)
                except UnreadableRadiograph as error:
                    self._put_error(number, str(error))
                    continue
                while not self._ended.is_set():
                    with contextlib.suppress(queue.Full):
                        self._films.put((number, film), timeout=TICK_SECONDS)
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

    def _judge(self) -> None:
        while not self._ended.is_set():
            try:
                number, film = self._films.get(timeout=TICK_SECONDS)
            except queue.Empty:
                continue
            name = self._files.names[number]
            try:
                score = self._classifier.scores(film.input)[0]
            except Exception as error:
                # ONNX Runtime's own types are private. The input is checked: this is no file's fault.
                raise BatchStopped(
                    f"The network could not be run on {name} ({type(error).__name__}). Close other programs, "
                    "and go on with the batch."
                ) from None
            prediction = self._classifier.judge(
                score, operating_point=self._point, not_assessable=film.not_assessable
            )
            row = Row.from_prediction(name, prediction, film.width, film.height)
            self._finished.put((number, _Finished(row, prediction, film if self._keep_films else None)))

    def _put_error(self, number: int, message: str) -> None:
        row = Row(
            self._files.names[number],
            "error",
            message=message,
            model=self._classifier.model,
            operating_point=self._point,
        )
        self._finished.put((number, _Finished(row)))

    def _check_root(self) -> None:
        """A file that cannot be read is that file's row, unless nothing can be read any more."""
        root = self._files.root
        try:
            os.scandir(root).close()
        except PermissionError:
            raise BatchStopped(
                f"The folder {root} may not be read any more. Restore the permission, and go on."
            ) from None
        except OSError:
            raise BatchStopped(
                f"The folder {root} has vanished. Bring it back, and go on with the batch."
            ) from None


class _Clock:
    """Counts seconds, and stops in pauses."""

    def __init__(self) -> None:
        self._counted = 0.0
        self._since: float | None = time.monotonic()

    def run(self, going: bool) -> None:
        """Goes on or stops."""
        now = time.monotonic()
        if self._since is not None:
            self._counted += now - self._since
        self._since = now if going else None

    def seconds(self) -> float:
        """Seconds counted so far."""
        return self._counted + (time.monotonic() - self._since if self._since is not None else 0.0)
