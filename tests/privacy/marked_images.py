"""Images full of recognisable patient data: every attribute contains a unique marker."""

import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image, PngImagePlugin
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

from tests.images import dicom_dataset, file_bytes, synthetic_image

WORD = "ZQX"
"""Prefix of every marker; it occurs nowhere else."""

DATES = {"PatientBirthDate": "19170423", "StudyDate": "19880617", "AcquisitionDate": "19880618"}
NUMBERS = ("777123456789", "1.2.826.0.1.3680043.10.511.777")
"""Beginnings of the marked telephone number and UIDs."""

_TEXTS = (
    *("PatientName", "PatientID", "OtherPatientNames", "PatientBirthName", "PatientMotherBirthName"),
    *("PatientAddress", "PatientComments", "PatientInsurancePlanCodeSequence", "MedicalRecordLocator"),
    *("AccessionNumber", "ReferringPhysicianName", "PerformingPhysicianName", "OperatorsName"),
    *("PhysiciansOfRecord", "RequestingPhysician", "NameOfPhysiciansReadingStudy", "InstitutionName"),
    *("InstitutionAddress", "InstitutionalDepartmentName", "StationName", "DeviceSerialNumber"),
    *("StudyDescription", "SeriesDescription", "ProtocolName", "StudyID", "ImageComments", "AdmissionID"),
    *("RequestedProcedureDescription", "PerformedProcedureStepDescription", "AdditionalPatientHistory"),
    *("Occupation", "MilitaryRank", "EthnicGroup", "CountryOfResidence", "RegionOfResidence", "Allergies"),
    *("IssuerOfPatientID", "CurrentPatientLocation", "SpecialNeeds", "TextComments", "DerivationDescription"),
)
_UIDS = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID")


def marker(name: str) -> str:
    """The marker of an attribute; it fits into the shortest text type, 16 characters."""
    return f"{WORD}{sum(map(ord, name)) % 1000:03d}{name[:9]}"


def mark(ds: Dataset) -> None:
    """Fills a data set with patient data."""
    for keyword in _TEXTS:
        if not keyword.endswith("Sequence"):
            setattr(ds, keyword, marker(keyword))
    ds.PatientName = f"{marker('Family')}^{marker('Given')}"
    for keyword, date in DATES.items():
        setattr(ds, keyword, date)
    ds.PatientTelephoneNumbers = NUMBERS[0]
    for number, keyword in enumerate(_UIDS):
        setattr(ds, keyword, f"{NUMBERS[1]}{number}.1")
    ds.PatientSex, ds.PatientAge = "F", "071Y"
    other = Dataset()
    other.PatientID = marker("OtherPatientIDs")
    other.IssuerOfPatientID = marker("OtherIssuer")
    ds.OtherPatientIDsSequence = Sequence([other])
    request = Dataset()
    request.RequestedProcedureDescription = marker("Requested")
    request.ScheduledProcedureStepDescription = marker("Scheduled")
    request.ReasonForTheRequestedProcedure = marker("Reason")
    ds.RequestAttributesSequence = Sequence([request])
    block = ds.private_block(0x0011, f"{WORD} PRIVATE", create=True)
    block.add_new(0x01, "LO", marker("Private1"))
    block.add_new(0x02, "OB", marker("Private2").encode() * 2)
    ds.add_new(0x60000010, "US", 8)
    ds.add_new(0x60000011, "US", 8)
    ds.add_new(0x60000022, "LO", marker("Overlay1"))
    ds.add_new(0x60001500, "LO", marker("Overlay2"))
    ds.add_new(0x60003000, "OW", marker("Overlay3").encode()[:8])


def marked_dicom(pixels: np.ndarray, syntax: str = ExplicitVRLittleEndian, **attributes: object) -> bytes:
    """A DICOM file with marked patient data."""
    ds = dicom_dataset(pixels, **attributes)
    mark(ds)
    return file_bytes(ds, UID(syntax), preamble=marker("Preamble").encode().ljust(128, b"\0"))


