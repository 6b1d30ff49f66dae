"""A line of remarks on a study, in the language in use."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from xray_desktop.messages import Message
from xray_desktop.ui.text.messages import sentences


class RemarksLabel(QLabel):
    """Shows messages one after another; hidden without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: tuple[Message, ...] = ()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def show_messages(self, *messages: Message) -> None:
        """Shows these in the place of the earlier ones."""
        self._messages = messages
        self.setText(sentences(messages))
        self.setVisible(bool(messages))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setText(sentences(self._messages))
        super().changeEvent(event)
