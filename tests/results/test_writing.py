import os
import shutil
import stat
import sys

import pytest

from tests.batch.conftest import without_privileges
from tests.codes import raises_code
from xray_desktop.batch.files import find_files
from xray_desktop.messages import message
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import ResultsInTheWay, Row, UnusableResults
from xray_desktop.results.text_rows import csv_header, csv_line
from xray_desktop.results.writing import CSV, JSON_LINES, ResultsFile, own_files

MODEL = {"model": "m 1 0", "operating_point": "balanced"}


def row(path):
    return Row(path, "ok", "NORMAL", 0.25, 0.5, 10, 20, (), **MODEL)


def write(path, names, **options):
    with ResultsFile(path, **{**MODEL, **options}) as results:
        for name in names:
            results.append(row(name))
    return path


def paths(file):
    return [row.path for row in read_results(file)]


def test_rows_are_in_the_file_before_it_is_closed(tmp_path):
    results = ResultsFile(tmp_path / "r.csv", **MODEL)
    results.append(row("a"))
    assert paths(tmp_path / "r.csv") == ["a"]
    results.close()


def test_a_file_that_exists_is_left_unchanged(tmp_path):
    file = write(tmp_path / "r.csv", ["a"])
    before = file.read_bytes()
    with raises_code(ResultsInTheWay, "results_exist", file="r.csv"):
        ResultsFile(file, **MODEL)
    assert file.read_bytes() == before


def test_a_file_without_rows_is_used(tmp_path):
    (tmp_path / "r.csv").touch()
    write(tmp_path / "r.csv", [])
    assert paths(write(tmp_path / "r.csv", ["a"])) == ["a"]


def test_overwriting_starts_again(tmp_path):
    write(tmp_path / "r.csv", ["a", "b", "c"])
    assert paths(write(tmp_path / "r.csv", ["d"], mode="overwrite")) == ["d"]


@pytest.mark.parametrize(("name", "row_format"), [("r.csv", CSV), ("r.jsonl", JSON_LINES)])
def test_a_file_cut_anywhere_is_resumed_to_the_same_bytes(tmp_path, name, row_format):
    names = ["a", 'b "x"\n', "c\\", "d"]
    whole = write(tmp_path / f"whole_{name}", names, row_format=row_format).read_bytes()
    for cut in {*range(0, len(whole), 9), *range(len(whole) - 4, len(whole) + 1)}:
        file = tmp_path / name
        file.write_bytes(whole[:cut])
        with ResultsFile(file, mode="resume", row_format=row_format, **MODEL) as results:
            assert results.tally.rows == len(results.done)
            for missing in [name for name in names if name not in results.done]:
                results.append(row(missing))
        assert file.read_bytes() == whole


@pytest.mark.parametrize(("name", "row_format"), [("r.csv", CSV), ("r.jsonl", JSON_LINES)])
def test_rows_are_in_the_order_of_arrival_until_the_end_and_then_sorted(tmp_path, name, row_format):
    names = ["d", 'b "x"\n', "e", "폐렴", "a", "c\\"]
    sorted_ = write(tmp_path / f"sorted_{name}", sorted(names), row_format=row_format).read_bytes()
    file = tmp_path / name
    for killed in range(len(names)):
        with ResultsFile(file, mode="overwrite", row_format=row_format, **MODEL) as results:
            for path in names[: killed + 1]:
                results.append(row(path))
            as_killed = file.read_bytes()
            assert paths(file) == names[: killed + 1]
        assert paths(file) == sorted(names[: killed + 1])
        file.write_bytes(as_killed)
        with ResultsFile(file, mode="resume", row_format=row_format, **MODEL) as results:
            assert results.done == set(names[: killed + 1])
            for path in sorted(set(names) - results.done):
                results.append(row(path))
        assert file.read_bytes() == sorted_


def test_a_run_killed_while_it_orders_its_rows_can_be_resumed(tmp_path):
    whole = write(tmp_path / "whole.csv", ["a", "b", "c"]).read_bytes()
    file = tmp_path / "r.csv"
    file.write_bytes(csv_header() + b"".join(csv_line(row(name)) for name in "cab"))
    (tmp_path / ".r.csv.part").write_bytes(whole[:90])
    with ResultsFile(file, mode="resume", **MODEL) as results:
        assert results.done == {"a", "b", "c"}
    assert file.read_bytes() == whole
    assert sorted(tmp_path.iterdir()) == [file, tmp_path / "whole.csv"]


