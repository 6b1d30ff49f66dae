"""ZIP archives of radiographs, read in place: nothing is unpacked to the disk."""

import os
import threading
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xray_desktop.imaging import limits
from xray_desktop.imaging.radiograph import UnreadableRadiograph

MAX_MEMBERS = 1_000_000
"""Most files of one archive that are listed."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, OverflowError)
_UTF_8_NAME = 0x800
_ENCRYPTED = 0x1

_lock = threading.Lock()


@dataclass(frozen=True, eq=False)
class _Archive:
    """An open archive, and its files by the names that `list_members` gives."""

    file: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]


def locate(root: str | os.PathLike[str], name: str) -> tuple[str, str]:
    """The path of a file and, when it lies in a ZIP archive, its name there; else an empty string.

    Args:
        root: the folder that `name` is relative to.
        name: with forward slashes; a file in an archive is named as if the archive were a folder.
    """
    parts = name.split("/")
    path = os.path.join(root, *parts)
    if os.path.lexists(path) or len(parts) < 2:
        return path, ""
    for length in range(1, len(parts)):
        archive = os.path.join(root, *parts[:length])
        if os.path.isfile(archive):
            return archive, "/".join(parts[length:])
        if not os.path.isdir(archive):
            break
    return path, ""


def locate_path(path: str | os.PathLike[str]) -> tuple[str, str]:
    """As `locate`, for an absolute path that may lead into an archive as if it were a folder."""
    whole = Path(path)
    return locate(whole.anchor, whole.relative_to(whole.anchor).as_posix())


def list_members(path: str | os.PathLike[str]) -> list[str]:
    """Names of the files in an archive, each once, in the order of the names.

    Raises:
        UnreadableRadiograph: it is not a ZIP archive, or one that cannot be listed.
    """
    name = os.path.basename(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(_members(archive))
    except (OSError, RuntimeError, *_DAMAGE):
        raise UnreadableRadiograph("archive_damaged", file=name) from None
    if len(members) > MAX_MEMBERS:
        raise UnreadableRadiograph("archive_too_many_files", file=name, count=len(members), most=MAX_MEMBERS)
    return members


def read_member(path: str | os.PathLike[str], member: str) -> bytes:
    """The bytes of one file of an archive, by its name in `list_members`.

    Raises:
        UnreadableRadiograph: it is not there, encrypted, compressed in an unknown way, damaged, or
            larger than `limits.MAX_FILE_BYTES`.
    """
    name = member.rsplit("/", 1)[-1]
    archive_name = os.path.basename(path)
    try:
        status = os.stat(path)
        with _lock:
            archive = _opened(os.fspath(path), status.st_mtime_ns, status.st_size)
            info = archive.members[member]
            if info.flag_bits & _ENCRYPTED:
                raise UnreadableRadiograph("member_encrypted", file=name, archive=archive_name)
            with archive.file.open(info) as file:
                data = file.read(limits.MAX_FILE_BYTES + 1)
    except KeyError:
        raise UnreadableRadiograph("member_not_found", file=name, archive=archive_name) from None
    except RuntimeError:
        # Of zipfile, for a compression that it does not know or that this Python was built without.
        raise UnreadableRadiograph(
            "member_compression_unsupported", file=name, archive=archive_name
        ) from None
    except (OSError, *_DAMAGE):
        raise UnreadableRadiograph("member_damaged", file=name, archive=archive_name) from None
    if len(data) > limits.MAX_FILE_BYTES:
        raise UnreadableRadiograph("member_too_large", file=name, most=limits.MAX_FILE_BYTES // 2**20)
    return data


@lru_cache(maxsize=1)
def _opened(path: str, _modified: int, _size: int) -> _Archive:
    """The archive read last, kept open: listing a large one takes longer than reading an image from it."""
    file = zipfile.ZipFile(path)
    return _Archive(file, _members(file))


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    return {_member_name(info): info for info in archive.infolist() if not info.is_dir()}


def _member_name(info: zipfile.ZipInfo) -> str:
    """A file's name, also where the archive does not declare its encoding.

    zipfile reads such a name as code page 437. Programs on Korean Windows write CP949, others UTF-8.
    """
    if info.flag_bits & _UTF_8_NAME or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        korean = raw.decode("cp949")
    except UnicodeDecodeError:
        return info.filename
    foreign = [character for character in korean if not character.isascii()]
    # Western names in code page 437 may decode as well, to syllables that KS X 1001 lacks.
    common = sum(_in_ks_x_1001(character) for character in foreign)
    return korean if 2 * common >= len(foreign) > 0 else info.filename


def _in_ks_x_1001(character: str) -> bool:
    try:
        return len(character.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False
