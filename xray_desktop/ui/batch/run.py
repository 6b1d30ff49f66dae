"""A batch as the window runs it: images are looked for, classified and written, and reported in small portions."""

import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from xray_desktop.batch.files import Files, find_files
from xray_desktop.batch.runner import Control, Progress, classify_files
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.runtime import engine
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row
from xray_desktop.results.writing import SYNC_SECONDS, Mode, ResultsFile, own_files
from xray_desktop.ui.worklist.entry import PORTION, Entry

_PORTION_SECONDS = 0.1


@dataclass(frozen=True)
class BatchRequest:
    """What is to be classified, and where the results go.

    Attributes:
        paths: files and folders, absolute.
        recursive: also folders within folders.
        output: the CSV; None keeps the results in the worklist only.
        mode: what happens to a CSV that exists.
        operating_point: name of the operating point; None takes the model's default.
        model_file: the model; None takes the one that travels with the program.
        engine: how it is run, a word of `available_engines`.
    """

    paths: Sequence[str]
    recursive: bool = True
    output: Path | None = None
    mode: Mode = "new"
    operating_point: str | None = None
    model_file: Path | None = None
    engine: str = ""


@dataclass(frozen=True)
class Found:
    """The images have been found, or some more of them.

    Attributes:
        files: all of them, those classified before included.
        entries: some of them for the worklist, with the rows that a continued CSV holds already.
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
        before: rows that a continued CSV held already.
    """

    rows: Sequence[Row]
    progress: Progress
    before: int = 0


@dataclass(frozen=True)
class Ended:
    """The batch is over.

    Attributes:
        progress: how far it came.
        cancelled: whether it was stopped before the last image.
    """

    progress: Progress
    before: int = 0
    cancelled: bool = False


BatchEvent = Found | Classified | Ended


def path_of(files: Files, name: str) -> str:
    """The worklist's path of a row's image."""
    return os.path.join(files.root, *name.split("/"))


def run_batch(request: BatchRequest, control: Control) -> Generator[BatchEvent, None, None]:
    """Runs a batch, for a lane: first `Found`s, then `Classified` several times a second, at last `Ended`.

    Raises:
        NothingToDo: there is no image.
        UnusableModel: the model cannot be used, or has no such operating point.
        UnusableResults: the CSV cannot be written or continued.
        BatchStopped: the folder has vanished, or the network fails; the rows so far are in the CSV.
    """
    own = own_files(request.output) if request.output else []
    files = find_files(
        request.paths, recursive=request.recursive, leave_out=own, cancelled=lambda: control.cancelled
    )
    threads = 1 if len(files.names) > 1 else 0
    classifier = Classifier.load(request.model_file, threads=threads, **engine(request.engine))
    point = classifier.metadata.operating_point(request.operating_point).name
    results = _results_file(request, classifier, point)
    with results or nullcontext():
        done = results.done if results else set()
        yield from _found(files, request.output, _rows_before(request.output) if done else {})
        rest = files.without(done)
        portion = _Portion(len(done))
        steps = classify_files(rest, classifier, operating_point=point, control=control, in_order=False)
        with closing(steps):
            for step in steps:
                portion.progress = step.progress
                if step.row is not None:
                    portion.rows.append(step.row)
                    if results:
                        results.append(step.row)
                elif results:
                    results.sync(at_most_every=SYNC_SECONDS)
                if portion.due():
                    yield portion.take()
        if portion.rows:
            yield portion.take()
    # Not before the file is closed: only then are its rows in the order of their paths.
    progress = portion.progress
    stopped = progress.done < progress.total if rest.names else control.cancelled
    yield Ended(progress, len(done), cancelled=stopped)


def _results_file(request: BatchRequest, classifier: Classifier, point: str) -> ResultsFile | None:
    if request.output is None:
        return None
    return ResultsFile(request.output, mode=request.mode, model=classifier.model, operating_point=point)


def _found(files: Files, output: Path | None, rows: Mapping[str, Row]) -> Iterator[Found]:
    """The entries are made here, in the worker, and given in portions that the window takes in its stride."""
    for first in range(0, len(files.names), PORTION):
        names = files.names[first : first + PORTION]
        entries = [Entry(path_of(files, name), name, rows.get(name), csv=output) for name in names]
        yield Found(files, entries, first == 0)


def _rows_before(output: Path | None) -> Mapping[str, Row]:
    return {row.path: row for row in read_results(output)} if output else {}


@dataclass
class _Portion:
    """Rows that gather for a moment, so that a fast batch does not flood the window."""

    before: int
    rows: list[Row] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    clock: Callable[[], float] = time.monotonic
    _given: float = 0.0

    def due(self) -> bool:
        return self.clock() - self._given >= _PORTION_SECONDS

    def take(self) -> Classified:
        self._given = self.clock()
        rows, self.rows = self.rows, []
        return Classified(rows, self.progress, self.before)
