"""What lies over the window while files are dragged across it: they may be dropped anywhere."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMainWindow, QWidget

from xray_desktop.ui.theme.icons import paint_symbol
from xray_desktop.ui.theme.theme import colours
from xray_desktop.ui.widgets.file_drops import local_files

_GROUND_OPACITY = 0.88


class DropOverlay(QWidget):
    """A frame and a sentence over the whole window, for as long as files hover over it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        # The window itself takes what is dropped.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if local_files(event):
                self.setGeometry(self._window.rect())
                self.raise_()
                self.show()
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(c.window)
        ground.setAlphaF(_GROUND_OPACITY)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(QColor(c.accent), 3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 12, 12)
        font = QFont(self.font())
        font.setPointSizeF(1.8 * font.pointSizeF())
        font.setWeight(QFont.Weight.DemiBold)
        line = QFontMetricsF(font).height()
        side = 2.5 * line
        middle = QRectF(self.rect()).center()
        sign = QRectF(middle.x() - side / 2, middle.y() - side, side, side)
        paint_symbol(painter, "open", QColor(c.accent), sign)
        painter.setFont(font)
        painter.setPen(QColor(c.text))
        below = QRectF(0, sign.bottom() + line / 2, self.width(), 2 * line)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, top, self.tr("Drop to open"))
