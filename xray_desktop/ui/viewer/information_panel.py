"""The panel of image information: attributes of the image, and of the patient only on request."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.images.attributes import image_attributes, patient_attributes
from xray_desktop.ui.text.file_text import one_line, tooltip


class InformationPanel(QWidget):
    """Attributes of the image on the screen.

    Those of the patient are behind a switch that is off at every start and is not remembered.

    Signals:
        patientShown: the patient's attributes were asked for, or hidden.
    """

    patientShown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radiograph: Radiograph | None = None
        self._attributes = QTreeWidget(columnCount=2)
        self._attributes.setRootIsDecorated(False)
        self._attributes.setHeaderHidden(True)
        self._attributes.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._attributes.setUniformRowHeights(True)
        self._attributes.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._attributes.viewport().installEventFilter(self)
        self._attributes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._patient_switch = QCheckBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.addWidget(self._attributes, 1)
        layout.addWidget(self._patient_switch)
        self._patient_switch.toggled.connect(self._patient_toggled)
        self._retranslate()

    def set_radiograph(self, radiograph: Radiograph | None) -> None:
        """Shows an image's attributes, or none."""
        self._radiograph = radiograph
        self._fill()

    def set_patient_shown(self, on: bool) -> None:
        """Shows or hides what is known of the patient."""
        self._patient_switch.setChecked(on)

    @property
    def patient_shown(self) -> bool:
        """Whether the patient's attributes are shown."""
        return self._patient_switch.isChecked()

    def _patient_toggled(self, on: bool) -> None:
        self._fill()
        self.patientShown.emit(on)

    def _fill(self) -> None:
        self._attributes.clear()
        radiograph = self._radiograph
        self._patient_switch.setEnabled(radiograph is not None and bool(radiograph.patient))
        if radiograph is None:
            return
        if self.patient_shown:
            self._add(patient_attributes(radiograph))
        self._add(image_attributes(radiograph))
        self._fit_labels()

    def _fit_labels(self) -> None:
        """Gives the labels what they need; in a narrow panel, half of it is for the values."""
        needed = [self._attributes.sizeHintForColumn(column) for column in range(2)]
        width = self._attributes.viewport().width()
        self._attributes.setColumnWidth(0, min(needed[0], width - min(needed[1], width // 2)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_labels()
        return super().eventFilter(watched, event)

    def _add(self, attributes: Iterable[tuple[str, str]]) -> None:
        for label, value in attributes:
            item = QTreeWidgetItem(self._attributes, [label, one_line(value)])
            item.setToolTip(0, tooltip(label))
            item.setToolTip(1, tooltip(value))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._attributes.setAccessibleName(self.tr("Image information"))
        self._patient_switch.setText(self.tr("Show patient data"))
        self._patient_switch.setToolTip(self.tr("Not saved; hidden again at the next start"))
        self._fill()
