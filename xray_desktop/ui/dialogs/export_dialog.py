"""What an anonymised export is to hold: which images, in which format."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)


class ExportDialog(QDialog):
    """Asks; `form` and `several` are the answer once it is accepted.

    Args:
        name: of the image on the screen.
        is_dicom: whether it is a DICOM file; others have pixels only.
        selected: how many images are chosen in the worklist.
    """

    def __init__(self, *, name: str, is_dicom: bool, selected: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._selected = name, selected
        self.this_image, self.chosen_images = QRadioButton(), QRadioButton()
        self.forms = {form: QRadioButton() for form in ("DICOM", "PNG", "TIFF")}
        self._images, self._format = QGroupBox(), QGroupBox()
        self._about = QLabel(wordWrap=True)
        self._warning = QLabel(wordWrap=True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = QPushButton()
        self.this_image.setChecked(True)
        self.chosen_images.setVisible(selected > 1)
        self.forms["DICOM"].setEnabled(is_dicom or selected > 1)
        self.forms["DICOM" if is_dicom else "PNG"].setChecked(True)
        self._group = QButtonGroup(self)
        for button in self.forms.values():
            self._group.addButton(button)
        self._about.setProperty("role", "muted")
        self._lay_out()
        self._buttons.addButton(self.export, QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setDefault(True)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self._group.buttonToggled.connect(self._describe)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._retranslate()
        self.export.setFocus()

    @property
    def form(self) -> str:
        """ "DICOM", "PNG" or "TIFF"."""
        return next(form for form, button in self.forms.items() if button.isChecked())

    @property
    def several(self) -> bool:
        """Whether all chosen images are exported, not only the one on the screen."""
        return self.chosen_images.isChecked()

    def _lay_out(self) -> None:
        images, formats = QVBoxLayout(self._images), QVBoxLayout(self._format)
        images.addWidget(self.this_image)
        images.addWidget(self.chosen_images)
        for button in self.forms.values():
            formats.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for part in (self._images, self._format, self._about, self._warning, self._buttons):
            layout.addWidget(part)
        layout.insertStretch(layout.count() - 1)
        self.setMinimumWidth(520)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _describe(self) -> None:
        self._about.setText(
            self.tr(
                "Basic Application Level Confidentiality Profile of DICOM PS3.15: identifying attributes, "
                "dates and "
                "private attributes are removed or replaced; new UIDs agree within one export. All frames."
            )
            if self.form == "DICOM"
            else self.tr(
                "Only the pixels, at full depth (8 or 16 bits), without window, flips and rotation. The "
                "frame shown."
            )
        )

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Anonymised export"))
        self._images.setTitle(self.tr("Images"))
        self._format.setTitle(self.tr("Format"))
        # An ampersand in a file's name is not a menu key.
        self.this_image.setText(self.tr("&This image: {name}").format(name=self._shortened_name()))
        self.chosen_images.setText(self.tr("&Selected images: %Ln", "", self._selected))
        self.forms["DICOM"].setText(self.tr("&DICOM"))
        self.forms["PNG"].setText(self.tr("&PNG"))
        self.forms["TIFF"].setText(self.tr("T&IFF"))
        self._warning.setText(
            self.tr("Text in the pixels (burned-in annotation) stays: check the images before sharing.")
        )
        self.export.setText(self.tr("&Export…"))
        self._describe()

    def _shortened_name(self) -> str:
        metrics = self.fontMetrics()
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, 40 * metrics.averageCharWidth())
        return name.replace("&", "&&")
