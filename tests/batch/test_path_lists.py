"""Lists of paths in the encodings that systems write them in."""

import os
import sys

import pytest

from xray_desktop.batch.path_lists import read_list

posix = pytest.mark.skipif(sys.platform == "win32", reason="such names are POSIX only")


def test_a_list_is_read_by_lines_or_by_nul() -> None:
    assert list(read_list([b"a b\nc\r", b"\n\nd"])) == ["a b", "c", "d"]
    assert list(read_list([b"a\nb\0c\0"], b"\0")) == ["a\nb", "c"]
    assert list(read_list([])) == []


@posix
def test_names_that_are_no_text_are_kept() -> None:
    assert list(read_list([b"d\xff\n"])) == [os.fsdecode(b"d\xff")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_marks_and_utf_16_are_understood(encoding: str, end: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    content = (mark + f"흉부/1.dcm{end}C:\\영상\\2.png{end}{end}").encode(encoding)
    # As iterating over a binary file gives it: split at each byte 0A, also within a character.
    lines = content.splitlines(keepends=True)
    assert list(read_list(lines)) == ["흉부/1.dcm", "C:\\영상\\2.png"]


def test_utf_16_with_nul_is_understood() -> None:
    assert list(read_list(["a\0나\0".encode("utf-16")], b"\0")) == ["a", "나"]


@posix
def test_a_list_in_cp949_finds_its_files(tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "흉부.png")
    with open(path, "wb") as file:
        file.write(b"x")
    assert list(read_list([path.encode("cp949")])) == [path]
