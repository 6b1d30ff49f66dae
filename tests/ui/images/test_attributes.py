"""What the panel says of an image, in the language of the window."""

from PySide6.QtWidgets import QApplication

from tests.images import dicom_bytes, synthetic_image
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.ui.images.attributes import image_attributes, patient_attributes
from xray_desktop.ui.text.translation import Translation


def test_attributes_of_a_dicom_file_are_in_the_language_of_the_window(qapp: QApplication) -> None:
    data = dicom_bytes(
        synthetic_image(bits=12),
        BurnedInAnnotation="YES",
        LossyImageCompression="00",
        PatientName="Marked^Ann",
        PatientID="no",
    )
    radiograph = decode_radiograph(data, "image.dcm")
    assert ("Burned-in annotation", "yes") in image_attributes(radiograph)
    assert ("Bits stored", "16 / 16") in image_attributes(radiograph)
    translation = Translation(qapp)
    translation.use("ko")
    try:
        attributes = dict(image_attributes(radiograph))
        assert attributes["손실 압축"] == "아니요"
        assert sorted(attributes.values()).count("예") == 1
        assert "Marked" not in "".join(attributes.values())
        # What the file says of the patient is nobody's to translate.
        assert {"Marked Ann", "no"} <= set(dict(patient_attributes(radiograph)).values())
    finally:
        translation.use("en")
