"""ONNX Runtime is imported in one module, with its telemetry off; devices and precisions to choose from."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import xray_desktop
from xray_desktop.inference import model_files, runtime
from xray_desktop.inference.runtime import DEVICES, available_engines, engine

ROOT = Path(xray_desktop.__file__).parent


def test_nothing_else_in_the_program_imports_onnx_runtime():
    importing = []
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            if any(name.partition(".")[0] == "onnxruntime" for name in names):
                importing.append(file.relative_to(ROOT).as_posix())
    assert importing == ["inference/runtime.py"]


@pytest.mark.parametrize("module", ["xray_desktop.inference.runtime", "training"])
def test_it_leaves_nothing_in_the_users_cache(tmp_path, module):
    silence = {"xray_desktop.inference.runtime": "m.onnx_runtime()", "training": "import onnxruntime"}[module]
    code = f"import {module} as m; {silence}; import onnxruntime; print(onnxruntime.__version__)"
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = {**kept, "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT.parent)}
    subprocess.run([sys.executable, "-B", "-c", code], env=environment, check=True, cwd=tmp_path)
    assert list(tmp_path.rglob("*")) == []


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
def test_a_word_gives_device_and_precision(word, device, precision):
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
