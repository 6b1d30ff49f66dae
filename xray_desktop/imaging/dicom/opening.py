"""The beginning of a DICOM file: preamble, file meta information, and how the data set after them is
encoded.
"""

import zlib
from dataclasses import dataclass

from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom.elements import text
from xray_desktop.imaging.limits import BoundedBytes, LimitExceeded
from xray_desktop.messages import Message, message


@dataclass(frozen=True, eq=False)
class OpenedDataSet:
    """A data set that is about to be read.

    Attributes:
        data: the bytes that contain it, inflated when the file is deflated.
        file: the same, at the data set's first element.
        meta: the file meta information, empty when the file has none.
        transfer_syntax: as the file names it, or as its encoding shows when it names none.
        truncated: True when a deflated stream ends early.
        notes: what had to be corrected.
    """

    data: bytes
    file: BoundedBytes
    meta: Dataset
    transfer_syntax: UID
    truncated: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def implicit_vr(self) -> bool:
        """Whether elements come without their value representation."""
        return bool(self.transfer_syntax == ImplicitVRLittleEndian)

    @property
    def little_endian(self) -> bool:
        """The byte order."""
        return bool(self.transfer_syntax != ExplicitVRBigEndian)


def open_data_set(data: bytes, seconds: float = limits.MAX_HEADER_SECONDS) -> OpenedDataSet:
    """Opens a DICOM file, with or without preamble and file meta information.

    Args:
        data: the whole file.
        seconds: most processor seconds that reading the elements may take.

    Raises LimitExceeded, and what pydicom raises.
    """
    file = BoundedBytes(data, seconds)
    file.seek(132 if data[128:132] == b"DICM" else 0)
    meta = read_dataset(file, False, True, stop_when=lambda tag, _vr, _length: tag >> 16 != 2)
    syntax = UID(text(meta, "TransferSyntaxUID"))
    truncated = False
    if syntax == DeflatedExplicitVRLittleEndian:
        data, truncated = _inflated(memoryview(data)[file.tell() :])
        file = BoundedBytes(data, seconds)
    beginning = data[file.tell() : file.tell() + 6]
    notes: tuple[Message, ...] = ()
    if not syntax:
        syntax = _guessed_syntax(beginning)
    elif syntax != ExplicitVRBigEndian and _is_big_endian(beginning):
        notes = (message("dicom_byte_order_corrected", syntax=syntax.name),)
        syntax = UID(ExplicitVRBigEndian)
    return OpenedDataSet(data, file, meta, syntax, truncated, notes)


def nests_too_deeply(error: BaseException | None) -> bool:
    """Whether Python's depth was the cause of an error; pydicom turns it into others on the way."""
    while error is not None and not isinstance(error, RecursionError):
        error = error.__context__
    return error is not None


def _inflated(deflated: memoryview) -> tuple[bytes, bool]:
    """The inflated data set, and whether the stream ends early.

    pydicom inflates without a bound, which a file of 250 kB can use to fill 256 MB.
    """
    with_header = bytes(deflated[:1]) == b"\x78" and int.from_bytes(deflated[:2], "big") % 31 == 0
    # Some writers put the header of a zlib stream in front, which the standard forbids.
    inflater = zlib.decompressobj(zlib.MAX_WBITS if with_header else -zlib.MAX_WBITS)
    data = inflater.decompress(deflated, limits.MAX_INFLATED_BYTES)
    if inflater.unconsumed_tail:
        raise LimitExceeded("dicom_inflates_too_much", most=limits.MAX_INFLATED_BYTES // 2**20)
    return data, not inflater.eof


def _guessed_syntax(beginning: bytes) -> UID:
    """The native transfer syntax of a data set that names none, from its first element (PS3.5, 7.1.2)."""
    if _is_big_endian(beginning):
        return UID(ExplicitVRBigEndian)
    explicit = beginning[4:6].isalpha() and beginning[4:6].isupper()
    return UID(ExplicitVRLittleEndian if explicit else ImplicitVRLittleEndian)


def _is_big_endian(beginning: bytes) -> bool:
    """Whether a data set begins with an element in big endian: its group, 0x0008 or so, has a zero first."""
    explicit = beginning[4:6].isalpha() and beginning[4:6].isupper()
    return explicit and beginning[0] == 0 and beginning[1] != 0
