"""The patient and the study that a DICOM file belongs to, read from its beginning, without its pixels."""

from dataclasses import dataclass, field

from xray_desktop.imaging.limits import LimitExceeded
from xray_desktop.imaging.reading import sniff
from xray_desktop.imaging.signatures import HEAD_BYTES

HEAD = 2**20
"""Bytes of a file in which its attributes are looked for; they come before the pixels."""


@dataclass(frozen=True)
class StudyAttributes:
    """What a file states of patient and study; each is empty where it states nothing. Never to be written.

    Attributes:
        patient_id: Patient ID, with its issuer after a slash where there is one.
        study_uid: Study Instance UID.
        date: Study Date, eight digits.
        time: Study Time, digits, most often six and a fraction.
        age: Patient Age, as the file has it ("067Y").
        sex: Patient Sex ("M", "F", "O").
        view: View Position ("PA", "LL", …).
    """

    patient_id: str = field(default="", repr=False)
    study_uid: str = field(default="", repr=False)
    date: str = field(default="", repr=False)
    time: str = field(default="", repr=False)
    age: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    view: str = ""


def study_attributes(head: bytes) -> StudyAttributes:
    """The attributes in the first `HEAD` bytes of a file; none when it is not DICOM or is damaged."""
    if sniff(head[:HEAD_BYTES]) != "DICOM":
        return StudyAttributes()
    from xray_desktop.imaging.dicom.elements import text
    from xray_desktop.imaging.dicom.parsing import parse

    try:
        ds = parse(head).dataset
    except LimitExceeded:
        return StudyAttributes()
    except Exception:
        # pydicom raises what it likes about damaged files; opening the file reports what is wrong.
        return StudyAttributes()
    patient, issuer = text(ds, "PatientID"), text(ds, "IssuerOfPatientID")
    date = text(ds, "StudyDate")
    return StudyAttributes(
        patient_id=f"{patient}/{issuer}" if patient and issuer else patient,
        study_uid=text(ds, "StudyInstanceUID"),
        date=date if len(date) == 8 and date.isdigit() else "",
        time="".join(character for character in text(ds, "StudyTime") if character in "0123456789."),
        age=text(ds, "PatientAge"),
        sex=text(ds, "PatientSex").upper(),
        view=text(ds, "ViewPosition").upper(),
    )
