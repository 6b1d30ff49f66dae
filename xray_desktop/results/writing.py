"""The file that rows are written to as they come: it survives a crash, and a later run resumes it.

Its rows are in the order in which their images were finished, so that none waits for an image in a slow
decoder, until the run ends: then the file is replaced by one with the rows in the order of their paths.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

from xray_desktop.messages import os_error
from xray_desktop.results.row import ResultsInTheWay, Row, UnusableResults
from xray_desktop.results.summary import Tally
from xray_desktop.results.text_rows import csv_header, csv_line, json_line, read_csv, read_json_lines
from xray_desktop.whole_file import part_file, write_whole

Mode = Literal["new", "resume", "overwrite"]

SYNC_SECONDS = 0.7
"""Time between two syncs. With heartbeats four times a second, a row is on the disk, and not only in the
system's memory, within a second.
"""


@dataclass(frozen=True)
class RowFormat:
    """How rows become bytes and bytes rows."""

    header: bytes
    line: Callable[[Row], bytes]
    read: Callable[[BinaryIO, str], Iterator[tuple[Row, int]]]

    def write(self, path: Path, rows: Iterable[Row]) -> None:
        """As `write_rows` in this format."""
        write_rows(path, rows, self)


CSV = RowFormat(csv_header(), csv_line, read_csv)
JSON_LINES = RowFormat(b"", json_line, read_json_lines)


def write_rows(path: Path, rows: Iterable[Row], row_format: RowFormat = CSV) -> None:
    """Writes all rows to a file as a whole; see `write_whole`.

    Raises OSError.
    """
    write_whole(path, chain([row_format.header], map(row_format.line, rows)))


def own_files(results: Path) -> list[Path]:
    """The files that a run may leave beside its results; none of them is an image."""
    if not results.name:
        return [results]
    written = [results, rows_file(results)]
    targets = [Path(os.path.realpath(file)) for file in written]
    return [*written, *map(part_file, written), *map(part_file, targets)]


def rows_file(results: Path) -> Path:
    """Where the rows of a format are kept that rows cannot be added to, such as Parquet."""
    return results.with_name(f"{results.name}.rows.jsonl")


class ResultsFile:
    """A file of rows being written.

    Args:
        mode: "new" fails when the file holds rows, or anything else; "resume" adds to it, or creates it;
            "overwrite" empties it.
        model: the model that classifies; a file that another model wrote is not resumed.
        operating_point: likewise.

    Attributes:
        path: where the rows are.
        done: the paths of the rows that a resumed file holds already.
        tally: counts of all rows, those of a resumed file included.

    Raises:
        UnusableResults: the file cannot be created, written or resumed.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        mode: Mode = "new",
        row_format: RowFormat = CSV,
        model: str = "",
        operating_point: str = "",
    ) -> None:
        self.path = Path(path)
        self._format = row_format
        self.done: set[str] = set()
        self.tally = Tally()
        self._paths: list[str] = []
        self._ends = array("Q")
        self._synced = time.monotonic()
        self._dirty = False
        self._file = self._open()
        try:
            _lock(self._file, self.path.name)
            if mode == "overwrite":
                self._file.truncate(0)
            elif mode == "new" and self._holds_rows():
                raise ResultsInTheWay("results_exist", file=self.path.name)
            self._end = self._read_existing(model, operating_point) if self._size() else 0
            if self._size() > self._end:
                self._file.truncate(self._end)
            self._file.seek(self._end)
            if not self._end:
                self._write(self._format.header)
        except OSError as error:
            self._file.close()
            raise self._unwritable(error) from None
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "ResultsFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            with contextlib.suppress(UnusableResults):
                self.close()

    def append(self, row: Row) -> None:
        """Writes one row.

        Raises:
            UnusableResults: the disk is full or gone. What was written before stays, and can be resumed.
        """
        self._write(self._format.line(row))
        self._count(row, self._end)
        self.sync(at_most_every=SYNC_SECONDS)

    def sync(self, *, at_most_every: float = 0.0) -> None:
        """Flushes the rows to the disk (fsync), unless that was done less than `at_most_every` seconds ago.

        Raises:
            UnusableResults: the file was deleted.
        """
        if self._dirty and time.monotonic() - self._synced >= at_most_every:
            self._dirty = False
            self._synced = time.monotonic()
            # Some file systems cannot; the rows are written all the same.
            with contextlib.suppress(OSError):
                os.fsync(self._file.fileno())
            self._check_exists()

    def finish(self) -> None:
        """Ends a complete run. Raises UnusableResults as `close`."""
        self.close()

    def close(self) -> None:
        """Closes the file, and puts its rows in the order of their paths.

        Raises:
            UnusableResults: the ordered file cannot be written; the rows are there, and can be resumed.
        """
        if self._file.closed:
            return
        ordinary = stat.S_ISREG(os.fstat(self._file.fileno()).st_mode)
        try:
            self.sync()
            self._check_exists()
        finally:
            self._file.close()
        order = sorted(range(len(self._paths)), key=self._paths.__getitem__)
        if ordinary and order != list(range(len(order))):
            try:
                write_whole(self.path, self._lines(order))
            except OSError as error:
                raise self._unwritable(error) from None

    def _check_exists(self) -> None:
        """Rows can be written to a file that was deleted, and would be lost."""
        if not os.path.exists(self.path):
            raise self._unwritable(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))

    def _open(self) -> BinaryIO:
        try:
            # Never "w": the file may hold another run's rows.
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
            return os.fdopen(os.open(self.path, flags, 0o666), "r+b", buffering=0)
        except OSError as error:
            raise self._unwritable(error) from None

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size

    def _holds_rows(self) -> bool:
        """Whether there is more than the header that a run without any row writes."""
        header, size = self._format.header, self._size()
        return size > len(header) or self._file.read(size) != header[:size]

    def _read_existing(self, model: str, operating_point: str) -> int:
        """Counts the rows that the file holds; returns the position after its last complete row."""
        name = self.path.name
        end = 0
        with open(self.path, "rb") as file:
            if self._format.header:
                begin = file.read(len(self._format.header))
                if begin == self._format.header[: len(begin)] and len(begin) < len(self._format.header):
                    return 0
                if begin != self._format.header:
                    raise ResultsInTheWay("results_other_version", file=name)
                end = len(begin)
                file.seek(0)
            for row, position in self._format.read(file, name):
                end = position
                if (row.model, row.operating_point) != (model, operating_point):
                    raise ResultsInTheWay(
                        "results_other_model",
                        file=name,
                        model=row.model,
                        point=row.operating_point,
                        expected_model=model,
                        expected_point=operating_point,
                    )
                self.done.add(row.path)
                self._count(row, position)
        return end

    def _count(self, row: Row, end: int) -> None:
        self.tally.add(row)
        self._paths.append(row.path)
        self._ends.append(end)

    def _lines(self, order: Iterable[int]) -> Iterator[bytes]:
        """The header, and the lines of these rows, as they are in the file."""
        with open(self.path, "rb") as file:
            yield self._format.header
            for number in order:
                start = self._ends[number - 1] if number else len(self._format.header)
                file.seek(start)
                yield file.read(self._ends[number] - start)

    def _write(self, line: bytes) -> None:
        try:
            view = memoryview(line)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(self._end)
            raise self._unwritable(error) from None
        self._end += len(line)
        self._dirty = True

    def _unwritable(self, error: OSError) -> UnusableResults:
        name = self.path.name
        if isinstance(error, FileNotFoundError) and not self.path.parent.is_dir():
            return UnusableResults("results_no_folder", folder=str(self.path.parent))
        if isinstance(error, IsADirectoryError):
            return UnusableResults("results_is_a_folder", file=name)
        return UnusableResults("results_unwritable", file=name, reason=os_error(error))


def _lock(file: BinaryIO, name: str) -> None:
    """Keeps a second run from writing to the same file; the lock ends with the process, however that ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(2**40)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UnusableResults("results_in_use", file=name) from None
    except OSError:
        # A network drive without locks; on Windows a held lock is a PermissionError.
        if sys.platform == "win32":
            raise UnusableResults("results_in_use", file=name) from None
