"""The results folder, read as a reviewer would: its tables, its figure, its report and its JSON agree."""

import csv
import json
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from tests.evaluation.reader_study.studies import make_study, read_all
from xray_desktop.evaluation.reader_study.export import export_results
from xray_desktop.evaluation.reader_study.order import shuffled_cases
from xray_desktop.evaluation.reader_study.record import read_record, records_of
from xray_desktop.evaluation.reader_study.results import evaluate_readers
from xray_desktop.evaluation.study.cases import UnusableStudy
from xray_desktop.messages import Words


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The folder of results of a study of two readers, one of whom has a name that needs care."""
    folder = tmp_path_factory.mktemp("readers")
    study = make_study(folder / "study", n=60, readers=("=Kim <b>", "이"))
    records = [read_all(folder / "study", study, number) for number in (1, 2)]
    export_results(evaluate_readers(study, records), folder / "results")
    return study, folder / "results"


def table(folder, name):
    with open(folder / "tables" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_has_everything(exported):
    _, folder = exported
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == [
        *("figures/readers_roc.csv", "figures/readers_roc.svg", "metrics.json", "report.html"),
        *("tables/against_model.csv", "tables/agreement.csv", "tables/cases.csv", "tables/help.csv"),
        *("tables/random_readers.csv", "tables/readers.csv", "tables/readings.csv"),
    ]


def test_the_table_of_readings_gives_the_figures_again(exported):
    study, folder = exported
    readings = table(folder, "readings")
    assert len(readings) == 2 * 2 * 60
    own = [row for row in readings if row["reader"] == "이" and row["read"] == "second"]
    assert [int(row["case"]) for row in own] == shuffled_cases(study, 2)
    assert [int(row["position"]) for row in own] == list(range(1, 61))
    truth = [row["ground_truth"] == "PNEUMONIA" for row in own]
    figures = next(row for row in table(folder, "readers") if (row["rater"], row["read"]) == ("이", "second"))
    assert float(figures["auc"]) == pytest.approx(
        roc_auc_score(truth, [int(row["score"]) for row in own]), abs=1e-9
    )
    called = [row["class"] == "PNEUMONIA" for row in own]
    assert float(figures["sensitivity"]) == pytest.approx(np.mean(np.array(called)[truth]), abs=1e-9)
    changed = sum(row["changed"] == "yes" for row in own)
    content = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    assert content["help"][1]["changed"] == changed > 0


def test_the_mean_of_the_readers_is_that_of_their_areas(exported):
    _, folder = exported
    rows = {row["auc"]: row for row in table(folder, "random_readers")}
    areas = {
        read: [float(row["auc"]) for row in table(folder, "readers") if row["read"] == read]
        for read in ("first", "second")
    }
    for read, values in areas.items():
        assert float(rows[read]["value"]) == pytest.approx(np.mean(values), abs=1e-9)
        assert float(rows[read]["low"]) < np.mean(values) < float(rows[read]["high"])
    difference = np.mean(areas["second"]) - np.mean(areas["first"])
    assert float(rows["difference"]["value"]) == pytest.approx(difference, abs=1e-9)
    assert 0 < float(rows["difference"]["p"]) <= 1
    content = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))["random_readers"]
    assert content["images"] == int(rows["difference"]["images"]) == 60
    assert content["analysis"]["difference"]["value"] == pytest.approx(difference, abs=1e-9)
    assert "Readers as a sample" in (folder / "report.html").read_text(encoding="utf-8")


def test_every_case_is_there_with_all_answers(exported):
    study, folder = exported
    cases = table(folder, "cases")
    assert sorted(int(row["case"]) for row in cases) == list(range(1, 61))
    disagreement = [float(row["disagreement"]) for row in cases]
    assert disagreement == sorted(disagreement, reverse=True)
    for row in cases:
        assert row["file"] == study.image(int(row["case"])).path
        assert row["이 first class"] in ("NORMAL", "PNEUMONIA")
        assert row["'=Kim <b> second confidence"] in "12345"


def test_names_are_safe_in_spreadsheets_and_on_the_page(exported):
    _, folder = exported
    assert {row["rater"] for row in table(folder, "readers")} == {"model", "'=Kim <b>", "이"}
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "=Kim &lt;b&gt;" in page
    assert "<b>" not in page
    assert "/data/" not in page  # a report is passed on; files are in the table of cases only
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_the_json_names_study_model_order_and_sessions(exported):
    study, folder = exported
    content = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    assert content["study"]["digest"] == study.digest
    assert content["study"]["model"]["sha256"] == "ab" * 32
    assert content["readers"][0]["order"] == shuffled_cases(study, 1)
    assert content["readers"][0]["sessions_cut_off"] == 0
    assert [each["read"] for each in content["raters"]] == ["model", "first", "second", "first", "second"]
    assert "NaN" not in (folder / "metrics.json").read_text(encoding="utf-8")


def test_the_figure_has_each_reader_on_the_models_curve(exported):
    _, folder = exported
    drawing = ET.parse(folder / "figures" / "readers_roc.svg")
    shapes = [element.tag.rpartition("}")[2] for element in drawing.iter()]
    assert shapes.count("circle") == 5  # the model, and two readers with two reads each
    words = " ".join(text for text in drawing.getroot().itertext())
    assert "=Kim <b>, AUC" in words


def test_the_report_is_written_in_korean(exported, tmp_path):
    study, folder = exported
    records = [read_record(path, study) for path in records_of(folder.parent / "study", study)]
    export_results(evaluate_readers(study, records), tmp_path / "results", words=Words("ko"))
    page = (tmp_path / "results/report.html").read_text(encoding="utf-8")
    assert "모델 도움의 효과" in page
    assert not [word for word in ("Sensitivity", "Reader", "Methods", ">model<", " and ") if word in page]
    for file in (folder / "tables").iterdir():
        assert (tmp_path / "results/tables" / file.name).read_bytes() == file.read_bytes()


def test_an_existing_folder_is_replaced_only_when_asked_to(tmp_path):
    study = make_study(tmp_path / "study")
    results = evaluate_readers(study, [read_all(tmp_path / "study", study, 1)])
    export_results(results, tmp_path / "results")
    with pytest.raises(UnusableStudy) as raised:
        export_results(results, tmp_path / "results")
    assert raised.value.message.code == "study_folder_exists"
    export_results(results, tmp_path / "results", overwrite=True)
    with pytest.raises(UnusableStudy) as raised:
        export_results(results, tmp_path / "study", overwrite=True)
    assert raised.value.message.code == "study_folder_not_a_study"
