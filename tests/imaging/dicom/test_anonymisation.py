"""Anonymised DICOM files: every action of PS3.15 Table E.1-1, at any depth, in every encoding; pixels
unchanged.
"""

import io
from typing import Any

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    RLELossless,
)

from tests.images import dicom_bytes, dicom_dataset, file_bytes, synthetic_image
from xray_desktop.imaging.dicom.anonymisation import Anonymiser, NotAnonymised
from xray_desktop.imaging.dicom.confidentiality_profile import Action, action_of, identifies
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import message

SYNTAXES = (
    *(ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian),
    *(DeflatedExplicitVRLittleEndian, RLELossless, JPEG2000Lossless),
)
SECRETS = ("Doe^Jane", "ID-4711", "20240102", "St. Mary", "SN-99", "Dr^House", "555-1234", "1.2.3.4.5")
IDENTIFYING: dict[str, Any] = {
    "PatientName": "Doe^Jane",
    "PatientID": "ID-4711",
    "PatientBirthDate": "20240102",
    "StudyDate": "20240102",
    "SeriesDate": "20240102",
    "AcquisitionDateTime": "20240102101112",
    "InstitutionName": "St. Mary",
    "DeviceSerialNumber": "SN-99",
    "ReferringPhysicianName": "Dr^House",
    "PatientTelephoneNumbers": "555-1234",
    "StudyInstanceUID": "1.2.3.4.5",
    "StudyDescription": "Doe^Jane chest",
}


def item(**values: Any) -> Dataset:
    ds = Dataset()
    for keyword, value in values.items():
        setattr(ds, keyword, value)
    return ds


def anonymised(data: bytes, anonymiser: Anonymiser | None = None) -> Dataset:
    made = (anonymiser or Anonymiser()).anonymise(data, "image.dcm")
    return pydicom.dcmread(io.BytesIO(made.data))


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: UID(syntax).keyword)
def test_nothing_that_identifies_is_left_and_the_pixels_are_the_same(syntax: str) -> None:
    original = dicom_bytes(synthetic_image(bits=12), transfer_syntax=syntax, **IDENTIFYING)
    made = Anonymiser().anonymise(original, "image.dcm").data
    before, after = decode_radiograph(original, "a"), decode_radiograph(made, "b")
    np.testing.assert_array_equal(after.pixels, before.pixels)
    assert after.details["transfer_syntax"] == before.details["transfer_syntax"]
    written = str(pydicom.dcmread(io.BytesIO(made)))
    assert [word for word in SECRETS if word in written or word.encode() in made] == []


@pytest.mark.parametrize(
    ("keyword", "value", "expected"),
    [
        ("AccessionNumber", "A-1", ""),  # Z
        ("ClinicalTrialSubjectID", "S-1", "ANONYMIZED"),  # D
        ("AdmissionID", "V-1", None),  # X
        ("AcquisitionContextSequence", [item(CodeMeaning="x")], []),  # X/Z, type 2 of digital X-ray images
        ("AcquisitionDate", "20240102", None),  # X/Z
        ("SeriesDate", "20240102", None),  # X/D
        ("ContentDate", "20240102", ""),  # Z/D
        ("InstitutionName", "St. Mary", None),  # X/Z/D
        ("DeviceSerialNumber", "SN-99", "ANONYMIZED"),  # X/Z/D, type 1 of enhanced images
        ("SourceImageSequence", [item(ReferencedSOPInstanceUID="1.2.3")], None),  # X/Z/U*
        ("KVP", "70", 70),
        ("PixelSpacing", ["0.2", "0.2"], [0.2, 0.2]),
        ("BodyPartExamined", "CHEST", "CHEST"),
    ],
)
def test_each_action_of_the_table(keyword: str, value: Any, expected: Any) -> None:
    ds = anonymised(dicom_bytes(synthetic_image(), **{keyword: value}))
    if expected is None:
        assert keyword not in ds
    else:
        assert keyword in ds
        assert (ds[keyword].value or "") == expected or list(ds[keyword].value) == expected


def test_the_table_is_the_standards() -> None:
    known = {
        "PatientName": Action.EMPTY,
        "PatientAge": Action.REMOVE,
        "SOPInstanceUID": Action.NEW_UID,
        "ContentSequence": Action.DUMMY,
        "ImageComments": Action.REMOVE,
        "IconImageSequence": Action.REMOVE,
        "FrameOfReferenceUID": Action.NEW_UID,
        "SeriesDescription": Action.REMOVE,
        "StudyID": Action.EMPTY,
    }
    assert {keyword: action_of(Tag(keyword), "") for keyword in known} == known
    for keyword in ("Rows", "PixelData", "SOPClassUID", "Modality", "Manufacturer", "WindowCenter"):
        assert not identifies(Tag(keyword), "")


