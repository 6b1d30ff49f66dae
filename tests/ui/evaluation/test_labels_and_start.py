"""Labels from a table, and what is said while there is nothing to evaluate."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.evaluation.conftest import Opened, entries_of, entry, finished
from xray_desktop.ui.evaluation.label_words_dialog import LabelWordsDialog
from xray_desktop.ui.evaluation.window import EvaluationWindow
from xray_desktop.ui.worklist.entry import Entry


def table(folder: Path, *lines: str) -> Path:
    file = folder / "labels.csv"
    file.write_text("file,label,patient,sex\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def unlabelled(evaluated: Opened, tmp_path: Path) -> EvaluationWindow:
    """Ten classified images in a folder that names no class."""
    return evaluated([entry(tmp_path / "films", f"{index}.png", (index + 1) / 12) for index in range(10)])


LINES = [
    f"{index}.png,{'PNEUMONIA' if index > 4 else 'NORMAL'},p{index},{'FM'[index % 2]}" for index in range(10)
]


def test_without_images_it_says_what_to_open(
    evaluated: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    window = evaluated([])
    assert window.results.currentWidget() is window.start
    assert window.start.reason.text().startswith("No images are open.")
    assert not window.header.export.isEnabled()
    with qtbot.waitSignal(window.folderWanted):
        qtbot.mouseClick(window.start.folder, Qt.MouseButton.LeftButton)


def test_without_labels_it_says_so_and_how_to_give_them(unlabelled: EvaluationWindow) -> None:
    assert unlabelled.start.reason.text().startswith(
        "10 images are open, and the class of none of them is known"
    )


def test_without_results_it_offers_to_classify(evaluated: Opened, folder: Path, qtbot: QtBot) -> None:
    names = ("NORMAL/0.png", "PNEUMONIA/0.png")
    window = evaluated([Entry(str(folder / name), name) for name in names])
    assert "no image is classified yet" in window.start.reason.text()
    with qtbot.waitSignal(window.classifyWanted) as caught:
        qtbot.mouseClick(window.start.classify, Qt.MouseButton.LeftButton)
    assert caught.args == [[str(folder / name) for name in names]]


def test_a_label_table_dropped_on_the_window_gives_labels_patients_and_subgroups(
    unlabelled: EvaluationWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    unlabelled.open_dropped([str(table(tmp_path, *LINES))])
    finished(unlabelled, qtbot)
    assert unlabelled.results.currentWidget() is unlabelled.tabs
    assert unlabelled.header.labels.text() == "Labels: labels.csv"
    basis = unlabelled.evaluator.basis
    assert basis is not None
    assert basis.bootstrap.patients == 10
    values = [(each.column, each.value) for each in unlabelled.subgroups.forest.subgroups]
    assert values == [("", "All images"), ("sex", "F"), ("sex", "M")]
    unlabelled.use_labels(None)
    finished(unlabelled, qtbot)
    assert unlabelled.results.currentWidget() is unlabelled.start


def test_what_is_wrong_with_labels_is_said_and_the_rest_evaluated(
    unlabelled: EvaluationWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = table(tmp_path, *LINES[1:], "gone.png,NORMAL,p,F", "3.png,PNEUMONIA,p3,F", "4.png,NORMAL,p4,M")
    unlabelled.use_labels(file)
    finished(unlabelled, qtbot)
    text = unlabelled.header.remarks.text()
    assert "Images with contradictory labels, which were left out: 1, for instance " in text
    assert "Files of the label table that are not among the images: 1, for instance gone.png." in text
    assert "Images without a label, which were left out: 1" in text
    assert unlabelled.evaluator.counts.classified == 8


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n", "has no column with the file of each image"),
        ("file,label\nelsewhere.png,NORMAL\n", "No file of the label table is among the images."),
        ("file,label\n", "has no rows"),
    ],
)
def test_a_table_that_cannot_be_used_is_a_sentence(
    unlabelled: EvaluationWindow, tmp_path: Path, qtbot: QtBot, content: str, words: str
) -> None:
    (tmp_path / "labels.csv").write_text(content)
    unlabelled.use_labels(tmp_path / "labels.csv")
    finished(unlabelled, qtbot)
    assert words in unlabelled.start.reason.text()


def test_other_words_are_given_a_meaning(unlabelled: EvaluationWindow, tmp_path: Path, qtbot: QtBot) -> None:
    lines = [f"{index}.png,{'ill' if index > 4 else 'clear' if index else 'unsure'},," for index in range(10)]
    unlabelled.use_labels(table(tmp_path, *lines))
    finished(unlabelled, qtbot)
    qtbot.mouseClick(unlabelled.start.words, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: unlabelled.findChild(LabelWordsDialog) is not None)
    dialog = unlabelled.findChild(LabelWordsDialog)
    assert isinstance(dialog, LabelWordsDialog)
    assert dialog.words(1) == ("ill",)
    qtbot.keyClick(dialog.choices["clear"], Qt.Key.Key_End)
    assert dialog.words(2) == ("clear",)
    dialog.accept()
    finished(unlabelled, qtbot)
    assert unlabelled.evaluator.counts.classified == 9
    assert (
        "Images with the label unsure, which is neither PNEUMONIA nor NORMAL, were left out: 1"
        in unlabelled.header.remarks.text()
    )


def test_one_patient_with_all_images_is_said_and_has_no_interval(
    evaluated: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    entries = entries_of(40, tmp_path / "films")
    lines = [f"{each.name},{each.truth},one,F" for each in entries]
    window = evaluated(entries)
    window.use_labels(table(tmp_path, *lines))
    finished(window, qtbot)
    assert "All images are of one patient." in window.header.remarks.text()
    assert window.measures.table.item(0, 2).text() == ""  # type: ignore[union-attr]
    assert window.measures.table.item(0, 5).text().endswith("Wilson")  # type: ignore[union-attr]
