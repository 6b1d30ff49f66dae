"""The columns of the worklist: their order, sort keys and texts."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.text.file_text import tooltip
from xray_desktop.ui.text.messages import shown_all
from xray_desktop.ui.worklist.entry import Entry, Outcome, ReaderState
from xray_desktop.ui.worklist.outcome_text import decision_lines, key_image_word, outcome_word, reader_word
from xray_desktop.ui.worklist.study_text import StudyText


class Column(IntEnum):
    """The columns."""

    NAME = 0
    OUTCOME = 1
    PROBABILITY = 2
    READER = 3
    KEY_IMAGE = 4
    PATIENT = 5
    STUDY = 6
    VIEW = 7
    AGE = 8
    SEX = 9


ALWAYS = Column.NAME
"""The column that cannot be hidden."""

DEFAULT = frozenset({Column.NAME, Column.PROBABILITY})
"""The columns that are shown until others are chosen; the reader's marks come with the first of them."""

OF_STUDIES = frozenset({Column.PATIENT, Column.STUDY, Column.VIEW, Column.AGE, Column.SEX})
"""The columns for which the files' attributes are read."""

OF_PATIENTS = frozenset({Column.AGE, Column.SEX})
"""The columns that are shown only while patient data are."""

HIGHEST_FIRST = frozenset({Column.PROBABILITY, Column.KEY_IMAGE, Column.STUDY})
"""The columns that the first click on their header sorts from high to low."""

_OUTCOME_ORDER = {outcome: rank for rank, outcome in enumerate(Outcome)}
_READER_ORDER = {state: rank for rank, state in enumerate(ReaderState)}


def _of_study(attribute: str) -> Callable[[Entry], str]:
    return lambda entry: "" if entry.study is None else getattr(entry.study, attribute)


SORT_KEYS: dict[Column, Callable[[Entry], Any]] = {
    Column.NAME: lambda entry: entry.name_key,
    Column.OUTCOME: lambda entry: (_OUTCOME_ORDER[entry.outcome], -(entry.probability or 0.0)),
    Column.PROBABILITY: lambda entry: -1.0 if entry.probability is None else entry.probability,
    Column.READER: lambda entry: _READER_ORDER[entry.reader],
    Column.KEY_IMAGE: lambda entry: len(entry.mark.key_frames),
    Column.PATIENT: lambda entry: entry.patient_number,
    Column.STUDY: _of_study("when"),
    Column.VIEW: _of_study("view"),
    Column.AGE: _of_study("age"),
    Column.SEX: _of_study("sex"),
}
"""Sort key of each column."""


def column_text(entry: Entry, column: Column, studies: StudyText) -> str:
    """The text of an entry in a column, in the language in use."""
    if column is Column.NAME:
        return entry.name
    if column is Column.OUTCOME:
        return outcome_word(entry.outcome)
    if column is Column.PROBABILITY:
        return "" if entry.probability is None else probability_in_words(entry.probability)
    if column is Column.READER:
        return reader_word(entry.reader)
    if column is Column.KEY_IMAGE:
        return key_image_word(entry)
    if column is Column.PATIENT:
        return studies.patient(entry)
    if column is Column.STUDY:
        return studies.study(entry)
    if column is Column.VIEW:
        return "" if entry.study is None else entry.study.view
    return studies.of_patient(entry, "age" if column is Column.AGE else "sex")


def accessible_text(entry: Entry, column: Column, studies: StudyText) -> str:
    """What a screen reader says of a cell; beside the name also that it is a key image, as the sign on its
    thumbnail does.
    """
    text = f"{column_title(column)}: {column_text(entry, column, studies)}"
    word = key_image_word(entry) if column is Column.NAME else ""
    return f"{text}; {word}" if word else text


def entry_tooltip(entry: Entry, studies: StudyText) -> str:
    """All that is known of an entry, line by line."""
    lines = (
        entry.name,
        studies.line(entry),
        shown_all(entry.reasons),
        *decision_lines(entry),
        key_image_word(entry),
        entry.mark.note,
    )
    return tooltip("\n".join(filter(None, lines)))


def heading(column: Column, role: int) -> Any:
    """What a table's header is to know of a column in one of Qt's roles."""
    if role == Qt.ItemDataRole.InitialSortOrderRole:
        first = Qt.SortOrder.DescendingOrder if column in HIGHEST_FIRST else Qt.SortOrder.AscendingOrder
        return first.value  # Qt wants the number
    if role == Qt.ItemDataRole.ToolTipRole and column is Column.PROBABILITY:
        return QCoreApplication.translate(
            "WorklistModel", "Probability of pneumonia; the tick marks the threshold of the operating point"
        )
    if role == Qt.ItemDataRole.DisplayRole and column is Column.KEY_IMAGE:
        return "★"
    if role in (
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
    ):
        return column_title(column)
    return None


def column_title(column: Column) -> str:
    """The heading of a column."""
    return {
        Column.NAME: QCoreApplication.translate("WorklistModel", "Image"),
        Column.OUTCOME: QCoreApplication.translate("WorklistModel", "Prediction"),
        Column.PROBABILITY: QCoreApplication.translate("WorklistModel", "P(pneum.)"),
        Column.READER: QCoreApplication.translate("WorklistModel", "Reader"),
        Column.KEY_IMAGE: QCoreApplication.translate("WorklistModel", "Key image"),
        Column.PATIENT: QCoreApplication.translate("WorklistModel", "Patient"),
        Column.STUDY: QCoreApplication.translate("WorklistModel", "Study"),
        Column.VIEW: QCoreApplication.translate("WorklistModel", "View"),
        Column.AGE: QCoreApplication.translate("WorklistModel", "Age"),
        Column.SEX: QCoreApplication.translate("WorklistModel", "Sex"),
    }[column]
