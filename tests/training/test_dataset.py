from pathlib import Path

import numpy as np
import pytest

from tests import films
from training.data.dataset import CLASSES, UnusableDataset, data_sha256, film_from_name, load_inputs, scan
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
    film = film_from_name(Path("somewhere") / name, "s", label)
    assert (film.patient, film.kind, film.acquisition) == (patient, kind, acquisition)
    assert film.class_name == CLASSES[label]


def test_a_film_whose_name_tells_no_patient_is_a_patient_of_its_own():
    one = film_from_name(Path("NORMAL/scan.png"), "s", 0)
    other = film_from_name(Path("PNEUMONIA/scan.png"), "s", 1)
    assert one.patient != other.patient


def test_the_same_name_in_two_sources_is_not_the_same_patient():
    a, b = (film_from_name(Path("person1_virus_1.jpeg"), source, 1) for source in "ab")
    assert a.patient != b.patient


def test_scan_finds_radiographs_only_sorted_by_class_and_name(kaggle):
    found = scan(kaggle / "train", "children")
    assert [film.label for film in found] == [0] * 20 + [1] * 20
    assert [film.path.name for film in found[:20]] == sorted(film.path.name for film in found[:20])


@pytest.mark.parametrize("missing", CLASSES)
def test_a_missing_or_empty_class_folder_is_refused_by_name(tmp_path, missing):
    for name in CLASSES:
        if name != missing:
            (tmp_path / name).mkdir()
            films.write_png(tmp_path / name / "film.png", films.synthetic_film(20, 20))
    with pytest.raises(UnusableDataset, match=missing):
        scan(tmp_path, "s")
    (tmp_path / missing).mkdir()
    (tmp_path / missing / "notes.txt").write_text("no film")
    with pytest.raises(UnusableDataset, match=missing):
        scan(tmp_path, "s")


def test_the_hash_of_the_data_ignores_order_and_folder_but_not_content_or_label(kaggle, tmp_path):
    found = scan(kaggle / "train", "s")
    assert data_sha256(found) == data_sha256(reversed(found))
    for film in found:
        copied = tmp_path / film.class_name / film.path.name
        copied.parent.mkdir(exist_ok=True)
        copied.write_bytes(film.path.read_bytes())
    assert data_sha256(scan(tmp_path, "s")) == data_sha256(found)
    copied.write_bytes(copied.read_bytes() + b" ")
    assert data_sha256(scan(tmp_path, "s")) != data_sha256(found)


def test_inputs_are_what_the_program_feeds_the_network(kaggle):
    found = scan(kaggle / "train", "s")[:3]
    spec = Preprocessing(size=48)
    stored = load_inputs(found, spec)
    assert stored.dtype == np.uint16
    for film, row in zip(found, stored, strict=True):
        np.testing.assert_allclose(row / 65535, prepare(read_radiograph(film.path), spec)[0, 0], atol=1e-5)


def test_an_unreadable_film_stops_training_with_its_name(kaggle, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"not a picture")
    film = film_from_name(tmp_path / "bad.png", "s", 0)
    with pytest.raises(UnreadableRadiograph, match=r"bad\.png"):
        load_inputs([*scan(kaggle / "train", "s")[:2], film], Preprocessing(size=32))