def write_marked_images(folder: Path) -> list[Path]:
    """Writes images of the supported formats into folders NORMAL and PNEUMONIA and returns their paths."""
    normal, ill = folder / "NORMAL", folder / "PNEUMONIA"
    for target in (normal, ill):
        target.mkdir(parents=True)
    bright = np.maximum(synthetic_image(), 190)
    wide = synthetic_image(bits=12)
    files = {
        normal / "a.dcm": marked_dicom(wide, ViewPosition="PA"),
        normal / "b.dcm": marked_dicom(wide, RLELossless),
        normal / "c.jpg": _jpeg(),
        ill / "d.dcm": marked_dicom(bright, ImplicitVRLittleEndian),
        ill / "e.png": _png(bright),
        ill / "f.tif": _tiff(bright),
        ill / "g.dcm": marked_dicom(np.stack([bright, bright])),
    }
    for path, content in files.items():
        path.write_bytes(content)
    return sorted(files)


def write_problem_files(folder: Path) -> list[Path]:
    """Writes marked files that cannot be read or give warnings, each for a different reason."""
    folder.mkdir(parents=True)
    image = synthetic_image(64, 80, bits=12)
    whole = marked_dicom(image)
    number = "1234567890.12345"
    hole = marker("Unreadable")[:16].ljust(16).encode()

    def damaged(keyword: str) -> bytes:
        return marked_dicom(image, **{keyword: number}).replace(number.encode(), hole)

    document = Dataset()
    mark(document)
    document.SOPClassUID = "1.2.840.10008.5.1.4.1.1.104.1"
    document.DocumentTitle = marker("Document")
    document.EncapsulatedDocument = b"%PDF-1.4 " + marker("Enclosed").encode()
    files = {
        "centre.dcm": damaged("WindowCenter"),
        "slope.dcm": damaged("RescaleSlope"),
        "padding.dcm": whole.replace(b"US\x02\x00\x0c\x00", b"SH\x02\x00ZQ"),
        "truncated.dcm": whole[:-2000],
        "stump.dcm": whole[:700],
        "charset.dcm": marked_dicom(image, SpecificCharacterSet="ISO_IR 100").replace(
            b"ISO_IR 100", marker("Charset")[:10].encode()
        ),
        "frames.dcm": marked_dicom(image, NumberOfFrames="99"),
        "lateral.dcm": marked_dicom(image, ViewPosition="LL"),
        "document.dcm": file_bytes(document),
        "nested.dcm": whole.replace(b"\x09\x10", b"\x09\x11", 1),
        "cut.jpg": _jpeg()[:-300],
        "words.jpg": f"Dear {marker('Letter')}, the image of {marker('Patient')}".encode(),
        "table.csv": f"path,status\n{marker('Table')},ok\n".encode(),
    }
    with zipfile.ZipFile(folder / "images.zip", "w") as archive:
        archive.writestr("inside.dcm", whole)
        archive.comment = marker("Comment").encode()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def _jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = marker("Described"), marker("Artist"), marker("Copyright")
    buffer = io.BytesIO()
    Image.fromarray(synthetic_image()).save(
        buffer, "JPEG", quality=90, exif=exif, comment=marker("Comment"), xmp=_xmp()
    )
    return buffer.getvalue()


def _png(pixels: np.ndarray) -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Title", marker("Title"))
    words.add_text("Author", marker("Author"), zip=True)
    words.add_itxt("XML:com.adobe.xmp", _xmp().decode())
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", pnginfo=words)
    return buffer.getvalue()


def _tiff(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    tags = {270: marker("Described"), 315: marker("Artist"), 316: marker("Computer"), 305: marker("Software")}
    Image.fromarray(pixels).save(buffer, "TIFF", tiffinfo=tags)
    return buffer.getvalue()


def _xmp() -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>{marker('Xmp')}</rdf></x:xmpmeta>".encode()
