"""The layers: which package may import which, and what a checkout may contain."""

import ast
import graphlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "xray_desktop"
BELOW_THE_WINDOW = [
    "messages",
    "imaging",
    "measurement",
    "inference",
    "results",
    "evaluation",
    "exploration",
    "batch",
]
LONGEST_MODULE = 350

# Imports the modules of a list while others cannot be imported.
IMPORT_WITHOUT = """
import importlib, importlib.abc, sys
absent = set(sys.argv[1].split(","))
class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"{name} was imported", name=name)
sys.meta_path.insert(0, Absent())
for name in sys.argv[2].split(","):
    importlib.import_module(name)
"""


def modules(*packages: str) -> list[str]:
    """Names of the modules in these packages of the application, without __main__, which starts a program."""
    files = [file for package in packages for file in sorted((PACKAGE / package).rglob("*.py"))]
    names = (file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for file in files)
    return [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]


def import_without(absent: list[str], names: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IMPORT_WITHOUT, ",".join(absent), ",".join(names)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", BELOW_THE_WINDOW)
def test_packages_below_the_window_import_without_qt_and_torch(package):
    done = import_without(["PySide6", "shiboken6", "torch", "matplotlib"], modules(package))
    assert done.returncode == 0, done.stderr


def test_the_application_imports_without_the_packages_of_training():
    extras = ["torch", "torchvision", "matplotlib", "sklearn", "scipy", "onnx", "h5py", "training"]
    done = import_without(extras, modules("."))
    assert done.returncode == 0, done.stderr


def test_the_splash_of_the_window_imports_no_package_that_is_slow_to_load():
    heavy = ["numpy", "PIL", "pydicom", "onnxruntime", "tqdm"]
    done = import_without(heavy, ["xray_desktop.__main__", "xray_desktop.ui.application.start"])
    assert done.returncode == 0, done.stderr


def test_an_import_of_a_blocked_module_is_detected():
    done = import_without(["numpy"], modules("imaging"))
    assert done.returncode != 0
    assert "numpy was imported" in done.stderr


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [*command, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_import_contracts_are_kept():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_upward_import_breaks_a_contract(tmp_path):
    for package in ("xray_desktop", "training"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "xray_desktop" / "imaging" / "shortcut.py").write_text("import xray_desktop.batch\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert "xray_desktop.imaging is not allowed to import xray_desktop.batch" in done.stdout


def test_an_import_between_rooms_of_the_window_breaks_a_contract(tmp_path):
    for package in ("xray_desktop", "training"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "xray_desktop" / "ui" / "histogram" / "shortcut.py").write_text(
        "import xray_desktop.ui.worklist.panel\n"
    )
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert "xray_desktop.ui.histogram is not allowed to import xray_desktop.ui.worklist" in done.stdout


def imports_among(package: Path) -> dict[str, set[str]]:
    """For every module of a package the modules of that package that it imports, at any depth of its code."""
    files = {
        file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): file
        for file in sorted(package.rglob("*.py"))
    }
    graph: dict[str, set[str]] = {}
    for name, file in files.items():
        found = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                inner = {f"{node.module}.{alias.name}" for alias in node.names} & files.keys()
                found |= inner or {node.module}
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
        graph[name] = (found & files.keys()) - {name}
    return graph


@pytest.mark.parametrize("package", ["xray_desktop", "training"])
def test_no_modules_import_each_other_in_a_circle(package):
    graph = imports_among(ROOT / package)
    assert sum(map(len, graph.values())) > len(graph) / 2
    graphlib.TopologicalSorter(graph).prepare()


def source_files() -> list[Path]:
    return [file for package in (PACKAGE, ROOT / "training") for file in package.rglob("*.py")]


def test_modules_are_short_enough_to_be_read_at_once():
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in source_files()}
    assert not {str(file): length for file, length in lengths.items() if length > LONGEST_MODULE}


def test_every_package_states_its_purpose():
    packages = [file for file in source_files() if file.name == "__init__.py"]
    assert not [
        file for file in packages if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]


def imported_packages(folder: Path) -> dict[str, Path]:
    """Top-level names that the code of a folder imports at any depth, each with one file that does."""
    found = {}
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            found.update({name.partition(".")[0]: file for name in names})
    return found


def declared(requirements: list[str]) -> set[str]:
    """Names of the distributions that requirements ask for, in the registry's normal form."""
    return {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower().replace("_", "-") for line in requirements}


@pytest.mark.parametrize(
    ("package", "extras"),
    [("xray_desktop", ["cluster", "heif", "parquet"]), ("training", ["training", "cluster", "parquet"])],
)
def test_every_package_that_the_code_imports_is_a_declared_dependency(package, extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = declared(
        project["dependencies"] + [line for extra in extras for line in optional.get(extra, [])]
    )
    owners = importlib.metadata.packages_distributions()
    for name, file in imported_packages(ROOT / package).items():
        if name in sys.stdlib_module_names or name in {"xray_desktop", "training"}:
            continue
        distributions = {owner.lower().replace("_", "-") for owner in owners.get(name, [name])}
        assert distributions & wanted, f"{file} imports {name}, which pyproject.toml does not ask for"


def tracked_files() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


# Put together here so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(rb"(?<![\w.])/" + rb"(?:work|root|home/\w|Users/\w|opt/(?:wheels|pypi))(?:/|\b)")


def test_no_file_names_a_path_of_somebodys_machine():
    found = [
        f"{file.relative_to(ROOT)}: {match.group().decode()}"
        for file in tracked_files()
        if (match := MACHINE_PATH.search(file.read_bytes())) and file.suffix not in {".png", ".qm"}
    ]
    assert not found


def test_modules_are_named_after_what_they_hold():
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert not [file for file in source_files() if vague & set(file.stem.split("_"))]
