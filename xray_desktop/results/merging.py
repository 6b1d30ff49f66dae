"""Joining the results of shards into the file that one run would have written."""

import os
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from operator import attrgetter
from pathlib import Path

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
        write: writes rows to a file in one step: CSV by default, `JSON_LINES.write`, `write_parquet`.

    Raises:
        UnusableResults: a part cannot be read, is not sorted, was made by another model or at another
            operating point than the first, or names a file that another part names too; or the output exists
            already or cannot be written.
    """
    target = Path(output)
    if target.exists() and not overwrite:
        raise UnusableResults(
            f"{target.name} exists already. Replace it by --overwrite, or name another file."
        )
    tally = Tally()
    applies_to: dict[tuple[str, str], str] = {}
    streams = [_checked(Path(part), applies_to) for part in parts]
    try:
        write(target, _distinct(merge(*streams, key=attrgetter("path")), tally))
    except FileNotFoundError:
        raise UnusableResults(
            f"The results cannot be written: there is no folder {target.parent}. Make it first."
        ) from None
    except OSError as error:
        raise UnusableResults(
            f"The results cannot be written to {target.name} ({error.strerror}). Free space, check the "
            "permissions, or choose another file."
        ) from None
    return tally


def _checked(part: Path, applies_to: dict[tuple[str, str], str]) -> Iterator[Row]:
    last = ""
    for row in read_results(part):
        if row.path <= last:
            raise UnusableResults(f"{part.name} is not sorted by path. Finish its run by --resume first.")
        last = row.path
        applies_to.setdefault((row.model, row.operating_point), part.name)
        if len(applies_to) > 1:
            first, second = applies_to.values()
            raise UnusableResults(
                f"{first} and {second} were made by different models or at different operating points, and "
                "are not joined."
            )
        yield row


def _distinct(rows: Iterator[Row], tally: Tally) -> Iterator[Row]:
    last: str | None = None
    for row in rows:
        if row.path == last:
            raise UnusableResults(f"{row.path} stands in two of the files. Shards of one run share no file.")
        last = row.path
        tally.add(row)
        yield row
