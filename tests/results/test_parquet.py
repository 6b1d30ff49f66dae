import pytest

from tests.codes import raises_code
from tests.results.test_rows import NAMES, rows_of
from xray_desktop.messages import message
from xray_desktop.results.parquet import ParquetResults, write_parquet
from xray_desktop.results.reading import read_results
from xray_desktop.results.row import Row, UnusableResults

pyarrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")

MODEL = {"model": "m 1 0", "operating_point": "balanced"}


def test_hostile_names_and_missing_values_are_read_back(tmp_path):
    rows = [
        *rows_of(NAMES),
        Row("bad.png", "error", reasons=(message("file_empty", file="bad.png"),), **MODEL),
    ]
    write_parquet(tmp_path / "r.parquet", rows)
    assert list(read_results(tmp_path / "r.parquet")) == rows


def test_a_data_frame_sees_numbers_and_not_text(tmp_path):
    import pyarrow.parquet

    write_parquet(tmp_path / "r.parquet", rows_of(["a.png"]))
    table = pyarrow.parquet.read_table(tmp_path / "r.parquet")
    assert table.schema.field("probability_pneumonia").type == pyarrow.float64()
    assert table.column("width").to_pylist() == [10]


def write(path, names, *, finish, **options):
    with ParquetResults(path, **MODEL, **options) as results:
        for row in rows_of(name for name in names if name not in results.done):
            results.append(row)
        if finish:
            results.finish()


def test_rows_of_a_run_cut_off_are_beside_the_file_and_are_resumed(tmp_path):
    file = tmp_path / "r.parquet"
    write(file, ["a"], finish=False)
    assert not file.exists()
    with raises_code(UnusableResults, "results_exist"):
        write(file, ["a"], finish=True)
    write(file, ["a", "b"], finish=True, mode="resume")
    assert [row.path for row in read_results(file)] == ["a", "b"]
    assert list(tmp_path.iterdir()) == [file]


def test_a_finished_file_is_kept_resumed_or_replaced(tmp_path):
    file = tmp_path / "r.parquet"
    write(file, ["a", "c"], finish=True)
    with raises_code(UnusableResults, "results_exist"):
        write(file, ["a"], finish=True)
    write(file, ["a", "b", "c"], finish=True, mode="resume")
    assert [row.path for row in read_results(file)] == ["a", "b", "c"]
    write(file, ["d"], finish=True, mode="overwrite")
    assert [row.path for row in read_results(file)] == ["d"]


def test_a_file_that_is_not_parquet_is_reported(tmp_path):
    (tmp_path / "r.parquet").write_text("hello")
    with raises_code(UnusableResults, "results_unreadable", file="r.parquet"):
        list(read_results(tmp_path / "r.parquet"))


def test_a_missing_package_is_reported(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with raises_code(UnusableResults, "parquet_not_installed"):
        ParquetResults(tmp_path / "r.parquet", **MODEL)
