import os
import re
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path

import pytest

from tests.images import synthetic_image, write_png
from tests.imaging.test_isolated_reading import POISONOUS
from xray_desktop.__main__ import main
from xray_desktop.batch.cluster import classify_on_cluster
from xray_desktop.batch.files import find_files
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.results.reading import read_results

pytest.importorskip("distributed", reason="the extra cluster is not installed")

ROOT = Path(__file__).resolve().parents[2]


def dask(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, stack, folder):
        self._folder = folder
        self.scheduler = self._start(
            stack, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        self.address = self._line(self.scheduler, r"Scheduler at: +(tcp://\S+)")
        self.workers = [self._worker(stack, name) for name in ("one", "two")]

    def _start(self, stack, *arguments):
        process = dask(*arguments)
        stack.callback(process.communicate)
        stack.callback(process.kill)
        return process

    def _worker(self, stack, name):
        worker = self._start(
            stack,
            *("worker", self.address, "--no-nanny", "--nthreads", "1", "--name", name, "--no-dashboard"),
            *("--local-directory", str(self._folder / name)),
        )
        self._line(worker, r"(Registered to)")
        return worker

    @staticmethod
    def _line(process, pattern):
        for line in process.stderr:
            if match := re.search(pattern, line):
                return match[1]
        pytest.fail(f"dask ended with {process.wait()}")


@pytest.fixture
def cluster(tmp_path):
    with ExitStack() as stack:
        yield Cluster(stack, tmp_path)


def many(folder, count):
    folder.mkdir()
    image = write_png(folder / "0000.png", synthetic_image(60, 60))
    for number in range(1, count):
        os.link(image, folder / f"{number:04}.png")
    (folder / "empty.png").write_bytes(b"")
    return folder


@pytest.mark.slow
def test_a_killed_worker_loses_nothing(tmp_path, model_file, cluster):
    images = many(tmp_path / "images", 600)
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    common = ["classify", str(images), "--model", str(model_file), "-q"]
    assert main([*common, "-o", str(here)]) == 1
    process = subprocess.Popen(
        [sys.executable, "-m", "xray_desktop", *common, "-o", there, "--scheduler", cluster.address],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 90
    while not (there.exists() and there.read_bytes().count(b"\n") > 100) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert process.poll() is None
    cluster.workers[0].kill()
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (1, "")
    assert there.read_bytes() == here.read_bytes()


@pytest.mark.slow
def test_a_scheduler_that_dies_stops_the_batch_which_can_be_resumed(tmp_path, model_file, cluster):
    images = many(tmp_path / "images", 600)
    file = tmp_path / "r.csv"
    common = ["classify", str(images), "--model", str(model_file), "-o", str(file)]
    process = subprocess.Popen(
        [sys.executable, "-m", "xray_desktop", *common, "--scheduler", cluster.address],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 90
    while not (file.exists() and file.read_bytes().count(b"\n") > 50) and time.monotonic() < deadline:
        time.sleep(0.02)
    cluster.scheduler.kill()
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "The cluster failed" in err
    assert "Traceback" not in err
    assert main([*common, "--resume", "-q"]) == 1
    assert [row.path for row in read_results(file)] == sorted(os.listdir(images))


def test_no_row_waits_for_an_image_that_hangs_on_a_worker(tmp_path, model_file, classifier, monkeypatch):
    from distributed import LocalCluster

    readers = {}

    def reader():
        return readers.setdefault(threading.get_ident(), IsolatedReader(command=POISONOUS, time_limit=200))

    monkeypatch.setattr("xray_desktop.batch.cluster._reader", reader)
    images = many(tmp_path / "images", 12)
    write_png(images / "! hang.png", synthetic_image(60, 60))
    inside = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": ":0"}
    with LocalCluster(**inside, silence_logs=50) as workers:
        steps = classify_on_cluster(
            find_files([images]), classifier, workers.scheduler_address, model_file=model_file, in_order=False
        )
        with closing(steps):
            found = [row.path for row in islice((step.row for step in steps if step.row), 13)]
        for each in readers.values():
            each.close()
    assert sorted(found) == sorted({*os.listdir(images)} - {"! hang.png"})


def test_a_missing_scheduler_is_reported(tmp_path, model_file, monkeypatch, capsys):
    monkeypatch.setattr("xray_desktop.batch.cluster.CONNECTION_SECONDS", 0.5)
    images = many(tmp_path / "images", 3)
    output = str(tmp_path / "r.csv")
    arguments = ["classify", str(images), "-o", output, "--model", str(model_file)]
    assert main([*arguments, "--scheduler", "tcp://127.0.0.1:9"]) == 2
    err = capsys.readouterr().err
    assert "There is no Dask scheduler at tcp://127.0.0.1:9" in err
    assert "Traceback" not in err
