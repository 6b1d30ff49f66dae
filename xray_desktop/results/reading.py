"""Reading files of results, whatever their format."""

import os
from collections.abc import Iterator

from xray_desktop.messages import os_error
from xray_desktop.results.parquet import read_parquet
from xray_desktop.results.recognition import format_of_suffix, results_kind
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.text_rows import read_csv, read_json_lines


def read_results(path: str | os.PathLike[str]) -> Iterator[Row]:
    """Rows of a file of results in the format that it holds; by its suffix where it holds none that is known.

    Raises:
        UnusableResults: it cannot be read, or is not a file of results.
    """
    name = os.path.basename(path)
    kind = results_kind(path) or format_of_suffix(name)
    if kind == "parquet":
        yield from read_parquet(path)
        return
    read = read_json_lines if kind == "jsonl" else read_csv
    try:
        with open(path, "rb") as file:
            for row, _ in read(file, name):
                yield row
    except OSError as error:
        raise UnusableResults("results_unreadable", file=name, reason=os_error(error)) from None
