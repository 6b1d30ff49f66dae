"""Which attributes identify a patient, and what an anonymised copy has in their place.

The Basic Application Level Confidentiality Profile of DICOM PS3.15, Annex E. Its Table E.1-1 is the resource
confidentiality_profile.csv; pydicom has nothing of it.
"""

import csv
from enum import Enum
from functools import cache

from pydicom.datadict import dictionary_has_tag, keyword_for_tag

from xray_desktop.resources import resource


class Action(Enum):
    """What becomes of an attribute, by the letters of the standard."""

    DUMMY = "D"
    EMPTY = "Z"
    REMOVE = "X"
    NEW_UID = "U"


_REQUIRED = {
    "AcquisitionContextSequence": Action.EMPTY,
    "ContentDate": Action.EMPTY,
    "ContentTime": Action.EMPTY,
    "DeviceSerialNumber": Action.DUMMY,
    "PatientID": Action.DUMMY,
}
"""Where the table leaves a choice ("X/Z/D"): what images need that another program can read.

For all others the first, which is the strictest, will do: they are optional in every kind of image (PS3.3).
"""

_DATES_AND_NAMES = frozenset({"DA", "TM", "DT", "PN"})
_CURVES, _OVERLAYS = 0x50, 0x60


def action_of(tag: int, vr: str) -> Action | None:
    """What becomes of an attribute; None when it stays.

    Beyond the table, dates, times and names of persons that it does not list are removed, and attributes that
    are in neither the table nor the data dictionary: nobody knows what they hold. Whole overlay planes go,
    because the table takes their data away.

    Args:
        tag: group and element in one number.
        vr: value representation; empty when the file states none.
    """
    group = tag >> 16
    if group % 2:
        return Action.REMOVE
    if action := _table().get(tag):
        return action
    if group >> 8 in (_CURVES, _OVERLAYS) or vr in _DATES_AND_NAMES:
        return Action.REMOVE
    return None if dictionary_has_tag(tag) else Action.REMOVE


def identifies(tag: int, vr: str) -> bool:
    """Whether an attribute may identify the patient, alone or with others; private ones always may."""
    return action_of(tag, vr) is not None


@cache
def _table() -> dict[int, Action]:
    lines = resource("confidentiality_profile.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    # Repeating groups are handled as whole groups.
    return {int(row["tag"], 16): _chosen(row) for row in rows if "x" not in row["tag"]}


def _chosen(row: dict[str, str]) -> Action:
    first, *others = row["action"].split("/")
    if not others:
        return Action(first)
    return _REQUIRED.get(keyword_for_tag(int(row["tag"], 16)), Action(first))
