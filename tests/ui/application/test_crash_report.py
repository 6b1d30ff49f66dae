"""What nobody foresaw: told once, calmly, without a patient's or a file's name."""

import gc
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from xray_desktop.fault_report import FaultLog, place_of, report_of
from xray_desktop.ui.application import crash_report
from xray_desktop.ui.application.crash_report import CrashDialog, CrashReporter
from xray_desktop.ui.jobs import WorkerThread


@pytest.fixture
def installed(reporter: CrashReporter, monkeypatch: pytest.MonkeyPatch) -> CrashReporter:
    """The reporter in its place, which is given back to who had it before."""
    for holder, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(holder, name, getattr(holder, name))
    reporter.install()
    return reporter


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


def test_a_report_says_where_and_nothing_of_the_file_or_the_patient() -> None:
    report = report_of(failing())
    assert "RuntimeError" in report
    assert "KeyError" in report
    assert "test_crash_report.py, line" in report
    for secret in ("Marked", "kim", str(Path.home()), str(Path(__file__).parent)):
        assert secret not in report


def test_an_error_opens_one_dialog_however_often_it_happens(reporter: CrashReporter) -> None:
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


def test_an_error_in_a_worker_is_reported_in_the_interface_thread(
    installed: CrashReporter, qtbot: QtBot
) -> None:
    reporter = installed
    notified: list[bool] = []
    reporter.crashed.connect(lambda _: notified.append(QThread.currentThread() is reporter.thread()))

    def work() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: notified == [True])


def test_the_log_grows_and_rotates_and_holds_no_names(tmp_path: Path) -> None:
    log = FaultLog(tmp_path / "logs" / "crashes.log")
    report = report_of(failing())
    for number in range(2000):
        log.add(f"{report}\n  in case {number}")
    logs = sorted((tmp_path / "logs").iterdir())
    assert 1 < len(logs) <= 4
    assert all(file.stat().st_size <= 201_000 for file in logs)
    assert all("Marked" not in file.read_text(encoding="utf-8") for file in logs)


def test_an_error_that_comes_again_and_again_is_counted_and_floods_no_log(tmp_path: Path) -> None:
    log = FaultLog(tmp_path / "crashes.log")
    for _ in range(2000):
        log.add("RuntimeError")
    words = log.file.read_text(encoding="utf-8")
    assert words.count("RuntimeError") == 4
    assert "for the 1000th time" in words


def test_a_log_that_cannot_be_written_stops_nothing(reporter: CrashReporter, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    error = failing()
    reporter.take(type(error), error, error.__traceback__)
    assert reporter.dialog is not None


def test_a_report_ends_whatever_the_causes_and_the_depth() -> None:
    first, second = ValueError(), TypeError()
    first.__context__, second.__context__ = second, first
    assert report_of(first).splitlines()[1:] == ["ValueError", "TypeError"]

    def deeper(level: int) -> int:
        return deeper(level + 1)

    with pytest.raises(RecursionError) as caught:
        deeper(0)
    report = report_of(caught.value)
    assert len(report.splitlines()) < 60
    assert "more" in report


def test_a_few_words_say_where_it_went_wrong() -> None:
    assert place_of(failing()).startswith("RuntimeError in test_crash_report.py, line ")
    assert place_of(KeyError("Marked^Patient")) == "KeyError"


class Clicked(QObject):
    clicked = Signal()

    def fail(self) -> None:
        raise ZeroDivisionError


def test_an_error_in_a_slot_is_reported_and_the_window_goes_on(installed: CrashReporter) -> None:
    button = Clicked()
    button.clicked.connect(button.fail)
    button.clicked.emit()
    assert installed.dialog is not None
    assert "ZeroDivisionError" in installed.dialog.report.toPlainText()
    assert "in fail" in installed.dialog.report.toPlainText()


class Painted(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        raise ZeroDivisionError


def test_an_error_in_an_event_is_reported(installed: CrashReporter, qtbot: QtBot) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: installed.dialog is not None, timeout=30_000)
    assert "paintEvent" in installed.dialog.report.toPlainText()


def test_an_error_in_a_worker_is_reported(installed: CrashReporter, qtbot: QtBot) -> None:
    worker = WorkerThread("test")

    def work() -> Iterator[int]:
        raise ZeroDivisionError
        yield 1

    worker.submit(work)
    qtbot.waitUntil(lambda: installed.dialog is not None, timeout=30_000)
    worker.close()
    assert worker.wait(5000)


def test_an_error_that_python_can_only_print_is_reported(installed: CrashReporter) -> None:
    class Failing:
        def __del__(self) -> None:
            raise ZeroDivisionError

    Failing().__del__  # noqa: B018 - made and let go of
    gc.collect()
    assert installed.dialog is not None


@pytest.mark.timing
def test_a_thousand_errors_in_a_second_open_one_dialog_and_leave_the_window_usable(
    installed: CrashReporter, qtbot: QtBot, qapp: QApplication
) -> None:
    def storm(offset: int) -> None:
        for number in range(250):
            error = failing()
            # Every tenth is another one.
            kind = type(f"Error{offset + number // 10}", (RuntimeError,), {})
            sys.excepthook(kind, kind().with_traceback(error.__traceback__), error.__traceback__)

    threads = [threading.Thread(target=storm, args=(100 * offset,)) for offset in range(4)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qapp.processEvents()
    qtbot.waitUntil(lambda: installed.dialog is not None, timeout=30_000)
    assert installed._window.findChildren(CrashDialog) == [installed.dialog]
    assert time.monotonic() - started < 30
    shown = installed.dialog.report.toPlainText()
    assert shown.count("xray-desktop ") == 20
    logged = "".join(file.read_text(encoding="utf-8") for file in installed._log.file.parent.iterdir())
    assert all(f"Error{100 * offset + number}\n" in logged for offset in range(4) for number in range(25))


def test_a_closed_dialog_does_not_come_back_while_the_same_error_goes_on(
    reporter: CrashReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = failing()
    now = [1000.0]
    monkeypatch.setattr(crash_report.time, "monotonic", lambda: now[0])
    reporter.take(type(error), error, error.__traceback__)
    assert reporter.dialog is not None
    reporter.dialog.reject()
    for _ in range(100):
        now[0] += 1
        reporter.take(type(error), error, error.__traceback__)
    assert reporter.dialog is None
    other = ValueError()
    reporter.take(ValueError, other, None)
    assert reporter.dialog is not None
    reporter.dialog.reject()
    now[0] += 61
    reporter.take(type(error), error, error.__traceback__)
    assert reporter.dialog is not None


def test_an_error_of_the_dialog_itself_calls_for_no_other_dialog(
    installed: CrashReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts: list[int] = []

    def fail(*_: object) -> None:
        attempts.append(1)
        raise RuntimeError

    monkeypatch.setattr(crash_report, "CrashDialog", fail)
    installed.take(ValueError, ValueError(), None)
    assert attempts == [1]
    assert "ValueError" in installed._log.file.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_log_stops_nothing(tmp_path: Path) -> None:
    link = tmp_path / "crashes.log"
    link.symlink_to("/dev/full")
    log = FaultLog(link)
    for number in range(50):
        log.add(f"report {number}")
    assert link.is_symlink()
