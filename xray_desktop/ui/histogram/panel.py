"""The panel of the image's grey levels: histogram, window in numbers, automatic windows."""

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui.histogram.plot import HistogramPlot
from xray_desktop.ui.histogram.reference_histograms import reference_histograms
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage, named_windows
from xray_desktop.ui.theme.icons import set_icon

_FIELDS = ("black", "white", "level", "width")


class HistogramPanel(QWidget):
    """Histogram and window of the image on the screen.

    Signals:
        logarithmicChanged: the scale of the counts was chosen.
        referencesChanged: the reference curves were switched on or off.
    """

    logarithmicChanged = Signal(bool)
    referencesChanged = Signal(bool)

    def __init__(self, display: Display, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._image: LoadedImage | None = None
        self.plot = HistogramPlot(display)
        self._logarithmic = self._toggle()
        self._references = self._toggle()
        self._references.setEnabled(reference_histograms() is not None)
        self._auto = QToolButton()
        self._reset = QToolButton()
        self._presets = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._presets.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._presets.setMenu(QMenu(self._presets))
        set_icon(self._auto, "auto-window")
        set_icon(self._reset, "reset")
        self._fields = {name: QDoubleSpinBox() for name in _FIELDS}
        self._labels = {name: QLabel() for name in _FIELDS}
        self._lay_out()
        self._size_fields()
        self._logarithmic.toggled.connect(self._set_logarithmic)
        self._references.toggled.connect(self._set_references)
        self._auto.clicked.connect(self.window_automatically)
        self._reset.clicked.connect(display.reset_window)
        self._presets.menu().aboutToShow.connect(self._fill_presets)
        for name, field in self._fields.items():
            field.setKeyboardTracking(False)
            field.valueChanged.connect(self._range_entered if name in _FIELDS[:2] else self._window_entered)
            field.editingFinished.connect(display.begin_gesture)
        display.changed.connect(self._show_window)
        self._retranslate()
        self.set_image(None)

    def set_image(self, image: LoadedImage | None) -> None:
        """Shows an image's histogram, or none."""
        self._image = image
        self.plot.set_histogram(image.histogram if image else None)
        for widget in (self._auto, self._reset, self._presets, *self._fields.values()):
            widget.setEnabled(image is not None)
        if image is not None:
            extent = float(image.histogram.edges[-1] - image.histogram.edges[0])
            whole = image.radiograph.pixels.dtype.kind != "f" and extent >= 64
            for name, field in self._fields.items():
                # Setting bounds would move the value, and the window with it.
                field.blockSignals(True)
                field.setDecimals(1 if whole else 4)
                field.setRange(0 if name == "width" else -1e9, 1e9)
                field.setSingleStep(max(round(extent / 100), 1) if whole else extent / 100)
                field.blockSignals(False)
        self._show_window()

    def set_probed(self, value: float | None) -> None:
        """Marks the modality value under the pointer."""
        self.plot.set_probed(value)

    def set_logarithmic(self, on: bool) -> None:
        """Chooses the scale of the counts."""
        self._logarithmic.setChecked(on)

    def set_references_shown(self, on: bool) -> None:
        """Shows the reference curves, where there are any."""
        self._references.setChecked(on and self._references.isEnabled())

    def window_automatically(self) -> None:
        """The window between two percentiles of the image's own values."""
        if self._image is not None:
            self._display.choose_voi(self._image.automatic)

    def _toggle(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setProperty("role", "switch")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for widget in (self._logarithmic, self._references):
            buttons.addWidget(widget)
        buttons.addStretch()
        for widget in (self._presets, self._auto, self._reset):
            buttons.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for index, name in enumerate(_FIELDS):
            row, column = divmod(index, 2)
            self._labels[name].setBuddy(self._fields[name])
            grid.addWidget(self._labels[name], row, 2 * column)
            grid.addWidget(self._fields[name], row, 2 * column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.setSpacing(6)
        layout.addWidget(self.plot, 100)
        layout.addLayout(buttons)
        layout.addLayout(grid)
        layout.addStretch(1)

    def _size_fields(self) -> None:
        """Room for seven figures, whatever the image's range: the panel must not widen as an image opens."""
        digits = self.fontMetrics().horizontalAdvance("0" * 7)
        for field in self._fields.values():
            field.setMinimumWidth(digits + 2 * self.fontMetrics().height())

    def _set_logarithmic(self, on: bool) -> None:
        self.plot.set_logarithmic(on)
        self.logarithmicChanged.emit(on)

    def _set_references(self, on: bool) -> None:
        self.plot.set_references(reference_histograms() if on else None)
        self.referencesChanged.emit(on)

    def _fill_presets(self) -> None:
        menu = self._presets.menu()
        menu.clear()
        if self._image is not None:
            for name, voi in named_windows(self._image):
                menu.addAction(name.replace("&", "&&"), partial(self._display.choose_voi, voi))

    def _show_window(self) -> None:
        voi = self._display.state.voi
        darker_upwards = self._display.darker_upwards
        values = {
            "black": voi.high if darker_upwards else voi.low,
            "white": voi.low if darker_upwards else voi.high,
            "level": (voi.low + voi.high) / 2,
            "width": voi.high - voi.low,
        }
        for name, field in self._fields.items():
            field.blockSignals(True)
            field.setValue(values[name])
            field.blockSignals(False)
        if self._image is None:
            self.plot.setAccessibleDescription(self.tr("No image"))
            return
        below, above = self.plot.clipped_shares()
        black, white = (above, below) if darker_upwards else (below, above)
        text = self.tr("{black:.1%} of pixels clipped to black, {white:.1%} to white").format(
            black=black, white=white
        )
        self.plot.setAccessibleDescription(text)

    def _range_entered(self) -> None:
        black, white = self._fields["black"].value(), self._fields["white"].value()
        self._display.set_range(*((white, black) if self._display.darker_upwards else (black, white)))
        self._show_window()

    def _window_entered(self) -> None:
        level, width = self._fields["level"].value(), self._fields["width"].value()
        self._display.set_range(level - width / 2, level + width / 2)
        self._show_window()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_window()
        elif event.type() == QEvent.Type.FontChange:
            self._size_fields()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.plot.setAccessibleName(self.tr("Histogram of the pixel values"))
        self.plot.setToolTip(
            self.tr(
                "Drag a line to change the black or white limit, or drag between them to move the window."
            )
        )
        self._logarithmic.setText(self.tr("Log"))
        self._logarithmic.setToolTip(self.tr("Logarithmic counts"))
        self._references.setText(self.tr("References"))
        self._references.setToolTip(
            self.tr("Mean of the training images: NORMAL dashed, PNEUMONIA solid")
            if self._references.isEnabled()
            else self.tr("No reference curves are installed.")
        )
        for button, text in (
            (self._auto, self.tr("Auto W/L")),
            (self._reset, self.tr("Default W/L")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._presets.setText(self.tr("Presets") + " ▾")
        for name, text in zip(
            _FIELDS, (self.tr("Black"), self.tr("White"), self.tr("WC"), self.tr("WW")), strict=True
        ):
            self._labels[name].setText(text)
            self._fields[name].setAccessibleName(text)
