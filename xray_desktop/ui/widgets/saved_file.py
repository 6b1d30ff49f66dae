"""What to do with a file that was just written: open it, or see it in its folder, with the system's
programs.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QDir, QEvent, QObject, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from xray_desktop.messages import message


class SavedFile(QWidget):
    """Two buttons for a file: Open and Show in folder.

    Signals:
        failed: the system has no program for it (Message).
    """

    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.open, self.show_folder = QPushButton(), QPushButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self.open, self.show_folder):
            layout.addWidget(button)
        self.open.clicked.connect(self._open)
        self.show_folder.clicked.connect(self._show_folder)
        self._retranslate()
        self.hide()

    def offer(self, path: Path | None) -> None:
        """Shows the buttons for a file, or hides them."""
        self.path = path
        self.setVisible(path is not None)

    def _open(self) -> None:
        if self.path is None:
            return
        if not self.path.exists():
            self.failed.emit(message("saved_file_gone", file=self.path.name))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path))):
            self.failed.emit(message("saved_file_not_opened", file=self.path.name))

    def _show_folder(self) -> None:
        if self.path is not None:
            show_in_folder(self.path, lambda: self.failed.emit(message("folder_not_shown")))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.open.setText(self.tr("Open"))
        self.show_folder.setText(self.tr("Show in folder"))


def show_in_folder(path: Path, failed: Callable[[], object]) -> None:
    """Shows a file, selected, in the system's file manager; where that cannot be, only its folder.

    Args:
        path: the file.
        failed: called when there is no file manager.
    """

    def show_folder() -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            failed()

    if not path.exists():
        show_folder()
    elif sys.platform == "win32":
        if not _started("explorer.exe", "/select,", QDir.toNativeSeparators(str(path))):
            show_folder()
    elif sys.platform == "darwin":
        if not _started("/usr/bin/open", "-R", str(path)):
            show_folder()
    else:
        _FileManager.show(path, show_folder)


def _started(program: str, *arguments: str) -> bool:
    started = QProcess.startDetached(program, list(arguments))
    return bool(started[0] if isinstance(started, tuple) else started)


class _FileManager(QObject):
    """The file manager of a Linux desktop, by org.freedesktop.FileManager1; answers may take seconds."""

    _waiting: ClassVar[set["_FileManager"]] = set()

    @classmethod
    def show(cls, path: Path, otherwise: Callable[[], object]) -> None:
        # Imported here: few want it, and all would wait for it at the start.
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            otherwise()
            return
        name = "org.freedesktop.FileManager1"
        call = QDBusMessage.createMethodCall(name, "/org/freedesktop/FileManager1", name, "ShowItems")
        call.setArguments(
            [[QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)], ""]
        )
        self = cls()
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call, 5000), self)
        cls._waiting.add(self)

        def answered() -> None:
            cls._waiting.discard(self)
            if watcher.isError():
                otherwise()

        watcher.finished.connect(answered)
