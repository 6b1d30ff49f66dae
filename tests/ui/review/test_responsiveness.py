"""Twenty thousand cases are sorted and shown without a pause in the window."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS, WindowMaker, workspace_of
from tests.ui.evaluation.conftest import entries_of
from tests.ui.watchdog import Watchdog, allowed_ms
from xray_desktop.evaluation.review.case_filters import CaseFilter

pytestmark = [pytest.mark.timing, pytest.mark.usefixtures("as_the_program_runs")]


def test_twenty_thousand_cases_never_hold_the_window(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_main_window()
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    entries = entries_of(20_000, tmp_path)
    for begin in range(0, len(entries), 2000):
        window.worklist.add(entries[begin : begin + 2000])
    qtbot.waitUntil(lambda: not window.worklist.model.reclassifying, timeout=WAIT_MS)
    workspace = workspace_of(window)
    review = workspace.review
    watchdog = Watchdog(window)
    longest = {
        "open": watchdog.during(
            window.actions_["review"].trigger, lambda: review.isVisible() and review.complete, qtbot
        )
    }
    for wanted in (CaseFilter.TRUE_NEGATIVE, CaseFilter.CONFIDENT_ERRORS, CaseFilter.NEAR_THRESHOLD):
        longest[wanted.value] = watchdog.during(
            partial(review.choose, wanted), partial(lambda it: review.wanted is it, wanted), qtbot
        )
        assert review.case_count() == len(review.cases()) > 0
    longest["select all"] = watchdog.during(review.grid.selectAll, lambda: True, qtbot)
    assert review.case_count() == len(review.cases()) == review.grid.count
    allowed = allowed_ms()
    assert {name: ms for name, ms in longest.items() if ms >= allowed} == {}
