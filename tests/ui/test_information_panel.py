"""What the panel says of a film, in the language of the window."""

from PySide6.QtWidgets import QApplication

from tests.films import dicom_bytes, synthetic_film
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.ui.viewer.information_panel import film_facts, patient_facts
from xray_desktop.ui.text.translation import Translation


def test_facts_of_a_dicom_file_are_in_the_language_of_the_window(qapp: QApplication) -> None:
    data = dicom_bytes(
        synthetic_film(bits=12),
        BurnedInAnnotation="YES",
        LossyImageCompression="00",
        PatientName="Marked^Ann",
        PatientID="no",
    )
    radiograph = decode_radiograph(data, "film.dcm")
    assert ("Burnt-in annotation", "yes") in film_facts(radiograph)
    assert ("Bits stored", "16 / 16") in film_facts(radiograph)
    translation = Translation(qapp)
    translation.use("ko")
    try:
        facts = dict(film_facts(radiograph))
        assert facts["손실 압축"] == "아니요"
        assert sorted(facts.values()).count("예") == 1
        assert "Marked" not in "".join(facts.values())
        # What the file says of the patient is nobody's to translate.
        assert {"Marked Ann", "no"} <= set(dict(patient_facts(radiograph)).values())
    finally:
        translation.use("en")
