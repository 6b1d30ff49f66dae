"""From what was dropped, chosen or typed to the films that it leads to."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from xray_desktop.batch.files import NothingToDo, find_files
from xray_desktop.batch.results import UnusableResults
from xray_desktop.imaging.reading import SUFFIXES
from xray_desktop.ui.reopening import looks_like_results, reopened
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

    A file of results among the files given stands for the films in it, with their results and marks.

    Raises:
        NothingToDo: there is none; one sentence for the user.
    """
    results = [path for path in paths if looks_like_results(path) and path.is_file()]
    for file in results:
        try:
            entries, remarks = reopened(file)
        except UnusableResults as error:
            raise NothingToDo(str(error)) from None
        if not entries:
            raise NothingToDo(f"{file.name} holds no results.")
        yield Found(entries, remarks)
    films = [path for path in paths if path not in results]
    if not films:
        return
    files = find_files(films, cancelled=cancelled)
    given = {os.path.abspath(path) for path in films}
    entries = [Entry(os.path.join(files.root, *name.split("/")), name) for name in files.names]
    kept = [entry for entry in entries if entry.path in given or _named_like_a_film(entry.name)]
    yield Found(kept or entries, files.remarks)


def _named_like_a_film(name: str) -> bool:
    """DICOM files often have no suffix at all, or one that is part of their number."""
    suffix = PurePosixPath(name).suffix.lower()
    return not suffix or suffix in SUFFIXES or suffix[1:].isdigit()
