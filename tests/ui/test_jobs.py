"""Work off the interface thread."""

import sys
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT_MS
from xray_desktop.ui.jobs import WorkerThread, WorkerThreads


@pytest.fixture
def worker() -> Iterator[WorkerThread]:
    made = WorkerThread("test")
    yield made
    made.close()
    assert made.wait(WAIT_MS)


def counting(up_to: int) -> Iterator[int]:
    yield from range(up_to)


def wait_for_the_end(qtbot: QtBot, worker: WorkerThread) -> None:
    """Waits until everything that was submitted before has ended and been delivered."""
    ended: list[bool] = []
    worker.submit(lambda: counting(0), done=lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))


def test_items_arrive_in_order_and_done_comes_last(qtbot: QtBot, worker: WorkerThread) -> None:
    heard: list[object] = []
    worker.submit(lambda: counting(4), item=heard.append, done=lambda: heard.append("done"))
    qtbot.waitUntil(lambda: "done" in heard)
    assert heard == [0, 1, 2, 3, "done"]


def test_work_runs_in_the_worker_and_results_arrive_in_the_interface_thread(
    qtbot: QtBot, worker: WorkerThread
) -> None:
    threads: list[QThread] = []

    def work() -> Iterator[QThread]:
        yield QThread.currentThread()

    def receive(worked_in: QThread) -> None:
        threads.extend((worked_in, QThread.currentThread()))

    worker.submit(work, item=receive)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threads[1]
    assert threads[1] is QObject().thread()


def test_nothing_is_delivered_once_cancel_has_returned(qtbot: QtBot, worker: WorkerThread) -> None:
    heard: list[int] = []
    produced = threading.Event()

    def work() -> Iterator[int]:
        yield 1
        produced.set()
        yield 2

    job = worker.submit(work, item=heard.append, done=lambda: heard.append(99))
    assert produced.wait(WAIT_MS / 1000)
    job.cancel()
    wait_for_the_end(qtbot, worker)
    assert heard == []


def test_a_cancelled_job_stops_before_its_next_item(qtbot: QtBot, worker: WorkerThread) -> None:
    taken: list[int] = []
    go_on = threading.Event()

    def work() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number
            go_on.wait(WAIT_MS / 1000)

    job = worker.submit(work)
    qtbot.waitUntil(lambda: bool(taken))
    job.cancel()
    assert not worker.busy
    go_on.set()
    wait_for_the_end(qtbot, worker)
    assert len(taken) <= 2


def test_an_error_reaches_the_job_and_the_worker_goes_on(qtbot: QtBot, worker: WorkerThread) -> None:
    heard: list[object] = []

    def work() -> Iterator[int]:
        raise OSError("gone")
        yield 1

    worker.submit(work, failed=heard.append)
    worker.submit(lambda: counting(1), item=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert isinstance(heard[0], OSError)
    assert heard[1] == 0


def test_what_ends_a_program_ends_its_job_and_not_the_worker(qtbot: QtBot, worker: WorkerThread) -> None:
    heard: list[object] = []

    def work() -> Iterator[int]:
        sys.exit(3)
        yield 1

    worker.submit(work, failed=heard.append)
    worker.submit(lambda: counting(1), item=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert str(heard[0]) == "SystemExit"


def test_an_error_without_a_handler_reaches_the_excepthook_in_the_interface_thread(
    qtbot: QtBot, worker: WorkerThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: caught.extend((kind, QThread.currentThread())))

    def work() -> Iterator[int]:
        raise ZeroDivisionError
        yield 1

    worker.submit(work)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [ZeroDivisionError, QObject().thread()]


def test_a_job_may_jump_the_line(qtbot: QtBot, worker: WorkerThread) -> None:
    heard: list[str] = []
    hold = threading.Event()

    def held() -> Iterator[None]:
        hold.wait(WAIT_MS / 1000)
        yield None

    worker.submit(held)
    worker.submit(lambda: iter(["late"]), item=heard.append)
    worker.submit(lambda: iter(["early"]), item=heard.append, next_in_line=True)
    hold.set()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["early", "late"]


@pytest.mark.timing
def test_closing_waits_for_the_item_under_way_and_no_longer(qtbot: QtBot) -> None:
    workers = WorkerThreads()
    begun: set[str] = set()

    def endless(name: str) -> Iterator[int]:
        while True:
            begun.add(name)
            time.sleep(0.02)
            yield 0

    for name in ("a", "b"):
        workers.worker(name).submit(partial(endless, name))
    qtbot.waitUntil(lambda: begun == {"a", "b"})
    started = time.monotonic()
    assert workers.close()
    assert time.monotonic() - started < 2
    assert not workers.worker("a").isRunning()


def test_closing_reports_when_work_cannot_be_stopped_in_time(qtbot: QtBot) -> None:
    workers = WorkerThreads()
    begun, release = threading.Event(), threading.Event()

    def stuck() -> Iterator[int]:
        begun.set()
        release.wait(WAIT_MS / 1000)
        yield 0

    workers.worker("a").submit(stuck)
    qtbot.waitUntil(begun.is_set)
    assert not workers.close(0.1)
    release.set()
    assert workers.close(WAIT_MS / 1000)


def test_a_closed_worker_takes_no_more_work(qtbot: QtBot, worker: WorkerThread) -> None:
    worker.close()
    heard: list[int] = []
    assert worker.submit(lambda: counting(3), item=heard.append).cancelled
    qtbot.wait(20)
    assert heard == []


@pytest.mark.usefixtures("qapp")
def test_a_worker_asked_for_after_closing_takes_no_work() -> None:
    workers = WorkerThreads()
    assert workers.close()
    late = workers.worker("late")
    job = late.submit(lambda: iter([0]))
    assert job.cancelled
    assert not late.isRunning()
