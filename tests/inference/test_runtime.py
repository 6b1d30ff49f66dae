"""ONNX Runtime is imported through one door, which silences it first."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import xray_desktop

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
