"""Twenty thousand images are evaluated without a pause in the window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS, WindowMaker, workspace_of
from tests.ui.evaluation.conftest import entries_of
from tests.ui.watchdog import Watchdog, allowed_ms

pytestmark = [pytest.mark.timing, pytest.mark.usefixtures("as_the_program_runs")]


def test_twenty_thousand_images_never_hold_the_window(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_main_window()
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    entries = entries_of(20_000, tmp_path)
    for begin in range(0, len(entries), 2000):
        window.worklist.add(entries[begin : begin + 2000])
    workspace = workspace_of(window)
    evaluation = workspace.evaluation
    evaluation.show()
    qtbot.waitUntil(lambda: evaluation.complete, timeout=WAIT_MS)
    evaluation.tabs.setCurrentWidget(evaluation.curves)
    qtbot.waitUntil(lambda: not window.worklist.model.reclassifying, timeout=WAIT_MS)
    watchdog = Watchdog(window)
    evaluator = evaluation.evaluator
    longest = watchdog.during(
        evaluator.evaluate, lambda: evaluator.settled and evaluator.score_measures is not None, qtbot
    )
    assert longest < allowed_ms()

    def drag() -> None:
        for step in range(30):
            evaluator.move_threshold(0.3 + step / 100)

    assert watchdog.during(drag, lambda: evaluator.settled, qtbot) < allowed_ms()
