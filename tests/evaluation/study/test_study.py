"""A study as a whole: its measures against scikit-learn, its edge cases, its folder."""

import csv
import json
import math
import re
import xml.etree.ElementTree as ET

import pytest
from sklearn import metrics as reference

from tests.evaluation.study.results_rows import PROVENANCE, rejected, row, rows_and_labels
from xray_desktop.evaluation.labels import LabelledImage, MatchedLabels
from xray_desktop.evaluation.study.cases import UnusableStudy, cases_of
from xray_desktop.evaluation.study.folder import working_folder, write_study
from xray_desktop.evaluation.study.study import evaluate_study
from xray_desktop.messages import Words


def study_of(rows, labels, **options):
    return evaluate_study(rows, labels, PROVENANCE, **{"replicates": 100, **options})


def codes(study):
    return {remark.code for remark in study.remarks}


@pytest.fixture(scope="module")
def study():
    rows, labels = rows_and_labels(200)
    return study_of(rows, labels)


def test_measures_are_those_of_scikit_learn_for_both_positive_classes(study):
    cases = study.cases
    for positive, called, scores, measures in (
        (cases.positive, cases.called, cases.probabilities, study.measures),
        (~cases.positive, ~cases.called, 1 - cases.probabilities, study.measures_normal),
    ):
        values = {measure.name: measure.value for measure in measures}
        expected = {
            "sensitivity": reference.recall_score(positive, called),
            "specificity": reference.recall_score(positive, called, pos_label=False),
            "ppv": reference.precision_score(positive, called),
            "npv": reference.precision_score(positive, called, pos_label=False),
            "accuracy": reference.accuracy_score(positive, called),
            "balanced_accuracy": reference.balanced_accuracy_score(positive, called),
            "f1": reference.f1_score(positive, called),
            "mcc": reference.matthews_corrcoef(positive, called),
            "auc": reference.roc_auc_score(positive, scores),
            "pr_auc": reference.average_precision_score(positive, scores),
            "brier": reference.brier_score_loss(positive, scores),
        }
        assert {name: values[name] for name in expected} == pytest.approx(expected, abs=1e-9)


def test_intervals_hold_the_value_and_are_the_same_for_the_same_seed(study):
    again = study_of(*rows_and_labels(200))
    for first, second in zip(study.measures, again.measures, strict=True):
        assert first.interval == second.interval
        assert first.interval[0] <= first.value <= first.interval[1]


def test_patients_and_subgroups(study):
    assert study.patients == 100
    values = [(each.column, each.value) for each in study.subgroups]
    assert values[:3] == [("", "All images"), ("sex", "F"), ("sex", "M")]
    assert sum(column == "age" for column, _ in values) == 4
    assert study.subgroups[1].images + study.subgroups[2].images == 200


def test_the_folder_holds_everything_and_no_patient_identifier(study, tmp_path):
    write_study(study, tmp_path / "study")
    files = {file.relative_to(tmp_path / "study").as_posix() for file in (tmp_path / "study").rglob("*.*")}
    figures = {"roc", "precision_recall", "reliability", "probabilities", "decision_curve", "subgroups"}
    assert files == {
        "report.html",
        "metrics.json",
        "cases.csv",
        "tables/measures.csv",
        "tables/flow.csv",
        "tables/checklist.csv",
        *(f"figures/{name}.{kind}" for name in figures for kind in ("svg", "csv")),
    }
    for file in files:
        content = (tmp_path / "study" / file).read_text(encoding="utf-8")
        assert "secret" not in content
        if file.endswith(".svg"):
            ET.fromstring(content)
    assert not working_folder(tmp_path / "study").exists()


def test_the_report_loads_nothing_and_names_the_model_and_the_positive_class(study, tmp_path):
    write_study(study, tmp_path / "study")
    report = (tmp_path / "study/report.html").read_text(encoding="utf-8")
    assert "<script" not in report
    assert "src=" not in report
    assert "href=" not in report
    assert PROVENANCE.model_sha256 in report
    assert report.count("PNEUMONIA positive") >= 3
    assert report.count("<svg") == 6


