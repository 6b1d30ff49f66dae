"""When something unforeseen goes wrong: the window stays, one calm dialogue tells, a log keeps it."""

import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop import __version__

_LOG_BYTES = 200_000
_LOGS_KEPT = 3


def crash_log() -> Path:
    """Where this user's crash log is; it need not exist."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "crashes.log"


def report_of(error: BaseException) -> str:
    """Where the program went wrong, line by line, and nothing of what it was working on.

    An exception's words may quote a file's name or a patient's, so only its type is kept; of the paths, only
    what names the module.
    """
    lines = [f"xray-desktop {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_module(frame.filename)}, line {frame.lineno}, in {frame.name}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


class CrashReporter(QObject):
    """Takes every exception that nobody handles, in any thread, from `install` on.

    Signals:
        crashed: something went wrong; carries the report.
    """

    crashed = Signal(str)
    _happened = Signal(str)

    def __init__(self, window: QWidget, log: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._log = log or crash_log()
        self._dialog: CrashDialog | None = None
        # By signal, because the thread in which it happened may touch no widget.
        self._happened.connect(self._tell)

    def install(self) -> None:
        """Becomes the place where unhandled exceptions go."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(
        self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Logs an exception and tells of it; called in whichever thread it happened."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        report = report_of(error if error is not None else kind())
        self._write(report)
        self._happened.emit(report)

    @property
    def dialog(self) -> "CrashDialog | None":
        """The dialogue that is open; None without one."""
        return self._dialog

    @Slot(str)
    def _tell(self, report: str) -> None:
        if self._dialog is None:
            self._dialog = CrashDialog(report, self._log, self._window)
            self._dialog.finished.connect(self._closed)
            self._dialog.show()
        else:
            # One dialogue, however often it happens.
            self._dialog.add(report)
        self.crashed.emit(report)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _write(self, report: str) -> None:
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            handler = _QuietHandler(
                self._log, maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8", delay=True
            )
        except OSError:
            return  # A log that cannot be written must not be the next crash.
        words = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n{report}\n"
        handler.emit(logging.makeLogRecord({"msg": words, "levelno": logging.ERROR}))
        handler.close()


class CrashDialog(QDialog):
    """Says what happened, and lets the report be copied."""

    def __init__(self, report: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._text = QLabel(wordWrap=True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self._copy = QPushButton()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        for widget in (self._text, self.report, buttons):
            layout.addWidget(widget)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        buttons.rejected.connect(self.reject)
        self.resize(560, 360)
        self._retranslate()

    def add(self, report: str) -> None:
        """Another report, unless it is there already."""
        if report not in self.report.toPlainText():
            self.report.appendPlainText(f"\n{report}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Something went wrong"))
        self._text.setText(
            self.tr(
                "The program met an error that it was not prepared for. What was open is still there; if it "
                "behaves oddly, close it and start it again. The report below names no patient and no file. "
                "It is also kept in {log}."
            ).format(log=self._log.name)
        )
        self.report.setAccessibleName(self.tr("Report"))
        self._copy.setText(self.tr("Copy report"))


class _QuietHandler(RotatingFileHandler):
    """Gives up without a word when the disk is full."""

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def _module(filename: str) -> str:
    parts = Path(filename).parts
    for root in ("xray_desktop", "site-packages"):
        if root in parts:
            kept = parts[parts.index(root) + (root == "site-packages") :]
            return "/".join(kept)
    return parts[-1] if parts else "?"
