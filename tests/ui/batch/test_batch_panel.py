"""The panel of a batch says where it stands, in every state."""

from collections import Counter

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from xray_desktop.batch.runner import Progress
from xray_desktop.messages import message
from xray_desktop.ui.batch.panel import BatchPanel, BatchState, BatchStatus

HALF = Progress(50, 100, Counter(ok=45, rejected=3, error=2), Counter(NORMAL=30, PNEUMONIA=15), 10.0)


@pytest.fixture
def panel(qtbot: QtBot) -> BatchPanel:
    QLocale.setDefault(QLocale.c())
    made = BatchPanel()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_before_the_first_batch(panel: BatchPanel) -> None:
    assert panel.isHidden()


def test_rate_and_time_left_are_shown_while_it_runs(panel: BatchPanel) -> None:
    panel.show_status(BatchStatus(BatchState.RUNNING, HALF))
    assert panel.text == "50 of 100 · 5.0 images/s · 10 s left"


@pytest.mark.parametrize(("seconds", "left"), [(10.0, "10 s"), (600.0, "10 min"), (6000.0, "1 h 40 min")])
def test_long_times_are_shown_in_long_units(panel: BatchPanel, seconds: float, left: str) -> None:
    panel.show_status(BatchStatus(BatchState.RUNNING, Progress(50, 100, seconds=seconds)))
    assert panel.text.endswith(f"{left} left")


def test_rows_of_a_continued_csv_count_too(panel: BatchPanel) -> None:
    panel.show_status(BatchStatus(BatchState.RUNNING, HALF, before=200))
    assert panel.text.startswith("250 of 300")


def test_the_end_shows_the_counts_and_the_file(panel: BatchPanel) -> None:
    panel.show_status(BatchStatus(BatchState.DONE, HALF, output="out.csv"))
    assert "Pneumonia: 15, No pneumonia: 30, Not classified: 3, cannot be opened: 2" in panel.text
    assert panel.text.endswith("Results: out.csv")
    assert not panel.dismiss.isHidden()
    assert panel.stop.isHidden()


def test_a_failure_is_shown(panel: BatchPanel) -> None:
    panel.show_status(BatchStatus(BatchState.FAILED, failure=(message("batch_folder_missing", folder="x"),)))
    assert str(message("batch_folder_missing", folder="x")) in panel.text
    assert not panel.dismiss.isHidden()


def test_pause_and_stop_are_asked_for_by_mouse_and_keyboard(panel: BatchPanel, qtbot: QtBot) -> None:
    panel.show_status(BatchStatus(BatchState.RUNNING, HALF))
    with qtbot.waitSignal(panel.pauseWanted) as asked:
        qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    assert asked.args == [True]
    panel.set_state(BatchState.PAUSED)
    with qtbot.waitSignal(panel.pauseWanted) as asked:
        qtbot.keyClick(panel.pause, Qt.Key.Key_Space)
    assert asked.args == [False]
    with qtbot.waitSignal(panel.stopWanted):
        qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    panel.set_state(BatchState.STOPPING)
    assert not panel.stop.isEnabled()


@pytest.mark.parametrize("state", BatchState)
def test_every_state_has_a_heading_for_the_eye_and_for_a_screen_reader(
    panel: BatchPanel, state: BatchState
) -> None:
    panel.show_status(BatchStatus(state, HALF))
    assert panel.accessibleName()
