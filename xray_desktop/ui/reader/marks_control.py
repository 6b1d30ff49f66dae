"""The reader's marks in the window: loaded with results, and saved beside their CSV."""

import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from xray_desktop.evaluation.reading_marks import Mark, UnusableMarks, read_marks, write_marks
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.reader.panel import ReaderPanel
from xray_desktop.ui.worklist.entry import Entry
from xray_desktop.ui.worklist.panel import Worklist

_SAVE_AFTER_MS = 400
_writing = threading.Lock()
"""Held while marks are written: the window may close while its worker writes the same file."""


class MarksControl(QObject):
    """Keeps marks where their images' results are.

    Signals:
        failed: marks cannot be read or written (Message).
        changed: the reader has changed the mark (Mark) of an image, by its path.
    """

    failed = Signal(object)
    changed = Signal(str, object)

    def __init__(self, worker: WorkerThread, worklist: Worklist, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._worklist = worklist
        self._marks: dict[Path, dict[str, Mark]] = {}
        self._changed: set[Path] = set()
        self._unconfirmed: dict[Path, dict[str, Mark]] = {}
        self.panel = ReaderPanel()
        self.panel.marked.connect(self.set_mark)
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._saving.timeout.connect(self.save)
        worklist.table.selectionModel().currentChanged.connect(self.show_current)
        worklist.model.countsChanged.connect(self.show_current)

    @property
    def unsaved(self) -> list[Entry]:
        """Marked images whose results are in no file yet; their marks are lost with the window."""
        return [
            entry
            for entry in self._worklist.model.entries
            if entry.csv is None and entry.mark != entry.bundled_mark
        ]

    def load_marks(self, csv: Path) -> None:
        """Reads the marks beside a CSV whose rows came into the worklist."""
        self._worker.submit(
            lambda: _read(csv),
            item=lambda marks: self._marks_loaded(csv, marks),
            failed=self._not_done,
        )

    def save(self) -> None:
        """Writes what has changed."""
        self._saving.stop()
        for csv in self._changed:
            marks = self._unconfirmed[csv] = dict(self._known(csv))
            self._worker.submit(
                partial(_write, csv, marks), done=partial(self._written, csv, marks), failed=self._not_done
            )
        self._changed.clear()

    def save_now(self) -> None:
        """Writes what has changed before the window closes, and what its worker has not written by now."""
        self.panel.show_entry(None)
        for csv in self._changed | self._unconfirmed.keys():
            try:
                with _writing:
                    write_marks(csv, self._known(csv))
            except UnusableMarks as error:
                self.failed.emit(error.message)
        self._changed.clear()
        self._unconfirmed.clear()

    def move_to(self, csv: Path, entries: Sequence[Entry]) -> None:
        """The results of images were saved to a CSV; their marks go with them."""
        known = self._marks.setdefault(csv, {})
        known.clear()
        known.update((_name(entry), entry.mark) for entry in entries if not entry.mark.empty)
        self._changed.add(csv)
        self.save()

    def show_current(self) -> None:
        """Shows the mark of the current image."""
        self.panel.show_entry(self._worklist.current())

    def _known(self, csv: Path) -> dict[str, Mark]:
        if csv not in self._marks:
            # Reopened results brought their marks with them.
            entries = self._worklist.model.entries
            self._marks[csv] = {
                _name(entry): entry.mark for entry in entries if entry.csv == csv and not entry.mark.empty
            }
        return self._marks[csv]

    def set_mark(self, path: str, mark: Mark) -> None:
        """The reader's mark on an image is another one now."""
        entry = self._worklist.model.entry(path)
        if entry is None:
            return
        known = self._known(entry.csv) if entry.csv is not None else {}
        self._worklist.model.set_mark(path, mark)
        self.changed.emit(path, mark)
        if entry.csv is not None:
            known[_name(entry)] = mark
            self._changed.add(entry.csv)
            self._saving.start()

    def _marks_loaded(self, csv: Path, marks: dict[str, Mark]) -> None:
        known = self._known(csv)
        for name, mark in marks.items():
            known.setdefault(name, mark)
        for entry in self._worklist.model.entries:
            if entry.csv == csv and entry.mark.empty and (found := known.get(_name(entry))):
                self._worklist.model.set_mark(entry.path, found)
        if known != marks:
            # Images that were marked before their results had a file bring their marks along.
            self._changed.add(csv)
            self._saving.start()

    def _written(self, csv: Path, marks: dict[str, Mark]) -> None:
        if self._unconfirmed.get(csv) is marks:
            del self._unconfirmed[csv]

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, UnusableMarks):
            raise error
        self.failed.emit(error.message)


def _name(entry: Entry) -> str:
    return entry.row.path if entry.row is not None else entry.name


def _read(csv: Path) -> Iterator[dict[str, Mark]]:
    yield read_marks(csv)


def _write(csv: Path, marks: dict[str, Mark]) -> Iterator[None]:
    with _writing:
        write_marks(csv, marks)
    yield None
