"""The middle of the window: the image, or in its place the start page or what went wrong."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.messages import Message
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.text.messages import sentences, shown
from xray_desktop.ui.theme.dark_page import DarkPage
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import set_icon, tinted
from xray_desktop.ui.theme.theme import DARK
from xray_desktop.ui.viewer.image_view import ImageView
from xray_desktop.ui.viewer.start_page import StartPage
from xray_desktop.ui.widgets.saved_file import SavedFile

_BUSY_AFTER_MS = 150
_BUSY_HEIGHT = 3
_STRIP_MARGIN, _STRIP_WIDTH, _NARROWEST_STRIP = 8, 720, 300
_CORNER = 190
"""Width that a strip leaves free at either side: how an image is turned and filtered must stay readable."""


class ViewerArea(QWidget):
    """Start page, image and error page, one at a time; over them a strip for what is to be known of an image.

    Signals:
        openWanted: another file is to be chosen, because this one cannot be shown.
        retryWanted: the file is to be read again.
        frameWanted: another image of the file, by its index from 0.
        playWanted: the frames are to be played, or to stand.
        rateChosen: frames a second (float).
    """

    openWanted = Signal()
    retryWanted = Signal()
    frameWanted = Signal(int)
    playWanted = Signal()
    rateChosen = Signal(float)

    def __init__(
        self, display: Display, filtering: WorkerThread | None = None, parent: QWidget | None = None
    ) -> None:
        """`filtering` filters the image for display, see `ImageView`."""
        super().__init__(parent)
        self.view = ImageView(display, filtering=filtering)
        self.start_page = StartPage()
        self._error_page = _ErrorPage()
        self._strip = NoticeStrip()
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setFixedHeight(_BUSY_HEIGHT)
        self._busy.hide()
        self._pages = QStackedWidget()
        for page in (self.start_page, self.view, self._error_page):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        # They lie over the page: an image must not change its size because there is something to say.
        for over in (self._busy, self._strip):
            over.setParent(self)
            over.hide()
        self._strip.installEventFilter(self)
        self._busy_timer = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._busy.show)
        self._error_page.openWanted.connect(self.openWanted)
        self._error_page.retryWanted.connect(self.retryWanted)
        self._strip.frameWanted.connect(self.frameWanted)
        self._strip.play.clicked.connect(self.playWanted)
        self._strip.rate.valueChanged.connect(self.rateChosen)

    def show_cine(self, *, playing: bool, rate: float) -> None:
        """Whether the frames of the file are played, and how many a second."""
        self._strip.show_cine(playing=playing, rate=rate)

    def show_start(self) -> None:
        """The start page."""
        self._settle()
        self.view.set_image(None)
        self._strip.show_image(None)
        self._pages.setCurrentWidget(self.start_page)

    def show_busy(self) -> None:
        """An image is being read; said only when that takes long enough to be noticed."""
        self._busy_timer.start()

    def show_image(self, image: LoadedImage) -> None:
        """An image."""
        self._settle()
        self.view.set_image(image)
        self._strip.show_image(image)
        self._pages.setCurrentWidget(self.view)

    def show_error(self, message: Message) -> None:
        """Why the file cannot be opened."""
        self._settle()
        self.view.set_image(None)
        self._strip.show_image(None)
        self._error_page.set_message(message)
        self._pages.setCurrentWidget(self._error_page)

    def show_notice(self, *messages: Message) -> None:
        """Messages above what is shown, until they are closed or an image is opened."""
        self._settle()
        self._strip.show_messages(messages)

    def offer_file(self, path: Path) -> None:
        """Adds to the messages shown what can be done with a file that was written."""
        self._strip.saved_file.offer(path)

    @property
    def error(self) -> Message | None:
        """The message on the error page; None when something else is shown."""
        return self._error_page.message if self._pages.currentWidget() is self._error_page else None

    @property
    def notices(self) -> tuple[Message, ...]:
        """The messages in the strip."""
        return self._strip.messages

    def _settle(self) -> None:
        self._busy_timer.stop()
        self._busy.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._busy.setGeometry(0, 0, self.width(), _BUSY_HEIGHT)
        self._place_strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._place_strip()
        return super().eventFilter(watched, event)

    def _place_strip(self) -> None:
        between = max(self.width() - 2 * _CORNER, _NARROWEST_STRIP)
        width = min(between, self.width() - 2 * _STRIP_MARGIN, _STRIP_WIDTH, self._strip.one_line_width())
        left = (self.width() - width) // 2
        self._strip.setGeometry(left, _STRIP_MARGIN, width, self._strip.heightForWidth(width))
        self._strip.raise_()


class _ErrorPage(DarkPage):
    openWanted = Signal()
    retryWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._symbol = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._symbol.setPixmap(tinted("failed", QColor(DARK.failed), 56, self.devicePixelRatioF()))
        self._title = Heading(1.4)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(560)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.message: Message | None = None
        self._open, self._retry = QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._open)
        buttons.addWidget(self._retry)
        buttons.addStretch()
        text = QHBoxLayout()
        text.addStretch()
        text.addWidget(self._text, 10)
        text.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self._symbol)
        layout.addWidget(self._title)
        layout.addLayout(text)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        layout.addStretch(3)
        self._open.clicked.connect(self.openWanted)
        self._retry.clicked.connect(self.retryWanted)
        self._retranslate()

    def set_message(self, message: Message) -> None:
        self.message = message
        self._text.setText(shown(message))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._text.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("This file cannot be opened"))
        self._open.setText(self.tr("Open another…"))
        self._retry.setText(self.tr("Try again"))
        self._text.setText(shown(self.message) if self.message else "")


class NoticeStrip(QFrame):
    """A card over the image: how it was read, which image of several it is, or a message.

    Signals:
        frameWanted: another image of the file, by its index from 0.
    """

    frameWanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.messages: tuple[Message, ...] = ()
        self._label = QLabel(wordWrap=True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._frame = QSpinBox(minimum=1)
        self._frame.setKeyboardTracking(False)
        self._frame_label = QLabel()
        self.play = QToolButton(autoRaise=True)
        self.rate = QDoubleSpinBox(minimum=1, maximum=60, decimals=0)
        self.rate.setKeyboardTracking(False)
        set_icon(self.play, "resume")
        self._playing = False
        self.saved_file = SavedFile()
        self.saved_file.failed.connect(lambda failure: self.show_messages([failure]))
        self._close = QToolButton(autoRaise=True)
        set_icon(self._close, "close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.saved_file)
        layout.addWidget(self._frame_label)
        layout.addWidget(self._frame)
        layout.addWidget(self.play)
        layout.addWidget(self.rate)
        layout.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._frame.valueChanged.connect(lambda number: self.frameWanted.emit(number - 1))
        self._retranslate()
        self.hide()

    def show_image(self, image: LoadedImage | None) -> None:
        """What is to be known of an image; hides the strip when there is nothing."""
        radiograph = image.radiograph if image else None
        notes = [*radiograph.notes, *radiograph.exclusion_reasons] if radiograph else []
        self._show(notes)
        several = radiograph is not None and radiograph.frames > 1
        self._frame.setVisible(several)
        for part in (self._frame_label, self.play, self.rate):
            part.setVisible(several)
        if radiograph is not None and several:
            self._frame.blockSignals(True)
            self._frame.setMaximum(radiograph.frames)
            self._frame.setValue(radiograph.frame + 1)
            self._frame.setSuffix(f" / {radiograph.frames}")
            self._frame.blockSignals(False)
            self.show()

    def show_cine(self, *, playing: bool, rate: float) -> None:
        """Whether the frames are played, and how many a second."""
        self._playing = playing
        self.rate.blockSignals(True)
        self.rate.setValue(rate)
        self.rate.blockSignals(False)
        set_icon(self.play, "pause" if playing else "resume")
        self._name_play()

    def _name_play(self) -> None:
        words = self.tr("Stop playing the frames") if self._playing else self.tr("Play the frames")
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)

    def one_line_width(self) -> int:
        """Width at which no line need be broken."""
        text = self._label.fontMetrics().boundingRect(QRect(), 0, self._label.text()).width() + 2
        # A label that may break its lines asks for about a square.
        return self.sizeHint().width() - self._label.sizeHint().width() + text

    def show_messages(self, messages: Iterable[Message]) -> None:
        """Messages that are not about the image."""
        for part in (self._frame, self._frame_label, self.play, self.rate):
            part.hide()
        self._show(messages)

    def _show(self, messages: Iterable[Message]) -> None:
        self.messages = tuple(messages)
        self.saved_file.offer(None)
        self._label.setText(sentences(self.messages))
        self.setVisible(bool(self.messages))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._label.setText(sentences(self.messages))
        self._frame_label.setText(self.tr("Frame"))
        self._frame.setAccessibleName(self.tr("Frame of the file"))
        self.rate.setSuffix(self.tr(" frames/s"))
        self.rate.setAccessibleName(self.tr("Frames a second"))
        self._name_play()
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
