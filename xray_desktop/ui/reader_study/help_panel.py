"""What the second read shows beside the image: the model's prediction, its heat map, and the first answer."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from xray_desktop.evaluation.reader_study.definition import StudyImage, StudyModel
from xray_desktop.evaluation.reader_study.record import Reading
from xray_desktop.inference.prediction import probability_in_words
from xray_desktop.ui.text.predictions import operating_point_title, predicted_class_look
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import colours

_SHOWN_AGAIN = (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange)


class HelpPanel(QWidget):
    """The model's prediction as it was when the study was set up; empty during a blinded read.

    Signals:
        heatMapToggled: the heat map is to be shown or hidden.
    """

    heatMapToggled = Signal(bool)

    def __init__(self, model: StudyModel | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._image: StudyImage | None = None
        self._first: Reading | None = None
        self._title = Heading(1.15, bold=True)
        self._symbol, self._prediction = QLabel(), QLabel()
        self._numbers, self._before, self._no_heat_map = (QLabel(wordWrap=True) for _ in range(3))
        self._legend = QLabel(wordWrap=True)
        self.heat_map = QCheckBox()
        self.heat_map.toggled.connect(self.heatMapToggled)
        self.heat_map.toggled.connect(self._legend.setVisible)
        self._legend.hide()
        for label in (self._numbers, self._before, self._no_heat_map, self._legend):
            label.setProperty("role", "muted")
        line = QHBoxLayout()
        line.addWidget(self._symbol)
        line.addWidget(self._prediction, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(line)
        for widget in (self._numbers, self._before, self.heat_map, self._legend, self._no_heat_map):
            layout.addWidget(widget)
        self.show_nothing()

    @property
    def text(self) -> str:
        """All that is shown; empty during a blinded read."""
        labels = (self._prediction, self._numbers, self._before)
        return " ".join(label.text() for label in labels if label.text())

    def show_nothing(self) -> None:
        """A blinded read."""
        self._image, self._first = None, None
        self._render()

    def show_help(self, image: StudyImage, first: Reading | None) -> None:
        """The second read of an image, with the reader's first answer."""
        self._image, self._first = image, first
        self._render()

    def set_heat_map_available(self, available: bool) -> None:
        """Whether the model that made the predictions is loaded, so that its heat map can be shown."""
        self.heat_map.setVisible(available)
        self._no_heat_map.setVisible(not available)

    def _render(self) -> None:
        self.setVisible(self._image is not None)
        self._title.setText(self.tr("Model's prediction"))
        self.heat_map.setText(self.tr("Heat map (H)"))
        self._legend.setText(
            self.tr(
                "Orange increases the score, blue decreases it. Attribution map; does not localise disease."
            )
        )
        self._no_heat_map.setText(self.tr("No heat map: the model of the study is not loaded."))
        for label in (self._prediction, self._numbers, self._before):
            label.clear()
        self._symbol.clear()
        image, model = self._image, self._model
        if image is None:
            return
        look = predicted_class_look(image.prediction)
        colour = look.colour_in(colours())
        self._symbol.setPixmap(tinted(look.symbol, QColor(colour), 20, self.devicePixelRatioF()))
        self._prediction.setText(look.title)
        self._prediction.setStyleSheet(f"color: {colour}; font-weight: 600;")
        if image.probability is not None and model is not None:
            text = self.tr("Probability of pneumonia {value}, threshold {threshold} ({point})")
            self._numbers.setText(
                text.format(
                    value=probability_in_words(image.probability),
                    threshold=f"{model.threshold:.2f}",
                    point=operating_point_title(model.operating_point),
                )
            )
        if self._first is not None:
            text = self.tr("Your first answer: {answer}, confidence {confidence}")
            answer = predicted_class_look(self._first.answer).short
            self._before.setText(text.format(answer=answer, confidence=self._first.confidence))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _SHOWN_AGAIN:
            self._render()
        super().changeEvent(event)
