"""Marks kept without a results file: merged, written as a whole, private, and free of names of files."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from xray_desktop.evaluation.kept_marks import (
    forget_kept_marks,
    mark_key,
    set_aside,
    update_kept_marks,
)
from xray_desktop.evaluation.reading_marks import Mark, UnusableMarks, read_marks_file
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.whole_file import part_file

FIRST = Mark(PredictedClass.PNEUMONIA, "apex", (Annotation(Kind.LENGTH, ((1.0, 2.0), (3.0, 4.0))),), (0, 2))
SECOND = Mark(note="second")

WRITING = """
import os, sys
from pathlib import Path
from xray_desktop.evaluation import kept_marks
from xray_desktop.evaluation.reading_marks import Mark

class Dying:
    def __init__(self, stream):
        self.stream = stream
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.stream.close()
    def write(self, data):
        self.stream.write(data[: len(data) // 2])
        self.stream.flush()
        print("half", flush=True)
        sys.stdin.read()

kept_marks.open = lambda *args: Dying(open(*args))
kept_marks.update_kept_marks(Path(sys.argv[1]), {"b" * 64: Mark(note="new " * 10_000)})
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is not there, in a folder that is not there."""
    return tmp_path / "data" / "session-marks.json"


def test_marks_come_back_as_they_were(file: Path) -> None:
    assert read_marks_file(file) == {}
    update_kept_marks(file, {"a": FIRST, "b": SECOND})
    assert read_marks_file(file) == {"a": FIRST, "b": SECOND}


def test_changes_leave_the_other_marks_and_an_empty_one_takes_its_own_out(file: Path) -> None:
    update_kept_marks(file, {"a": FIRST, "b": SECOND})
    update_kept_marks(file, {"b": Mark(), "c": SECOND})
    assert read_marks_file(file) == {"a": FIRST, "c": SECOND}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_this_user_reads_the_file(file: Path) -> None:
    for number in range(2):
        update_kept_marks(file, {str(number): FIRST})
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_key_is_a_hash_of_the_path() -> None:
    assert mark_key("/images/Doe Jane.dcm") != mark_key("/images/Doe John.dcm")
    assert len(mark_key("/images/Doe Jane.dcm")) == 64
    assert set(mark_key("/images/영상\udcff.dcm")) <= set("0123456789abcdef")


def test_a_program_killed_in_the_middle_of_writing_leaves_what_was_kept(file: Path) -> None:
    update_kept_marks(file, {"a": FIRST})
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n"
    assert part_file(file).stat().st_size > 10_000
    process.kill()
    process.communicate()
    assert read_marks_file(file) == {"a": FIRST}
    update_kept_marks(file, {"b": SECOND})
    assert read_marks_file(file) == {"a": FIRST, "b": SECOND}
    assert not part_file(file).exists()


def test_a_damaged_file_is_reported_not_overwritten_and_can_be_set_aside(file: Path) -> None:
    update_kept_marks(file, {"a": FIRST})
    file.write_bytes(file.read_bytes()[:-20])
    damaged = file.read_bytes()
    for attempt in (lambda: read_marks_file(file), lambda: update_kept_marks(file, {"b": SECOND})):
        with pytest.raises(UnusableMarks) as caught:
            attempt()
        assert caught.value.message.code == "marks_damaged"
    assert set_aside(file).read_bytes() == damaged
    assert read_marks_file(file) == {}


def test_a_file_that_cannot_be_written_stays_as_it_is(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(UnusableMarks) as caught:
        update_kept_marks(file, {"a": FIRST})
    assert caught.value.message.code == "marks_unreadable"
    file.rmdir()
    file.parent.rmdir()
    file.parent.write_text("a file where the folder should be")
    with pytest.raises(UnusableMarks) as caught:
        update_kept_marks(file, {"a": FIRST})
    assert caught.value.message.code in ("marks_unreadable", "marks_unwritable")


def test_forgetting_leaves_nothing(file: Path) -> None:
    update_kept_marks(file, {"a": FIRST})
    set_aside(file)
    update_kept_marks(file, {"a": FIRST})
    part_file(file).write_bytes(b"left by a program that was killed")
    forget_kept_marks(file)
    assert not list(file.parent.iterdir())
    forget_kept_marks(file)
