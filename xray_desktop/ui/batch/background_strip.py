"""One line under the worklist: how far the classification in the background is, and a button that pauses
it.
"""

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.ui.batch.background import BackgroundClassification, BackgroundState
from xray_desktop.ui.text.messages import shown
from xray_desktop.ui.theme.icons import set_icon

_SHOWN_AFTER_MS = 600
"""What is done sooner needs no progress."""


class BackgroundStrip(QFrame):
    """Shows a background classification while it has images to classify; hidden otherwise."""

    def __init__(self, background: BackgroundClassification, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setProperty("role", "muted")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedHeight(3)
        self.pause = QToolButton(autoRaise=True)
        self._appearing = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 4, 0)
        line.addWidget(self._text, 1)
        line.addWidget(self.pause)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addLayout(line)
        self.hide()
        self._appearing.timeout.connect(self._appear)
        self.pause.clicked.connect(self._pause_clicked)
        background.changed.connect(self._render)

    @property
    def text(self) -> str:
        """The words beside the button."""
        return self._text.text()

    def _pause_clicked(self) -> None:
        self._background.pause(self._background.state is BackgroundState.RUNNING)

    def _appear(self) -> None:
        self.setVisible(self._wanted())

    def _wanted(self) -> bool:
        # The one image on the screen has its own panel.
        return self._background.state is not BackgroundState.IDLE and self._background.total > 1

    def _render(self) -> None:
        background = self._background
        if not self._wanted():
            self._appearing.stop()
            self.hide()
            return
        if self.isHidden() and not self._appearing.isActive():
            self._appearing.start()
        running = background.state is BackgroundState.RUNNING
        locale = QLocale()
        counts = self.tr("{done} of {total}").format(
            done=locale.toString(background.done), total=locale.toString(background.total)
        )
        if background.failure is not None:
            text = shown(background.failure)
        elif running:
            text = self.tr("Classifying: {counts}").format(counts=counts)
        else:
            text = self.tr("Classification paused: {counts}").format(counts=counts)
        self._text.setText(text)
        self._bar.setRange(0, background.total)
        self._bar.setValue(background.done)
        self._bar.setAccessibleName(text)
        set_icon(self.pause, "pause" if running else "resume")
        words = self.tr("Pause") if running else self.tr("Resume")
        self.pause.setAccessibleName(words)
        self.pause.setToolTip(words)
        self._text.setToolTip(
            self.tr("Open images are classified in the background. The settings can switch this off.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)
