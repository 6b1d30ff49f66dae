"""Integration with each platform: icons, document types, menu entry, version, manifest."""

import os
import re
import shutil
import subprocess
import sys
import types
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from release.app_icon import ICO_SIZES, PNG_SIZES, rendered, write_icns, write_ico, write_png
from release.document_types import DOCUMENT_TYPES, mac_document_types
from release.windows.version_resource import version_resource
from xray_desktop.imaging.reading import SUFFIXES

RELEASE = Path(__file__).resolve().parents[2] / ".ci" / "release"
ICON = RELEASE.parents[1] / "resources" / "icons" / "xray-desktop.svg"


def test_icon_has_transparent_corners_and_an_opaque_centre():
    icon = np.asarray(rendered(ICON, 64))
    assert icon.shape == (64, 64, 4)
    assert icon[0, 0, 3] == 0
    assert icon[32, 32, 3] == 255


def test_windows_icon_contains_every_size(tmp_path):
    write_ico(ICON, tmp_path / "icon.ico")
    with Image.open(tmp_path / "icon.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in ICO_SIZES}


def test_mac_icon_contains_small_and_large_sizes(tmp_path):
    write_icns(ICON, tmp_path / "icon.icns")
    with Image.open(tmp_path / "icon.icns") as icon:
        assert {16, 128, 256, 512} <= {width for width, _, _ in icon.info["sizes"]}


def test_linux_icons_follow_the_layout_of_the_icon_theme(tmp_path):
    write_png(ICON, tmp_path)
    for size in PNG_SIZES:
        with Image.open(tmp_path / f"{size}x{size}" / "apps" / "xray-desktop.png") as icon:
            assert icon.size == (size, size)


@pytest.mark.qt_log_ignore("Cannot read file")
def test_file_that_is_not_an_svg_raises(tmp_path):
    (tmp_path / "icon.svg").write_text("not an SVG")
    with pytest.raises(ValueError, match=r"icon\.svg"):
        rendered(tmp_path / "icon.svg", 16)


def test_every_document_type_can_be_read():
    assert {f".{suffix}" for kind in DOCUMENT_TYPES for suffix in kind.suffixes} <= SUFFIXES


def test_linux_and_windows_register_the_document_types():
    entry = (RELEASE / "linux" / "xray-desktop.desktop").read_text(encoding="utf-8")
    listed = re.search(r"^MimeType=(.*)$", entry, re.MULTILINE)
    assert listed
    assert listed.group(1).rstrip(";").split(";") == [kind.mime for kind in DOCUMENT_TYPES]

    installer = (RELEASE / "windows" / "installer.iss").read_text(encoding="utf-8")
    offered = set(re.findall(r'#emit Offer\("(\w+)"\)', installer))
    assert offered <= {suffix for kind in DOCUMENT_TYPES for suffix in kind.suffixes}
    assert all(offered & set(kind.suffixes) for kind in DOCUMENT_TYPES)


def test_mac_registers_the_document_types_as_an_alternate_viewer():
    kinds = mac_document_types()
    assert [kind["LSItemContentTypes"] for kind in kinds] == [[kind.uti] for kind in DOCUMENT_TYPES]
    assert {kind["LSHandlerRank"] for kind in kinds} == {"Alternate"}


def test_mime_type_of_dicom_matches_the_prefix_after_the_preamble():
    tree = ElementTree.parse(RELEASE / "linux" / "xray-desktop.xml")
    spaces = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    match = tree.find("m:mime-type[@type='application/dicom']/m:magic/m:match", spaces)
    assert match is not None
    assert match.attrib == {"type": "string", "value": "DICM", "offset": "128"}


@pytest.mark.skipif(sys.platform != "linux", reason="a shell script for Linux")
class TestMenuEntry:
    """The script in the Linux folder, run in a temporary home."""

    @pytest.fixture
    def program(self, tmp_path):
        """A folder as the build creates it, with a name that needs every kind of quoting."""
        folder = tmp_path / '엑스선 100% "good" $HOME `x` a\\b'
        (folder / "share").mkdir(parents=True)
        for name in ("xray-desktop.desktop", "xray-desktop.xml"):
            shutil.copy(RELEASE / "linux" / name, folder / "share")
        shutil.copy(RELEASE / "linux" / "add-to-menu", folder)
        write_png(ICON, folder / "share" / "hicolor")
        start = folder / "xray-desktop"
        start.write_text('#!/bin/sh\nprintf "%s" "$0"\n')
        start.chmod(0o755)
        return folder

    def run(self, program, home, *arguments):
        environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
        return subprocess.run(
            [program / "add-to-menu", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_adds_entry_types_and_icons_and_removes_them_again(self, program, tmp_path):
        home = tmp_path / "home"
        assert self.run(program, home).returncode == 0
        share = home / ".local" / "share"
        icon = share / "icons" / "hicolor" / "48x48" / "apps" / "xray-desktop.png"
        assert (share / "mime" / "packages" / "xray-desktop.xml").is_file()
        assert icon.is_file()

        assert self.run(program, home, "--remove").returncode == 0
        left = [path for path in share.rglob("xray-desktop*") if path.is_file()]
        assert not left

    def test_entry_starts_the_program_whatever_its_folder_is_called(self, program, tmp_path):
        home = tmp_path / "home"
        self.run(program, home)
        entry = home / ".local" / "share" / "applications" / "xray-desktop.desktop"
        line = re.search(r"^Exec=(.*) %F$", entry.read_text(encoding="utf-8"), re.MULTILINE)
        assert line
        # As the desktop entry specification reads it: string escapes first, then quoting, then %%.
        once = re.sub(r"\\(.)", r"\1", line.group(1))
        assert once[0] == once[-1] == '"'
        assert re.sub(r"\\(.)", r"\1", once[1:-1]).replace("%%", "%") == str(program / "xray-desktop")

    def test_desktop_file_validate_reports_nothing(self, program, tmp_path):
        if not shutil.which("desktop-file-validate"):
            pytest.skip("desktop-file-validate is not installed (Debian's desktop-file-utils)")
        self.run(program, tmp_path / "home")
        entry = tmp_path / "home" / ".local" / "share" / "applications" / "xray-desktop.desktop"
        done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")

    def test_wrong_use_shows_the_options(self, program, tmp_path):
        done = self.run(program, tmp_path / "home", "--everything")
        assert done.returncode == 2
        assert "--remove" in done.stderr


@pytest.mark.parametrize(
    ("version", "numbers"), [("1.2.3", (1, 2, 3, 0)), ("1.2.3rc1", (1, 2, 3, 0)), ("2.0", (2, 0, 0, 0))]
)
def test_windows_version_resource_has_version_and_names(version, numbers):
    record = types.SimpleNamespace
    factories = {
        name: lambda *a, **k: record(args=a, **k) for name in re.findall(r"\b[A-Z]\w+(?=\()", TEMPLATE)
    }
    resource = eval(version_resource("xray-desktop-cli", version), {"__builtins__": {}}, factories)
    assert resource.ffi.filevers == resource.ffi.prodvers == numbers
    strings = {item.args[0]: item.args[1] for item in resource.kids[0].args[0][0].args[1]}
    assert strings["FileVersion"] == strings["ProductVersion"] == version
    assert strings["OriginalFilename"] == "xray-desktop-cli.exe"


TEMPLATE = version_resource("x", "1")


def test_windows_manifest_declares_dpi_and_long_paths_and_no_elevation():
    tree = ElementTree.parse(RELEASE / "windows" / "xray-desktop.manifest")
    texts = {element.tag.rpartition("}")[2]: element for element in tree.iter()}
    assert texts["dpiAwareness"].text == "PerMonitorV2, PerMonitor"
    assert texts["longPathAware"].text == "true"
    assert texts["requestedExecutionLevel"].attrib["level"] == "asInvoker"
