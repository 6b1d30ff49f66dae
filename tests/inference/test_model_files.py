"""Which of the two built-in model files is used."""

import pytest

from tests.codes import raises_code
from tests.models import tiny_model
from xray_desktop.inference import Classifier, UnusableModel, model_files
from xray_desktop.inference.model_files import PRECISIONS, built_in_model, default_precision
from xray_desktop.resources import resource


@pytest.fixture
def resources(tmp_path, monkeypatch):
    for number, name in enumerate(PRECISIONS.values()):
        tiny_model(tmp_path / name, answer=0.2 + number / 10)
    monkeypatch.setattr(model_files, "resource", lambda name: tmp_path / name)
    return tmp_path


def test_int8_is_for_the_cpu_and_float32_for_everything_else(resources):
    assert default_precision() == "int8"
    assert default_precision("cuda") == "float32"
    assert {name: built_in_model(name) for name in PRECISIONS} == {
        "int8": resources / "model.int8.onnx",
        "float32": resources / "model.onnx",
    }


def test_without_an_int8_file_float32_is_used(resources):
    (resources / "model.int8.onnx").unlink()
    assert default_precision() == "float32"


def test_an_unknown_precision_is_reported():
    with raises_code(UnusableModel, "unknown_precision", precision="int4", known="int8, float32"):
        Classifier.load(precision="int4")


def test_the_classifier_says_which_it_is(resources, monkeypatch):
    hashes = {Classifier.load(resources / name).sha256 for name in PRECISIONS.values()}
    monkeypatch.setattr("xray_desktop.inference.classifier.released_hashes", lambda: hashes)
    assert Classifier.load().precision == "int8"
    assert Classifier.load(precision="float32").precision == "float32"
    assert Classifier.load(resources / "model.onnx").precision == ""
    assert Classifier.load().model != Classifier.load(precision="float32").model


def test_both_built_in_files_are_on_the_list_of_released_models():
    known = model_files.released_hashes()
    for precision, name in PRECISIONS.items():
        if resource(name).is_file():
            assert Classifier.load(precision=precision).sha256 in known
