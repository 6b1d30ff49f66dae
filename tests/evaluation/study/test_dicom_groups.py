"""Subgroups and patients from DICOM attributes."""

from tests.images import synthetic_image, write_dicom, write_png
from xray_desktop.evaluation.study.dicom_groups import DicomGroups, dicom_groups


def test_attributes_are_read_and_ages_are_years(tmp_path):
    attributes = {"PatientID": "a1", "PatientSex": "F", "ViewPosition": "PA", "Manufacturer": "Maker"}
    file = write_dicom(tmp_path / "a.dcm", synthetic_image(20, 20), PatientAge="018M", **attributes)
    assert dict(dicom_groups([str(file)])) == {
        str(file): DicomGroups("a1", {"age": "1", "sex": "F", "view": "PA", "device": "Maker"})
    }


def test_files_that_are_no_dicom_files_or_damaged_have_none(tmp_path):
    png = write_png(tmp_path / "a.png", synthetic_image(20, 20))
    (tmp_path / "cut.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\xff" * 40)
    paths = [str(png), str(tmp_path / "cut.dcm"), str(tmp_path / "missing.dcm")]
    found = dict(dicom_groups(paths))
    assert found[str(png)] is None
    assert found[str(tmp_path / "missing.dcm")] is None
    assert not (found[str(tmp_path / "cut.dcm")] or DicomGroups()).groups
