"""All elements of a file as rows: every encoding, nested sequences, private and binary values, damage."""

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from tests.images import dicom_bytes, dicom_dataset, file_bytes, synthetic_image
from xray_desktop.imaging.dicom.element_rows import ITEM, PORTION, ElementRow, element_rows
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.messages import Message, message

SYNTAXES = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian)


def rows_of(data: bytes) -> list[ElementRow]:
    return [row for portion in element_rows(data, "image.dcm") for row in portion]


def rows_and_failure(data: bytes, name: str = "image.dcm") -> tuple[list[ElementRow], Message]:
    """The rows that come before the file cannot be read further, and why it cannot."""
    rows: list[ElementRow] = []
    with pytest.raises(UnreadableRadiograph) as caught:
        rows.extend(row for portion in element_rows(data, name) for row in portion)
    return rows, caught.value.message


def by_keyword(rows: list[ElementRow]) -> dict[str, ElementRow]:
    return {row.keyword: row for row in rows if row.keyword}


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: UID(syntax).keyword)
def test_elements_come_with_tag_name_and_value_in_every_encoding(syntax: str) -> None:
    data = dicom_bytes(
        synthetic_image(bits=12),
        transfer_syntax=syntax,
        SpecificCharacterSet="ISO_IR 192",
        PatientName="홍^길동",
        PixelSpacing=[0.2, 0.1],
        KVP="70",
    )
    found = by_keyword(rows_of(data))
    assert found["PixelSpacing"].number == "(0028,0030)"
    assert found["PixelSpacing"].name == "Pixel Spacing"
    assert found["PixelSpacing"].value == "0.2\\0.1"
    assert found["Rows"].value == "300"
    assert found["PatientName"].value == "홍^길동"
    assert found["TransferSyntaxUID"].value == syntax
    assert (found["PixelData"].value, found["PixelData"].count) == ("", 300 * 360 * 2)
    assert found["PixelData"].is_binary


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: UID(syntax).keyword)
def test_nested_sequences_are_rows_of_growing_depth(syntax: str) -> None:
    inner, outer = Dataset(), Dataset()
    inner.CodeMeaning = "inner"
    outer.CodeMeaning = "outer"
    outer.ProcedureCodeSequence = [inner, inner]
    data = dicom_bytes(synthetic_image(), transfer_syntax=syntax, ViewCodeSequence=[outer])
    rows = rows_of(data)
    start = next(place for place, row in enumerate(rows) if row.keyword == "ViewCodeSequence")
    nested = [
        (row.depth, row.count if row.tag == ITEM else row.value or row.count)
        for row in rows[start : start + 8]
    ]
    assert nested == [(0, 1), (1, 1), (2, "outer"), (2, 2), (3, 1), (4, "inner"), (3, 2), (4, "inner")]


def test_what_identifies_is_marked_with_all_that_is_nested_in_it() -> None:
    inner = Dataset()
    inner.TextValue = "Doe^Jane"
    ds = dicom_dataset(synthetic_image(), PatientID="4711", ContentSequence=[inner], Manufacturer="Works")
    ds.private_block(0x0019, "VENDOR", create=True).add_new(0x10, "LO", "anything")
    rows = rows_of(file_bytes(ds))
    found = by_keyword(rows)
    assert found["PatientID"].identifies
    assert found["TextValue"].identifies
    assert not found["Manufacturer"].identifies
    assert not found["Rows"].identifies
    assert [row.identifies for row in rows if row.is_private] == [True, True]


def test_long_lists_of_numbers_come_as_their_count() -> None:
    ds = dicom_dataset(synthetic_image())
    ds.add_new(0x00280006 + 0x3000, "US", list(range(1000)))  # LUT Data
    ds.WindowCenter = ["1", "2", "3"]
    found = rows_of(file_bytes(ds))
    (numbers,) = (row for row in found if row.tag == 0x00283006)
    assert (numbers.value, numbers.count) == ("", 1000)
    assert by_keyword(found)["WindowCenter"].value == "1\\2\\3"


def test_rows_come_in_portions() -> None:
    ds = dicom_dataset(synthetic_image())
    for number in range(3 * PORTION):
        ds.add_new(0x00191000 + number, "LO", str(number))
    portions = list(element_rows(file_bytes(ds), "image.dcm"))
    assert len(portions) == 4
    assert max(map(len, portions)) == PORTION


def test_rows_before_the_damage_are_given() -> None:
    data = dicom_bytes(
        synthetic_image(), transfer_syntax=ExplicitVRLittleEndian, ViewCodeSequence=[Dataset()]
    )
    start = data.index(b"\x54\x00\x20\x02SQ") + 8
    damaged = data[:start] + b"\xff\xff\xff\xff" + data[start + 4 :]
    rows, failure = rows_and_failure(damaged)
    assert failure == message("elements_damaged", file="image.dcm")
    assert by_keyword(rows)["Modality"].value == "DX"


@pytest.mark.parametrize("length", [0, 3, 131, 140, 300, 500])
def test_a_cut_file_gives_rows_or_a_sentence(length: int) -> None:
    data = dicom_bytes(synthetic_image())
    try:
        rows_of(data[:length])
    except UnreadableRadiograph as error:
        assert "image.dcm" in str(error)  # noqa: PT017


def test_deep_nesting_is_a_sentence_after_the_rows_before() -> None:
    opening = b"\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    data = dicom_bytes(synthetic_image())
    start = data.index(b"\x08\x00\x60\x00CS")
    rows, failure = rows_and_failure(data[:start] + opening * 5000 + data[start:], "deep.dcm")
    assert failure == message("elements_nested_too_deeply", file="deep.dcm")
    assert "SOPClassUID" in by_keyword(rows)


def test_hundred_levels_are_no_problem() -> None:
    ds = Dataset()
    ds.CodeMeaning = "bottom"
    for _ in range(100):
        above = Dataset()
        above.ProcedureCodeSequence = [ds]
        ds = above
    data = dicom_bytes(synthetic_image(), ViewCodeSequence=[ds])
    assert max(row.depth for row in rows_of(data)) == 202
