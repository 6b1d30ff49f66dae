"""Attributes of a data set: details of the image, of the patient, and reasons against a prediction."""

from pydicom.dataset import Dataset
from pydicom.uid import UID

from xray_desktop.imaging.dicom.elements import items, numbers, text
from xray_desktop.imaging.dicom.person_names import person_name
from xray_desktop.imaging.pixel_spacing import SpacingOrigin, origin_of
from xray_desktop.messages import Message, message

_RADIOGRAPHY = frozenset({"", "CR", "DX", "RG", "DR", "OT", "SC"})

MODALITIES = frozenset(
    {
        *("CT", "MR", "US", "IVUS", "MG", "PT", "NM", "XA", "RF", "PX", "IO", "BMD", "ES", "XC", "SM", "GM"),
        *("OP", "OPT", "RTIMAGE", "SEG"),
    }
)
"""The modalities that have a name in the catalogue of messages, as modality_ct, modality_mr, …"""

_LATERAL = frozenset({"LL", "RL", "LATERAL", "LAT", "L", "R", "ML", "LM", "LLAT", "RLAT"})
_DECUBITUS = frozenset({"LLD", "RLD"})
_OBLIQUE = frozenset({"LLO", "RLO", "LAO", "RAO", "LPO", "RPO"})

# Defined terms of PS3.16 Annex L that cannot be a chest, and how systems abbreviate them.
_OTHER_PARTS = frozenset(
    {
        *("ABDOMEN", "ANKLE", "ARM", "BREAST", "CALCANEUS", "CALF", "COCCYX", "CSPINE", "CERVICAL SPINE"),
        *(
            "DENTAL",
            "ELBOW",
            "EXTREMITY",
            "EYE",
            "FACE",
            "FEMUR",
            "FINGER",
            "FOOT",
            "FOREARM",
            "HAND",
            "HEAD",
        ),
        *("HEEL", "HIP", "HUMERUS", "JAW", "KNEE", "LEG", "LSPINE", "LUMBAR SPINE", "MANDIBLE", "NECK"),
        *("NASAL BONE", "ORBIT", "PATELLA", "PELVIS", "RADIUS", "SACRUM", "SCAPHOID", "SHOULDER", "SINUS"),
        *("SKULL", "SPINE", "SSPINE", "TEMPORAL BONE", "THIGH", "THUMB", "TIBIA", "TOE", "TOOTH", "TEETH"),
        *("ULNA", "WRIST", "ZYGOMA", "BRAIN", "PROSTATE", "KIDNEY", "LIVER"),
    }
)

_NO_IMAGE = (
    ("Encapsulated", "dicom_document"),
    ("Directory", "dicom_directory"),
    ("SR", "dicom_report"),
    ("Key Object", "dicom_key_objects"),
    ("Presentation State", "dicom_presentation_state"),
    ("Waveform", "dicom_waveform"),
    ("ECG", "dicom_waveform"),
    ("RT ", "dicom_radiotherapy"),
)
"""Part of a SOP class's name, and the message code for a file of it, which has no image."""


def why_no_pixels(sop_class: str) -> str:
    """The message code for a file without pixel data, by its SOP class UID; the message names the `file`."""
    kind = UID(sop_class).name if sop_class else ""
    return next((code for words, code in _NO_IMAGE if words in kind), "dicom_no_pixel_data")


def details(ds: Dataset, transfer_syntax: UID) -> dict[str, str | Message]:
    """Attributes of image and device by key, as far as the file states them.

    What `Radiograph` has a field for is not repeated.
    """
    stored = text(ds, "BitsStored")
    rows: dict[str, str | Message] = {
        "bits_stored": f"{stored} / {text(ds, 'BitsAllocated')}" if stored else "",
        "transfer_syntax": transfer_syntax.name,
        "lossy_compression": {"00": message("no"), "01": message("yes")}.get(
            text(ds, "LossyImageCompression"), ""
        ),
        "manufacturer": text(ds, "Manufacturer"),
        "model": text(ds, "ManufacturerModelName"),
        "image_type": text(ds, "ImageType"),
        "burned_in_annotation": _yes_or_no(text(ds, "BurnedInAnnotation")),
    }
    return {key: value for key, value in rows.items() if value}


