"""Everything the window remembers from one start to the next, declared in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

T = TypeVar("T", str, bool, int, float, QByteArray, list[str])

RECENT_LIMIT = 12
"""How many recent files and folders are kept."""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One remembered value.

    Attributes:
        key: its place in the settings file, "group/name".
        default: its value before anyone has chosen; also gives the type.
        choices: the allowed values; empty when any value of the type will do.
        limits: the lowest and highest allowed number; None without limits.
    """

    key: str
    default: T
    choices: tuple[T, ...] = ()
    limits: tuple[float, float] | None = None


THEME = Setting("appearance/theme", "system", choices=("system", "light", "dark"))
LANGUAGE = Setting("appearance/language", "")
"""Code of a language ("en", "ko"); empty follows the system."""
OPERATING_POINT = Setting("classifying/operating_point", "")
"""Name of an operating point of the model; empty takes the model's default."""
ENGINE = Setting("classifying/engine", "")
"""How the network is run, a word of `available_engines`; empty takes the fastest on the CPU."""
BACKGROUND_CLASSIFICATION = Setting("classifying/background", True)
"""Whether open images are classified before they are looked at."""
HEATMAP_OPACITY = Setting("viewer/heatmap_opacity", 0.5, limits=(0.0, 1.0))
CORNER_OVERLAY = Setting("viewer/corner_overlay", True)
OVERVIEW = Setting("viewer/overview", True)
HISTOGRAM_LOGARITHMIC = Setting("viewer/histogram_logarithmic", False)
HISTOGRAM_REFERENCES = Setting("viewer/histogram_references", False)
INPUT_PROFILE = Setting("input/profile", "default", choices=("default", "weasis", "ohif"))
"""The viewer whose keys and mouse buttons are taken over; see `input_profiles`."""
_DRAGS = ("window", "pan", "zoom", "region", "images", "none")
MOUSE_LEFT = Setting("mouse/left", "window", choices=_DRAGS)
MOUSE_MIDDLE = Setting("mouse/middle", "pan", choices=_DRAGS)
MOUSE_RIGHT = Setting("mouse/right", "zoom", choices=_DRAGS)
MOUSE_WHEEL = Setting("mouse/wheel", "zoom", choices=("zoom", "images", "none"))
KEY_SPACE = Setting("keys/space", "pan", choices=("pan", "reset"))
KEY_ARROWS = Setting("keys/arrows", "pan", choices=("pan", "images"))
SEARCH_SUBFOLDERS = Setting("batch/search_subfolders", True)
REMEMBER_RECENT = Setting("files/remember_recent", True)
RECENT = Setting[list[str]]("files/recent", [])
LAST_FOLDER = Setting("files/last_folder", "")
LAST_EXPORT_FOLDER = Setting("files/last_export_folder", "")
WORKLIST_COLUMNS = Setting[list[str]]("worklist/columns", [])
"""Columns of the worklist in their order, as `ColumnChoice.names` gives them; empty takes the default."""
WORKLIST_GROUPED = Setting("worklist/grouped", False)
"""Whether the images of a patient stand together."""
REOPEN_SESSION = Setting("files/reopen_session", False)
SESSION_SOURCES = Setting[list[str]]("session/sources", [])
SESSION_IMAGE = Setting("session/image", "")
SESSION_FRAME = Setting("session/frame", 0, limits=(0, 1e6))
TOUR_SEEN = Setting("window/tour_seen", False)
SINGLE_INSTANCE = Setting("window/single_instance", False)
GEOMETRY = Setting("window/geometry", QByteArray())
WINDOW_STATE = Setting("window/state", QByteArray())
PANELS_ARRANGED = Setting("window/panels_arranged", False)
"""Whether places and widths of the panels were chosen; otherwise they follow the window's size."""

_SHORTCUTS = "shortcuts"


