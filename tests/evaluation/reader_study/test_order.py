"""Orders: shuffled, repeatable, different for each reader; reads in the sequence that the study asks for."""

import hashlib

from tests.evaluation.reader_study.studies import study_of
from xray_desktop.evaluation.reader_study.definition import SecondRead
from xray_desktop.evaluation.reader_study.order import Task, sampled, shuffled_cases, tasks


def test_each_reader_has_an_order_of_their_own_that_can_be_repeated():
    study = study_of(40)
    orders = [shuffled_cases(study, reader, read) for reader in (1, 2) for read in (1, 2)]
    assert all(sorted(order) == list(range(1, 41)) for order in orders)
    assert len({tuple(order) for order in [*orders, list(range(1, 41))]}) == 5
    assert shuffled_cases(study_of(40), 1) == orders[0]
    assert shuffled_cases(study_of(40, seed=8), 1) != orders[0]


def test_the_order_is_the_documented_one():
    study = study_of(20, seed=3)
    keys = {case: hashlib.sha256(f"3 2 1 {case}".encode()).hexdigest() for case in range(1, 21)}
    assert shuffled_cases(study, 2) == sorted(keys, key=keys.get)


def test_second_reads_come_when_the_study_says():
    each = list(tasks(study_of(10), 1))
    assert each[::2] == [Task(task.case, 1) for task in each[1::2]]
    assert all(task.read == 2 for task in each[1::2])
    after = list(tasks(study_of(10, second_read=SecondRead.AFTER), 1))
    assert [task.read for task in after] == [1] * 10 + [2] * 10
    assert [task.case for task in after[:10]] != [task.case for task in after[10:]]
    none = list(tasks(study_of(10, second_read=SecondRead.NONE), 1))
    assert [task.read for task in none] == [1] * 10


def test_a_sample_is_drawn_by_the_seed():
    drawn = sampled(1000, 30, 5)
    assert len(set(drawn)) == 30
    assert drawn == sorted(drawn) == sampled(1000, 30, 5) != sampled(1000, 30, 6)
    assert sampled(3, 30, 5) == [0, 1, 2]
