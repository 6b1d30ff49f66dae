"""Open and Show in folder hand a written file to the system, and say so when that cannot be."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from xray_desktop.messages import message
from xray_desktop.ui.widgets import saved_file
from xray_desktop.ui.widgets.saved_file import SavedFile


class Desktop(QObject):
    """The system's programs, as far as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop()
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: made.open(url) or True))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    return made


@pytest.fixture
def offered(qtbot: QtBot, tmp_path: Path) -> SavedFile:
    file = tmp_path / "a report.pdf"
    file.write_text("report")
    made = SavedFile()
    qtbot.addWidget(made)
    made.offer(file)
    return made


def test_nothing_is_offered_before_a_file_is_written(qtbot: QtBot) -> None:
    made = SavedFile()
    qtbot.addWidget(made)
    assert not made.isVisibleTo(None)
    made.offer(None)
    assert not made.isVisibleTo(None)


def test_open_gives_the_file_to_its_program(qtbot: QtBot, desktop: Desktop, offered: SavedFile) -> None:
    qtbot.mouseClick(offered.open, Qt.MouseButton.LeftButton)
    assert desktop.opened == [offered.path]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems select the file themselves")
def test_without_a_file_manager_that_selects_the_folder_is_opened(
    qtbot: QtBot, desktop: Desktop, offered: SavedFile
) -> None:
    qtbot.mouseClick(offered.show_folder, Qt.MouseButton.LeftButton)
    assert offered.path is not None
    qtbot.waitUntil(lambda: desktop.opened == [offered.path.parent])  # type: ignore[union-attr]


@pytest.mark.parametrize(("system", "program"), [("win32", "explorer.exe"), ("darwin", "/usr/bin/open")])
def test_other_systems_select_the_file(
    qtbot: QtBot, offered: SavedFile, monkeypatch: pytest.MonkeyPatch, system: str, program: str
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(saved_file, "_started", lambda *command: started.append(command) or True)
    monkeypatch.setattr(saved_file.sys, "platform", system)
    qtbot.mouseClick(offered.show_folder, Qt.MouseButton.LeftButton)
    assert started[0][0] == program
    assert started[0][-1].endswith("a report.pdf")


def test_a_file_that_is_gone_or_has_no_program_is_said(
    qtbot: QtBot, offered: SavedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    offered.failed.connect(said.append)
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _: False))
    qtbot.mouseClick(offered.open, Qt.MouseButton.LeftButton)
    assert offered.path is not None
    offered.path.unlink()
    qtbot.mouseClick(offered.open, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(offered.show_folder, Qt.MouseButton.LeftButton)
    assert said == [
        message("saved_file_not_opened", file="a report.pdf"),
        message("saved_file_gone", file="a report.pdf"),
        message("folder_not_shown"),
    ]
