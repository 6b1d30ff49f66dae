"""A decoder that is not there is reported as the installation's fault, never as the file's."""

import sys

import pytest
from PIL import Image, WebPImagePlugin, features
from pydicom.uid import JPEG2000Lossless

from tests.images import dicom_bytes, encoded, synthetic_image
from tests.imaging.lossless_jpeg import lossless_jpeg
from tests.messages import unreadable
from xray_desktop.imaging.reading import decode_radiograph

RADIOGRAPH = synthetic_image(120, 150)
DEEP = synthetic_image(120, 150, bits=12)


def lacks(data: bytes, kind: str) -> None:
    with unreadable("decoder_missing", file="radiograph", kind=kind):
        decode_radiograph(data, "radiograph")


@pytest.mark.parametrize(("kind", "decoder"), [("PNG", "zip_decoder"), ("JPEG2000", "jpeg2k_decoder")])
def test_an_image(monkeypatch, kind, decoder):
    data = encoded(RADIOGRAPH, kind)
    monkeypatch.delattr(Image.core, decoder)
    lacks(data, kind)


def test_an_image_of_a_kind_that_pillow_was_built_without(monkeypatch):
    data = encoded(RADIOGRAPH, "WEBP")
    monkeypatch.setattr(WebPImagePlugin, "SUPPORTED", False)
    monkeypatch.setattr(features, "check", lambda feature: feature != "webp")
    lacks(data, "WebP")


def test_a_compressed_dicom(monkeypatch):
    data = dicom_bytes(DEEP, transfer_syntax=JPEG2000Lossless, BitsStored=12)
    monkeypatch.setitem(sys.modules, "imagecodecs", None)
    lacks(data, "JPEG 2000")


def test_a_lossless_jpeg(monkeypatch):
    data = lossless_jpeg(DEEP, 12)
    monkeypatch.setitem(sys.modules, "imagecodecs", None)
    lacks(data, "JPEG")


def test_the_whole_of_dicom(monkeypatch):
    data = dicom_bytes(DEEP, BitsStored=12)
    monkeypatch.setitem(sys.modules, "xray_desktop.imaging.dicom", None)
    lacks(data, "DICOM")
