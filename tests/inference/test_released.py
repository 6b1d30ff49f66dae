"""The built-in model is recognised by its hash; any other model is used only when it is chosen, and is
marked.
"""

import hashlib
import json

import pytest

from tests.codes import raises_code
from tests.images import synthetic_image, write_png
from tests.models import tiny_model
from training.export.released import record, record_all
from xray_desktop import resources
from xray_desktop.cli.main import main
from xray_desktop.inference import Classifier, UnusableModel
from xray_desktop.inference.classifier import NOT_RELEASED
from xray_desktop.inference.model_files import HASHES_FILE, released_hashes
from xray_desktop.resources import resource


@pytest.fixture
def built_in(tmp_path, monkeypatch):
    """Resources of which the small model is the released one."""
    folder = tmp_path / "resources"
    folder.mkdir()
    monkeypatch.setattr(resources, "_root", lambda: folder)
    tiny_model(folder / "model.onnx")
    record_all(folder)
    return folder


def test_the_models_among_the_resources_are_listed_as_they_are():
    models = sorted(resource(HASHES_FILE).parent.glob("*.onnx"))
    if not models:
        pytest.skip("the model is not here")
    lines = [f"{hashlib.sha256(model.read_bytes()).hexdigest()}  {model.name}\n" for model in models]
    listed = resource(HASHES_FILE).read_text(encoding="utf-8")
    assert listed == "".join(lines), "list them again: python -m training.export.released"


def test_the_released_model_is_used_without_a_mark(built_in):
    classifier = Classifier.load()
    assert classifier.released
    assert NOT_RELEASED not in classifier.model
    assert Classifier.load(built_in / "model.onnx").model == classifier.model


@pytest.mark.parametrize("change", ["other weights", "flipped byte", "cut", "no list", "nonsense list"])
def test_an_altered_built_in_model_is_not_used(built_in, change):
    file = built_in / "model.onnx"
    content = bytearray(file.read_bytes())
    if change == "other weights":
        tiny_model(file, answer=0.4)
    elif change == "flipped byte":
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif change == "cut":
        file.write_bytes(content[:-1])
    elif change == "no list":
        (built_in / HASHES_FILE).unlink()
    else:
        (built_in / HASHES_FILE).write_bytes(b"\xff\xfe\x00" + b"0" * 63 + b"  model.onnx\n")
    with raises_code(UnusableModel, "built_in_model_altered", file="model.onnx"):
        Classifier.load()


def test_several_models_can_be_released(built_in):
    other = tiny_model(built_in / "model.int8.onnx", answer=0.4)
    assert not Classifier.load(other).released
    record_all(built_in)
    assert Classifier.load(other).released
    assert Classifier.load().released
    assert len(released_hashes()) == 2


def test_an_export_into_the_folder_of_the_list_enters_its_model_and_no_other(built_in, tmp_path):
    other = tiny_model(built_in / "model.int8.onnx", answer=0.4)
    record(other)
    tiny_model(built_in / "model.onnx", answer=0.3)
    record(built_in / "model.onnx")
    names = [line.split()[1] for line in (built_in / HASHES_FILE).read_text(encoding="utf-8").splitlines()]
    assert names == ["model.int8.onnx", "model.onnx"]
    assert Classifier.load().released
    record(tiny_model(tmp_path / "mine.onnx"))
    assert not (tmp_path / HASHES_FILE).exists()


@pytest.mark.usefixtures("built_in")
def test_another_model_is_used_and_marked(tmp_path):
    classifier = Classifier.load(tiny_model(tmp_path / "mine.onnx", answer=0.9, name="mine"))
    prediction = classifier.predict(synthetic_image())
    assert not classifier.released
    assert prediction.probability == pytest.approx(0.9, abs=1e-4)
    assert prediction.model == f"mine 1 {classifier.sha256[:8]} (not released)"


@pytest.mark.usefixtures("built_in")
def test_the_mark_is_in_the_results_and_the_summary_of_a_batch(tmp_path):
    write_png(tmp_path / "image.png", synthetic_image())
    mine = tiny_model(tmp_path / "mine.onnx", name="mine")
    for model, marked in ((["--model", str(mine)], True), ([], False)):
        arguments = ["classify", str(tmp_path / "image.png"), "-o", str(tmp_path / "r.csv"), "--overwrite"]
        assert main([*arguments, "--summary", str(tmp_path / "s.json"), "-q", *model]) == 0
        summary = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
        assert (NOT_RELEASED in summary["model"]) is marked
        assert (NOT_RELEASED in (tmp_path / "r.csv").read_text(encoding="utf-8")) is marked