def test_uids_are_new_and_agree_within_one_export_and_not_between_two() -> None:
    reference = item(ReferencedSOPClassUID="1.2.840.10008.5.1.4.1.1.1", ReferencedSOPInstanceUID="1.2.3.4.5")
    first = dicom_bytes(synthetic_image(), StudyInstanceUID="1.2.3", SOPInstanceUID="1.2.3.4.5")
    second = dicom_bytes(synthetic_image(), StudyInstanceUID="1.2.3", ReferencedInstanceSequence=[reference])
    anonymiser = Anonymiser()
    one, two = anonymised(first, anonymiser), anonymised(second, anonymiser)
    assert one.StudyInstanceUID == two.StudyInstanceUID != "1.2.3"
    assert one.StudyInstanceUID.is_valid
    assert one.StudyInstanceUID.startswith("2.25.")
    nested = two.ReferencedInstanceSequence[0]
    assert nested.ReferencedSOPInstanceUID == one.SOPInstanceUID == one.file_meta.MediaStorageSOPInstanceUID
    assert nested.ReferencedSOPClassUID == "1.2.840.10008.5.1.4.1.1.1"
    assert one.SOPInstanceUID != two.SOPInstanceUID
    assert anonymised(first).StudyInstanceUID != one.StudyInstanceUID


def test_a_patient_has_one_pseudonym_within_one_export() -> None:
    anonymiser = Anonymiser()
    jane, again, john = (
        anonymised(dicom_bytes(synthetic_image(), PatientID=each, PatientName="Doe^Jane"), anonymiser)
        for each in ("1", "1", "2")
    )
    assert jane.PatientID == jane.PatientName == again.PatientID
    assert jane.PatientID.startswith("ANON-")
    assert john.PatientID != jane.PatientID


def test_the_file_says_that_and_how_it_was_anonymised() -> None:
    ds = anonymised(dicom_bytes(synthetic_image(), **IDENTIFYING))
    assert ds.PatientIdentityRemoved == "YES"
    assert "PS3.15" in ds.DeidentificationMethod
    assert len(ds.DeidentificationMethod) <= 64
    code = ds.DeidentificationMethodCodeSequence[0]
    assert (code.CodeValue, code.CodingSchemeDesignator) == ("113100", "DCM")
    assert ds.LongitudinalTemporalInformationModified == "REMOVED"


@pytest.mark.parametrize("syntax", SYNTAXES[:3], ids=lambda syntax: UID(syntax).keyword)
def test_nested_sequences_are_cleaned(syntax: str) -> None:
    deep = item(PatientName="Doe^Jane", CodeMeaning="kept", ContentDate="20240102")
    deep.ReferencedSOPInstanceUID = "1.2.3.4.5"
    middle = item(ProcedureCodeSequence=Sequence([deep]), CodeMeaning="kept too")
    ds = anonymised(dicom_bytes(synthetic_image(), transfer_syntax=syntax, ViewCodeSequence=[middle]))
    assert ds.ViewCodeSequence[0].CodeMeaning == "kept too"
    inner = ds.ViewCodeSequence[0].ProcedureCodeSequence[0]
    assert inner.CodeMeaning == "kept"
    assert not inner.PatientName
    assert inner.ReferencedSOPInstanceUID.startswith("2.25.")


def test_of_a_sequence_that_gets_a_dummy_no_value_is_left() -> None:
    inner = item(TextValue="Doe^Jane", ReferencedSOPInstanceUID="1.2.3.4.5", NumericValue="7")
    ds = anonymised(dicom_bytes(synthetic_image(), ContentSequence=[inner]))
    (left,) = ds.ContentSequence
    assert left.ReferencedSOPInstanceUID.startswith("2.25.")
    assert left.NumericValue == 0
    assert "Doe" not in str(ds)


def test_private_and_unknown_attributes_go() -> None:
    ds = dicom_dataset(synthetic_image())
    block = ds.private_block(0x0019, "VENDOR", create=True)
    block.add_new(0x10, "LO", "Doe^Jane")
    ds.add_new(0x00081999, "LO", "Doe^Jane")
    left = anonymised(file_bytes(ds))
    assert [element.tag for element in left if element.tag.is_private or element.tag == 0x00081999] == []


