"""A tour of the window in five steps: what is where, with the part in question framed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.window.parts import WindowParts

_CARD_WIDTH = 380
_MARGIN = 12
_DARKENED = 0.45


@dataclass(frozen=True)
class _Step:
    part: QWidget
    title: str
    text: str


class Tour(QObject):
    """Shows a window round. The window can be used meanwhile.

    Attributes:
        card: what is said about the framed part; None while there is no tour.

    Signals:
        ended: it was finished or skipped.
    """

    ended = Signal()

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._index = 0
        self._shade: _Shade | None = None
        self.card: TourCard | None = None
        self._worklist_was_hidden = False
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._place)

    def start(self) -> None:
        """Begins with the first step; from now on the tour is shown only when it is asked for."""
        self.end()
        window = self._window
        window.settings.set(remembered.TOUR_SEEN, True)
        self._index = 0
        self._worklist_was_hidden = not window.docks.worklist.isVisible()
        self._shade, self.card = _Shade(window), TourCard(window)
        self.card.moveWanted.connect(self._move)
        self.card.endWanted.connect(self.end)
        for watched in (window, window.viewer):
            watched.installEventFilter(self)
        self._show_step()
        self._shade.show()
        self.card.show()
        self.card.next.setFocus()

    def end(self) -> None:
        """Takes the tour away."""
        if self.card is None or self._shade is None:
            return
        for watched in (self._window, self._window.viewer):
            watched.removeEventFilter(self)
        for part in (self.card, self._shade):
            part.hide()
            part.deleteLater()
        self.card = self._shade = None
        if self._worklist_was_hidden and len(self._window.worklist.model.entries) < 2:
            self._window.docks.worklist.hide()
        self._window.viewer.view.setFocus()
        self.ended.emit()

    def _move(self, by: int) -> None:
        self._index += by
        if self._index >= len(self._steps()):
            self.end()
        else:
            self._show_step()

    def _show_step(self) -> None:
        steps, docks = self._steps(), self._window.docks
        step = steps[self._index]
        for dock in docks:
            if dock is step.part:
                dock.show()
                dock.raise_()
        if self.card is not None:
            self.card.show_step(step.title, step.text, self._index, len(steps))
        # Once a panel that was hidden has its place.
        self._placing.start()

    def _place(self) -> None:
        if self.card is None or self._shade is None:
            return
        part, window = self._steps()[self._index].part, self._window
        framed = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        self._shade.frame(framed)
        self.card.place_beside(framed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            # After the rest of the window.
            QTimer.singleShot(0, self, self._show_step)
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._placing.start()
        return super().eventFilter(watched, event)

    def _keys(self, action: str) -> str:
        return self._window.actions_[action].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def _steps(self) -> list[_Step]:
        docks, keys = self._window.docks, self._keys
        return [
            _Step(
                self._window.viewer,
                self.tr("Open images"),
                self.tr(
                    "Drop files or a folder anywhere on this window, or choose them with {open} and "
                    "{folder}. DICOM, PNG, JPEG and TIFF are read, in folders and ZIP archives too."
                ).format(open=keys("open"), folder=keys("open_folder")),
            ),
            _Step(
                docks.histogram,
                self.tr("Adjust the display"),
                self.tr(
                    "Drag on the image to change window width and centre; use the wheel to zoom. The "
                    "histogram "
                    "shows the pixel values and the window; its lines can be dragged, too."
                ),
            ),
            _Step(
                docks.prediction,
                self.tr("Read the prediction"),
                self.tr(
                    "The model's probability of pneumonia follows the image, with the threshold in use. It "
                    "is "
                    "a research estimate, not a diagnosis."
                ),
            ),
            _Step(
                docks.worklist,
                self.tr("Work through many images"),
                self.tr(
                    "The worklist holds all open images; {previous} and {next} step through them. {batch} "
                    "classifies a whole folder and writes the results to a CSV file."
                ).format(
                    previous=keys("previous_image"), next=keys("next_image"), batch=keys("classify_folder")
                ),
            ),
            _Step(
                self._window.menuBar(),
                self.tr("Find every key"),
                self.tr(
                    "{keys} lists all keys and mouse gestures, and changes them, also to those of Weasis or "
                    "OHIF. {reading} shows the image alone. This tour is in the Help menu."
                ).format(keys=keys("shortcuts"), reading=keys("full_screen")),
            ),
        ]


class TourCard(QFrame):
    """One step in words, with the buttons to go on, back and out.

    Signals:
        moveWanted: on (1) or back (-1).
        endWanted: no more of it.
    """

    moveWanted = Signal(int)
    endWanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "notice")
        self.setAutoFillBackground(True)
        self._title, self._text = Heading(1.2, bold=True), QLabel(wordWrap=True)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.skip, self.back, self.next = QPushButton(), QPushButton(), QPushButton()
        self.next.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addStretch()
        buttons.addWidget(self._count)
        buttons.addStretch()
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        self.skip.clicked.connect(self.endWanted)
        self.back.clicked.connect(lambda: self.moveWanted.emit(-1))
        self.next.clicked.connect(lambda: self.moveWanted.emit(1))

    def show_step(self, title: str, text: str, index: int, steps: int) -> None:
        """Shows a step, the first being 0."""
        self._title.setText(title)
        self._text.setText(text)
        self._count.setText(f"{index + 1} / {steps}")
        self.skip.setText(self.tr("Skip the tour"))
        self.back.setText(self.tr("Back"))
        self.back.setEnabled(index > 0)
        self.next.setText(self.tr("Done") if index == steps - 1 else self.tr("Next"))
        self.skip.setVisible(index < steps - 1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def place_beside(self, framed: QRect) -> None:
        """Moves beside a part of the window; into the middle of one that leaves no room beside it."""
        window = self._window.rect()
        width = min(_CARD_WIDTH, window.width() - 2 * _MARGIN)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        places: list[tuple[Callable[[], bool], QPoint]] = [
            (
                lambda: framed.left() - width - 2 * _MARGIN >= 0,
                QPoint(framed.left() - width - _MARGIN, framed.top() + _MARGIN),
            ),
            (
                lambda: framed.right() + width + 2 * _MARGIN <= window.width(),
                QPoint(framed.right() + _MARGIN, framed.top() + _MARGIN),
            ),
            (
                lambda: framed.height() < height and framed.bottom() + height < window.height(),
                QPoint(framed.left() + _MARGIN, framed.bottom() + _MARGIN),
            ),
        ]
        middle = QPoint(framed.center().x() - width // 2, framed.center().y() - height // 2)
        large = framed.width() > 2 * width and framed.height() > 2 * height
        corner = middle if large else next((place for fits, place in places if fits()), middle)
        x = min(max(corner.x(), _MARGIN), window.width() - width - _MARGIN)
        y = min(max(corner.y(), _MARGIN), window.height() - height - _MARGIN)
        self.setGeometry(x, y, width, height)
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.endWanted.emit()
        else:
            super().keyPressEvent(event)


class _Shade(QWidget):
    """Darkens the window but for one part, and lets the mouse through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._framed = QRect()

    def frame(self, framed: QRect) -> None:
        self._framed = framed
        self.setGeometry(self._window.rect())
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around, inside = QPainterPath(), QPainterPath()
        around.addRect(QRectF(self.rect()))
        inside.addRoundedRect(QRectF(self._framed), 6, 6)
        shade = QColor(colours().image)
        shade.setAlphaF(_DARKENED)
        painter.fillPath(around.subtracted(inside), shade)
        painter.setPen(QPen(QColor(colours().accent), 2))
        painter.drawPath(inside)
