"""What a reader has marked comes back with the images that are opened again, when that is wanted."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_dicom, write_png
from tests.ui.conftest import WAIT_MS, Reopen, WindowMaker, open_each
from xray_desktop.evaluation.kept_marks import mark_key
from xray_desktop.evaluation.reading_marks import Mark, read_marks_file
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.ui.reader import session_marks
from xray_desktop.ui.window.main_window import MainWindow

LINE = Annotation(Kind.LENGTH, ((10.0, 10.0), (40.0, 50.0)))
TEXT = Annotation(Kind.TEXT, ((20.0, 20.0),), "apex")


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a window asks when it closes; the answer is to discard."""
    questions: list[str] = []

    def discard(box: QMessageBox) -> QMessageBox.StandardButton:
        questions.append(box.text())
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "exec", discard)
    return questions


def mark_up(window: MainWindow) -> None:
    """Draws on the image in view, flags it, reads it and writes a note."""
    annotations = window.viewer.view.editor.annotations
    annotations.add(LINE)
    annotations.add(TEXT)
    window.actions_["key_image"].trigger()
    window.workspace.marks.panel.second.click()
    window.workspace.marks.panel.note.setText("left")
    window.workspace.marks.panel.note.editingFinished.emit()


def mark_of(window: MainWindow, path: Path) -> Mark:
    entry = window.worklist.model.entry(str(path))
    return Mark() if entry is None else entry.mark


