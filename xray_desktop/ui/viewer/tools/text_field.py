"""Typing a text at its place on the image."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from xray_desktop.measurement.annotation import LONGEST_TEXT

_WIDTH = 260


class TextField(QLineEdit):
    """A field on the image: Enter or a click elsewhere keeps the text, Esc drops it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, maxLength=LONGEST_TEXT)
        self._view = parent
        self._typed: Callable[[str], None] | None = None
        self.hide()

    def ask(self, at: QPoint, text: str, typed: Callable[[str], None]) -> None:
        """Takes a text at a place of the parent; `typed` gets it once it is complete."""
        self.finish()
        self._typed = typed
        self.setText(text)
        self.setAccessibleName(self.tr("Text on the image"))
        self.setPlaceholderText(self.tr("Text"))
        self.resize(min(_WIDTH, self._view.width()), self.sizeHint().height())
        self.move(
            min(max(at.x(), 0), self._view.width() - self.width()),
            min(max(at.y(), 0), self._view.height() - self.height()),
        )
        self.show()
        self.setFocus()

    @property
    def open(self) -> bool:
        """Whether a text is being typed."""
        return self._typed is not None

    def finish(self) -> None:
        """Keeps what was typed."""
        typed, text = self._typed, self.text().strip()
        self._close()
        if typed is not None:
            typed(text)

    def _close(self) -> None:
        self._typed = None
        if self.isVisible():
            if self.hasFocus():
                self._view.setFocus()
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu over the field does not end it.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish()
