"""Recognising files of results by what they hold, whatever they are called."""

import csv
import json
import os
from typing import BinaryIO

from xray_desktop.results.row import REQUIRED_COLUMNS
from xray_desktop.results.text_rows import BOM

_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}

_LONGEST_LINE = 1 << 20
"""Bytes of a first line beyond which a file is not looked at: a row may name a long path and many reasons."""

_LONGEST_FOOTER = 1 << 20
_PARQUET = b"PAR1"


def results_kind(path: str | os.PathLike[str]) -> str:
    """What kind of results a file holds: "csv" and "jsonl" by the columns that its first line names,
    "parquet" by those of its footer. Empty for every other file, one without rows in JSON Lines, and one that
    cannot be read.
    """
    try:
        with open(path, "rb") as file:
            line = file.readline(_LONGEST_LINE)
            if line.startswith(_PARQUET):
                return "parquet" if _has_columns(_parquet_footer(file)) else ""
    except OSError:
        return ""
    if line.startswith(b"{"):
        return "jsonl" if set(REQUIRED_COLUMNS) <= _keys(line) else ""
    return "csv" if set(REQUIRED_COLUMNS) <= _cells(line) else ""


def format_of_suffix(name: str) -> str:
    """The format for the suffix of a file's name; CSV for an unknown one."""
    return _SUFFIXES.get(os.path.splitext(name)[1].lower(), "csv")


def _keys(line: bytes) -> set[str]:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return set()
    return set(content) if isinstance(content, dict) else set()


def _cells(line: bytes) -> set[str]:
    try:
        return set(next(csv.reader([line.removeprefix(BOM).decode("utf-8").rstrip("\r\n")]), ()))
    except (ValueError, csv.Error):
        return set()


def _parquet_footer(file: BinaryIO) -> bytes:
    """The metadata at the end of a Parquet file: their length and "PAR1" follow them."""
    end = file.seek(-8, os.SEEK_END)
    tail = file.read(8)
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != _PARQUET or not 0 < length <= min(_LONGEST_FOOTER, end):
        return b""
    file.seek(end - length)
    return file.read(length)


def _has_columns(footer: bytes) -> bool:
    """Whether a Parquet footer names the columns: names stand in it as they are."""
    return all(column.encode("ascii") in footer for column in REQUIRED_COLUMNS)
