"""Debugging information is removed and the code still works."""

import ctypes
import shutil
import subprocess
import sys

import pytest

from release.debug_symbols import without_debug_symbols

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("gcc", "strip", "readelf"))),
    reason="needs Linux with gcc and binutils",
)


def library(folder, name, *options):
    source = folder / "answer.c"
    source.write_text("int answer(void) { return 42; }\n")
    subprocess.run(["gcc", "-shared", "-fPIC", *options, "-o", folder / name, source], check=True)
    return str(folder / name)


def test_library_with_debugging_information_is_replaced_by_a_working_stripped_copy(tmp_path):
    path = library(tmp_path, "libanswer.so", "-g")
    (entry,) = without_debug_symbols([("libanswer.so", path, "BINARY")], tmp_path / "copies")
    assert entry[0] == "libanswer.so"
    sections = subprocess.run(["readelf", "-S", entry[1]], capture_output=True, text=True, check=True).stdout
    assert ".debug_info" not in sections
    assert ctypes.CDLL(entry[1]).answer() == 42


def test_other_files_are_unchanged(tmp_path):
    path = library(tmp_path, "libplain.so", "-g0")
    entries = [("libplain.so", path, "BINARY"), ("libplain.so.1", "libplain.so", "SYMLINK")]
    assert without_debug_symbols(entries, tmp_path / "copies") == entries
    assert not list((tmp_path / "copies").iterdir())
