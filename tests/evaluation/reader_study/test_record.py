"""A reader's record survives what happens to it: kill -9, a cut at any byte, a second program, a full
disk.
"""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.evaluation.reader_study.studies import N, P, make_study, read_all, study_of
from tests.messages import codes
from xray_desktop.evaluation.reader_study.definition import SecondRead, UnusableReaderStudy, record_path
from xray_desktop.evaluation.reader_study.order import Task
from xray_desktop.evaluation.reader_study.record import read_record, records_of
from xray_desktop.evaluation.reader_study.record_file import RecordFile

READING = """
import sys, time
from pathlib import Path
from xray_desktop.evaluation.reader_study.definition import read_study
from xray_desktop.evaluation.reader_study.record_file import RecordFile
from xray_desktop.inference.prediction import PredictedClass
folder = Path(sys.argv[1])
study = read_study(folder)
record = RecordFile(folder, study, 1)
while (task := record.record.next_task(study)) is not None:
    record.shown(task)
    record.answer(task, PredictedClass.NORMAL, 3, 1.5)
    print(len(record.record.readings), flush=True)
    time.sleep(0.002)
"""


@pytest.fixture
def folder(tmp_path):
    make_study(tmp_path / "study")
    return tmp_path / "study"


@pytest.fixture
def study():
    return study_of()


def refused(code, work):
    with pytest.raises(UnusableReaderStudy) as raised:
        work()
    assert raised.value.message.code == code
    return dict(raised.value.message.values)


def test_answers_are_kept_with_confidence_time_and_place(folder, study):
    with RecordFile(folder, study, 2) as record:
        task = record.record.next_task(study)
        record.shown(task)
        record.paused()
        record.resumed()
        record.answer(task, P, 4, 12.3456)
        record.answer(Task(task.case, 2), N, 2, 3.0)
    known = read_record(record_path(folder, 2), study)
    first, second = known.readings[task], known.readings[Task(task.case, 2)]
    assert (first.answer, first.confidence, first.seconds, first.position, first.score) == (
        P,
        4,
        12.346,
        1,
        4,
    )
    assert (second.answer, second.score, second.position) == (N, -2, 1)
    assert (known.reader, known.number, known.sessions, known.closed, known.pauses) == ("Lee", 2, 1, 1, 1)
    assert records_of(folder, study) == [record_path(folder, 2)]


def test_a_reader_continues_where_they_ended(folder, study):
    read_all(folder, study, 1, most=11)
    with RecordFile(folder, study, 1) as record:
        assert record.record.progress(study) == (11, 60)
        assert record.record.progress(study, 2) == (5, 30)
        assert record.record.next_task(study).read == 2
    assert read_all(folder, study, 1).progress(study) == (60, 60)
    assert read_record(record_path(folder, 1), study).sessions == 3


def test_a_program_killed_at_any_moment_leaves_every_answer_that_it_has_confirmed(folder, study):
    process = subprocess.Popen(
        [sys.executable, "-c", READING, str(folder)], stdout=subprocess.PIPE, text=True
    )
    confirmed = 0
    while confirmed < 17:
        confirmed = int(process.stdout.readline())
    process.kill()
    process.wait()
    confirmed = max([confirmed, *map(int, process.stdout.read().split())])
    process.stdout.close()
    known = read_record(record_path(folder, 1), study)
    assert confirmed <= len(known.readings) <= confirmed + 1
    assert (known.sessions, known.closed) == (1, 0)
    # The lock went with the program.
    assert read_all(folder, study, 1).progress(study) == (60, 60)


