"""The steps that a batch yields, on this computer or on a cluster: one for each finished file, and
heartbeats.
"""

import os
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from xray_desktop.batch.files import Files
from xray_desktop.imaging.archives import locate
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import MessageError
from xray_desktop.results.row import Row

TICK_SECONDS = 0.25
"""Longest time without a heartbeat."""


class BatchStopped(MessageError):
    """The batch cannot continue. The rows yielded so far are valid."""

    @classmethod
    def by(cls, error: BaseException) -> "BatchStopped":
        """For an unexpected error; only its type is named, because its text may quote the content of a
        file.
        """
        return BatchStopped("batch_internal_error", problem=type(error).__name__)


@dataclass(frozen=True)
class Progress:
    """How far a batch is.

    Attributes:
        done: files that are finished.
        total: files in all.
        statuses: how many rows have each status.
        predictions: how many rows have each prediction.
        seconds: time since the beginning, pauses left out.
    """

    done: int = 0
    total: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    predictions: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Files a second; 0 before there is one."""
        return self.done / self.seconds if self.done and self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time that the rest will take at this rate; None when it is not known yet."""
        return (self.total - self.done) / self.rate if self.rate else None


@dataclass(frozen=True)
class Step:
    """What a batch yields: a finished file or, while there is none, a heartbeat.

    Attributes:
        row: the row of the file; None for a heartbeat.
        prediction: the prediction behind the row; None when there is none.
        image: the network's input and the image's size, for a heat map; None when the file is not readable.
        progress: how far the batch is, this file included.
    """

    row: Row | None
    prediction: Prediction | None
    image: PreparedImage | None
    progress: Progress


class Control:
    """Pauses and cancels a batch from another thread."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._going = threading.Event()
        self._going.set()

    def pause(self) -> None:
        """Pauses: no further file is begun."""
        self._going.clear()

    def resume(self) -> None:
        """Ends a pause."""
        self._going.set()

    def cancel(self) -> None:
        """Makes the generator end after the current files, also during a pause."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the batch was cancelled."""
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        """Whether the batch is paused."""
        return not self._going.is_set()


@dataclass(frozen=True, eq=False)
class Finished:
    """A finished file: its row, and with it what the row was made from."""

    row: Row
    prediction: Prediction | None = None
    image: PreparedImage | None = None


FinishedQueue = queue.SimpleQueue[tuple[int, Finished] | BatchStopped]
"""Finished files, each with its number, in any order; or why there will be no more."""


def steps_of(
    files: Files,
    finished: FinishedQueue,
    control: Control,
    taken: Callable[[], None],
    *,
    in_order: bool,
) -> Generator[Step, None, None]:
    """Steps for finished files, until all are done or the control cancels.

    Args:
        taken: called for each file that leaves the queue for good, so that another may be begun.
        in_order: whether they come in the order of the files; else each comes when it is finished, and waits
            for no earlier one that is in a slow decoder.

    Raises:
        BatchStopped: the queue brought it, or the folder of a file is not there any more.
    """
    waiting: dict[int, Finished] = {}
    statuses: Counter[str] = Counter()
    predictions: Counter[str] = Counter()
    done, total = 0, len(files.names)
    clock = _Clock()

    def step(file: Finished | None) -> Step:
        progress = Progress(done, total, statuses.copy(), predictions.copy(), clock.seconds())
        if file is None:
            return Step(None, None, None, progress)
        return Step(file.row, file.prediction, file.image, progress)

    yield step(None)
    while done < total and not control.cancelled:
        clock.run(not control.paused)
        try:
            item = finished.get(timeout=TICK_SECONDS)
        except queue.Empty:
            yield step(None)
            continue
        if isinstance(item, BatchStopped):
            raise item
        number, file = item
        if file.row.status == "error":
            _check_folder(files.root, file.row.path)
        waiting[number] = file
        while (number := done if in_order else number) in waiting and not control.cancelled:
            file = waiting.pop(number)
            done += 1
            taken()
            statuses[file.row.status] += 1
            if file.row.prediction:
                predictions[file.row.prediction] += 1
            yield step(file)


def _check_folder(root: str, name: str) -> None:
    """A file that cannot be read is that file's row, unless its whole folder cannot be read any more."""
    path, _ = locate(root, name.rstrip("/"))
    if os.path.lexists(path):
        return
    folder = os.path.dirname(path)
    try:
        os.scandir(folder).close()
    except PermissionError:
        raise BatchStopped("batch_folder_not_permitted", folder=folder) from None
    except OSError:
        raise BatchStopped("batch_folder_missing", folder=folder) from None


class _Clock:
    """Counts seconds, without pauses."""

    def __init__(self) -> None:
        self._counted = 0.0
        self._since: float | None = time.monotonic()

    def run(self, going: bool) -> None:
        """Runs or stops."""
        now = time.monotonic()
        if self._since is not None:
            self._counted += now - self._since
        self._since = now if going else None

    def seconds(self) -> float:
        """Seconds counted so far."""
        return self._counted + (time.monotonic() - self._since if self._since is not None else 0.0)
