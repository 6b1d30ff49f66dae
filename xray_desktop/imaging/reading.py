"""The one door through which a file becomes a radiograph."""

import errno
import logging
import os
import stat
from pathlib import Path

from xray_desktop.imaging import limits
from xray_desktop.imaging.library_warnings import silence_libraries
from xray_desktop.imaging.limits import LimitExceeded
from xray_desktop.imaging.missing_decoder import DecoderMissing
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.signatures import HEAD_BYTES, SUFFIXES, not_an_image, sniff

__all__ = ["SUFFIXES", "decode_radiograph", "read_radiograph", "sniff"]

logger = logging.getLogger(__name__)


def read_radiograph(path: str | os.PathLike[str], *, frame: int = 0) -> Radiograph:
    """The radiograph in a file, whatever the file's name says about its kind. May be called from any thread.

    `frame` chooses one image of a file that holds several, from 0.

    Raises UnreadableRadiograph, and nothing else, when there is no radiograph to be had.
    """
    return decode_radiograph(file_contents(path), _name_of(path), frame=frame)


def decode_radiograph(data: bytes, name: str, *, frame: int = 0) -> Radiograph:
    """The radiograph in the bytes of a file; `name` is what the user knows the file by.

    Raises UnreadableRadiograph, and nothing else, when there is no radiograph to be had.
    """
    name = _printable(name)
    if not data:
        raise UnreadableRadiograph(f"{name} is empty. Copy or download it again.")
    silence_libraries()
    kind = sniff(data[:HEAD_BYTES])
    try:
        if kind == "DICOM":
            from xray_desktop.imaging.dicom import decode_dicom

            return decode_dicom(data, name, frame)
        from xray_desktop.imaging.raster import decode_raster

        return decode_raster(data, name, kind, frame)
    except UnreadableRadiograph:
        raise
    except LimitExceeded as limit:
        raise UnreadableRadiograph(
            f"{name} is not read: {limit}. Export it again as one plain image."
        ) from None
    except (DecoderMissing, ImportError) as missing:
        what = str(missing) if isinstance(missing, DecoderMissing) else kind or "it"
        raise UnreadableRadiograph(
            f"{name} needs a decoder for {what} that this installation lacks. Install the program again."
        ) from None
    except RecursionError:
        raise UnreadableRadiograph(
            f"{name} is not read: its parts are nested too deeply. Export it again as one plain image."
        ) from None
    except MemoryError:
        raise UnreadableRadiograph(
            f"{name} needs more memory than is free. Close other programs and try again."
        ) from None
    except Exception as error:
        # The cause is not chained: libraries quote values of the file, which may name the patient.
        logger.debug("a %s could not be decoded: %s", kind, type(error).__name__)
        raise UnreadableRadiograph(not_an_image(data, name, kind)) from None


def file_contents(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file. Raises UnreadableRadiograph, and nothing else, when they cannot be had."""
    name = _printable(_name_of(path))
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableRadiograph(f"{name} is a folder, not a file. Open the files in it.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableRadiograph(f"{name} is a device or a pipe, not a file. Choose a file.")
        if status.st_size > limits.MAX_FILE_BYTES:
            raise UnreadableRadiograph(
                f"{name} is not read: it has {status.st_size / 2**20:,.0f} MB, more than the "
                f"{limits.MAX_FILE_BYTES // 2**20} MB that are allowed. "
                "Export the image in a smaller file."
            )
        with open(path, "rb") as file:
            return file.read(limits.MAX_FILE_BYTES)
    except FileNotFoundError:
        raise UnreadableRadiograph(
            f"{name} does not exist (any more). Bring it back, or choose another file."
        ) from None
    except PermissionError:
        raise UnreadableRadiograph(
            f"{name} may not be read: you lack the permission. Change its permissions, or copy it."
        ) from None
    except MemoryError:
        raise UnreadableRadiograph(
            f"{name} needs more memory than is free. Close other programs and try again."
        ) from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "unknown reason"
        if error.errno == errno.ELOOP:
            reason = "its symbolic links go round in a circle"
        raise UnreadableRadiograph(
            f"{name} cannot be read from the disk: {reason}. Copy it again from its source."
        ) from None
    except ValueError:
        raise UnreadableRadiograph(f"{name} is not a name that a file can have. Choose a file.") from None


def _name_of(path: str | os.PathLike[str]) -> str:
    return Path(path).name or os.fspath(path)


def _printable(name: str | bytes) -> str:
    """A file's name with what no screen shows (control characters, bytes that are not UTF-8) replaced."""
    text = os.fsdecode(name).encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "�" for character in text)
