"""The columns of the worklist: their order, sort keys and texts."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.worklist.entry import Entry, Outcome, ReaderState
from xray_desktop.ui.worklist.outcome_text import outcome_word, reader_word


class Column(IntEnum):
    """The columns."""

    NAME = 0
    OUTCOME = 1
    PROBABILITY = 2
    READER = 3


_OUTCOME_ORDER = {outcome: rank for rank, outcome in enumerate(Outcome)}
_READER_ORDER = {state: rank for rank, state in enumerate(ReaderState)}

SORT_KEYS: dict[Column, Callable[[Entry], Any]] = {
    Column.NAME: lambda entry: entry.name_key,
    Column.OUTCOME: lambda entry: (_OUTCOME_ORDER[entry.outcome], -(entry.probability or 0.0)),
    Column.PROBABILITY: lambda entry: -1.0 if entry.probability is None else entry.probability,
    Column.READER: lambda entry: _READER_ORDER[entry.reader],
}
"""Sort key of each column."""


def column_text(entry: Entry, column: Column) -> str:
    """The text of an entry in a column, in the language in use."""
    if column is Column.NAME:
        return entry.name
    if column is Column.OUTCOME:
        return outcome_word(entry.outcome)
    if column is Column.PROBABILITY:
        return "" if entry.probability is None else probability_in_words(entry.probability)
    return reader_word(entry.reader)
