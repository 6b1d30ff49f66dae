"""The confusion matrix as buttons: each cell counts its images and shows them when it is pressed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.worklist.entry import Outcome
from xray_desktop.ui.worklist.outcome_text import outcome_look

_TRUTHS = (PredictedClass.NORMAL, PredictedClass.PNEUMONIA)
_OUTCOMES = (Outcome.NORMAL, Outcome.PNEUMONIA, Outcome.UNCERTAIN, Outcome.NOT_CLASSIFIED)

_LARGER = 1.4
"""Size of the numbers, relative to the text around them."""
_SHOWN_AGAIN = (
    *(QEvent.Type.LanguageChange, QEvent.Type.ApplicationPaletteChange),
    *(QEvent.Type.FontChange, QEvent.Type.StyleChange),
)

Counts = dict[tuple[PredictedClass, Outcome], int]


class ConfusionView(QWidget):
    """Rows are the folders' classes, columns what the model says.

    Signals:
        cellChosen: images of a class (Prediction) with an outcome (Outcome) are to be shown.
    """

    cellChosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Counts = {}
        self._corner = QLabel()
        self._rows = {truth: QLabel() for truth in _TRUTHS}
        self._columns = {outcome: QLabel(alignment=Qt.AlignmentFlag.AlignCenter) for outcome in _OUTCOMES}
        self.cells = {(truth, outcome): QPushButton() for truth in _TRUTHS for outcome in _OUTCOMES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._corner, 0, 0)
        for column, label in enumerate(self._columns.values(), 1):
            label.setProperty("role", "muted")
            grid.addWidget(label, 0, column)
            grid.setColumnStretch(column, 1)
        for row, (truth, label) in enumerate(self._rows.items(), 1):
            label.setProperty("role", "muted")
            grid.addWidget(label, row, 0)
            for column, outcome in enumerate(_OUTCOMES, 1):
                cell = self.cells[truth, outcome]
                cell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
                cell.clicked.connect(lambda _=False, key=(truth, outcome): self.cellChosen.emit(*key))
                grid.addWidget(cell, row, column)
        self._render()

    def show_counts(self, counts: Counts) -> None:
        """Shows how many images are in each cell."""
        self._counts = counts
        self._render()

    def _render(self) -> None:
        c = colours()
        size = _LARGER * self.font().pointSizeF()
        self._corner.setText(self.tr("Ground truth / Prediction"))
        for truth, label in self._rows.items():
            label.setText(predicted_class_look(truth).short)
        for outcome, label in self._columns.items():
            label.setText(outcome_look(outcome).short)
        for (truth, outcome), cell in self.cells.items():
            count = self._counts.get((truth, outcome), 0)
            right = outcome.value == truth.value
            classified = outcome in (Outcome.NORMAL, Outcome.PNEUMONIA)
            colour = (c.correct if right else c.failed) if classified else c.rejection
            sign = ("✓ " if right else "✗ ") if classified else ""
            cell.setText(f"{sign}{count}")
            cell.setEnabled(count > 0)
            weight = 600 if count else 400
            cell.setStyleSheet(
                f"QPushButton {{ padding: 10px; font-size: {size:.1f}pt; font-weight: {weight}; "
                f"color: {colour if count else c.muted}; background: {c.base}; "
                f"border: 1px solid {c.line}; border-radius: 5px; }}"
                f"QPushButton:hover, QPushButton:focus {{ border: 1px solid {c.accent}; }}"
            )
            words = self.tr("Ground truth {truth}, prediction {outcome}: {count}").format(
                truth=predicted_class_look(truth).short, outcome=outcome_look(outcome).short, count=count
            )
            cell.setAccessibleName(words)
            cell.setToolTip(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _SHOWN_AGAIN:
            self._render()
        super().changeEvent(event)
