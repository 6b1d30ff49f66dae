"""Anonymised copies of DICOM images: the Basic Application Level Confidentiality Profile of PS3.15, Annex
E.
"""

import hashlib
import hmac
import io
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from pydicom import dcmwrite
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filereader import read_dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag
from pydicom.uid import UID, SecondaryCaptureImageStorage

from xray_desktop.imaging import limits
from xray_desktop.imaging.dicom.confidentiality_profile import Action, action_of
from xray_desktop.imaging.dicom.elements import integer, text
from xray_desktop.imaging.dicom.opening import OpenedDataSet, nests_too_deeply, open_data_set
from xray_desktop.imaging.dicom.parsing import OVERLAY_BIT_POSITIONS
from xray_desktop.imaging.library_warnings import silence_libraries
from xray_desktop.imaging.limits import LimitExceeded
from xray_desktop.messages import Message, MessageError, message

METHOD = "DICOM PS3.15 2026c Basic Confidentiality Profile"
"""De-identification Method (0012,0063)."""

_PIXEL_KEYWORDS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
_WELL_KNOWN_UIDS = "1.2.840.10008."
_DUMMIES = {
    **dict.fromkeys(("AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UT"), "ANONYMIZED"),
    "AS": "000Y",
    "DA": "19000101",
    "DT": "19000101000000",
    "TM": "000000",
    "UR": "urn:anonymized",
    **dict.fromkeys(("DS", "IS"), "0"),
    **dict.fromkeys(("FD", "FL"), 0.0),
    **dict.fromkeys(("SS", "US", "SL", "UL", "SV", "UV", "AT"), 0),
}
"""Values that say nothing, by value representation; bytes for all others."""


class NotAnonymised(MessageError):
    """A file of which no anonymised copy can be made."""


@dataclass(frozen=True, eq=False)
class AnonymisedFile:
    """An anonymised copy.

    Attributes:
        data: the DICOM file.
        warnings: what may still identify the patient (code "burned_in_annotation_possible").
    """

    data: bytes
    warnings: tuple[Message, ...] = ()


