"""Contents of the wheel and the source distribution, and an installation from the wheel."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import xray_desktop

ROOT = Path(__file__).resolve().parents[2]
VERSION = xray_desktop.__version__

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """Folder with both, built from the files under version control and the resources."""
    folder = tmp_path_factory.mktemp("distributions")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(distributions):
    return distributions / f"xray_desktop-{VERSION}-py3-none-any.whl"


def test_twine_check_passes(distributions):
    files = [str(file) for file in distributions.iterdir()]
    assert len(files) == 2
    command = [sys.executable, "-m", "twine", "check", "--strict", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_wheel_contains_the_application_with_every_resource_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    resources = {
        f"xray_desktop/resources_data/{file.relative_to(ROOT / 'resources').as_posix()}"
        for file in (ROOT / "resources").rglob("*")
        if file.is_file()
    }
    assert resources
    assert resources <= names
    assert "xray_desktop/py.typed" in names
    assert {name.partition("/")[0] for name in names} == {
        "xray_desktop",
        f"xray_desktop-{VERSION}.dist-info",
    }


def test_source_distribution_can_be_tested_and_frozen(distributions):
    with tarfile.open(distributions / f"xray_desktop-{VERSION}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "build.spec",
        ".ci/release/program.py",
        "tests/images.py",
        "training/__main__.py",
        "docs/reading.md",
        ".ci/run",
        "README.md",
        "LICENSE",
    } <= names
    assert not [name for name in names if name.startswith(("dist/", "build/", "runs/"))]


def test_installed_wheel_runs_outside_the_source_tree(wheel, tmp_path):
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target]
    subprocess.run([*pip, wheel], check=True, capture_output=True)
    command = target / "bin" / "xray-desktop"
    if sys.platform == "win32":
        command = target / "bin" / "xray-desktop.exe"
    done = subprocess.run(
        [command, "--version"], cwd=tmp_path, env={"PYTHONPATH": str(target)}, capture_output=True, text=True
    )
    assert done.stdout.strip() == f"xray-desktop {VERSION}", done.stderr

    code = "from xray_desktop.resources import resource; print(resource('icons/xray-desktop.svg'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = Path(done.stdout.strip())
    assert found.is_file()
    assert found.is_relative_to(target)
    shutil.rmtree(target)


def test_version_has_one_source_and_is_in_the_changelog():
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    newest = next(line for line in lines if line.startswith("## ["))
    assert newest.startswith(("## [Unreleased]", f"## [{VERSION}]"))
    hatch = subprocess.run(
        [sys.executable, "-m", "hatchling", "version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert hatch.stdout.strip() == VERSION
