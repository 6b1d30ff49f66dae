import csv
import json
import os

import numpy as np
import pytest
from PIL import Image

from tests import images
from training.data.dataset import UnusableDataset

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from training.__main__ import main
from training.exploration.explore import explore
from training.exploration.survey import find_parts


@pytest.fixture(scope="module")
def kaggle(tmp_path_factory):
    """Kaggle's layout with sound images, and whatever else people's folders hold."""
    root = tmp_path_factory.mktemp("chest_xray")
    for part in ("train", "test"):
        for name in ("NORMAL", "PNEUMONIA"):
            (root / part / name).mkdir(parents=True)
    normal, ill = root / "train" / "NORMAL", root / "train" / "PNEUMONIA"
    for seed in range(4):
        images.write_jpeg(normal / f"IM-{seed:04d}-0001.jpeg", images.synthetic_image(120, 150, seed))
        bright = np.clip(images.synthetic_image(100, 160, seed + 10) // 2 + 90, 0, 255).astype(np.uint8)
        images.write_jpeg(ill / f"person{seed}_bacteria_1.jpeg", bright)
    images.write_png(root / "test" / "NORMAL" / "IM-0002-0002.png", images.synthetic_image(120, 150, 40))
    copied = (ill / "person1_bacteria_1.jpeg").read_bytes()
    (root / "test" / "NORMAL" / "copy.jpeg").write_bytes(copied)
    pixels = images.synthetic_image(90, 90, 77)
    images.write_png(root / "test" / "PNEUMONIA" / "person9_virus_1.png", pixels)
    images.write_tiff(root / "test" / "PNEUMONIA" / "person9_virus_2.tiff", pixels)
    images.write_dicom(root / "test" / "PNEUMONIA" / "image.dcm", images.synthetic_image(80, 90, 5, bits=16))
    (normal / "empty.jpeg").write_bytes(b"")
    (normal / "letter.jpg").write_text("Dear colleague")
    (ill / "cut.jpeg").write_bytes(copied[:40])
    (ill / "._person1_bacteria_1.jpeg").write_bytes(b"\x00\x05\x16\x07" + bytes(60))
    return root


@pytest.fixture(scope="module")
def explored(kaggle, tmp_path_factory):
    output = tmp_path_factory.mktemp("explored")
    content = explore(kaggle, {}, output, reference=output / "reference.json")
    return content, output


def _data_issues(content, kind):
    return [data_issue for data_issue in content["data_issues"] if data_issue["kind"] == kind]


def test_counts_samples_and_patients_of_every_part_and_class(explored):
    rows = {(row["part"], row["class"]): row for row in explored[0]["counts"]}
    assert rows["train", "NORMAL"]["images"] == 4
    assert rows["train", "NORMAL"]["unreadable"] == 2
    assert rows["train", "NORMAL"]["IM"] == 4
    assert rows["train", "PNEUMONIA"]["bacterial"] == 4
    assert rows["test", "PNEUMONIA"] | {"images": 3, "patients": 2, "viral": 2} == rows["test", "PNEUMONIA"]
    assert (rows["train", "NORMAL"]["median_width"], rows["train", "NORMAL"]["median_height"]) == (150, 120)


def test_each_unreadable_file_is_listed_with_its_reason_and_stops_nothing(explored):
    found = {
        data_issue["files"][0]: data_issue["message"]
        for data_issue in _data_issues(explored[0], "unreadable file")
    }
    assert set(found) == {
        "train/NORMAL/empty.jpeg",
        "train/NORMAL/letter.jpg",
        "train/PNEUMONIA/cut.jpeg",
        "train/PNEUMONIA/._person1_bacteria_1.jpeg",
    }
    assert "empty" in found["train/NORMAL/empty.jpeg"]


def test_a_file_copied_into_another_part_and_the_other_class_is_found(explored):
    (data_issue,) = _data_issues(explored[0], "same file twice")
    assert list(data_issue["files"]) == ["test/NORMAL/copy.jpeg", "train/PNEUMONIA/person1_bacteria_1.jpeg"]
    assert "several parts" in data_issue["message"]
    assert "BOTH CLASSES" in data_issue["message"]


def test_the_same_image_in_two_file_formats_is_found(explored):
    (data_issue,) = _data_issues(explored[0], "same image twice")
    assert list(data_issue["files"]) == [
        "test/PNEUMONIA/person9_virus_1.png",
        "test/PNEUMONIA/person9_virus_2.tiff",
    ]


def test_a_patient_in_two_parts_is_found(explored):
    (data_issue,) = _data_issues(explored[0], "patient in several parts")
    assert list(data_issue["files"]) == ["test/NORMAL/IM-0002-0002.png", "train/NORMAL/IM-0002-0001.jpeg"]


def test_a_shape_that_differs_by_class_is_reported_as_a_confounder(explored):
    auc = {(row["part"], row["attribute"]): row["auc"] for row in explored[0]["confounders"]}
    assert auc["train", "aspect ratio (width / height)"] == 1.0


def test_writes_tables_images_and_a_page_that_names_them(explored):
    content, output = explored
    page = (output / "index.html").read_text(encoding="utf-8")
    images = sorted(path.name for path in output.glob("*.png"))
    assert len(images) == 6
    for name in images:
        assert f'src="{name}"' in page
        assert (output / name).read_bytes().startswith(b"\x89PNG")
    assert json.loads((output / "explore.json").read_text(encoding="utf-8"))["counts"] == content["counts"]
    with (output / "files.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 17
    assert {row["path"] for row in rows if row["message"]} == {
        "NORMAL/empty.jpeg",
        "NORMAL/letter.jpg",
        "PNEUMONIA/cut.jpeg",
        "PNEUMONIA/._person1_bacteria_1.jpeg",
    }


def test_reference_histograms_are_shares_of_the_training_samples_only(explored, kaggle):
    reference = json.loads((explored[1] / "reference.json").read_text(encoding="utf-8"))
    assert reference["edges"] == list(range(257))
    assert sum(reference["NORMAL"]) == pytest.approx(1, abs=1e-5)
    by_hand = np.zeros(256)
    for seed in range(4):
        with Image.open(kaggle / "train" / "NORMAL" / f"IM-{seed:04d}-0001.jpeg") as image:
            by_hand += np.bincount(np.asarray(image).ravel(), minlength=256) / image.width / image.height / 4
    assert reference["NORMAL"] == pytest.approx(by_hand, abs=1e-7)


def test_a_folder_that_is_one_part_itself_and_an_extra_source_are_taken(kaggle):
    parts = find_parts(kaggle / "train", {"elsewhere": kaggle / "test"})
    assert list(parts) == ["train", "elsewhere"]


def test_a_folder_without_class_folders_is_refused_in_one_sentence(tmp_path, capsys):
    with pytest.raises(UnusableDataset, match="no folders NORMAL and PNEUMONIA"):
        find_parts(tmp_path, {})
    assert main(["explore", "--data", str(tmp_path), "--output", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert "no folders NORMAL and PNEUMONIA" in error
    assert "Traceback" not in error
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_read_permission_is_an_unreadable_file(tmp_path):
    for name in ("NORMAL", "PNEUMONIA"):
        (tmp_path / name).mkdir()
        images.write_png(tmp_path / name / "image.png", images.synthetic_image(40, 40))
    (tmp_path / "NORMAL" / "image.png").chmod(0)
    content = explore(tmp_path, {}, tmp_path / "out")
    assert len(_data_issues(content, "unreadable file")) == 1
