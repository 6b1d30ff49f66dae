"""What is reported and logged of an internal error: its place in the code, and nothing of the data.

An exception's words may quote a file's name or a patient's, so only its type is kept; of the paths, only what
names the module.
"""

import logging
import sys
import threading
import traceback
from collections import Counter
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from xray_desktop import __version__

LOG_BYTES = 200_000
LOGS_KEPT = 3
"""Older logs beside the one that is being written."""

_FRAMES = 40
_CAUSES = 10
_DIFFERENT = 500


def report_of(error: BaseException) -> str:
    """Versions, types of the error and its causes, and the places in the code, line by line."""
    lines = [f"xray-desktop {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in seen and len(seen) < _CAUSES:
        seen.append(cause)
        lines.append(type(cause).__name__)
        frames = traceback.extract_tb(cause.__traceback__)
        left_out = len(frames) - _FRAMES
        for index, frame in enumerate(frames):
            if left_out > 0 and _FRAMES // 2 <= index < _FRAMES // 2 + left_out:
                if index == _FRAMES // 2:
                    lines.append(f"  … {left_out} more")
                continue
            lines.append(f"  {_module(frame.filename)}, line {frame.lineno}, in {frame.name}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def place_of(error: BaseException) -> str:
    """Type and last place of an error in a few words: "ValueError in xray_desktop/cli.py, line 12"."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {_module(frames[-1].filename)}, line {frames[-1].lineno}" if frames else ""
    return type(error).__name__ + where


class FaultLog:
    """The log of such reports; takes them from any thread, and stays small and useful in a flood of them.

    A report that comes again is counted and not written again, but for the 10th, 100th, … time.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._counts: Counter[str] = Counter()
        self._turn = threading.Lock()

    def add(self, report: str) -> None:
        """Writes a report; a disk that is full or may not be written on is passed over in silence."""
        with self._turn:
            if report not in self._counts and len(self._counts) >= _DIFFERENT:
                self._counts.clear()
            self._counts[report] += 1
            count = self._counts[report]
            if str(count).strip("0") != "1":
                return
            words = report if count == 1 else f"{report}\nfor the {count}th time"
            self._write(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n{words}\n")

    def _write(self, words: str) -> None:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handler = _QuietHandler(
                self.file, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True
            )
        except OSError:
            return  # A log that cannot be written must not be the next crash.
        handler.emit(logging.makeLogRecord({"msg": words, "levelno": logging.ERROR}))
        try:
            handler.close()
        except OSError:
            return  # What was still to be written found no room.


class _QuietHandler(RotatingFileHandler):
    """Gives up without a word when the disk is full."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - overrides
        pass


def _module(filename: str) -> str:
    parts = Path(filename).parts
    for root in ("xray_desktop", "site-packages"):
        if root in parts:
            kept = parts[parts.index(root) + (root == "site-packages") :]
            return "/".join(kept)
    return parts[-1] if parts else "?"
