"""What a report is to hold, and in which form: PDF, JSON or paper."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget


class ReportForm(Enum):
    """The form of a report."""

    PDF = auto()
    JSON = auto()
    PAPER = auto()


class ReportDialog(QDialog):
    """Asks; `form` is the answer once it is accepted. The patient's data are left out unless ticked again."""

    def __init__(
        self,
        *,
        has_patient: bool,
        has_heat_map: bool,
        name: str,
        has_annotations: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = ReportForm.PDF
        self._name = name
        self._about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.heat_map, self.annotations, self.patient = QCheckBox(), QCheckBox(), QCheckBox()
        self.annotations.setChecked(has_annotations)
        self.annotations.setEnabled(has_annotations)
        self.heat_map.setChecked(has_heat_map)
        self.heat_map.setEnabled(has_heat_map)
        self.patient.setEnabled(has_patient)
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("role", "muted")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons = {form: QPushButton() for form in ReportForm}
        for form, button in self.buttons.items():
            self._buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _=False, form=form: self._choose(form))
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for part in (self._about, self.heat_map, self.annotations, self.patient, self._hint, self._buttons):
            layout.addWidget(part)
        self.setMinimumWidth(480)
        self._retranslate()

    def _choose(self, form: ReportForm) -> None:
        self.form = form
        self.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Report"))
        self._about.setText(
            self.tr(
                "One-page report on {name}: image, histogram, prediction, image information, "
                "model and limitations."
            ).format(name=self._name)
        )
        self.heat_map.setText(self.tr("Include the &heat map"))
        self.annotations.setText(self.tr("Include &measurements and annotations"))
        self.patient.setText(self.tr("Include &patient data (name, ID, dates)"))
        self._hint.setText(self.tr("The file name and any burned-in annotation are always included."))
        self.buttons[ReportForm.PDF].setText(self.tr("Save as P&DF…"))
        self.buttons[ReportForm.JSON].setText(self.tr("Save as &JSON…"))
        self.buttons[ReportForm.PAPER].setText(self.tr("P&rint…"))
