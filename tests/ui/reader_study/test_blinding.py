"""What a reader can see during a blinded read: the image, the questions, the progress, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS
from tests.ui.reader_study.conftest import Room, RoomMaker
from xray_desktop.evaluation.reader_study.definition import SecondRead, read_study, record_path
from xray_desktop.evaluation.reader_study.record import read_record
from xray_desktop.evaluation.reader_study.record_file import RecordFile
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.reader_study.reading_window import ReadingWindow
from xray_desktop.ui.reader_study.session import SessionState

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


def all_texts() -> Iterator[str]:
    """Every text on the screen, and what tooltips and screen readers would say."""
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        yield from (window.windowTitle(), window.windowFilePath())
        for widget in [window, *window.findChildren(QWidget)]:
            yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
            yield from (widget.accessibleName(), widget.accessibleDescription())
            if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
                yield widget.text()
            if isinstance(widget, QTableWidget):
                yield from (item.text() for item in widget.findItems("", Qt.MatchFlag.MatchContains))
        for action in window.findChildren(QAction):
            yield from (action.text(), action.toolTip(), action.statusTip())


def gives_away(reading: ReadingWindow) -> list[str]:
    """The texts that name a file, a class folder or a probability, or that show the prediction."""
    words = [
        *("patient-", ".png", "NORMAL", "PNEUMONIA", "suggested", "Probability", "threshold"),
        "0.",
        "0,",
    ]
    found = [text for text in all_texts() if any(word in text for word in words)]
    return [*found, *([reading.help.text] if reading.help.text else [])]


def opened_folder(here: Room) -> Path | None:
    """The folder of the study that is shown."""
    return here.studies._loaded.folder if here.studies._loaded is not None else None


@pytest.fixture
def blinded(room: RoomMaker, tmp_path: Path) -> tuple[Room, ReadingWindow, Path]:
    """A session at its first blinded read."""
    here = room(3)
    folder = here.create(tmp_path / "study")
    reading = here.begin(1)
    assert reading.session.state is SessionState.READING
    return here, reading, folder


def test_a_blinded_read_shows_neither_file_nor_class_nor_prediction(
    blinded: tuple[Room, ReadingWindow, Path], qtbot: QtBot
) -> None:
    here, reading, _ = blinded
    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert visible == [reading]
    recent = here.main.settings.recent()
    for _ in range(3):
        assert gives_away(reading) == []
        here.press(reading, Qt.Key.Key_H)
        assert not reading.view.heat_map_shown
        here.answer(reading, P, 3)
        assert reading.help.text
        here.answer(reading, N, 2)
    qtbot.mouseMove(reading.view)
    assert reading.statusBar().currentMessage() == ""
    assert here.main.settings.recent() == recent
    here.leave(reading)
    assert here.main.isVisible()
    assert here.studies.isVisible()


def test_opening_images_or_a_batch_meanwhile_shows_nothing(
    blinded: tuple[Room, ReadingWindow, Path], qtbot: QtBot, tmp_path: Path
) -> None:
    here, reading, _ = blinded
    other = write_png(tmp_path / "patient-other.png", synthetic_image(60, 80))
    with qtbot.waitSignal(here.main.predictionReady, timeout=WAIT_MS):
        here.main.open_from_outside([str(other)])
    here.main.workspace.batch.ask().show()
    here.main.docks.worklist.setFloating(True)
    here.main.docks.worklist.show()
    here.main.workspace.evaluate()
    here.main.show()
    qtbot.waitUntil(lambda: not here.main.isVisible(), timeout=WAIT_MS)
    assert reading.isVisible()
    assert reading.view.image is not None
    assert reading.view.image.path != other
    here.leave(reading)
    assert here.main.isVisible()


def test_during_a_pause_the_image_is_hidden_and_the_answer_waits(
    blinded: tuple[Room, ReadingWindow, Path], qtbot: QtBot
) -> None:
    here, reading, folder = blinded
    here.press(reading, Qt.Key.Key_P, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: reading.session.state is SessionState.PAUSED, timeout=WAIT_MS)
    assert not reading.view.isVisible()
    here.press(reading, Qt.Key.Key_4, Qt.Key.Key_Return)
    qtbot.wait(300)
    assert reading.session.progress() == (0, 12)
    here.press(reading, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: reading.session.state is SessionState.READING, timeout=WAIT_MS)
    assert reading.view.isVisible()
    assert reading.answers.answer is P
    here.answer(reading, P, 4)
    here.leave(reading)
    record = read_record(record_path(folder, 1), read_study(folder))
    assert record.pauses == 1


def test_a_first_answer_needs_class_and_confidence_and_is_kept(
    blinded: tuple[Room, ReadingWindow, Path], qtbot: QtBot
) -> None:
    here, reading, _ = blinded
    for key in (Qt.Key.Key_Return, Qt.Key.Key_P, Qt.Key.Key_Return):
        here.press(reading, key)
    qtbot.wait(200)
    assert not reading.answers.record.isEnabled()
    assert reading.session.progress() == (0, 12)
    here.press(reading, Qt.Key.Key_N)
    assert reading.answers.answer is N
    here.answer(reading, N, 5)
    assert reading.session.progress() == (1, 12)
    assert "No pneumonia, confidence 5" in reading.help.text
    assert (reading.answers.answer, reading.answers.confidence) == (None, None)


def test_the_second_read_shows_prediction_and_heat_map(
    blinded: tuple[Room, ReadingWindow, Path], qtbot: QtBot
) -> None:
    here, reading, folder = blinded
    here.answer(reading, P, 3)
    task = reading.session.task
    assert task is not None
    image = read_study(folder).image(task.case)
    expected = "Pneumonia suggested" if image.prediction is P else "No pneumonia suggested"
    assert expected in reading.help.text
    here.press(reading, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: reading.view.heat_map_shown, timeout=WAIT_MS)
    here.answer(reading, P, 3)
    assert not reading.view.heat_map_shown
    assert gives_away(reading) == []


def test_an_image_that_cannot_be_opened_is_not_named_and_can_be_skipped(
    room: RoomMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    here = room(2)
    folder = here.create(tmp_path / "study", second_read=SecondRead.NONE)
    for file in (tmp_path / "images").rglob("*.png"):
        file.write_bytes(b"damaged")
    reading = here.begin(1)
    assert reading.session.state is SessionState.UNREADABLE
    assert gives_away(reading) == []
    for _ in range(4):
        qtbot.waitUntil(lambda: reading.session.state is SessionState.UNREADABLE, timeout=WAIT_MS)
        task = reading.session.task
        qtbot.mouseClick(reading.page.secondary, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda task=task: reading.session.task != task, timeout=WAIT_MS)  # type: ignore[misc]
    qtbot.waitUntil(lambda: reading.session.state is SessionState.DONE, timeout=WAIT_MS)
    here.leave(reading)
    assert read_record(record_path(folder, 1), read_study(folder)).unreadable == {1, 2, 3, 4}


def test_a_record_in_use_elsewhere_is_said_and_can_be_tried_again(
    room: RoomMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    here = room(2)
    folder = here.create(tmp_path / "study")
    with RecordFile(folder, read_study(folder), 1):
        reading = here.begin(1)
        assert reading.session.state is SessionState.FAILED
        assert "in use by another program" in reading.page.text.text()
    qtbot.mouseClick(reading.page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reading.session.state is SessionState.READING, timeout=WAIT_MS)


def test_the_program_ends_in_the_middle_of_a_session_without_losing_an_answer(
    blinded: tuple[Room, ReadingWindow, Path],
) -> None:
    here, reading, folder = blinded
    here.answer(reading, P, 3)
    here.main.close()
    study = read_study(folder)
    record = read_record(record_path(folder, 1), study)
    assert record.progress(study) == (1, 12)
    assert here.main.ended


def test_a_study_goes_on_with_images_that_were_moved_together_with_it(
    room: RoomMaker, tmp_path: Path
) -> None:
    here = room(2)
    (tmp_path / "moved").mkdir()
    here.create(tmp_path / "study")
    for name in ("images", "study"):
        (tmp_path / name).rename(tmp_path / "moved" / name)
    here.studies.open_study(tmp_path / "moved" / "study")
    here.qtbot.waitUntil(lambda: opened_folder(here) == tmp_path / "moved" / "study", timeout=WAIT_MS)
    reading = here.begin(2)
    assert reading.session.state is SessionState.READING
    here.leave(reading)
