"""`xray-desktop readers`, from a study's folder to the folder of results."""

import json

import pytest

from tests.evaluation.reader_study.studies import make_study, read_all
from xray_desktop.cli.main import main
from xray_desktop.evaluation.reader_study.definition import record_path


@pytest.fixture
def folder(tmp_path):
    """A study that two of three readers have read."""
    study = make_study(tmp_path / "study", readers=("Kim", "Lee", "Park"))
    read_all(tmp_path / "study", study, 1)
    read_all(tmp_path / "study", study, 3, most=20)
    return tmp_path


def run(folder, *more):
    return main(["readers", str(folder / "study"), "--output", str(folder / "results"), *more])


def metrics(folder):
    return json.loads((folder / "results" / "metrics.json").read_text(encoding="utf-8"))


def test_all_records_of_a_study_are_evaluated(folder, capsys):
    assert run(folder) == 0
    assert [reader["name"] for reader in metrics(folder)["readers"]] == ["Kim", "Park"]
    printed = capsys.readouterr().err
    assert "Lee has not begun." in printed
    assert "Park has not finished: 20 of 60 reads." in printed
    assert "Kim, read 2: sensitivity" in printed
    assert (folder / "results" / "report.html").is_file()


def test_chosen_records_and_other_labels(folder):
    table = "file,label\n" + "".join(f"{index}.png,{'ill' if index % 2 else 'well'}\n" for index in range(30))
    (folder / "labels.csv").write_text(table)
    record = str(record_path(folder / "study", 1))
    more = [
        "--records",
        record,
        "--labels",
        str(folder / "labels.csv"),
        "--positive",
        "ill",
        "--negative",
        "well",
        "--quiet",
    ]
    assert run(folder, *more) == 0
    content = metrics(folder)
    assert [reader["name"] for reader in content["readers"]] == ["Kim"]
    counts = content["raters"][0]["confusion"]
    assert counts["true_positive"] + counts["false_negative"] == 15


def test_a_record_cut_in_the_middle_is_evaluated_and_said(folder, capsys):
    record = record_path(folder / "study", 1)
    record.write_bytes(record.read_bytes()[:-10])
    assert run(folder) == 0
    assert "reader-01.jsonl was incomplete" in capsys.readouterr().err


def test_what_cannot_be_used_is_one_sentence_and_no_folder(folder, capsys):
    record = record_path(folder / "study", 1)
    content = record.read_bytes()
    place = content.index(b"\n") + 20
    record.write_bytes(content[:place] + b"x" + content[place + 1 :])
    assert run(folder) == 2
    assert "damaged in line" in capsys.readouterr().err
    assert main(["readers", str(folder), "--output", str(folder / "results")]) == 2
    assert "not the folder of a reader study" in capsys.readouterr().err
    assert not (folder / "results").exists()
    record.write_bytes(content)
    assert run(folder) == 0
    capsys.readouterr()
    assert run(folder) == 2
    assert "exists already" in capsys.readouterr().err
    assert run(folder, "--overwrite", "--quiet") == 0
    assert capsys.readouterr().err == ""
