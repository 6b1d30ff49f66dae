"""Rows to standard output, for pipes."""

from types import TracebackType
from typing import BinaryIO

from xray_desktop.messages import os_error
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.summary import Tally
from xray_desktop.results.writing import CSV, RowFormat


class RowStream:
    """Writes rows to a stream as they come; the counterpart of `ResultsFile`, without resuming.

    Attributes:
        done: empty; a stream holds no rows from before.
        tally: counts of all rows.
    """

    def __init__(self, stream: BinaryIO, row_format: RowFormat = CSV) -> None:
        self._stream = stream
        self._format = row_format
        self.done: frozenset[str] = frozenset()
        self.tally = Tally()
        self._write(row_format.header)

    def __enter__(self) -> "RowStream":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        pass

    def append(self, row: Row) -> None:
        """Writes one row.

        Raises:
            UnusableResults: the reader of the pipe has ended, or the disk behind the stream is full.
        """
        self._write(self._format.line(row))
        self.tally.add(row)

    def sync(self, *, at_most_every: float = 0.0) -> None:
        """Does nothing: every row is flushed at once."""

    def finish(self) -> None:
        """Does nothing; the stream belongs to the caller."""

    def _write(self, line: bytes) -> None:
        try:
            self._stream.write(line)
            self._stream.flush()
        except BrokenPipeError:
            raise UnusableResults("results_pipe_closed") from None
        except OSError as error:
            raise UnusableResults("results_stream_unwritable", reason=os_error(error)) from None
