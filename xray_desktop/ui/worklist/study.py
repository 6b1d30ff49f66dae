"""The patient and the study of an image of the worklist, for grouping and for finding the prior image."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from xray_desktop.exploration.file_names import parts_of_name
from xray_desktop.imaging.study_attributes import StudyAttributes

_FOLLOW_UP = re.compile(r"(\d{8})_\d{3}\.")
"""ChestX-ray14: patient, and number of the follow-up."""

_PATIENT_FOLDER = re.compile(r"(?:^|/)patient[ _-]?(\d+)(?=/|$)", re.IGNORECASE)
"""A folder of CheXpert and of collections that follow it: patient00001/study1/view1_frontal.jpg."""


@dataclass(frozen=True)
class Study:
    """What an image states of patient and study. Shown on request only, never written.

    Attributes:
        patient: key of the patient; None when the image names none.
        patient_id: the patient's identifier, to be shown on request; empty when only the file's name tells.
        study: key of the study among those of the patient.
        when: date and time of the study as text that sorts; empty when unknown.
        date: of the study, "2021-03-04"; empty when unknown.
        view: view position ("PA", "LL", …); empty when unknown.
        age: of the patient, with its unit ("67Y").
        sex: of the patient.
    """

    patient: Hashable = field(default=None, repr=False)
    patient_id: str = field(default="", repr=False)
    study: Hashable = field(default="", repr=False)
    when: str = field(default="", repr=False)
    date: str = field(default="", repr=False)
    view: str = ""
    age: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)


def study_of(name: str, found: StudyAttributes) -> Study:
    """The study of an image: by its DICOM attributes, and its patient by its name where they name none."""
    patient: Hashable = ("ID", found.patient_id) if found.patient_id else patient_of_name(name)
    date = f"{found.date[:4]}-{found.date[4:6]}-{found.date[6:]}" if found.date else ""
    return Study(
        patient=patient,
        patient_id=found.patient_id,
        study=found.study_uid or (found.date, found.time),
        when=found.date + found.time if found.date else "",
        date=date,
        view=found.view,
        age=found.age.lstrip("0"),
        sex=found.sex,
    )


def patient_of_name(name: str) -> Hashable:
    """The patient that a file's name or folder in a public collection names; None when it names none."""
    folder, _, file = name.replace("\\", "/").rpartition("/")
    if patient := parts_of_name(file).patient:
        return "name", patient
    if found := _FOLLOW_UP.match(file):
        return "name", found[1]
    folders = _PATIENT_FOLDER.findall(folder)
    return ("name", f"patient{int(folders[-1])}") if folders else None


class StudyNumbers:
    """Numbers in the place of identifiers: of each patient in order of appearance, of each study by its
    date.
    """

    def __init__(self) -> None:
        self._patients: dict[Hashable, int] = {}
        self._studies: dict[Hashable, dict[Hashable, str]] = {}
        self._ordered: dict[Hashable, list[Hashable]] = {}

    def add(self, studies: Iterable[Study]) -> None:
        """Takes studies into account; a patient's number stays the same from then on."""
        for study in studies:
            if study.patient is None:
                continue
            self._patients.setdefault(study.patient, len(self._patients) + 1)
            self._studies.setdefault(study.patient, {}).setdefault(study.study, study.when)
            self._ordered.pop(study.patient, None)

    def clear(self) -> None:
        """Forgets all patients."""
        self._patients.clear()
        self._studies.clear()
        self._ordered.clear()

    def patient(self, study: Study) -> int:
        """The number of a patient, from 1; 0 when the image names none."""
        return self._patients.get(study.patient, 0)

    def study(self, study: Study) -> tuple[int, int]:
        """Which of the patient's studies it is, from 1 for the earliest, and how many there are."""
        if study.patient is None:
            return 1, 1
        if study.patient not in self._ordered:
            known = self._studies[study.patient]
            self._ordered[study.patient] = sorted(known, key=lambda each: known[each])
        ordered = self._ordered[study.patient]
        return ordered.index(study.study) + 1, len(ordered)
