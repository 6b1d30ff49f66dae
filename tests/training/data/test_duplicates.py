"""Copies of an image are found, and images of other patients are not."""

import io

import numpy as np
from PIL import Image

from tests.images import synthetic_image
from training.data.duplicates import groups_of_patients
from training.data.scanning import scan
from training.data.split import split_samples
from xray_desktop.exploration.perceptual_hash import groups_of_same, perceptual_hashes


def _thumbnails(pictures):
    small = [np.asarray(picture.resize((17, 17), Image.Resampling.BICUBIC)) for picture in pictures]
    return np.stack(small).astype(np.uint16) * 257


def _copy(picture, size, quality):
    buffer = io.BytesIO()
    picture.resize(size, Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("L")


def test_a_copy_of_another_size_and_quality_is_the_same_image():
    rng = np.random.default_rng(0)
    pictures = []
    for _ in range(30):
        rough = Image.fromarray(rng.integers(0, 256, (9, 9), dtype=np.uint8))
        pictures.append(rough.resize((224, 224), Image.Resampling.BICUBIC))
    copies = [_copy(picture, (300, 180), 40) for picture in pictures]
    groups = groups_of_same(perceptual_hashes(_thumbnails([*pictures, *copies])))
    assert np.array_equal(groups[:30], groups[30:])
    assert len(set(groups)) == 30


def test_patients_and_copies_are_joined_to_one_group(tmp_path):
    from training.data.dataset import Sample

    image = Image.fromarray(synthetic_image(224, 224, 1))
    other = Image.fromarray(255 - synthetic_image(224, 224, 2))
    image.save(tmp_path / "a.png")
    image.resize((180, 200)).save(tmp_path / "b.jpg", quality=60)
    other.save(tmp_path / "c.png")
    other.rotate(90).save(tmp_path / "d.png")
    samples = [
        Sample(tmp_path / "a.png", "one", 0, "one:1"),
        Sample(tmp_path / "b.jpg", "two", 0, "two:5"),
        Sample(tmp_path / "c.png", "one", 0, "two:5"),
        Sample(tmp_path / "d.png", "one", 0, "one:2"),
    ]
    groups = groups_of_patients(samples)
    assert groups[0] == groups[1] == groups[2]
    assert groups[3] != groups[0]


def test_copies_in_two_sources_are_on_one_side_of_a_split(tmp_path):
    rng = np.random.default_rng(0)
    for number in range(60):
        rough = Image.fromarray(rng.integers(0, 256, (9, 9), dtype=np.uint8))
        picture = rough.resize((64, 64), Image.Resampling.BICUBIC)
        for source in "ab":
            folder = tmp_path / source / ("NORMAL", "PNEUMONIA")[number % 2]
            folder.mkdir(parents=True, exist_ok=True)
            picture.save(folder / f"{source}_{number}.png")
    samples = [*scan(tmp_path / "a", "a"), *scan(tmp_path / "b", "b")]
    split = split_samples(samples, seed=0)

    def numbers(side):
        return {sample.path.stem.split("_")[1] for sample in side}

    assert not numbers(split.train) & numbers(split.validation)
    assert len(split.train) + len(split.validation) == 120