def test_a_second_program_is_kept_from_the_same_record_and_learns_who_has_it(folder, study):
    process = subprocess.Popen(
        [sys.executable, "-c", READING.replace("0.002", "60"), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "1\n"
        values = refused("record_in_use", lambda: RecordFile(folder, study, 1))
        assert str(process.pid) in values["holder"]
        with RecordFile(folder, study, 2):
            refused("record_in_use", lambda: RecordFile(folder, study, 2))
    finally:
        process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        process.wait()
        process.stdout.close()
    with RecordFile(folder, study, 1) as record:
        assert len(record.record.readings) == 1


def test_a_record_cut_at_any_byte_loses_its_last_line_at_most_and_says_so(folder, study):
    read_all(folder, study, 1, most=4)
    path = record_path(folder, 1)
    content = path.read_bytes()
    ends = [index + 1 for index, byte in enumerate(content) if byte == ord("\n")]
    answers = [json.loads(line).get("event") == "answer" for line in content.splitlines()]
    for cut in range(ends[1], len(content)):
        path.write_bytes(content[:cut])
        known = read_record(path, study)
        whole = sum(end <= cut for end in ends)
        assert len(known.readings) == sum(answers[:whole])
        assert codes(known.remarks) == ([] if cut in ends else ["record_cut"])
    path.write_bytes(content[: ends[-1] - 5] + b"\0" * 300)
    assert codes(read_record(path, study).remarks) == ["record_cut"]


def test_reading_continues_after_a_cut(folder, study):
    read_all(folder, study, 1, most=6)
    path = record_path(folder, 1)
    lines = path.read_bytes().splitlines(keepends=True)
    answer = max(number for number, line in enumerate(lines) if b'"answer"' in line)
    path.write_bytes(b"".join(lines[:answer]) + lines[answer][:30])
    with RecordFile(folder, study, 1) as record:
        assert codes(record.record.remarks) == ["record_cut"]
        assert len(record.record.readings) == 5
    assert read_all(folder, study, 1).progress(study) == (60, 60)
    assert codes(read_record(path, study).remarks) == []


def test_a_record_whose_first_line_is_cut_begins_again(folder, study):
    read_all(folder, study, 1, most=1)
    path = record_path(folder, 1)
    path.write_bytes(path.read_bytes()[:20])
    refused("record_empty", lambda: read_record(path, study))
    assert read_all(folder, study, 1, most=1).progress(study) == (1, 60)


@pytest.mark.parametrize("change", ["edited", "removed", "swapped", "twice"])
def test_a_line_changed_before_the_last_is_noticed(folder, study, change):
    read_all(folder, study, 1, most=5)
    path = record_path(folder, 1)
    lines = path.read_bytes().splitlines(keepends=True)
    if change == "edited":
        lines[3] = lines[3].replace(b'"confidence": ', b'"confidence":  ')
        assert lines[3] != path.read_bytes().splitlines(keepends=True)[3]
    elif change == "removed":
        del lines[3]
    elif change == "swapped":
        lines[3], lines[4] = lines[4], lines[3]
    else:
        lines.insert(3, lines[3])
    path.write_bytes(b"".join(lines))
    values = refused("record_damaged", lambda: read_record(path, study))
    assert values["line"] in (4, 5)
    refused("record_damaged", lambda: RecordFile(folder, study, 1))


def test_records_of_other_studies_and_other_files_are_named(folder, study, tmp_path):
    other = make_study(tmp_path / "other", seed=99)
    read_all(tmp_path / "other", other, 1, most=1)
    refused("record_other_study", lambda: read_record(record_path(tmp_path / "other", 1), study))
    record_path(folder, 1).write_bytes(record_path(tmp_path / "other", 1).read_bytes())
    refused("record_other_study", lambda: RecordFile(folder, study, 1))
    (tmp_path / "letter.jsonl").write_text("Dear colleague\nyours\n")
    refused("record_not_a_record", lambda: read_record(tmp_path / "letter.jsonl"))
    refused("record_unreadable", lambda: read_record(tmp_path / "missing.jsonl"))
    (tmp_path / "void.jsonl").write_bytes(b"")
    refused("record_empty", lambda: read_record(tmp_path / "void.jsonl"))


def test_an_image_that_cannot_be_opened_is_noted_and_not_asked_for_again(folder, study):
    with RecordFile(folder, study, 1) as record:
        task = record.record.next_task(study)
        record.unreadable(task, "file_empty")
        assert record.record.next_task(study).case != task.case
    known = read_record(record_path(folder, 1), study)
    assert known.unreadable == {task.case}
    assert known.done(Task(task.case, 2))


def test_an_answer_is_given_once_and_is_one_of_those_there_are(folder, study):
    with RecordFile(folder, study, 1) as record:
        task = record.record.next_task(study)
        for wrong in ((N, 0), (N, 6), (type(N).UNCERTAIN, 3)):
            with pytest.raises(ValueError, match="once"):
                record.answer(task, *wrong, 1.0)
        record.answer(task, N, 3, 1.0)
        with pytest.raises(ValueError, match="once"):
            record.answer(task, P, 3, 1.0)
    assert len(read_record(record_path(folder, 1), study).readings) == 1


def test_a_folder_that_cannot_be_written_is_named(folder, study):
    (folder / "readers").rmdir()
    (folder / "readers").write_text("")
    refused("record_unwritable", lambda: RecordFile(folder, study, 1))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_costs_the_answer_that_was_not_written_and_no_other(folder, study):
    with RecordFile(folder, study, 1) as record:
        task = record.record.next_task(study)
        record.answer(task, N, 3, 1.0)
        file = record._file
        with open("/dev/full", "r+b", buffering=0) as record._file:
            refused("record_unwritable", lambda: record.answer(Task(task.case, 2), N, 3, 1.0))
        record._file = file
        assert Task(task.case, 2) not in record.record.readings
        record.answer(Task(task.case, 2), P, 3, 1.0)
    assert len(read_record(record_path(folder, 1), study).readings) == 2


@pytest.mark.timing
def test_two_thousand_answers_are_read_within_a_second(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: None)
    folder = tmp_path / "large"
    study = make_study(folder, n=2000, second_read=SecondRead.NONE)
    with RecordFile(folder, study, 1) as record:
        for case in range(1, 2001):
            record.answer(Task(case, 1), N, 3, 1.0)
    begin = time.perf_counter()
    assert read_record(record_path(folder, 1), study).progress(study) == (2000, 2000)
    assert time.perf_counter() - begin < 1
