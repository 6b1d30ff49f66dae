"""A decoder that is not there is told as the installation's fault, never as the file's."""

import sys

import pytest
from PIL import Image, WebPImagePlugin, features
from pydicom.pixels import get_decoder
from pydicom.uid import JPEG2000Lossless, JPEGLossless

from tests.images import dicom_bytes, encoded, synthetic_image
from tests.imaging.lossless_jpeg import lossless_jpeg
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading import decode_radiograph

RADIOGRAPH = synthetic_image(120, 150)
DEEP = synthetic_image(120, 150, bits=12)


def notified(data: bytes) -> str:
    with pytest.raises(UnreadableRadiograph) as raised:
        decode_radiograph(data, "radiograph")
    return str(raised.value)


def sentence(kind: str) -> str:
    return f"image needs a decoder for {kind} that this installation lacks. Install the program again."


@pytest.mark.parametrize(("kind", "decoder"), [("PNG", "zip_decoder"), ("JPEG2000", "jpeg2k_decoder")])
def test_a_image(monkeypatch, kind, decoder):
    data = encoded(RADIOGRAPH, kind)
    monkeypatch.delattr(Image.core, decoder)
    assert notified(data) == sentence(kind)


def test_a_image_of_a_kind_that_pillow_was_built_without(monkeypatch):
    data = encoded(RADIOGRAPH, "WEBP")
    monkeypatch.setattr(WebPImagePlugin, "SUPPORTED", False)
    monkeypatch.setattr(features, "check", lambda feature: feature != "webp")
    assert notified(data) == sentence("WebP")


def test_a_compressed_dicom(monkeypatch):
    data = dicom_bytes(DEEP, transfer_syntax=JPEG2000Lossless, BitsStored=12)
    monkeypatch.setattr(get_decoder(JPEG2000Lossless), "_available", {})
    assert notified(data) == sentence(JPEG2000Lossless.name)


def test_a_lossless_jpeg(monkeypatch):
    data = lossless_jpeg(DEEP, 12)
    monkeypatch.setattr(get_decoder(JPEGLossless), "_available", {})
    assert notified(data) == sentence("lossless JPEG")


def test_the_whole_of_dicom(monkeypatch):
    data = dicom_bytes(DEEP, BitsStored=12)
    monkeypatch.setitem(sys.modules, "xray_desktop.imaging.dicom", None)
    assert notified(data) == sentence("DICOM")
