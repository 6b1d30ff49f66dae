"""What the system refuses (memory, room, threads, processes): the window stays and says so in a sentence."""

import ctypes
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.images import synthetic_image, write_png
from tests.models import hungry_model, tiny_model
from tests.ui.conftest import WAIT_MS, Shown, WindowMaker
from xray_desktop.batch.driver import BatchRequest
from xray_desktop.imaging import isolated_reading
from xray_desktop.imaging.preprocessing import Preprocessing
from xray_desktop.messages import message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.application.window_check import WindowFailed, classified_in_window
from xray_desktop.ui.batch.panel import BatchState
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.report.dialog import ReportForm
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def bright_image(tmp_path: Path) -> Path:
    """An image over which `hungry_model` runs out of memory."""
    return write_png(tmp_path / "bright.png", 250 - synthetic_image() // 4)


@contextmanager
def disk_full_from(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="needs a limit on file sizes")
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


# Memory


def test_a_network_without_memory_leaves_the_image_and_applies_to_the_next(
    make_main_window: WindowMaker, qtbot: QtBot, tmp_path: Path, bright_image: Path, image_file: Path
) -> None:
    window = make_main_window(hungry_model(tmp_path / "hungry.onnx"))
    with qtbot.waitSignal(window.imageFailed, timeout=WAIT_MS) as caught:
        window.open_paths([bright_image])
    assert caught.args[1] == message("file_out_of_memory", file="bright.png")
    assert window.image is not None
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.open_paths([image_file])


def failures(workspace: Workspace) -> list[str]:
    """The codes of the messages on why the batch failed."""
    status = workspace.batch.panel.status
    return [failure.code for failure in status.failure] if status is not None else []


def test_a_network_that_fails_half_way_stops_the_batch_and_keeps_its_rows(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, bright_image: Path
) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for number in range(3):
        write_png(folder / f"{number}.png", synthetic_image(60, 80, seed=number))
    bright_image.rename(folder / "bright.png")
    output = tmp_path / "results.csv"
    request = BatchRequest([str(folder)], output=output, model_file=hungry_model(tmp_path / "hungry.onnx"))
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(request)
    status = workspace.batch.panel.status
    assert status is not None
    assert status.state is BatchState.FAILED
    assert failures(workspace) == ["network_failed"]
    assert output.read_bytes().startswith(b"\xef\xbb\xbfpath,")
    request = BatchRequest(
        [str(folder)], output=output, mode="overwrite", model_file=tiny_model(tmp_path / "m.onnx")
    )
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(request)
    assert workspace.batch.panel.status.state is BatchState.DONE


def test_memory_that_runs_out_while_preparing_an_image_is_reported(
    window: MainWindow, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, image_file: Path
) -> None:
    shown.predicted_class(image_file)

    def hungry(_radiograph: object, _spec: Preprocessing) -> np.ndarray:
        return np.ones((1 << 20, 1 << 20, 4))

    monkeypatch.setattr("xray_desktop.inference.classifier.prepare", hungry)
    failure = shown.failure(write_png(tmp_path / "next.png", synthetic_image(seed=3)))
    assert failure == message("file_out_of_memory", file="next.png")
    assert window.image is not None


def test_memory_that_runs_out_while_decoding_is_reported(
    window: MainWindow, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, image_file: Path
) -> None:
    shown.predicted_class(image_file)
    poisonous = [sys.executable, "-m", "tests.imaging.poisonous_reading"]
    monkeypatch.setattr(isolated_reading, "_own_command", lambda: poisonous)
    replace_reader(window, isolated_reading.IsolatedReader())
    failure = shown.failure(write_png(tmp_path / "hungry.png", synthetic_image(seed=3)))
    assert failure == message("file_out_of_memory", file="hungry.png")


# Threads and processes


def replace_reader(window: MainWindow, reader: isolated_reading.IsolatedReader) -> None:
    window.opener._reader.close()
    window.opener._reader = reader


@pytest.mark.skipif(
    sys.gettrace() is not None,
    reason="under coverage the injected error can hit the tracer, which holds a lock",
)
def test_a_worker_that_dies_between_two_jobs_is_replaced(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    worker, heard, numbers = WorkerThread("test"), [], []
    worker.submit(lambda: iter([threading.get_ident()]), item=numbers.append)
    qtbot.waitUntil(lambda: bool(numbers))
    # Raised where the thread waits for its next job, as soon as it wakes.
    raised = ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(numbers[0]), ctypes.py_object(MemoryError)
    )
    assert raised == 1
    worker.submit(lambda: iter(["late"]), item=heard.append)
    worker.submit(lambda: iter(["later"]), item=heard.append)
    qtbot.waitUntil(lambda: heard == ["late", "later"], timeout=WAIT_MS)
    worker.close()
    assert worker.wait(5000)


def test_a_reading_process_that_cannot_start_is_reported_and_tried_again(
    window: MainWindow, shown: Shown, qtbot: QtBot, image_file: Path
) -> None:
    replace_reader(window, isolated_reading.IsolatedReader(command=["/nowhere/to/be/found"]))
    failure = shown.failure(image_file)
    assert failure.code == "reading_process_not_started"
    assert window.viewer.error == failure
    replace_reader(window, isolated_reading.IsolatedReader())
    with qtbot.waitSignal(window.predictionReady, timeout=WAIT_MS):
        window.classify_again()


def test_a_reading_process_that_dies_while_the_window_is_open_is_replaced(
    window: MainWindow, shown: Shown, tmp_path: Path, image_file: Path
) -> None:
    shown.predicted_class(image_file)
    process = window.opener._reader._process
    assert process is not None
    process.kill()
    process.wait()
    shown.predicted_class(write_png(tmp_path / "second.png", synthetic_image(seed=4)))


def test_a_system_that_gives_no_thread_stops_the_batch_with_a_message(
    workspace: Workspace, qtbot: QtBot, image_file: Path, model_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = threading.Thread.start

    def refuse(thread: threading.Thread) -> None:
        if thread.name == "batch":
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(BatchRequest([str(image_file)], model_file=model_file))
    assert failures(workspace) == ["batch_no_thread"]


def test_an_error_of_the_batchs_own_does_not_leave_it_running_for_ever(
    workspace: Workspace, qtbot: QtBot, image_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: caught.append(kind))

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Marked^Patient")

    monkeypatch.setattr("xray_desktop.batch.driver.find_files", broken)
    with qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(BatchRequest([str(image_file)]))
    qtbot.waitUntil(lambda: caught == [ZeroDivisionError])
    status = workspace.batch.panel.status
    assert status is not None
    assert status.state is BatchState.FAILED
    assert failures(workspace) == ["batch_internal_error"]
    assert not workspace.batch.running


# Room on the disk


@pytest.mark.parametrize("name", ["report.pdf", "report.json", "snapshot.png", "results.csv", "reader.csv"])
def test_a_full_disk_is_reported_for_all_that_is_saved(
    window: MainWindow,
    workspace: Workspace,
    shown: Shown,
    qtbot: QtBot,
    image_file: Path,
    tmp_path: Path,
    name: str,
) -> None:
    shown.predicted_class(image_file)
    report = workspace.report.report()
    assert report is not None
    forms = {"report.pdf": ReportForm.PDF, "report.json": ReportForm.JSON}
    path = tmp_path / name
    notified = workspace.results.notified if name.endswith(".csv") else workspace.report.notified
    with disk_full_from(100), qtbot.waitSignal(notified, timeout=WAIT_MS) as caught:
        if name in forms:
            workspace.report.save(report, forms[name], path)
        elif name == "snapshot.png":
            workspace.report.snapshot(path)
        elif name == "results.csv":
            workspace.results.save(path)
        else:
            workspace.results.export(path)
    assert caught.args[0].code in ("results_unwritable", "report_unwritable", "reader_table_unwritable")
    assert dict(caught.args[0].values)["file"] == name
    assert window.image is not None


def test_marks_on_a_full_disk_are_reported_and_kept_in_the_window(
    window: MainWindow, workspace: Workspace, shown: Shown, qtbot: QtBot, image_file: Path, tmp_path: Path
) -> None:
    shown.predicted_class(image_file)
    with qtbot.waitSignal(workspace.results.notified, timeout=WAIT_MS):
        workspace.results.save(tmp_path / "results.csv")
    with disk_full_from(10), qtbot.waitSignal(workspace.marks.failed, timeout=WAIT_MS) as caught:
        window.actions_["agree"].trigger()
    assert caught.args[0].code == "marks_unwritable"
    assert dict(caught.args[0].values)["file"] == "results.csv.marks.json"
    entry = window.worklist.model.entry(str(image_file))
    assert entry is not None
    assert not entry.mark.empty


def test_a_batch_on_a_full_disk_stops_with_a_message(
    workspace: Workspace, qtbot: QtBot, image_file: Path, model_file: Path, tmp_path: Path
) -> None:
    request = BatchRequest([str(image_file)], output=tmp_path / "results.csv", model_file=model_file)
    with disk_full_from(200), qtbot.waitSignal(workspace.batch.ended, timeout=WAIT_MS):
        workspace.batch.start(request)
    assert failures(workspace) == ["results_unwritable"]


def test_settings_that_cannot_be_saved_are_reported_and_hold_all_the_same(
    workspace: Workspace, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("a file where the folder should be")
    window.settings._store = Settings(tmp_path / "in the way" / "settings.ini")._store
    dialog = workspace.change_settings()
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.accept_button.click()
    assert [notice.code for notice in window.viewer.notices] == ["settings_not_saved"]
    assert window.theme.name == "dark"
    window.settings.set(remembered.THEME, "light")


def test_settings_on_a_full_disk_are_reported(workspace: Workspace, window: MainWindow) -> None:
    assert window.settings.save()
    with disk_full_from(1):
        workspace.change_settings().accept_button.click()
        window.settings.set(remembered.THEME, "dark")
        workspace.change_settings().accept_button.click()
    assert [notice.code for notice in window.viewer.notices] == ["settings_not_saved"]


@pytest.mark.usefixtures("qapp")
def test_a_self_test_without_room_for_temporary_files_fails_with_a_message(
    image_file: Path, model_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    with pytest.raises(WindowFailed) as failed:
        classified_in_window(image_file, model_file=model_file)
    assert failed.value.message.code == "no_temporary_folder"


# The start

_START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from xray_desktop.ui.application import start_up as application
def broken(*_):
    raise ValueError("Marked^Patient")
application.MainWindow = broken
def close():
    for widget in QApplication.topLevelWidgets():
        if type(widget).__name__ == "CrashDialog":
            print(widget.findChild(QLabel).text())
            print(widget.report.toPlainText())
            widget.reject()
            return
    QTimer.singleShot(100, close)
app = application.make_application()
QTimer.singleShot(100, close)
sys.exit(application.run())
"""


def test_a_start_that_fails_is_reported_in_a_dialog(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _START],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "could not start" in done.stdout
    assert "ValueError" in done.stdout
    assert "Marked" not in done.stdout + done.stderr
    assert "ValueError" in next(tmp_path.rglob("crashes.log")).read_text(encoding="utf-8")
