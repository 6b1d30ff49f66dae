"""What a reader says of the images in a results CSV: kept in a file beside it, never in it."""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xray_desktop.inference.prediction import PredictedClass

SCHEMA = 1
_SUFFIX = ".marks.json"
_LARGEST = 64 * 1024 * 1024


class UnusableMarks(Exception):
    """Marks that cannot be read or written, in one sentence for the user."""


@dataclass(frozen=True)
class Mark:
    """A reader's word on one image.

    The reading is kept and not "agrees": whether reader and model agree follows from it, also after another
    operating point has changed the model's prediction.

    Attributes:
        reading: NORMAL or PNEUMONIA as the reader reads the image; None when there is only a note.
        note: the reader's words.
    """

    reading: PredictedClass | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.reading is PredictedClass.UNCERTAIN:
            raise ValueError("a reader reads NORMAL or PNEUMONIA, or leaves the reading out")

    @property
    def empty(self) -> bool:
        """Whether the reader has said nothing."""
        return self.reading is None and not self.note

    def agrees(self, predicted_class: PredictedClass | None) -> bool | None:
        """Whether reader and model agree; None when one of them has made no call."""
        if self.reading is None or predicted_class not in (PredictedClass.NORMAL, PredictedClass.PNEUMONIA):
            return None
        return self.reading is predicted_class


def marks_file(csv: Path) -> Path:
    """Where the marks for a results CSV are kept: results.csv has results.csv.marks.json beside it."""
    return csv.with_name(csv.name + _SUFFIX)


def read_marks(csv: Path) -> dict[str, Mark]:
    """The marks kept beside a results CSV, by the path that names the image there; empty when there are none.

    Raises:
        UnusableMarks: there is a marks file, and it cannot be read or is damaged.
    """
    file = marks_file(csv)
    try:
        if file.stat().st_size > _LARGEST:
            raise UnusableMarks(
                f"{file.name} is too large for a file of marks. Move it away and start again."
            )
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UnusableMarks(
            f"The marks in {file.name} cannot be read ({error.strerror}). Check the file's permissions."
        ) from None
    except (ValueError, RecursionError):
        raise UnusableMarks(_damaged(file)) from None
    try:
        if content["schema"] != SCHEMA:
            raise UnusableMarks(
                f"{file.name} was written by another version of the program (schema {content['schema']}). "
                "Open it with that version."
            )
        return {str(path): _mark(values) for path, values in content["marks"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnusableMarks(_damaged(file)) from None


def write_marks(csv: Path, marks: Mapping[str, Mark]) -> None:
    """Keeps the marks beside a results CSV; the old ones stay whole until the new ones are on the disk.

    Raises:
        UnusableMarks: they cannot be written; those that were there before still are.
    """
    file = marks_file(csv)
    content = {
        "schema": SCHEMA,
        "marks": {path: _values(mark) for path, mark in sorted(marks.items()) if not mark.empty},
    }
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(content, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, file)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise UnusableMarks(
            f"The marks cannot be saved to {file.name} ({error.strerror}). "
            "Free space or choose another folder."
        ) from None


def _damaged(file: Path) -> str:
    return f"The marks in {file.name} are damaged. Move the file away and start again."


def _mark(values: Mapping[str, Any]) -> Mark:
    reading = values["reading"]
    note = values["note"]
    if not isinstance(note, str):
        raise TypeError
    return Mark(None if reading is None else PredictedClass(reading), note)


def _values(mark: Mark) -> dict[str, Any]:
    return {"reading": None if mark.reading is None else mark.reading.value, "note": mark.note}
