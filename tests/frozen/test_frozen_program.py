"""The frozen program gives the same results as the source tree, from any folder and for any user."""

import csv
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pydicom.uid import JPEG2000Lossless, JPEGBaseline8Bit, RLELossless

import xray_desktop
from tests.frozen.conftest import ROOT, Frozen
from tests.images import synthetic_image, write_dicom, write_jpeg, write_png, write_tiff

pytestmark = pytest.mark.slow

MODEL = Path("_internal", "xray_desktop", "resources_data", "model.int8.onnx")
DATA = Path(os.environ.get("XRAY_DATA", ROOT.parent / "shared" / "data"))


def rows(text: str) -> dict[str, dict[str, str]]:
    """The rows of a results CSV by their path."""
    return {row["path"]: row for row in csv.DictReader(text.lstrip("\ufeff").splitlines())}


def classified_by_source(images: Path, results: Path) -> dict[str, dict[str, str]]:
    command = [sys.executable, "-m", "xray_desktop", "classify", images, "--output", results]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return rows(results.read_text(encoding="utf-8"))


def classified_by(frozen: Frozen, images: Path, results: Path, **more: str) -> dict[str, dict[str, str]]:
    done = frozen.run("xray-desktop-cli", "classify", images, "--output", results, **more)
    assert done.returncode == 0, done.stderr
    return rows(results.read_text(encoding="utf-8"))


def assert_same(ours: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]]) -> None:
    assert ours.keys() == theirs.keys()
    for path, row in ours.items():
        other = theirs[path]
        assert [row[name] for name in ("status", "prediction", "model")] == [
            other[name] for name in ("status", "prediction", "model")
        ]
        if row["probability_pneumonia"]:
            assert float(row["probability_pneumonia"]) == pytest.approx(
                float(other["probability_pneumonia"]), abs=1e-6
            )


def test_every_format_gets_the_same_probability_as_from_the_source_tree(frozen, folder, tmp_path):
    images = folder / "images"
    images.mkdir()
    image, deep = synthetic_image(seed=1), synthetic_image(seed=2, bits=12)
    write_jpeg(images / "image.jpeg", image)
    write_png(images / "16비트 영상.png", deep)
    write_tiff(images / "image.tiff", deep)
    write_dicom(images / "plain.dcm", deep, BitsStored=12)
    write_dicom(images / "jpeg.dcm", image, transfer_syntax=JPEGBaseline8Bit)
    write_dicom(images / "jpeg2000.dcm", deep, transfer_syntax=JPEG2000Lossless, BitsStored=12)
    write_dicom(images / "rle.dcm", deep, transfer_syntax=RLELossless, BitsStored=12)
    (images / "letter.jpg").write_text("Dear colleague")

    done = frozen.run("xray-desktop-cli", "classify", images, "--output", folder / "frozen.csv")
    assert done.returncode == 1, "one file cannot be read"
    theirs = rows((folder / "frozen.csv").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "xray_desktop", "classify", images, "--output", tmp_path / "source.csv"]
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    ours = rows((tmp_path / "source.csv").read_text(encoding="utf-8"))
    assert len(theirs) == 8
    assert theirs["letter.jpg"]["status"] == "error"
    assert [path for path, row in theirs.items() if row["status"] == "error"] == ["letter.jpg"]
    assert_same(ours, theirs)


@pytest.mark.data
def test_real_radiographs_get_the_same_probability_as_from_the_source_tree(frozen, folder, tmp_path):
    if not DATA.is_dir():
        pytest.skip(f"no real radiographs in {DATA} (XRAY_DATA names their folder)")
    images = folder / "images"
    images.mkdir()
    for kind in ("NORMAL", "PNEUMONIA"):
        for image in sorted((DATA / "chest_xray" / "train" / kind).iterdir())[:3]:
            shutil.copy(image, images)
    theirs = classified_by(frozen, images, folder / "frozen.csv")
    assert len(theirs) == 6
    assert_same(classified_by_source(images, tmp_path / "source.csv"), theirs)


