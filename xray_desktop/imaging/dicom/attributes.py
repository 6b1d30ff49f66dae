"""What a data set says about its image: facts to show, facts about the patient, reasons for no prediction."""

from pydicom.dataset import Dataset
from pydicom.uid import UID

from xray_desktop.imaging.dicom.elements import items, numbers, text

_RADIOGRAPHY = frozenset({"", "CR", "DX", "RG", "DR", "OT", "SC"})

_MODALITIES = {
    "CT": "a computed tomography (CT) image",
    "MR": "a magnetic resonance (MR) image",
    "US": "an ultrasound image",
    "IVUS": "an intravascular ultrasound image",
    "MG": "a mammogram",
    "PT": "a positron emission tomography (PET) image",
    "NM": "a nuclear medicine image",
    "XA": "an angiogram",
    "RF": "a fluoroscopic image",
    "PX": "a panoramic dental image",
    "IO": "an intra-oral dental image",
    "BMD": "a bone density image",
    "ES": "an endoscopic image",
    "XC": "a photograph",
    "SM": "a slide under the microscope",
    "GM": "a microscopic image",
    "OP": "an eye photograph",
    "OPT": "an optical coherence tomogram",
    "RTIMAGE": "a radiotherapy image",
    "SEG": "a segmentation",
}

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
    (
        "Encapsulated",
        "is a document in a DICOM envelope (for instance a PDF), not an image. Open the images of its study",
    ),
    ("Directory", "is the index of a disk (DICOMDIR); open the files that it lists"),
    ("SR", "is a structured report, not an image. Open the images of its study"),
    ("Key Object", "is a list of key images, not an image. Open the images of its study"),
    (
        "Presentation State",
        "says how another file is to be shown and holds no image itself. Open the images of its study",
    ),
    ("Waveform", "is a waveform, not an image. Open the images of its study"),
    ("ECG", "is a waveform, not an image. Open the images of its study"),
    ("RT ", "belongs to a radiotherapy plan and holds no image. Open the images of its study"),
)


def why_no_pixels(sop_class: str) -> str:
    """What a file without pixel data is, to follow its name."""
    kind = UID(sop_class).name if sop_class else ""
    for word, sentence in _NO_IMAGE:
        if word in kind:
            return sentence
    return "holds no pixel data. Export it again with its image"


def details(ds: Dataset, transfer_syntax: UID) -> dict[str, str]:
    """Facts about image and device by label, as far as the file states them.

    What `Radiograph` has a field for is not repeated.
    """
    rows = {
        "Bits stored": f"{text(ds, 'BitsStored')} / {text(ds, 'BitsAllocated')}"
        if text(ds, "BitsStored")
        else "",
        "Transfer syntax": transfer_syntax.name,
        "Lossy compression": {"00": "no", "01": "yes"}.get(text(ds, "LossyImageCompression"), ""),
        "Manufacturer": text(ds, "Manufacturer"),
        "Model": text(ds, "ManufacturerModelName"),
        "Image type": text(ds, "ImageType"),
        "Burnt-in annotation": text(ds, "BurnedInAnnotation").lower(),
    }
    return {label: fact for label, fact in rows.items() if fact}


def patient(ds: Dataset) -> dict[str, str]:
    """Facts about the patient and the visit by label, those that the file states."""
    rows = {
        "Patient name": text(ds, "PatientName").replace("^", " ").strip(),
        "Patient ID": text(ds, "PatientID"),
        "Birth date": _date(text(ds, "PatientBirthDate")),
        "Sex": text(ds, "PatientSex"),
        "Age": text(ds, "PatientAge"),
        "Study date": _date(text(ds, "StudyDate")),
        "Accession number": text(ds, "AccessionNumber"),
        "Institution": text(ds, "InstitutionName"),
    }
    return {label: fact for label, fact in rows.items() if fact}


def _date(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else digits


def spacing(ds: Dataset) -> tuple[float, float] | None:
    """Millimetres between rows and between columns: calibrated, at the detector, or of a scanned image."""
    for keyword in ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"):
        found = numbers(ds, keyword)
        if len(found) == 2 and min(found) > 0:
            return found[0], found[1]
    return None


def exclusion_reason(ds: Dataset) -> str:
    """Why the file's own words rule out a frontal chest radiograph; empty when they do not."""
    modality = text(ds, "Modality").upper()
    if modality not in _RADIOGRAPHY:
        return f"it is {_MODALITIES.get(modality, f'an image of modality {modality}')}, not a radiograph"
    view = text(ds, "ViewPosition").upper()
    meanings = " ".join(text(item, "CodeMeaning").lower() for item in items(ds, "ViewCodeSequence"))
    if view in _DECUBITUS or "decubitus" in meanings:
        return "it is a lateral decubitus view, not a frontal one"
    if view in _LATERAL or "lateral" in meanings.replace("bilateral", "").split():
        return "it is a lateral view, not a frontal one"
    if view in _OBLIQUE or "oblique" in meanings:
        return "it is an oblique view, not a frontal one"
    part = " ".join(text(ds, "BodyPartExamined").upper().replace("_", " ").split())
    if part in _OTHER_PARTS:
        return f"its body part is {part}, not the chest"
    return ""
