"""Writing a reader's record: lines are only ever added, each is on the disk before the next image is
shown.
"""

import contextlib
import datetime
import errno
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from xray_desktop import __version__
from xray_desktop.evaluation.reader_study.definition import ReaderStudy, UnusableReaderStudy, record_path
from xray_desktop.evaluation.reader_study.order import Task
from xray_desktop.evaluation.reader_study.record import (
    ANSWERS,
    CONFIDENCES,
    FORMAT,
    ReaderRecord,
    check_belongs,
    line_of,
    link_of,
    parse_record,
)
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import message, os_error


class RecordFile:
    """The record of one reader, open for writing by this program alone.

    A last line that a stopped program left incomplete is taken off; all lines before it stay.

    Attributes:
        record: everything that the reader has done so far; its remarks say whether a line was taken off.

    Raises:
        UnusableReaderStudy: another program writes it, it cannot be written, is damaged, or is of another
        study.
    """

    def __init__(self, folder: Path, study: ReaderStudy, number: int) -> None:
        self.path = record_path(folder, number)
        self.record: ReaderRecord
        self._link = ""
        self._lock: BinaryIO | None = None
        self._file: BinaryIO | None = None
        try:
            self.path.parent.mkdir(exist_ok=True)
            self._lock = _locked(self.path)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
            self._file = os.fdopen(os.open(self.path, flags, 0o666), "r+b", buffering=0)
            self._continue(study, number)
        except OSError as error:
            self._release()
            raise self._unwritable(error) from None
        except BaseException:
            self._release()
            raise

    def __enter__(self) -> "RecordFile":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        with contextlib.suppress(UnusableReaderStudy):
            self.close()

    def shown(self, task: Task) -> None:
        """An image is on the screen."""
        self._add("shown", case=task.case, read=task.read)

    def answer(self, task: Task, answer: PredictedClass, confidence: int, seconds: float) -> None:
        """The reader's answer.

        Raises:
            UnusableReaderStudy: it cannot be written; what was written before stays.
            ValueError: the image has an answer, or the answer is not NORMAL or PNEUMONIA with a confidence of
            1 to 5.
        """
        if self.record.done(task) or answer not in ANSWERS or confidence not in CONFIDENCES:
            raise ValueError("an image is answered once, with NORMAL or PNEUMONIA and a confidence of 1 to 5")
        self._add(
            "answer",
            case=task.case,
            read=task.read,
            **{"class": answer.value},
            confidence=confidence,
            seconds=round(seconds, 3),
        )

    def unreadable(self, task: Task, reason: str) -> None:
        """An image could not be opened.

        Args:
            reason: the code of the reason.
        """
        self._add("unreadable", case=task.case, read=task.read, reason=reason)

    def paused(self) -> None:
        """The reader pauses."""
        self._add("paused")

    def resumed(self) -> None:
        """The reader goes on."""
        self._add("resumed")

    def close(self) -> None:
        """Ends the session and lets other programs write the record.

        Raises:
            UnusableReaderStudy: the end cannot be written; the answers are there.
        """
        if self._file is None:
            return
        try:
            self._add("closed")
        finally:
            self._release()

    def _continue(self, study: ReaderStudy, number: int) -> None:
        assert self._file is not None
        content = self._file.read()
        record, end, self._link = parse_record(content, self.path.name)
        if record is not None:
            check_belongs(record, self.path.name, study)
            self.record = record
        if end < len(content):
            self._file.truncate(end)
        self._file.seek(end)
        if record is None:
            name = study.readers[number - 1]
            self.record = ReaderRecord(name, number, study.digest)
            head = {"format": FORMAT, "study": study.digest, "reader": name, "number": number}
            self._write({"event": "record", "time": _now(), **head})
        elif end < len(content):
            self.record.remarks = (message("record_cut", file=self.path.name),)
        self._add("opened", program=f"xray-desktop {__version__}")

    def _add(self, kind: str, **values: str | int | float) -> None:
        if self._file is None:
            raise ValueError("the record is closed")
        event: dict[str, object] = {"event": kind, "time": _now(), **values}
        self._write(event)
        self.record.apply(event)

    def _write(self, event: Mapping[str, object]) -> None:
        assert self._file is not None
        line = line_of(event, self._link)
        begin = self._file.tell()
        try:
            view = memoryview(line)
            while view:
                view = view[self._file.write(view) :]
            _sync(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(begin)
                self._file.seek(begin)
            raise self._unwritable(error) from None
        self._link = link_of(line)

    def _release(self) -> None:
        for file in (self._file, self._lock):
            if file is not None:
                file.close()
        self._file = self._lock = None

    def _unwritable(self, error: OSError) -> UnusableReaderStudy:
        return UnusableReaderStudy("record_unwritable", file=self.path.name, reason=os_error(error))


def _locked(record: Path) -> BinaryIO:
    """The lock file beside a record, held by this process; the lock ends with the process, however that ends.

    The file stays: a program that removed it could remove the one that another has just locked.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    path = record.with_name(f"{record.name}.lock")
    file = os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(2**40)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # A network drive may have no locks; on Windows a held lock is a PermissionError.
        if isinstance(error, BlockingIOError) or sys.platform == "win32":
            file.seek(0)
            holder = file.read(200).decode("utf-8", "replace").strip() or "?"
            file.close()
            raise UnusableReaderStudy("record_in_use", file=record.name, holder=holder) from None
    file.seek(0)
    file.truncate()
    file.write(f"{socket.gethostname()}, process {os.getpid()}\n".encode())
    return file


def _sync(file: BinaryIO) -> None:
    """Has the system put the file on the disk. Raises OSError, unless the file system cannot."""
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
