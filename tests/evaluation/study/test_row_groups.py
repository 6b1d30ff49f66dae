"""Subgroups by folder and size."""

from dataclasses import replace

from tests.evaluation.study.results_rows import row
from xray_desktop.evaluation.labels import LabelledImage, MatchedLabels
from xray_desktop.evaluation.study.row_groups import with_row_groups


def groups(rows, **labelled):
    images = {each.path: LabelledImage(True, **labelled) for each in rows}
    return [image.groups for image in with_row_groups(MatchedLabels(images, ()), rows).images.values()]


def test_the_folder_is_a_group_without_the_folders_that_name_a_class():
    rows = [row("a/NORMAL/1.png", 0.2), row("b/pneumonia/1.png", 0.2)]
    assert groups(rows) == [{"folder": "a"}, {"folder": "b"}]


def test_the_size_is_a_group_in_megapixels():
    rows = [replace(row(f"{n}.png", 0.2), width=n * 1000, height=1000) for n in (1, 2)]
    assert groups(rows) == [{"megapixels": "1"}, {"megapixels": "2"}]


def test_what_does_not_divide_the_images_is_no_group():
    assert groups([row("NORMAL/1.png", 0.2), row("PNEUMONIA/1.png", 0.2)]) == [{}, {}]
    assert groups([row(f"{n}/1.png", 0.2) for n in range(30)]) == [{}] * 30


def test_columns_of_the_label_table_stay_and_are_not_replaced():
    rows = [row("a/1.png", 0.2), row("b/1.png", 0.2)]
    assert groups(rows, groups={"folder": "mine", "sex": "F"}) == [{"folder": "mine", "sex": "F"}] * 2
