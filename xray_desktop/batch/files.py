"""The files of a batch: from folders, patterns, lists, ZIP archives and patient discs, in a stable order."""

import glob
import os
import zipfile
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field

from xray_desktop.batch.path_lists import existing, matches
from xray_desktop.batch.patient_disc import (
    PatientDisc,
    UnreadableDirectory,
    images_of_dicomdir,
    is_dicomdir,
    is_litter,
    read_dicomdir,
)
from xray_desktop.imaging.archives import list_members
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.messages import Message, MessageError, message, os_error


class NothingToDo(MessageError):
    """The given paths contain no file."""


@dataclass(frozen=True)
class Files:
    """What was found.

    Attributes:
        root: absolute path of the folder that the names are relative to.
        names: names with forward slashes, each once, by code point; a file in an archive is named as if the
            archive were a folder ("images.zip/a/1.png"); a name that ends in "/" is a folder that could not
            be listed.
        remarks: what was left out, for the user.
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
    """Finds every file that the paths lead to, whatever it contains, except those of the system and programs.

    A path may be a file, a folder, a ZIP archive, the DICOMDIR of a patient disc (which stands for the images
    that it lists) or, when no such file exists, a pattern (`*`, `?`, `[…]`, `**`). Of a folder with a
    DICOMDIR only its images and other DICOM files are found. Names are relative to the folder given; to the
    nearest common folder of several paths. A link to a folder is followed once, and not at all when it leads
    back into a folder that is read anyway.

    Args:
        recursive: also folders within folders.
        leave_out: files and folders of the batch's own that are not to be found, its results for instance.
        cancelled: asked between folders; when it says yes the search ends and what was found so far is given.

    Raises:
        NothingToDo: a path does not exist or cannot be read, or there is no file at all.
    """
    try:
        given = [os.path.abspath(path) for path in _expand([os.fspath(path) for path in paths])]
        own = {os.path.abspath(path) for path in leave_out}
    except FileNotFoundError:
        raise NothingToDo("working_folder_missing") from None
    if not given:
        raise NothingToDo("no_paths")
    folders = {path for path in given if os.path.isdir(path)}
    root = _common_folder({path if path in folders else os.path.dirname(path) for path in given})
    search = _Search(root, recursive, own, cancelled)
    search.roots = [os.path.realpath(folder) for folder in folders]
    for path in given:
        if path in folders:
            _check_listable(path, alone=len(given) == 1)
            search.folder(path)
        elif is_dicomdir(path):
            search.disc(path)
        else:
            search.file(path)
    if not search.names and not cancelled():
        raise (
            NothingToDo("no_files", path=given[0])
            if len(given) == 1
            else NothingToDo("no_files_in_paths", count=len(given))
        )
    remarks = list(search.remarks)
    if search.left_out:
        remarks.append(message("disc_files_left_out", count=search.left_out))
    return Files(root, sorted(search.names), remarks)


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
        self.left_out = 0

    def folder(self, path: str) -> None:
        """Finds the files in a folder."""
        waiting: list[tuple[str, PatientDisc | None]] = [(path, None)]
        while waiting and not self._cancelled():
            folder, disc = waiting.pop()
            if folder in self._leave_out or self._met(folder):
                continue
            try:
                entries = list(os.scandir(folder))
            except OSError:
                self.names.add(self._name(folder) + "/")
                continue
            disc = next((self._disc_of(entry) for entry in entries if is_dicomdir(entry.path)), None) or disc
            for entry in entries:
                if not _is_folder(entry):
                    self.file(entry.path, disc)
                elif self._recursive and (not entry.is_symlink() or self._leads_elsewhere(entry.path)):
                    waiting.append((entry.path, disc))

    def disc(self, path: str) -> None:
        """Finds the images that a DICOMDIR lists."""
        try:
            self.names.update(map(self._name, images_of_dicomdir(path)))
        except UnreadableDirectory as error:
            raise NothingToDo(error.message) from None

    def file(self, path: str, disc: PatientDisc | None = None) -> None:
        """Finds a file, or the files in it when it is an archive."""
        name = self._name(path)
        if path in self._leave_out or is_litter(name):
            return
        if disc is not None and (is_dicomdir(path) or not disc.contains_image(path)):
            self.left_out += not is_dicomdir(path)
            return
        if name.lower().endswith(".zip") and os.path.isfile(path) and zipfile.is_zipfile(path):
            try:
                members = [f"{name}/{member}" for member in list_members(path)]
            except UnreadableRadiograph:
                pass  # reading it gives the same message, in a row of its own
            else:
                self.names.update(each for each in members if not is_litter(each) and not is_dicomdir(each))
                return
        self.names.add(name)

    def _disc_of(self, entry: os.DirEntry[str]) -> PatientDisc | None:
        """What a DICOMDIR in a folder lists; None when it is useless, and so only a file that cannot be
        read.
        """
        try:
            disc = read_dicomdir(entry.path)
        except UnreadableDirectory:
            return None
        return disc if disc.images else None

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
        if found := existing(path):
            expanded.append(found)
        elif glob.has_magic(path) and (several := matches(path)):
            expanded.extend(several)
        else:
            raise NothingToDo("path_not_found", path=path)
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
