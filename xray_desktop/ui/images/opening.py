"""Opening images: read in workers, the latest request first."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.messages import MessageError, message
from xray_desktop.ui.images.loaded_image import ImageCache, LoadedImage, read_image
from xray_desktop.ui.jobs import Job, WorkerThreads

_PATIENCE = 1.0
"""Seconds after which a reading that nobody waits for any more is broken off."""


class ImageOpener(QObject):
    """Opens one image after another; only the latest request is delivered.

    Images are read in a process of their own, so that a decoder that crashes or hangs gives an error message.
    Images shown last and those read ahead are cached, and read again only when their files have changed.

    Signals:
        opening: a file (Path) is about to be read.
        opened: the image (Image).
        failed: the file (Path) and why there is no image (Message).
    """

    opening = Signal(object)
    opened = Signal(object)
    failed = Signal(object, object)

    def __init__(
        self,
        workers: WorkerThreads,
        parent: QObject | None = None,
        *,
        new_reader: Callable[[], IsolatedReader] = IsolatedReader,
    ) -> None:
        super().__init__(parent)
        self._new_reader = new_reader
        self._worker = workers.worker("opening")
        self._ahead_worker = workers.worker("reading ahead")
        self._reader = new_reader()
        self._ahead_reader = new_reader()
        self._cache = ImageCache()
        self._job: Job | None = None
        self._request = 0
        self._begun = 0
        self._begins = threading.Lock()
        self._requested_at = 0.0
        self._losing_patience = QTimer(self, singleShot=True, interval=round(1000 * _PATIENCE))
        self._losing_patience.timeout.connect(self._break_off_what_is_before)
        self._ahead: list[Job] = []
        self._frames_of: Path | None = None

    def start(self) -> None:
        """Starts the reading process, which takes longer than reading most images."""
        self._worker.submit(
            lambda: _start(self._reader), failed=lambda _: None
        )  # Reported with the first image.

    def open(self, path: Path, frame: int = 0) -> None:
        """Asks for an image; the previous request is dropped."""
        self._drop(keep_ahead=path == self._frames_of)
        self.opening.emit(path)
        self._requested_at = time.monotonic()
        self._request += 1
        known, request = self._cache.get(path, frame), self._request
        self._job = self._worker.submit(
            lambda: read_image(self._reader_for(request), path, frame, known),
            item=self._read,
            failed=lambda error: self._not_read(path, error),
        )
        self._losing_patience.start()

    def _reader_for(self, request: int) -> IsolatedReader:
        """In the worker: the reader of a request that begins now."""
        with self._begins:
            self._begun = request
            return self._reader

    def _break_off_what_is_before(self) -> None:
        """A reading that was dropped before it was slow must not keep the next image waiting either."""
        if self._job is None:
            return
        with self._begins:
            # Before the first one, only the process is being started.
            if self._begun in (0, self._request):
                return
            before, self._reader = self._reader, self._new_reader()
        before.close()

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self._drop()

    def _drop(self, *, keep_ahead: bool = False) -> None:
        if not keep_ahead:
            self._stop_reading_ahead()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            if time.monotonic() - self._requested_at > _PATIENCE:
                # An image that takes long must not keep the next one waiting.
                self._reader.close()
                self._reader = self._new_reader()

    def has_read(self, path: Path) -> bool:
        """Whether an image would be shown without being decoded first."""
        return self._cache.get(path) is not None

    def read_ahead(self, paths: Iterable[Path]) -> None:
        """Reads images that may be wanted next; replaces earlier such requests."""
        self._stop_reading_ahead()
        for path in paths:
            if not self.has_read(path):
                job = self._ahead_worker.submit(
                    partial(read_image, self._ahead_reader, path),
                    item=self._cache.add,
                    failed=lambda _: None,  # Reported when the image is opened.
                )
                self._ahead.append(job)

    def read_frames_ahead(self, image: LoadedImage, frames: Sequence[int]) -> None:
        """Reads frames of a file, as many as the cache holds; another file ends it."""
        self._stop_reading_ahead()
        self._frames_of = image.path
        for frame in frames[: self._cache.capacity // (2 * image.bytes_held)]:
            if self._cache.get(image.path, frame) is None:
                self._ahead.append(
                    self._ahead_worker.submit(
                        partial(read_image, self._ahead_reader, image.path, frame),
                        item=self._cache.add,
                        failed=lambda _: None,  # Reported when the frame is shown.
                    )
                )

    @property
    def busy(self) -> bool:
        """Whether an image that was asked for is not there yet."""
        return self._job is not None

    def close(self) -> None:
        """Stops all reading; to be followed by closing the worker threads."""
        self.drop()
        self._reader.close()
        self._ahead_reader.close()

    def _stop_reading_ahead(self) -> None:
        for job in self._ahead:
            job.cancel()
        self._ahead.clear()
        self._frames_of = None

    def _read(self, image: LoadedImage) -> None:
        self._job = None
        self._cache.add(image)
        self.opened.emit(image)

    def _not_read(self, path: Path, error: Exception) -> None:
        self._job = None
        if isinstance(error, MessageError):
            reason = error.message
        elif isinstance(error, MemoryError):
            reason = message("file_out_of_memory", file=path.name)
        else:
            reason = message("opening_internal_error", file=path.name, error=type(error).__name__)
        self.failed.emit(path, reason)


def _start(reader: IsolatedReader) -> Iterator[None]:
    reader.start()
    yield None
