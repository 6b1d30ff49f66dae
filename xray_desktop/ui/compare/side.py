"""One half of the comparison: an image with its name, its prediction and its heat map."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import Prediction, probability_in_words
from xray_desktop.messages import Message
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.text.file_text import one_line, tooltip
from xray_desktop.ui.text.messages import shown
from xray_desktop.ui.text.predictions import predicted_class_look
from xray_desktop.ui.theme.icons import tinted
from xray_desktop.ui.theme.theme import DARK, colours
from xray_desktop.ui.viewer.image_view import ImageView
from xray_desktop.ui.viewer.tools.annotation_set import is_on
from xray_desktop.ui.widgets.file_drops import FileDrops


class CompareSide(QWidget):
    """An image in one half; or why there is none.

    Attributes:
        head: the line with name and prediction.
        content: the image, or the text in its place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.display = Display(self)
        self.view = ImageView(self.display)
        self.view.setMinimumSize(120, 120)
        self.view.editor.locked = True
        self._mark: Mark | None = None
        self.drops = FileDrops(self)
        self._name, self._symbol, self._predicted_class = QLabel(), QLabel(), QLabel()
        self._caption = QLabel()
        self._caption.setProperty("role", "muted")
        self._name.setProperty("role", "heading")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        # A long name must not push the other image aside.
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._message = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setStyleSheet(f"background: {DARK.image}; color: {DARK.text}; padding: 24px;")
        self._prediction: Prediction | None = None
        self._failure: Message | None = None
        self.content = QStackedWidget()
        self.content.addWidget(self._message)
        self.content.addWidget(self.view)
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(8, 4, 8, 4)
        head.setSpacing(6)
        head.addWidget(self._caption)
        head.addWidget(self._name, 1)
        head.addWidget(self._symbol)
        head.addWidget(self._predicted_class)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.take_back()
        self._render()

    def take_back(self) -> None:
        """Takes head and content back, after they were shown elsewhere."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.head)
        layout.addWidget(self.content, 1)
        self.head.show()
        self.content.show()

    def set_caption(self, caption: str) -> None:
        """What this image is of the two, before its name; empty for nothing."""
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))

    @property
    def image(self) -> LoadedImage | None:
        """The image shown; None while there is none."""
        return self.view.image

    @property
    def prediction(self) -> Prediction | None:
        """What the model says of the image; None while it is not known."""
        return self._prediction

    @property
    def message(self) -> str:
        """The text in place of the image."""
        return self._message.text()

    def show_waiting(self, name: str) -> None:
        """An image is being read."""
        self._name.setText(one_line(name))
        self._name.setToolTip(tooltip(name))
        self._prediction, self._failure, self._mark = None, None, None
        self.display.show(None)
        self.view.set_image(None)
        self.content.setCurrentWidget(self._message)
        self._render()

    def show_image(self, image: LoadedImage) -> None:
        """An image, as its file asks for."""
        self.display.show(image.radiograph)
        self.view.set_image(image)
        self.view.setAccessibleName(self.tr("Image {name}").format(name=image.radiograph.name))
        self.content.setCurrentWidget(self.view)

    def show_mark(self, mark: Mark) -> None:
        """What the reader has drawn on the image; nothing without an image."""
        image = self.view.image
        if image is None or mark is self._mark:
            return
        self._mark = mark
        drawn = [each for each in mark.annotations if is_on(each, image)]
        self.view.editor.annotations.load(drawn, key_image=image.radiograph.frame in mark.key_frames)

    def show_prediction(self, prediction: Prediction) -> None:
        """What the model says of the image."""
        self._prediction = prediction
        self.view.set_cam(prediction.cam)
        self._render()

    def show_failure(self, message: Message) -> None:
        """Why there is no image."""
        self._failure = message
        self._render()

    def _render(self) -> None:
        self._message.setText(shown(self._failure) if self._failure else self.tr("Reading…"))
        prediction = self._prediction
        self._symbol.setVisible(prediction is not None)
        self._predicted_class.setVisible(prediction is not None)
        if prediction is None:
            return
        look = predicted_class_look(prediction.predicted_class)
        colour = look.colour_in(colours())
        self._symbol.setPixmap(tinted(look.symbol, QColor(colour), 18, self.devicePixelRatioF()))
        text = look.title
        if prediction.probability is not None:
            text += f" · {probability_in_words(prediction.probability)}"
        self._predicted_class.setText(text)
        self._predicted_class.setStyleSheet(f"color: {colour}; font-weight: 600;")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._render()
        super().changeEvent(event)
