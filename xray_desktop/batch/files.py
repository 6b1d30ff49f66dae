"""Which files a batch is about: from folders, patterns, lists and ZIP archives, in a stable order."""

import glob
import os
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xray_desktop.imaging.archives import list_members
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.messages import Message, MessageError, message, os_error

LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Files that operating systems leave in folders; nobody means them, so they get no row."""


class NothingToDo(MessageError):
    """The given paths contain no file."""


@dataclass(frozen=True)
class Files:
    """What was found.

    Attributes:
        root: absolute path of the folder that the names are relative to.
        names: names with forward slashes, each once, by code point; a file in an archive is named as if the
            archive were a folder ("images.zip/a/1.png"); a name that ends in "/" is a folder that could not be
            listed.
        remarks: what was left out.
    """

    root: str
    names: Sequence[str]
    remarks: Sequence[Message] = field(default=())

    def shard(self, index: int, count: int) -> "Files":
        """Every `count`-th file beginning with the `index`-th, from 1."""
        return Files(self.root, self.names[index - 1 :: count], self.remarks)

    def without(self, names: Container[str]) -> "Files":
        """The files that are not among `names`."""
        return Files(self.root, [name for name in self.names if name not in names], self.remarks)


def find_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    recursive: bool = True,
    leave_out: Iterable[str | os.PathLike[str]] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> Files:
    """Finds every file that the paths lead to, whatever it holds.

    A path may be a file, a folder, a ZIP archive or, when no such file exists, a pattern (`*`, `?`, `[…]`,
    `**`). Names are relative to the folder given; to the nearest common folder of several paths. A link to a
    folder is followed once, and not at all when it leads back into a folder that is read anyway.

    Args:
        recursive: also folders within folders.
        leave_out: files and folders of the batch's own that are not to be found, its results for instance.
        cancelled: asked between folders; when it says yes the search ends and what was found so far is given.

    Raises:
        NothingToDo: a path does not exist or cannot be read, or there is no file at all.
    """
    given = [os.path.abspath(path) for path in _expand([os.fspath(path) for path in paths])]
    if not given:
        raise NothingToDo("no_paths")
    folders = {path for path in given if os.path.isdir(path)}
    root = _common_folder({path if path in folders else os.path.dirname(path) for path in given})
    search = _Search(root, recursive, {os.path.abspath(path) for path in leave_out}, cancelled)
    search.roots = [os.path.realpath(folder) for folder in folders]
    for path in given:
        if path in folders:
            _check_listable(path, alone=len(given) == 1)
            search.folder(path)
        else:
            search.file(path)
    if not search.names and not cancelled():
        raise (
            NothingToDo("no_files", path=given[0])
            if len(given) == 1
            else NothingToDo("no_files_in_paths", count=len(given))
        )
    return Files(root, sorted(search.names), search.remarks)


def read_list(lines: Iterable[bytes], separator: bytes = b"\n") -> Iterator[str]:
    """Paths from the bytes of a list: one a line, or ended by NUL with `separator=b"\\0"`; no empty ones."""
    rest = b""
    for chunk in lines:
        *complete, rest = (rest + chunk).split(separator)
        for entry in complete:
            yield from _entry(entry, separator)
    yield from _entry(rest, separator)


def _entry(entry: bytes, separator: bytes) -> Iterator[str]:
    if separator == b"\n":
        entry = entry.removesuffix(b"\r")
    if entry:
        yield os.fsdecode(entry)


class _Search:
    """A walk that finds each file once and each folder once."""

    def __init__(
        self, root: str, recursive: bool, leave_out: set[str], cancelled: Callable[[], bool]
    ) -> None:
        self._root = root
        self._recursive = recursive
        self._leave_out = leave_out
        self._cancelled = cancelled
        self._seen: set[tuple[int, int]] = set()
        self.roots: list[str] = []
        self.names: set[str] = set()
        self.remarks: list[Message] = []

    def folder(self, path: str) -> None:
        """Finds the files in a folder."""
        waiting = [path]
        while waiting and not self._cancelled():
            folder = waiting.pop()
            if folder in self._leave_out or self._met(folder):
                continue
            try:
                entries = list(os.scandir(folder))
            except OSError:
                self.names.add(self._name(folder) + "/")
                continue
            for entry in entries:
                if not _is_folder(entry):
                    self.file(entry.path)
                elif self._recursive and (not entry.is_symlink() or self._leads_elsewhere(entry.path)):
                    waiting.append(entry.path)

    def file(self, path: str) -> None:
        """Finds a file, or the files in it when it is an archive."""
        if path in self._leave_out or os.path.basename(path).lower() in LITTER:
            return
        name = self._name(path)
        if name.lower().endswith(".zip") and os.path.isfile(path) and zipfile.is_zipfile(path):
            try:
                self.names.update(f"{name}/{member}" for member in list_members(path))
                return
            except UnreadableRadiograph:
                pass  # reading it gives the same sentence, in a row of its own
        self.names.add(name)

    def _name(self, path: str) -> str:
        name = os.path.relpath(path, self._root)
        return name.replace(os.sep, "/") if os.sep != "/" else name

    def _met(self, folder: str) -> bool:
        try:
            status = os.stat(folder)
        except OSError:
            return False
        identity = (status.st_dev, status.st_ino)
        met = identity in self._seen and identity != (0, 0)
        self._seen.add(identity)
        return met

    def _leads_elsewhere(self, link: str) -> bool:
        target = os.path.realpath(link)
        for root in self.roots:
            if os.path.join(target, "").startswith(os.path.join(root, "")):
                self.remarks.append(message("link_to_read_folder", link=self._name(link)))
                return False
            if os.path.join(root, "").startswith(os.path.join(target, "")):
                self.remarks.append(message("link_in_circle", link=self._name(link)))
                return False
        return True


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link in a circle; reading it says so


def _expand(paths: Sequence[str]) -> list[str]:
    """The paths with their patterns replaced by what they match; "." and "a/" are folders like any other."""
    expanded: list[str] = []
    for path in paths:
        if os.path.lexists(path):
            expanded.append(path)
            continue
        matches = sorted(glob.glob(path, recursive=True, include_hidden=True)) if glob.has_magic(path) else []
        if not matches:
            raise NothingToDo("path_not_found", path=path)
        expanded.extend(matches)
    return list(dict.fromkeys(expanded))


def _common_folder(folders: set[str]) -> str:
    try:
        return os.path.commonpath(sorted(folders))
    except ValueError:
        raise NothingToDo("different_drives") from None


def _check_listable(folder: str, *, alone: bool) -> None:
    try:
        os.scandir(folder).close()
    except OSError as error:
        if alone:
            raise NothingToDo("folder_unreadable", folder=folder, reason=os_error(error)) from None
