"""Asks for the files of an evaluation: label tables and what their words mean, results, ratings to compare
with.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from xray_desktop.evaluation.labels import Entry, read_label_table
from xray_desktop.messages import MessageError
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.evaluation.label_words_dialog import LabelWordsDialog
from xray_desktop.ui.evaluation.steps import LabelTable
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.settings import Settings


class FileChoice(QObject):
    """Dialogs over a window.

    Signals:
        tableChosen: the labels are in this table (LabelTable).
        resultsChosen: this results file (Path) is to be opened.
        ratingsChosen: the ratings in this file (Path) are to be compared.
        failed: a table cannot be read (Message).
    """

    tableChosen = Signal(object)
    resultsChosen = Signal(object)
    ratingsChosen = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: WorkerThread, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._worker, self._settings = worker, settings

    def choose_table(self) -> None:
        """Asks for a label table."""
        file = self._choose(self.tr("Label table"), self.tr("Tables (*.csv *.tsv *.txt)"))
        if file is not None:
            self.tableChosen.emit(LabelTable(file))

    def choose_results(self) -> None:
        """Asks for a results file."""
        file = self._choose(self.tr("Open results file"), self.tr("Results (*.csv)"))
        if file is not None:
            self.resultsChosen.emit(file)

    def choose_ratings(self) -> None:
        """Asks for a results file or a table of readings."""
        file = self._choose(self.tr("Results file or readings"), self.tr("Tables (*.csv *.tsv *.txt)"))
        if file is not None:
            self.ratingsChosen.emit(file)

    def ask_words(self, table: LabelTable | None) -> None:
        """Reads a label table and asks what its labels mean."""
        if table is None:
            return
        file = table.file
        self._worker.submit(
            lambda: iter([read_label_table(file)]),
            item=lambda entries: self._ask(file, entries),
            failed=self._failed,
        )

    def _ask(self, file: Path, entries: list[Entry]) -> None:
        dialog = LabelWordsDialog(entries, self._window)
        dialog.accepted.connect(
            lambda: self.tableChosen.emit(LabelTable(file, dialog.words(1), dialog.words(2)))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MessageError):
            raise error
        self.failed.emit(error.message)

    def _choose(self, title: str, kinds: str) -> Path | None:
        folder = self._settings.get(remembered.LAST_FOLDER)
        file, _ = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        return Path(file) if file else None
