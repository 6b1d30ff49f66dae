"""Results of the worklist on the disk: saved as CSV, exported with the reader's marks, images found again."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from xray_desktop.evaluation.reader_table import Read, write_reader_table
from xray_desktop.messages import message, os_error
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.writing import write_rows
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.reader.marks_control import MarksControl
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.worklist.entry import Entry
from xray_desktop.ui.worklist.panel import Worklist
from xray_desktop.ui.worklist.reopening import read_entries


class ResultsControl(QObject):
    """Saves and exports what is in the worklist.

    Signals:
        notified: something was saved or could not be saved (Message).
        saved: the file (Path) of the notice before.
    """

    notified = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        worker: WorkerThread,
        worklist: Worklist,
        marks: MarksControl,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._worker = worker
        self._worklist = worklist
        self._marks = marks
        self._settings = settings

    @property
    def classified(self) -> list[Entry]:
        """The images with a result, in the order in which they came, classified at the operating point in
        use.
        """
        self._worklist.model.finish_reclassification()
        return [entry for entry in self._worklist.model.entries if entry.row is not None]

    def choose_and_save(self) -> bool:
        """Asks for a file and saves all results to it; False when nothing was chosen."""
        path = self._choose(self.tr("Save results"), "results.csv")
        if path is not None:
            self.save(path)
        return path is not None

    def choose_and_export(self) -> None:
        """Asks for a file and exports the reader's table to it."""
        path = self._choose(self.tr("Reader study export"), "reader.csv")
        if path is not None:
            self.export(path)

    def choose_images_folder(self) -> None:
        """Asks where the images of the current image's results are."""
        entry = self._worklist.current()
        if entry is None or entry.csv is None:
            return
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Locate images"), str(entry.csv.parent)
        )
        if folder:
            self.look_for_images_in(entry.csv, Path(folder))

    def save(self, path: Path) -> None:
        """Writes all results to a CSV; from then on the reader's marks are kept beside it."""
        entries = self.classified
        self._worker.submit(
            partial(_write, path, _given(entries)),
            item=lambda rows: self._saved(path, entries, rows),
            failed=self._not_done,
        )

    def export(self, path: Path) -> None:
        """Writes the reader's table and the agreement."""
        images = [Read(entry.row, entry.mark) for entry in self.classified if entry.row is not None]
        self._worker.submit(
            partial(_export, path, images),
            item=lambda beside: self._exported(path, beside),
            failed=self._not_done,
        )

    def look_for_images_in(self, csv: Path, folder: Path) -> None:
        """Shows the images of a results file from another folder."""
        self._worker.submit(
            lambda: iter([read_entries(csv, folder)]),
            item=lambda found: self._relocated(csv, found[0]),
            failed=self._not_done,
        )

    def may_close(self) -> bool:
        """Asks what is to become of marks that would be lost with the window; False keeps it open."""
        if not self._marks.unsaved:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("The reader's readings and notes are not saved."))
        box.setInformativeText(
            self.tr("They are stored next to a results file. Save the results, readings and notes now?")
        )
        choices = QMessageBox.StandardButton
        box.setStandardButtons(choices.Save | choices.Discard | choices.Cancel)
        answer = box.exec()
        if answer == choices.Save:
            return self._save_before_closing()
        return answer == choices.Discard

    def _save_before_closing(self) -> bool:
        path = self._choose(self.tr("Save results"), "results.csv")
        if path is None:
            return False
        entries = self.classified
        try:
            (rows,) = _write(path, _given(entries))
        except UnusableResults as error:
            self.notified.emit(error.message)
            return False
        self._saved(path, entries, rows)
        self._marks.save_now()
        return True

    def _choose(self, title: str, name: str) -> Path | None:
        folder = self._settings.get(remembered.LAST_EXPORT_FOLDER)
        file, _ = QFileDialog.getSaveFileName(
            self._window, title, os.path.join(folder, name), self.tr("Results (*.csv)")
        )
        if not file:
            return None
        path = Path(file if Path(file).suffix else f"{file}.csv")
        self._settings.set(remembered.LAST_EXPORT_FOLDER, str(path.parent))
        return path

    def _saved(self, path: Path, entries: Sequence[Entry], rows: Sequence[Row]) -> None:
        paths = [entry.path for entry in entries]
        self._worklist.model.set_results(zip(paths, rows, strict=True), path)
        self._marks.move_to(path, entries)
        self.notified.emit(message("results_saved", file=path.name))
        self.saved.emit(path)

    def _exported(self, path: Path, beside: Path) -> None:
        self.notified.emit(message("reader_study_saved", file=path.name, agreement=beside.name))
        self.saved.emit(path)

    def _relocated(self, csv: Path, entries: Sequence[Entry]) -> None:
        model = self._worklist.model
        known = {entry.row.path: entry.mark for entry in model.entries if entry.csv == csv and entry.row}
        for entry in entries:
            if entry.row is not None:
                entry.mark = known.get(entry.row.path, entry.mark)
        model.remove([entry.path for entry in model.entries if entry.csv == csv])
        model.add(entries)
        if entries:
            self._worklist.show_image(entries[0].path)

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, UnusableResults):
            raise error
        self.notified.emit(error.message)


def _given(entries: Sequence[Entry]) -> list[tuple[str, Row]]:
    """What a worker may know of images: their paths and rows as they are now."""
    return [(entry.path, entry.row) for entry in entries if entry.row is not None]


def _rows(images: Sequence[tuple[str, Row]]) -> list[Row]:
    """The rows of images from anywhere, named from the nearest folder that holds them all."""
    paths = [path for path, _ in images]
    try:
        root = os.path.commonpath([os.path.dirname(path) for path in paths]) if paths else ""
    except ValueError:  # different drives
        root = ""
    rows = []
    for path, row in images:
        name = os.path.relpath(path, root) if root else path
        rows.append(replace(row, path=name.replace(os.sep, "/")))
    return rows


def _write(path: Path, images: Sequence[tuple[str, Row]]) -> Iterator[Sequence[Row]]:
    """Writes the rows of images to a file, and gives them, in the images' order."""
    rows = _rows(images)
    try:
        write_rows(path, sorted(rows, key=lambda row: row.path))
    except OSError as error:
        raise UnusableResults("results_unwritable", file=path.name, reason=os_error(error)) from None
    yield rows


def _export(path: Path, images: Sequence[Read]) -> Iterator[Path]:
    yield write_reader_table(path, images)
