"""Studies in the window, read by keyboard as a person does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.ui.conftest import WAIT_MS, workspace_of
from xray_desktop.evaluation.reader_study.definition import SecondRead, read_study
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.reader_study.reading_window import ReadingWindow
from xray_desktop.ui.reader_study.session import SessionState
from xray_desktop.ui.reader_study.study_window import ReaderStudyWindow
from xray_desktop.ui.window.main_window import MainWindow

KEYS = {PredictedClass.NORMAL: Qt.Key.Key_N, PredictedClass.PNEUMONIA: Qt.Key.Key_P}


def class_folders(folder: Path, each: int) -> Path:
    """As many small images in NORMAL (dark) as in PNEUMONIA (bright), with names that give themselves
    away.
    """
    for name, brightness in (("NORMAL", 0.5), ("PNEUMONIA", 1.0)):
        (folder / name).mkdir(parents=True)
        for number in range(each):
            image = synthetic_image(60, 80, seed=number) * brightness
            write_png(folder / name / f"patient-{name[0]}{number}.png", image.astype("uint8"))
    return folder


class Room:
    """A person in front of the window of reader studies."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.main = window
        self.qtbot = qtbot
        window.actions_["reader_study"].trigger()
        self.studies: ReaderStudyWindow = workspace_of(window).reader_study

    def create(
        self,
        folder: Path,
        *,
        readers: str = "Kim\nLee",
        second_read: SecondRead = SecondRead.EACH,
        labels: str = "folders",
        seed: int = 7,
    ) -> Path:
        """Sets up a study of the open images in a folder."""
        self.qtbot.mouseClick(self.studies.new, Qt.MouseButton.LeftButton)
        dialog = self.studies.setup
        assert dialog is not None
        dialog.readers.setFocus()
        for number, name in enumerate(readers.split("\n")):
            if number:
                self.qtbot.keyClick(dialog.readers, Qt.Key.Key_Return)
            self.qtbot.keyClicks(dialog.readers, name)
        dialog.seed.setValue(seed)
        dialog.labels.setCurrentIndex(dialog.labels.findData(labels))
        dialog.second_read.setCurrentIndex(dialog.second_read.findData(second_read.value))
        dialog.folder.setText(str(folder))
        self.qtbot.mouseClick(dialog.create_button, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: self.studies.table.rowCount() > 0, timeout=WAIT_MS)
        return folder

    def begin(self, number: int) -> ReadingWindow:
        """Begins or continues the session of a reader, and waits for the image."""
        self.studies.table.setCurrentCell(number - 1, 0)
        self.qtbot.mouseClick(self.studies.read, Qt.MouseButton.LeftButton)
        reading = self.studies.reading
        assert reading is not None
        self.qtbot.waitUntil(lambda: reading.session.state is not SessionState.OPENING, timeout=WAIT_MS)
        reading.activateWindow()
        return reading

    def press(self, reading: ReadingWindow, *keys: Qt.Key) -> None:
        """Presses keys in the reader's window."""
        for key in keys:
            self.qtbot.keyClick(reading, key)

    def answer(self, reading: ReadingWindow, answer: PredictedClass, confidence: int) -> None:
        """Answers by keyboard, and waits until the next image, or the end, is there."""
        task = reading.session.task
        self.press(reading, KEYS[answer], Qt.Key(Qt.Key.Key_0 + confidence), Qt.Key.Key_Return)
        settled = (SessionState.READING, SessionState.DONE, SessionState.UNREADABLE, SessionState.FAILED)
        self.qtbot.waitUntil(
            lambda: reading.session.task != task and reading.session.state in settled, timeout=WAIT_MS
        )

    def leave(self, reading: ReadingWindow) -> None:
        """Ends the session, and waits for the overview."""
        row = reading.session.number - 1
        done, total = reading.session.progress(1)
        self.qtbot.mouseClick(reading.leave, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: self.studies.reading is None, timeout=WAIT_MS)
        self.qtbot.waitUntil(
            lambda: self.studies.table.item(row, 1).text() == f"{done} / {total}", timeout=WAIT_MS
        )
        self.qtbot.waitUntil(lambda: not self.studies._worker.busy, timeout=WAIT_MS)


RoomMaker = Callable[[int], Room]


@pytest.fixture
def room(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> RoomMaker:
    """Opens so many images of each class in the main window, and the window of reader studies."""

    def make(each: int) -> Room:
        folder = class_folders(tmp_path / "images", each)
        qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
        with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
            window.open_paths([folder])
        return Room(window, qtbot)

    return make


def truth_of(folder: Path, case: int) -> PredictedClass:
    """The label of a case in a study's folder."""
    truth = read_study(folder).image(case).truth
    assert truth is not None
    return truth
