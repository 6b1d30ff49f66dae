"""The page of measures: confusion matrix, predictive values at any prevalence, and all measures with
intervals.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.study.measures import Measure, predictive_values_at
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.evaluation.confusion_view import ConfusionView
from xray_desktop.ui.evaluation.evaluator import Evaluator
from xray_desktop.ui.evaluation.texts import (
    interval,
    measure_title,
    method_text,
    number,
    threshold_title,
    with_interval,
)
from xray_desktop.ui.theme.icons import set_icon
from xray_desktop.ui.widgets.first_column import FirstColumn
from xray_desktop.ui.worklist.entry import Outcome

_NAMES = (
    *("sensitivity", "specificity", "ppv", "npv", "accuracy", "balanced_accuracy", "f1", "mcc"),
    *("lr_positive", "lr_negative", "auc", "pr_auc", "brier", "ece", "calibration_slope"),
    "calibration_intercept",
)
_STEPS = 1000
"""Steps of the prevalence slider."""


class MeasuresPage(QWidget):
    """Shows what the evaluator has, PNEUMONIA and NORMAL as the positive class side by side."""

    def __init__(self, evaluator: Evaluator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluator = evaluator
        self.matrix = ConfusionView()
        self.threshold = QLabel(wordWrap=True)
        self.prevalence = QSlider(Qt.Orientation.Horizontal)
        self.prevalence_value = QDoubleSpinBox(decimals=1, minimum=0.1, maximum=99.9, singleStep=0.5)
        self.own_prevalence = QToolButton(autoRaise=True)
        self._prevalence_title, self.predictive_values = QLabel(), QLabel(wordWrap=True)
        self.table = QTableWidget(len(_NAMES), 6)
        self._help = QLabel(wordWrap=True)
        self._copy = QAction(self)
        self._prevalence_moved = False
        self._lay_out()
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        evaluator = self._evaluator
        evaluator.evaluated.connect(self._evaluated)
        evaluator.thresholdChanged.connect(self._show_counts)
        evaluator.measured.connect(self._show_measures)
        evaluator.measured.connect(self._show_predictive_values)
        evaluator.scored.connect(self._show_measures)
        self.prevalence.valueChanged.connect(lambda step: self.prevalence_value.setValue(step * 100 / _STEPS))
        self.prevalence_value.valueChanged.connect(self._prevalence_changed)
        self.own_prevalence.clicked.connect(self._take_own_prevalence)
        self._copy.triggered.connect(self._copy_table)

    def _evaluated(self) -> None:
        if not self._prevalence_moved:
            self._take_own_prevalence()
        self._show_measures()
        self._show_counts()

    def _take_own_prevalence(self) -> None:
        basis = self._evaluator.basis
        if basis is not None:
            self.prevalence_value.setValue(float(basis.cases.positive.mean()) * 100)
            self._prevalence_moved = False
            self._show_predictive_values()

    def _prevalence_changed(self, percent: float) -> None:
        self._prevalence_moved = True
        self.prevalence.blockSignals(True)
        self.prevalence.setValue(round(percent * _STEPS / 100))
        self.prevalence.blockSignals(False)
        self._show_predictive_values()

    def _show_counts(self) -> None:
        basis = self._evaluator.basis
        counts = self._evaluator.counts
        ill, well = PredictedClass.PNEUMONIA, PredictedClass.NORMAL
        shown = {
            (ill, Outcome.PNEUMONIA): counts.true_positive,
            (ill, Outcome.NORMAL): counts.false_negative,
            (well, Outcome.PNEUMONIA): counts.false_positive,
            (well, Outcome.NORMAL): counts.true_negative,
        }
        if basis is not None:
            flow = basis.cases.flow
            for place, truth in enumerate((ill, well)):
                shown[truth, Outcome.UNCERTAIN] = flow["UNCERTAIN"][place]
                shown[truth, Outcome.NOT_CLASSIFIED] = flow["rejected"][place] + flow["error"][place]
        self.matrix.show_counts(shown)
        self.threshold.setText(
            self.tr("Threshold {threshold} ({point})").format(
                threshold=number(self._evaluator.threshold), point=threshold_title(self._evaluator.point)
            )
        )
        self._show_predictive_values()
        if self._evaluator.matrix_measures is None:
            self._show_measures()

    def _show_predictive_values(self) -> None:
        evaluator = self._evaluator
        ppv, npv = predictive_values_at(
            self.prevalence_value.value() / 100, evaluator.counts, evaluator.matrices
        )
        if evaluator.basis is None:
            self.predictive_values.setText("")
            return
        self.predictive_values.setText(
            "<table cellspacing='0' cellpadding='3'>"
            f"<tr><td>{measure_title('ppv')}</td>"
            f"<td><b>{with_interval(ppv.value, (ppv.low, ppv.high))}</b></td></tr>"
            f"<tr><td>{measure_title('npv')}</td>"
            f"<td><b>{with_interval(npv.value, (npv.low, npv.high))}</b></td></tr>"
            "</table>"
        )

    def _show_measures(self) -> None:
        matrix, scores = self._evaluator.matrix_measures, self._evaluator.score_measures
        for row, name in enumerate(_NAMES):
            of_matrix = row < _NAMES.index("auc")
            both = matrix if of_matrix else scores
            self._cell(row, 0, measure_title(name), "")
            if both is None:
                waiting = "…" if self._evaluator.basis is not None else ""
                for column in range(1, 6):
                    self._cell(row, column, waiting if column in (1, 3) else "", "")
                continue
            pneumonia, normal = (_named(each, name) for each in both)
            self._cell(row, 1, number(pneumonia.value), "")
            self._cell(row, 2, interval(pneumonia.interval), method_text(pneumonia))
            self._cell(row, 3, number(normal.value), "")
            self._cell(row, 4, interval(normal.interval), method_text(normal))
            formula = interval(pneumonia.formula)
            self._cell(row, 5, f"{formula}  {pneumonia.formula_method}" if formula else "", "")

    def _cell(self, row: int, column: int, text: str, tip: str) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column in (1, 3):
                font = self.font()
                font.setBold(True)
                item.setFont(font)
            self.table.setItem(row, column, item)
        if item.text() != text:
            item.setText(text)
        item.setToolTip(tip)

    def _copy_table(self) -> None:
        headers = [self.table.horizontalHeaderItem(column) for column in range(6)]
        rows = [[header.text().replace("\n", " ") if header else "" for header in headers]]
        for row in range(len(_NAMES)):
            items = [self.table.item(row, column) for column in range(6)]
            rows.append([item.text() if item else "" for item in items])
        if clipboard := QGuiApplication.clipboard():
            clipboard.setText("\n".join("\t".join(row) for row in rows))

    def _lay_out(self) -> None:
        self.prevalence.setRange(1, _STEPS - 1)
        table = self.table
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        FirstColumn(table)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 0 6px; }")
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        table.addAction(self._copy)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        set_icon(self.own_prevalence, "undo")
        for label in (self.threshold, self._help):
            label.setProperty("role", "muted")
        self._prevalence_title.setProperty("role", "heading")
        self.predictive_values.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        slider = QGridLayout()
        slider.addWidget(self._prevalence_title, 0, 0, 1, 3)
        slider.addWidget(self.prevalence, 1, 0)
        slider.addWidget(self.prevalence_value, 1, 1)
        slider.addWidget(self.own_prevalence, 1, 2)
        left = QVBoxLayout()
        left.addWidget(self.matrix)
        left.addWidget(self.threshold)
        left.addSpacing(12)
        left.addLayout(slider)
        left.addWidget(self.predictive_values)
        left.addStretch()
        left.addWidget(self._help)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(16)
        layout.addLayout(left, 4)
        layout.addWidget(table, 7)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_rows()
        super().changeEvent(event)

    def _size_rows(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Measure"),
                self.tr("Pneumonia\npositive"),
                self.tr("95 % CI"),
                self.tr("Normal\npositive"),
                self.tr("95 % CI"),
                self.tr("CI by formula"),
            ]
        )
        if header := self.table.horizontalHeaderItem(5):
            header.setToolTip(self.tr("For pneumonia as the positive class; takes all images as independent"))
        self.table.setAccessibleName(self.tr("Measures with 95 % confidence intervals"))
        self._prevalence_title.setText(self.tr("Predictive values at another prevalence"))
        self.prevalence_value.setSuffix(" %")
        for widget in (self.prevalence, self.prevalence_value):
            widget.setAccessibleName(self.tr("Prevalence of pneumonia"))
            widget.setToolTip(self.tr("Prevalence of pneumonia"))
        self.own_prevalence.setToolTip(self.tr("Prevalence of these images"))
        self.own_prevalence.setAccessibleName(self.tr("Prevalence of these images"))
        self._copy.setText(self.tr("Copy table"))
        self._help.setText(
            self.tr(
                "Click a cell to see its images. All images with a probability are counted, uncertain ones "
                "by "
                "whether they reach the threshold. Intervals resample patients, or images where no patient "
                "is known."
            )
        )
        self._size_rows()
        self._show_counts()
        self._show_measures()


def _named(measures: Sequence[Measure], name: str) -> Measure:
    return next(measure for measure in measures if measure.name == name)
