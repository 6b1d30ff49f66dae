"""What the window does with many films: each part gets its actions, menu entries and connections here."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xray_desktop.batch.results import Row
from xray_desktop.inference.prediction import Prediction
from xray_desktop.ui.actions import ActionSpec
from xray_desktop.ui.batch_control import BatchControl
from xray_desktop.ui.main_window import MainWindow


class Workspace(QObject):
    """Adds batches, reader's marks, comparison, evaluation and reports to a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        lanes = window.lanes
        self.batch = BatchControl(lanes.lane("batch"), window.judge, window.worklist, window.settings, window)
        self._lay_out()
        self._add_actions()
        self._connect()
        self._retranslate()

    def _lay_out(self) -> None:
        """The batch's panel stands under the worklist, in the same dock."""
        together = QWidget()
        layout = QVBoxLayout(together)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._window.worklist, 1)
        layout.addWidget(self.batch.panel)
        self._window.docks.worklist.setWidget(together)

    def _add_actions(self) -> None:
        actions, menus = self._window.actions_, self._window.menus
        judge_folder = actions.add(ActionSpec("judge_folder", "Ctrl+B", "batch"))
        judge_folder.triggered.connect(lambda: self.batch.ask())
        menus.file.insertAction(actions["close_film"], judge_folder)
        menus.file.insertSeparator(actions["close_film"])

    def _connect(self) -> None:
        window, worklist = self._window, self._window.worklist
        window.predictionReady.connect(self._predicted)
        window.filmFailed.connect(self._failed)
        worklist.judgeWanted.connect(self.batch.ask)
        self.batch.started.connect(self._batch_started)
        window.installEventFilter(self)

    def _predicted(self, path: Path, prediction: Prediction) -> None:
        film, entry = self._window.film, self._window.worklist.model.entry(str(path))
        if film is None or entry is None:
            return
        name = entry.row.path if entry.row is not None else entry.name
        row = Row.from_prediction(name, prediction, film.radiograph.width, film.radiograph.height)
        self._window.worklist.model.set_result(entry.path, row)

    def _failed(self, path: Path, message: str) -> None:
        entry = self._window.worklist.model.entry(str(path))
        if entry is not None:
            name = entry.row.path if entry.row is not None else entry.name
            self._window.worklist.model.set_result(entry.path, Row(name, "error", message=message))

    def _batch_started(self, paths: list[str]) -> None:
        self._window.docks.worklist.show()
        if self._window.film is None and paths:
            self._window.worklist.show_film(paths[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.batch.close()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self._window.actions_.set_text("judge_folder", self.tr("&Judge a folder…"))
