"""The dialogue of a batch proposes, checks and says what is wrong before anything is started."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from xray_desktop.ui.batch.dialog import BatchDialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> BatchDialog:
    made = BatchDialog(
        folder=str(tmp_path), operating_points=("high_sensitivity", "balanced"), operating_point="balanced"
    )
    qtbot.addWidget(made)
    made.show()
    return made


def start(dialog: BatchDialog) -> QPushButton:
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    return next(
        button
        for button in box.findChildren(QPushButton)
        if box.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole
    )


def test_it_proposes_the_last_folder_and_a_csv_in_it(dialog: BatchDialog, tmp_path: Path) -> None:
    request = dialog.request()
    assert request.paths == [str(tmp_path)]
    assert request.output == tmp_path / f"{tmp_path.name} results.csv"
    assert (request.mode, request.recursive, request.operating_point) == ("new", True, "balanced")
    assert start(dialog).isEnabled()


def test_without_a_csv_the_results_stay_in_the_worklist(dialog: BatchDialog) -> None:
    dialog.save.setChecked(False)
    assert dialog.request().output is None
    assert start(dialog).isEnabled()


@pytest.mark.parametrize(
    ("source", "output"),
    [("", "x.csv"), ("nowhere", "x.csv"), (".", ""), (".", "."), (".", "missing/x.csv")],
    ids=["no folder", "missing folder", "no output", "output is a folder", "output in a missing folder"],
)
def test_what_cannot_work_is_said_and_not_started(
    dialog: BatchDialog, tmp_path: Path, source: str, output: str
) -> None:
    dialog.source.setText(str(tmp_path / source) if source else "")
    dialog.output.setText(str(tmp_path / output) if output else "")
    assert not start(dialog).isEnabled()
    assert dialog._problem.isVisible()
    assert dialog._problem.text()


def test_a_csv_that_exists_is_continued_unless_it_is_to_be_replaced(
    dialog: BatchDialog, tmp_path: Path
) -> None:
    assert not dialog.go_on.isVisible()
    (tmp_path / "old.csv").write_text("path\n")
    dialog.output.setText(str(tmp_path / "old.csv"))
    assert dialog.go_on.isVisible()
    assert dialog.request().mode == "resume"
    dialog.replace.setChecked(True)
    assert dialog.request().mode == "overwrite"


def test_chosen_images_are_classified_and_not_their_folder(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [str(tmp_path / "a.png"), str(tmp_path / "b.png")]
    dialog = BatchDialog(paths)
    qtbot.addWidget(dialog)
    assert dialog.request().paths == paths
    assert dialog.source.isReadOnly()
    assert dialog.request().output == tmp_path / f"{tmp_path.name} results.csv"


def test_the_images_that_are_open_are_proposed(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [str(tmp_path / "a.png"), str(tmp_path / "b.png")]
    dialog = BatchDialog(open_images=paths, folder=str(tmp_path.parent))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.request().paths == paths
    assert "2" in dialog.source.text()
    assert not dialog.recursive.isVisible()
    assert start(dialog).isEnabled()


def test_a_folder_can_be_chosen_in_place_of_the_open_images(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "others"
    folder.mkdir()
    dialog = BatchDialog(open_images=[str(tmp_path / "a.png")])
    qtbot.addWidget(dialog)
    dialog.show()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    qtbot.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    assert dialog.request().paths == [str(folder)]
    assert dialog.request().output == folder / "others results.csv"
    assert dialog.recursive.isVisible()
    assert not dialog.source.isReadOnly()


def test_results_of_labelled_images_go_beside_their_class_folders(qtbot: QtBot, tmp_path: Path) -> None:
    folders = [tmp_path / "study" / name for name in ("NORMAL", "PNEUMONIA")]
    for folder in folders:
        folder.mkdir(parents=True)
    both = BatchDialog([str(folder / "1.png") for folder in folders])
    one = BatchDialog([str(folders[0] / f"{number}.png") for number in range(2)])
    for dialog in (both, one):
        qtbot.addWidget(dialog)
        assert dialog.request().output == tmp_path / "study" / "study results.csv"


def test_results_of_images_in_an_archive_go_beside_it(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "disc.zip").write_bytes(b"")
    dialog = BatchDialog(
        open_images=[str(tmp_path / "disc.zip" / "a" / f"{number}.png") for number in range(2)]
    )
    qtbot.addWidget(dialog)
    output = dialog.request().output
    assert output is not None
    assert output.parent == tmp_path


@pytest.mark.parametrize("where", ["", "source", "output", "point", "save"])
def test_enter_starts_from_wherever_the_focus_is(qtbot: QtBot, dialog: BatchDialog, where: str) -> None:
    qtbot.waitExposed(dialog)
    if where:
        getattr(dialog, where).setFocus()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_enter_does_nothing_while_something_is_missing(qtbot: QtBot, dialog: BatchDialog) -> None:
    dialog.source.setFocus()
    dialog.source.clear()
    qtbot.keyClick(dialog.source, Qt.Key.Key_Return)
    assert dialog.isVisible()