def test_self_test_passes(frozen):
    done = frozen.run("xray-desktop-cli", "--self-test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Window: PNEUMONIA" in done.stdout


def test_version_is_that_of_the_package(frozen):
    done = frozen.run("xray-desktop-cli", "--version")
    assert done.stdout.strip() == f"xray-desktop {xray_desktop.__version__}"


def test_command_line_without_arguments_shows_its_help(frozen):
    done = frozen.run("xray-desktop-cli")
    assert done.returncode == 0
    assert "classify" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="locales of Linux")
def test_korean_names_are_read_and_written_in_the_c_locale(frozen, folder):
    images = folder / "영상"
    images.mkdir()
    write_png(images / "흉부.png", synthetic_image())
    assert "흉부.png" in classified_by(frozen, images, folder / "결과.csv", LC_ALL="C")


def test_damaged_model_gives_one_message(frozen, place, folder):
    copy = place / "damaged"
    shutil.copytree(frozen.folder, copy, symlinks=True)
    model = copy / MODEL
    model.chmod(0o644)
    model.write_bytes(model.read_bytes()[:100_000])
    write_png(folder / "image.png", synthetic_image())

    damaged = Frozen(copy, frozen.home)
    done = damaged.run("xray-desktop-cli", "classify", folder, "--output", folder / "results.csv")
    assert done.returncode == 2
    assert "model.int8.onnx" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (folder / "results.csv").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_neither_python_nor_the_source_tree_is_used(frozen, folder):
    """All files mapped by the window with an image are in its folder or belong to the system."""
    write_png(folder / "image.png", synthetic_image())
    process = frozen.start("xray-desktop", folder / "image.png")
    try:
        mapped = _mapped_when_ready(process)
    finally:
        process.kill()
        process.communicate()
    outside = {path for path in mapped if path.startswith("/") and not path.startswith(str(frozen.folder))}
    system = ("/usr/lib", "/lib", "/usr/share", "/dev", "/memfd:", "/var/cache", str(frozen.home))
    assert not [path for path in outside if not path.startswith(system)]
    python = ("/python3", "/libpython", "/site-packages", "/dist-packages")
    assert not [path for path in outside if any(part in path for part in python)]


def _mapped_when_ready(process: subprocess.Popen[str]) -> set[str]:
    """Files mapped by the process after Qt and ONNX Runtime are loaded."""
    for _ in range(600):
        assert process.poll() is None, process.communicate()
        lines = Path(f"/proc/{process.pid}/maps").read_text().splitlines()
        mapped = {line.split(maxsplit=5)[5] for line in lines if len(line.split(maxsplit=5)) == 6}
        if any("onnxruntime" in path for path in mapped) and any("libQt6Widgets" in path for path in mapped):
            return mapped
        time.sleep(0.1)
    raise AssertionError("the window never loaded Qt and ONNX Runtime")


def test_unused_packages_are_not_included(built):
    names = {path.name.lower() for path in built.rglob("*")}
    for unwanted in ("torch", "matplotlib", "scipy", "sklearn", "pandas", "onnx", "tkinter", "libgtk-3.so.0"):
        assert unwanted not in names
    assert not [name for name in names if name.startswith(("libqt6qml", "libqt6quick", "qt6quick", "qt6qml"))]
    translations = {path.name for path in built.rglob("qt*.qm")}
    assert translations <= {"qtbase_ko.qm", "qtbase_en.qm"}


def test_licences_and_bill_of_materials_are_included(built):
    notices = (built / "THIRD_PARTY_LICENSES.txt").read_text(encoding="utf-8")
    for name in ("pyside6-essentials", "onnxruntime", "numpy", "pydicom", "pillow", "python"):
        assert f"{name} " in notices
    assert (built / "LICENSE.txt").is_file()
    assert (built / "sbom.cdx.json").is_file()
