"""The panel of the prediction: what the model says of the image on the screen, and what that means."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.inference.metadata import ModelMetadata
from xray_desktop.inference.prediction import Prediction, probability_in_words
from xray_desktop.messages import Message
from xray_desktop.ui.prediction.heat_map_controls import HeatMapControls
from xray_desktop.ui.prediction.probability_bar import ProbabilityBar
from xray_desktop.ui.text.file_text import tooltip
from xray_desktop.ui.text.messages import shown
from xray_desktop.ui.text.predictions import (
    Look,
    caution,
    explanation,
    failure_look,
    model_title,
    operating_point_figures,
    operating_point_purpose,
    operating_point_title,
    population_weights,
    predicted_class_look,
    subtype_sentence,
)
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import colours

_SYMBOL = 34


class PredictionPanel(QWidget):
    """Shows one of: nothing open, waiting, a prediction, a failure.

    Signals:
        operatingPointChosen: the name of the operating point that was chosen.
        modelCardWanted: the model card is to be shown.
        retryWanted: the image is to be classified again, because that has failed.
        modelWanted: another model file is to be chosen.
    """

    operatingPointChosen = Signal(str)
    modelCardWanted = Signal()
    retryWanted = Signal()
    modelWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._metadata: ModelMetadata | None = None
        self._look: Look | None = None
        self._has_image, self._has_number = False, False
        self._built_in = True
        self._redo: Callable[[], None] = self.show_nothing
        self._symbol = QLabel()
        self._symbol.setFixedSize(_SYMBOL, _SYMBOL)
        self._title = Heading(1.7, bold=True)
        self._title.setWordWrap(True)
        self._caution = Heading(1.15, bold=True)
        self._caution.setWordWrap(True)
        self._text = QLabel(wordWrap=True)
        self._caption = QLabel()
        self._value = Heading(1.7, bold=True)
        self._bar = ProbabilityBar()
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setFixedHeight(4)
        self._subtype = QLabel(wordWrap=True)
        self._retry, self._choose_model = QPushButton(), QPushButton()
        self._remedies = QWidget()
        self._point_label = QLabel()
        self._point = QComboBox()
        self._point_label.setBuddy(self._point)
        self._meaning_switch = QToolButton()
        self._meaning_switch.setCheckable(True)
        self._meaning = QLabel(wordWrap=True)
        self._card = QToolButton()
        self.heat_map = HeatMapControls()
        self._time = QLabel(wordWrap=True)
        self._lay_out()
        self._point.activated.connect(
            lambda index: self.operatingPointChosen.emit(self._point.itemData(index))
        )
        self._meaning_switch.toggled.connect(self._show_meaning)
        self._card.clicked.connect(self.modelCardWanted)
        self._retry.clicked.connect(self.retryWanted)
        self._choose_model.clicked.connect(self.modelWanted)
        self._retranslate()

    def _lay_out(self) -> None:
        for label in (self._caption, self._meaning, self._time):
            label.setProperty("role", "muted")
        for label in (self._text, self._meaning, self._time):
            # They contain file names and metadata of other models.
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._title, self._caution, self._text, self._value, self._time):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        remedies = QHBoxLayout(self._remedies)
        remedies.setContentsMargins(0, 0, 0, 0)
        remedies.addWidget(self._retry)
        remedies.addWidget(self._choose_model)
        remedies.addStretch()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        number = QHBoxLayout()
        number.addWidget(self._caption, 1, Qt.AlignmentFlag.AlignBottom)
        number.addWidget(self._value)
        self._number = QWidget()
        inner = QVBoxLayout(self._number)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(4)
        inner.addLayout(number)
        inner.addWidget(self._bar)
        inner.addWidget(self._subtype)
        point = QHBoxLayout()
        point.addWidget(self._point_label)
        point.addWidget(self._point, 1)
        self._model_part = QWidget()
        model = QVBoxLayout(self._model_part)
        model.setContentsMargins(0, 4, 0, 0)
        model.setSpacing(6)
        model.addLayout(point)
        model.addWidget(self._meaning_switch, 0, Qt.AlignmentFlag.AlignLeft)
        model.addWidget(self._meaning)
        model.addWidget(self._card, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._caution)
        layout.addWidget(self._text)
        layout.addWidget(self._remedies)
        layout.addWidget(self._progress)
        layout.addWidget(self._number)
        layout.addWidget(self._model_part)
        layout.addWidget(self.heat_map)
        layout.addWidget(self._time)
        layout.addStretch()

    # States

    def show_nothing(self) -> None:
        """No image is open."""
        self._redo = self.show_nothing
        self._show(
            Look(self.tr("No image"), "image", "muted"),
            self.tr("Open an image to see the prediction."),
        )

    def show_unreadable(self) -> None:
        """There is no image because its file could not be read; the view says why."""
        self._redo = self.show_unreadable
        self._show(failure_look(), self.tr("The file contains no image to classify."))

    def show_waiting(self, *, for_image: bool = False, for_model: bool = False) -> None:
        """The network is at work, or waits for the image or for the model, which is still being loaded."""
        self._redo = lambda: self.show_waiting(for_image=for_image, for_model=for_model)
        title = self.tr("Reading…") if for_image else self.tr("Classifying…")
        text = self.tr("Loading the model…") if for_model else ""
        self._show(Look(title, "waiting", "muted"), text, busy=True)

    def show_frames_playing(self) -> None:
        """Frames go by too fast to be classified."""
        self._redo = self.show_frames_playing
        self._show(
            Look(self.tr("Playing frames"), "resume", "muted"),
            self.tr("The frame that stays on the screen will be classified."),
        )

    def show_failure(self, message: Message) -> None:
        """Why there is no prediction for this image."""
        self._redo = lambda: self.show_failure(message)
        self._show(failure_look(), shown(message), remedies=True)

    def show_prediction(self, prediction: Prediction) -> None:
        """What the model says."""
        self._redo = lambda: self.show_prediction(prediction)
        look = predicted_class_look(prediction.predicted_class)
        self._show(look, explanation(prediction), prediction=prediction)

    def set_metadata(
        self, metadata: ModelMetadata | None, operating_point: str, *, built_in: bool = True
    ) -> None:
        """The loaded model's operating points, the one in use, and whether it is a released model."""
        self._metadata = metadata
        self._built_in = built_in
        self._point.clear()
        for point in metadata.operating_points if metadata else ():
            text = f"{operating_point_title(point.name)} ({point.threshold:.2f})"
            self._point.addItem(text, point.name)
            if purpose := operating_point_purpose(point):
                self._point.setItemData(
                    self._point.count() - 1, tooltip(purpose), Qt.ItemDataRole.ToolTipRole
                )
        self.set_operating_point(operating_point)

    def set_operating_point(self, name: str) -> None:
        """Shows which operating point is in use."""
        self._point.setCurrentIndex(self._point.findData(name))
        self._bar.set_points(self._metadata.operating_points if self._metadata else (), name)
        self._show_model_part()
        self._fill_meaning()

    def _show(
        self,
        look: Look,
        text: str,
        *,
        busy: bool = False,
        remedies: bool = False,
        prediction: Prediction | None = None,
    ) -> None:
        self._look = look
        self._title.setText(look.title)
        warning = caution(prediction) if prediction else ""
        self._caution.setText(warning)
        self._caution.setVisible(bool(warning))
        self._paint_look()
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._progress.setVisible(busy)
        self._remedies.setVisible(remedies)
        probability = prediction.probability if prediction else None
        self._number.setVisible(probability is not None)
        self._bar.set_probability(probability, look.colour)
        self._value.setText(probability_in_words(probability) if probability is not None else "")
        bacterial = prediction.bacterial if prediction else None
        self._subtype.setVisible(bacterial is not None)
        if bacterial is not None:
            self._subtype.setText(subtype_sentence(bacterial))
        self.heat_map.setVisible(prediction is not None and prediction.cam is not None)
        self._time.setVisible(prediction is not None)
        self._has_image = busy or prediction is not None
        # While it is waited for the question stays: it would flicker at every next image.
        self._has_number = busy or probability is not None
        self._show_model_part()
        if prediction is not None:
            origin = "" if self._built_in else "\n" + self.tr("Custom model, not the built-in model.")
            weights = f" · {used}" if (used := population_weights(prediction)) else ""
            run = f"{_duration(prediction.seconds)}{weights} · {model_title(prediction.model)}"
            self._time.setText(run + origin)
        self.setAccessibleName(self.tr("Prediction: {title}").format(title=look.title))
        self.setAccessibleDescription(f"{warning} {text}".strip())

    def _show_model_part(self) -> None:
        self._model_part.setVisible(self._metadata is not None and self._has_image)
        self._meaning_switch.setVisible(self._has_number)
        self._show_meaning(self._meaning_switch.isChecked())

    def _paint_look(self) -> None:
        if self._look is None:
            return
        colour = self._look.colour_in(colours())
        self._symbol.setPixmap(tinted(self._look.symbol, QColor(colour), _SYMBOL, self.devicePixelRatioF()))
        self._title.setStyleSheet(f"color: {colour}")
        self._caution.setStyleSheet(f"color: {colours().uncertain}")

    def _show_meaning(self, on: bool) -> None:
        shown = on and self._has_number
        self._meaning.setVisible(shown)
        self._card.setVisible(shown)

    def _fill_meaning(self) -> None:
        if self._metadata is None:
            return
        point = self._metadata.operating_point(self._point.currentData() or None)
        parts = [
            self.tr(
                "The model's estimated probability, from 0 to 1, that the image shows pneumonia. "
                "It is calibrated on images like the training images: of those with 0.80, about "
                "80 in 100 show pneumonia. For other patients, devices and diseases it may be "
                "too high or too low."
            ),
            f"{operating_point_title(point.name)}: " + operating_point_figures(point),
        ]
        if trained_on := str(self._metadata.training.get("description", "")):
            parts.append(self.tr("Training data: {data}").format(data=trained_on))
        else:
            parts.append(self.tr("See the model card for the training and test data."))
        if purpose := operating_point_purpose(point):
            parts.insert(1, purpose)
        self._meaning.setText("\n\n".join(parts))

    def sizeHint(self) -> QSize:
        return QSize(320, 360)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._paint_look()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._caption.setText(self.tr("Probability of pneumonia"))
        self._point_label.setText(self.tr("Operating point"))
        self._point.setToolTip(self.tr("Threshold above which pneumonia is suggested"))
        self._meaning_switch.setText(self.tr("What does this number mean?"))
        self._card.setText(self.tr("Model card…"))
        self._retry.setText(self.tr("Try again"))
        self._choose_model.setText(self.tr("Choose a model…"))
        self._show_meaning(self._meaning_switch.isChecked())
        self.set_metadata(self._metadata, self._point.currentData() or "", built_in=self._built_in)
        self._redo()


def _duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.0f} ms"
