"""What was open when the window was closed, opened again at the next start if that is wanted."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from xray_desktop.imaging.archives import locate_path
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.messages import Message, message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.window.image_window import ImageWindow
from xray_desktop.ui.worklist.discovery import ImagesFound
from xray_desktop.ui.worklist.entry import Entry

_MOST_SOURCES = 1000
_NAMES_SHOWN = 3


@dataclass(frozen=True)
class _Found:
    """What of a session is still there: the files and folders, those gone, whether the current image is
    there.
    """

    there: Sequence[str]
    gone: Sequence[str]
    current: bool


class Session(QObject):
    """Remembers files and folders that were opened, and the image and frame on the screen.

    Only paths are kept, in the settings, and only while REOPEN_SESSION is on; `SessionMarks` keeps the marks.
    An image that was removed from a folder's worklist comes back with its folder. Of more than 1,000 files
    opened one by one the last are kept.
    """

    def __init__(self, window: ImageWindow) -> None:
        super().__init__(window)
        self._window = window
        self._worker = window.workers.worker("session")
        self._sources: dict[str, None] = {}
        self._wanted: tuple[str, int] | None = None
        self._first = ""
        self._notice: Message | None = None
        window.pathsOpened.connect(self._opened)
        window.finder.found.connect(self._found)
        window.radiographShown.connect(self._shown)

    def store(self) -> None:
        """Keeps what is open now; called when the window closes."""
        settings = self._window.settings
        if not settings.get(remembered.REOPEN_SESSION):
            settings.forget_session()
            return
        origins = _origins(self._window.worklist.model.entries)
        open_sources = [source for source in self._sources if source in origins]
        current = self._window.worklist.current()
        image = self._window.image
        settings.set(remembered.SESSION_SOURCES, open_sources[-_MOST_SOURCES:])
        settings.set(remembered.SESSION_IMAGE, current.path if current else "")
        settings.set(remembered.SESSION_FRAME, image.radiograph.frame if image else 0)

    def restore(self) -> bool:
        """Opens what was open last; False when nothing is to be opened."""
        get = self._window.settings.get
        sources, image = get(remembered.SESSION_SOURCES), get(remembered.SESSION_IMAGE)
        if not get(remembered.REOPEN_SESSION) or not sources:
            return False
        self._wanted = (image, get(remembered.SESSION_FRAME))
        # Asking a network drive may take long.
        self._worker.submit(lambda: _look_for(sources, image), item=self._looked)
        return True

    def _looked(self, found: _Found) -> None:
        if self._sources:
            return  # Somebody has opened something else meanwhile.
        if found.gone:
            names = ", ".join(os.path.basename(path) for path in found.gone[:_NAMES_SHOWN])
            self._notice = message("session_files_missing", count=len(found.gone), names=names)
        elif self._wanted is not None and self._wanted[0] and not found.current:
            self._notice = message("session_image_missing", file=os.path.basename(self._wanted[0]))
        if found.there:
            wanted = self._wanted if found.current else None
            self._window.open_paths(found.there)
            self._wanted = wanted
        elif self._notice is not None:
            self._window.viewer.show_notice(self._notice)
            self._notice = None

    def _opened(self, paths: Sequence[str]) -> None:
        self._sources.update(dict.fromkeys(paths))
        self._wanted = None

    def _found(self, found: ImagesFound) -> None:
        if found.first:
            self._first = found.wanted
        current = self._window.worklist.current()
        if current is None or current.path != self._first:
            self._wanted = None  # Somebody has gone on to another image meanwhile.
        elif self._wanted is not None and any(entry.path == self._wanted[0] for entry in found.entries):
            self._window.worklist.show_image(self._wanted[0])

    def _shown(self, path: Path, _radiograph: Radiograph) -> None:
        if self._wanted is not None and self._wanted[0] == str(path):
            _, frame = self._wanted
            self._wanted = None
            self._window.show_frame(frame)
        if self._notice is not None and self._wanted is None:
            self._window.viewer.show_notice(self._notice)
            self._notice = None


def _origins(entries: Sequence[Entry]) -> set[str]:
    """All that entries can have been opened by: themselves, the folders above them, their results files."""
    origins = {entry.path for entry in entries} | {str(entry.csv) for entry in entries if entry.csv}
    for folder in {os.path.dirname(entry.path) for entry in entries}:
        origins.update([folder, *map(str, Path(folder).parents)])
    return origins


def _look_for(sources: Sequence[str], image: str) -> Iterator[_Found]:
    """In a worker thread."""
    there = [path for path in sources if os.path.exists(path)]
    current = bool(image) and os.path.exists(locate_path(image)[0])
    yield _Found(there, [path for path in sources if path not in there], current)
