"""Results as Parquet, for data frames (the optional extra "parquet").

Parquet holds UTF-8 only, so texts are escaped as in a CSV, but for the apostrophe: `unescape` reverses it.

A Parquet file is written as a whole, and rows cannot be added to it one by one. During a batch they are kept
in a JSON Lines file beside it, which is converted at the end.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from xray_desktop.messages import os_error
from xray_desktop.results.cell_text import escape, unescape
from xray_desktop.results.row import (
    COLUMNS,
    TEXT_COLUMNS,
    ResultsInTheWay,
    Row,
    UnusableResults,
    row_from_columns,
)
from xray_desktop.results.writing import JSON_LINES, Mode, ResultsFile, rows_file, write_rows
from xray_desktop.whole_file import replacing

_SHARES = ("probability_pneumonia", "threshold", "probability_bacterial", "probability_abnormal")
_CHUNK = 10_000


class ParquetResults(ResultsFile):
    """As `ResultsFile`; `finish` writes the Parquet file from the rows."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        mode: Mode = "new",
        model: str = "",
        operating_point: str = "",
    ) -> None:
        _pyarrow()
        self._target = Path(path)
        rows = rows_file(self._target)
        if self._target.is_dir():
            raise UnusableResults("results_is_a_folder", file=self._target.name)
        if self._target.exists() and mode == "new":
            raise ResultsInTheWay("results_exist", file=self._target.name)
        if self._target.exists() and mode == "resume" and not rows.exists():
            write_rows(rows, read_parquet(self._target), JSON_LINES)
        super().__init__(rows, mode=mode, row_format=JSON_LINES, model=model, operating_point=operating_point)

    def finish(self) -> None:
        """Ends the run, and replaces the rows by the Parquet file.

        Raises:
            UnusableResults: it cannot be written; the rows stay and can be resumed.
        """
        super().finish()
        with open(self.path, "rb") as file:
            write_parquet(self._target, (row for row, _ in JSON_LINES.read(file, self.path.name)))
        self.path.unlink()


def write_parquet(path: Path, rows: Iterable[Row]) -> None:
    """Writes rows to a Parquet file as a whole, in constant memory.

    Raises:
        UnusableResults: it cannot be written, or pyarrow is not installed.
    """
    arrow = _pyarrow()
    kinds = {
        **dict.fromkeys(COLUMNS, arrow.string()),
        **dict.fromkeys(_SHARES, arrow.float64()),
        **dict.fromkeys(("width", "height"), arrow.int32()),
    }
    schema = arrow.schema(kinds.items())
    rows = iter(rows)
    try:
        with replacing(path) as part, arrow.parquet.ParquetWriter(part, schema) as writer:
            while chunk := list(islice(rows, _CHUNK)):
                columns = {name: [_value(row, name) for row in chunk] for name in COLUMNS}
                writer.write_table(arrow.table(columns, schema=schema))
    except OSError as error:
        raise UnusableResults("results_unwritable", file=path.name, reason=os_error(error)) from None


def read_parquet(path: str | os.PathLike[str]) -> Iterator[Row]:
    """Rows of a Parquet file.

    Raises:
        UnusableResults: it cannot be read, is not a file of results, or pyarrow is not installed.
    """
    arrow = _pyarrow()
    name = os.path.basename(path)
    try:
        with arrow.parquet.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(_CHUNK):
                for values in batch.to_pylist():
                    number += 1
                    yield row_from_columns(values, name, number, unescape)
    except OSError as error:
        raise UnusableResults("results_unreadable", file=name, reason=os_error(error)) from None
    except arrow.ArrowException as error:
        raise UnusableResults("results_unreadable", file=name, reason=type(error).__name__) from None


def _pyarrow() -> Any:
    """pyarrow, with pyarrow.parquet. Raises UnusableResults when it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise UnusableResults("parquet_not_installed") from None
    return pyarrow


def _value(row: Row, name: str) -> Any:
    value = getattr(row, name)
    return escape(value) if name in TEXT_COLUMNS else value
