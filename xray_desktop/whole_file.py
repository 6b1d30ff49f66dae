"""Writing a file in one step: in the end there is the whole of it, or what was there before."""

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def part_file(path: Path) -> Path:
    """Where a file is written before it is whole; a program that is killed leaves it there."""
    return path.with_name(f".{path.name}.part")


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Puts the chunks, one after the other, in the place of what `path` holds; a link stays a link.

    Raises OSError; then nothing has changed.
    """
    target = Path(os.path.realpath(path))
    part = part_file(target)
    try:
        with open(part, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        os.replace(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
