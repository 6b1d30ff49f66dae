"""Files of results are recognised by their columns, and read whatever they are called."""

import pytest

from tests.evaluation.study.results_rows import row
from xray_desktop.results.formats import writer
from xray_desktop.results.reading import read_results
from xray_desktop.results.recognition import results_kind
from xray_desktop.results.row import UnusableResults

ROWS = [row("a/1.png", 0.25), row("a/2, three.png", 0.75)]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("name", ["results.txt", "results", "results.dcm", "results.csv", "results.jsonl"])
def test_results_are_recognised_and_read_under_any_name(kind, name, tmp_path):
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    writer(tmp_path / name, kind)(tmp_path / name, ROWS)
    assert results_kind(tmp_path / name) == kind
    assert [each.path for each in read_results(tmp_path / name)] == [each.path for each in ROWS]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"file,label\na.png,NORMAL\n",
        b"path,status\na.png,ok\n",
        b'{"path": "a.png"}\n',
        b'{"path": ',
        b"[" * 100_000,
        b"{" * 100_000,
        b"\x89PNG\r\n\x1a\n" + bytes(500),
        b"PAR1",
        b"PAR1" + bytes(100) + b"\xff\xff\xff\xffPAR1",
        b"PAR1" + b"path only" + (9).to_bytes(4, "little") + b"PAR1",
        b"\xff\xfe\x00" * 50,
        b'"unclosed,path,status\n',
    ],
)
def test_other_files_are_not_results(content, tmp_path):
    (tmp_path / "results.csv").write_bytes(content)
    assert results_kind(tmp_path / "results.csv") == ""


def test_what_is_not_there_is_not_results(tmp_path):
    assert results_kind(tmp_path / "missing.csv") == ""
    assert results_kind(tmp_path) == ""


def test_a_file_that_is_not_recognised_is_read_by_its_suffix_and_says_what_is_wrong(tmp_path):
    (tmp_path / "labels.csv").write_text("file,label\na.png,NORMAL\n")
    with pytest.raises(UnusableResults) as caught:
        list(read_results(tmp_path / "labels.csv"))
    assert caught.value.message.code == "results_not_a_csv"
    (tmp_path / "empty.jsonl").write_bytes(b"")
    assert list(read_results(tmp_path / "empty.jsonl")) == []
