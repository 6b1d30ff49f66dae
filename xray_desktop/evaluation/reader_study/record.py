"""The record of one reader: what was read, when, with which answer and in how much time."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xray_desktop.evaluation.reader_study.definition import ReaderStudy, UnusableReaderStudy, record_path
from xray_desktop.evaluation.reader_study.order import Task, tasks
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message, message, os_error

FORMAT = "xray-desktop reader record 1"
ANSWERS = (PredictedClass.NORMAL, PredictedClass.PNEUMONIA)
CONFIDENCES = range(1, 6)
"""Confidence in five steps, from 1 (guess) to 5 (certain)."""

START = "0" * 16
"""What the first line names as the line before it."""


@dataclass(frozen=True)
class Reading:
    """A reader's answer for one image.

    Attributes:
        task: which image and which read.
        answer: NORMAL or PNEUMONIA.
        confidence: 1 to 5.
        seconds: from the image on the screen to the answer, without pauses.
        position: in which place of the reader's answers of this read it is, from 1.
        time: when it was given, ISO 8601, UTC.
    """

    task: Task
    answer: PredictedClass
    confidence: int
    seconds: float
    position: int
    time: str

    @property
    def score(self) -> int:
        """Ordinal score from -5 (certainly NORMAL) to 5 (certainly PNEUMONIA), without 0."""
        return self.confidence if self.answer is PredictedClass.PNEUMONIA else -self.confidence


@dataclass
class ReaderRecord:
    """Everything that a reader has done so far.

    Attributes:
        reader: the name.
        number: the reader's number in the study, from 1.
        digest: of the study that was read.
        readings: the answers by task.
        unreadable: cases that could not be opened.
        sessions: how often the record was opened for reading.
        closed: how many of these sessions were ended; the others were cut off, or one is still open.
        pauses: how often the reader paused.
        remarks: what is to be known of the file.
    """

    reader: str
    number: int
    digest: str
    readings: dict[Task, Reading] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)
    sessions: int = 0
    closed: int = 0
    pauses: int = 0
    remarks: tuple[Message, ...] = ()
    _answers: Counter[int] = field(default_factory=Counter, repr=False)

    def done(self, task: Task) -> bool:
        """Whether there is nothing more to do about a read."""
        return task in self.readings or task.case in self.unreadable

    def next_task(self, study: ReaderStudy) -> Task | None:
        """What is to be read next; None at the end."""
        return next((task for task in tasks(study, self.number) if not self.done(task)), None)

    def progress(self, study: ReaderStudy, read: int | None = None) -> tuple[int, int]:
        """How many reads are done, and how many there are; of one read, or of both."""
        wanted = [task for task in tasks(study, self.number) if read in (None, task.read)]
        return sum(map(self.done, wanted)), len(wanted)

    def apply(self, event: Mapping[str, Any]) -> None:
        """Takes over an event.

        Raises:
            ValueError, KeyError or TypeError: it is none, or contradicts those before it.
        """
        kind = event["event"]
        if kind == "answer":
            task = Task(int(event["case"]), int(event["read"]))
            answer, confidence = PredictedClass(event["class"]), int(event["confidence"])
            if (
                task in self.readings
                or answer not in ANSWERS
                or confidence not in CONFIDENCES
                or task.read not in (1, 2)
            ):
                raise ValueError
            position = self._answers[task.read] = self._answers[task.read] + 1
            seconds, time = float(event["seconds"]), str(event["time"])
            self.readings[task] = Reading(task, answer, confidence, seconds, position, time)
        elif kind == "unreadable":
            self.unreadable.add(int(event["case"]))
        elif kind == "opened":
            self.sessions += 1
        elif kind == "paused":
            self.pauses += 1
        elif kind == "closed":
            self.closed += 1
        elif kind not in ("shown", "resumed"):
            raise ValueError


def read_record(path: Path, study: ReaderStudy | None = None) -> ReaderRecord:
    """A reader's record.

    A last line that is incomplete, because the program or the computer was stopped while writing it, is left
    out; the record's remarks say so.

    Args:
        study: the study that it must belong to; None takes any.

    Raises:
        UnusableReaderStudy: it cannot be read, is not a record, is damaged before its last line, or belongs
        to
            another study.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnusableReaderStudy("record_unreadable", file=path.name, reason=os_error(error)) from None
    record, end, _ = parse_record(content, path.name)
    if record is None:
        raise UnusableReaderStudy("record_empty", file=path.name)
    check_belongs(record, path.name, study)
    if end < len(content):
        record.remarks = (message("record_cut", file=path.name),)
    return record


def records_of(folder: Path, study: ReaderStudy) -> list[Path]:
    """The records that there are in a study's folder, by the readers' numbers."""
    paths = (record_path(folder, number) for number in range(1, len(study.readers) + 1))
    return [path for path in paths if path.exists()]


def check_belongs(record: ReaderRecord, name: str, study: ReaderStudy | None) -> None:
    """Raises UnusableReaderStudy when a record is not of this study."""
    if study is None:
        return
    known = 1 <= record.number <= len(study.readers) and study.readers[record.number - 1] == record.reader
    if record.digest != study.digest or not known:
        raise UnusableReaderStudy("record_other_study", file=name)


def parse_record(content: bytes, name: str) -> tuple[ReaderRecord | None, int, str]:
    """The record in the bytes of a file; None when not even its first line is complete.

    Returns:
        The record, the position after its last complete line, and the link of that line for the next one.

    Raises:
        UnusableReaderStudy: a line before the last is damaged, or it is not a record.
    """
    record: ReaderRecord | None = None
    end, link = 0, START
    lines = re.findall(rb"[^\n]*\n|[^\n]+", content)
    for number, line in enumerate(lines, 1):
        try:
            event = _event(line, link)
            if record is None:
                record = _begun(event, name)
            else:
                record.apply(event)
        except (ValueError, KeyError, TypeError, RecursionError):
            if number == len(lines):
                break
            code = "record_damaged" if record is not None else "record_not_a_record"
            raise UnusableReaderStudy(code, file=name, line=number) from None
        end += len(line)
        link = link_of(line)
    return record, end, link


def link_of(line: bytes) -> str:
    """What the next line names as the line before it: the first half of its SHA-256, as text."""
    return hashlib.sha256(line).hexdigest()[:16]


def line_of(event: Mapping[str, Any], link: str) -> bytes:
    """An event as a line of a record that follows the line with this link."""
    return (json.dumps({**event, "after": link}) + "\n").encode("ascii")


def _event(line: bytes, link: str) -> Mapping[str, Any]:
    if not line.endswith(b"\n"):
        raise ValueError
    event = json.loads(line)
    if event["after"] != link:
        raise ValueError
    checked: Mapping[str, Any] = event
    return checked


def _begun(event: Mapping[str, Any], name: str) -> ReaderRecord:
    if event["event"] != "record":
        raise ValueError
    if event["format"] != FORMAT:
        raise UnusableReaderStudy("record_other_version", file=name, version=str(event["format"]))
    return ReaderRecord(str(event["reader"]), int(event["number"]), str(event["study"]))
