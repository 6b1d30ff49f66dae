"""Reading mode: the image on the whole screen and nothing beside it; afterwards all is as before."""

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QToolBar, QWidget

from xray_desktop.ui.window.parts import WindowParts

_HINT_MS = 4000


class ReadingMode(QObject):
    """Hides menus, tool bars, panels and status line of a window, and brings them back.

    Signals:
        changed: it was entered or left.
    """

    changed = Signal()

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._layout: tuple[QByteArray, QByteArray] | None = None
        self._window_state = Qt.WindowState.WindowNoState
        self._hint = _Hint(window.viewer)
        window.installEventFilter(self)

    @property
    def on(self) -> bool:
        """Whether only the image is shown."""
        return self._layout is not None

    def layout(self) -> tuple[QByteArray, QByteArray]:
        """The window's geometry and the state of its panels as they are outside the reading mode."""
        return self._layout or (self._window.saveGeometry(), self._window.saveState())

    def toggle(self) -> None:
        """Enters the reading mode, or leaves it."""
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Shows the image alone, on the whole screen."""
        if self.on:
            return
        window = self._window
        self._layout = (window.saveGeometry(), window.saveState())
        self._window_state = window.windowState()
        window.docks.begin_reading()
        for part in self._around():
            part.hide()
        window.setWindowState(Qt.WindowState.WindowFullScreen)
        # Once more, and so without the frame that the focus has after a key.
        window.viewer.view.clearFocus()
        window.viewer.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hint.announce()
        self.changed.emit()

    def leave(self) -> None:
        """Brings everything back as it was, a maximised window too."""
        if self._layout is None:
            return
        window, (_, state) = self._window, self._layout
        self._layout = None
        self._hint.hide()
        window.setWindowState(self._window_state)
        window.menuBar().show()
        window.statusBar().show()
        window.docks.end_reading(state)
        self.changed.emit()

    def _around(self) -> list[QWidget]:
        window = self._window
        bars = window.findChildren(QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [window.menuBar(), window.statusBar(), *bars, *window.docks]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The desktop can end full screen too.
        if event.type() == QEvent.Type.WindowStateChange and self.on and not self._window.isFullScreen():
            self._window_state = self._window.windowState()
            QTimer.singleShot(0, self, self.leave)
        return super().eventFilter(watched, event)


class _Hint(QLabel):
    """How to leave, for some seconds at the foot of the image."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("role", "hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._until = QTimer(self, singleShot=True, interval=_HINT_MS)
        self._until.timeout.connect(self.hide)
        view.installEventFilter(self)
        self.hide()

    def announce(self) -> None:
        self.setText(self.tr("Reading mode. Esc brings the panels back."))
        self._place()
        self.show()
        self.raise_()
        self._until.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        area = self._view.rect()
        self.move(area.center().x() - self.width() // 2, area.bottom() - self.height() - 24)
