"""The survey of a data set: each file's attributes, what is found among them, and what breaks nothing."""

import threading
import zipfile

import numpy as np
import pytest
from PIL import Image
from sklearn.metrics import roc_auc_score

from tests.images import synthetic_image, write_dicom, write_jpeg, write_png, write_tiff
from xray_desktop.exploration.confounders import ImageAttribute, find_confounders, value_of
from xray_desktop.exploration.data_issues import IssueKind, find_data_issues
from xray_desktop.exploration.overview import overview_of
from xray_desktop.exploration.perceptual_hash import groups_of_same
from xray_desktop.exploration.survey import (
    SurveySource,
    border_share,
    parts_of_paths,
    survey,
    survey_image,
)
from xray_desktop.imaging.archives import read_member
from xray_desktop.imaging.reading import decode_radiograph, read_radiograph
from xray_desktop.inference.prediction import PredictedClass

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


def picture(seed, shape=(120, 150)):
    """An image unlike that of any other seed."""
    rough = np.random.default_rng(seed).integers(0, 256, (8, 8), dtype=np.uint8)
    return np.asarray(Image.fromarray(rough).resize(shape[::-1], Image.Resampling.BICUBIC))


def sources_of(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    labels = {"NORMAL": N, "PNEUMONIA": P}
    return [
        SurveySource(
            str(file),
            file.relative_to(folder / file.relative_to(folder).parts[0]).as_posix(),
            file.relative_to(folder).parts[0],
            labels.get(file.parent.name),
        )
        for file in files
    ]


@pytest.fixture
def folder(tmp_path):
    for part in ("train", "test"):
        for name in ("NORMAL", "PNEUMONIA"):
            (tmp_path / part / name).mkdir(parents=True)
    for seed in range(3):
        write_png(tmp_path / "train" / "NORMAL" / f"n{seed}.png", picture(seed))
        write_png(
            tmp_path / "train" / "PNEUMONIA" / f"person{seed}_virus_1.png", picture(seed + 10, (100, 150))
        )
    return tmp_path


def issues(folder, kind):
    found = find_data_issues(list(survey(sources_of(folder), read_radiograph)))
    return [issue for issue in found if issue.kind is kind]


def test_a_near_duplicate_of_another_size_across_parts_and_classes_is_found_and_grave(folder):
    smaller = np.asarray(Image.fromarray(picture(1)).resize((110, 90), Image.Resampling.BICUBIC))
    write_jpeg(folder / "test" / "PNEUMONIA" / "copy.jpg", smaller, quality=70)
    (issue,) = issues(folder, IssueKind.NEAR_DUPLICATE)
    assert issue.files == ("test/PNEUMONIA/copy.jpg", "train/NORMAL/n1.png")
    assert issue.grave
    assert [each.code for each in issue.messages] == [
        "issue_near_duplicate",
        "issue_in_parts",
        "issue_in_classes",
    ]
    assert not issues(folder, IssueKind.SAME_IMAGE)


def test_exact_duplicates_are_not_reported_as_near_ones_again(folder):
    pixels = picture(1)
    write_tiff(folder / "train" / "NORMAL" / "again.tif", pixels)
    assert len(issues(folder, IssueKind.SAME_IMAGE)) == 1
    assert not issues(folder, IssueKind.NEAR_DUPLICATE)


def test_images_without_contrast_are_not_each_others_duplicates(folder):
    write_png(folder / "train" / "NORMAL" / "black.png", np.zeros((60, 60), np.uint8))
    write_png(folder / "test" / "NORMAL" / "white.png", np.full((70, 70), 255, np.uint8))
    assert not issues(folder, IssueKind.NEAR_DUPLICATE)


def test_a_patient_of_a_dicom_file_in_two_parts_is_found_and_not_named(folder):
    for part, seed in (("train", 30), ("test", 31)):
        write_dicom(
            folder / part / "NORMAL" / "a.dcm",
            synthetic_image(80, 90, seed, bits=12),
            PatientID="4711-SECRET",
        )
    (issue,) = issues(folder, IssueKind.PATIENT_IN_PARTS)
    assert issue.files == ("test/NORMAL/a.dcm", "train/NORMAL/a.dcm")
    assert "SECRET" not in issue.text
    assert "test 1, train 1" in issue.text
    images = [survey_image(source, read_radiograph) for source in sources_of(folder)]
    assert not any("SECRET" in repr(image) for image in images)


def test_a_patient_with_both_classes_is_found(folder):
    write_png(folder / "train" / "NORMAL" / "person1_bacteria_9.png", picture(50))
    (issue,) = issues(folder, IssueKind.PATIENT_IN_CLASSES)
    assert "person1" in issue.text


def test_an_unreadable_file_is_an_issue_and_stops_nothing(folder):
    (folder / "train" / "NORMAL" / "letter.jpg").write_bytes(b"Dear colleague")
    (folder / "train" / "NORMAL" / "empty.png").write_bytes(b"")
    assert [issue.files[0] for issue in issues(folder, IssueKind.UNREADABLE)] == [
        "train/NORMAL/empty.png",
        "train/NORMAL/letter.jpg",
    ]


def test_giveaways_have_the_auc_of_scikit_learn_whichever_class_is_higher(folder):
    images = list(survey(sources_of(folder), read_radiograph))
    found = {each.attribute: each for each in find_confounders(images)}
    labels = [image.label is P for image in images]
    for attribute in ImageAttribute:
        area = roc_auc_score(labels, [value_of(image, attribute) for image in images])
        assert found[attribute].auc == pytest.approx(max(area, 1 - area), abs=1e-12)
    assert found[ImageAttribute.HEIGHT].auc == 1
    assert found[ImageAttribute.HEIGHT].striking
    assert not found[ImageAttribute.WIDTH].striking
    assert (found[ImageAttribute.HEIGHT].normal_median, found[ImageAttribute.HEIGHT].pneumonia_median) == (
        120,
        100,
    )


def test_colour_and_border_are_seen(tmp_path):
    grey = picture(3, (100, 100))
    colour = np.stack([grey, grey // 2, 255 - grey], axis=-1)
    coloured = write_png(tmp_path / "c.png", Image.fromarray(colour))
    framed = np.zeros((120, 200), np.uint8)
    framed[10:110, 50:150] = picture(4, (100, 100)) // 2 + 60
    assert survey_image(SurveySource(str(coloured), "c.png", "", None), read_radiograph).coloured
    image = survey_image(
        SurveySource(str(write_png(tmp_path / "f.png", framed)), "f.png", "", None), read_radiograph
    )
    assert not image.coloured
    assert image.border == pytest.approx(1 - 100 * 100 / (120 * 200))
    assert border_share(np.zeros((5, 7), np.uint8)) == 1
    assert border_share(grey) == pytest.approx(0, abs=0.02)


def test_counts_sizes_and_histograms_are_by_part_and_class(folder):
    write_png(folder / "test" / "n.png", picture(70, (40, 60)))
    overview = overview_of(list(survey(sources_of(folder), read_radiograph)))
    counts = {(each.part, each.label): each for each in overview.counts}
    assert set(counts) == {("train", N), ("train", P), ("test", None)}
    assert counts["train", P].patients == 3
    assert (counts["train", N].width, counts["train", N].height) == (150, 120)
    assert counts["test", None].smallest == (60, 40)
    mean = overview.histograms["train", N].mean
    expected = np.mean([np.bincount(picture(s).ravel(), minlength=256) / 18000 for s in range(3)], axis=0)
    assert mean == pytest.approx(expected, abs=1e-12)


def test_images_in_an_archive_are_surveyed(tmp_path):
    file = write_png(tmp_path / "a.png", picture(1))
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
        archive.write(file, "NORMAL/a.png")
    source = SurveySource(str(tmp_path / "set.zip" / "NORMAL" / "a.png"), "a.png", "", N)
    archive_file = str(tmp_path / "set.zip")
    image = survey_image(
        source, lambda path: decode_radiograph(read_member(archive_file, "NORMAL/a.png"), path)
    )
    assert image.readable
    assert (image.width, image.size) == (150, file.stat().st_size)


def test_a_survey_that_is_broken_off_reads_no_further(folder):
    sources = [SurveySource(each.path, each.name, each.part, each.label) for each in sources_of(folder)] * 50
    read, lock = [], threading.Lock()

    def counted(path):
        with lock:
            read.append(path)
        return read_radiograph(path)

    steps = survey(sources, counted, threads=2)
    next(steps)
    steps.close()
    assert len(read) < 12


def test_the_part_is_the_folder_above_the_class_folder():
    paths = ["/d/train/NORMAL/a.png", "/d/train/PNEUMONIA/x/b.png", "/d/test/normal/c.png"]
    assert parts_of_paths(paths) == ["train", "train", "test"]
    assert parts_of_paths(paths[:2]) == ["", ""]
    assert parts_of_paths(["/d/2024/p1/a.dcm", "/d/2025/p2/b.dcm"]) == ["2024", "2025"]
    assert parts_of_paths([]) == []


def test_thousands_of_equal_hashes_are_grouped_at_once():
    hashes = np.where(np.random.default_rng(0).random((3, 256)) > 0.5, 1, -1).astype(np.float32)
    groups = groups_of_same(np.repeat(hashes, 4000, axis=0))
    assert groups.tolist() == [0] * 4000 + [4000] * 4000 + [8000] * 4000
    assert len(groups_of_same(np.zeros((0, 256), np.float32))) == 0
