"""The patient's age in whole years, from what a DICOM data set states of it."""

from datetime import date

from pydicom.dataset import Dataset

from xray_desktop.imaging.dicom.elements import text

OLDEST = 120
"""Age in years above which an age is a placeholder, such as a birth date of 1900 in an anonymised file."""

_PER_YEAR = {"Y": 1, "M": 12, "W": 52, "D": 365}


def patient_age(ds: Dataset) -> int | None:
    """The age at the time of the study, 0 to `OLDEST` years; None when it is unknown.

    Patient Age comes first, then Study Date minus Patient's Birth Date. Where both are stated and are more
    than a year apart, one of them is wrong, and the age is unknown.
    """
    stated = _plausible(years_of(text(ds, "PatientAge")))
    computed = _plausible(_years_between(text(ds, "PatientBirthDate"), text(ds, "StudyDate")))
    if stated is None:
        return computed
    if computed is not None and abs(stated - computed) > 1:
        return None
    return stated


def years_of(age: str) -> int | None:
    """An age string (PS3.5, VR AS: 045Y, 007M, 003W, 012D) in whole years; None when it is not one."""
    number, unit = age[:3], age[3:].upper()
    per_year = _PER_YEAR.get(unit)
    if len(number) != 3 or not _is_digits(number) or per_year is None:
        return None
    return int(number) // per_year


def _years_between(birth: str, study: str) -> int | None:
    """Whole years between two dates of eight digits; None when one of them is not a date, or below 0."""
    born, taken = _date(birth), _date(study)
    if born is None or taken is None or taken < born:
        return None
    return taken.year - born.year - ((taken.month, taken.day) < (born.month, born.day))


def _date(digits: str) -> date | None:
    if len(digits) != 8 or not _is_digits(digits):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _is_digits(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _plausible(years: int | None) -> int | None:
    return years if years is not None and years <= OLDEST else None
