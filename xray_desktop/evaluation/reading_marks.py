"""A reader's marks on the images of a results file: kept in a file beside it, never in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.measurement.annotation import Annotation, as_values, from_values
from xray_desktop.messages import MessageError, os_error
from xray_desktop.whole_file import write_whole

SCHEMA = 2
_SCHEMA_WITHOUT_ANNOTATIONS = 1
"""What is written as long as no image has annotations, so that earlier versions of the program read it."""
_SUFFIX = ".marks.json"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file of marks at most."""


class UnusableMarks(MessageError):
    """Marks that cannot be read or written."""


@dataclass(frozen=True)
class Mark:
    """A reader's mark on one image.

    The reading is stored and not "agrees": whether reader and model agree follows from it, also after another
    operating point has changed the model's prediction.

    Attributes:
        reading: NORMAL or PNEUMONIA as the reader reads the image; None when there is only a note.
        note: free text.
        annotations: measurements and annotations on all frames, in the order in which they were made.
        key_frames: the frames that are key images, from 0, rising.
    """

    reading: PredictedClass | None = None
    note: str = ""
    annotations: tuple[Annotation, ...] = ()
    key_frames: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.reading is PredictedClass.UNCERTAIN:
            raise ValueError("a reader reads NORMAL or PNEUMONIA, or leaves the reading out")

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be kept."""
        return self.reading is None and not self.note and not self.drawn

    @property
    def drawn(self) -> bool:
        """Whether there are annotations or key images."""
        return bool(self.annotations or self.key_frames)

    def agrees(self, predicted_class: PredictedClass | None) -> bool | None:
        """Whether reader and model agree; None when one of them gives neither NORMAL nor PNEUMONIA."""
        if self.reading is None or predicted_class not in (PredictedClass.NORMAL, PredictedClass.PNEUMONIA):
            return None
        return self.reading is predicted_class


def marks_file(csv: Path) -> Path:
    """The file of the marks for a results file: results.csv has results.csv.marks.json beside it."""
    return csv.with_name(csv.name + _SUFFIX)


def read_marks(csv: Path) -> dict[str, Mark]:
    """The marks beside a results file, by the row's path; empty when there are none.

    Raises:
        UnusableMarks: there is a marks file, and it cannot be read or is damaged.
    """
    return read_marks_file(marks_file(csv))


def read_marks_file(file: Path) -> dict[str, Mark]:
    """The marks in a marks file, by the key under which each is kept; empty when there is no file.

    Raises:
        UnusableMarks: it cannot be read, is of another version, or is damaged.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise UnusableMarks("marks_too_large", file=file.name)
        data = file.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UnusableMarks("marks_unreadable", file=file.name, reason=os_error(error)) from None
    return decode_marks(data, file.name)


def decode_marks(data: bytes, name: str) -> dict[str, Mark]:
    """The marks in the bytes of a marks file, by the row's path; `name` is the file's, for the error.

    Raises:
        UnusableMarks: it is damaged, or of another version.
    """
    try:
        content = json.loads(data.decode("utf-8"))
        if content["schema"] not in (_SCHEMA_WITHOUT_ANNOTATIONS, SCHEMA):
            raise UnusableMarks("marks_other_version", file=name, schema=str(content["schema"]))
        return {str(path): _mark(values) for path, values in content["marks"].items()}
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise UnusableMarks("marks_damaged", file=name) from None


def encode_marks(marks: Mapping[str, Mark]) -> bytes:
    """The bytes of a marks file; empty marks are left out."""
    drawn = any(mark.drawn for mark in marks.values())
    content = {
        "schema": SCHEMA if drawn else _SCHEMA_WITHOUT_ANNOTATIONS,
        "marks": {path: _values(mark) for path, mark in sorted(marks.items()) if not mark.empty},
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def write_marks(csv: Path, marks: Mapping[str, Mark]) -> None:
    """Writes the marks beside a results file, as a whole.

    Raises:
        UnusableMarks: they cannot be written; the previous ones are unchanged.
    """
    file = marks_file(csv)
    try:
        write_whole(file, [encode_marks(marks)])
    except OSError as error:
        raise UnusableMarks("marks_unwritable", file=file.name, reason=os_error(error)) from None


def _mark(values: Mapping[str, Any]) -> Mark:
    reading = values["reading"]
    note = values["note"]
    key_frames = values.get("key_frames", [])
    if not isinstance(note, str) or not all(isinstance(frame, int) and frame >= 0 for frame in key_frames):
        raise TypeError
    annotations = tuple(from_values(each) for each in values.get("annotations", []))
    reading_given = None if reading is None else PredictedClass(reading)
    return Mark(reading_given, note, annotations, tuple(sorted(set(key_frames))))


def _values(mark: Mark) -> dict[str, Any]:
    values: dict[str, Any] = {
        "reading": None if mark.reading is None else mark.reading.value,
        "note": mark.note,
    }
    if mark.annotations:
        values["annotations"] = [as_values(each) for each in mark.annotations]
    if mark.key_frames:
        values["key_frames"] = list(mark.key_frames)
    return values
