"""Merging the results of shards into the file that one run would have written."""

import os
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from operator import attrgetter
from pathlib import Path

from xray_desktop.messages import os_error
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.summary import Tally
from xray_desktop.results.writing import CSV


def merge_results(
    parts: Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    write: Callable[[Path, Iterable[Row]], None] = CSV.write,
    overwrite: bool = False,
) -> Tally:
    """Writes the rows of several files of results, sorted by path, to one, in constant memory.

    Args:
        write: writes rows to a file as a whole: CSV by default, `JSON_LINES.write`, `write_parquet`.

    Raises:
        UnusableResults: a part cannot be read, is not sorted, was made by another model or at another
            operating point than the first, or has a file in common with another part; or the output exists
            already or cannot be written.
    """
    target = Path(output)
    if target.exists() and not overwrite:
        raise UnusableResults("merged_results_exist", file=target.name)
    tally = Tally()
    written_by: dict[tuple[str, str], str] = {}
    streams = [_checked(Path(part), written_by) for part in parts]
    try:
        write(target, _distinct(merge(*streams, key=attrgetter("path")), tally))
    except FileNotFoundError:
        raise UnusableResults("results_no_folder", folder=str(target.parent)) from None
    except OSError as error:
        raise UnusableResults("results_unwritable", file=target.name, reason=os_error(error)) from None
    return tally


def _checked(part: Path, written_by: dict[tuple[str, str], str]) -> Iterator[Row]:
    last = ""
    for row in read_results(part):
        if row.path <= last:
            raise UnusableResults("results_not_sorted", file=part.name)
        last = row.path
        written_by.setdefault((row.model, row.operating_point), part.name)
        if len(written_by) > 1:
            first, second = written_by.values()
            raise UnusableResults("results_of_two_models", first=first, second=second)
        yield row


def _distinct(rows: Iterator[Row], tally: Tally) -> Iterator[Row]:
    last: str | None = None
    for row in rows:
        if row.path == last:
            raise UnusableResults("results_in_two_files", path=row.path)
        last = row.path
        tally.add(row)
        yield row
