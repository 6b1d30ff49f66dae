"""The page of curves: one threshold on ROC, histogram of scores and decision curve, moved on any of them."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.metrics import Confusion, accuracy, f1, npv, ppv, sensitivity, specificity
from xray_desktop.inference.metadata import OperatingPoint
from xray_desktop.ui.evaluation.evaluator import BY_HAND, Evaluator
from xray_desktop.ui.evaluation.figure_view import FigureView
from xray_desktop.ui.evaluation.figures import (
    calibration_chart,
    decision_chart,
    precision_recall_chart,
    precision_recall_marker,
    roc_chart,
    roc_marker,
    score_chart,
)
from xray_desktop.ui.evaluation.texts import interval, measure_title, number
from xray_desktop.ui.text.predictions import operating_point_title
from xray_desktop.ui.theme.icons import set_icon

STEP = 0.005
"""An arrow key moves the threshold by so much."""

_LIVE = {
    "sensitivity": sensitivity,
    "specificity": specificity,
    "ppv": ppv,
    "npv": npv,
    "accuracy": accuracy,
    "f1": f1,
}
_YOUDEN = "youden"


class CurvesPage(QWidget):
    """Shows the curves, and moves the evaluator's threshold.

    Signals:
        saveWanted: the figure of this name is to be saved in a form (a suffix).
    """

    saveWanted = Signal(str, str)

    def __init__(self, evaluator: Evaluator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluator = evaluator
        self._points: Sequence[OperatingPoint] = ()
        self._second: tuple[str, Sequence[float], Sequence[float]] | None = None
        self.roc = FigureView("roc", draggable=True)
        self.scores = FigureView("probabilities", draggable=True)
        self.decision = FigureView("decision_curve", draggable=True)
        self.precision_recall = FigureView("precision_recall")
        self.calibration = FigureView("reliability")
        self.threshold = QDoubleSpinBox(decimals=3, minimum=0.0, maximum=1.0, singleStep=STEP)
        self.point = QComboBox()
        self.reset = QToolButton(autoRaise=True)
        self._title, self.live, self._hint = QLabel(), QLabel(), QLabel(wordWrap=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def figures(self) -> tuple[FigureView, ...]:
        """All figures."""
        return self.roc, self.scores, self.decision, self.precision_recall, self.calibration

    def show_points(self, points: Sequence[OperatingPoint]) -> None:
        """Offers the operating points of the model, and marks them on the ROC."""
        self._points = points
        self._fill_points()
        self._show_roc()

    def show_second(self, second: tuple[str, Sequence[float], Sequence[float]] | None) -> None:
        """Draws the ROC of a second model, its name and points, into that of the first; None removes it."""
        self._second = second
        self._show_roc()

    def _connect(self) -> None:
        evaluator = self._evaluator
        evaluator.evaluated.connect(self._show_curves)
        evaluator.scored.connect(self._show_calibration)
        evaluator.thresholdChanged.connect(self._show_threshold)
        evaluator.measured.connect(self._show_live)
        self.roc.dragged.connect(self._dragged_on_roc)
        for view in (self.scores, self.decision):
            view.dragged.connect(lambda x, _: evaluator.move_threshold(x))
        for view in (self.roc, self.scores, self.decision):
            view.stepped.connect(lambda steps: evaluator.move_threshold(evaluator.threshold + steps * STEP))
        self.threshold.valueChanged.connect(self._typed)
        self.point.activated.connect(self._point_chosen)
        self.reset.clicked.connect(evaluator.reset_threshold)
        for view in self.figures:
            view.saveWanted.connect(self.saveWanted)

    def _dragged_on_roc(self, x: float, y: float) -> None:
        basis = self._evaluator.basis
        threshold = None if basis is None else basis.counts.nearest_on_roc(x, y)
        if threshold is not None:
            self._evaluator.move_threshold(threshold)

    def _typed(self, value: float) -> None:
        if abs(value - self._evaluator.threshold) > 0.0005:
            self._evaluator.move_threshold(value)

    def _point_chosen(self, index: int) -> None:
        name = self.point.itemData(index)
        basis = self._evaluator.basis
        if name == _YOUDEN and basis is not None and (best := basis.counts.youden()) is not None:
            self._evaluator.move_threshold(best)
        known = next((point for point in self._points if point.name == name), None)
        if known is not None:
            self._evaluator.move_threshold(known.threshold, known.name)
        elif basis is not None and name == basis.cases.operating_point:
            self._evaluator.reset_threshold()

    def _show_curves(self) -> None:
        basis = self._evaluator.basis
        curves = None if basis is None else basis.curves
        prevalence = math.nan if basis is None else float(basis.cases.positive.mean())
        self.scores.show_chart(score_chart(curves))
        self.decision.show_chart(decision_chart(curves, prevalence))
        self.precision_recall.show_chart(precision_recall_chart(curves))
        self._fill_points()
        self._show_roc()
        self._show_calibration()
        self._show_threshold()

    def _show_roc(self) -> None:
        basis = self._evaluator.basis
        chart = roc_chart(
            None if basis is None else basis.curves,
            None if basis is None else basis.counts,
            self._points,
            self._evaluator.points,
            self._second,
        )
        self.roc.show_chart(chart, chart.title)

    def _show_calibration(self) -> None:
        basis, measures = self._evaluator.basis, self._evaluator.score_measures
        error = math.nan
        if measures is not None:
            error = next(measure.value for measure in measures[0] if measure.name == "ece")
        chart = calibration_chart(None if basis is None else basis.curves, error)
        self.calibration.show_chart(chart, chart.title)

    def _show_threshold(self) -> None:
        evaluator = self._evaluator
        shown = evaluator.basis is not None
        counts = evaluator.counts
        line = evaluator.threshold if shown else None
        self.scores.show_position(line)
        self.decision.show_position(line)
        self.roc.show_position(None, roc_marker(counts) if shown else ())
        self.precision_recall.show_position(None, precision_recall_marker(counts) if shown else ())
        self.threshold.blockSignals(True)
        self.threshold.setValue(evaluator.threshold)
        self.threshold.blockSignals(False)
        index = self.point.findData(evaluator.point)
        self.point.setCurrentIndex(index if index >= 0 else self.point.findData(BY_HAND))
        for widget in (self.threshold, self.point, self.reset):
            widget.setEnabled(shown)
        self._show_live()

    def _show_live(self) -> None:
        if self._evaluator.basis is None:
            self.live.setText("")
            return
        self.live.setText(_live_table(self._evaluator.counts, self._evaluator))

    def _fill_points(self) -> None:
        self.point.clear()
        basis = self._evaluator.basis
        names = [point.name for point in self._points]
        if basis is not None and basis.cases.operating_point not in names:
            names.append(basis.cases.operating_point)
        for name in names:
            self.point.addItem(operating_point_title(name) or self.tr("Of the results"), name)
        self.point.addItem(self.tr("Highest sensitivity + specificity"), _YOUDEN)
        self.point.addItem(self.tr("Set by hand"), BY_HAND)
        index = self.point.findData(self._evaluator.point)
        self.point.setCurrentIndex(index if index >= 0 else self.point.count() - 1)

    def _lay_out(self) -> None:
        # While a number is typed it is not a threshold yet.
        self.threshold.setKeyboardTracking(False)
        set_icon(self.reset, "undo")
        self._title.setProperty("role", "heading")
        self._hint.setProperty("role", "muted")
        self.live.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.point.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.point.setMinimumContentsLength(12)
        panel = QFrame()
        column = QVBoxLayout(panel)
        row = QHBoxLayout()
        row.addWidget(self.threshold)
        row.addWidget(self.point, 1)
        row.addWidget(self.reset)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self.live)
        column.addStretch()
        column.addWidget(self._hint)
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 8, 4, 4)
        grid.setSpacing(4)
        places = (self.roc, self.scores, self.decision, self.precision_recall, self.calibration, panel)
        for index, widget in enumerate(places):
            grid.addWidget(widget, index // 3, index % 3)
        for column_number, stretch in enumerate((6, 8, 8)):
            grid.setColumnStretch(column_number, stretch)
        for row_number in range(2):
            grid.setRowStretch(row_number, 1)

    def sizeHint(self) -> QSize:
        return QSize(1000, 600)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Shows all texts in the language in use."""
        self._title.setText(self.tr("Threshold"))
        self.threshold.setAccessibleName(self.tr("Threshold"))
        self.point.setAccessibleName(self.tr("Operating point"))
        self.reset.setToolTip(self.tr("Threshold of the results"))
        self.reset.setAccessibleName(self.tr("Threshold of the results"))
        self._hint.setText(
            self.tr(
                "Drag on the ROC, the probabilities or the decision curve, or use the arrow keys there. "
                "Nothing is classified again."
            )
        )
        self._show_curves()


def _live_table(counts: Confusion, evaluator: Evaluator) -> str:
    measures = {each.name: each for each in evaluator.matrix_measures[0]} if evaluator.matrix_measures else {}
    lines = []
    for name, share in _LIVE.items():
        ends = interval(measures[name].interval) if name in measures else "…"
        lines.append(
            f"<tr><td>{measure_title(name)}</td><td><b>{number(float(share(counts)))}</b></td>"
            f"<td>{ends}</td></tr>"
        )
    matrix = (
        f"<tr><td>TP / FN</td><td colspan='2'>{counts.true_positive:,} / {counts.false_negative:,}</td></tr>"
        f"<tr><td>FP / TN</td><td colspan='2'>{counts.false_positive:,} / {counts.true_negative:,}</td></tr>"
    )
    return f"<table cellspacing='0' cellpadding='2'>{''.join(lines)}{matrix}</table>"
