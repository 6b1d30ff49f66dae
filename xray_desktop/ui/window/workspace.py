"""What the window does with many images: batches, marks, comparison, evaluation, reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import Message, message
from xray_desktop.results.row import Row
from xray_desktop.ui.batch.background import BackgroundClassification
from xray_desktop.ui.batch.background_strip import BackgroundStrip
from xray_desktop.ui.batch.control import BatchControl
from xray_desktop.ui.batch.results_control import ResultsControl
from xray_desktop.ui.input_profiles import pointer_bindings
from xray_desktop.ui.widgets.file_drops import FileDrops
from xray_desktop.ui.window.connections import apply_setting
from xray_desktop.ui.window.export_control import ExportControl
from xray_desktop.ui.window.image_window import ImageWindow
from xray_desktop.ui.window.marks_keeping import MarksKeeping
from xray_desktop.ui.window.report_control import ReportControl

if TYPE_CHECKING:
    from xray_desktop.ui.compare.window import CompareWindow
    from xray_desktop.ui.dialogs.element_browser import ElementBrowser
    from xray_desktop.ui.dialogs.settings_dialog import SettingsDialog
    from xray_desktop.ui.drift.window import DriftWindow
    from xray_desktop.ui.evaluation.window import EvaluationWindow
    from xray_desktop.ui.exploration.window import ExplorationWindow
    from xray_desktop.ui.reader_study.study_window import ReaderStudyWindow
    from xray_desktop.ui.review.window import CaseReviewWindow


_FIRST = ("opening", "reading ahead", "classifying", "thumbnails", "comparing", "batch")
"""The workers whose work comes before that in the background."""


class Workspace(QObject):
    """Adds batches, reader's marks, comparison, evaluation and reports to a window."""

    def __init__(self, window: ImageWindow) -> None:
        super().__init__(window)
        self._window = window
        workers, worklist, settings = window.workers, window.worklist, window.settings
        self.batch = BatchControl(workers.worker("batch"), window.model_runner, worklist, settings, window)
        self.background = BackgroundClassification(
            workers.worker("background"),
            [workers.worker(name) for name in _FIRST],
            window.model_runner,
            worklist,
            settings,
            self,
        )
        self.marks_keeping = MarksKeeping(window)
        self.marks = self.marks_keeping.marks
        self.results = ResultsControl(workers.worker("results"), worklist, self.marks, settings, window)
        self._comparison: CompareWindow | None = None
        self._evaluation: EvaluationWindow | None = None
        self._reader_study: ReaderStudyWindow | None = None
        self._review: CaseReviewWindow | None = None
        self._exploration: ExplorationWindow | None = None
        self._drift: DriftWindow | None = None
        self._elements: ElementBrowser | None = None
        self.report = ReportControl(window)
        self.export = ExportControl(window)
        self._lay_out()
        self._connect()
        self._bind_pointer()

    # Imported on first use, to keep the start short.

    @property
    def comparison(self) -> CompareWindow:
        """The window of two images side by side."""
        if self._comparison is None:
            from xray_desktop.ui.compare.window import CompareWindow

            window = self._window
            self._comparison = CompareWindow(
                window.workers.worker("comparing"),
                window.model_runner,
                window,
                marks=self.marks_keeping.mark_of,
                measuring=window.workers.worker("measuring"),
            )
            window.worklist.model.countsChanged.connect(self._comparison.show_marks)
            self._bind_pointer()
        return self._comparison

    @property
    def evaluation(self) -> EvaluationWindow:
        """The window of images whose class is known."""
        if self._evaluation is None:
            from xray_desktop.ui.evaluation.window import EvaluationWindow

            window = self._window
            self._evaluation = EvaluationWindow(
                window.workers, window.model_runner, window.worklist, window.settings, window
            )
            self._evaluation.classifyWanted.connect(self.batch.ask)
            self._evaluation.pathsWanted.connect(window.open_paths)
            self._evaluation.folderWanted.connect(window.choose_folder)
            FileDrops(self._evaluation).dropped.connect(self._evaluation.open_dropped)
        return self._evaluation

    @property
    def reader_study(self) -> ReaderStudyWindow:
        """The window of reader studies."""
        if self._reader_study is None:
            from xray_desktop.ui.reader_study.study_window import ReaderStudyWindow

            window = self._window
            self._reader_study = ReaderStudyWindow(
                window.workers, window.model_runner, window.worklist, window.settings, window
            )
            self._reader_study.caseWanted.connect(self._show_case)
        return self._reader_study

    @property
    def review(self) -> CaseReviewWindow:
        """The window of the cases that are worth a look."""
        if self._review is None:
            from xray_desktop.ui.review.window import CaseReviewWindow

            window = self._window
            worker = window.workers.worker("review")
            self._review = CaseReviewWindow(
                worker, window.model_runner, window.worklist, window.settings, window
            )
            FileDrops(self._review).dropped.connect(window.open_paths)
        return self._review

    @property
    def exploration(self) -> ExplorationWindow:
        """The window of a data set before any model."""
        if self._exploration is None:
            from xray_desktop.ui.exploration.window import ExplorationWindow

            window = self._window
            worker = window.workers.worker("exploration")
            self._exploration = ExplorationWindow(worker, window.worklist, window)
            FileDrops(self._exploration).dropped.connect(window.open_paths)
        return self._exploration

    @property
    def drift(self) -> DriftWindow:
        """The window of two files of results."""
        if self._drift is None:
            from xray_desktop.ui.drift.window import DriftWindow

            window = self._window
            worker = window.workers.worker("drift")
            self._drift = DriftWindow(worker, window.worklist, window.settings, window)
        return self._drift

    def _bind_pointer(self) -> None:
        """Mouse and keys on the images, as chosen."""
        bindings = pointer_bindings(self._window.settings)
        self._window.viewer.view.set_bindings(bindings)
        if self._comparison is not None:
            # There is no next image.
            beside = replace(bindings, wheel="zoom", arrows="pan")
            for side in (self._comparison.left, self._comparison.right):
                side.view.set_bindings(beside)

    def _lay_out(self) -> None:
        """Puts the panels of reader and batch under the worklist, in the same dock."""
        together = QWidget()
        layout = QVBoxLayout(together)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._window.worklist, 1)
        layout.addWidget(BackgroundStrip(self.background))
        layout.addWidget(self.marks.panel)
        layout.addWidget(self.batch.panel)
        self._window.docks.worklist.setWidget(together)
        self._window.drops.take_from_fields(together)

    def _connect(self) -> None:
        window, worklist = self._window, self._window.worklist
        window.opener.opening.connect(self.background.give_way)
        window.predictionReady.connect(self._predicted)
        window.imageFailed.connect(self._failed)
        window.model_runner.decisionContextChanged.connect(
            lambda: worklist.model.set_decision_context(window.model_runner.decision_context)
        )
        worklist.classifyWanted.connect(self.batch.ask)
        worklist.compareWanted.connect(self.compare_images)
        worklist.evaluationWanted.connect(self.evaluate)
        worklist.model.countsChanged.connect(window.announce_state)
        worklist.table.selectionModel().currentChanged.connect(window.announce_state)
        self.batch.started.connect(self._batch_started)
        self.batch.started.connect(lambda: self.background.suspend(True))
        self.batch.ended.connect(lambda: self.background.suspend(False))
        self.batch.written.connect(self.marks.load_marks)
        editor = window.viewer.view.editor
        editor.toolChanged.connect(window.announce_state)
        editor.annotations.changed.connect(window.announce_state)
        editor.measured.connect(window.docks.show_measurements)
        self.results.notified.connect(window.viewer.show_notice)
        self.report.notified.connect(window.viewer.show_notice)
        self.export.notified.connect(lambda notices: window.viewer.show_notice(*notices))
        self.export.saved.connect(window.viewer.offer_file)
        self.results.saved.connect(window.viewer.offer_file)
        self.report.saved.connect(window.viewer.offer_file)
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
        """Asks about a batch that is under way and about unsaved marks; False keeps the window open."""
        return self.batch.may_close() and (self.marks_keeping.all_kept() or self.results.may_close())

    def close(self) -> None:
        """Ends the batch and the windows beside the main one, and writes the marks."""
        self.batch.close()
        self.background.close()
        self._window.worklist.close_reading()
        self.export.close()
        if self._reader_study is not None:
            self._reader_study.end()
        evaluations = (self._evaluation, self._review, self._exploration, self._drift)
        for beside in (self._comparison, self._elements, *evaluations):
            if beside is not None:
                beside.close()
        self.marks_keeping.close()

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
        apply_setting(self._window, key)
        if key.startswith(("mouse/", "keys/")):
            self._bind_pointer()
            self._window.announce_state()

    def find_image(self) -> None:
        """Puts the cursor into the search field of the worklist."""
        self._window.docks.worklist.show()
        self._window.docks.worklist.raise_()
        self._window.worklist.filter_bar.search.setFocus()
        self._window.worklist.filter_bar.search.selectAll()

    def compare_images(self, first: str, second: str, *, prior: bool = False) -> None:
        """Two images side by side; `prior` says that the first is the prior of the second."""
        self.comparison.show()
        self.comparison.activateWindow()
        self.comparison.compare(first, second, prior=prior)

    @property
    def elements(self) -> ElementBrowser:
        """The dialog with the DICOM elements of the image on the screen."""
        if self._elements is None:
            from xray_desktop.ui.dialogs.element_browser import ElementBrowser

            window = self._window
            self._elements = browser = ElementBrowser(window.workers.worker("elements"), window)
            browser.copied.connect(lambda code: window.viewer.show_notice(message(code)))
            FileDrops(browser).dropped.connect(window.open_paths)
            window.radiographShown.connect(self._follow_with_elements)
        return self._elements

    def _follow_with_elements(self, path: Path) -> None:
        if self._elements is not None and self._elements.isVisible():
            self._elements.show_file(path)

    def show_elements(self) -> None:
        """Shows the DICOM elements of the image on the screen, and from then on of each that follows it."""
        if self._window.image is not None:
            self.elements.show()
            self.elements.activateWindow()
            self.elements.show_file(self._window.image.path)

    def evaluate(self) -> None:
        """Opens the evaluation of labelled images."""
        self.evaluation.show_in_front()

    def show_reader_study(self) -> None:
        """Opens the window of reader studies."""
        self.reader_study.show()
        self.reader_study.activateWindow()

    def _show_case(self, path: str) -> None:
        if not self._window.worklist.show_image(path):
            self._window.open_paths([path])
        self._window.raise_()
        self._window.activateWindow()

    def review_cases(self) -> None:
        """Opens the review of cases."""
        self.review.show()
        self.review.activateWindow()

    def explore(self) -> None:
        """Opens the exploration of a data set."""
        self.exploration.show()
        self.exploration.activateWindow()

    def compare_results(self) -> None:
        """Opens the comparison of results over time, with those of the worklist as the ones of now."""
        if self.drift.drift is None:
            self.drift.use_worklist()
        self.drift.show()
        self.drift.activateWindow()
