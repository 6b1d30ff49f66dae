"""The formats of files of results, by name and by suffix."""

from collections.abc import Callable, Iterable
from pathlib import Path

from xray_desktop.results.parquet import ParquetResults, write_parquet
from xray_desktop.results.recognition import format_of_suffix
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.writing import CSV, JSON_LINES, Mode, ResultsFile, RowFormat

FORMATS = ("csv", "jsonl", "parquet")
"""The names of the formats."""

_ROW_FORMATS = {"csv": CSV, "jsonl": JSON_LINES}


def format_of(path: Path) -> str:
    """The format for a file's suffix; CSV for an unknown one."""
    return format_of_suffix(path.name)


def results_format(name: str) -> RowFormat:
    """The format of a name whose rows can be written one by one.

    Raises:
        UnusableResults: it is Parquet.
    """
    if name not in _ROW_FORMATS:
        raise UnusableResults("stream_not_resumable")
    return _ROW_FORMATS[name]


def open_results(
    path: Path, name: str = "", *, mode: Mode = "new", model: str = "", operating_point: str = ""
) -> ResultsFile:
    """A file of results in a format, by default the one of its suffix; see `ResultsFile`.

    Raises:
        UnusableResults: the file cannot be created, written or resumed, or pyarrow is not installed.
    """
    name = name or format_of(path)
    if name == "parquet":
        return ParquetResults(path, mode=mode, model=model, operating_point=operating_point)
    return ResultsFile(
        path, mode=mode, row_format=_ROW_FORMATS[name], model=model, operating_point=operating_point
    )


def writer(path: Path, name: str = "") -> Callable[[Path, Iterable[Row]], None]:
    """The function that writes all rows to a file as a whole, in a format or in that of its suffix."""
    name = name or format_of(path)
    return write_parquet if name == "parquet" else _ROW_FORMATS[name].write
