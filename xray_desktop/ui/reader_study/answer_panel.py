"""Where a reader answers: class, confidence in five steps, and the key that records both."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.reader_study.record import ANSWERS, CONFIDENCES
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import set_icon
from xray_desktop.ui.theme.theme import colours

_KEYS = {PredictedClass.NORMAL: "N", PredictedClass.PNEUMONIA: "P"}


class AnswerPanel(QWidget):
    """Two classes and five steps of confidence, by mouse or by N, P, 1 to 5 and Enter.

    Signals:
        answered: a class (PredictedClass) and a confidence (1 to 5).
    """

    answered = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question, self._sure = Heading(1.15, bold=True), Heading(1.15, bold=True)
        self._ends = QLabel(), QLabel()
        self.classes = {each: QPushButton() for each in ANSWERS}
        self.confidences = {step: QToolButton() for step in CONFIDENCES}
        self.record = QPushButton()
        self._class_group, self._confidence_group = QButtonGroup(self), QButtonGroup(self)
        self._lay_out()
        for button in (*self.classes.values(), *self.confidences.values()):
            button.toggled.connect(self._chosen)
        self.record.clicked.connect(self._record)
        self._set_up_keys()
        self.clear()
        self._colour()
        self._retranslate()

    @property
    def answer(self) -> PredictedClass | None:
        """The class that is chosen; None while none is."""
        return next((each for each, button in self.classes.items() if button.isChecked()), None)

    @property
    def confidence(self) -> int | None:
        """The confidence that is chosen, 1 to 5; None while none is."""
        return next((step for step, button in self.confidences.items() if button.isChecked()), None)

    def clear(self) -> None:
        """Nothing is chosen: another image."""
        for group in (self._class_group, self._confidence_group):
            group.setExclusive(False)
            for button in group.buttons():
                button.setChecked(False)
            group.setExclusive(True)
        self._chosen()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._question)
        for answer, button in self.classes.items():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(20, 20))
            set_icon(button, predicted_class_look(answer).symbol)
            self._class_group.addButton(button)
            layout.addWidget(button)
        layout.addSpacing(10)
        layout.addWidget(self._sure)
        steps = QHBoxLayout()
        steps.setSpacing(6)
        for step, tool in self.confidences.items():
            tool.setCheckable(True)
            tool.setText(str(step))
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tool.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._confidence_group.addButton(tool)
            steps.addWidget(tool, 1)
        layout.addLayout(steps)
        ends = QHBoxLayout()
        for label, side in zip(self._ends, ("left", "right"), strict=True):
            label.setProperty("role", "muted")
            if side == "right":
                ends.addStretch()
            ends.addWidget(label)
        layout.addLayout(ends)
        layout.addSpacing(10)
        layout.addWidget(self.record)

    def _set_up_keys(self) -> None:
        for answer, key in _KEYS.items():
            self._key(key, partial(self._press, self.classes[answer]))
        for step, button in self.confidences.items():
            self._key(str(step), partial(self._press, button))
        for key in ("Return", "Enter"):
            self._key(key, self._record)

    def _key(self, key: str, work: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        # A key that is held down must not answer the next image too.
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(work)

    def _press(self, button: QPushButton | QToolButton) -> None:
        if button.isEnabled():
            button.setChecked(True)

    def _chosen(self) -> None:
        self.record.setEnabled(self.answer is not None and self.confidence is not None)

    def _record(self) -> None:
        answer, confidence = self.answer, self.confidence
        if self.isEnabled() and answer is not None and confidence is not None:
            self.answered.emit(answer, confidence)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        """What is chosen must be seen at a glance, in either theme."""
        c = colours()
        sheet = (
            f"QPushButton, QToolButton {{ padding: 8px; border: 1px solid {c.line}; border-radius: 6px; "
            f"background: {c.raised}; }}"
            f"QPushButton:hover, QToolButton:hover, QPushButton:focus, QToolButton:focus {{ "
            f"border-color: {c.accent}; }}"
            f"QPushButton:checked, QToolButton:checked {{ padding: 7px; border: 2px solid {c.accent}; "
            f"background: {c.base}; font-weight: 600; }}"
            f"QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.window}; }}"
        )
        # A style sheet brings a change of palette too.
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _retranslate(self) -> None:
        self._question.setText(self.tr("Pneumonia?"))
        self._sure.setText(self.tr("Confidence"))
        self._ends[0].setText(self.tr("1: guess"))
        self._ends[1].setText(self.tr("5: certain"))
        for answer, button in self.classes.items():
            button.setText(f"{predicted_class_look(answer).short} ({_KEYS[answer]})")
        for step, tool in self.confidences.items():
            tool.setAccessibleName(self.tr("Confidence {step} of 5").format(step=step))
        self.record.setText(self.tr("Record the answer (Enter)"))
