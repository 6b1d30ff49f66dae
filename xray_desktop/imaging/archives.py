"""ZIP archives of radiographs, read in place: nothing is unpacked to the disk."""

import os
import threading
import zipfile
import zlib
from functools import lru_cache

from xray_desktop.imaging import limits
from xray_desktop.imaging.radiograph import UnreadableRadiograph

MAX_MEMBERS = 1_000_000
"""Most files of one archive that are listed."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, OverflowError)

_lock = threading.Lock()


def list_members(path: str | os.PathLike[str]) -> list[str]:
    """Names of the files in an archive, each once, in the order of the names.

    Raises:
        UnreadableRadiograph: it is no ZIP archive, or one that cannot be listed.
    """
    name = os.path.basename(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted({info.filename for info in archive.infolist() if not info.is_dir()})
    except (OSError, RuntimeError, *_DAMAGE):
        raise UnreadableRadiograph(
            f"{name} is a damaged ZIP archive and cannot be listed. Copy or download it again."
        ) from None
    if len(members) > MAX_MEMBERS:
        raise UnreadableRadiograph(
            f"{name} holds {len(members):,} files, more than the {MAX_MEMBERS:,} allowed. "
            "Unpack it and open its folders."
        )
    return members


def read_member(path: str | os.PathLike[str], member: str) -> bytes:
    """The bytes of one file of an archive.

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
            info = archive.getinfo(member)
            if info.flag_bits & 0x1:
                raise UnreadableRadiograph(
                    f"{name} in {archive_name} is encrypted. Unpack the archive and open the file."
                )
            with archive.open(info) as file:
                data = file.read(limits.MAX_FILE_BYTES + 1)
    except KeyError:
        raise UnreadableRadiograph(
            f"{name} is not in {archive_name} (any more). Open the archive again."
        ) from None
    except RuntimeError:
        # Of zipfile, for a compression that it does not know or that this Python was built without.
        raise UnreadableRadiograph(
            f"{name} in {archive_name} is compressed in a way that is not read here. Unpack the archive and "
            "open the file."
        ) from None
    except (OSError, *_DAMAGE):
        raise UnreadableRadiograph(
            f"{name} in {archive_name} is damaged. Copy or download it again."
        ) from None
    if len(data) > limits.MAX_FILE_BYTES:
        raise UnreadableRadiograph(
            f"{name} is not read: it has more than the {limits.MAX_FILE_BYTES // 2**20} MB that are allowed. "
            "Export the image in a smaller file."
        )
    return data


@lru_cache(maxsize=1)
def _opened(path: str, _modified: int, _size: int) -> zipfile.ZipFile:
    """The archive read last, kept open: listing a large one takes longer than reading an image from it."""
    return zipfile.ZipFile(path)
