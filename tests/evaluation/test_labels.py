"""Label tables: what is read, how files find their images, and what is reported when they do not."""

import pytest

from xray_desktop.evaluation.labels import (
    Entry,
    UnusableLabels,
    entries_of_folders,
    match_labels,
    read_label_table,
)
from xray_desktop.results.row import Row
from xray_desktop.results.writing import write_rows


def table(folder, text, *, encoding="utf-8"):
    file = folder / "labels.csv"
    file.write_bytes(text.encode(encoding))
    return file


def codes(matched):
    return {remark.code: dict(remark.values) for remark in matched.remarks}


def test_columns_by_name_in_any_case_and_further_ones_as_groups(tmp_path):
    file = table(tmp_path, "Patient,File,sex,Class\n7,a/1.png,F,PNEUMONIA\n8,a\\2.png,M, normal \n")
    assert read_label_table(file) == [
        Entry("a/1.png", "PNEUMONIA", "7", {"sex": "F"}),
        Entry("a/2.png", "normal", "8", {"sex": "M"}),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_csv_of_a_spreadsheet(tmp_path, delimiter):
    text = 'file,label\r\n"폐렴, 1.png",PNEUMONIA\r\n\r\n'.replace(",", delimiter, 1)
    text = text.replace('",', f'"{delimiter}')
    assert read_label_table(table(tmp_path, text, encoding="utf-8-sig")) == [
        Entry("폐렴, 1.png", "PNEUMONIA")
    ]


def test_a_results_csv_has_the_labels_of_its_class_folders(tmp_path):
    file = tmp_path / "results.csv"
    write_rows(file, [Row("train/NORMAL/1.png", "ok"), Row("pneumonia/2.png", "ok"), Row("3.png", "ok")])
    labels = [(entry.file, entry.label) for entry in read_label_table(file)]
    assert labels == [("train/NORMAL/1.png", "NORMAL"), ("pneumonia/2.png", "PNEUMONIA"), ("3.png", "")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "labels_empty"),
        ("file,label\n", "labels_empty"),
        ("name,label\n1.png,NORMAL\n", "labels_no_column"),
        ("file,kind\n1.png,NORMAL\n", "labels_no_column"),
        ("file,label\n1.png\n", "labels_damaged"),
        ('file,label\n"1.png,NORMAL\n', "labels_damaged"),
    ],
)
def test_what_is_not_a_label_table_is_named(tmp_path, text, code):
    with pytest.raises(UnusableLabels) as caught:
        read_label_table(table(tmp_path, text))
    assert caught.value.message.code == code


def test_a_table_that_is_missing_or_not_text(tmp_path):
    with pytest.raises(UnusableLabels) as caught:
        read_label_table(tmp_path / "missing.csv")
    assert caught.value.message.code == "labels_unreadable"
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(UnusableLabels) as caught:
        read_label_table(tmp_path / "image.csv")
    assert caught.value.message.code == "labels_not_text"


def test_files_are_found_by_the_end_of_their_path():
    names = ["train/a/1.png", "train/b/2.png", "3.png"]
    entries = [
        Entry("1.png", "NORMAL"),
        Entry("/data/train/b/2.png", "PNEUMONIA"),
        Entry("deep/folder/3.png", "NORMAL"),
    ]
    matched = match_labels(names, entries)
    assert {name: image.positive for name, image in matched.images.items()} == {
        "train/a/1.png": False,
        "train/b/2.png": True,
        "3.png": False,
    }


def test_everything_that_does_not_fit_is_reported_with_its_count():
    names = ["a/1.png", "b/1.png", "2.png", "3.png", "4.png", "5.png"]
    entries = [
        Entry("1.png", "NORMAL"),
        Entry("2.png", "NORMAL"),
        Entry("2.png", "PNEUMONIA"),
        Entry("3.png", "FRACTURE"),
        Entry("4.png", ""),
        Entry("5.png", "pneumonia", "p"),
        Entry("5.png", "PNEUMONIA"),
        Entry("6.png", "NORMAL"),
    ]
    matched = match_labels(names, entries)
    assert list(matched.images) == ["5.png"]
    assert matched.images["5.png"].patient == "p"
    assert codes(matched) == {
        "labels_ambiguous": {"count": 1, "file": "1.png"},
        "labels_contradictory": {"count": 1, "file": "2.png"},
        "labels_files_missing": {"count": 1, "file": "6.png"},
        "labels_images_unlabelled": {"count": 3, "file": "a/1.png"},
        "labels_left_out": {"count": 1, "label": "FRACTURE"},
    }


def test_other_words_for_the_classes():
    names = ["1.png", "2.png", "3.png"]
    entries = [Entry("1.png", "Bacteria"), Entry("2.png", "virus"), Entry("3.png", "0")]
    matched = match_labels(names, entries, positive=["bacteria", "VIRUS"], negative=["0"])
    assert [matched.images[name].positive for name in names] == [True, True, False]
    assert codes(matched) == {"labels_without_patient": {"count": 3}}


def test_two_words_of_the_same_class_do_not_contradict_each_other():
    entries = [Entry("1.png", "bacteria"), Entry("1.png", "virus")]
    assert match_labels(["1.png"], entries, positive=["bacteria", "virus"]).images["1.png"].positive


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([Entry("x.png", "NORMAL")], "labels_no_match"),
        ([Entry("1.png", "FRACTURE")], "labels_no_known_class"),
        ([Entry("1.png", "")], "labels_none"),
        ([], "labels_none"),
    ],
)
def test_no_usable_label_is_an_error(entries, code):
    with pytest.raises(UnusableLabels) as caught:
        match_labels(["1.png"], entries)
    assert caught.value.message.code == code


def test_a_label_of_both_classes_is_an_error():
    with pytest.raises(UnusableLabels) as caught:
        match_labels(["1.png"], [Entry("1.png", "x")], positive=["X"], negative=["x"])
    assert caught.value.message.code == "labels_both_classes"


def test_labels_of_class_folders():
    entries = entries_of_folders(["NORMAL/1.png", "x/Pneumonia/2.png", "3.png"])
    assert [entry.label for entry in entries] == ["NORMAL", "PNEUMONIA", ""]
