"""The patient's age in years, from Patient Age and dates that may be missing, broken or contradictory."""

import pytest

from tests.images import dicom_bytes, synthetic_image, write_dicom
from xray_desktop.imaging import Preprocessing
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.reading import decode_radiograph

IMAGE = synthetic_image(60, 80)


@pytest.mark.parametrize(
    ("stated", "years"),
    [
        ("045Y", 45),
        ("045y", 45),
        ("003Y", 3),
        ("011M", 0),
        ("026M", 2),
        ("060W", 1),
        ("020D", 0),
        ("120Y", 120),
        ("121Y", None),
        ("ABC", None),
        ("45", None),
        ("45Y", None),
        ("0 5Y", None),
        ("045Q", None),
        ("", None),
        (None, None),
    ],
)
@pytest.mark.filterwarnings("ignore:Invalid value for VR AS")
def test_patient_age_is_whole_years(stated: str | None, years: int | None) -> None:
    radiograph = decode_radiograph(dicom_bytes(IMAGE, PatientAge=stated), "image.dcm")
    assert radiograph.age == years


@pytest.mark.parametrize(
    ("birth", "study", "years"),
    [
        ("20200610", "20240609", 3),
        ("20200610", "20240610", 4),
        ("20200229", "20210228", 0),
        ("20240610", "20240610", 0),
        ("20240611", "20240610", None),
        ("19000101", "20240610", None),
        ("20201340", "20240610", None),
        ("2020", "20240610", None),
        ("20200610", "", None),
        ("", "20240610", None),
    ],
)
@pytest.mark.parametrize("stated", [None, "ABC"])
@pytest.mark.filterwarnings("ignore:Invalid value for VR")
def test_without_a_patient_age_the_dates_say_it(
    birth: str, study: str, years: int | None, stated: str | None
) -> None:
    data = dicom_bytes(IMAGE, PatientAge=stated, PatientBirthDate=birth, StudyDate=study)
    assert decode_radiograph(data, "image.dcm").age == years


@pytest.mark.parametrize(
    ("birth", "years"),
    [("19790101", 45), ("19780101", 45), ("20210101", None), ("19000101", 45), ("20250101", 45)],
)
def test_an_age_that_the_dates_contradict_is_unknown(birth: str, years: int | None) -> None:
    data = dicom_bytes(IMAGE, PatientAge="045Y", PatientBirthDate=birth, StudyDate="20240610")
    assert decode_radiograph(data, "image.dcm").age == years


def test_the_reading_process_hands_the_age_on_and_no_text_shows_it(tmp_path: object) -> None:
    file = write_dicom(f"{tmp_path}/a.dcm", IMAGE, PatientAge="077Y")
    with IsolatedReader() as reader:
        radiograph, prepared = reader.read(file), reader.prepare(file, Preprocessing(size=32))
    assert (radiograph.age, prepared.age) == (77, 77)
    assert "age=" not in repr(radiograph) + repr(prepared)
