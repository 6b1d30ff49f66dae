import pytest

from tests.codes import raises_code
from tests.results.test_rows import rows_of, written
from xray_desktop.results.merging import merge_results
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.writing import JSON_LINES


def parts(folder, *rows):
    files = []
    for number, some in enumerate(rows):
        files.append(folder / f"{number}.csv")
        files[-1].write_bytes(written(some))
    return files


def test_rows_are_sorted_and_counted(tmp_path):
    rows = rows_of(["a", "b/1", "c\n", "d"])
    tally = merge_results(parts(tmp_path, rows[1::2], rows[::2]), tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_bytes() == written(rows)
    assert (tally.rows, tally.statuses) == (4, {"ok": 4})


def test_formats_may_differ(tmp_path):
    rows = rows_of(["a", "b"])
    JSON_LINES.write(tmp_path / "x.jsonl", rows[1:])
    files = [*parts(tmp_path, rows[:1]), tmp_path / "x.jsonl"]
    merge_results(files, tmp_path / "all.jsonl", write=JSON_LINES.write)
    assert list(read_results(tmp_path / "all.jsonl")) == rows


def test_shards_that_do_not_belong_together_are_not_merged(tmp_path):
    rows = rows_of(["a", "b"])
    other = [Row("c", "ok", "NORMAL", 0.25, 0.5, 1, 2, (), "other 2 1", "balanced")]
    for shards, code in (
        ((rows, rows[1:]), "results_in_two_files"),
        ((rows, other), "results_of_two_models"),
        ((rows[::-1],), "results_not_sorted"),
    ):
        with raises_code(UnusableResults, code):
            merge_results(parts(tmp_path, *shards), tmp_path / "all.csv")
    with raises_code(UnusableResults, "results_unreadable"):
        merge_results([tmp_path / "none.csv"], tmp_path / "all.csv")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["0.csv", "1.csv"]


def test_nothing_is_left_of_a_merge_that_fails(tmp_path):
    with pytest.raises(UnusableResults):
        merge_results(parts(tmp_path, rows_of(["a", "b"]), rows_of(["b"])), tmp_path / "all.csv")
    assert not [file for file in tmp_path.iterdir() if "all" in file.name]


def test_a_file_that_exists_is_replaced_only_with_overwrite(tmp_path):
    files = parts(tmp_path, rows_of(["a"]))
    (tmp_path / "all.csv").write_text("mine")
    with raises_code(UnusableResults, "merged_results_exist"):
        merge_results(files, tmp_path / "all.csv")
    merge_results(files, tmp_path / "all.csv", overwrite=True)
    assert len(list(read_results(tmp_path / "all.csv"))) == 1


def test_a_missing_folder_is_reported(tmp_path):
    with raises_code(UnusableResults, "results_no_folder"):
        merge_results(parts(tmp_path, rows_of(["a"])), tmp_path / "none" / "all.csv")
