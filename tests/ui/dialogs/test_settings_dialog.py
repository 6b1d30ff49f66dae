"""The settings dialogue: what is accepted holds at once, keys stay unambiguous, reset forgets everything."""

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom
from tests.ui.conftest import workspace_of
from xray_desktop.messages import message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.dialogs.settings_dialog import SettingsDialog
from xray_desktop.ui.dialogs.shortcut_sheet import ShortcutSheet
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow

WAIT_MS = 60_000


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> SettingsDialog:
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: window.model_runner.metadata is not None, timeout=WAIT_MS)
    return workspace.change_settings()


def test_theme_language_and_operating_point_hold_at_once_and_after_a_restart(
    window: MainWindow, dialog: SettingsDialog
) -> None:
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.point.setCurrentIndex(dialog.point.findData("high_sensitivity"))
    dialog.language.setCurrentIndex(dialog.language.findData("ko"))
    dialog.accept_button.click()
    assert window.theme.name == "dark"
    assert window.model_runner.operating_point == "high_sensitivity"
    assert window.translation.language == "ko"
    again = Settings(window.settings.file)
    assert again.get(remembered.THEME) == "dark"
    assert again.get(remembered.LANGUAGE) == "ko"
    assert again.get(remembered.OPERATING_POINT) == "high_sensitivity"


def test_how_the_network_is_run_holds_at_once(
    window: MainWindow, dialog: SettingsDialog, qtbot: QtBot
) -> None:
    before = window.model_runner.classifier
    dialog.engine.setCurrentIndex(dialog.engine.findData("float32"))
    dialog.accept_button.click()
    assert window.model_runner.engine == "float32"
    qtbot.waitUntil(lambda: window.model_runner.classifier is not before, timeout=WAIT_MS)
    assert Settings(window.settings.file).get(remembered.ENGINE) == "float32"


def test_a_device_that_is_not_there_gives_way_to_the_processor_and_the_window_says_so(
    window: MainWindow, dialog: SettingsDialog, qtbot: QtBot
) -> None:
    assert dialog.engine.findData("tensorrt") == -1
    window.settings.set(remembered.ENGINE, "tensorrt")
    qtbot.waitUntil(
        lambda: message("device_unavailable", device="tensorrt") in window.viewer.notices, timeout=WAIT_MS
    )
    assert window.model_runner.classifier is not None
    assert window.model_runner.classifier.provider == "CPUExecutionProvider"


def test_what_cannot_be_offered_before_the_model_is_there_is_not_forgotten(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.settings.set(remembered.ENGINE, "cuda")
    window.settings.set(remembered.OPERATING_POINT, "high_sensitivity")
    dialog = SettingsDialog(window.settings, [], [], window)
    qtbot.addWidget(dialog)
    assert dialog.engine.currentText() == "NVIDIA CUDA, if available"
    assert dialog.point.currentText() == "High sensitivity"
    dialog.accept_button.click()
    assert window.settings.get(remembered.ENGINE) == "cuda"
    assert window.settings.get(remembered.OPERATING_POINT) == "high_sensitivity"


def test_cancelling_changes_nothing(window: MainWindow, dialog: SettingsDialog) -> None:
    before = window.theme.name
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark" if before != "dark" else "light"))
    dialog.reject()
    assert window.theme.name == before


def test_the_keys_are_reached_from_here(window: MainWindow, dialog: SettingsDialog) -> None:
    dialog.keys.click()
    assert any(sheet.isVisible() for sheet in window.findChildren(ShortcutSheet))


def test_no_two_actions_share_a_built_in_key(window: MainWindow) -> None:
    keys = [window.actions_[name].shortcut().toString() for name in window.actions_]
    bound = [key for key in keys if key]
    assert len(bound) == len(set(bound))


def test_turning_the_recent_files_off_forgets_them(window: MainWindow, dialog: SettingsDialog) -> None:
    window.settings.add_recent("/images/a.png")
    dialog.recent.setChecked(False)
    dialog.accept_button.click()
    assert window.settings.recent() == []
    assert window.settings.save()
    assert "a.png" not in window.settings.file.read_text(encoding="utf-8")


def test_reopening_is_off_until_it_is_chosen(window: MainWindow, dialog: SettingsDialog) -> None:
    assert not dialog.session.isChecked()
    dialog.session.setChecked(True)
    dialog.accept_button.click()
    assert window.settings.get(remembered.REOPEN_SESSION)


def test_reset_forgets_everything(window: MainWindow, dialog: SettingsDialog, qtbot: QtBot) -> None:
    window.settings.set(remembered.THEME, "dark")
    window.settings.set_shortcuts({"invert": "F9"})
    window.settings.add_recent("/images/a.png")
    with qtbot.waitSignal(dialog.resetDone):
        dialog.forget_everything()
    assert window.settings.recent() == []
    assert window.theme.name == "system"
    assert window.actions_["invert"].shortcut() == QKeySequence("I")


def test_no_setting_holds_what_a_file_tells_of_its_patient(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    image = write_dicom(
        tmp_path / "image.dcm", synthetic_image(60, 80), PatientName="Doe^Jane", PatientID="ID-4711"
    )
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([image])
    window.close()
    text = window.settings.file.read_text(encoding="utf-8")
    assert "image.dcm" in text
    assert "Doe" not in text
    assert "4711" not in text
