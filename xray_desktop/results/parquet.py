"""Results as Parquet, for data frames (the optional extra "parquet").

Parquet holds UTF-8 only, so that names are spelled as in a CSV, but for the apostrophe: `unspell` undoes it.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from xray_desktop.results.cell_text import spell, unspell
from xray_desktop.results.row import COLUMNS, TEXTS, Row, UnusableResults, row_of
from xray_desktop.whole_file import part_file

_CHUNK = 10_000


def write_parquet(path: Path, rows: Iterable[Row]) -> None:
    """Writes rows to a Parquet file, in one step, in memory that does not grow with them.

    Raises:
        UnusableResults: it cannot be written, or pyarrow is not installed.
    """
    arrow = pyarrow_modules()

    kinds = {
        **dict.fromkeys(COLUMNS, arrow.string()),
        **dict.fromkeys(("probability_pneumonia", "threshold", "probability_bacterial"), arrow.float64()),
        **dict.fromkeys(("width", "height"), arrow.int32()),
    }
    schema = arrow.schema(kinds.items())
    part = part_file(path)
    rows = iter(rows)
    try:
        with arrow.parquet.ParquetWriter(part, schema) as writer:
            while chunk := list(islice(rows, _CHUNK)):
                columns = {name: [_value(row, name) for row in chunk] for name in COLUMNS}
                writer.write_table(arrow.table(columns, schema=schema))
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise UnusableResults(
            f"The results cannot be written to {path.name} ({error.strerror or error}). Free space, check "
            "the permissions, or choose another file."
        ) from None


def read_parquet(path: str | os.PathLike[str]) -> Iterator[Row]:
    """Rows of a Parquet file.

    Raises:
        UnusableResults: it cannot be read, is no file of results, or pyarrow is not installed.
    """
    arrow = pyarrow_modules()

    name = os.path.basename(path)
    try:
        with arrow.parquet.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(_CHUNK):
                for values in batch.to_pylist():
                    number += 1
                    yield row_of(values, name, number, unspell)
    except (OSError, arrow.ArrowException) as error:
        raise UnusableResults(
            f"The results {name} cannot be read ({type(error).__name__}). "
            "Check the file's permissions, or make it again."
        ) from None


def pyarrow_modules() -> Any:
    """pyarrow, with pyarrow.parquet. Raises UnusableResults when it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise UnusableResults(
            "Parquet needs the package pyarrow: pip install 'xray-desktop[parquet]'. Or name a .csv file."
        ) from None
    return pyarrow


def _value(row: Row, name: str) -> Any:
    value = getattr(row, name)
    return spell(value) if name in TEXTS else value
