"""A batch as the window shows it: the driver's steps as entries and rows, in small portions."""

import os
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from xray_desktop.batch.driver import BatchRequest, Ended, Started, run_batch
from xray_desktop.batch.files import Files
from xray_desktop.batch.steps import Control, Progress, Step
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row
from xray_desktop.ui.worklist.entry import PORTION, Entry

_PORTION_SECONDS = 0.1


@dataclass(frozen=True)
class FilesFound:
    """The images have been found, or some more of them.

    Attributes:
        files: all of them, those classified before included.
        entries: some of them for the worklist, with the rows that a resumed CSV holds already.
        first: whether these are the first of them.
    """

    files: Files
    entries: Sequence[Entry]
    first: bool = True


@dataclass(frozen=True)
class Classified:
    """Some more images are classified, or there is a heartbeat without any.

    Attributes:
        rows: the new rows.
        progress: how far the batch is.
        before: rows that a resumed CSV held already.
    """

    rows: Sequence[Row]
    progress: Progress
    before: int = 0


BatchEvent = FilesFound | Classified | Ended


def path_of(files: Files, name: str) -> str:
    """The worklist's path of a row's image."""
    return os.path.join(files.root, *name.split("/"))


def batch_events(request: BatchRequest, control: Control) -> Generator[BatchEvent, None, None]:
    """Runs a batch, for a worker: first `Found`s, then `Classified` several times a second, at last `Ended`.

    Raises what `run_batch` raises.
    """
    portion = _Portion()
    with closing(run_batch(request, control)) as events:
        for event in events:
            if isinstance(event, Started):
                portion.before = len(event.done)
                rows = _rows_before(request.output) if event.done else {}
                yield from _found(event.files, request.output, rows)
            elif isinstance(event, Step):
                portion.add(event)
                if portion.due():
                    yield portion.take()
            else:
                if portion.rows:
                    yield portion.take()
                yield event


def _found(files: Files, output: Path | None, rows: Mapping[str, Row]) -> Iterator[FilesFound]:
    """The entries are created here, in the worker, and delivered in portions that do not block the window."""
    for first in range(0, len(files.names), PORTION):
        names = files.names[first : first + PORTION]
        entries = [Entry(path_of(files, name), name, rows.get(name), csv=output) for name in names]
        yield FilesFound(files, entries, first == 0)


def _rows_before(output: Path | None) -> Mapping[str, Row]:
    return {row.path: row for row in read_results(output)} if output else {}


@dataclass
class _Portion:
    """Rows that are collected for a moment, so that a fast batch does not flood the window."""

    before: int = 0
    rows: list[Row] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    _taken_at: float = 0.0

    def add(self, step: Step) -> None:
        self.progress = step.progress
        if step.row is not None:
            self.rows.append(step.row)

    def due(self) -> bool:
        return time.monotonic() - self._taken_at >= _PORTION_SECONDS

    def take(self) -> Classified:
        self._taken_at = time.monotonic()
        rows, self.rows = self.rows, []
        return Classified(rows, self.progress, self.before)