class Settings(QObject):
    """Reads and writes the settings file of this user.

    It holds choices and paths, never a patient's name, number or date. A file that cannot be written costs
    the memory of the next start and nothing else; `save` returns False.

    Signals:
        changed: a setting has another value than before; carries its key.
    """

    changed = Signal(str)

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        """Opens `file`, by default xray-desktop.ini where this system keeps a user's settings."""
        super().__init__(parent)
        self._data_folder = file.parent if file is not None else None
        if file is None:
            self._store = QSettings(
                QSettings.Format.IniFormat, QSettings.Scope.UserScope, "xray-desktop", "xray-desktop"
            )
        else:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)
        self._store.setFallbacksEnabled(False)

    @property
    def file(self) -> Path:
        """The settings file, which need not exist yet."""
        return Path(self._store.fileName())

    @property
    def data_folder(self) -> Path:
        """Where files are kept that are no settings: where this system keeps a user's data of a program, or
        beside a settings file of one's own. It need not exist.
        """
        location = QStandardPaths.StandardLocation.AppLocalDataLocation
        return self._data_folder or Path(QStandardPaths.writableLocation(location))

    def save(self) -> bool:
        """Writes what is still to be written. Returns whether it will be there at the next start."""
        self._store.sync()
        return self._store.isWritable() and self._store.status() == QSettings.Status.NoError

    def get(self, setting: Setting[T]) -> T:
        """The value of a setting; its default when none was set or the file holds nonsense."""
        stored = self._store.value(setting.key)
        if stored is None:
            return setting.default
        value = _read_as(stored, setting.default)
        if value is None or (setting.choices and value not in setting.choices):
            return setting.default
        if setting.limits is not None and not setting.limits[0] <= float(value) <= setting.limits[1]:
            return setting.default
        return cast("T", value)

    def set(self, setting: Setting[T], value: T) -> None:
        """Keeps a value.

        Raises:
            ValueError: the value is not among the setting's choices.
        """
        if setting.choices and value not in setting.choices:
            raise ValueError(f"{setting.key} cannot be {value!r}")
        if self.get(setting) == value and self._store.contains(setting.key):
            return
        self._store.setValue(setting.key, value)
        self.changed.emit(setting.key)

    def reset(self) -> None:
        """Forgets everything: choices, shortcuts, recent files, window geometry."""
        keys = self._store.allKeys()
        self._store.clear()
        self._store.sync()
        for key in keys:
            self.changed.emit(key)

    def recent(self) -> list[str]:
        """Recent files and folders, the newest first; empty when they are not to be remembered."""
        return list(self.get(RECENT)) if self.get(REMEMBER_RECENT) else []

    def add_recent(self, *paths: str | Path) -> None:
        """Puts files and folders at the head of the recent ones, unless they are not to be remembered."""
        if not self.get(REMEMBER_RECENT):
            return
        added = [str(path) for path in paths[-RECENT_LIMIT:][::-1]]
        known = [path for path in self.get(RECENT) if path not in added]
        self.set(RECENT, [*added, *known][:RECENT_LIMIT])

    def clear_recent(self) -> None:
        """Forgets the recent files and folders."""
        self.set(RECENT, [])

    def remember_recent(self, on: bool) -> None:
        """Turns the memory of recent files on or off; off also forgets those there are."""
        if not on:
            self.clear_recent()
        self.set(REMEMBER_RECENT, on)

    def forget_session(self) -> None:
        """Forgets what was open last."""
        for setting in (SESSION_SOURCES, SESSION_IMAGE, SESSION_FRAME):
            self._store.remove(setting.key)

    def reopen_session(self, on: bool) -> None:
        """Turns the memory of what was open on or off; off also forgets what there is."""
        if not on:
            self.forget_session()
        self.set(REOPEN_SESSION, on)

    def shortcut(self, action: str, default: str) -> str:
        """The key sequence of an action in Qt's portable words ("Ctrl+O"); empty when it was taken away."""
        stored = self._store.value(f"{_SHORTCUTS}/{action}")
        return stored if isinstance(stored, str) else default

    @property
    def has_own_shortcuts(self) -> bool:
        """Whether an action has other keys than the built-in ones."""
        return any(key.startswith(f"{_SHORTCUTS}/") for key in self._store.allKeys())

    def set_shortcuts(self, shortcuts: Mapping[str, str]) -> None:
        """Replaces the key sequences that differ from the built-in ones, by action name."""
        self._store.remove(_SHORTCUTS)
        for action, sequence in shortcuts.items():
            self._store.setValue(f"{_SHORTCUTS}/{action}", sequence)
        self.changed.emit(_SHORTCUTS)


def _read_as(stored: Any, default: Any) -> Any:
    """A value from an ini file, where all is text, as the type of `default`; None when it cannot be."""
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(str(stored).lower())
    if isinstance(default, int | float):
        try:
            return type(default)(stored)
        except (TypeError, ValueError):
            return None
    if isinstance(default, list):
        # QSettings gives a list of one back as a plain string, and an empty list as nothing at all.
        values = [stored] if isinstance(stored, str) else stored
        return [value for value in values if isinstance(value, str) and value] if values else []
    return stored if isinstance(stored, type(default)) else None
