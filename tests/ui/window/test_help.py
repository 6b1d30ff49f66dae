"""Keys, model card, self-test, diagnostic information, about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom
from tests.ui.conftest import WAIT_MS, Shown, WindowMaker
from xray_desktop.messages import message
from xray_desktop.self_test import Check
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.dialogs.self_test_dialog import SelfTestDialog
from xray_desktop.ui.jobs import WorkerThreads
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow


def rows(table: QTreeWidget) -> list[tuple[str, str]]:
    """The two columns of a table."""
    items = (table.topLevelItem(index) for index in range(table.topLevelItemCount()))
    return [(item.text(0), item.text(1)) for item in items if item is not None]


def test_the_sheet_shows_every_action_with_its_keys_and_every_gesture(window: MainWindow) -> None:
    sheet = window.help.show_shortcuts()
    assert len(rows(sheet.table)) == len(list(window.actions_))
    assert ("Fit to window", "F") in rows(sheet.table)
    assert [sheet.tabs.tabText(index) for index in range(2)] == ["Keyboard", "Mouse and trackpad"]
    assert ("Wheel", "Zoom at the pointer") in rows(sheet.mouse.gestures)
    assert ("Middle drag", "Pan") in rows(sheet.mouse.gestures)
    sheet.close()


def choose(box: QComboBox, word: str) -> None:
    """Chooses an entry by its value, as a person does: by its place in the list."""
    box.setCurrentIndex(box.findData(word))
    box.activated.emit(box.currentIndex())


def test_a_mouse_button_chosen_in_the_sheet_holds_at_once_and_after_a_restart(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    shown.image(image_file)
    sheet = window.help.show_shortcuts()
    choose(sheet.mouse.choices["left"], "pan")
    assert ("Left drag", "Pan") in rows(sheet.mouse.gestures)
    sheet.close()
    view, before = window.viewer.view, window.viewer.view.viewport.image_rect().topLeft()
    window_before = window.display.state.voi
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(view, QPoint(230, 220))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(230, 220))
    assert view.viewport.image_rect().topLeft() - before == QPointF(30, 20)
    assert window.display.state.voi == window_before
    assert window.actions_["drag_pan"].isChecked()
    assert Settings(window.settings.file).get(remembered.MOUSE_LEFT) == "pan"


def test_a_profile_brings_keys_and_mouse_of_another_viewer(
    window: MainWindow, shown: Shown, image_file: Path
) -> None:
    shown.image(image_file)
    sheet = window.help.show_shortcuts()
    choose(sheet.profile, "ohif")
    assert ("Flip horizontally", "H") in rows(sheet.table)
    assert ("Wheel", "Next and previous image") in rows(sheet.mouse.gestures)
    sheet.close()
    window.activateWindow()
    QTest.keyClick(window.viewer.view, Qt.Key.Key_H)
    assert window.display.state.orientation.mirrored
    assert not window.actions_["heat_map"].isChecked()
    QTest.keyClick(window.viewer.view, Qt.Key.Key_Space)
    assert not window.display.state.orientation.mirrored
    QTest.keyClick(window.viewer.view, Qt.Key.Key_Z)
    assert window.settings.get(remembered.MOUSE_LEFT) == "zoom"


def test_a_profile_replaces_own_keys_only_after_a_question(window: MainWindow) -> None:
    sheet = window.help.show_shortcuts()
    assert sheet.set_keys("invert", "Ctrl+Shift+I")
    choose(sheet.profile, "weasis")
    (question,) = sheet.findChildren(QMessageBox)
    question.button(QMessageBox.StandardButton.Cancel).click()
    assert sheet.profile.currentData() == "default"
    assert window.actions_["invert"].shortcut().toString() == "Ctrl+Shift+I"
    choose(sheet.profile, "weasis")
    question = sheet.findChildren(QMessageBox)[-1]
    question.button(QMessageBox.StandardButton.Reset).click()
    assert sheet.profile.currentData() == "weasis"
    assert window.actions_["corner_overlay"].shortcut().toString() == "I"
    assert window.actions_["rotate_left"].shortcut().toString() == "Alt+L"
    sheet.close()


def test_the_search_finds_gestures_too(window: MainWindow) -> None:
    sheet = window.help.show_shortcuts()
    search = sheet.findChildren(QLineEdit)[0]
    QTest.keyClicks(search, "pinch")
    gestures = sheet.mouse.gestures
    shown = [
        index for index in range(gestures.topLevelItemCount()) if not gestures.topLevelItem(index).isHidden()
    ]
    assert [gestures.topLevelItem(index).text(0) for index in shown] == ["Pinch on a trackpad"]
    sheet.close()


def test_keys_can_be_changed_are_remembered_and_reset(
    window: MainWindow, shown: Shown, image_file: Path, make_main_window: WindowMaker
) -> None:
    shown.image(image_file)
    sheet = window.help.show_shortcuts()
    assert sheet.set_keys("invert", "Ctrl+Shift+I")
    sheet.close()
    QTest.keyClick(window.viewer.view, Qt.Key.Key_I)
    assert not window.display.state.inverted
    QTest.keyClick(
        window.viewer.view,
        Qt.Key.Key_I,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert window.display.state.inverted
    other = make_main_window()
    assert other.actions_["invert"].shortcut().toString() == "Ctrl+Shift+I"
    sheet = other.help.show_shortcuts()
    sheet.reset.click()
    (question,) = sheet.findChildren(QMessageBox)
    assert other.actions_["invert"].shortcut().toString() == "Ctrl+Shift+I"
    question.button(QMessageBox.StandardButton.Reset).click()
    assert other.actions_["invert"].shortcut().toString() == "I"
    sheet.close()


def test_keys_that_another_action_has_are_refused_with_its_name(window: MainWindow) -> None:
    sheet = window.help.show_shortcuts()
    assert not sheet.set_keys("invert", "F")
    assert "Fit to window" in sheet.problem.text()
    assert window.actions_["invert"].shortcut().toString() == "I"
    assert sheet.set_keys("invert", "")
    assert window.actions_["invert"].shortcut().isEmpty()
    sheet.close()


def test_keys_that_another_action_has_can_be_reassigned(window: MainWindow) -> None:
    sheet = window.help.show_shortcuts()
    assert sheet.reassign.isHidden()
    assert not sheet.set_keys("invert", "F")
    sheet.reassign.click()
    assert window.actions_["invert"].shortcut().toString() == "F"
    assert window.actions_["fit"].shortcut().isEmpty()
    assert sheet.problem.text() == ""
    assert sheet.reassign.isHidden()
    sheet.close()


def test_escape_in_the_shortcut_field_assigns_nothing_and_keeps_the_sheet_open(window: MainWindow) -> None:
    sheet = window.help.show_shortcuts()
    (item,) = sheet.table.findItems("Invert", Qt.MatchFlag.MatchExactly)
    sheet.table.setCurrentItem(item)
    QTest.keyClick(sheet.keys, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.keys.keySequence().toString() == "I"
    assert window.actions_["invert"].shortcut().toString() == "I"
    sheet.close()


def test_the_default_keys_are_each_given_once(window: MainWindow) -> None:
    keys = [keys for keys in window.actions_.defaults.values() if keys]
    assert len(keys) == len(set(keys))


def test_diagnostic_information_names_versions_and_no_patient_and_no_file(
    window: MainWindow, shown: Shown, tmp_path: Path
) -> None:
    file = write_dicom(
        tmp_path / "SECRETNAME.dcm", synthetic_image(), PatientName="Marked^Patient", PatientID="M-4711"
    )
    shown.predicted_class(file)
    window.actions_["diagnostics"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "tiny 1" in text
    assert "onnxruntime" in text
    assert "360 x 300" in text
    for secret in ("SECRETNAME", "Marked", "4711", str(tmp_path), str(Path.home())):
        assert secret not in text
    assert [notice.code for notice in window.viewer.notices] == ["diagnostics_copied"]


def test_about_and_model_card_can_be_read(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    about = window.help.show_about()
    assert "Not a medical device" in about.text.toPlainText()
    assert "tiny 1" in about.text.toPlainText()
    about.close()
    card = window.help.show_model_card()
    assert len(card.text.toPlainText()) > 100
    assert card.text.verticalScrollBar().value() == 0
    card.close()


def test_the_open_model_card_changes_its_language_with_the_window(window: MainWindow, qtbot: QtBot) -> None:
    card = window.help.show_model_card()
    for language, title in (("ko", "모델 카드"), ("en", "Model card")):
        window.translation.use(language)
        qtbot.waitUntil(lambda title=title: card.windowTitle() == title, timeout=WAIT_MS)
        assert card.text.toPlainText().startswith(f"{title}: ")
    card.close()


@pytest.mark.parametrize("good", [True, False])
def test_the_self_test_shows_each_check_and_the_overall_result(qtbot: QtBot, good: bool) -> None:
    def checks() -> Iterator[Check]:
        yield Check(message("check_format", format="PNG"), True, message("check_lossless"))
        yield Check(message("check_model"), good, message("check_wrong_values"))

    workers = WorkerThreads()
    dialog = SelfTestDialog(workers.worker("self-test"), checks)
    qtbot.addWidget(dialog)
    expected = "The self-test passed." if good else "Do not use this installation"
    qtbot.waitUntil(lambda: expected in dialog.result_label.text())
    assert dialog.table.topLevelItemCount() == 2
    assert workers.close()


def test_a_long_result_of_the_self_test_is_shown_whole(qtbot: QtBot) -> None:
    result = message("check_stopped", problem="ValueError: " + "words and words " * 20)

    def checks() -> Iterator[Check]:
        yield Check(message("check_model"), False, result)

    workers = WorkerThreads()
    dialog = SelfTestDialog(workers.worker("self-test"), checks)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.topLevelItemCount() == 1)
    item = dialog.table.topLevelItem(0)
    needed = dialog.table.fontMetrics().boundingRect(
        QRect(0, 0, dialog.table.columnWidth(1), 0), int(Qt.TextFlag.TextWordWrap), item.text(1)
    )
    qtbot.waitUntil(lambda: dialog.table.visualItemRect(item).height() >= needed.height() > 40)
    assert workers.close()


def test_a_self_test_that_breaks_off_has_failed(qtbot: QtBot) -> None:
    def checks() -> Iterator[Check]:
        yield Check(message("check_format", format="PNG"), True, message("check_lossless"))
        raise OSError("no space")

    workers = WorkerThreads()
    dialog = SelfTestDialog(workers.worker("self-test"), checks)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "Do not use" in dialog.result_label.text())
    assert workers.close()
