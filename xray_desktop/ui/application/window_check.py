"""The self-test's look at the window: a film is dropped on it, as a person would, and its verdict awaited."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from xray_desktop.inference.prediction import Prediction
from xray_desktop.ui.application.start_up import make_application, make_window
from xray_desktop.ui.window.main_window import MainWindow
from xray_desktop.ui.settings import Settings


class WindowFailed(Exception):
    """The window did not come to a verdict; one sentence for the user."""


def judged_in_window(film: Path, *, model_file: Path | None = None, time_limit: float = 60.0) -> Prediction:
    """Opens a window that nobody sees, drops a film on it and returns the prediction that it then shows.

    Settings of the user are neither read nor written.

    Args:
        film: the file to be dropped.
        model_file: the model to load; by default the one that belongs to the program.
        time_limit: seconds to wait for the verdict.

    Raises:
        WindowFailed: the window showed an error, or nothing within the time limit, or there is no place for
            its settings.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    try:
        temporary = tempfile.TemporaryDirectory()
    except OSError as error:
        raise WindowFailed(
            f"The folder for temporary files cannot be used ({error.strerror}). Free space in it."
        ) from None
    with temporary as folder:
        window = make_window(application, Settings(Path(folder) / "settings.ini"), model_file)
        try:
            window.show()
            return _verdict(window, film, time_limit)
        finally:
            _wait(window.closed.connect, window.close, time_limit=5.0)
            # What is written later would bring the folder back.
            window.settings.save()
            window.deleteLater()


def _verdict(window: MainWindow, film: Path, time_limit: float) -> Prediction:
    predictions: list[Prediction] = []
    failures: list[str] = []
    window.predictionReady.connect(lambda _path, prediction: predictions.append(prediction))
    window.filmFailed.connect(lambda _path, sentence: failures.append(sentence))

    def until(quit_loop: Callable[..., object]) -> None:
        window.predictionReady.connect(quit_loop)
        window.filmFailed.connect(quit_loop)

    _wait(until, lambda: _drop(window, film), time_limit)
    if failures:
        raise WindowFailed(failures[0])
    if not predictions:
        raise WindowFailed(f"The window showed no verdict within {time_limit:g} seconds.")
    return predictions[0]


def _drop(window: MainWindow, film: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(film))])
    middle, copy = window.rect().center(), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Qt delivers a drop only to where something was dragged in before.
    for event in (
        QDragEnterEvent(middle, copy, dropped, buttons, keys),
        QDropEvent(QPointF(middle), copy, dropped, buttons, keys),
    ):
        QApplication.sendEvent(window, event)


def _wait(
    connect: Callable[[Callable[..., object]], object], start: Callable[[], object], time_limit: float
) -> None:
    """Starts something within an event loop, which ends when what `connect` connected calls its slot."""
    loop = QEventLoop()
    connect(lambda *_: loop.quit())
    QTimer.singleShot(0, start)
    QTimer.singleShot(round(time_limit * 1000), loop.quit)
    loop.exec()
