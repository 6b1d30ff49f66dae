"""What every test of the window may rely on: settings of its own, a model, and no thread left behind."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSettings, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.images import synthetic_image, write_png
from tests.models import tiny_model
from xray_desktop.messages import Message
from xray_desktop.ui.application.start_up import make_window
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.window.workspace import Workspace

WAIT_MS = 30_000
"""How long a test waits for what must happen; a busy machine needs it, no test measures it."""


class UnhurriedBot(QtBot):  # type: ignore[misc]
    """Waits, unless told otherwise, as long as a busy machine may need, and not five seconds."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = WAIT_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = WAIT_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitExposed(self, widget: QWidget, *, timeout: int = WAIT_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - it must be there
    """pytest-qt's, with more patience."""
    return UnhurriedBot(request)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Settings of this user are neither read nor written."""
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))


@pytest.fixture(scope="session", autouse=True)
def search_only_new_objects() -> None:
    """What exists before the first test is left out of every later search for threads and for garbage.

    In a run of the whole suite, modules and collected tests are most of all objects, and there are many
    searches.
    """
    gc.collect()
    gc.freeze()


SEARCHED = 500_000
"""Objects after which those that are left of earlier tests are not searched again."""


@pytest.fixture(autouse=True)
def no_thread_left_running() -> Iterator[None]:
    """A test that leaves a QThread running, after pytest-qt has closed its widgets, fails and names it."""
    if len(gc.get_objects()) > SEARCHED:
        # Not at the end of a test, which still holds its windows: once frozen they are never collected.
        gc.collect()
        gc.freeze()
    yield
    # By type and not by isinstance, which asks each object: some of torch's answer with a warning.
    threads = [item for item in gc.get_objects() if issubclass(type(item), QThread) and isValid(item)]
    running = [thread for thread in threads if thread.isRunning()]
    names = [thread.objectName() or type(thread).__name__ for thread in running]
    for thread in running:
        thread.requestInterruption()
        thread.wait(5000)
    assert not names, f"threads left running: {', '.join(names)}"


@pytest.fixture
def as_the_program_runs() -> None:
    """Garbage is looked for as `application.run` has it: not among all that was there before."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model: dark images are NORMAL, bright ones PNEUMONIA."""
    return tiny_model(tmp_path_factory.mktemp("model") / "model.onnx")


@pytest.fixture
def image_file(tmp_path: Path) -> Path:
    """An 8-bit image of 360 by 300 pixels."""
    return write_png(tmp_path / "image.png", synthetic_image())


WindowMaker = Callable[..., MainWindow]


@pytest.fixture
def make_main_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, model_file: Path
) -> Iterator[WindowMaker]:
    """Makes windows at 1280 by 720, shown, with the small model unless told otherwise."""
    made: list[MainWindow] = []

    def make(model: Path | None = model_file) -> MainWindow:
        window = make_window(qapp, Settings(tmp_path / "settings.ini"), model)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        # Tests of closing measure how soon it ends; here it must only end.
        assert window.ended or window.workers.close(WAIT_MS / 1000), "work goes on after closing"


@pytest.fixture
def window(make_main_window: WindowMaker) -> MainWindow:
    """A window with the small model."""
    return make_main_window()


Reopen = Callable[[], MainWindow]


@pytest.fixture
def reopen(make_main_window: WindowMaker) -> Reopen:
    """Closes no window, but starts another as the program does."""

    def start() -> MainWindow:
        window = make_main_window()
        window.welcome()
        return window

    return start


def open_each(window: MainWindow, qtbot: QtBot, *paths: Path) -> None:
    """Opens files and folders one after another."""
    for path in paths:
        with qtbot.waitSignal(window.radiographShown, timeout=WAIT_MS):
            window.open_paths([path])


def workspace_of(window: MainWindow) -> Workspace:
    """What a window does with many images."""
    return window.workspace


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    """What ties the parts of `window` together."""
    return workspace_of(window)


class Shown(QObject):
    """Opens images and waits, as a person does, until they and their predictions are there."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        super().__init__(window)
        self._window = window
        self._qtbot = qtbot

    def image(self, path: Path) -> None:
        """Opens an image and waits until it is on the screen."""
        with self._qtbot.waitSignal(self._window.radiographShown, timeout=WAIT_MS):
            self._window.open_paths([path])

    def predicted_class(self, path: Path) -> None:
        """Opens an image and waits until its prediction is on the screen."""
        with self._qtbot.waitSignal(self._window.predictionReady, timeout=WAIT_MS):
            self._window.open_paths([path])

    def failure(self, path: Path) -> Message:
        """Opens a file without an image and returns the message that is shown."""
        with self._qtbot.waitSignal(self._window.imageFailed, timeout=WAIT_MS) as caught:
            self._window.open_paths([path])
        failure = caught.args[1]
        assert isinstance(failure, Message)
        return failure


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> Shown:
    """Opens images in `window`."""
    return Shown(window, qtbot)
