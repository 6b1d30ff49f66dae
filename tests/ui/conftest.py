"""What every test of the window may rely on: settings of its own, and no thread left behind."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QThread


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Settings of this user are neither read nor written."""
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def no_thread_left_running() -> Iterator[None]:
    """A test that leaves a QThread running, after pytest-qt has closed its widgets, fails and names it."""
    yield
    running = [thread for thread in gc.get_objects() if isinstance(thread, QThread) and thread.isRunning()]
    names = [thread.objectName() or type(thread).__name__ for thread in running]
    for thread in running:
        thread.requestInterruption()
        thread.wait(5000)
    assert not names, f"threads left running: {', '.join(names)}"
