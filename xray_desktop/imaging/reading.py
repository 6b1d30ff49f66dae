"""Entry point for reading a file as a radiograph."""

import logging
import os
import stat
from pathlib import Path

from xray_desktop.imaging import limits
from xray_desktop.imaging.gzip_images import GZIP, unpacked_image
from xray_desktop.imaging.library_warnings import silence_libraries
from xray_desktop.imaging.limits import DecoderMissing, LimitExceeded
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.signatures import HEAD_BYTES, SUFFIXES, named_like_an_image, not_an_image, sniff
from xray_desktop.messages import os_error

__all__ = ["SUFFIXES", "decode_radiograph", "named_like_an_image", "read_radiograph", "sniff"]

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
        raise UnreadableRadiograph("file_empty", file=name)
    silence_libraries()
    kind = sniff(data[:HEAD_BYTES])
    try:
        if kind is None and data.startswith(GZIP) and (unpacked := unpacked_image(data)):
            data, kind = unpacked, sniff(unpacked[:HEAD_BYTES])
        if kind == "DICOM":
            from xray_desktop.imaging.dicom import decode_dicom

            return decode_dicom(data, name, frame)
        from xray_desktop.imaging.raster import decode_raster

        return decode_raster(data, name, kind, frame)
    except UnreadableRadiograph:
        raise
    except LimitExceeded as limit:
        raise UnreadableRadiograph("file_limit", file=name, limit=limit.message) from None
    except DecoderMissing as missing:
        raise UnreadableRadiograph("decoder_missing", file=name, kind=missing.kind) from None
    except ImportError as missing_module:
        logger.debug("a module is missing: %s", missing_module.name)
        if kind is None:
            raise UnreadableRadiograph("decoder_missing_unnamed", file=name) from None
        raise UnreadableRadiograph("decoder_missing", file=name, kind=kind) from None
    except RecursionError:
        raise UnreadableRadiograph("file_nested_too_deeply", file=name) from None
    except MemoryError:
        raise UnreadableRadiograph("file_out_of_memory", file=name) from None
    except Exception as error:
        # The cause is not chained: libraries quote values of the file, which may name the patient.
        logger.debug("a %s could not be decoded: %s", kind, type(error).__name__)
        raise UnreadableRadiograph(not_an_image(data, name, kind)) from None


def file_contents(path: str | os.PathLike[str], *, most: int = limits.MAX_FILE_BYTES) -> bytes:
    """The first `most` bytes of a file, by default all.

    Raises UnreadableRadiograph, and nothing else, when they cannot be had.
    """
    name = _printable(_name_of(path))
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableRadiograph("file_is_a_folder", file=name)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableRadiograph("file_is_a_device", file=name)
        if status.st_size > limits.MAX_FILE_BYTES:
            raise UnreadableRadiograph(
                "file_too_large",
                file=name,
                size=round(status.st_size / 2**20),
                most=limits.MAX_FILE_BYTES // 2**20,
            )
        with open(path, "rb") as file:
            # Python sets aside as much memory as it is asked for.
            return file.read(min(most, status.st_size or most))
    except FileNotFoundError:
        raise UnreadableRadiograph("file_not_found", file=name) from None
    except PermissionError:
        raise UnreadableRadiograph("file_not_permitted", file=name) from None
    except MemoryError:
        raise UnreadableRadiograph("file_out_of_memory", file=name) from None
    except OSError as error:
        raise UnreadableRadiograph("file_not_readable", file=name, reason=os_error(error)) from None
    except ValueError:
        raise UnreadableRadiograph("file_name_invalid", file=name) from None


def _name_of(path: str | os.PathLike[str]) -> str:
    return Path(path).name or os.fspath(path)


def _printable(name: str | bytes) -> str:
    """A file's name with what no screen shows (control characters, bytes that are not UTF-8) replaced."""
    text = os.fsdecode(name).encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "�" for character in text)
