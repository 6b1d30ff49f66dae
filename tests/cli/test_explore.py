"""`xray-desktop explore`: a data set as a folder of report, figures and tables, in both languages."""

import csv
import json
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from tests.images import write_dicom, write_png
from xray_desktop.cli.main import main


def picture(seed, shape=(60, 75)):
    """An image unlike that of any other seed."""
    rough = np.random.default_rng(seed).integers(0, 256, (8, 8), dtype=np.uint8)
    return np.asarray(Image.fromarray(rough).resize(shape[::-1], Image.Resampling.BICUBIC))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Two parts with both classes: pneumonia is lower; one image is in both parts; one file is no image."""
    folder = tmp_path_factory.mktemp("explored") / "data"
    for part in ("train", "test"):
        for name in ("NORMAL", "PNEUMONIA"):
            (folder / part / name).mkdir(parents=True)
            for seed in range(4):
                shape = (60, 75) if name == "NORMAL" else (50, 75)
                number = seed + 10 * (part == "test") + 100 * (name == "NORMAL")
                write_png(folder / part / name / f"{seed}.png", picture(number, shape))
    write_png(folder / "test/NORMAL/again.png", picture(100))
    write_dicom(folder / "test/NORMAL/a.dcm", picture(300, (60, 75)), PatientID="4711-SECRET")
    (folder / "test/NORMAL/letter.png").write_bytes(b"Dear colleague")
    (folder / "notes.txt").write_text("not an image")
    return folder


@pytest.fixture(scope="module")
def explored(data):
    output = data.parent / "overview"
    assert main(["explore", str(data), "--output", str(output), "--jobs", "2"]) == 0
    return output


def table(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_holds_report_figures_tables_and_json(explored):
    files = sorted(file.relative_to(explored).as_posix() for file in explored.rglob("*.*"))
    assert files == [
        *("figures/grey_levels_1.csv", "figures/grey_levels_1.svg"),
        *("figures/grey_levels_2.csv", "figures/grey_levels_2.svg"),
        *("files.csv", "metrics.json", "report.html"),
        *("tables/counts.csv", "tables/findings.csv", "tables/giveaways.csv"),
    ]
    ET.parse(explored / "figures/grey_levels_1.svg")
    report = (explored / "report.html").read_text(encoding="utf-8")
    assert not re.search("<script|src=|href=", report)


def test_counts_are_those_of_the_folders(explored):
    counts = {(row["part"], row["class"]): row for row in table(explored, "tables/counts.csv")}
    assert {key: int(row["images"]) for key, row in counts.items()} == {
        ("train", "NORMAL"): 4,
        ("train", "PNEUMONIA"): 4,
        ("test", "NORMAL"): 6,
        ("test", "PNEUMONIA"): 4,
    }
    assert counts["test", "NORMAL"]["unreadable"] == "1"
    assert counts["train", "PNEUMONIA"]["median_height"] == "50"
    assert len(table(explored, "files.csv")) == 19


def test_findings_and_giveaways_are_named(explored):
    findings = table(explored, "tables/findings.csv")
    assert {(row["kind"], row["grave"], row["file"]) for row in findings} == {
        ("same_file", "yes", "test/NORMAL/again.png"),
        ("same_file", "yes", "train/NORMAL/0.png"),
        ("unreadable", "", "test/NORMAL/letter.png"),
    }
    giveaways = {(row["part"], row["attribute"]): row for row in table(explored, "tables/giveaways.csv")}
    height = giveaways["train", "height"]
    assert (float(height["auc"]), height["striking"]) == (1.0, "yes")
    assert giveaways["train", "width"]["striking"] == ""
    content = json.loads((explored / "metrics.json").read_text(encoding="utf-8"))
    assert content["files"] == 19
    assert content["readable"] == 18
    assert [each["kind"] for each in content["findings"]] == ["same_file", "unreadable"]


def test_no_patient_identifier_is_written(explored):
    assert not any(b"SECRET" in file.read_bytes() for file in explored.rglob("*.*"))


def test_the_report_is_written_in_korean(data, explored, capsys):
    output = data.parent / "korean"
    assert main(["explore", str(data), "-o", str(output), "--language", "ko", "--jobs", "2"]) == 0
    report = (output / "report.html").read_text(encoding="utf-8")
    assert "클래스를 구분하는 수치" in report
    assert not [word for word in ("Findings", "Width", "Same file", "All", "bytes") if word in report]
    for file in ("files.csv", "tables/counts.csv", "tables/findings.csv", "figures/grey_levels_1.csv"):
        assert (output / file).read_bytes() == (explored / file).read_bytes()
    assert "Height (pixels) separates the classes (AUC 1.000)" in capsys.readouterr().err


def test_a_folder_is_replaced_only_when_asked_to(data, explored, capsys):
    before = (explored / "metrics.json").read_bytes()
    assert main(["explore", str(data), "-o", str(explored)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert (explored / "metrics.json").read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [["missing"], ["images", "--jobs", "0"], ["images", "--language", "xx"], []]
)
def test_wrong_arguments_end_with_status_2_and_write_nothing(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["explore", *arguments, "--output", "overview"]) == 2
    assert list(tmp_path.iterdir()) == []