class Anonymiser:
    """Makes anonymised copies; one object for all files of an export, so that what belonged together still
    does.

    Within one export the same UID becomes the same new UID and the same patient the same pseudonym. Nobody
    can
    compute them again: they depend on a secret that is drawn for each export and kept nowhere. May be used
    from several threads.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def uid(self, original: str) -> UID:
        """The new UID (2.25. and a UUID, PS3.5 B.2) of an original one; UIDs of the standard stay."""
        if original.startswith(_WELL_KNOWN_UIDS):
            return UID(original)
        digest = self._digest("uid", original.strip("\0 "))
        return UID(f"2.25.{UUID(bytes=digest[:16], version=5).int}")

    def pseudonym(self, patient: str) -> str:
        """What stands for a patient: "ANON-" and eight hexadecimal digits."""
        return f"ANON-{self._digest('patient', patient).hex()[:8].upper()}"

    def anonymise(self, data: bytes, name: str) -> AnonymisedFile:
        """An anonymised copy of a DICOM image with its pixels as they are.

        Args:
            data: the file.
            name: what the user knows it by.

        Raises:
            NotAnonymised: it is not a DICOM image, or damaged so that not all of its attributes can be read.
        """
        silence_libraries()
        try:
            return self._anonymised(data, name)
        except NotAnonymised:
            raise
        except LimitExceeded as limit:
            raise NotAnonymised("file_limit", file=name, limit=limit.message) from None
        except MemoryError:
            raise NotAnonymised("file_out_of_memory", file=name) from None
        except Exception as error:
            # Not chained: pydicom quotes values, which may name the patient.
            code = "file_nested_too_deeply" if nests_too_deeply(error) else "anonymise_damaged"
            raise NotAnonymised(code, file=name) from None

    def _anonymised(self, data: bytes, name: str) -> AnonymisedFile:
        opened = open_data_set(data, limits.MAX_ELEMENTS_SECONDS)
        ds = read_dataset(opened.file, opened.implicit_vr, opened.little_endian)
        if not any(keyword in ds for keyword in _PIXEL_KEYWORDS):
            raise NotAnonymised("anonymise_no_image", file=name)
        patient = "\\".join(text(ds, keyword) for keyword in ("PatientID", "IssuerOfPatientID"))
        if patient == "\\":
            patient = text(ds, "PatientName")
        burned_in = text(ds, "BurnedInAnnotation").upper()
        _clear_overlay_bits(ds, opened)
        self._clean(ds)
        self._identify(ds, self.pseudonym(patient), opened)
        buffer = io.BytesIO()
        dcmwrite(
            buffer,
            ds,
            enforce_file_format=True,
            implicit_vr=opened.implicit_vr,
            little_endian=opened.little_endian,
        )
        warnings = () if burned_in == "NO" else (message("burned_in_annotation_possible", file=name),)
        return AnonymisedFile(buffer.getvalue(), warnings)

    def _clean(self, ds: Dataset) -> None:
        """Applies the profile to a data set and to all that is nested in it."""
        for tag in list(ds.keys()):
            action = action_of(tag, _stated_vr(ds, tag))
            if action is Action.REMOVE:
                del ds[tag]
            elif action is Action.EMPTY:
                ds[tag] = DataElement(tag, _vr(ds, tag), None)
            elif action is Action.NEW_UID:
                self._replace_uids(ds, tag)
            elif action is Action.DUMMY:
                self._replace(ds, tag)
            elif _vr(ds, tag) == "SQ":
                self._clean_items(ds, tag)
            elif _vr(ds, tag) == "UN":
                del ds[tag]

    def _clean_items(self, ds: Dataset, tag: BaseTag) -> None:
        for item in _items(ds, tag):
            self._clean(item)

    def _replace_uids(self, ds: Dataset, tag: BaseTag) -> None:
        value = ds[tag].value
        if isinstance(value, MultiValue | list):
            ds[tag].value = [self.uid(str(each)) for each in value]
        elif value:
            ds[tag].value = self.uid(str(value))

    def _replace(self, ds: Dataset, tag: BaseTag) -> None:
        """Puts a dummy in the place of a value; in a sequence, of every value of its items."""
        vr = _vr(ds, tag)
        if vr == "SQ":
            for item in _items(ds, tag):
                self._clean(item)
                for nested in list(item.keys()):
                    self._replace(item, nested)
        elif vr == "UI":
            self._replace_uids(ds, tag)
        else:
            ds[tag] = DataElement(tag, vr, _DUMMIES.get(vr, b"\0\0"))

    def _identify(self, ds: Dataset, pseudonym: str, opened: OpenedDataSet) -> None:
        """States who the patient now is, that the file is anonymised, and how (PS3.15 E.1.1, PS3.3
        C.7.1.1).
        """
        ds.PatientName = ds.PatientID = pseudonym
        ds.PatientBirthDate = ds.PatientSex = ""
        ds.PatientIdentityRemoved = "YES"
        ds.LongitudinalTemporalInformationModified = "REMOVED"
        ds.DeidentificationMethod = METHOD
        code = Dataset()
        code.CodeValue = "113100"
        code.CodingSchemeDesignator = "DCM"
        code.CodeMeaning = "Basic Application Confidentiality Profile"
        ds.DeidentificationMethodCodeSequence = Sequence([code])
        ds.SOPClassUID = text(ds, "SOPClassUID") or SecondaryCaptureImageStorage
        for keyword in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"):
            if not text(ds, keyword):
                setattr(ds, keyword, self.uid(keyword + hashlib.sha256(opened.data).hexdigest()))
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = opened.transfer_syntax
        ds.file_meta = meta
        ds.preamble = bytes(128)

    def _digest(self, kind: str, original: str) -> bytes:
        return hmac.digest(self._secret, f"{kind} {original}".encode(), "sha256")


def _stated_vr(ds: Dataset, tag: BaseTag) -> str:
    """The value representation as the file states it, else as the dictionary has it; empty when neither
    does.
    """
    vr = ds.get_item(tag).VR
    if vr and vr != "UN":
        return str(vr)
    try:
        return str(dictionary_VR(tag))
    except KeyError:
        return ""


def _vr(ds: Dataset, tag: BaseTag) -> str:
    """The value representation after decoding, which settles what the file leaves open."""
    vr = _stated_vr(ds, tag)
    if len(vr) != 2:
        vr = str(ds[tag].VR)
    # "US or SS" and the like: any of them is as good for a value that says nothing.
    return vr[:2] or "UN"


def _items(ds: Dataset, tag: BaseTag) -> Iterable[Dataset]:
    value = ds[tag].value
    return value if isinstance(value, Sequence) else ()


def _clear_overlay_bits(ds: Dataset, opened: OpenedDataSet) -> None:
    """Clears the unused bits of native pixel values when an overlay (retired, often text) lies in them."""
    stored, high, allocated = (integer(ds, each) for each in ("BitsStored", "HighBit", "BitsAllocated"))
    in_pixels = any(integer(ds, tag) for tag in OVERLAY_BIT_POSITIONS)
    if not in_pixels or allocated != 16 or not stored or "PixelData" not in ds:
        return
    element = ds["PixelData"]
    if element.is_undefined_length or opened.transfer_syntax.is_encapsulated:
        return
    lowest = (stored - 1 if high is None else high) - stored + 1
    mask = ((1 << stored) - 1) << max(lowest, 0) & 0xFFFF
    words = np.frombuffer(element.value, "<u2" if opened.little_endian else ">u2")
    element.value = (words & words.dtype.type(mask)).astype(words.dtype).tobytes()
