"""Marks of images whose results are in no file: kept in one file of this user, under a hash of the path."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from xray_desktop.evaluation.reading_marks import LARGEST, Mark, UnusableMarks, encode_marks, read_marks_file
from xray_desktop.messages import os_error
from xray_desktop.whole_file import part_file, replacing

_DAMAGED_SUFFIX = ".damaged"


def mark_key(path: str) -> str:
    """The name under which the marks of an image are kept: the SHA-256 of its absolute path, in hexadecimal
    digits. The file shows neither names of files nor names of folders.
    """
    return hashlib.sha256(os.path.normcase(path).encode("utf-8", "surrogatepass")).hexdigest()


def update_kept_marks(file: Path, changes: Mapping[str, Mark]) -> None:
    """Puts marks into the file, by `mark_key`, and leaves the others as they are; an empty one takes one out.

    The file is written as a whole, for this user alone. The caller keeps other programs from writing it at
    the same time.

    Raises:
        UnusableMarks: the file cannot be read or written, or would grow too large; it is unchanged.
    """
    data = encode_marks({**read_marks_file(file), **changes})
    if len(data) > LARGEST:
        raise UnusableMarks("marks_too_large", file=file.name)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as part:
            part.unlink(missing_ok=True)
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(data)
    except OSError as error:
        raise UnusableMarks("marks_unwritable", file=file.name, reason=os_error(error)) from None


def set_aside(file: Path) -> Path:
    """Moves a damaged file out of the way, and returns its new path.

    Raises:
        UnusableMarks: it cannot be moved.
    """
    damaged = file.with_name(file.name + _DAMAGED_SUFFIX)
    try:
        os.replace(file, damaged)
    except OSError as error:
        raise UnusableMarks("marks_unreadable", file=file.name, reason=os_error(error)) from None
    return damaged


def forget_kept_marks(file: Path) -> None:
    """Deletes the file, and what a damaged or interrupted one has left beside it.

    Raises:
        UnusableMarks: something of it is still there.
    """
    try:
        for each in (file, part_file(file), file.with_name(file.name + _DAMAGED_SUFFIX)):
            each.unlink(missing_ok=True)
    except OSError as error:
        raise UnusableMarks("marks_not_deleted", file=str(file), reason=os_error(error)) from None
