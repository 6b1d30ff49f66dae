"""The readers of a study and how far they are, read from its folder and shown as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from xray_desktop.evaluation.reader_study.definition import (
    ReaderStudy,
    SecondRead,
    UnusableReaderStudy,
    read_study,
    record_path,
)
from xray_desktop.evaluation.reader_study.record import ReaderRecord, read_record
from xray_desktop.messages import Message
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.messages import sentences, shown
from xray_desktop.ui.widgets.read_only_table import ReadOnlyTable


@dataclass(frozen=True, eq=False)
class LoadedStudy:
    """A study with the record of each reader.

    Attributes:
        folder: its folder.
        study: its definition.
        records: by reader; None for one who has not begun, a message for one that cannot be used.
    """

    folder: Path
    study: ReaderStudy
    records: tuple[ReaderRecord | Message | None, ...]

    @property
    def unfinished(self) -> list[str]:
        """The readers who have not finished."""
        return [
            name
            for name, record in zip(self.study.readers, self.records, strict=True)
            if not isinstance(record, ReaderRecord) or not self._is_finished(record)
        ]

    @property
    def has_answers(self) -> bool:
        """Whether any reader has answered."""
        return any(isinstance(each, ReaderRecord) and bool(each.readings) for each in self.records)

    def can_read(self, row: int) -> bool:
        """Whether a reader has something left to read, and a record that can be continued."""
        if not 0 <= row < len(self.records):
            return False
        record = self.records[row]
        return record is None or (isinstance(record, ReaderRecord) and not self._is_finished(record))

    def has_begun(self, row: int) -> bool:
        """Whether a reader has answered before."""
        record = self.records[row] if 0 <= row < len(self.records) else None
        return isinstance(record, ReaderRecord) and bool(record.readings)

    def _is_finished(self, record: ReaderRecord) -> bool:
        done, total = record.progress(self.study)
        return done == total


def load_study(folder: Path) -> Iterator[LoadedStudy]:
    """Reads a study and its records, in a worker thread.

    Raises:
        UnusableReaderStudy: there is no study, or it is damaged.
    """
    study = read_study(folder)
    numbers = range(1, len(study.readers) + 1)
    yield LoadedStudy(folder, study, tuple(_record(folder, study, number) for number in numbers))


class ReadersTable(ReadOnlyTable):
    """A row for each reader: name, reads, state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, selectable=True, stretched=3, parent=parent)
        self._loaded: LoadedStudy | None = None
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._retranslate()

    def show_readers(self, loaded: LoadedStudy) -> None:
        """Shows the readers of a study; the chosen row stays."""
        self._loaded = loaded
        study, row = loaded.study, max(self.currentRow(), 0)
        self.setColumnHidden(2, study.second_read is SecondRead.NONE)
        readers = zip(study.readers, loaded.records, strict=True)
        self.fill([self._cells(study, name, record) for name, record in readers], centred=(1, 2))
        self.setCurrentCell(min(row, len(study.readers) - 1), 0)

    def _cells(self, study: ReaderStudy, name: str, record: ReaderRecord | Message | None) -> list[str]:
        name = one_line(name)
        count = len(study.images)
        if record is None:
            return [name, f"0 / {count}", f"0 / {count}", self.tr("Not begun")]
        if isinstance(record, Message):
            return [name, "–", "–", shown(record)]
        reads = [record.progress(study, read) for read in (1, 2)]
        done, total = record.progress(study)
        state = self.tr("Finished") if done == total else self.tr("Not finished")
        if record.remarks:
            state = f"{state}. {sentences(record.remarks)}"
        return [name, *(f"{part} / {whole}" for part, whole in reads), state]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Readers"))
        self.setHorizontalHeaderLabels(
            [self.tr("Reader"), self.tr("First read"), self.tr("Second read"), self.tr("State")]
        )
        if self._loaded is not None:
            self.show_readers(self._loaded)


def _record(folder: Path, study: ReaderStudy, number: int) -> ReaderRecord | Message | None:
    path = record_path(folder, number)
    if not path.exists():
        return None
    try:
        return read_record(path, study)
    except UnusableReaderStudy as error:
        return None if error.message.code == "record_empty" else error.message
