"""DICOM files that break the standard's rules in the ways of real writers."""

import io
import struct

import pydicom
from pydicom.dataset import Dataset
from pydicom.uid import HTJ2KLossless

from tests.images import encapsulated, file_bytes

ITEM = b"\xfe\xff\x00\xe0"
DELIMITER = b"\xfe\xff\xdd\xe0" + bytes(4)


def with_codestreams(ds: Dataset, codestreams: list[bytes], syntax: str) -> bytes:
    """A file whose pixel data are ready codestreams, one for each frame, under any transfer syntax."""
    file_bytes(ds)
    encapsulated(ds, codestreams, HTJ2KLossless)
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, ds, enforce_file_format=True)
    written = HTJ2KLossless.encode() + b"\0"
    return buffer.getvalue().replace(written, str(syntax).encode().ljust(len(written), b"\0"))


def item(content: bytes) -> bytes:
    """A fragment, of whatever length."""
    return ITEM + struct.pack("<I", len(content)) + content


def with_pixel_data(ds: Dataset, value: bytes, syntax: str, *, length: int = 0xFFFFFFFF) -> bytes:
    """A file of an explicit little-endian syntax whose pixel data element has this very value and length."""
    file = with_codestreams(ds, [b"\0\0"], syntax)
    return (
        file[: file.index(b"\xe0\x7f\x10\x00OB")]
        + b"\xe0\x7f\x10\x00OB\0\0"
        + struct.pack("<I", length)
        + value
    )
