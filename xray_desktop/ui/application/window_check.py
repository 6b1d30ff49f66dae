"""The self-test's look at the window: an image is dropped on it, as a person would, and its prediction
awaited.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import Message, MessageError, os_error
from xray_desktop.ui.application.start_up import make_application, make_window
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.window.main_window import MainWindow


class WindowFailed(MessageError):
    """The window showed no prediction."""


def classified_in_window(
    image: Path, *, model_file: Path | None = None, time_limit: float = 60.0
) -> Prediction:
    """Opens a window that nobody sees, drops an image on it and returns the prediction that it then shows.

    Settings of the user are neither read nor written.

    Args:
        image: the file to be dropped.
        model_file: the model to load; by default the one that belongs to the program.
        time_limit: seconds to wait for the prediction.

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
        raise WindowFailed("no_temporary_folder", reason=os_error(error)) from None
    with temporary as folder:
        window = make_window(application, Settings(Path(folder) / "settings.ini"), model_file)
        try:
            window.show()
            return _predicted_class(window, image, time_limit)
        finally:
            _wait(window.closed.connect, window.close, time_limit=5.0)
            # What is written later would bring the folder back.
            window.settings.save()
            window.deleteLater()


def _predicted_class(window: MainWindow, image: Path, time_limit: float) -> Prediction:
    predictions: list[Prediction] = []
    failures: list[Message] = []
    window.predictionReady.connect(lambda _path, prediction: predictions.append(prediction))
    window.imageFailed.connect(lambda _path, reason: failures.append(reason))

    def until(quit_loop: Callable[..., object]) -> None:
        window.predictionReady.connect(quit_loop)
        window.imageFailed.connect(quit_loop)

    _wait(until, lambda: _drop(window, image), time_limit)
    if failures:
        raise WindowFailed(failures[0])
    if not predictions:
        raise WindowFailed("no_prediction_in_time", seconds=time_limit)
    return predictions[0]


def _drop(window: MainWindow, image: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(image))])
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
