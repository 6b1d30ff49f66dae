"""The kind of a file is told by its content."""

import pytest

from tests.images import dicom_bytes, encoded, synthetic_image
from xray_desktop.imaging.signatures import HEAD_BYTES, SUFFIXES, describe, sniff

RADIOGRAPH = synthetic_image(64, 64)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("JPEG", "JPEG"),
        ("PNG", "PNG"),
        ("TIFF", "TIFF"),
        ("BMP", "BMP"),
        ("WEBP", "WebP"),
        ("GIF", "GIF"),
        ("JPEG2000", "JPEG 2000"),
        ("PPM", "PNM"),
    ],
)
def test_image_kinds_are_recognised(kind: str, name: str) -> None:
    assert sniff(encoded(RADIOGRAPH, kind)[:HEAD_BYTES]) == name


def test_dicom_comes_before_what_its_preamble_pretends_to_be() -> None:
    assert sniff(dicom_bytes(RADIOGRAPH, preamble=b"II*\0".ljust(128, b"\0"))[:HEAD_BYTES]) == "DICOM"


def test_dicom_without_preamble_is_recognised_by_its_first_element() -> None:
    whole = dicom_bytes(RADIOGRAPH)
    assert sniff(whole[132:][:HEAD_BYTES]) == "DICOM", "with file meta information"
    data_set = whole[whole.index(b"\x08\x00\x16\x00UI") :]
    assert sniff(data_set[:HEAD_BYTES]) == "DICOM", "explicit VR"
    assert sniff(b"\x08\x00\x05\x00\x0a\x00\x00\x00ISO_IR 100") == "DICOM", "implicit VR"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x08\x00",
        b"hello, this is a note",
        b"P1 is the first patient",
        b"<html>",
        bytes(512),
        b"\x08\x00\x05\x00\xff\xff\xff\x7fnothing of the kind",
        b"BM is a text",
    ],
)
def test_what_is_no_image_is_not_taken_for_one(head: bytes) -> None:
    assert sniff(head) is None


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<!DOCTYPE html><html><body>404", "a web page"),
        (b"\n <!-- saved --> <HTML>", "a web page"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x1f\x8b\x08...", "a gzip archive"),
        (b"<?xml version='1.0'?><a/>", "an XML document"),
        ("Befund: unauffällig".encode(), "a text file"),
        ("흉부 정상".encode("utf-16"), "a text file"),
        (bytes(512), "nothing but zeros"),
        (bytes(range(200, 256)) + b"\x00\x01", "a file of an unknown kind"),
    ],
)
def test_a_stranger_is_called_what_it_seems_to_be(head: bytes, name: str) -> None:
    assert describe(head) == name


def test_suffixes_are_lower_case_with_their_dot() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)
    assert {".dcm", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".bmp", ".webp"} <= SUFFIXES
