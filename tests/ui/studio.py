"""A window in any state, for images: images, models, themes, languages, sizes, and waiting."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from tests.images import synthetic_image, write_png
from tests.models import tiny_model
from xray_desktop.ui.application.start_up import make_application, make_window
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow

SIZES = {"1280x720": (1280, 720), "3840x2160": (3840, 2160)}


class Studio:
    """Images and models for the states, and a window for each image.

    Attributes:
        image: the file that most states show.
        folder: where the images lie.
    """

    def __init__(self, folder: Path, image: Path | None, model: Path | None) -> None:
        self.folder = folder
        self.image = image or write_png(folder / "image.png", synthetic_image(1400, 1600, bits=16))
        self._model = model
        self._windows = 0
        _make_screen(folder)
        self._application = make_application()
        self.theme, self.language, self.size = "dark", "en", SIZES["1280x720"]

    @contextmanager
    def window(self, answer: float | None = None, model: Path | None = None) -> Iterator[MainWindow]:
        """A window whose model answers `answer`; without one, the model given or a small one."""
        if model is None:
            model = self._model if answer is None else None
            model = model or tiny_model(self.folder / "model.onnx", answer=answer, uncertain=(0.45, 0.55))
        # A file of its own for each window: Qt keeps what it has read of one.
        self._windows += 1
        settings = Settings(self.folder / f"settings {self._windows}.ini")
        window = make_window(self._application, settings, model)
        window.theme.apply(self.theme)
        window.translation.use(self.language)
        window.resize(*self.size)
        window.show()
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()


def _make_screen(folder: Path) -> None:
    """A screen of 3840x2160 that nobody sees; Qt's own is smaller, and so cuts dialogues."""
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    screen = {"name": "studio", "x": 0, "y": 0, "width": 3840, "height": 2160}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def wait_for(signal: SignalInstance, milliseconds: int = 60_000) -> None:
    """Runs the event loop until a signal comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def settle(milliseconds: int = 250) -> None:
    """Runs the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def classified(window: MainWindow, file: Path) -> None:
    """Opens an image and waits for its prediction."""
    window.open_paths([file])
    wait_for(window.predictionReady)


Save = Callable[[QWidget], None]