def kept_file(window: MainWindow) -> Path:
    return window.workspace.marks_keeping.session.file


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Another image."""
    return write_png(tmp_path / "second.png", synthetic_image(seed=5))


def test_marks_come_back_with_the_session_and_nothing_is_asked(
    make_main_window: WindowMaker,
    reopen: Reopen,
    qtbot: QtBot,
    image_file: Path,
    second: Path,
    asked: list[str],
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, second, image_file)
    mark_up(window)
    mark = mark_of(window, image_file)
    assert mark.drawn
    assert mark.reading is not None
    window.close()
    assert not asked

    again = reopen()
    qtbot.waitUntil(lambda: mark_of(again, image_file) == mark, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: again.viewer.view.editor.annotations.items == (LINE, TEXT), timeout=WAIT_MS)
    assert again.viewer.view.editor.annotations.key_image
    assert again.workspace.marks.panel.note.text() == "left"
    assert mark_of(again, second).empty
    assert not again.display.undo_stack.canUndo()


def test_they_come_back_with_an_image_that_is_opened_by_hand(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, image_file)
    mark_up(window)
    mark = mark_of(window, image_file)
    window.worklist.model.remove([str(image_file)])
    window.close()
    again = make_main_window()
    open_each(again, qtbot, image_file)
    qtbot.waitUntil(lambda: mark_of(again, image_file) == mark, timeout=WAIT_MS)


def test_nothing_is_kept_unless_it_is_wanted(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, image_file: Path, asked: list[str]
) -> None:
    window = make_main_window()
    open_each(window, qtbot, image_file)
    mark_up(window)
    window.close()
    assert len(asked) == 1
    assert not kept_file(window).exists()
    again = reopen()
    open_each(again, qtbot, image_file)
    assert mark_of(again, image_file).empty


def test_turning_it_on_keeps_what_is_marked_and_off_deletes_it(
    window: MainWindow, qtbot: QtBot, image_file: Path
) -> None:
    open_each(window, qtbot, image_file)
    mark_up(window)
    mark = mark_of(window, image_file)
    window.settings.reopen_session(True)
    file = kept_file(window)
    qtbot.waitUntil(lambda: read_marks_file(file) == {mark_key(str(image_file)): mark}, timeout=WAIT_MS)
    window.settings.reopen_session(False)
    qtbot.waitUntil(lambda: not file.exists(), timeout=WAIT_MS)
    assert mark_of(window, image_file) == mark
    window.settings.reopen_session(True)
    qtbot.waitUntil(file.exists, timeout=WAIT_MS)
    window.settings.reset()
    qtbot.waitUntil(lambda: not file.exists(), timeout=WAIT_MS)


def test_a_mark_that_is_taken_back_does_not_come_again(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, image_file)
    window.actions_["key_image"].trigger()
    qtbot.waitUntil(kept_file(window).exists, timeout=WAIT_MS)
    window.actions_["key_image"].trigger()
    window.close()
    assert read_marks_file(kept_file(window)) == {}


def test_a_note_that_is_being_typed_is_kept_when_the_window_closes(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path, asked: list[str]
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, image_file)
    window.workspace.marks.panel.edit_note()
    QTest.keyClicks(window.workspace.marks.panel.note, "still typing")
    window.close()
    assert not asked
    assert read_marks_file(kept_file(window))[mark_key(str(image_file))].note == "still typing"


def test_the_file_names_neither_patient_nor_file_and_the_settings_hold_no_marks(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write_dicom(tmp_path / "Doe.dcm", synthetic_image(), PatientName="Doe^Jane", PatientID="ID-4711")
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, file)
    mark_up(window)
    window.close()
    assert window.settings.save()
    kept = kept_file(window).read_text(encoding="utf-8")
    assert "apex" in kept
    assert not [word for word in ("Doe", "4711", str(tmp_path)) if word in kept]
    assert "apex" not in window.settings.file.read_text(encoding="utf-8")


def test_marks_of_another_window_stay(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path, second: Path
) -> None:
    one = make_main_window()
    one.settings.reopen_session(True)
    other = make_main_window()
    open_each(one, qtbot, image_file)
    open_each(other, qtbot, second)
    one.actions_["key_image"].trigger()
    other.actions_["key_image"].trigger()
    one.close()
    other.close()
    assert set(read_marks_file(kept_file(one))) == {mark_key(str(image_file)), mark_key(str(second))}


def test_a_damaged_file_is_set_aside_and_reported(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, image_file: Path
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, image_file)
    mark_up(window)
    window.close()
    file = kept_file(window)
    file.write_bytes(file.read_bytes()[:50])
    again = reopen()
    qtbot.waitUntil(
        lambda: "marks_set_aside" in {notice.code for notice in again.viewer.notices}, timeout=WAIT_MS
    )
    qtbot.waitUntil(lambda: again.image is not None, timeout=WAIT_MS)
    mark_up(again)
    again.close()
    assert read_marks_file(file)[mark_key(str(image_file))].drawn
    assert file.with_name(f"{file.name}.damaged").exists()


def test_a_file_of_another_version_is_left_alone_and_closing_asks(
    make_main_window: WindowMaker, reopen: Reopen, qtbot: QtBot, image_file: Path, asked: list[str]
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    open_each(window, qtbot, image_file)
    window.close()
    file = kept_file(window)
    content = json.dumps({"schema": 99, "marks": {}})
    file.write_text(content)
    again = reopen()
    qtbot.waitUntil(lambda: again.image is not None, timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: "marks_other_version" in {notice.code for notice in again.viewer.notices}, timeout=WAIT_MS
    )
    mark_up(again)
    again.close()
    assert file.read_text() == content
    assert len(asked) == 1


HOLDING = """
import sys
import threading
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
assert lock.tryLock(0)
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_lock_of_a_program_that_was_killed_holds_nobody_up(
    make_main_window: WindowMaker, qtbot: QtBot, image_file: Path, asked: list[str]
) -> None:
    window = make_main_window()
    window.settings.reopen_session(True)
    lock = f"{kept_file(window)}.lock"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "locked\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert Path(lock).exists()
    open_each(window, qtbot, image_file)
    mark_up(window)
    window.close()
    assert not asked
    assert read_marks_file(kept_file(window))[mark_key(str(image_file))].drawn


def test_the_settings_say_where_the_marks_are(window: MainWindow) -> None:
    dialog = window.workspace.change_settings()
    texts = [label.text() for label in dialog.findChildren(type(dialog._file))]
    assert any(str(window.settings.data_folder) in text and "shared computer" in text for text in texts)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_off_and_on_again_while_a_mark_is_written_keeps_it(
    window: MainWindow, qtbot: QtBot, image_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_each(window, qtbot, image_file)
    mark_up(window)
    under_way, go_on = threading.Event(), threading.Event()
    update = session_marks.update_kept_marks

    def held(file: Path, changes: Mapping[str, Mark]) -> None:
        under_way.set()
        go_on.wait(WAIT_MS / 1000)
        update(file, changes)

    monkeypatch.setattr(session_marks, "update_kept_marks", held)
    window.settings.reopen_session(True)
    qtbot.waitUntil(under_way.is_set, timeout=WAIT_MS)
    window.settings.reopen_session(False)
    window.settings.reopen_session(True)
    go_on.set()
    file, key = kept_file(window), mark_key(str(image_file))
    session = window.workspace.marks_keeping.session
    entry = window.worklist.model.entry(str(image_file))
    assert entry is not None
    qtbot.waitUntil(lambda: session.holds(entry), timeout=WAIT_MS)
    assert read_marks_file(file) == {key: mark_of(window, image_file)}
