"""The page of comparison: the model against another one, another operating point, or a reader, on the same
images.
"""

import math
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.study.comparison import Comparison
from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.messages import Message, MessageError
from xray_desktop.ui.evaluation.comparing import Compared, RatingsOf, compared, ratings_at, ratings_of_file
from xray_desktop.ui.evaluation.evaluator import Evaluator
from xray_desktop.ui.evaluation.texts import measure_title, number, with_interval
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.text.messages import sentence
from xray_desktop.ui.text.predictions import operating_point_title
from xray_desktop.ui.widgets.first_column import FirstColumn

_TITLES = {
    "Sensitivity": "sensitivity",
    "Specificity": "specificity",
    "Accuracy": "accuracy",
    "AUC": "auc",
}


class ComparisonPage(QWidget):
    """Asks for second ratings and compares; follows the threshold in use.

    Signals:
        tableWanted: a results file or a table of readings is to be chosen.
        resultChanged: there is a comparison, or none any more.
        casesChosen: images (names of rows) are to be shown under a title.
    """

    tableWanted = Signal()
    resultChanged = Signal()
    casesChosen = Signal(str, list)

    def __init__(self, evaluator: Evaluator, worker: WorkerThread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluator, self._worker = evaluator, worker
        self._source: RatingsOf | None = None
        self._job: Job | None = None
        self._cancelled = threading.Event()
        self.result: Compared | None = None
        self.choose, self.marks, self.remove = QPushButton(), QPushButton(), QPushButton()
        self.point = QComboBox()
        self.about, self._help = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.table = QTableWidget(len(_TITLES), 6)
        self.only_first, self.only_second = QPushButton(), QPushButton()
        self._points: Sequence[OperatingPoint] = ()
        self._failure: Message | None = None
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def busy(self) -> bool:
        """Whether a comparison is under way."""
        return self._job is not None

    def compare_with(self, source: RatingsOf | None) -> None:
        """Compares with other ratings; None ends the comparison."""
        self._source = source
        self._compare()

    def compare_with_file(self, file: Path) -> None:
        """Compares with a results file or a table of readings."""
        self.compare_with(ratings_of_file(file))

    def show_points(self, points: Sequence[OperatingPoint]) -> None:
        """Offers other operating points."""
        self._points = points
        self._fill_points()

    def close_work(self) -> None:
        """Gives up what is under way."""
        self._cancelled.set()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _compare(self) -> None:
        self.close_work()
        cases = self._evaluator.cases
        if self._source is None or cases is None:
            self._show(None)
            return
        self._cancelled = threading.Event()
        self._job = self._worker.submit(
            partial(compared, cases, self._source, self._cancelled.is_set),
            item=self._done,
            failed=self._failed,
        )
        self.about.setText(self.tr("Comparing…"))

    def _done(self, result: Compared) -> None:
        self._job, self._failure = None, None
        self._show(result)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MessageError):
            raise error
        self._job, self._source, self._failure = None, None, error.message
        self._show(None)

    def _show(self, result: Compared | None) -> None:
        self.result = result
        self._write()
        self.resultChanged.emit()

    def _write(self) -> None:
        result = self.result
        for widget in (self.table, self.only_first, self.only_second, self.remove):
            widget.setVisible(result is not None)
        if result is None:
            self.about.setText(sentence(self._failure) if self._failure else self._invitation())
            return
        found = result.comparison
        self.about.setText(
            self.tr(
                "First: {first}\nSecond: {second}\n{images} images in common, {positives} with pneumonia."
            ).format(
                first=one_line(found.first),
                second=one_line(found.second),
                images=QLocale().toString(found.images),
                positives=QLocale().toString(found.positives),
            )
        )
        by_title = {difference.title: difference for difference in found.differences}
        for row, (title, name) in enumerate(_TITLES.items()):
            difference = by_title.get(title)
            cells = [measure_title(name), "", "", "", "", ""]
            if difference is not None:
                rates = found.rates.get(title, _aucs(found))
                cells[1:4] = [
                    number(rates[0]),
                    number(rates[1]),
                    with_interval(difference.value, difference.interval),
                ]
            test = found.tests.get(title)
            if test is not None:
                cells[4] = f"{test.only_first:,} / {test.only_second:,}"
                cells[5] = f"{_p(test.exact)} / {_p(test.mid_p)}"
            elif found.auc is not None and not math.isnan(found.auc.p):
                cells[5] = f"{_p(found.auc.p)} (DeLong)"
            self.table.setRowHidden(row, difference is None)
            for column, text in enumerate(cells):
                self._cell(row, column, text)
        locale = QLocale()
        self.only_first.setText(
            self.tr("Only the first is right ({count})").format(count=locale.toString(len(result.only_first)))
        )
        self.only_second.setText(
            self.tr("Only the second is right ({count})").format(
                count=locale.toString(len(result.only_second))
            )
        )
        self.only_first.setEnabled(bool(result.only_first))
        self.only_second.setEnabled(bool(result.only_second))

    def _invitation(self) -> str:
        return self.tr(
            "Compare this model with another one, with a reader, or with itself at another operating "
            "point, on the "
            "images that both rated: a results file (CSV), or a table with the columns file and reading "
            "(NORMAL or "
            "PNEUMONIA)."
        )

    def _cell(self, row: int, column: int, text: str) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)
        item.setText(text)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.tableWanted)
        self.remove.clicked.connect(lambda: self.compare_with(None))
        self.point.activated.connect(self._point_chosen)
        self._evaluator.grouped.connect(self._compare_again)
        self._evaluator.evaluated.connect(self._evaluated)
        for button, which in ((self.only_first, 0), (self.only_second, 1)):
            button.clicked.connect(lambda _=False, which=which: self._show_cases(which))

    def _evaluated(self) -> None:
        if self._evaluator.basis is None:
            self.close_work()
            self._show(None)

    def _compare_again(self) -> None:
        if self._source is not None:
            self._compare()

    def _show_cases(self, which: int) -> None:
        if self.result is not None:
            title = self.tr("Only the second is right") if which else self.tr("Only the first is right")
            names = self.result.only_second if which else self.result.only_first
            self.casesChosen.emit(title, list(names))

    def _point_chosen(self, index: int) -> None:
        point = self.point.itemData(index)
        if isinstance(point, OperatingPoint):
            self.compare_with(ratings_at(point))
        self.point.setCurrentIndex(0)

    def _fill_points(self) -> None:
        self.point.clear()
        self.point.addItem(self.tr("Another operating point…"))
        for point in self._points:
            self.point.addItem(operating_point_title(point.name), point)
        self.point.setVisible(bool(self._points))

    def _lay_out(self) -> None:
        table = self.table
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        FirstColumn(table)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        self._help.setProperty("role", "muted")
        top = QHBoxLayout()
        for button in (self.choose, self.marks, self.point, self.remove):
            top.addWidget(button)
        top.addStretch()
        below = QHBoxLayout()
        below.addWidget(self.only_first)
        below.addWidget(self.only_second)
        below.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.about)
        layout.addWidget(table, 1)
        layout.addLayout(below)
        layout.addStretch()
        layout.addWidget(self._help)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.choose.setText(self.tr("Results file or readings…"))
        self.marks.setText(self.tr("Reader's marks"))
        self.remove.setText(self.tr("End comparison"))
        self.point.setAccessibleName(self.tr("Another operating point"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Measure"),
                self.tr("First"),
                self.tr("Second"),
                self.tr("Difference (95 % CI)"),
                self.tr("Only first / second right"),
                self.tr("p (McNemar exact / mid-p)"),
            ]
        )
        self._help.setText(
            self.tr(
                "Differences: bootstrap of patients, paired. McNemar's and DeLong's tests take images as "
                "independent; "
                "p values are not corrected for multiple comparisons."
            )
        )
        self._fill_points()
        self._write()


def _aucs(found: Comparison) -> tuple[float, float]:
    return found.aucs if found.aucs is not None else (math.nan, math.nan)


def _p(value: float) -> str:
    return "< 0.0001" if value < 0.0001 else f"{value:.4f}"
