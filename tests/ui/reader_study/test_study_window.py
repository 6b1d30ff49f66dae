"""Setting up and opening studies: what is asked for is created, and what is wrong is one sentence."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS
from tests.ui.reader_study.conftest import RoomMaker
from xray_desktop.evaluation.reader_study.definition import SecondRead, read_study, record_path
from xray_desktop.evaluation.reader_study.preparation import Candidate
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.reader_study.setup_dialog import StudySetup

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


@pytest.fixture
def setup(qtbot: QtBot, tmp_path: Path) -> StudySetup:
    candidates = [Candidate(f"/data/{number}.png", P if number % 2 else N) for number in range(10)]
    dialog = StudySetup(candidates, folder=str(tmp_path), seed=5)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_study_needs_readers_with_different_names_and_a_folder(setup: StudySetup, qtbot: QtBot) -> None:
    assert not setup.create_button.isEnabled()
    assert setup.problem.text() == ""
    qtbot.keyClicks(setup.readers, "Kim")
    assert setup.create_button.isEnabled()
    setup.readers.setPlainText("Kim\n\n kim")
    assert not setup.create_button.isEnabled()
    assert setup.problem.isVisible()
    setup.readers.setPlainText("Kim\n\n Lee ")
    assert setup.names == ("Kim", "Lee")
    setup.folder.setText("/nowhere/at/all")
    assert not setup.create_button.isEnabled()


def test_enter_creates_the_study_and_chooses_no_file(setup: StudySetup, qtbot: QtBot) -> None:
    setup.show()
    qtbot.waitExposed(setup)
    assert not setup.browse_table.isDefault()
    assert not setup.browse_folder.isDefault()
    assert setup.create_button.isDefault()


def test_the_seed_draws_the_images(setup: StudySetup) -> None:
    setup.images.setValue(4)
    drawn = setup.candidates()
    assert len(drawn) == 4
    setup.seed.setValue(6)
    assert setup.candidates() != drawn
    setup.seed.setValue(5)
    assert setup.candidates() == drawn
    assert all(each.truth is not None for each in drawn)
    setup.labels.setCurrentIndex(setup.labels.findData("none"))
    assert all(each.truth is None for each in setup.candidates())


def test_without_a_model_there_is_no_second_read(qtbot: QtBot) -> None:
    dialog = StudySetup([Candidate("/data/0.png")], with_model=False)
    qtbot.addWidget(dialog)
    assert dialog.chosen_second_read is SecondRead.NONE
    assert dialog.second_read.count() == 1
    assert dialog.labels.currentData() == "none"


def test_a_study_without_labels_and_in_a_folder_that_is_not_empty(
    room: RoomMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    here = room(2)
    folder = here.create(tmp_path / "study", labels="none", second_read=SecondRead.AFTER)
    study = read_study(folder)
    assert {image.truth for image in study.images} == {None}
    assert study.second_read is SecondRead.AFTER
    dialog = here.studies.set_up()
    dialog.readers.setPlainText("Kim")
    dialog.folder.setText(str(folder))
    qtbot.mouseClick(dialog.create_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=WAIT_MS)
    assert "not empty" in dialog.problem.text()
    assert dialog.create_button.isEnabled()
    dialog.reject()


def test_labels_of_a_table_come_into_the_study(room: RoomMaker, tmp_path: Path, qtbot: QtBot) -> None:
    here = room(2)
    table = tmp_path / "labels.csv"
    table.write_text("file,label\npatient-N0.png,PNEUMONIA\npatient-P1.png,NORMAL\n")
    dialog = here.studies.set_up()
    dialog.readers.setPlainText("Kim")
    dialog.folder.setText(str(tmp_path / "study"))
    dialog.labels.setCurrentIndex(dialog.labels.findData("table"))
    assert not dialog.create_button.isEnabled()
    dialog.table.setText(str(table))
    qtbot.mouseClick(dialog.create_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: here.studies.table.rowCount() > 0, timeout=WAIT_MS)
    truths = {Path(image.path).name: image.truth for image in read_study(tmp_path / "study").images}
    assert truths == {
        "patient-N0.png": P,
        "patient-P1.png": N,
        "patient-N1.png": None,
        "patient-P0.png": None,
    }
    qtbot.waitUntil(lambda: "without a label" in here.studies.notice.text(), timeout=WAIT_MS)


def test_folders_that_are_no_study_and_damaged_records_are_named(
    room: RoomMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    here = room(2)
    here.studies.open_study(tmp_path)
    qtbot.waitUntil(lambda: "reader-study.json" in here.studies.notice.text(), timeout=WAIT_MS)
    folder = here.create(tmp_path / "study")
    record_path(folder, 2).write_text("Dear colleague\nyours\n")
    here.studies.open_study(folder)
    qtbot.waitUntil(lambda: "not the record" in here.studies.table.item(1, 3).text(), timeout=WAIT_MS)
    here.studies.table.setCurrentCell(1, 0)
    assert not here.studies.read.isEnabled()
    here.studies.table.setCurrentCell(0, 0)
    assert here.studies.read.isEnabled()
