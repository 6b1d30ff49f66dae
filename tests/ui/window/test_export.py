"""Images leave the window: on the clipboard, as anonymised files, dragged into another program."""

from pathlib import Path

import numpy as np
import pydicom
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom, write_png
from tests.ui.conftest import WAIT_MS, Shown
from xray_desktop.imaging.reading import read_radiograph
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.dialogs.export_dialog import ExportDialog
from xray_desktop.ui.window.drag_handle import DragHandle
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

PATIENT = {"PatientName": "Doe^Jane", "PatientID": "ID-4711", "StudyDate": "20240102"}


@pytest.fixture
def dicom(tmp_path: Path) -> Path:
    return write_dicom(tmp_path / "Doe Jane.dcm", synthetic_image(bits=12), **PATIENT)


def codes(window: MainWindow) -> list[str]:
    """The codes of the messages above the image."""
    return [notice.code for notice in window.viewer.notices]


# The clipboard


def test_the_image_goes_to_the_clipboard_as_displayed(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path
) -> None:
    shown.image(image_file)
    window.display.invert()
    displayed = window.viewer.view.snapshot()
    qtbot.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    held = QGuiApplication.clipboard().image()
    assert held == displayed.convertToFormat(held.format())
    assert codes(window) == ["image_copied"]


def test_copying_a_dicom_image_warns_about_text_in_the_pixels(
    window: MainWindow, qtbot: QtBot, shown: Shown, dicom: Path
) -> None:
    shown.image(dicom)
    qtbot.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert codes(window) == ["image_copied_with_annotation"]


