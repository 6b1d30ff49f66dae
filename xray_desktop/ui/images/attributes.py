"""The attributes of an image as label and value in the language in use."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.messages import Message
from xray_desktop.ui.text.messages import shown


def image_attributes(radiograph: Radiograph) -> list[tuple[str, str]]:
    """What is known of an image, label and value in the language in use; nothing about the patient."""
    voi, spacing = radiograph.voi, radiograph.spacing
    attributes = {
        QCoreApplication.translate("Attributes", "File"): radiograph.name,
        QCoreApplication.translate("Attributes", "Format"): radiograph.format,
        QCoreApplication.translate("Attributes", "Matrix"): f"{radiograph.width} × {radiograph.height}",
        QCoreApplication.translate("Attributes", "Bits"): str(radiograph.bits),
        QCoreApplication.translate("Attributes", "Photometric Interpretation"): radiograph.photometric,
        QCoreApplication.translate(
            "Attributes", "WC / WW"
        ): f"{(voi.low + voi.high) / 2:g} / {voi.high - voi.low:g} {radiograph.unit}".rstrip(),
        QCoreApplication.translate("Attributes", "Modality"): radiograph.modality,
        QCoreApplication.translate("Attributes", "View position"): radiograph.view_position,
        QCoreApplication.translate("Attributes", "Body part"): radiograph.body_part,
        QCoreApplication.translate("Attributes", "Pixel spacing"): (
            f"{spacing[0]:g} × {spacing[1]:g} mm" if spacing else ""
        ),
    }
    # Readers may know better what was stored: "12 / 16" bits, for instance.
    attributes.update(_labelled(radiograph.details))
    return [(label, value) for label, value in attributes.items() if value]


def patient_attributes(radiograph: Radiograph) -> list[tuple[str, str]]:
    """What is known of the patient and the visit; to be shown on request only."""
    return _labelled(radiograph.patient)


_LABELS: dict[str, Any] = {
    "bits_stored": QT_TRANSLATE_NOOP("Attributes", "Bits stored"),
    "transfer_syntax": QT_TRANSLATE_NOOP("Attributes", "Transfer syntax"),
    "lossy_compression": QT_TRANSLATE_NOOP("Attributes", "Lossy compression"),
    "manufacturer": QT_TRANSLATE_NOOP("Attributes", "Manufacturer"),
    "model": QT_TRANSLATE_NOOP("Attributes", "Model"),
    "image_type": QT_TRANSLATE_NOOP("Attributes", "Image type"),
    "burned_in_annotation": QT_TRANSLATE_NOOP("Attributes", "Burned-in annotation"),
    "stored_as": QT_TRANSLATE_NOOP("Attributes", "Source format"),
    "compression": QT_TRANSLATE_NOOP("Attributes", "Compression"),
    "patient_name": QT_TRANSLATE_NOOP("Attributes", "Patient name"),
    "patient_id": QT_TRANSLATE_NOOP("Attributes", "Patient ID"),
    "birth_date": QT_TRANSLATE_NOOP("Attributes", "Birth date"),
    "sex": QT_TRANSLATE_NOOP("Attributes", "Sex"),
    "age": QT_TRANSLATE_NOOP("Attributes", "Age"),
    "study_date": QT_TRANSLATE_NOOP("Attributes", "Study date"),
    "accession_number": QT_TRANSLATE_NOOP("Attributes", "Accession number"),
    "institution": QT_TRANSLATE_NOOP("Attributes", "Institution"),
}
"""Labels of the attributes in `Radiograph.details` and `Radiograph.patient`, by key."""


def _labelled(attributes: Mapping[str, str | Message]) -> list[tuple[str, str]]:
    """Labels and values; the values of the file itself stay as they are."""
    return [
        (
            QCoreApplication.translate("Attributes", _LABELS.get(key, key)),
            shown(value) if isinstance(value, Message) else value,
        )
        for key, value in attributes.items()
    ]
