"""The kind of a file is recognised by its content."""

import pytest

from tests.images import dicom_bytes, encoded, synthetic_image
from xray_desktop.imaging.signatures import (
    _NON_IMAGE_SIGNATURES,
    HEAD_BYTES,
    SUFFIXES,
    describe,
    named_like_an_image,
    sniff,
)
from xray_desktop.messages import Message, load_catalogue

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
def test_other_files_are_not_taken_for_images(head: bytes) -> None:
    assert sniff(head) is None


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"<!DOCTYPE html><html><body>404", "kind_web_page"),
        (b"\n <!-- saved --> <HTML>", "kind_web_page"),
        (b"%PDF-1.7 ...", "kind_pdf"),
        (b"PK\x03\x04....", "kind_zip"),
        (b"\x1f\x8b\x08...", "kind_gzip"),
        (b"<?xml version='1.0'?><a/>", "kind_xml"),
        ("Befund: unauffällig".encode(), "kind_text"),
        ("흉부 정상".encode("utf-16"), "kind_text"),
        (bytes(512), "kind_zeros"),
        (bytes(range(200, 256)) + b"\x00\x01", "kind_unknown"),
    ],
)
def test_a_file_without_image_is_called_what_it_seems_to_be(head: bytes, code: str) -> None:
    assert describe(head) == Message(code)


def test_every_kind_of_file_without_image_has_a_text() -> None:
    texts = load_catalogue("en")
    assert {code for _, code in _NON_IMAGE_SIGNATURES} <= set(texts)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\x0a\xfa\x1f", "JPEG XL"),
        (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\x00\x00\x00\x18ftypheic\0\0\0\0mif1heic", "HEIF"),
        (b"\x00\x00\x00\x18ftypmif1\0\0\0\0mif1heic", "HEIF"),
        (b"\x00\x00\x00\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
        (b"\x00\x00\x00\x18ftypavif\0\0\0\0mif1miaf", "AVIF"),
        (b"\x00\x00\x00\x18ftypisom\0\0\0\0isomavc1", None),
    ],
)
def test_kinds_in_containers_are_told_apart(head: bytes, kind: str | None) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize("name", ["a", "a.DCM", "a/1.2.840.1", "a.dcm.gz", "x.HEIC", "b.jxl"])
def test_names_of_images(name: str) -> None:
    assert named_like_an_image(name)


@pytest.mark.parametrize("name", ["a.txt", "a.tar.gz", "a.gz", "VIEWER.EXE"])
def test_names_of_other_files(name: str) -> None:
    assert not named_like_an_image(name)


def test_suffixes_are_lower_case_with_their_dot() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)
    assert {".dcm", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".bmp", ".webp"} <= SUFFIXES
