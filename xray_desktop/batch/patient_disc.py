"""Patient discs: the images that a DICOMDIR lists, and the files beside them that nobody means."""

import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xray_desktop.imaging import limits
from xray_desktop.imaging.library_warnings import silence_libraries
from xray_desktop.imaging.limits import BoundedBytes
from xray_desktop.imaging.reading import sniff
from xray_desktop.imaging.signatures import HEAD_BYTES
from xray_desktop.messages import MessageError

DICOMDIR = "dicomdir"

_SYSTEM_FILES = frozenset(
    {".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "autorun.inf", ".localized"}
)
_SYSTEM_FOLDERS = frozenset({"__macosx", "system volume information", "$recycle.bin"})
_PROGRAMS = frozenset(
    {".exe", ".dll", ".ocx", ".sys", ".msi", ".inf", ".bat", ".cmd", ".lnk", ".url", ".chm", ".jar", ".ini"}
)


class UnreadableDirectory(MessageError):
    """A DICOMDIR cannot be read, or none of the images that it lists is there."""


@dataclass(frozen=True)
class PatientDisc:
    """What a DICOMDIR lists, as far as it is there.

    Attributes:
        images: paths of the images, in the order of the directory.
        others: paths of reports, presentation states and other objects without an image.
    """

    images: tuple[str, ...]
    others: frozenset[str]

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.images)

    def contains_image(self, path: str) -> bool:
        """Whether a file below the DICOMDIR is an image: listed, or DICOM that the directory does not
        know.
        """
        if path in self._listed:
            return True
        return path not in self.others and _is_dicom(path)


def is_litter(name: str) -> bool:
    """Whether a file, by its relative name, is of the operating system or a program, and never an image.

    `._` files hold what macOS knows of a file and its disk cannot.
    """
    *folders, file = name.lower().split("/")
    if file in _SYSTEM_FILES or file.startswith("._") or os.path.splitext(file)[1] in _PROGRAMS:
        return True
    return any(folder in _SYSTEM_FOLDERS for folder in folders)


def is_dicomdir(path: str | os.PathLike[str]) -> bool:
    """Whether a path is named as the standard names the directory of a disc."""
    return os.path.basename(path).lower() == DICOMDIR


def images_of_dicomdir(path: str | os.PathLike[str]) -> list[str]:
    """The paths of the images that a DICOMDIR lists and that are there, in its order.

    Raises UnreadableDirectory.
    """
    disc = read_dicomdir(path)
    if not disc.images:
        raise UnreadableDirectory("dicomdir_without_images", file=os.path.basename(path))
    return list(disc.images)


def read_dicomdir(path: str | os.PathLike[str]) -> PatientDisc:
    """What a DICOMDIR lists.

    Raises UnreadableDirectory when it cannot be read.
    """
    folder = os.path.dirname(os.path.abspath(path))
    images: dict[str, None] = {}
    others: set[str] = set()
    listings: dict[str, dict[str, str]] = {}
    try:
        for record in _records(path):
            found = _located(folder, _file_id(record), listings)
            if found and str(record.get("DirectoryRecordType", "")).strip() == "IMAGE":
                images[found] = None
            elif found:
                others.add(found)
    except Exception:
        # Whatever pydicom raises for a damaged file; its words may quote the patient's data.
        raise UnreadableDirectory("dicomdir_unreadable", file=os.path.basename(path)) from None
    return PatientDisc(tuple(images), frozenset(others))


def _records(path: str | os.PathLike[str]) -> list[Any]:
    import pydicom  # takes its time to load

    silence_libraries()
    with open(path, "rb") as file:
        data = file.read(limits.MAX_FILE_BYTES)
    stream = BoundedBytes(data)
    stream.decode()
    data_set = pydicom.dcmread(stream, force=True)
    return list(data_set.DirectoryRecordSequence)


def _file_id(record: Any) -> list[str]:
    value = record.get("ReferencedFileID") or []
    return [value] if isinstance(value, str) else [str(part) for part in value]


def _located(folder: str, parts: list[str], listings: dict[str, dict[str, str]]) -> str:
    """The path of a listed file, "" when it is missing. Discs are copied in capitals, lower case and with
    ";1".
    """
    path = folder
    for part in parts:
        if part in ("", ".", "..") or "/" in part or "\\" in part:
            return ""
        if path not in listings:
            try:
                listings[path] = {_plain(name): name for name in os.listdir(path)}
            except OSError:
                listings[path] = {}
        name = listings[path].get(_plain(part))
        if name is None:
            return ""
        path = os.path.join(path, name)
    return path if parts and os.path.isfile(path) else ""


def _plain(name: str) -> str:
    return name.lower().removesuffix(";1").removesuffix(".dcm").rstrip(".")


def _is_dicom(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return sniff(file.read(HEAD_BYTES)) == "DICOM"
    except OSError:
        return True  # reading it says why it cannot be read
