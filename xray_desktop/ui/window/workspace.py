"""What the window does with many images: batches, marks, comparison, evaluation, reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import Message, message
from xray_desktop.results.row import Row
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.batch.control import BatchControl
from xray_desktop.ui.batch.results_control import ResultsControl
from xray_desktop.ui.reader.marks_control import MarksControl
from xray_desktop.ui.widgets.file_drops import FileDrops
from xray_desktop.ui.window.image_window import ImageWindow
from xray_desktop.ui.window.report_control import ReportControl

if TYPE_CHECKING:
    from xray_desktop.ui.compare.window import CompareWindow
    from xray_desktop.ui.dialogs.settings_dialog import SettingsDialog
    from xray_desktop.ui.evaluation.window import EvaluationWindow


class Workspace(QObject):
    """Adds batches, reader's marks, comparison, evaluation and reports to a window."""

    def __init__(self, window: ImageWindow) -> None:
        super().__init__(window)
        self._window = window
        workers, worklist, settings = window.workers, window.worklist, window.settings
        self.batch = BatchControl(workers.worker("batch"), window.model_runner, worklist, settings, window)
        self.marks = MarksControl(workers.worker("results"), worklist, window)
        self.results = ResultsControl(workers.worker("results"), worklist, self.marks, settings, window)
        self._comparison: CompareWindow | None = None
        self._evaluation: EvaluationWindow | None = None
        self.report = ReportControl(window)
        self._lay_out()
        self._connect()

    # Imported on first use, to keep the start short.

    @property
    def comparison(self) -> CompareWindow:
        """The window of two images side by side."""
        if self._comparison is None:
            from xray_desktop.ui.compare.window import CompareWindow

            window = self._window
            self._comparison = CompareWindow(window.workers.worker("comparing"), window.model_runner, window)
        return self._comparison

    @property
    def evaluation(self) -> EvaluationWindow:
        """The window of images whose class is known."""
        if self._evaluation is None:
            from xray_desktop.ui.evaluation.window import EvaluationWindow

            window = self._window
            self._evaluation = EvaluationWindow(
                window.workers.worker("evaluation"), window.model_runner, window.worklist, window
            )
            self._evaluation.classifyWanted.connect(self.batch.ask)
            FileDrops(self._evaluation).dropped.connect(window.open_paths)
        return self._evaluation

    def _lay_out(self) -> None:
        """Puts the panels of reader and batch under the worklist, in the same dock."""
        together = QWidget()
        layout = QVBoxLayout(together)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._window.worklist, 1)
        layout.addWidget(self.marks.panel)
        layout.addWidget(self.batch.panel)
        self._window.docks.worklist.setWidget(together)
        self._window.drops.take_from_fields(together)

    def _connect(self) -> None:
        window, worklist = self._window, self._window.worklist
        window.predictionReady.connect(self._predicted)
        window.imageFailed.connect(self._failed)
        window.model_runner.decisionContextChanged.connect(
            lambda: worklist.model.set_decision_context(window.model_runner.decision_context)
        )
        worklist.classifyWanted.connect(self.batch.ask)
        worklist.compareWanted.connect(self._compare_images)
        worklist.evaluationWanted.connect(self.evaluate)
        worklist.model.countsChanged.connect(window.announce_state)
        worklist.table.selectionModel().currentChanged.connect(window.announce_state)
        self.batch.started.connect(self._batch_started)
        self.batch.written.connect(self.marks.load_marks)
        self.marks.failed.connect(window.viewer.show_notice)
        self.results.notified.connect(window.viewer.show_notice)
        self.report.notified.connect(window.viewer.show_notice)
        window.settings.changed.connect(self._setting_changed)

    def _predicted(self, path: Path, prediction: Prediction) -> None:
        image, entry = self._window.image, self._window.worklist.model.entry(str(path))
        if image is None or entry is None:
            return
        name = entry.row.path if entry.row is not None else entry.name
        row = Row.from_prediction(name, prediction, image.radiograph.width, image.radiograph.height)
        self._window.worklist.model.set_result(entry.path, row)

    def _failed(self, path: Path, message: Message) -> None:
        entry = self._window.worklist.model.entry(str(path))
        # An image that cannot be read today keeps its earlier result.
        if entry is not None and entry.row is None:
            self._window.worklist.model.set_result(entry.path, Row(entry.name, "error", reasons=(message,)))

    def _batch_started(self, paths: list[str]) -> None:
        self._window.docks.worklist.show()
        if self._window.image is None and paths:
            self._window.worklist.show_image(paths[0])

    def may_close(self) -> bool:
        """Asks what to do with unsaved marks; False keeps the window open."""
        return self.results.may_close()

    def close(self) -> None:
        """Ends the batch and the windows beside the main one, and writes the marks."""
        self.batch.close()
        self._window.worklist.thumbnails.close()
        for beside in (self._comparison, self._evaluation):
            if beside is not None:
                beside.close()
        self.marks.save_now()

    def change_settings(self) -> SettingsDialog:
        """Opens the settings."""
        from xray_desktop.ui.dialogs.settings_dialog import SettingsDialog

        runner = self._window.model_runner
        points = [point.name for point in runner.metadata.operating_points] if runner.metadata else []
        dialog = SettingsDialog(self._window.settings, points, runner.choices, self._window)
        FileDrops(dialog).dropped.connect(self._window.open_paths)
        dialog.keysWanted.connect(self._window.actions_["shortcuts"].trigger)
        dialog.accepted.connect(self._warn_not_saved)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _warn_not_saved(self) -> None:
        settings = self._window.settings
        if not settings.save():
            self._window.viewer.show_notice(message("settings_not_saved", file=str(settings.file)))

    def _setting_changed(self, key: str) -> None:
        """Applies a changed setting at once."""
        window, get = self._window, self._window.settings.get
        if key == remembered.THEME.key and window.theme.name != get(remembered.THEME):
            window.theme.apply(get(remembered.THEME))
        elif key == remembered.LANGUAGE.key:
            window.translation.use(get(remembered.LANGUAGE))
        elif key == remembered.OPERATING_POINT.key:
            window.model_runner.set_operating_point(get(remembered.OPERATING_POINT))
        elif key == remembered.ENGINE.key:
            window.model_runner.use_engine(get(remembered.ENGINE))

    def find_image(self) -> None:
        """Puts the cursor into the search field of the worklist."""
        self._window.docks.worklist.show()
        self._window.docks.worklist.raise_()
        self._window.worklist.filter_bar.search.setFocus()
        self._window.worklist.filter_bar.search.selectAll()

    def compare_selected(self) -> None:
        """The two chosen images; with one chosen, that one and the next."""
        chosen = [entry.path for entry in self._window.worklist.selected()[:2]]
        if len(chosen) == 1:
            chosen += self._window.worklist.neighbours(chosen[0])[:1]
        if len(chosen) == 2:
            self._compare_images(*chosen)

    def _compare_images(self, first: str, second: str) -> None:
        self.comparison.show()
        self.comparison.activateWindow()
        self.comparison.compare(first, second)

    def compare_heat_map(self) -> None:
        """The current image without and with its heat map, side by side."""
        entry = self._window.worklist.current()
        if entry is not None:
            self.comparison.show()
            self.comparison.activateWindow()
            self.comparison.compare_heat_map(entry.path)

    def evaluate(self) -> None:
        """Opens the evaluation of labelled images."""
        self.evaluation.show()
        self.evaluation.activateWindow()
