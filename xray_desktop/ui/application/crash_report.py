"""Internal errors: the window stays open, one dialog reports the error, a log keeps it."""

import contextlib
import sys
import threading
import time
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

from xray_desktop.fault_report import FaultLog, report_of

_MOST_REPORTS = 20
"""So many different reports are shown; the log has them all."""

_QUIET_SECONDS = 60.0
"""An error that goes on happening does not bring the dialog back at once after it was closed."""


def crash_log() -> Path:
    """Where this user's crash log is; it need not exist."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "crashes.log"


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
        self._log = FaultLog(log or crash_log())
        self._dialog: CrashDialog | None = None
        self._reported: dict[str, float] = {}
        # By signal, because the thread in which it happened may touch no widget.
        self._happened.connect(self._show_report)

    def install(self) -> None:
        """Becomes the place where unhandled exceptions go."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(
        self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Logs and reports an exception; called in the thread in which it happened."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        report = report_of(error if error is not None else kind())
        self._log.add(report)
        # The interpreter may be on its way out, and the window gone already.
        with contextlib.suppress(RuntimeError):
            self._happened.emit(report)

    @property
    def dialog(self) -> "CrashDialog | None":
        """The dialog that is open; None without one."""
        return self._dialog

    @Slot(str)
    def _show_report(self, report: str) -> None:
        if not self._is_new(report):
            return
        try:
            if self._dialog is None:
                self._dialog = CrashDialog(report, self._log.file, self._window)
                self._dialog.finished.connect(self._closed)
                self._dialog.show()
            else:
                # One dialog, however often it happens.
                self._dialog.add(report)
        except Exception as error:
            # An error of the dialog's own must not open another dialog.
            self._log.add(report_of(error))
        self.crashed.emit(report)

    def _is_new(self, report: str) -> bool:
        now = time.monotonic()
        before = self._reported.get(report)
        if before is None and len(self._reported) >= _MOST_REPORTS:
            self._reported = {known: at for known, at in self._reported.items() if now - at < _QUIET_SECONDS}
            if len(self._reported) >= _MOST_REPORTS:
                return False
        self._reported[report] = now
        return before is None or (self._dialog is None and now - before >= _QUIET_SECONDS)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def show_failed_start(error: Exception) -> None:
    """Logs why no window came up, and says so in a dialog; returns when that was closed."""
    report = report_of(error)
    log = FaultLog(crash_log())
    log.add(report)
    CrashDialog(report, log.file, started=False).exec()


class CrashDialog(QDialog):
    """Says what happened, and lets the report be copied.

    Args:
        started: whether there is a window that goes on.
    """

    def __init__(
        self, report: str, log: Path, parent: QWidget | None = None, *, started: bool = True
    ) -> None:
        super().__init__(parent)
        self._log = log
        self._started = started
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
        self.setWindowTitle(self.tr("Internal error"))
        if self._started:
            text = self.tr(
                "An internal error occurred. Your images and results are still open; if the "
                "program does not respond normally, restart it. The report below contains no "
                "patient data and no file names. It is also saved in {log}."
            )
        else:
            text = self.tr(
                "The program could not start because of an internal error. Start it again; if "
                "that does not help, reinstall it. The report below contains no patient data and "
                "no file names. It is also saved in {log}."
            )
        self._text.setText(text.format(log=self._log.name))
        self.report.setAccessibleName(self.tr("Report"))
        self._copy.setText(self.tr("Copy report"))
