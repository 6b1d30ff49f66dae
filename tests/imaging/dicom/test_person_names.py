"""Patients' names in the character sets that files declare, misname or omit."""

import struct

import pytest

from tests.images import dicom_bytes, synthetic_image
from xray_desktop.imaging.reading import decode_radiograph

IMAGE = synthetic_image(40, 50)
KOREAN = "김^귀순"


def name_in(content: bytes, character_set: str | None) -> str:
    """What is read of a name that is these bytes."""
    content += b" " * (len(content) % 2)
    placeholder = b"PLACEHOLDER!"
    declared = "ISO_IR 100" if character_set == "ISO_IR 149" else character_set
    data = dicom_bytes(IMAGE, PatientName=placeholder.decode(), SpecificCharacterSet=declared)
    if character_set == "ISO_IR 149":  # which pydicom does not write
        data = data.replace(b"ISO_IR 100", b"ISO_IR 149")
    element = b"\x10\x00\x10\x00PN"
    start = data.index(element)
    value = element + struct.pack("<H", len(content)) + content
    changed = data[:start] + value + data[start + len(element) + 2 + len(placeholder) :]
    return decode_radiograph(changed, "image.dcm").patient.get("patient_name", "")


@pytest.mark.parametrize(
    ("content", "character_set"),
    [
        (KOREAN.encode("euc-kr"), "ISO_IR 149"),
        (KOREAN.encode("cp949"), None),
        (KOREAN.encode(), None),
        (KOREAN.encode(), "ISO_IR 100"),
        (KOREAN.encode(), "ISO_IR 192"),
        (b"\x1b$)C" + "김".encode("euc-kr") + b"^\x1b$)C" + "귀순".encode("euc-kr"), "\\ISO 2022 IR 149"),
        (KOREAN.encode("gb18030"), "GB18030"),
    ],
    ids=["ISO_IR 149", "undeclared", "undeclared UTF-8", "UTF-8 as Latin-1", "UTF-8", "escapes", "GB18030"],
)
def test_a_korean_name(content: bytes, character_set: str | None) -> None:
    assert name_in(content, character_set) == "김 귀순"


def test_syllables_beyond_the_standard_set() -> None:
    name = b"\x1b$)C" + "똠".encode("cp949") + b"^\x1b$)C" + "방".encode("cp949")
    assert name_in(name, "\\ISO 2022 IR 149") == "똠 방"


def test_representations_of_a_name_stay_apart() -> None:
    content = b"Kim^Gwisun=\x1b$)C" + "김".encode("euc-kr") + b"^\x1b$)C" + "귀순".encode("euc-kr")
    assert name_in(content, "\\ISO 2022 IR 149") == "Kim Gwisun=김 귀순"


@pytest.mark.parametrize("character_set", [None, "ISO_IR 100"])
@pytest.mark.parametrize("name", ["Müller^Jürgen", "José^Núñez", "Plain^Name"])
def test_western_names_stay_western(name: str, character_set: str | None) -> None:
    assert name_in(name.encode("latin-1"), character_set) == name.replace("^", " ")


def test_a_name_of_control_characters_is_one_printable_line() -> None:
    assert name_in(b"A\r\n\x07B", None).isprintable()
