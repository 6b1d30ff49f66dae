"""Rows as lines of text: CSV and JSON Lines."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from xray_desktop.results.cell_text import decode_cell, encode_cell
from xray_desktop.results.row import (
    COLUMNS,
    REQUIRED_COLUMNS,
    TEXT_COLUMNS,
    Row,
    UnusableResults,
    row_from_columns,
)

BOM = b"\xef\xbb\xbf"
"""Begins a CSV: without it Excel takes UTF-8 for the computer's old code page."""


def csv_header() -> bytes:
    """The beginning of a CSV: byte order mark and names of the columns."""
    return BOM + csv_record(COLUMNS)


def csv_line(row: Row) -> bytes:
    """A row as a line of CSV."""
    return csv_record([_cell(column, getattr(row, column)) for column in COLUMNS])


def csv_record(cells: list[str] | tuple[str, ...]) -> bytes:
    """Cells as a line of CSV: RFC 4180, UTF-8, CR LF at its end."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8")


def json_line(row: Row) -> bytes:
    """A row as a line of JSON, ASCII; null for a missing number; bytes that are not UTF-8 as `\\udcNN`."""
    return (json.dumps({column: getattr(row, column) for column in COLUMNS}) + "\n").encode("ascii")


def read_csv(file: BinaryIO, name: str) -> Iterator[tuple[Row, int]]:
    """Rows of a CSV, each with the position where its line ends, without a line torn at the end.

    Unknown columns are ignored; those that are not in `REQUIRED_COLUMNS` may be missing.

    Raises:
        UnusableResults: it is not a CSV of results, or damaged.
    """
    records = _csv_records(file)
    header, end = next(records, (b"", 0))
    columns = _cells(header.removeprefix(BOM), name, 1) if header else []
    if missing := [column for column in REQUIRED_COLUMNS if column not in columns]:
        raise UnusableResults("results_not_a_csv", file=name, column=missing[0])
    for number, (record, end) in enumerate(records, 2):
        cells = _cells(record, name, number)
        if len(cells) != len(columns):
            raise UnusableResults("results_damaged", file=name, row=number)
        yield row_from_columns(dict(zip(columns, cells, strict=True)), name, number, decode_cell), end


def read_json_lines(file: BinaryIO, name: str) -> Iterator[tuple[Row, int]]:
    """Rows of a JSON Lines file; otherwise as `read_csv`."""
    end = 0
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            return
        end += len(line)
        try:
            values = {key: value for key, value in json.loads(line).items() if key in COLUMNS}
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise UnusableResults("results_damaged", file=name, row=number) from None
        yield row_from_columns(values, name, number), end


def _csv_records(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Complete records, each with the position where it ends: a line break within quotes ends none."""
    record, end = b"", 0
    for line in file:
        record += line
        if line.endswith(b"\n") and record.count(b'"') % 2 == 0:
            end += len(record)
            yield record, end
            record = b""


def _cells(record: bytes, name: str, number: int) -> list[str]:
    try:
        text = record.decode("utf-8").removesuffix("\n").removesuffix("\r")
        (cells,) = csv.reader([text], strict=True)
    except (ValueError, csv.Error):
        raise UnusableResults("results_damaged", file=name, row=number) from None
    return cells


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}"
    return encode_cell(value) if column in TEXT_COLUMNS else str(value)
