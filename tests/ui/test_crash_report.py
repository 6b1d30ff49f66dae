"""What nobody foresaw: told once, calmly, without a patient's or a file's name."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from xray_desktop.ui.crash_report import CrashReporter, report_of


@pytest.fixture
def reporter(qtbot: QtBot, tmp_path: Path) -> CrashReporter:
    window = QWidget()
    qtbot.addWidget(window)
    made = CrashReporter(window, tmp_path / "logs" / "crashes.log")
    # The reporter lives as long as its window, which the test has to hold.
    made.setProperty("window", window)
    return made


def failing(words: str = "cannot open /home/kim/Marked^Patient.dcm") -> RuntimeError:
    try:
        try:
            raise KeyError(words)
        except KeyError as error:
            raise RuntimeError(words) from error
    except RuntimeError as error:
        return error


def test_a_report_tells_where_and_nothing_of_the_file_or_the_patient() -> None:
    report = report_of(failing())
    assert "RuntimeError" in report
    assert "KeyError" in report
    assert "test_crash_report.py, line" in report
    for secret in ("Marked", "kim", str(Path.home()), str(Path(__file__).parent)):
        assert secret not in report


def test_an_error_opens_one_dialogue_however_often_it_happens(reporter: CrashReporter) -> None:
    error = failing()
    for _ in range(3):
        reporter.take(type(error), error, error.__traceback__)
    dialog = reporter.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.report.toPlainText().count("RuntimeError") == 1
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy report")
    copy.click()
    assert "RuntimeError" in QGuiApplication.clipboard().text()
    dialog.reject()
    assert reporter.dialog is None


def test_an_error_in_a_worker_is_told_in_the_interface_thread(
    reporter: CrashReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter.install()
    told: list[bool] = []
    reporter.crashed.connect(lambda _: told.append(QThread.currentThread() is reporter.thread()))

    def work() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: told == [True])


def test_the_log_grows_and_rotates_and_holds_no_names(reporter: CrashReporter, tmp_path: Path) -> None:
    error = failing()
    for _ in range(2000):
        reporter._write(report_of(error))
    logs = sorted((tmp_path / "logs").iterdir())
    assert 1 < len(logs) <= 4
    assert all(log.stat().st_size <= 201_000 for log in logs)
    assert all("Marked" not in log.read_text(encoding="utf-8") for log in logs)


def test_a_log_that_cannot_be_written_stops_nothing(reporter: CrashReporter, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    error = failing()
    reporter.take(type(error), error, error.__traceback__)
    assert reporter.dialog is not None
