from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training package needs torch")

from training.data.augmentation_config import Augmentation
from training.data.dataset import NORMAL, OTHER, PNEUMONIA, Sample
from training.data.sampling import AugmentedSamples, BalancedBatches, box_mask

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
        assert torch.equal(one.grey, other.grey)
        assert one.grey.shape == (1, 24, 24)
        assert float(one.pneumonia) == float(one.abnormal) == SAMPLES[draw[0]].label
        assert float(one.bacterial) == 1.0
        assert one.boxes.shape == (1, 1)
        assert not one.boxes.any()


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


BOX = (0.5, 0.0, 1.0, 0.5)


def _adult(label, number, **changes):
    return Sample(Path(f"{label}_{number}"), "nih", label, f"{label}_{number}", **changes)


def test_half_of_a_source_is_pneumonia_and_other_is_as_frequent_as_normal():
    samples = [_adult(NORMAL, n) for n in range(50)] + [_adult(OTHER, n) for n in range(9)]
    samples += [_adult(PNEUMONIA, n) for n in range(20)]
    samples += [_adult(PNEUMONIA, 100 + n, boxes=(BOX,)) for n in range(4)]
    batches = BalancedBatches(samples, shares={}, batch=16, seed=0, first=0, last=5)
    for batch in batches:
        drawn = [samples[index] for index, _ in batch]
        assert Counter(sample.label for sample in drawn) == {NORMAL: 4, OTHER: 4, PNEUMONIA: 8}
        assert sum(bool(sample.boxes) for sample in drawn) == 4


def test_a_part_of_a_source_has_the_share_of_the_source_unless_it_has_its_own():
    parts = ("a/one", "a/two", "b")
    samples = [Sample(Path(f"{s}{n}"), s, n % 2, f"{s}{n}") for s in parts for n in range(10)]
    shares = {"a": 1.0, "a/two": 2.0, "b": 3.0}
    batches = BalancedBatches(samples, shares=shares, batch=12, seed=0, first=0, last=3)
    for batch in batches:
        drawn = Counter(samples[index].source for index, _ in batch)
        assert drawn == {"a/one": 2, "a/two": 4, "b": 6}


def test_the_targets_of_other_are_unknown_for_pneumonia_and_abnormal():
    samples = [_adult(OTHER, 0), _adult(NORMAL, 1, label_noise=0.15), _adult(PNEUMONIA, 2)]
    inputs = np.zeros((3, 32, 32), np.uint16)
    examples = AugmentedSamples(samples, inputs, size=32, strength=Augmentation())
    found = [examples[index, 1] for index in range(3)]
    targets = [(float(one.pneumonia), float(one.abnormal), float(one.bacterial)) for one in found]
    assert targets == [(-1, 1, -1), (0, 0, -1), (1, 1, -1)]
    assert float(examples[1, 1].noise) == pytest.approx(0.15)
    without = AugmentedSamples(samples, inputs, size=32, strength=Augmentation(), abnormal_except=("nih",))
    assert float(without[2, 1].abnormal) == -1


def test_boxes_move_with_the_image():
    """The box is the only bright part of the image: wherever the one lies, the other does."""
    grey = np.zeros((224, 224), np.float32)
    grey[:112, 112:] = 1
    sample = _adult(PNEUMONIA, 0, boxes=(BOX,))
    strength = replace(Augmentation(), brightness=0, contrast=0, gamma=1, detail=0, letters=0)
    examples = AugmentedSamples(
        [sample], np.rint(grey * 65535).astype(np.uint16)[None], size=160, strength=strength
    )
    seen = 0
    for seed in range(20):
        example = examples[0, seed]
        small = torch.nn.functional.avg_pool2d(example.grey, 16)[0]
        if 0.1 < float(small.mean()) < 0.9:
            seen += 1
            assert float((small - example.boxes).abs().mean()) < 0.06
    assert seen > 5


def test_a_box_covers_a_cell_at_least():
    mask = box_mask(((0.5, 0.5, 0.501, 0.501), (0.0, 0.0, 0.25, 0.5)), edge=8)
    assert mask[4, 4] == 1
    assert mask[:4, :2].all()
    assert mask.sum() == 9
