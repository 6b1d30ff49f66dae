"""A closed window leaves nothing behind: neither its parts nor the images that were open."""

import gc
import weakref
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS
from tests.ui.evaluation.conftest import entries_of
from xray_desktop.results.row import Row
from xray_desktop.ui.application.start_up import make_window
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.worklist.entry import Entry

IMAGES = 200

NOT_OF_A_WINDOW = {"Settings": 1, "Theme": 1, "Translation": 1}
"""They belong to the application or the test, hold nothing of a window, and outlive it."""

pytestmark = pytest.mark.usefixtures("as_the_program_runs")


@pytest.fixture(autouse=True)
def discard_unsaved_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """They outlive the window."""
    return Settings(tmp_path / "settings.ini")


def opened(application: QApplication, settings: Settings, model: Path, qtbot: QtBot) -> MainWindow:
    """A window with many images in its worklist, kept by nobody but the test."""
    window = make_window(application, settings, model)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    window.worklist.add(entries_of(IMAGES, settings.file.parent))
    return window


def let_go(window: MainWindow) -> None:
    """Closes and deletes a window, as its application does at the end."""
    window.close()
    assert window.ended
    window.deleteLater()


def collect() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()


def left() -> dict[str, int]:
    """The parts of windows, entries and rows made since the test began that are still there, by type."""
    return Counter(
        type(item).__name__
        for item in gc.get_objects()
        if str(type(item).__module__).startswith("xray_desktop.")
        and issubclass(type(item), (QObject, Entry, Row))
    )


def test_a_closed_window_and_its_evaluation_are_collected(
    qapp: QApplication, settings: Settings, model_file: Path, qtbot: QtBot
) -> None:
    def evaluated() -> dict[str, weakref.ref[QObject]]:
        window = opened(qapp, settings, model_file, qtbot)
        window.workspace.evaluate()
        evaluation = window.workspace.evaluation
        qtbot.waitUntil(lambda: evaluation.complete, timeout=WAIT_MS)
        let_go(window)
        return {
            "window": weakref.ref(window),
            "worklist": weakref.ref(window.worklist.model),
            "evaluation": weakref.ref(evaluation),
            "evaluator": weakref.ref(evaluation.evaluator),
        }

    parts = evaluated()
    collect()
    assert [name for name, part in parts.items() if part() is not None] == []


def test_nothing_is_left_of_the_windows_beside_it(
    qapp: QApplication, settings: Settings, model_file: Path, qtbot: QtBot, image_file: Path
) -> None:
    def used() -> None:
        window = opened(qapp, settings, model_file, qtbot)
        with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
            window.open_paths([image_file])
        workspace = window.workspace
        workspace.compare_images(str(image_file), str(image_file))
        workspace.evaluate()
        qtbot.waitUntil(lambda: workspace.evaluation.complete, timeout=WAIT_MS)
        workspace.show_reader_study()
        workspace.reader_study.set_up().reject()
        workspace.review_cases()
        workspace.explore()
        workspace.compare_results()
        workspace.show_elements()
        workspace.change_settings().reject()
        workspace.batch.ask().reject()
        window.help.show_model_card()
        window.tour.start()
        assert left()["Entry"] > IMAGES
        let_go(window)

    used()
    collect()
    assert left() == NOT_OF_A_WINDOW
