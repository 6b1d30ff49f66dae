"""What a DICOM file says about its image and its patient, and when that rules a prediction out."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import (
    BasicTextSRStorage,
    EncapsulatedPDFStorage,
    GrayscaleSoftcopyPresentationStateStorage,
    KeyObjectSelectionDocumentStorage,
    MediaStorageDirectoryStorage,
    RTPlanStorage,
    TwelveLeadECGWaveformStorage,
)

from tests.images import dicom_bytes, synthetic_image
from tests.messages import codes, unreadable
from xray_desktop.imaging import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.pixel_spacing import SpacingOrigin
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.messages import Message, load_catalogue, message

RADIOGRAPH = synthetic_image(120, 150)


def read(**attributes: object) -> Radiograph:
    return decode_radiograph(dicom_bytes(RADIOGRAPH, **attributes), "image.dcm")


@pytest.mark.parametrize("modality", ["CR", "DX", "RG", "DR", "OT", "", None, "dx"])
def test_radiographs_may_be_assessed(modality: str | None) -> None:
    assert read(Modality=modality).exclusion_reasons == ()


@pytest.mark.parametrize(
    ("modality", "name"),
    [
        ("CT", message("modality_ct")),
        ("MR", message("modality_mr")),
        ("RTIMAGE", message("modality_rtimage")),
        ("ZZ", message("modality_other", modality="ZZ")),
    ],
)
def test_other_modalities_are_shown_but_named_and_excluded(modality: str, name: Message) -> None:
    radiograph = read(Modality=modality)
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)
    assert radiograph.exclusion_reasons == (message("not_a_radiograph", modality=name),)


def test_every_modality_has_its_name_in_every_language() -> None:
    from xray_desktop.imaging.dicom.attributes import MODALITIES

    for language in ("en", "ko"):
        assert {f"modality_{modality.lower()}" for modality in MODALITIES} <= set(load_catalogue(language))


@pytest.mark.parametrize("view", ["AP", "PA", "", None, "XYZ"])
def test_frontal_and_unknown_views_may_be_assessed(view: str | None) -> None:
    assert read(ViewPosition=view).exclusion_reasons == ()


@pytest.mark.parametrize(
    ("view", "code"),
    [
        ("LL", "lateral_view"),
        ("RL", "lateral_view"),
        ("LATERAL", "lateral_view"),
        ("LLD", "decubitus_view"),
        ("LAO", "oblique_view"),
    ],
)
def test_other_views_are_excluded(view: str, code: str) -> None:
    assert codes(read(ViewPosition=view).exclusion_reasons) == [code]


@pytest.mark.parametrize(
    ("meaning", "fine"), [("left lateral", False), ("postero-anterior", True), ("bilateral", True)]
)
def test_the_coded_view_counts_too(meaning: str, fine: bool) -> None:
    code = Dataset()
    code.CodeMeaning = meaning
    assert (not read(ViewPosition="", ViewCodeSequence=[code]).exclusion_reasons) is fine


@pytest.mark.parametrize("part", ["CHEST", "chest", "THORAX", "LUNG", "", None, "WHOLEBODY"])
def test_chests_and_unknown_parts_may_be_assessed(part: str | None) -> None:
    assert read(BodyPartExamined=part).exclusion_reasons == ()


@pytest.mark.parametrize("part", ["HAND", "knee", "SKULL", "ABDOMEN", "C_SPINE".replace("_", "")])
def test_other_parts_are_excluded(part: str) -> None:
    reasons = read(BodyPartExamined=part).exclusion_reasons
    assert reasons == (message("other_body_part", part=part.upper()),)


def test_a_missing_photometric_interpretation_is_excluded() -> None:
    radiograph = read(PhotometricInterpretation=None)
    assert radiograph.photometric == "MONOCHROME2"
    assert codes(radiograph.exclusion_reasons) == ["dicom_photometric_missing"]


def test_several_reasons_are_all_given() -> None:
    reasons = read(Modality="CT", PhotometricInterpretation=None).exclusion_reasons
    assert codes(reasons) == ["dicom_photometric_missing", "not_a_radiograph"]


def test_a_small_image_is_shown_but_excluded() -> None:
    radiograph = decode_radiograph(dicom_bytes(RADIOGRAPH[:20, :40]), "radiograph")
    assert radiograph.exclusion_reasons == (message("image_too_small", width=40, height=20),)


@pytest.mark.parametrize(
    ("sop_class", "code"),
    [
        (EncapsulatedPDFStorage, "dicom_document"),
        (BasicTextSRStorage, "dicom_report"),
        (KeyObjectSelectionDocumentStorage, "dicom_key_objects"),
        (GrayscaleSoftcopyPresentationStateStorage, "dicom_presentation_state"),
        (TwelveLeadECGWaveformStorage, "dicom_waveform"),
        (RTPlanStorage, "dicom_radiotherapy"),
        (MediaStorageDirectoryStorage, "dicom_directory"),
        (None, "dicom_no_pixel_data"),
    ],
)
def test_a_file_without_image_says_what_it_is(sop_class: str | None, code: str) -> None:
    with unreadable(code):
        read(PixelData=None, SOPClassUID=sop_class)


def test_attributes_for_the_information_panel() -> None:
    radiograph = read(
        Manufacturer="ACME",
        ManufacturerModelName="Ray 3000",
        LossyImageCompression="01",
        BurnedInAnnotation="NO",
        ImageType=["ORIGINAL", "PRIMARY"],
    )
    assert dict(radiograph.details) == {
        "bits_stored": "8 / 8",
        "transfer_syntax": "Explicit VR Little Endian",
        "lossy_compression": message("yes"),
        "manufacturer": "ACME",
        "model": "Ray 3000",
        "image_type": "ORIGINAL, PRIMARY",
        "burned_in_annotation": message("no"),
    }
    assert (radiograph.modality, radiograph.view_position, radiograph.body_part) == ("DX", "AP", "CHEST")


PATIENT = {
    "PatientName": "MARKED^Person",
    "PatientID": "MARKED-1",
    "PatientBirthDate": "19700203",
    "PatientSex": "F",
    "PatientAge": "053Y",
    "StudyDate": "20230304",
    "AccessionNumber": "MARKED-2",
    "InstitutionName": "MARKED General",
}


def test_attributes_about_the_patient_are_kept_apart() -> None:
    radiograph = read(**PATIENT)
    assert dict(radiograph.patient) == {
        "patient_name": "MARKED Person",
        "patient_id": "MARKED-1",
        "birth_date": "1970-02-03",
        "sex": "F",
        "age": "053Y",
        "study_date": "2023-03-04",
        "accession_number": "MARKED-2",
        "institution": "MARKED General",
    }
    assert "MARKED" not in repr(radiograph)
    assert "MARKED" not in str((dict(radiograph.details), radiograph.notes, radiograph.exclusion_reasons))


def test_attributes_about_the_patient_never_reach_an_error_or_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(0)
    with pytest.raises(UnreadableRadiograph) as raised:
        read(**PATIENT, Rows=0)
    read(**{**PATIENT, "PatientBirthDate": "MARKED"}, WindowCenter=1, WindowWidth=1)
    assert "MARKED" not in str(raised.value)
    assert "MARKED" not in caplog.text


@pytest.mark.parametrize(
    ("charset", "name"),
    [("ISO_IR 192", "김^민준"), ("ISO_IR 149", "김^민준"), ("ISO_IR 100", "Müller^Jürgen")],
)
def test_names_of_any_character_set_are_read(charset: str, name: str) -> None:
    if charset == "ISO_IR 149":
        charset = "ISO 2022 IR 149"
        pytest.importorskip("pydicom.charset")
    radiograph = read(
        SpecificCharacterSet=charset if charset.startswith("ISO_IR") else ["", charset], PatientName=name
    )
    assert radiograph.patient["patient_name"] == name.replace("^", " ")


def test_long_and_unprintable_values_are_cut_to_one_line() -> None:
    radiograph = read(Manufacturer="A\r\nB\x07" + "C" * 1000)
    assert radiograph.details["manufacturer"].startswith("A B CCC")
    assert len(radiograph.details["manufacturer"]) == 200


@pytest.mark.parametrize(
    ("attributes", "spacing"),
    [
        ({"PixelSpacing": [0.1, 0.2]}, (0.1, 0.2)),
        ({"ImagerPixelSpacing": [0.15, 0.15]}, (0.15, 0.15)),
        ({"PixelSpacing": [0.1, 0.1], "ImagerPixelSpacing": [0.15, 0.15]}, (0.1, 0.1)),
        ({"PixelSpacing": [0, 0]}, None),
        ({"PixelSpacing": [-1, 1]}, None),
        ({}, None),
    ],
)
def test_the_spacing_is_the_calibrated_one_if_there_is_one(
    attributes: dict[str, list[float]], spacing: tuple[float, float] | None
) -> None:
    assert read(**attributes).spacing == spacing


@pytest.mark.parametrize(
    ("attributes", "origin"),
    [
        ({}, SpacingOrigin.UNSTATED),
        ({"PixelSpacing": [0.1, 0.1]}, SpacingOrigin.UNSTATED),
        ({"PixelSpacing": [0.1, 0.1], "PixelSpacingCalibrationType": "FIDUCIAL"}, SpacingOrigin.CALIBRATED),
        ({"ImagerPixelSpacing": [0.15, 0.15]}, SpacingOrigin.DETECTOR),
        ({"PixelSpacing": [0.15, 0.15], "ImagerPixelSpacing": [0.15, 0.15]}, SpacingOrigin.DETECTOR),
        ({"PixelSpacing": [0.13, 0.13], "ImagerPixelSpacing": [0.15, 0.15]}, SpacingOrigin.CALIBRATED),
        ({"PixelSpacing": [0.3, 0.3], "ImagerPixelSpacing": [0.15, 0.15]}, SpacingOrigin.CONTRADICTORY),
        ({"PixelSpacing": [0.1, 0.13], "ImagerPixelSpacing": [0.15, 0.15]}, SpacingOrigin.CONTRADICTORY),
        ({"PixelSpacing": [0, 0], "ImagerPixelSpacing": [0.15, 0.15]}, SpacingOrigin.DETECTOR),
        ({"NominalScannedPixelSpacing": [0.17, 0.17]}, SpacingOrigin.SCANNED),
    ],
)
def test_it_is_known_where_the_spacing_holds(attributes: dict[str, object], origin: SpacingOrigin) -> None:
    assert read(**attributes).spacing_origin is origin


def test_an_unknown_photometric_interpretation_is_excluded() -> None:
    radiograph = read(PhotometricInterpretation="MONOCHROME")
    assert radiograph.photometric == "MONOCHROME2"
    reason = message("dicom_photometric_unknown", photometric="MONOCHROME")
    assert radiograph.exclusion_reasons == (reason,)


def test_an_unknown_kind_of_colour_is_refused() -> None:
    with unreadable("dicom_photometric_unsupported", photometric="HSV"):
        decode_radiograph(
            dicom_bytes(np.stack([RADIOGRAPH] * 3, axis=-1), PhotometricInterpretation="HSV"), "image.dcm"
        )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["L", "F"], ("L", "F")),
        (["PL", "FA"], ("PL", "FA")),
        (["l", "f"], ("L", "F")),
        (None, None),
        (["L"], None),
        (["L", ""], None),
        (["L", "R"], None),
        (["LR", "F"], None),
        (["X", "F"], None),
        (["L", "F", "A"], None),
    ],
)
def test_patient_orientation_is_read_when_it_makes_sense(
    value: list[str] | None, expected: tuple[str, str] | None
) -> None:
    assert read(PatientOrientation=value).patient_orientation == expected


def test_the_letters_of_an_animal_are_not_taken_for_a_persons() -> None:
    animal = read(PatientOrientation=["L", "F"], AnatomicalOrientationType="QUADRUPED")
    assert animal.patient_orientation is None