def test_the_ordered_file_keeps_its_permissions_and_a_link_to_it_stays_a_link(tmp_path):
    file = write(tmp_path / "r.csv", [])
    file.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    write(link, ["b", "a"])
    assert link.is_symlink()
    assert paths(file) == ["a", "b"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_rows_that_cannot_be_put_in_order_stay_and_can_be_resumed(public_folder):
    file = public_folder / "r.csv"
    file.touch()
    file.chmod(0o666)
    public_folder.chmod(0o555)
    with (
        without_privileges(),
        raises_code(UnusableResults, "results_unwritable", file="r.csv", reason=message("os_permission")),
    ):
        write(file, ["b", "a"])
    assert paths(file) == ["b", "a"]
    public_folder.chmod(0o777)
    write(file, ["c"], mode="resume")
    assert paths(file) == ["a", "b", "c"]


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="needs /dev/null")
def test_a_device_is_written_to_and_never_replaced():
    write("/dev/null", ["b", "a"])
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("gone", ["file", "folder"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files")
def test_results_that_were_deleted_are_reported_at_the_next_flush(tmp_path, gone):
    folder = tmp_path / "out"
    folder.mkdir()
    results = ResultsFile(folder / "r.csv", **MODEL)
    results.append(row("a"))
    shutil.rmtree(folder) if gone == "folder" else (folder / "r.csv").unlink()
    results.append(row("b"))
    with pytest.raises(UnusableResults) as caught:
        results.sync()
    assert caught.value.message.code == ("results_no_folder" if gone == "folder" else "results_unwritable")
    with pytest.raises(UnusableResults):
        results.close()


def test_results_and_the_files_of_a_run_beside_them_are_not_images(tmp_path):
    for file in own_files(tmp_path / "r.csv"):
        file.write_bytes(b"x")
    (tmp_path / "image.png").write_bytes(b"x")
    assert find_files([tmp_path], leave_out=own_files(tmp_path / "r.csv")).names == ["image.png"]
    assert len(list(tmp_path.iterdir())) == 5


def test_rows_that_a_resumed_run_adds_in_between_end_up_in_their_places(tmp_path):
    file = write(tmp_path / "r.csv", ["a", "c"])
    with ResultsFile(file, mode="resume", **MODEL) as results:
        assert results.done == {"a", "c"}
        results.append(row("b"))
        assert paths(file) == ["a", "c", "b"]
    assert paths(file) == ["a", "b", "c"]
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("change", [{"model": "other 2 1"}, {"operating_point": "high_sensitivity"}])
def test_results_of_another_model_or_operating_point_are_not_resumed(tmp_path, change):
    file = write(tmp_path / "r.csv", ["a"])
    before = file.read_bytes()
    with raises_code(ResultsInTheWay, "results_other_model", model="m 1 0", point="balanced"):
        ResultsFile(file, mode="resume", **{**MODEL, **change})
    assert file.read_bytes() == before


def test_a_file_that_is_not_a_results_file_is_not_resumed(tmp_path):
    file = tmp_path / "thesis.csv"
    file.write_text("my only copy\n")
    with raises_code(ResultsInTheWay, "results_other_version"):
        ResultsFile(file, mode="resume", **MODEL)
    assert file.read_text() == "my only copy\n"


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    with raises_code(UnusableResults, "results_no_folder"):
        ResultsFile(tmp_path / "none" / "r.csv", **MODEL)


def test_a_folder_in_the_place_of_the_file_is_reported(tmp_path):
    with raises_code(UnusableResults, "results_is_a_folder"):
        ResultsFile(tmp_path, **MODEL)


def test_a_file_that_may_not_be_written_is_reported(public_folder):
    file = public_folder / "r.csv"
    file.touch(mode=stat.S_IRUSR)
    with (
        without_privileges(),
        raises_code(UnusableResults, "results_unwritable", file="r.csv", reason=message("os_permission")),
    ):
        ResultsFile(file, **MODEL)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_reported():
    with raises_code(UnusableResults, "results_unwritable", reason=message("os_disk_full")):
        ResultsFile("/dev/full", **MODEL)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_disk_that_becomes_full_leaves_complete_rows_that_can_be_resumed(tmp_path):
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    results = ResultsFile(tmp_path / "r.csv", **MODEL)
    room = os.path.getsize(tmp_path / "r.csv") + 2 * len(csv_line(row("a"))) + 5
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        results.append(row("a"))
        results.append(row("b"))
        with raises_code(UnusableResults, "results_unwritable"):
            results.append(row("c"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    results.close()
    assert paths(tmp_path / "r.csv") == ["a", "b"]
    assert (tmp_path / "r.csv").read_bytes().endswith(csv_line(row("b")))


def test_a_second_run_on_the_same_file_fails(tmp_path):
    first = ResultsFile(tmp_path / "r.csv", **MODEL)
    with raises_code(UnusableResults, "results_in_use"):
        ResultsFile(tmp_path / "r.csv", mode="resume", **MODEL)
    first.append(row("a"))
    first.close()
    assert paths(tmp_path / "r.csv") == ["a"]


def test_rows_are_counted(tmp_path):
    write(tmp_path / "r.csv", ["a", "b"])
    with ResultsFile(tmp_path / "r.csv", mode="resume", **MODEL) as results:
        results.append(Row("c", "error", reasons=(message("file_empty", file="c"),), **MODEL))
        assert results.tally.rows == 3
        assert results.tally.statuses == {"ok": 2, "error": 1}
        assert results.tally.predictions == {"NORMAL": 2}
