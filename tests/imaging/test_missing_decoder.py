"""A decoder that is not there is told as the installation's fault, never as the file's."""

import sys

import pytest
from PIL import Image, WebPImagePlugin, features
from pydicom.pixels import get_decoder
from pydicom.uid import JPEG2000Lossless, JPEGLossless

from tests.films import dicom_bytes, encoded, synthetic_film
from tests.imaging.lossless_jpeg import lossless_jpeg
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.imaging.reading import decode_radiograph

FILM = synthetic_film(120, 150)
DEEP = synthetic_film(120, 150, bits=12)


def told(data: bytes) -> str:
    with pytest.raises(UnreadableRadiograph) as raised:
        decode_radiograph(data, "film")
    return str(raised.value)


def sentence(kind: str) -> str:
    return f"film needs a decoder for {kind} that this installation lacks. Install the program again."


@pytest.mark.parametrize(("kind", "decoder"), [("PNG", "zip_decoder"), ("JPEG2000", "jpeg2k_decoder")])
def test_a_picture(monkeypatch, kind, decoder):
    data = encoded(FILM, kind)
    monkeypatch.delattr(Image.core, decoder)
    assert told(data) == sentence(kind)


def test_a_picture_of_a_kind_that_pillow_was_built_without(monkeypatch):
    data = encoded(FILM, "WEBP")
    monkeypatch.setattr(WebPImagePlugin, "SUPPORTED", False)
    monkeypatch.setattr(features, "check", lambda feature: feature != "webp")
    assert told(data) == sentence("WebP")


def test_a_compressed_dicom(monkeypatch):
    data = dicom_bytes(DEEP, transfer_syntax=JPEG2000Lossless, BitsStored=12)
    monkeypatch.setattr(get_decoder(JPEG2000Lossless), "_available", {})
    assert told(data) == sentence(JPEG2000Lossless.name)


def test_a_lossless_jpeg(monkeypatch):
    data = lossless_jpeg(DEEP, 12)
    monkeypatch.setattr(get_decoder(JPEGLossless), "_available", {})
    assert told(data) == sentence("lossless JPEG")


def test_the_whole_of_dicom(monkeypatch):
    data = dicom_bytes(DEEP, BitsStored=12)
    monkeypatch.setitem(sys.modules, "xray_desktop.imaging.dicom", None)
    assert told(data) == sentence("DICOM")