def _yes_or_no(value: str) -> str | Message:
    return message(value.lower()) if value.upper() in ("YES", "NO") else value


def patient(ds: Dataset) -> dict[str, str]:
    """Attributes of the patient and the visit by key, those that the file states."""
    rows = {
        "patient_name": person_name(ds, "PatientName"),
        "patient_id": text(ds, "PatientID"),
        "birth_date": _date(text(ds, "PatientBirthDate")),
        "sex": text(ds, "PatientSex"),
        "age": text(ds, "PatientAge"),
        "study_date": _date(text(ds, "StudyDate")),
        "accession_number": text(ds, "AccessionNumber"),
        "institution": text(ds, "InstitutionName"),
    }
    return {key: value for key, value in rows.items() if value}


def _date(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else digits


def spacing(ds: Dataset) -> tuple[float, float] | None:
    """Millimetres between rows and between columns: calibrated, at the detector, or of a scanned image."""
    keywords = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")
    return next((found for keyword in keywords if (found := _positive_pair(ds, keyword))), None)


def spacing_origin(ds: Dataset) -> SpacingOrigin:
    """Where the spacing of `spacing` holds; UNSTATED without one."""
    pixel, imager = _positive_pair(ds, "PixelSpacing"), _positive_pair(ds, "ImagerPixelSpacing")
    if pixel is None and imager is None:
        return SpacingOrigin.SCANNED if spacing(ds) else SpacingOrigin.UNSTATED
    return origin_of(pixel, imager, calibrated=bool(text(ds, "PixelSpacingCalibrationType")))


def _positive_pair(ds: Dataset, keyword: str) -> tuple[float, float] | None:
    found = numbers(ds, keyword)
    return (found[0], found[1]) if len(found) == 2 and min(found) > 0 else None


_AXES = {letter: axis for axis in ("LR", "AP", "HF") for letter in axis}


def patient_orientation(ds: Dataset) -> tuple[str, str] | None:
    """Patient Orientation (PS3.3, C.7.6.1.1.1): where rows and columns lead to, in letters.

    None when it is missing, contradicts itself, or is that of an animal, whose letters mean something else.
    """
    directions = text(ds, "PatientOrientation").upper().split(", ")
    if len(directions) != 2 or text(ds, "AnatomicalOrientationType").upper() == "QUADRUPED":
        return None
    for direction in directions:
        axes = [_AXES.get(letter) for letter in direction]
        if not axes or None in axes or len(set(axes)) < len(axes):
            return None
    row, column = directions
    return (row, column) if _AXES[row[0]] != _AXES[column[0]] else None


def exclusion_reason(ds: Dataset) -> Message | None:
    """Why the attributes rule out a frontal chest radiograph; None when they do not."""
    modality = text(ds, "Modality").upper()
    if modality not in _RADIOGRAPHY:
        return message("not_a_radiograph", modality=_modality(modality))
    view = text(ds, "ViewPosition").upper()
    meanings = " ".join(text(item, "CodeMeaning").lower() for item in items(ds, "ViewCodeSequence"))
    if view in _DECUBITUS or "decubitus" in meanings:
        return message("decubitus_view")
    if view in _LATERAL or "lateral" in meanings.replace("bilateral", "").split():
        return message("lateral_view")
    if view in _OBLIQUE or "oblique" in meanings:
        return message("oblique_view")
    part = " ".join(text(ds, "BodyPartExamined").upper().replace("_", " ").split())
    if part in _OTHER_PARTS:
        return message("other_body_part", part=part)
    return None


def _modality(modality: str) -> Message:
    if modality in MODALITIES:
        return message(f"modality_{modality.lower()}")
    return message("modality_other", modality=modality)
