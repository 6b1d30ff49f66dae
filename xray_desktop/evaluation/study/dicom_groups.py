"""Subgroups and patients from the attributes of DICOM files; the pixels are not decoded."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from xray_desktop.imaging.dicom.elements import text
from xray_desktop.imaging.dicom.parsing import parse
from xray_desktop.imaging.dicom.patient_age import years_of


@dataclass(frozen=True)
class DicomGroups:
    """What a file says.

    Attributes:
        patient: the patient's identifier, for the bootstrap only; empty without one.
        groups: "age" in years, "sex", "view" and "device", those that the file states.
    """

    patient: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


def dicom_groups(paths: Iterable[str]) -> Iterator[tuple[str, DicomGroups | None]]:
    """The attributes of each file; None for files that are no DICOM files or cannot be read."""
    for path in paths:
        yield path, _read(path)


def _read(path: str) -> DicomGroups | None:
    try:
        with open(path, "rb") as file:
            beginning = file.read(132)
            if beginning[128:] != b"DICM":
                return None
            dataset = parse(beginning + file.read()).dataset
        device = " ".join(
            filter(None, (text(dataset, "Manufacturer"), text(dataset, "ManufacturerModelName")))
        )
        years = years_of(text(dataset, "PatientAge"))
        values = {
            "age": "" if years is None else str(years),
            "sex": text(dataset, "PatientSex"),
            "view": text(dataset, "ViewPosition"),
            "device": device,
        }
        return DicomGroups(
            text(dataset, "PatientID"), {name: value for name, value in values.items() if value}
        )
    except Exception:
        # Whatever pydicom makes of a damaged file: it has no groups.
        return None


def may_be_dicom(path: str) -> bool:
    """Whether a file's name allows for DICOM: .dcm, .dicom, .ima, or no suffix."""
    return os.path.splitext(path)[1].lower() in (".dcm", ".dicom", ".ima", "")
