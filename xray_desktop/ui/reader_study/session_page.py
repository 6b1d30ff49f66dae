"""What is in the image's place while there is none: the start, a pause, a failure, the end."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xray_desktop.ui.reader_study.session import ReadingSession, SessionState
from xray_desktop.ui.text.messages import sentences, shown
from xray_desktop.ui.theme.dark_page import DarkPage
from xray_desktop.ui.theme.heading import Heading


class SessionPage(DarkPage):
    """A title, a few sentences, and one or two buttons. It never names a file.

    Attributes:
        primary: resumes, tries again or ends.
        secondary: skips an image that cannot be opened.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: ReadingSession | None = None
        self.title = Heading(1.4)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setMaximumWidth(560)
        self.primary, self.secondary = QPushButton(), QPushButton()
        buttons, words = QHBoxLayout(), QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.primary)
        buttons.addWidget(self.secondary)
        buttons.addStretch()
        words.addStretch()
        words.addWidget(self.text, 10)
        words.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addLayout(words)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        layout.addStretch(3)

    def show_session(self, session: ReadingSession) -> None:
        """Shows what a session is doing."""
        self._session = session
        self._render()

    def _render(self) -> None:
        session = self._session
        if session is None:
            return
        title, text, primary, secondary = self._words(session)
        self.title.setText(title)
        self.text.setText(text)
        for button, words in ((self.primary, primary), (self.secondary, secondary)):
            button.setText(words)
            button.setVisible(bool(words))

    def _words(self, session: ReadingSession) -> tuple[str, str, str, str]:
        done, total = session.progress()
        reads = self.tr("{done} of {total} reads are recorded.").format(done=done, total=total)
        state = session.state
        if state is SessionState.PAUSED:
            text = self.tr("The time is stopped and the image is hidden.")
            return self.tr("Paused"), f"{reads} {text}", self.tr("Resume"), ""
        if state is SessionState.DONE:
            unreadable = sentences(session.remarks)
            return self.tr("All images are read"), f"{reads} {unreadable}".strip(), self.tr("Close"), ""
        if state is SessionState.UNREADABLE:
            text = self.tr("Try again, or skip it: the record will say that it could not be opened.")
            return self.tr("This image cannot be opened"), text, self.tr("Try again"), self.tr("Skip")
        if state is SessionState.FAILED and session.failure is not None:
            text = f"{shown(session.failure)} {reads if total else ''}".strip()
            return self.tr("The record cannot be continued"), text, self.tr("Try again"), ""
        return self.tr("Opening…"), "", "", ""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)
