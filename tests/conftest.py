"""Settings that must precede any Qt import, and how the tests share a machine when they run in parallel.

Tests run without a screen and never read or write this user's settings.
"""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
if "PYTEST_XDIST_WORKER" in os.environ:
    # Every worker would start as many threads as there are cores, and each wait for the others.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")

# A shell that runs the tests in the background has them ignore Ctrl+C, and so would the programs they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

TESTS = Path(__file__).parent
_LOCKS = "XRAY_TEST_LOCKS"

_SLOW_FIRST = ("privacy", "frozen", "training", "release", "batch")
"""Folders in the order in which they start: the longest groups first, so that workers finish together."""

_ONE_GROUP = ("privacy", "frozen")
"""Folders whose tests share what is expensive to set up: one worker runs them all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Orders the tests, and keeps those together that share fixtures: a file or a folder to a worker."""
    for item in items:
        folder = _folder(item)
        group = folder if folder in _ONE_GROUP else "timing" if _is_timing(item) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
        if _is_timing(item):
            # Another user of a shared machine spoils one measurement, hardly three; a real fault all of them.
            item.add_marker(pytest.mark.flaky(reruns=2))
    # Sorting is stable: within a file the order stays.
    items.sort(key=_start_order)


def _start_order(item: pytest.Item) -> int:
    if _is_timing(item):
        return -1
    folder = _folder(item)
    return _SLOW_FIRST.index(folder) if folder in _SLOW_FIRST else len(_SLOW_FIRST)


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).parts[0]


def _is_timing(item: pytest.Item) -> bool:
    return item.get_closest_marker("timing") is not None


def pytest_configure(config: pytest.Config) -> None:
    """Makes the folder of the locks before the workers start, which inherit its name."""
    if not hasattr(config, "workerinput"):
        os.environ[_LOCKS] = tempfile.mkdtemp(prefix="xray-desktop-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the locks after the last worker has ended."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(_LOCKS), ignore_errors=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test that measures time has the machine to itself; all others may run beside each other."""
    if hasattr(item.config, "workerinput") and os.name != "nt":
        with _machine(Path(os.environ[_LOCKS]), alone=_is_timing(item)):
            return (yield)
    return (yield)


@contextlib.contextmanager
def _machine(locks: Path, *, alone: bool) -> Iterator[None]:
    """Holds the machine, shared with the tests of other workers or alone."""
    import fcntl  # not on Windows

    with open(locks / "queue", "a") as queue, open(locks / "machine", "a") as machine:
        # A test that waits for the machine alone holds the queue meanwhile, so that no other overtakes it.
        fcntl.flock(queue, fcntl.LOCK_EX)
        fcntl.flock(machine, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(queue, fcntl.LOCK_UN)
        yield
