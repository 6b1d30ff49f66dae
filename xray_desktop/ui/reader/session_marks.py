"""The reader's marks come back with the images that are opened again, when that is wanted."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from xray_desktop.evaluation.kept_marks import (
    forget_kept_marks,
    mark_key,
    set_aside,
    update_kept_marks,
)
from xray_desktop.evaluation.reading_marks import Mark, UnusableMarks, read_marks_file
from xray_desktop.messages import Message, message, os_error
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.reader.marks_control import MarksControl
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.worklist.discovery import ImagesFound
from xray_desktop.ui.worklist.entry import Entry
from xray_desktop.ui.worklist.panel import Worklist

_SAVE_AFTER_MS = 400
_WORKER_WAITS_MS = 10_000
_CLOSING_WAITS_MS = 1000


class SessionMarks(QObject):
    """Keeps marks in a file of their own, beside no results, only while REOPEN_SESSION is on.

    An image whose results file is open has its marks from there. Turning the setting off deletes the file.

    Signals:
        failed: marks cannot be read, written or deleted (Message).
    """

    failed = Signal(object)

    def __init__(
        self,
        worker: WorkerThread,
        marks: MarksControl,
        worklist: Worklist,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._marks = marks
        self._worklist = worklist
        self._settings = settings
        self._kept: dict[str, Mark] = {}
        self._unwritten: dict[str, Mark] = {}
        self._usable = False
        self._reading: Job | None = None
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._saving.timeout.connect(self.save)
        marks.changed.connect(self._changed)
        settings.changed.connect(self._setting_changed)
        if self.on:
            self._read()

    @property
    def file(self) -> Path:
        """Where the marks are kept; it need not exist."""
        return self._settings.data_folder / "session-marks.json"

    @property
    def on(self) -> bool:
        """Whether marks are kept."""
        return self._settings.get(remembered.REOPEN_SESSION)

    def holds(self, entry: Entry) -> bool:
        """Whether the mark of an image is on the disk and comes back with the image."""
        key = mark_key(entry.path)
        return self.on and key not in self._unwritten and self._kept.get(key) == entry.mark

    def restore(self, found: ImagesFound) -> None:
        """Gives images that came into the worklist the marks that were kept of them."""
        self._apply([entry.path for entry in found.entries])

    def save(self) -> None:
        """Writes what has changed, in the worker."""
        self._saving.stop()
        if self._unwritten and self._usable:
            unwritten, changes = self._unwritten, dict(self._unwritten)
            self._worker.submit(
                partial(_update, self.file, changes),
                done=lambda: _take_out(unwritten, changes),
                failed=self._not_done,
            )

    def save_now(self) -> None:
        """Writes what has changed before the window closes."""
        self._saving.stop()
        if self._unwritten and self._usable:
            changes = dict(self._unwritten)
            try:
                _update_locked(self.file, changes, _CLOSING_WAITS_MS)
            except UnusableMarks as error:
                self.failed.emit(error.message)
            else:
                _take_out(self._unwritten, changes)

    def _read(self) -> None:
        self._reading = self._worker.submit(
            partial(_read, self.file), item=self._loaded, failed=self._not_done
        )

    def _loaded(self, read: tuple[dict[str, Mark], Message | None]) -> None:
        if not self.on:
            return
        kept, notice = read
        # What was marked while the file was read is newer.
        self._kept = {**kept, **self._kept}
        self._usable = True
        if notice is not None:
            self.failed.emit(notice)
        self._apply([entry.path for entry in self._worklist.model.entries])
        self.save()

    def _apply(self, paths: Sequence[str]) -> None:
        if not self._kept:
            return
        model = self._worklist.model
        for path in paths:
            entry = model.entry(path)
            if entry is None or entry.csv is not None or entry.mark != entry.bundled_mark:
                continue
            mark = self._kept.get(mark_key(path))
            if mark is not None and not mark.empty:
                model.set_mark(path, mark)

    def _changed(self, path: str, mark: Mark) -> None:
        if self.on:
            key = mark_key(path)
            self._kept[key] = self._unwritten[key] = mark
            self._saving.start()

    def _setting_changed(self, key: str) -> None:
        if key != remembered.REOPEN_SESSION.key:
            return
        if self.on:
            for entry in self._worklist.model.entries:
                if entry.csv is None and entry.mark != entry.bundled_mark:
                    self._changed(entry.path, entry.mark)
            self._read()
        else:
            self._saving.stop()
            if self._reading is not None:
                self._reading.cancel()
            self._kept.clear()
            # A new one: what is being written was taken from the one before.
            self._unwritten = {}
            self._usable = False
            self._worker.submit(partial(_forget, self.file), failed=self._not_done)

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, UnusableMarks):
            raise error
        self.failed.emit(error.message)


def _take_out(unwritten: dict[str, Mark], written: Mapping[str, Mark]) -> None:
    """Takes marks that are written out of those that are not, unless they have changed since."""
    for key, mark in written.items():
        if unwritten.get(key) is mark:
            del unwritten[key]


def _locked(file: Path, waits_ms: int) -> QLockFile:
    """Several windows may keep marks: each puts its own into the file while the others wait."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(file) + ".lock")
    if not lock.tryLock(waits_ms):
        raise UnusableMarks("marks_in_use", file=file.name)
    return lock


def _read(file: Path) -> Iterator[tuple[dict[str, Mark], Message | None]]:
    try:
        kept, notice = read_marks_file(file), None
    except UnusableMarks as error:
        if error.message.code != "marks_damaged":
            raise
        damaged = set_aside(file)
        kept, notice = {}, message("marks_set_aside", file=file.name, kept=damaged.name)
    yield kept, notice


def _update(file: Path, changes: Mapping[str, Mark]) -> Iterator[None]:
    _update_locked(file, changes, _WORKER_WAITS_MS)
    yield None


def _update_locked(file: Path, changes: Mapping[str, Mark], waits_ms: int) -> None:
    try:
        lock = _locked(file, waits_ms)
    except OSError as error:
        raise UnusableMarks("marks_unwritable", file=file.name, reason=os_error(error)) from None
    try:
        update_kept_marks(file, changes)
    finally:
        lock.unlock()


def _forget(file: Path) -> Iterator[None]:
    forget_kept_marks(file)
    yield None