def test_a_study_in_korean_differs_in_texts_only(study, tmp_path):
    rows, labels = rows_and_labels(200)
    korean = study_of(rows, labels, words=Words("ko"))
    write_study(study, tmp_path / "en")
    write_study(korean, tmp_path / "ko")
    for file in (tmp_path / "en").rglob("*.*"):
        other = tmp_path / "ko" / file.relative_to(tmp_path / "en")
        same = file.suffix in (".csv", ".json") and file.name != "checklist.csv"
        assert (file.read_bytes() == other.read_bytes()) is same, file
    report = (tmp_path / "ko/report.html").read_text(encoding="utf-8")
    assert "<html lang='ko'>" in report
    assert not {"Measures", "Sensitivity", "Threshold", "images"} & set(
        re.findall("[A-Za-z]+", texts(report))
    )
    roc = " ".join(ET.parse(tmp_path / "ko/figures/roc.svg").getroot().itertext())
    assert "민감도" in roc
    assert "Sensitivity" not in roc
    checklist = (tmp_path / "ko/tables/checklist.csv").read_text(encoding="utf-8").splitlines()
    assert checklist[0] == "guideline,item,topic,text"


def texts(page):
    """What a reader sees of a page, without what the study itself is called."""
    without_style = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", without_style).replace(f"{PROVENANCE.images}:", "").replace("images/", "")


def test_metrics_json_and_cases_hold_the_figures(study, tmp_path):
    write_study(study, tmp_path / "study")
    content = json.loads((tmp_path / "study/metrics.json").read_text(encoding="utf-8"))
    assert content["measures"]["auc"]["value"] == study.measure("auc").value
    assert content["provenance"]["model_sha256"] == PROVENANCE.model_sha256
    with open(tmp_path / "study/cases.csv", encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == 200
    assert [case["patient"] for case in cases[:4]] == ["1", "1", "2", "2"]
    wrong = content["confusion"]["false_positive"] + content["confusion"]["false_negative"]
    assert sum(case["at_threshold"] == "wrong" for case in cases) == wrong


def test_an_existing_folder_is_replaced_only_when_it_is_a_study_and_asked_for(study, tmp_path):
    write_study(study, tmp_path / "study")
    with pytest.raises(UnusableStudy) as caught:
        write_study(study, tmp_path / "study")
    assert caught.value.message.code == "study_folder_exists"
    (tmp_path / "study/old.txt").write_text("old")
    write_study(study, tmp_path / "study", overwrite=True)
    assert not (tmp_path / "study/old.txt").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("words")
    with pytest.raises(UnusableStudy) as caught:
        write_study(study, tmp_path / "mine", overwrite=True)
    assert caught.value.message.code == "study_folder_not_a_study"
    assert (tmp_path / "mine/thesis.txt").exists()
    (tmp_path / "empty").mkdir()
    write_study(study, tmp_path / "empty")


def test_a_missing_parent_folder_is_named(study, tmp_path):
    with pytest.raises(UnusableStudy) as caught:
        write_study(study, tmp_path / "missing/study")
    assert caught.value.message.code == "study_no_parent"


@pytest.mark.parametrize("truth", [True, False])
def test_one_class_only_makes_a_study_without_roc(truth, tmp_path):
    rows, labels = rows_and_labels(20)
    images = {name: LabelledImage(truth) for name in labels.images}
    study = study_of(rows, MatchedLabels(images, ()))
    assert "study_one_class" in codes(study)
    assert math.isnan(study.measure("auc").value)
    write_study(study, tmp_path / "study")
    assert not (tmp_path / "study/figures/roc.svg").exists()


def test_five_cases_and_one_patient(tmp_path):
    rows, labels = rows_and_labels(5, per_patient=5)
    study = study_of(rows, labels)
    assert {"study_few_cases", "study_one_patient"} <= codes(study)
    assert all(math.isnan(measure.interval[0]) for measure in study.measures)
    write_study(study, tmp_path / "study")


def test_images_without_probability_are_counted_and_in_no_measure():
    rows, labels = rows_and_labels(40)
    images = {**labels.images, "x.png": LabelledImage(True, "x")}
    study = study_of([*rows, rejected("x.png")], MatchedLabels(images, ()))
    assert len(study.cases.all) == 41
    assert len(study.cases.scored) == 40
    assert study.cases.flow["rejected"] == (1, 0)
    assert "study_without_probability" in codes(study)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([rejected("a")], "study_no_probability"),
        ([row("a", 0.4), row("b", 0.6, model="other")], "study_several_models"),
        ([row("a", 0.4), row("b", 0.6, point="other")], "study_several_points"),
        ([row("a", 0.4), row("b", 0.6, threshold=0.7)], "study_several_points"),
    ],
)
def test_results_that_are_not_of_one_model_at_one_threshold(rows, code):
    labels = MatchedLabels({"a": LabelledImage(True), "b": LabelledImage(False)}, ())
    with pytest.raises(UnusableStudy) as caught:
        cases_of(rows, labels)
    assert caught.value.message.code == code
