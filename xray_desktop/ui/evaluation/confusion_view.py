"""The confusion matrix as buttons: each cell counts its images with the share of its row, and shows them."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.worklist.entry import Outcome
from xray_desktop.ui.worklist.outcome_text import outcome_look

_TRUTHS = (PredictedClass.PNEUMONIA, PredictedClass.NORMAL)
_OUTCOMES = (Outcome.PNEUMONIA, Outcome.NORMAL, Outcome.UNCERTAIN, Outcome.NOT_CLASSIFIED)

_LARGER = 1.25
"""Size of the numbers, relative to the text around them."""
_SHOWN_AGAIN = (
    *(QEvent.Type.LanguageChange, QEvent.Type.PaletteChange),
    *(QEvent.Type.FontChange, QEvent.Type.StyleChange),
)

Counts = Mapping[tuple[PredictedClass, Outcome], int]


class ConfusionView(QWidget):
    """Rows are the true classes, columns what the model says at the threshold.

    UNCERTAIN images are in the first two columns by their probability, and once more in a column of their
    own.

    Signals:
        cellChosen: images of a class (PredictedClass) with an outcome (Outcome) are to be shown.
    """

    cellChosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Counts = {}
        self._corner = QLabel(wordWrap=True)
        self._rows = {truth: QLabel(wordWrap=True) for truth in _TRUTHS}
        self._columns = {
            outcome: QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True) for outcome in _OUTCOMES
        }
        self.cells = {(truth, outcome): QPushButton() for truth in _TRUTHS for outcome in _OUTCOMES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._corner.setProperty("role", "muted")
        grid.addWidget(self._corner, 0, 0)
        for column, label in enumerate(self._columns.values(), 1):
            label.setProperty("role", "muted")
            grid.addWidget(label, 0, column)
            grid.setColumnStretch(column, 1)
        for row, (truth, label) in enumerate(self._rows.items(), 1):
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
        self._write()

    def _render(self) -> None:
        c = colours()
        size = _LARGER * self.font().pointSizeF()
        self._corner.setText(self.tr("Ground truth / Prediction"))
        for truth, label in self._rows.items():
            label.setText(predicted_class_look(truth).short)
        for outcome, label in self._columns.items():
            words = outcome_look(outcome).short
            label.setText(self.tr("of these uncertain") if outcome is Outcome.UNCERTAIN else words)
        for (truth, outcome), cell in self.cells.items():
            classified = outcome in (Outcome.NORMAL, Outcome.PNEUMONIA)
            right = outcome.value == truth.value
            colour = (c.correct if right else c.failed) if classified else c.rejection
            cell.setStyleSheet(
                f"QPushButton {{ padding: 6px 4px; font-size: {size:.1f}pt; font-weight: 600; "
                f"color: {colour}; background: {c.base}; border: 1px solid {c.line}; border-radius: 5px; }}"
                f"QPushButton:disabled {{ color: {c.muted}; font-weight: 400; }}"
                f"QPushButton:hover, QPushButton:focus {{ border: 1px solid {c.accent}; }}"
            )
        self._write()

    def _write(self) -> None:
        """The numbers only, which change many times a second while the threshold is moved."""
        for (truth, outcome), cell in self.cells.items():
            count = self._counts.get((truth, outcome), 0)
            classified = outcome in (Outcome.NORMAL, Outcome.PNEUMONIA)
            sign = ("✓ " if outcome.value == truth.value else "✗ ") if classified else ""
            whole = sum(self._counts.get((truth, each), 0) for each in (Outcome.NORMAL, Outcome.PNEUMONIA))
            share = f"\n{count / whole:.1%}".replace("%", " %") if classified and whole else "\n"
            number = QLocale().toString(count)
            cell.setText(f"{sign}{number}{share}")
            cell.setEnabled(count > 0)
            words = self.tr("Ground truth {truth}, prediction {outcome}: {count}").format(
                truth=predicted_class_look(truth).short, outcome=outcome_look(outcome).short, count=number
            )
            cell.setAccessibleName(words)
            cell.setToolTip(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _SHOWN_AGAIN:
            self._render()
        super().changeEvent(event)
