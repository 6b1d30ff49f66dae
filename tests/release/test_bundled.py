"""Every file of the frozen program is traced to a component with its licence."""

import json
from pathlib import Path

import numpy
import onnxruntime
import pydicom
import PySide6
import pytest

from release.bundled import components
from release.notices import bill_of_materials, licenses

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [module.__file__ for module in (numpy, onnxruntime, pydicom, PySide6, json)]

pytest.importorskip("PyInstaller", reason="its licence is one of those expected; install --group build")


@pytest.fixture(scope="module")
def found():
    own = [str(ROOT / "xray_desktop" / "resources.py"), str(ROOT / "LICENSE")]
    return components([*SOURCES, *own], own=ROOT)


def test_files_are_traced_to_their_packages_and_own_files_are_left_out(found):
    assert [part.name for part in found] == [
        "numpy",
        "onnxruntime",
        "pydicom",
        "pyinstaller",
        "pyside6-essentials",
        "python",
    ]


def test_every_component_has_version_licence_and_its_text(found):
    for part in found:
        assert part.version
        assert part.license
        assert sum(map(len, part.texts)) > 500, part.name


def test_qt_licence_includes_both_texts_that_it_refers_to(found):
    text = "\n".join(part for entry in found if entry.name == "pyside6-essentials" for part in entry.texts)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_file_of_unknown_origin_stops_the_build(tmp_path):
    stray = tmp_path / "libstray.so"
    stray.write_bytes(b"\x7fELF")
    with pytest.raises(ValueError, match="libstray"):
        components([str(stray)], own=ROOT)


def test_system_library_is_traced_to_its_package():
    library = Path("/usr/lib/x86_64-linux-gnu/libxcb.so.1")
    if not (library.exists() and Path("/usr/bin/dpkg-query").exists()):
        pytest.skip("no Debian with libxcb")
    part = next(part for part in components([str(library)], own=ROOT) if part.name == "libxcb1")
    assert part.purl.startswith("pkg:deb/debian/libxcb1@")
    assert "Permission is hereby granted" in part.texts[0]


def test_notices_contain_every_licence_text_in_full(found):
    text = licenses(found)
    for part in found:
        assert f"{part.name} {part.version}: {part.license}" in text
        assert all(license_text.strip() in text for license_text in part.texts)
    assert "HarfBuzz: MIT" in text


def test_bill_of_materials_is_valid_cyclonedx_and_names_every_component(found):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = bill_of_materials(found, "1.2.3")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    document = json.loads(text)
    assert {part["purl"] for part in document["components"]} == {part.purl for part in found}
    assert document["metadata"]["component"]["version"] == "1.2.3"
    assert next(part for part in document["components"] if part["name"] == "numpy")["licenses"]
