"""A row of results, and how it is written as CSV or JSON Lines and read back to the very file it names.

Names in a CSV. A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` (or their full-width forms), a
tab or a line break as a formula, and a file may bear such a name; file names may also hold bytes that are not
UTF-8. Therefore, in every column of text:

1. a backslash is written twice, and a byte 0xNN that is not UTF-8 as `\\xNN` (half a surrogate pair, as
   Windows allows it, as `\\uNNNN`);
2. an apostrophe is put before a cell that begins with one of the characters above, or with an apostrophe.

Reading undoes it: drop one apostrophe at the beginning, then undo the backslashes. `decode_cell` does so.
"""

import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, BinaryIO, Literal, cast

from xray_desktop.inference.prediction import Prediction

Status = Literal["ok", "rejected", "error"]

COLUMNS = (
    *(
        "path",
        "status",
        "verdict",
        "probability_pneumonia",
        "threshold",
        "width",
        "height",
        "message",
        "model",
    ),
    *("operating_point", "probability_bacterial"),
)
"""The columns of a CSV, in their order; the names of the values in JSON Lines and Parquet too."""

BOM = b"\xef\xbb\xbf"
"""Begins a CSV: without it Excel takes UTF-8 for the computer's old code page."""

_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20']")
_ESCAPED = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4}))")
_UNENCODABLE = re.compile("[\ud800-\udfff]")


class UnusableResults(Exception):
    """A file of results that cannot be written, read or continued; one sentence for the user."""


@dataclass(frozen=True)
class Row:
    """The result for one file.

    Attributes:
        path: name relative to the batch's root, forward slashes; see `Files.names`.
        status: "ok" with a verdict; "rejected" when read but not assessed; "error" when not readable.
        verdict: NORMAL, PNEUMONIA or UNCERTAIN; empty without one.
        probability_pneumonia: calibrated, above 0 and below 1, 6 decimals; None without a verdict.
        threshold: from which probability the operating point calls PNEUMONIA, 6 decimals; None for an error.
        width: columns of the film; None for an error.
        height: rows of the film; None for an error.
        message: why there is no verdict or why it is UNCERTAIN; empty otherwise.
        model: name, version and short SHA-256 of the model.
        operating_point: its name.
        probability_bacterial: that a pneumonia is bacterial rather than viral, 6 decimals; None without.
    """

    path: str
    status: Status
    verdict: str = ""
    probability_pneumonia: float | None = None
    threshold: float | None = None
    width: int | None = None
    height: int | None = None
    message: str = ""
    model: str = ""
    operating_point: str = ""
    probability_bacterial: float | None = None

    @classmethod
    def from_prediction(cls, path: str, prediction: Prediction, width: int, height: int) -> "Row":
        """The row for a film that was read."""
        return cls(
            path=path,
            status="ok" if prediction.assessed else "rejected",
            verdict=prediction.verdict.value if prediction.verdict is not None else "",
            probability_pneumonia=_rounded(prediction.probability),
            threshold=_rounded(prediction.threshold),
            width=width,
            height=height,
            message=prediction.not_assessed or prediction.uncertain,
            model=prediction.model,
            operating_point=prediction.operating_point,
            probability_bacterial=_rounded(prediction.bacterial),
        )


TEXTS = frozenset(field.name for field in fields(Row) if field.type is str) - {"verdict"}
"""The columns that hold any text."""


def encode_cell(text: str) -> str:
    """A name or a message as it stands in a CSV, by the rule at the top of this module."""
    text = spell(text)
    return f"'{text}" if _FORMULA.match(text) else text


def decode_cell(cell: str) -> str:
    """The inverse of `encode_cell`."""
    return unspell(cell.removeprefix("'"))


def spell(text: str) -> str:
    """A name as UTF-8 can hold it: the first part of the rule at the top of this module."""
    return _UNENCODABLE.sub(_spelled, text.replace("\\", "\\\\"))


def unspell(text: str) -> str:
    """The inverse of `spell`."""
    return _ESCAPED.sub(_meant, text)


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
        raise UnusableResults(f"{name} is no CSV of results: it lacks the column {missing[0]}.")
    for number, (record, end) in enumerate(records, 2):
        cells = _cells(record, name, number)
        if len(cells) != len(columns):
            raise UnusableResults(f"{name} is damaged in row {number}. Make it anew.")
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
            raise UnusableResults(f"{name} is damaged in row {number}. Make it anew.") from None
        yield row_of(given, name, number, str), end


def read_results(path: str | os.PathLike[str]) -> Iterator[Row]:
    """Rows of a file of results: JSON Lines or Parquet by its suffix, else CSV.

    Raises:
        UnusableResults: it cannot be read, or is no file of results.
    """
    name = os.path.basename(path)
    if name.lower().endswith(".parquet"):
        from xray_desktop.batch.parquet import read_parquet

        yield from read_parquet(path)
        return
    read = read_json_lines if name.lower().endswith((".jsonl", ".ndjson")) else read_csv
    try:
        with open(path, "rb") as file:
            for row, _ in read(file, name):
                yield row
    except OSError as error:
        raise UnusableResults(f"The results {name} cannot be read ({error.strerror}).") from None


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
        raise UnusableResults(f"{name} is damaged in row {number}. Make it anew.") from None
    return cells


def row_of(values: dict[str, Any], name: str, number: int, text: Callable[[str], str]) -> Row:
    """A row from its values by column; `text` undoes what the file's format does to names.

    Raises:
        UnusableResults: row `number` of the file `name` is damaged.
    """

    def value(column: str, kind: Callable[[Any], Any]) -> Any:
        given = values.get(column)
        return None if given is None or given == "" else kind(given)

    try:
        row = Row(
            path=text(values["path"]),
            status=cast(Status, values["status"]),
            verdict=values.get("verdict", ""),
            probability_pneumonia=value("probability_pneumonia", float),
            threshold=value("threshold", float),
            width=value("width", int),
            height=value("height", int),
            message=text(values.get("message", "")),
            model=text(values.get("model", "")),
            operating_point=text(values.get("operating_point", "")),
            probability_bacterial=value("probability_bacterial", float),
        )
    except (KeyError, ValueError, TypeError):
        raise UnusableResults(f"{name} is damaged in row {number}. Make it anew.") from None
    if row.status not in ("ok", "rejected", "error"):
        raise UnusableResults(f"{name} is damaged in row {number}. Make it anew.")
    return row


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}"
    text = encode_cell(value) if column in TEXTS else str(value)
    if any(character in text for character in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _rounded(value: float | None) -> float | None:
    return None if value is None else min(max(round(value, 6), 1e-6), 1 - 1e-6)


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def _meant(match: re.Match[str]) -> str:
    byte, surrogate = match.groups()
    if byte is not None:
        return chr(0xDC00 + int(byte, 16))
    return chr(int(surrogate, 16)) if surrogate is not None else "\\"
