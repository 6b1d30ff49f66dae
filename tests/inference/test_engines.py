"""One word for how the network is run."""

import pytest

from xray_desktop.inference import model_files, runtime
from xray_desktop.inference.runtime import DEVICES, available_engines, engine


@pytest.mark.parametrize(
    ("word", "device", "precision"),
    [
        ("", "cpu", ""),
        ("int8", "cpu", "int8"),
        ("float32", "cpu", "float32"),
        ("cuda", "cuda", ""),
        ("of a later version", "cpu", ""),
    ],
)
def test_a_word_stands_for_device_and_precision(word, device, precision):
    assert engine(word) == {"device": device, "precision": precision}


def test_only_what_is_here_can_be_chosen(monkeypatch, tmp_path):
    (tmp_path / "model.onnx").touch()
    monkeypatch.setattr(model_files, "resource", lambda name: tmp_path / name)
    monkeypatch.setattr(runtime, "available_devices", lambda: ["cpu", "directml"])
    assert available_engines() == ["float32", "directml"]
    (tmp_path / "model.int8.onnx").touch()
    assert available_engines() == ["int8", "float32", "directml"]


def test_no_device_is_named_like_a_precision():
    assert not {"int8", "float32"} & set(DEVICES)
