import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("sklearn", reason="scikit-learn is not installed")

from training.__main__ import main
from training.data.dataset import UnusableDataset, sample_from_name
from training.data.scanning import scan
from training.data.split import load_split, save_split, split_samples


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """400 images of the Kermany naming, of patients with 1 to 5 images, as files."""
    root = tmp_path_factory.mktemp("samples")
    found = []
    for patient in range(70):
        for number in range(1 + patient % 5):
            kind = "bacteria" if patient % 3 else "virus"
            prefix = "IM" if patient % 2 else "NORMAL2-IM"
            names = {
                0: f"{prefix}-{patient:04d}-{number:04d}.jpeg",
                1: f"person{patient}_{kind}_{number}.jpeg",
            }
            for label, name in names.items():
                path = root / ("PNEUMONIA" if label else "NORMAL") / name
                path.parent.mkdir(exist_ok=True)
                rough = np.random.default_rng(len(found)).integers(0, 256, (9, 9), dtype=np.uint8)
                Image.fromarray(rough).resize((32, 32), Image.Resampling.BICUBIC).save(path, "PNG")
                found.append(sample_from_name(path, "children", label))
    return root, found


def test_no_patient_stands_on_two_sides_and_no_sample_is_lost(samples):
    split = split_samples(samples[1], seed=0)
    sides = [{sample.patient for sample in side} for side in (split.train, split.validation)]
    assert not sides[0] & sides[1]
    assert {*split.train, *split.validation} == set(samples[1])
    assert len(split.train) + len(split.validation) == len(samples[1])


def test_about_three_of_ten_samples_of_each_class_and_kind_are_for_validation(samples):
    split = split_samples(samples[1], seed=0)
    for chosen in (
        lambda sample: sample.label == 0,
        lambda sample: sample.kind == "virus",
        lambda sample: sample.kind == "bacteria",
        lambda sample: sample.acquisition == "IM",
    ):
        held = sum(map(chosen, split.validation))
        assert 0.2 < held / sum(map(chosen, samples[1])) < 0.4


def test_the_same_seed_gives_the_same_split_and_another_seed_another(samples):
    assert split_samples(samples[1], seed=3) == split_samples(samples[1], seed=3)
    assert split_samples(samples[1], seed=3).validation != split_samples(samples[1], seed=4).validation


def test_a_split_is_used_from_its_file_as_it_was_made(samples, tmp_path):
    root, found = samples
    split = split_samples(found, seed=0)
    save_split(split, tmp_path / "split.json", {"children": root})
    assert load_split(tmp_path / "split.json", {"children": root}) == split
    assert str(root) not in (tmp_path / "split.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", ["missing", "text", "other source", "image gone"])
def test_a_split_that_does_not_fit_is_refused_in_one_sentence(samples, tmp_path, damage):
    root, found = samples
    file = tmp_path / "split.json"
    save_split(split_samples(found, seed=0), file, {"children": root})
    folders = {"children": root}
    if damage == "missing":
        file.unlink()
    elif damage == "text":
        file.write_text("{", encoding="utf-8")
    elif damage == "other source":
        folders = {"adult": root}
    else:
        content = json.loads(file.read_text(encoding="utf-8"))
        content["images"][0]["path"] = "NORMAL/gone.jpeg"
        file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(UnusableDataset, match=r"split\.json"):
        load_split(file, folders)


def test_the_command_writes_the_split_of_its_seed(kaggle, tmp_path, capsys):
    for name in ("a", "b"):
        file = tmp_path / f"{name}.json"
        assert main(["split", "--data", str(kaggle), "--seed", "5", "--output", str(file)]) == 0
    assert "images to train on" in capsys.readouterr().out
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    expected = split_samples(scan(kaggle / "train", "children"), seed=5)
    assert load_split(tmp_path / "a.json", {"children": Path(kaggle) / "train"}) == expected
