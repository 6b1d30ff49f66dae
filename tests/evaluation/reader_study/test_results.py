"""Figures of a reader study against scikit-learn, statsmodels and SciPy, computed from the answers again."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score, confusion_matrix, roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar as mcnemar_reference
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as fleiss_reference
from statsmodels.stats.proportion import proportion_confint

from tests.evaluation.reader_study.studies import N, P, make_study, read_all, study_of
from tests.messages import codes
from xray_desktop.evaluation.delong import compare_aucs
from xray_desktop.evaluation.reader_study.definition import (
    SecondRead,
    UnusableReaderStudy,
    create_study,
    record_path,
)
from xray_desktop.evaluation.reader_study.order import Task
from xray_desktop.evaluation.reader_study.record import read_record
from xray_desktop.evaluation.reader_study.record_file import RecordFile
from xray_desktop.evaluation.reader_study.results import evaluate_readers


@pytest.fixture(scope="module")
def read_study(tmp_path_factory):
    """A study of 120 images read twice by three readers: definition, records, results."""
    folder = tmp_path_factory.mktemp("study") / "study"
    study = make_study(folder, n=120, readers=("Kim", "Lee", "Park"))
    records = [read_all(folder, study, number) for number in (1, 2, 3)]
    return study, records, evaluate_readers(study, records)


def truth(study):
    return np.array([image.truth is P for image in study.images])


def answers(study, record, read):
    readings = [record.readings[Task(case, read)] for case in range(1, len(study.images) + 1)]
    return np.array([each.answer is P for each in readings]), np.array([each.score for each in readings])


def figures(results, name, read):
    return next(each for each in results.raters if (each.name, each.read) == (name, read))


@pytest.mark.parametrize("read", [1, 2])
@pytest.mark.parametrize("reader", range(3))
def test_a_readers_operating_point_and_auc(read_study, reader, read):
    study, records, results = read_study
    called, scores = answers(study, records[reader], read)
    found = figures(results, records[reader].reader, read)
    (tn, fp), (fn, tp) = confusion_matrix(truth(study), called)
    counts = found.confusion
    assert (counts.true_negative, counts.false_positive) == (tn, fp)
    assert (counts.false_negative, counts.true_positive) == (fn, tp)
    assert found.sensitivity[0] == pytest.approx(tp / (tp + fn), abs=1e-12)
    assert found.specificity[1:] == pytest.approx(proportion_confint(tn, tn + fp, method="wilson"), abs=1e-4)
    assert found.auc[0] == pytest.approx(roc_auc_score(truth(study), scores), abs=1e-12)
    assert found.auc[1] < found.auc[0] < found.auc[2]
    seconds = [each.seconds for task, each in records[reader].readings.items() if task.read == read]
    assert found.seconds == pytest.approx((np.median(seconds), sum(seconds)))


def test_the_models_operating_point_and_auc(read_study):
    study, _, results = read_study
    probabilities = np.array([image.probability for image in study.images])
    found = figures(results, "model", 0)
    assert found.auc[0] == pytest.approx(roc_auc_score(truth(study), probabilities), abs=1e-12)
    assert found.confusion.true_positive == ((probabilities >= 0.5) & truth(study)).sum()
    assert math.isnan(found.seconds[0])


def test_agreement_of_readers_and_with_the_model(read_study):
    study, records, results = read_study
    pairs = {(pair.first, pair.second, pair.read): pair for pair in results.pairs}
    assert len(pairs) == 2 * (3 + 3)
    for read in (1, 2):
        (first, first_scores), (second, second_scores) = (answers(study, each, read) for each in records[:2])
        pair = pairs["Kim", "Lee", read]
        assert pair.kappa.value == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)
        steps = [np.where(scores > 0, scores - 1, scores) for scores in (first_scores, second_scores)]
        expected = cohen_kappa_score(*steps, labels=range(-5, 5), weights="quadratic")
        assert pair.weighted.value == pytest.approx(expected, abs=1e-12)
        model = np.array([image.probability >= 0.5 for image in study.images])
        with_model = pairs["Lee", "model", read]
        assert with_model.kappa.value == pytest.approx(cohen_kappa_score(second, model), abs=1e-12)
        assert with_model.weighted is None
        ratings = np.stack([answers(study, each, read)[0].astype(int) for each in records], axis=1)
        expected = fleiss_reference(aggregate_raters(ratings)[0])
        assert results.all_readers[read].value == pytest.approx(expected, abs=1e-12)


def test_the_effect_of_the_models_help(read_study):
    study, records, results = read_study
    positive = truth(study)
    for record, change in zip(records, results.help, strict=True):
        (before, first), (after, second) = (answers(study, record, read) for read in (1, 2))
        assert (change.second, change.reads, change.images) == (record.reader, (1, 2), 120)
        assert change.changed == (before != after).sum()
        for measure, chosen in (("sensitivity", positive), ("specificity", ~positive)):
            right = (before == positive)[chosen], (after == positive)[chosen]
            assert change.differences[measure].value == pytest.approx(
                right[1].mean() - right[0].mean(), abs=1e-12
            )
            lost, gained = (right[0] & ~right[1]).sum(), (right[1] & ~right[0]).sum()
            test = change.tests[measure]
            assert (test.only_first, test.only_second) == (lost, gained)
            reference = mcnemar_reference([[5, lost], [gained, 5]], exact=True).pvalue
            assert test.exact == pytest.approx(reference, abs=1e-12)
            assert test.exact == pytest.approx(binomtest(int(lost), int(lost + gained)).pvalue, abs=1e-12)
        assert change.auc == compare_aucs(positive, second, first)


def test_readers_against_the_model(read_study):
    study, records, results = read_study
    called, scores = answers(study, records[0], 1)
    probabilities = np.array([image.probability for image in study.images])
    against = results.against_model[0]
    assert (against.first, against.second, against.reads) == ("model", "Kim", (0, 1))
    right = (probabilities >= 0.5) == truth(study), called == truth(study)
    assert against.differences["accuracy"].value == pytest.approx(right[1].mean() - right[0].mean())
    assert against.auc == compare_aucs(truth(study), scores, probabilities)


def test_cases_are_sorted_by_disagreement(read_study):
    _, records, results = read_study
    keys = [(-each.disagreement, -each.spread, each.case) for each in results.cases]
    assert keys == sorted(keys)
    assert len(results.cases) == 120
    case = results.cases[0]
    calls = [record.readings[Task(case.case, 1)].answer is P for record in records]
    calls.append(case.image.probability >= 0.5)
    assert sum(calls) == 2
    assert case.disagreement == pytest.approx(4 / 6)
    scores = [record.readings[Task(case.case, 1)].score for record in records]
    assert case.spread == pytest.approx(np.std(scores, ddof=1))


def test_an_unfinished_study_has_results_of_what_was_read(tmp_path):
    study = make_study(tmp_path / "study", n=40, second_read=SecondRead.AFTER, readers=("Kim", "Lee", "Park"))
    read_all(tmp_path / "study", study, 1)
    read_all(tmp_path / "study", study, 2, most=12)
    records = [read_record(record_path(tmp_path / "study", number), study) for number in (2, 1)]
    results = evaluate_readers(study, records)
    assert [(each.name, each.read, each.images) for each in results.raters] == [
        *(("model", 0, 40), ("Kim", 1, 40), ("Kim", 2, 40), ("Lee", 1, 12))
    ]
    assert next(pair for pair in results.pairs if pair.second == "Lee").kappa.images == 12
    assert [change.second for change in results.help] == ["Kim"]
    assert codes(results.remarks)[:2] == ["reader_not_begun", "reader_not_finished"]


def test_without_labels_there_is_agreement_and_nothing_else(tmp_path):
    study = make_study(tmp_path / "study", labelled=False)
    results = evaluate_readers(study, [read_all(tmp_path / "study", study, number) for number in (1, 2)])
    found = figures(results, "Kim", 1)
    assert found.images == 30
    assert all(math.isnan(value) for value in (*found.sensitivity, *found.specificity, *found.auc))
    assert not math.isnan(results.pairs[0].kappa.value)
    assert results.curves == {}
    assert "reader_study_unlabelled" in codes(results.remarks)
    assert math.isnan(results.help[0].differences["accuracy"].value)
    assert results.help[0].changed > 0


def test_one_class_only(tmp_path):
    study = study_of(10)
    study = replace(study, images=tuple(replace(image, truth=N) for image in study.images))
    folder = tmp_path / "study"
    create_study(folder, study)
    results = evaluate_readers(study, [read_all(folder, study, 1)])
    found = figures(results, "Kim", 1)
    assert math.isnan(found.sensitivity[0])
    assert not math.isnan(found.specificity[0])
    assert math.isnan(found.auc[0])
    assert "reader_study_one_class" in codes(results.remarks)


def test_images_that_no_reader_could_open_are_named(tmp_path):
    study = make_study(tmp_path / "study")
    with RecordFile(tmp_path / "study", study, 1) as record:
        record.unreadable(record.record.next_task(study), "file_empty")
        record.answer(record.record.next_task(study), P, 5, 1.0)
    results = evaluate_readers(study, [read_record(record_path(tmp_path / "study", 1), study)])
    assert "reader_images_unreadable" in codes(results.remarks)
    assert len(results.cases) == 1


def test_nothing_read_and_one_reader_twice_are_named(tmp_path):
    study = make_study(tmp_path / "study")
    with pytest.raises(UnusableReaderStudy) as raised:
        evaluate_readers(study, [])
    assert raised.value.message.code == "reader_study_nothing_read"
    record = read_all(tmp_path / "study", study, 1)
    with pytest.raises(UnusableReaderStudy) as raised:
        evaluate_readers(study, [record, record])
    assert raised.value.message.code == "record_twice"
