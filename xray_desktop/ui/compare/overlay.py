"""Two images in one place: the second swiped over the first, or faded into it."""

from enum import Enum

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from xray_desktop.ui.compare.side import CompareSide
from xray_desktop.ui.theme.theme import DARK

_GRIP = 12
"""Width of the swipe's line, in which it can be dragged."""


class Arrangement(Enum):
    """How the two images are arranged."""

    BESIDE = "beside"
    SWIPE = "swipe"
    FADE = "fade"


class ComparedPair(QWidget):
    """Two sides beside each other, or their images on top of each other with the names above.

    Signals:
        shareChanged: the line was dragged; carries the new share of the second image.
    """

    shareChanged = Signal(float)

    def __init__(self, left: CompareSide, right: CompareSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._arrangement = Arrangement.BESIDE
        self._share = 0.5
        self._splitter = QSplitter()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._heads = QHBoxLayout()
        self._stack = _Stack()
        self._stack.resized.connect(self._place)
        self.line = _Line(self._stack)
        self.line.dragged.connect(self._line_dragged)
        self._together = QWidget()
        together = QVBoxLayout(self._together)
        together.setContentsMargins(0, 0, 0, 0)
        together.setSpacing(0)
        together.addLayout(self._heads)
        together.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        layout.addWidget(self._together)
        self._together.hide()

    @property
    def arrangement(self) -> Arrangement:
        """How the two images are arranged now."""
        return self._arrangement

    @property
    def share(self) -> float:
        """How much of the second image is seen, from 0 to 1: of its width when swiped, of its opacity when
        faded.
        """
        return self._share

    def set_share(self, share: float) -> None:
        """Shows more or less of the second image, from 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self._place()

    def arrange(self, arrangement: Arrangement) -> None:
        """Puts the images beside or on top of each other."""
        beside = arrangement is Arrangement.BESIDE
        if beside != (self._arrangement is Arrangement.BESIDE):
            for side in (self._left, self._right):
                if beside:
                    side.take_back()
                else:
                    side.head.setParent(self._together)
                    self._heads.addWidget(side.head, 1)
                    side.content.setParent(self._stack)
                    side.head.show()
                    side.content.show()
            self._splitter.setVisible(beside)
            self._together.setVisible(not beside)
        self._arrangement = arrangement
        self._place()

    def _place(self) -> None:
        if self._arrangement is Arrangement.BESIDE:
            self._right.content.clearMask()
            self._right.content.setGraphicsEffect(None)  # type: ignore[arg-type]
            return
        area = self._stack.rect()
        for side in (self._left, self._right):
            side.content.setGeometry(area)
        self._right.content.raise_()
        swiped = self._arrangement is Arrangement.SWIPE
        self.line.setVisible(swiped)
        if swiped:
            self._right.content.setGraphicsEffect(None)  # type: ignore[arg-type]
            seam = round(area.width() * (1 - self._share))
            self._right.content.setMask(QRegion(QRect(seam, 0, max(area.width() - seam, 1), area.height())))
            # A widget without any of its area would be shown whole.
            self._right.content.setVisible(self._share > 0)
            self.line.setGeometry(seam - _GRIP // 2, 0, _GRIP, area.height())
            self.line.raise_()
            return
        self._right.content.clearMask()
        self._right.content.setVisible(True)
        effect = self._right.content.graphicsEffect()
        if not isinstance(effect, QGraphicsOpacityEffect):
            effect = QGraphicsOpacityEffect(self._right.content)
            self._right.content.setGraphicsEffect(effect)
        effect.setOpacity(self._share)

    def _line_dragged(self, x: int) -> None:
        self.set_share(1 - x / max(self._stack.width(), 1))
        self.shareChanged.emit(self._share)


class _Stack(QWidget):
    """Where the images are on top of each other."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Line(QWidget):
    """The line between the two images, dragged by the mouse.

    Signals:
        dragged: to this position in the parent.
    """

    dragged = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = self.width() // 2, self.height() // 2
        painter.setPen(QPen(QColor(DARK.accent), 2))
        painter.drawLine(QPoint(x, 0), QPoint(x, self.height()))
        painter.setBrush(QColor(DARK.accent))
        painter.drawRoundedRect(QRect(x - 4, middle - 18, 8, 36), 4, 4)
