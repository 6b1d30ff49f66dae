"""The reader's panel: what is pressed and typed becomes the mark of the film that it was meant for."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xray_desktop.results.reading import Row
from xray_desktop.inference.prediction import Verdict
from xray_desktop.ui.reader.panel import ReaderPanel
from xray_desktop.ui.worklist.entry import Entry

N, P = Verdict.NORMAL, Verdict.PNEUMONIA


def entry(name: str, verdict: str) -> Entry:
    return Entry(f"/{name}", name, Row(name, "ok", verdict, 0.5, 0.4, 1, 1))


def keep_marks(panel: ReaderPanel, *entries: Entry) -> None:
    """Keeps what the panel says, as the worklist does."""
    known = {item.path: item for item in entries}
    panel.marked.connect(lambda path, mark: setattr(known[path], "mark", mark))


@pytest.fixture
def panel(qtbot: QtBot) -> ReaderPanel:
    made = ReaderPanel()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("verdict", "agree", "disagree"), [("PNEUMONIA", P, N), ("NORMAL", N, P)])
def test_agree_and_disagree_are_readings(
    panel: ReaderPanel, qtbot: QtBot, verdict: str, agree: Verdict, disagree: Verdict
) -> None:
    film = entry("a", verdict)
    keep_marks(panel, film)
    panel.show_entry(film)
    assert (panel.first.text(), panel.second.text()) == ("Agree", "Disagree")
    qtbot.mouseClick(panel.first, Qt.MouseButton.LeftButton)
    assert film.mark.reading is agree
    assert (panel.first.isChecked(), panel.second.isChecked()) == (True, False)
    qtbot.mouseClick(panel.second, Qt.MouseButton.LeftButton)
    assert film.mark.reading is disagree
    assert (panel.first.isChecked(), panel.second.isChecked()) == (False, True)
    qtbot.mouseClick(panel.second, Qt.MouseButton.LeftButton)
    assert film.mark.reading is None


@pytest.mark.parametrize("verdict", ["UNCERTAIN", ""])
def test_without_a_call_the_readings_are_named_and_the_keys_do_nothing(
    panel: ReaderPanel, verdict: str
) -> None:
    film = entry("a", verdict)
    keep_marks(panel, film)
    panel.show_entry(film)
    assert (panel.first.text(), panel.second.text()) == ("Reads normal", "Reads pneumonia")
    panel.agree()
    panel.disagree()
    assert film.mark.empty
    panel.second.click()
    assert film.mark.reading is P


def test_a_note_typed_before_the_film_changes_belongs_to_the_first(panel: ReaderPanel, qtbot: QtBot) -> None:
    first, second = entry("a", "NORMAL"), entry("b", "NORMAL")
    keep_marks(panel, first, second)
    panel.show_entry(first)
    panel.edit_note()
    qtbot.keyClicks(panel.note, "apex")
    panel.show_entry(second)
    assert first.mark.note == "apex"
    assert second.mark.empty
    assert panel.note.text() == ""
    panel.show_entry(first)
    assert panel.note.text() == "apex"


def test_a_result_that_comes_in_leaves_what_is_being_typed(panel: ReaderPanel, qtbot: QtBot) -> None:
    film = entry("a", "NORMAL")
    keep_marks(panel, film)
    panel.show_entry(film)
    panel.edit_note()
    qtbot.waitUntil(panel.note.hasFocus)
    qtbot.keyClicks(panel.note, "half a")
    panel.show_entry(film)
    assert panel.note.text() == "half a"


def test_without_a_film_nothing_can_be_marked(panel: ReaderPanel) -> None:
    panel.show_entry(None)
    assert not panel.first.isEnabled()
    panel.agree()
    panel.note.editingFinished.emit()
