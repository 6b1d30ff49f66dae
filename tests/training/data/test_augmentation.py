from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="the training package needs torch")

from tests.images import synthetic_image
from training.data.augmentation import augment
from training.data.augmentation_config import Augmentation

SAMPLE = synthetic_image(96, 96, 1).astype(np.float32) / 255
NOTHING = Augmentation(
    crop=(1, 1), aspect=(1, 1), rotation=0, brightness=0, contrast=0, gamma=1, detail=0, letters=0
)


def _augmented(sample, strength, seed, size=64):
    return augment(sample, size, strength, np.random.default_rng(seed))


def test_gives_grey_levels_from_0_to_1_of_the_size_asked_for():
    for seed in range(40):
        out = _augmented(SAMPLE, Augmentation(), seed)
        assert out.shape == (64, 64)
        assert out.dtype == np.float32
        assert np.isfinite(out).all()
        assert out.min() >= 0
        assert out.max() <= 1


def test_the_same_seed_makes_the_same_sample_and_another_seed_another():
    assert np.array_equal(_augmented(SAMPLE, Augmentation(), 3), _augmented(SAMPLE, Augmentation(), 3))
    assert not np.array_equal(_augmented(SAMPLE, Augmentation(), 3), _augmented(SAMPLE, Augmentation(), 4))


def test_a_sample_is_never_turned_upside_down():
    bright_above = np.linspace(1, 0, 96, dtype=np.float32)[:, None].repeat(96, 1)
    strength = replace(Augmentation(), letters=0.0)
    for seed in range(60):
        out = _augmented(bright_above, strength, seed)
        assert out[:16].mean() > out[-16:].mean()


def test_left_and_right_are_exchanged_half_the_time():
    bright_left = np.linspace(1, 0, 96, dtype=np.float32)[None].repeat(96, 0)
    outs = [_augmented(bright_left, replace(Augmentation(), letters=0.0), seed) for seed in range(100)]
    kept = sum(out[:, :16].mean() > out[:, -16:].mean() for out in outs)
    assert 35 <= kept <= 65


def test_a_border_is_black_when_more_than_the_sample_is_shown():
    out = _augmented(np.ones((96, 96), np.float32), replace(NOTHING, crop=(1.5, 1.5)), 0)
    assert (out == 0).any()
    assert (out > 0.99).any()


@pytest.mark.parametrize(
    "changed",
    [
        {"crop": (0.5, 0.5)},
        {"aspect": (1.5, 1.5)},
        {"rotation": 10.0},
        {"brightness": 0.3},
        {"contrast": 0.4},
        {"gamma": 1.6},
        {"detail": 1.0},
        {"detail": 1.0, "noise": 0.5},
        {"letters": 1.0},
    ],
)
def test_every_strength_has_an_effect_of_its_own(changed):
    plain = [_augmented(SAMPLE, NOTHING, seed) for seed in range(4)]
    strong = [_augmented(SAMPLE, replace(NOTHING, **changed), seed) for seed in range(4)]
    assert max(np.abs(a - b).mean() for a, b in zip(plain, strong, strict=True)) > 1e-3


def test_noise_is_as_strong_as_told():
    flat = np.full((96, 96), 0.5, np.float32)

    def deviation(noise):
        strength = replace(NOTHING, detail=0.3, noise=noise)
        return max(_augmented(flat, strength, seed).std() for seed in range(60))

    assert deviation(0.0) < 0.005
    assert deviation(0.05) < 0.06 < deviation(0.2) < 0.25


def test_centred_crops_keep_the_middle_of_the_sample():
    grey = np.zeros((96, 96), np.float32)
    grey[44:52, 44:52] = 1
    anywhere = replace(NOTHING, crop=(0.15, 0.15))

    def seen(strength):
        return [_augmented(grey, strength, seed).max() > 0.5 for seed in range(40)]

    assert all(seen(replace(anywhere, offset=0.0)))
    assert not all(seen(anywhere))
