from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.data.augmentation_config import Augmentation
from training.data.dataset import Sample
from training.data.sampling import AugmentedSamples, BalancedBatches

COUNTS = {("children", 0): 30, ("children", 1): 90, ("adult", 0): 50, ("adult", 1): 50}
SAMPLES = [
    Sample(Path(f"{source}{label}{number}"), source, label, f"{source}{label}{number}", kind="bacteria")
    for (source, label), count in COUNTS.items()
    for number in range(count)
]


def _batches(**changes):
    settings = {"shares": {"children": 2.0}, "batch": 24, "seed": 0, "first": 0, "last": 40}
    return BalancedBatches(SAMPLES, **settings | changes)


def _cells(batch):
    return Counter((SAMPLES[index].source, SAMPLES[index].label) for index, _ in batch)


def test_sources_have_their_shares_and_classes_stand_equal_in_every_batch():
    for batch in _batches():
        assert _cells(batch) == {
            ("children", 0): 8,
            ("children", 1): 8,
            ("adult", 0): 4,
            ("adult", 1): 4,
        }


def test_shares_that_do_not_divide_the_batch_are_kept_on_average():
    total = sum((_cells(batch) for batch in _batches(batch=10, last=600)), Counter())
    assert total["children", 0] / 6000 == pytest.approx(1 / 3, abs=0.02)
    assert total["adult", 1] / 6000 == pytest.approx(1 / 6, abs=0.02)


def test_the_same_seed_gives_the_same_samples_in_the_same_order_and_another_seed_others():
    assert list(_batches()) == list(_batches())
    assert list(_batches()) != list(_batches(seed=1))


def test_a_run_that_is_resumed_sees_the_samples_that_an_unbroken_one_sees():
    assert list(_batches())[25:] == list(_batches(first=25))


@pytest.mark.parametrize("world", [2, 3, 4])
def test_several_processes_share_out_the_very_batches_of_one(world):
    alone = list(_batches())
    parts = [list(_batches(rank=rank, world=world)) for rank in range(world)]
    for step, batch in enumerate(alone):
        assert sorted(draw for part in parts for draw in part[step]) == sorted(batch)
        assert len({len(part[step]) for part in parts}) == 1


def test_a_batch_that_cannot_be_shared_out_is_refused():
    with pytest.raises(ValueError, match="cannot be shared by 5"):
        _batches(world=5)


def test_a_draw_is_augmented_in_the_same_way_whichever_worker_makes_it():
    inputs = np.random.default_rng(0).integers(0, 65536, (len(SAMPLES), 32, 32), dtype=np.uint16)
    samples = AugmentedSamples(SAMPLES, inputs, size=24, strength=Augmentation())
    again = AugmentedSamples(SAMPLES, inputs, size=24, strength=Augmentation())
    for draw in _batches().batch(7):
        one, other = samples[draw], again[draw]
        assert torch.equal(one[0], other[0])
        assert one[0].shape == (1, 24, 24)
        assert float(one[1]) == SAMPLES[draw[0]].label
        assert float(one[2]) == 1.0


def test_equal_kinds_leave_sources_and_classes_as_they_were():
    notified = [sample for sample in SAMPLES if sample.source == "children"]
    adults = [replace(sample, kind="") for sample in SAMPLES if sample.source == "adult"]
    viral = [replace(sample, kind="virus") for sample in notified if sample.label][:15]
    samples = [f for f in notified if not f.label] + viral + [f for f in notified if f.label][15:] + adults
    batches = BalancedBatches(
        samples, shares={"children": 2.0}, kinds_equal=True, batch=24, seed=0, first=0, last=8
    )
    for batch in batches:
        drawn = [samples[index] for index, _ in batch]
        assert Counter((f.source, f.label) for f in drawn) == {
            ("children", 0): 8,
            ("children", 1): 8,
            ("adult", 0): 4,
            ("adult", 1): 4,
        }
        assert Counter(f.kind for f in drawn if f.source == "children" and f.label) == {
            "virus": 4,
            "bacteria": 4,
        }
