"""Rows as lines of text: CSV, and JSON Lines."""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

from xray_desktop.results.cell_text import decode_cell, encode_cell
from xray_desktop.results.row import COLUMNS, TEXTS, Row, UnusableResults, row_of

BOM = b"\xef\xbb\xbf"
"""Begins a CSV: without it Excel takes UTF-8 for the computer's old code page."""


def csv_line(row: Row) -> bytes:
    """A row as a line of CSV (RFC 4180, UTF-8, CR LF at its end)."""
    values = (_cell(column, getattr(row, column)) for column in COLUMNS)
    return (",".join(values) + "\r\n").encode("utf-8")


def csv_header() -> bytes:
    """The beginning of a CSV: byte order mark and names of the columns."""
    return BOM + (",".join(COLUMNS) + "\r\n").encode("ascii")


def json_line(row: Row) -> bytes:
    """A row as a line of JSON, ASCII; null for what is missing; bytes that are not UTF-8 as `\\udcNN`."""
    return (json.dumps(asdict(row)) + "\n").encode("ascii")


def read_csv(file: BinaryIO, name: str) -> Iterator[tuple[Row, int]]:
    """Rows of a CSV, each with the position where its line ends. A line torn at the end is not given.

    Further columns are left aside; `operating_point` and `probability_bacterial` may be missing.

    Raises:
        UnusableResults: it is no CSV of results, or damaged.
    """
    records = _csv_records(file)
    header, end = next(records, (b"", 0))
    columns = _cells(header.removeprefix(BOM), name, 1) if header else []
    if missing := [column for column in COLUMNS[:9] if column not in columns]:
        raise UnusableResults(
            f"{name} is no CSV of results: it lacks the column {missing[0]}. "
            "Open a CSV that a batch of this program wrote."
        )
    for number, (record, end) in enumerate(records, 2):
        cells = _cells(record, name, number)
        if len(cells) != len(columns):
            raise UnusableResults(f"{name} is damaged in row {number}. Make it again.")
        yield row_of(dict(zip(columns, cells, strict=True)), name, number, decode_cell), end


def read_json_lines(file: BinaryIO, name: str) -> Iterator[tuple[Row, int]]:
    """Rows of a JSON Lines file; otherwise as `read_csv`."""
    end = 0
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            return
        end += len(line)
        try:
            values = json.loads(line)
            given = {key: values[key] for key in COLUMNS if values.get(key) is not None}
        except (ValueError, TypeError, AttributeError):
            raise UnusableResults(f"{name} is damaged in row {number}. Make it again.") from None
        yield row_of(given, name, number, str), end


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
        raise UnusableResults(f"{name} is damaged in row {number}. Make it again.") from None
    return cells


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}"
    text = encode_cell(value) if column in TEXTS else str(value)
    if any(character in text for character in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
