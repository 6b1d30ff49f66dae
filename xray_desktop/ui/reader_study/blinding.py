"""While a reader reads, no other window of the program is to be seen: each could show a prediction or a
name.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_TRANSIENT = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Blinding(QObject):
    """Hides the program's other windows, and those of them that would show themselves meanwhile."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWidget] = []
        self._hidden: list[QWidget] = []

    def begin(self) -> None:
        """Hides all windows but the reader's."""
        for widget in QApplication.topLevelWidgets():
            if widget is self._window or widget.windowType() in _TRANSIENT:
                continue
            widget.installEventFilter(self)
            self._watched.append(widget)
            if widget.isVisible():
                self._hidden.append(widget)
                widget.hide()

    def end(self) -> None:
        """Shows again what was hidden."""
        # Of the widgets that there still are: others may have been deleted meanwhile.
        there = QApplication.topLevelWidgets()
        for widget in there:
            if widget in self._watched:
                widget.removeEventFilter(self)
        for widget in self._hidden:
            if widget in there:
                widget.show()
        self._watched.clear()
        self._hidden.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            # It cannot be hidden while it is being shown; it is before its first paint.
            QTimer.singleShot(0, self, lambda: self._hide(watched))
        return super().eventFilter(watched, event)

    def _hide(self, widget: QWidget) -> None:
        if widget in self._watched and widget in QApplication.topLevelWidgets() and widget.isVisible():
            widget.hide()
            if widget not in self._hidden:
                self._hidden.append(widget)
