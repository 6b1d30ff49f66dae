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
from xray_desktop.imaging import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading import decode_radiograph

RADIOGRAPH = synthetic_image(120, 150)


def read(**attributes: object) -> Radiograph:
    return decode_radiograph(dicom_bytes(RADIOGRAPH, **attributes), "image.dcm")


@pytest.mark.parametrize("modality", ["CR", "DX", "RG", "DR", "OT", "", None, "dx"])
def test_radiographs_may_be_assessed(modality: str | None) -> None:
    assert read(Modality=modality).exclusion_reason == ""


@pytest.mark.parametrize(
    ("modality", "name"),
    [
        ("CT", "computed tomography"),
        ("MR", "magnetic resonance"),
        ("US", "ultrasound"),
        ("MG", "mammogram"),
        ("NM", "nuclear medicine"),
        ("ZZ", "modality ZZ"),
    ],
)
def test_other_modalities_are_shown_but_named_and_rejection(modality: str, name: str) -> None:
    radiograph = read(Modality=modality)
    assert np.array_equal(radiograph.pixels, RADIOGRAPH)
    assert name in radiograph.exclusion_reason
    assert radiograph.exclusion_reason.endswith("not a radiograph")


@pytest.mark.parametrize("view", ["AP", "PA", "", None, "XYZ"])
def test_frontal_and_unknown_views_may_be_assessed(view: str | None) -> None:
    assert read(ViewPosition=view).exclusion_reason == ""


@pytest.mark.parametrize(
    ("view", "word"),
    [("LL", "lateral"), ("RL", "lateral"), ("LATERAL", "lateral"), ("LLD", "decubitus"), ("LAO", "oblique")],
)
def test_other_views_are_rejection(view: str, word: str) -> None:
    assert word in read(ViewPosition=view).exclusion_reason


@pytest.mark.parametrize(
    ("meaning", "fine"), [("left lateral", False), ("postero-anterior", True), ("bilateral", True)]
)
def test_the_coded_view_counts_too(meaning: str, fine: bool) -> None:
    code = Dataset()
    code.CodeMeaning = meaning
    assert (read(ViewPosition="", ViewCodeSequence=[code]).exclusion_reason == "") is fine


@pytest.mark.parametrize("part", ["CHEST", "chest", "THORAX", "LUNG", "", None, "WHOLEBODY"])
def test_chests_and_unknown_parts_may_be_assessed(part: str | None) -> None:
    assert read(BodyPartExamined=part).exclusion_reason == ""


@pytest.mark.parametrize("part", ["HAND", "knee", "SKULL", "ABDOMEN", "C_SPINE".replace("_", "")])
def test_other_parts_are_rejection(part: str) -> None:
    assert read(BodyPartExamined=part).exclusion_reason == f"its body part is {part.upper()}, not the chest"


def test_a_missing_photometric_interpretation_is_marked_and_rejection() -> None:
    radiograph = read(PhotometricInterpretation=None)
    assert radiograph.photometric == "MONOCHROME2"
    assert radiograph.exclusion_reason == "the file does not say whether low values are black or white"


def test_several_reasons_are_all_given() -> None:
    assert read(Modality="CT", PhotometricInterpretation=None).exclusion_reason.count(";") == 1


def test_a_small_image_is_shown_but_rejection() -> None:
    radiograph = decode_radiograph(dicom_bytes(RADIOGRAPH[:20, :40]), "radiograph")
    assert radiograph.exclusion_reason == "the image is only 40 x 20 pixels"


@pytest.mark.parametrize(
    ("sop_class", "words"),
    [
        (EncapsulatedPDFStorage, "document in a DICOM envelope"),
        (BasicTextSRStorage, "structured report"),
        (KeyObjectSelectionDocumentStorage, "list of key images"),
        (GrayscaleSoftcopyPresentationStateStorage, "holds no image itself"),
        (TwelveLeadECGWaveformStorage, "waveform"),
        (RTPlanStorage, "radiotherapy"),
        (MediaStorageDirectoryStorage, "DICOMDIR"),
        (None, "holds no pixel data"),
    ],
)
def test_a_file_without_image_says_what_it_is(sop_class: str | None, words: str) -> None:
    with pytest.raises(UnreadableRadiograph, match=words):
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
        "Bits stored": "8 / 8",
        "Transfer syntax": "Explicit VR Little Endian",
        "Lossy compression": "yes",
        "Manufacturer": "ACME",
        "Model": "Ray 3000",
        "Image type": "ORIGINAL, PRIMARY",
        "Burnt-in annotation": "no",
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
        "Patient name": "MARKED Person",
        "Patient ID": "MARKED-1",
        "Birth date": "1970-02-03",
        "Sex": "F",
        "Age": "053Y",
        "Study date": "2023-03-04",
        "Accession number": "MARKED-2",
        "Institution": "MARKED General",
    }
    assert "MARKED" not in repr(radiograph)
    assert "MARKED" not in str(dict(radiograph.details)) + str(radiograph.notes) + radiograph.exclusion_reason


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
    assert radiograph.patient["Patient name"] == name.replace("^", " ")


def test_long_and_unprintable_values_are_cut_to_one_line() -> None:
    radiograph = read(Manufacturer="A\r\nB\x07" + "C" * 1000)
    assert radiograph.details["Manufacturer"].startswith("A B CCC")
    assert len(radiograph.details["Manufacturer"]) == 200


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


def test_an_unknown_photometric_interpretation_is_marked_and_rejection() -> None:
    radiograph = read(PhotometricInterpretation="MONOCHROME")
    assert radiograph.photometric == "MONOCHROME2"
    assert radiograph.exclusion_reason == "its photometric interpretation, MONOCHROME, is unknown"


def test_an_unknown_kind_of_colour_is_refused() -> None:
    with pytest.raises(UnreadableRadiograph, match="photometric interpretation HSV, which is not read here"):
        decode_radiograph(
            dicom_bytes(np.stack([RADIOGRAPH] * 3, axis=-1), PhotometricInterpretation="HSV"), "image.dcm"
        )