def test_a_clipboard_that_refuses_gets_a_sentence(
    window: MainWindow, workspace: Workspace, shown: Shown, image_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.image(image_file)
    QGuiApplication.clipboard().setText("something else")
    monkeypatch.setattr(QClipboard, "setImage", lambda *_: None)
    workspace.export.copy_image()
    assert codes(window) == ["clipboard_refused"]


# The export


def ask(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    """Opens the dialogue by its key."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_E, both)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is not None)
    dialog = window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    return dialog


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Answers the system's dialogue for a file or a folder; gives what it proposed."""
    proposed: list[str] = []

    def file(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
    return proposed


def test_an_anonymised_dicom_file_is_exported_and_offered(
    window: MainWindow,
    workspace: Workspace,
    qtbot: QtBot,
    shown: Shown,
    dicom: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown.image(dicom)
    proposed = choose(monkeypatch, tmp_path / "export.dcm")
    dialog = ask(window, qtbot)
    assert not dialog.chosen_images.isVisible()
    with qtbot.waitSignal(workspace.export.saved, timeout=WAIT_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert "Doe" not in proposed[0]
    made = (tmp_path / "export.dcm").read_bytes()
    assert b"Doe" not in made
    assert b"4711" not in made
    np.testing.assert_array_equal(read_radiograph(tmp_path / "export.dcm").pixels, synthetic_image(bits=12))
    assert codes(window) == ["image_exported", "burned_in_annotation_possible"]
    buttons = [each for each in window.viewer.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in buttons] == ["Open", "Show in folder"]


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_pixels_are_exported_without_window_and_flips(
    window: MainWindow,
    workspace: Workspace,
    qtbot: QtBot,
    shown: Shown,
    dicom: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    shown.image(dicom)
    window.display.flip()
    window.display.set_range(10, 20)
    target = tmp_path / "export.x"
    choose(monkeypatch, target)
    dialog = ask(window, qtbot)
    qtbot.mouseClick(
        dialog.forms[form], Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.forms[form].height() // 2)
    )
    with qtbot.waitSignal(workspace.export.saved, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    np.testing.assert_array_equal(read_radiograph(target).pixels, synthetic_image(bits=12))


def test_chosen_images_go_to_a_folder_and_what_fails_is_said(
    window: MainWindow,
    workspace: Workspace,
    qtbot: QtBot,
    shown: Shown,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for number in range(3):
        write_dicom(
            folder / f"Doe {number}.dcm", synthetic_image(seed=number), StudyInstanceUID="1.2.3", **PATIENT
        )
    write_png(folder / "photo.png", synthetic_image())
    shown.image(folder)
    window.worklist.table.selectAll()
    choose(monkeypatch, tmp_path / "export")
    dialog = ask(window, qtbot)
    assert dialog.chosen_images.isVisible()
    dialog.chosen_images.setChecked(True)
    with qtbot.waitSignal(workspace.export.saved, timeout=WAIT_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    written = sorted((tmp_path / "export").iterdir())
    assert [file.name for file in written] == ["image-0001.dcm", "image-0002.dcm", "image-0003.dcm"]
    assert len({pydicom.dcmread(file).StudyInstanceUID for file in written}) == 1
    assert codes(window) == ["images_exported", "burned_in_annotations_possible", "images_not_exported"]


def test_other_files_than_dicom_have_pixels_only(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path
) -> None:
    shown.image(image_file)
    dialog = ask(window, qtbot)
    assert not dialog.forms["DICOM"].isEnabled()
    assert dialog.form == "PNG"
    dialog.reject()


def test_a_file_that_is_gone_is_said(
    workspace: Workspace, window: MainWindow, qtbot: QtBot, shown: Shown, dicom: Path, tmp_path: Path
) -> None:
    shown.image(dicom)
    dicom.unlink()
    assert window.image is not None
    with qtbot.waitSignal(workspace.export.notified, timeout=WAIT_MS) as notified:
        workspace.export.export(window.image, tmp_path / "export.dcm", "DICOM")
    assert [each.code for each in notified.args[0]] == ["file_not_found"]
    assert not (tmp_path / "export.dcm").exists()


def test_names_of_patients_reach_no_setting(
    window: MainWindow,
    workspace: Workspace,
    qtbot: QtBot,
    shown: Shown,
    dicom: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown.image(dicom)
    choose(monkeypatch, tmp_path / "export.dcm")
    dialog = ask(window, qtbot)
    with qtbot.waitSignal(workspace.export.saved, timeout=WAIT_MS):
        dialog.accept()
    assert window.settings.get(remembered.LAST_EXPORT_FOLDER) == str(tmp_path)


# Dragging into another program


class Dropped:
    """What another program gets when the drag ends over it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.contents: list[bytes] = []
        self.names: list[str] = []
        self.actions: list[Qt.DropAction] = []
        dropped = self

        def run(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
            (url,) = drag.mimeData().urls()
            path = Path(url.toLocalFile())
            dropped.contents.append(path.read_bytes())
            dropped.names.append(path.name)
            dropped.actions.append(action)
            return action

        monkeypatch.setattr(QDrag, "exec", run)


def drag_out(window: MainWindow) -> None:
    """Presses the handle and moves away, as the hand does."""
    handle = window.findChild(DragHandle)
    assert isinstance(handle, DragHandle)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(handle, start + QPoint(0, 12 * step))


def test_a_dicom_image_is_dragged_out_anonymised(
    window: MainWindow, qtbot: QtBot, shown: Shown, dicom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = Dropped(monkeypatch)
    shown.image(dicom)
    drag_out(window)
    qtbot.waitUntil(lambda: bool(dropped.contents), timeout=WAIT_MS)
    assert dropped.actions == [Qt.DropAction.CopyAction]
    assert "Doe" not in dropped.names[0]
    assert b"Doe" not in dropped.contents[0]
    assert dropped.contents[0][128:132] == b"DICM"


def test_another_image_is_dragged_out_as_it_is(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = Dropped(monkeypatch)
    shown.image(image_file)
    drag_out(window)
    qtbot.waitUntil(lambda: bool(dropped.contents), timeout=WAIT_MS)
    assert dropped.names == [image_file.name]
    assert dropped.contents == [image_file.read_bytes()]


def test_a_click_is_no_drag(
    window: MainWindow, qtbot: QtBot, shown: Shown, image_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = Dropped(monkeypatch)
    shown.image(image_file)
    handle = window.findChild(DragHandle)
    assert isinstance(handle, DragHandle)
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.workers.worker("exporting").busy, timeout=WAIT_MS)
    qtbot.wait(50)
    assert not dropped.contents


def test_what_cannot_be_dragged_is_said(
    window: MainWindow, qtbot: QtBot, shown: Shown, dicom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = Dropped(monkeypatch)
    shown.image(dicom)
    dicom.unlink()
    drag_out(window)
    qtbot.waitUntil(lambda: codes(window) == ["drag_failed"], timeout=WAIT_MS)
    assert not dropped.contents
