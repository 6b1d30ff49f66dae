"""A reader's marks on the images of a results file: kept in a file beside it, never in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import MessageError, os_error
from xray_desktop.whole_file import write_whole

SCHEMA = 1
_SUFFIX = ".marks.json"
_LARGEST = 64 * 1024 * 1024


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
    """

    reading: PredictedClass | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.reading is PredictedClass.UNCERTAIN:
            raise ValueError("a reader reads NORMAL or PNEUMONIA, or leaves the reading out")

    @property
    def empty(self) -> bool:
        """Whether there is neither a reading nor a note."""
        return self.reading is None and not self.note

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
    file = marks_file(csv)
    try:
        if file.stat().st_size > _LARGEST:
            raise UnusableMarks("marks_too_large", file=file.name)
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UnusableMarks("marks_unreadable", file=file.name, reason=os_error(error)) from None
    except (ValueError, RecursionError):
        raise UnusableMarks("marks_damaged", file=file.name) from None
    try:
        if content["schema"] != SCHEMA:
            raise UnusableMarks("marks_other_version", file=file.name, schema=str(content["schema"]))
        return {str(path): _mark(values) for path, values in content["marks"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnusableMarks("marks_damaged", file=file.name) from None


def write_marks(csv: Path, marks: Mapping[str, Mark]) -> None:
    """Writes the marks beside a results file, as a whole.

    Raises:
        UnusableMarks: they cannot be written; the previous ones are unchanged.
    """
    file = marks_file(csv)
    content = {
        "schema": SCHEMA,
        "marks": {path: _values(mark) for path, mark in sorted(marks.items()) if not mark.empty},
    }
    try:
        write_whole(file, [json.dumps(content, ensure_ascii=False, indent=1).encode()])
    except OSError as error:
        raise UnusableMarks("marks_unwritable", file=file.name, reason=os_error(error)) from None


def _mark(values: Mapping[str, Any]) -> Mark:
    reading = values["reading"]
    note = values["note"]
    if not isinstance(note, str):
        raise TypeError
    return Mark(None if reading is None else PredictedClass(reading), note)


def _values(mark: Mark) -> dict[str, Any]:
    return {"reading": None if mark.reading is None else mark.reading.value, "note": mark.note}
