"""From what was dropped, chosen or typed to the images that it leads to."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from xray_desktop.batch.files import find_files
from xray_desktop.batch.patient_disc import is_dicomdir
from xray_desktop.evaluation.review.bundle_reading import is_bundle, read_bundle
from xray_desktop.imaging.reading import named_like_an_image
from xray_desktop.messages import Message, MessageError, message, os_error
from xray_desktop.results.row import UnusableResults
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.worklist.entry import NO_MARK, PORTION, Entry
from xray_desktop.ui.worklist.reopening import looks_like_results, read_entries


@dataclass(frozen=True)
class ImagesFound:
    """Images that were found.

    Attributes:
        entries: of the worklist, in its order.
        remarks: what was left out.
        first: whether nothing of the same folder or results file came before.
        wanted: path of the image to be shown: the file that was named first, else the first image.
    """

    entries: Sequence[Entry]
    remarks: Sequence[Message]
    first: bool
    wanted: str


class ImageFinder(QObject):
    """Looks for images in a worker; only the latest request is delivered.

    Signals:
        found: images (ImagesFound); may come more than once for one question.
        failed: why there are none (Message).
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: WorkerThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._job: Job | None = None

    def find(self, paths: Sequence[str | os.PathLike[str]]) -> None:
        """Looks for the images that files and folders lead to."""
        if self._job is not None:
            self._job.cancel()
        jobs: list[Job] = []
        self._job = self._worker.submit(
            lambda: find_images(paths, lambda: bool(jobs) and jobs[0].cancelled),
            item=self.found.emit,
            failed=self._not_found,
        )
        jobs.append(self._job)

    def _not_found(self, error: Exception) -> None:
        if isinstance(error, MessageError):
            self.failed.emit(error.message)
        elif isinstance(error, OSError):
            self.failed.emit(message("searching_failed", reason=os_error(error)))
        else:
            raise error


def find_images(
    paths: Sequence[str | os.PathLike[str]], cancelled: Callable[[], bool]
) -> Iterator[ImagesFound]:
    """Finds images, in a worker thread: the given files whatever they are, and in folders the files named
    like images.

    A results file among them gives the images that it lists, with their results and marks; so does a bundle
    of cases.

    Raises:
        NothingToDo: there is none.
        UnusableBundle: a bundle must not be opened.
        UnusableResults: a results file cannot be read, or has no rows.
    """
    given_paths = [Path(os.path.abspath(path)) for path in paths]
    results = [path for path in given_paths if path.is_file() and looks_like_results(path)]
    for file in results:
        entries, remarks = read_entries(file)
        if not entries:
            raise UnusableResults("results_empty", file=file.name)
        yield from _in_portions(entries, remarks)
    bundles = [path for path in given_paths if is_bundle(path)]
    for file in bundles:
        yield from _in_portions(*_of_bundle(file, cancelled))
    images = [path for path in given_paths if path not in results and path not in bundles]
    if not images:
        return
    files = find_files(images, cancelled=cancelled)
    requested = {str(path) for path in images}
    entries = [Entry(os.path.join(files.root, *name.split("/")), name) for name in files.names]
    listed = any(map(is_dicomdir, requested))
    image_entries = [
        entry for entry in entries if listed or entry.path in requested or named_like_an_image(entry.name)
    ]
    yield from _in_portions(image_entries or entries, files.remarks, str(images[0]))


def _of_bundle(file: Path, cancelled: Callable[[], bool]) -> tuple[Sequence[Entry], Sequence[Message]]:
    bundle = read_bundle(file, cancelled)
    entries = []
    for row in bundle.rows:
        mark = bundle.marks.get(row.path, NO_MARK)
        path = os.path.join(file, *row.path.split("/"))
        entries.append(Entry(path, row.path, row, mark, bundled_mark=mark))
    return entries, [message("bundle_opened", count=len(entries), file=file.name)]


def _in_portions(
    entries: Sequence[Entry], remarks: Sequence[Message], named: str = ""
) -> Iterator[ImagesFound]:
    """As many at once as the window takes in its stride; `named` is what the user named first."""
    for start in range(0, len(entries), PORTION):
        portion = entries[start : start + PORTION]
        wanted = named if any(entry.path == named for entry in portion) else portion[0].path
        yield ImagesFound(portion, remarks, start == 0, wanted)
