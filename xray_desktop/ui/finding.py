"""From what was dropped, chosen or typed to the films that it leads to."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from xray_desktop.batch.files import find_files
from xray_desktop.imaging.reading import SUFFIXES
from xray_desktop.ui.worklist_entry import Entry


@dataclass(frozen=True)
class Found:
    """Films that were found.

    Attributes:
        entries: of the worklist, in its order.
        remarks: sentences for the user about what was left out.
    """

    entries: Sequence[Entry]
    remarks: Sequence[str]


def find_films(paths: Sequence[Path], cancelled: Callable[[], bool]) -> Iterator[Found]:
    """Looks for films, for a lane: the files given whatever they are, of folders what is named like a film.

    Raises:
        NothingToDo: there is none; one sentence for the user.
    """
    files = find_files(paths, cancelled=cancelled)
    given = {os.path.abspath(path) for path in paths}
    entries = [Entry(os.path.join(files.root, *name.split("/")), name) for name in files.names]
    kept = [entry for entry in entries if entry.path in given or _named_like_a_film(entry.name)]
    yield Found(kept or entries, files.remarks)


def _named_like_a_film(name: str) -> bool:
    """DICOM files often have no suffix at all, or one that is part of their number."""
    suffix = PurePosixPath(name).suffix.lower()
    return not suffix or suffix in SUFFIXES or suffix[1:].isdigit()
