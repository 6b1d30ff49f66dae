"""What the file names of public collections say: patient, kind of pneumonia, acquisition."""

import re
from dataclasses import dataclass

_PNEUMONIA_NAME = re.compile(r"person(?P<patient>\d+)_(?P<kind>bacteria|virus)_", re.IGNORECASE)
_IEEE_NAME = re.compile(r"ieee(?P<patient>\d+)", re.IGNORECASE)
_NORMAL_NAME = re.compile(r"(?P<acquisition>NORMAL2-IM|IM)-(?P<patient>\d+)-", re.IGNORECASE)


@dataclass(frozen=True)
class NameParts:
    """What a file's name says; each is empty where it says nothing.

    Attributes:
        patient: key of the patient, for instance "person123".
        kind: "bacteria" or "virus".
        acquisition: "IM" or "NORMAL2-IM".
    """

    patient: str = ""
    kind: str = ""
    acquisition: str = ""


def parts_of_name(name: str) -> NameParts:
    """What the name of a file, without its folders, says.

    `person123_bacteria_4.jpeg` is patient 123; `IM-0115-0001` and `NORMAL2-IM-1427-0001` are patients 115 and
    1427; `ieee23a_…` is patient 23 of the collection of Cohen et al. The two acquisitions of normals count
    their patients separately as far as is known; they are joined by number all the same, because a patient
    kept on one side of a split too often costs nothing and one on both does.
    """
    if found := _PNEUMONIA_NAME.match(name):
        return NameParts(f"person{int(found['patient'])}", kind=found["kind"].lower())
    if found := _NORMAL_NAME.match(name):
        return NameParts(f"IM{int(found['patient'])}", acquisition=found["acquisition"].upper())
    if found := _IEEE_NAME.match(name):
        return NameParts(f"ieee{int(found['patient'])}")
    return NameParts()
