"""The settings that a person chooses; what is accepted holds at once."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.predictions import operating_point_title
from xray_desktop.ui.text.translation import languages


class SettingsDialog(QDialog):
    """Shows and changes the settings.

    Signals:
        keysWanted: the keys of the actions are to be seen and changed.
        resetDone: everything was forgotten and is as at the first start.
    """

    keysWanted = Signal()
    resetDone = Signal()

    def __init__(
        self,
        settings: Settings,
        operating_points: Sequence[str],
        engines: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._points = _with(settings.get(remembered.OPERATING_POINT), operating_points)
        self._engines = _with(settings.get(remembered.ENGINE), engines)
        self.language, self.theme, self.point, self.engine = (QComboBox() for _ in range(4))
        self.recent, self.subfolders, self.single = QCheckBox(), QCheckBox(), QCheckBox()
        self.background, self.session = QCheckBox(), QCheckBox()
        self.keys, self.reset = QPushButton(), QPushButton()
        self._labels = [QLabel() for _ in range(4)]
        self._file = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._file.setProperty("role", "muted")
        self._session_note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._session_note.setProperty("role", "muted")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.accept_button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._lay_out()
        self._retranslate()
        self._show_settings()
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self.reset.clicked.connect(self._ask_reset)
        self.keys.clicked.connect(self.keysWanted)
        self.setMinimumWidth(480)

    def _lay_out(self) -> None:
        form = QFormLayout()
        fields = (self.language, self.theme, self.point, self.engine)
        for label, field in zip(self._labels, fields, strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
        for box in (self.background, self.recent, self.session, self.subfolders, self.single):
            form.addRow("", box)
            if box is self.session:
                form.addRow("", self._session_note)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keys)
        buttons.addWidget(self.reset)
        buttons.addStretch()
        form.addRow("", buttons)
        form.addRow("", self._file)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addStretch()
        layout.addWidget(self._buttons)

    def _show_settings(self) -> None:
        get = self._settings.get
        self.language.setCurrentIndex(max(0, self.language.findData(get(remembered.LANGUAGE))))
        self.theme.setCurrentIndex(max(0, self.theme.findData(get(remembered.THEME))))
        self.point.setCurrentIndex(max(0, self.point.findData(get(remembered.OPERATING_POINT))))
        self.engine.setCurrentIndex(max(0, self.engine.findData(get(remembered.ENGINE))))
        self.background.setChecked(get(remembered.BACKGROUND_CLASSIFICATION))
        self.recent.setChecked(get(remembered.REMEMBER_RECENT))
        self.session.setChecked(get(remembered.REOPEN_SESSION))
        self.subfolders.setChecked(get(remembered.SEARCH_SUBFOLDERS))
        self.single.setChecked(get(remembered.SINGLE_INSTANCE))

    def _accept(self) -> None:
        put = self._settings.set
        put(remembered.THEME, self.theme.currentData())
        put(remembered.OPERATING_POINT, self.point.currentData())
        put(remembered.ENGINE, self.engine.currentData())
        put(remembered.BACKGROUND_CLASSIFICATION, self.background.isChecked())
        put(remembered.SEARCH_SUBFOLDERS, self.subfolders.isChecked())
        put(remembered.SINGLE_INSTANCE, self.single.isChecked())
        self._settings.remember_recent(self.recent.isChecked())
        self._settings.reopen_session(self.session.isChecked())
        # Last, because the language event rebuilds what is read above.
        put(remembered.LANGUAGE, self.language.currentData())
        self.accept()

    def _ask_reset(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Reset all settings?"))
        box.setInformativeText(
            self.tr(
                "Settings, shortcuts, recent files and the window layout return to their "
                "defaults. Images, results and the readings beside them are not changed; marks that were "
                "kept for the next start are deleted."
            )
        )
        reset = box.addButton(self.tr("&Reset"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is reset:
            self.forget_everything()

    def forget_everything(self) -> None:
        """Puts all settings back to what they were at the first start."""
        self._settings.reset()
        self.resetDone.emit()
        self.reject()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.language.count():
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        titles = (
            self.tr("&Language"),
            self.tr("&Theme"),
            self.tr("&Operating point"),
            self.tr("&Run the model on"),
        )
        for label, text in zip(self._labels, titles, strict=True):
            label.setText(text)
        themes = {"system": self.tr("System default"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        _fill(self.language, {"": self.tr("System default"), **languages()})
        _fill(self.theme, themes)
        points = {name: operating_point_title(name) for name in self._points}
        _fill(self.point, {"": self.tr("Model default"), **points})
        usual = self.tr("CPU, fastest")
        _fill(self.engine, {"": usual, **{name: self._engine_title(name) for name in self._engines}})
        self.background.setText(self.tr("Classify open images in the &background"))
        self.recent.setText(self.tr("Remember recent &files and folders"))
        self.session.setText(self.tr("&At the start, open what was open last"))
        self._session_note.setText(
            self.tr(
                "With measurements, annotations, readings and notes. Paths are kept in the settings, marks "
                "in a file of their own under {folder}; both are deleted when this is turned off. Leave it "
                "off on a shared computer."
            ).format(folder=self._settings.data_folder)
        )
        self.subfolders.setText(self.tr("Include &subfolders in batches"))
        self.single.setText(self.tr("Reuse the open &window"))
        self._file.setText(self.tr("Stored in {file}").format(file=self._settings.file))
        self.reset.setText(self.tr("R&eset settings…"))
        self.keys.setText(self.tr("&Keyboard and mouse…"))

    def _engine_title(self, name: str) -> str:
        titles = {
            "int8": self.tr("CPU, INT8 (fast)"),
            "float32": self.tr("CPU, floating point (exact)"),
        }
        device = _DEVICE_TITLES.get(name, name)
        return titles.get(name) or self.tr("{device}, if available").format(device=device)


_DEVICE_TITLES = {
    "cuda": "NVIDIA CUDA",
    "tensorrt": "NVIDIA TensorRT",
    "migraphx": "AMD MIGraphX",
    "openvino": "Intel OpenVINO",
    "directml": "DirectML",
    "coreml": "Core ML",
    "qnn": "Qualcomm QNN",
}


def _with(chosen: str, names: Sequence[str]) -> list[str]:
    """The names, and what is set even when it is not among them (yet): accepting must not forget it."""
    return [*names] if chosen in ("", *names) else [*names, chosen]


def _fill(box: QComboBox, choices: dict[str, str]) -> None:
    chosen = box.currentIndex()
    box.clear()
    for value, text in choices.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(chosen, 0))
