"""The one door through which files of results are read, whatever their format."""

import os
from collections.abc import Iterator

from xray_desktop.results.cell_text import decode_cell
from xray_desktop.results.parquet import read_parquet
from xray_desktop.results.row import COLUMNS, Row, UnusableResults
from xray_desktop.results.text_rows import read_csv, read_json_lines

__all__ = ["COLUMNS", "Row", "UnusableResults", "decode_cell", "read_results"]


def read_results(path: str | os.PathLike[str]) -> Iterator[Row]:
    """Rows of a file of results: JSON Lines or Parquet by its suffix, else CSV.

    Raises:
        UnusableResults: it cannot be read, or is no file of results.
    """
    name = os.path.basename(path)
    if name.lower().endswith(".parquet"):
        yield from read_parquet(path)
        return
    read = read_json_lines if name.lower().endswith((".jsonl", ".ndjson")) else read_csv
    try:
        with open(path, "rb") as file:
            for row, _ in read(file, name):
                yield row
    except OSError as error:
        raise UnusableResults(
            f"The results {name} cannot be read ({error.strerror}). "
            "Check the file's permissions, or make it again."
        ) from None
