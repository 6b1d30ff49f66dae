from pathlib import Path

import numpy as np
import pytest

from tests import images
from training.data.dataset import CLASSES, UnusableDataset, data_sha256, load_inputs, sample_from_name
from training.data.scanning import scan
from xray_desktop.imaging import Preprocessing, UnreadableRadiograph, prepare, read_radiograph


@pytest.mark.parametrize(
    ("name", "label", "patient", "kind", "acquisition"),
    [
        ("person123_bacteria_4.jpeg", 1, "s:person123", "bacteria", ""),
        ("person1_virus_6.jpeg", 1, "s:person1", "virus", ""),
        ("PERSON7_VIRUS_1.JPG", 1, "s:person7", "virus", ""),
        ("IM-0115-0001.jpeg", 0, "s:IM115", "", "IM"),
        ("IM-0115-0001-0002.jpeg", 0, "s:IM115", "", "IM"),
        ("NORMAL2-IM-1427-0001.jpeg", 0, "s:IM1427", "", "NORMAL2-IM"),
    ],
)
def test_the_name_tells_patient_kind_and_acquisition(name, label, patient, kind, acquisition):
    sample = sample_from_name(Path("somewhere") / name, "s", label)
    assert (sample.patient, sample.kind, sample.acquisition) == (patient, kind, acquisition)
    assert sample.class_name == CLASSES[label]


def test_a_sample_whose_name_tells_no_patient_is_a_patient_of_its_own():
    one = sample_from_name(Path("NORMAL/scan.png"), "s", 0)
    other = sample_from_name(Path("PNEUMONIA/scan.png"), "s", 1)
    assert one.patient != other.patient


def test_the_same_name_in_two_sources_is_not_the_same_patient():
    a, b = (sample_from_name(Path("person1_virus_1.jpeg"), source, 1) for source in "ab")
    assert a.patient != b.patient


def test_scan_finds_radiographs_only_sorted_by_class_and_name(kaggle):
    found = scan(kaggle / "train", "children")
    assert [sample.label for sample in found] == [0] * 20 + [1] * 20
    assert [sample.path.name for sample in found[:20]] == sorted(sample.path.name for sample in found[:20])


@pytest.mark.parametrize("missing", CLASSES)
def test_a_missing_or_empty_class_folder_is_refused_by_name(tmp_path, missing):
    for name in CLASSES:
        if name != missing:
            (tmp_path / name).mkdir()
            images.write_png(tmp_path / name / "image.png", images.synthetic_image(20, 20))
    with pytest.raises(UnusableDataset, match=missing):
        scan(tmp_path, "s")
    (tmp_path / missing).mkdir()
    (tmp_path / missing / "notes.txt").write_text("no image")
    with pytest.raises(UnusableDataset, match=missing):
        scan(tmp_path, "s")


def test_the_hash_of_the_data_ignores_order_and_folder_but_not_content_or_label(kaggle, tmp_path):
    found = scan(kaggle / "train", "s")
    assert data_sha256(found) == data_sha256(reversed(found))
    for sample in found:
        copied = tmp_path / sample.class_name / sample.path.name
        copied.parent.mkdir(exist_ok=True)
        copied.write_bytes(sample.path.read_bytes())
    assert data_sha256(scan(tmp_path, "s")) == data_sha256(found)
    copied.write_bytes(copied.read_bytes() + b" ")
    assert data_sha256(scan(tmp_path, "s")) != data_sha256(found)


def test_inputs_are_what_the_program_feeds_the_network(kaggle):
    found = scan(kaggle / "train", "s")[:3]
    spec = Preprocessing(size=48)
    stored = load_inputs(found, spec)
    assert stored.dtype == np.uint16
    for sample, row in zip(found, stored, strict=True):
        np.testing.assert_allclose(row / 65535, prepare(read_radiograph(sample.path), spec)[0, 0], atol=1e-5)


def test_an_unreadable_sample_stops_training_with_its_name(kaggle, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"not an image")
    sample = sample_from_name(tmp_path / "bad.png", "s", 0)
    with pytest.raises(UnreadableRadiograph, match=r"bad\.png"):
        load_inputs([*scan(kaggle / "train", "s")[:2], sample], Preprocessing(size=32))