def test_overlays_go_also_out_of_the_bits_of_the_pixels() -> None:
    pixels = synthetic_image(bits=12)
    with_overlay = pixels.copy()
    with_overlay[20:40, 20:90] |= 1 << 14
    ds = dicom_dataset(with_overlay, BitsStored=12, HighBit=11)
    ds.add_new(0x60000010, "US", ds.Rows)
    ds.add_new(0x60000102, "US", 14)
    ds.add_new(0x60003000, "OW", bytes(pixels.size // 8))
    left = anonymised(file_bytes(ds))
    assert not [tag for tag in left.keys() if tag >> 24 == 0x60]  # noqa: SIM118
    np.testing.assert_array_equal(left.pixel_array, pixels)


def test_the_preamble_is_emptied() -> None:
    preamble = b"II*\0 Doe^Jane".ljust(128, b"\0")
    made = Anonymiser().anonymise(dicom_bytes(synthetic_image(), preamble=preamble), "image.dcm")
    assert made.data[:128] == bytes(128)


@pytest.mark.parametrize(("stated", "warned"), [("NO", False), ("YES", True), (None, True)])
def test_burned_in_annotation_is_warned_about(stated: str | None, warned: bool) -> None:
    made = Anonymiser().anonymise(dicom_bytes(synthetic_image(), BurnedInAnnotation=stated), "image.dcm")
    warning = message("burned_in_annotation_possible", file="image.dcm")
    assert made.warnings == ((warning,) if warned else ())


def test_a_bare_data_set_becomes_a_whole_file() -> None:
    whole = dicom_bytes(synthetic_image(bits=12), transfer_syntax=ExplicitVRLittleEndian, **IDENTIFYING)
    bare = whole[whole.index(b"\x08\x00\x16\x00UI") :]
    ds = anonymised(bare)
    assert ds.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    np.testing.assert_array_equal(ds.pixel_array, synthetic_image(bits=12))


def test_korean_names_go_whatever_the_character_set() -> None:
    data = dicom_bytes(
        synthetic_image(), SpecificCharacterSet="ISO_IR 192", PatientName="홍^길동", Manufacturer="제조사"
    )
    ds = anonymised(data)
    assert "홍" not in str(ds)
    assert ds.Manufacturer == "제조사"


@pytest.mark.parametrize("length", [200, 400, 600])
def test_a_file_that_ends_before_its_image_is_refused(length: int) -> None:
    data = dicom_bytes(synthetic_image(), **IDENTIFYING)
    with pytest.raises(NotAnonymised) as caught:
        Anonymiser().anonymise(data[:length], "image.dcm")
    assert caught.value.message.code in ("anonymise_damaged", "anonymise_no_image")
    assert "Doe" not in str(caught.value)


def test_what_is_garbled_does_not_stay() -> None:
    view = [item(CodeMeaning="kept")]
    data = dicom_bytes(synthetic_image(), transfer_syntax=ImplicitVRLittleEndian, ViewCodeSequence=view)
    start = data.index(b"\x54\x00\x20\x02") + 8
    made = Anonymiser().anonymise(data[:start] + b"Doe^Jane" + data[start + 8 :], "image.dcm")
    assert b"Doe^Jane" not in made.data


def test_a_sequence_without_an_end_is_refused() -> None:
    view = [item(CodeMeaning="kept")]
    data = dicom_bytes(synthetic_image(), transfer_syntax=ExplicitVRLittleEndian, ViewCodeSequence=view)
    start = data.index(b"\x54\x00\x20\x02SQ") + 8
    with pytest.raises(NotAnonymised) as caught:
        Anonymiser().anonymise(data[:start] + b"\xff\xff\xff\xff" + data[start + 4 :], "image.dcm")
    assert caught.value.message == message("anonymise_damaged", file="image.dcm")


def test_a_file_without_an_image_is_refused() -> None:
    ds = dicom_dataset(synthetic_image())
    del ds.PixelData
    with pytest.raises(NotAnonymised) as caught:
        Anonymiser().anonymise(file_bytes(ds), "report.dcm")
    assert caught.value.message == message("anonymise_no_image", file="report.dcm")


def test_sequences_nested_beyond_measure_are_refused() -> None:
    depth = 5000
    opening = b"\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    data = dicom_bytes(synthetic_image(), transfer_syntax=ExplicitVRLittleEndian)
    start = data.index(b"\x08\x00\x16\x00UI")
    with pytest.raises(NotAnonymised) as caught:
        Anonymiser().anonymise(data[:start] + opening * depth + data[start:], "deep.dcm")
    assert caught.value.message.code == "file_nested_too_deeply"
