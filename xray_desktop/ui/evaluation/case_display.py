"""Which images the evaluation shows, on its page of images and in the worklist."""

from PySide6.QtCore import QObject, QTimer, Signal

from xray_desktop.evaluation.subgroups import Subgroup
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.evaluation.case_choice import (
    cell_cases,
    cell_title,
    correct_and_incorrect,
    grid_images,
    subgroup_cases,
)
from xray_desktop.ui.evaluation.cases_page import CasesPage
from xray_desktop.ui.evaluation.evaluator import Evaluator
from xray_desktop.ui.evaluation.texts import column_title, value_title
from xray_desktop.ui.worklist.entry import Filter, Outcome
from xray_desktop.ui.worklist.panel import Worklist


class CaseDisplay(QObject):
    """Chooses images of the evaluation and shows them.

    Signals:
        shown: chosen images are on the page, which is to come to the front.
        opened: an image was opened in the main window, which was brought to the front.
    """

    shown = Signal()
    opened = Signal()

    def __init__(
        self, evaluator: Evaluator, page: CasesPage, worklist: Worklist, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._evaluator, self._page, self._worklist = evaluator, page, worklist
        page.imageChosen.connect(worklist.show_image)
        page.imageOpened.connect(self._open_image)
        page.allWanted.connect(lambda: self.show_all(again=True))

    def show_cell(self, truth: PredictedClass, outcome: Outcome) -> None:
        """Shows the images of a cell of the confusion matrix."""
        cases = self._evaluator.cases
        if cases is not None:
            self.show(cell_title(truth, outcome), cell_cases(cases, truth, outcome))

    def show_subgroup(self, subgroup: Subgroup) -> None:
        """Shows the images of a subgroup."""
        cases = self._evaluator.cases
        if cases is not None:
            title = (
                f"{column_title(subgroup.column)}: {value_title(subgroup.value)}"
                if subgroup.column
                else self.tr("All images")
            )
            self.show(title, subgroup_cases(cases, subgroup))

    def show(self, title: str, names: list[str]) -> None:
        """Shows images on the page, and no others in the worklist; nothing for no images.

        Args:
            names: of cases of the evaluation.
        """
        cases, basis = self._evaluator.cases, self._evaluator.basis
        if cases is None or basis is None or not names:
            return
        paths = [basis.paths[name] for name in names]
        self._page.show_images(title, grid_images(cases, basis.paths, names), len(names))
        self.shown.emit()
        # In a turn of its own: with many images each of the two takes its time.
        QTimer.singleShot(0, self, lambda: self._show_in_worklist(title, paths))

    def show_all(self, *, again: bool = False) -> None:
        """Shows all cases, unless some were chosen; `again` ends that choice."""
        cases, basis = self._evaluator.cases, self._evaluator.basis
        if cases is None or basis is None or (self._page.chosen and not again):
            return
        self._page.show_images("", grid_images(cases, basis.paths, correct_and_incorrect(cases)))
        if again:
            self._worklist.clear_filter()

    def _show_in_worklist(self, title: str, paths: list[str]) -> None:
        self._worklist.set_filter(Filter(paths=frozenset(paths), title=title))
        self._worklist.show_image(paths[0])

    def _open_image(self, path: str) -> None:
        self._worklist.show_image(path)
        self.opened.emit()
        main = self._worklist.window()
        main.raise_()
        main.activateWindow()
