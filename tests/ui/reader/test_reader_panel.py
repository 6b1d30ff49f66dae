"""The reader's panel: what is pressed and typed becomes the mark of the image that it was meant for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.row import Row
from xray_desktop.ui.reader.panel import ReaderPanel
from xray_desktop.ui.worklist.entry import Entry

N, P = PredictedClass.NORMAL, PredictedClass.PNEUMONIA


def entry(name: str, predicted_class: str) -> Entry:
    return Entry(f"/{name}", name, Row(name, "ok", predicted_class, 0.5, 0.4, 1, 1))


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


@pytest.mark.parametrize(("predicted_class", "agree", "disagree"), [("PNEUMONIA", P, N), ("NORMAL", N, P)])
def test_agree_and_disagree_are_readings(
    panel: ReaderPanel, qtbot: QtBot, predicted_class: str, agree: PredictedClass, disagree: PredictedClass
) -> None:
    image = entry("a", predicted_class)
    keep_marks(panel, image)
    panel.show_entry(image)
    assert (panel.first.text(), panel.second.text()) == ("Agree", "Disagree")
    qtbot.mouseClick(panel.first, Qt.MouseButton.LeftButton)
    assert image.mark.reading is agree
    assert (panel.first.isChecked(), panel.second.isChecked()) == (True, False)
    qtbot.mouseClick(panel.second, Qt.MouseButton.LeftButton)
    assert image.mark.reading is disagree
    assert (panel.first.isChecked(), panel.second.isChecked()) == (False, True)
    qtbot.mouseClick(panel.second, Qt.MouseButton.LeftButton)
    assert image.mark.reading is None


@pytest.mark.parametrize("predicted_class", ["UNCERTAIN", ""])
def test_without_a_predicted_class_the_readings_are_named_and_the_keys_do_nothing(
    panel: ReaderPanel, predicted_class: str
) -> None:
    image = entry("a", predicted_class)
    keep_marks(panel, image)
    panel.show_entry(image)
    assert (panel.first.text(), panel.second.text()) == ("Read as no pneumonia", "Read as pneumonia")
    panel.agree()
    panel.disagree()
    assert image.mark.empty
    panel.second.click()
    assert image.mark.reading is P


def test_a_note_typed_before_the_image_changes_belongs_to_the_first(panel: ReaderPanel, qtbot: QtBot) -> None:
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
    image = entry("a", "NORMAL")
    keep_marks(panel, image)
    panel.show_entry(image)
    panel.edit_note()
    qtbot.waitUntil(panel.note.hasFocus)
    qtbot.keyClicks(panel.note, "half a")
    panel.show_entry(image)
    assert panel.note.text() == "half a"


def test_without_an_image_nothing_can_be_marked(panel: ReaderPanel) -> None:
    panel.show_entry(None)
    assert not panel.first.isEnabled()
    panel.agree()
    panel.note.editingFinished.emit()


def test_in_a_narrow_panel_the_readings_are_one_above_the_other_and_whole(qtbot: QtBot) -> None:
    host, panel = QWidget(), ReaderPanel()
    qtbot.addWidget(host)
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(panel)
    panel.show_entry(entry("a", "UNCERTAIN"))
    buttons = (panel.first, panel.second)
    widest = max(button.sizeHint().width() for button in buttons)
    assert panel.minimumSizeHint().width() < sum(button.sizeHint().width() for button in buttons)
    host.resize(widest + 20, 140)
    host.show()
    qtbot.waitUntil(lambda: panel.second.y() > panel.first.geometry().bottom())
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    host.resize(3 * widest, 140)
    qtbot.waitUntil(lambda: panel.second.y() == panel.first.y())
