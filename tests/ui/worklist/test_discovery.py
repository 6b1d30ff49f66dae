"""What is opened as results and what as an image is decided by what a file holds."""

import shutil
from pathlib import Path

import pytest

from tests.evaluation.study.results_rows import row
from tests.images import synthetic_image, write_png
from xray_desktop.results.formats import writer
from xray_desktop.results.row import UnusableResults
from xray_desktop.ui.worklist.discovery import find_images
from xray_desktop.ui.worklist.entry import Entry


def found(*paths: Path) -> list[Entry]:
    return [
        entry for portion in find_images(list(map(str, paths)), lambda: False) for entry in portion.entries
    ]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize("name", ["results.txt", "results", "results.png"])
def test_results_under_another_name_give_their_rows(tmp_path: Path, kind: str, name: str) -> None:
    writer(tmp_path / name, kind)(tmp_path / name, [row("a.png", 0.25), row("b.png", 0.75)])
    entries = found(tmp_path / name)
    assert [(entry.name, entry.probability) for entry in entries] == [("a.png", 0.25), ("b.png", 0.75)]


def test_an_image_that_is_named_like_results_is_an_image(tmp_path: Path) -> None:
    image = write_png(tmp_path / "image.png", synthetic_image(40, 50))
    shutil.copy(image, tmp_path / "image.csv")
    (entry,) = found(tmp_path / "image.csv")
    assert (entry.name, entry.row) == ("image.csv", None)


def test_another_table_says_which_column_is_missing(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("file,label\na.png,NORMAL\n")
    with pytest.raises(UnusableResults) as caught:
        found(tmp_path / "labels.csv")
    assert caught.value.message.code == "results_not_a_csv"
