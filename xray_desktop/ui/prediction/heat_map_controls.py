"""Switch, opacity and legend of the heat map."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from xray_desktop.ui.images.qimages import heat_map_legend


class HeatMapControls(QWidget):
    """Hidden without a map; the legend is visible while the map is.

    Signals:
        toggled: the map was switched on or off.
        opacityChanged: 0 to 1.
    """

    toggled = Signal(bool)
    opacityChanged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = QCheckBox()
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setRange(10, 100)
        self._opacity.setValue(50)
        self._ramp = _Ramp()
        self._decreases, self._increases, self._note = QLabel(), QLabel(), QLabel(wordWrap=True)
        for label in (self._decreases, self._increases, self._note):
            label.setProperty("role", "muted")
        top = QHBoxLayout()
        top.addWidget(self._switch)
        top.addWidget(self._opacity, 1)
        scale = QHBoxLayout()
        scale.addWidget(self._decreases)
        scale.addWidget(self._ramp, 1)
        scale.addWidget(self._increases)
        self._legend = QWidget()
        legend = QVBoxLayout(self._legend)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.addLayout(scale)
        legend.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self._legend)
        self._switch.toggled.connect(self._toggled)
        self._opacity.valueChanged.connect(lambda value: self.opacityChanged.emit(value / 100))
        self._retranslate()
        self._toggled(False)

    def set_shown(self, on: bool) -> None:
        """Switches the map."""
        self._switch.setChecked(on)

    def set_opacity(self, opacity: float) -> None:
        """0 to 1."""
        self._opacity.setValue(round(opacity * 100))

    def _toggled(self, on: bool) -> None:
        self._opacity.setVisible(on)
        self._legend.setVisible(on)
        self.toggled.emit(on)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._switch.setText(self.tr("Heat map (attribution)"))
        self._opacity.setAccessibleName(self.tr("Heat map opacity"))
        self._opacity.setToolTip(self.tr("Heat map opacity"))
        self._decreases.setText(self.tr("decreases score"))
        self._increases.setText(self.tr("increases score"))
        self._note.setText(self.tr("Attribution map. Does not localise disease."))


class _Ramp(QWidget):
    """The colours of the map from the strongest decrease of the score to the strongest increase."""

    def __init__(self) -> None:
        super().__init__()
        self._image = heat_map_legend()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(40, 40, 40))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
