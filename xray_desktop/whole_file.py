"""Writing a file as a whole: afterwards it holds either all of the new content or what it held before."""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path


def part_file(path: Path) -> Path:
    """Where the new content is written until it is complete; a program that is killed leaves it behind."""
    return path.with_name(f".{path.name}.part")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives a path for the new content, and puts that file in the place of `path` at the end.

    A link stays a link, and the permissions stay as they were. When the block or the replacing fails, `path`
    is unchanged and the exception, for instance an OSError, is raised.
    """
    target = Path(os.path.realpath(path))
    part = part_file(target)
    try:
        yield part
        with open(part, "rb+") as file:
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        os.replace(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Writes the chunks, one after the other, as the new content of `path`; see `replacing`. Raises
    OSError.
    """
    with replacing(path) as part, open(part, "wb") as file:
        file.writelines(chunks)
