"""How far a batch is: bar, rate, time left, pause and stop; at its end, what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from xray_desktop.batch.steps import Progress
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message
from xray_desktop.results.summary import duration
from xray_desktop.ui.text.messages import sentences, shown
from xray_desktop.ui.text.predictions import operating_point_title, predicted_class_look
from xray_desktop.ui.theme.icons import set_icon


class BatchState(Enum):
    """The state of a batch."""

    SEARCHING = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


_AT_WORK = (BatchState.SEARCHING, BatchState.RUNNING, BatchState.PAUSED, BatchState.STOPPING)


@dataclass(frozen=True)
class BatchStatus:
    """All that the panel shows.

    Attributes:
        state: of the run.
        progress: how far it is.
        before: rows that a continued CSV held already.
        output: name of the CSV; empty without one.
        failure: why it failed; empty when it has not.
        operating_point: name of the operating point at which images are classified; empty when it is not
            known.
    """

    state: BatchState
    progress: Progress = field(default_factory=Progress)
    before: int = 0
    output: str = ""
    failure: Sequence[Message] = ()
    operating_point: str = ""


class BatchPanel(QFrame):
    """Shows one batch; hidden until there is one.

    Signals:
        pauseWanted: the batch is to pause (True) or to go on (False).
        stopWanted: the batch is to end after the images that it is at.
    """

    pauseWanted = Signal(bool)
    stopWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status: BatchStatus | None = None
        self._title = QLabel()
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._bar = QProgressBar(textVisible=False)
        self.pause, self.stop, self.dismiss = (QToolButton(autoRaise=True) for _ in range(3))
        self.pause.setCheckable(True)
        set_icon(self.stop, "stop")
        set_icon(self.dismiss, "close")
        self._lay_out()
        self.pause.clicked.connect(self.pauseWanted)
        self.stop.clicked.connect(self.stopWanted)
        self.dismiss.clicked.connect(self.hide)
        self.hide()

    @property
    def status(self) -> BatchStatus | None:
        """What is shown; None before the first batch."""
        return self._status

    @property
    def text(self) -> str:
        """The words under the bar."""
        return self._text.text()

    def show_status(self, status: BatchStatus) -> None:
        """Shows the state of the batch."""
        self._status = status
        self._render()
        self.show()

    def set_state(self, state: BatchState) -> None:
        """Shows that the batch pauses, goes on or is stopping."""
        if self._status is not None:
            self.show_status(replace(self._status, state=state))

    def _lay_out(self) -> None:
        self._bar.setFixedHeight(6)
        self._title.setProperty("role", "heading")
        self._text.setProperty("role", "muted")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for button in (self.pause, self.stop, self.dismiss):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._text)

    def _render(self) -> None:
        status = self._status
        if status is None:
            return
        state, progress = status.state, status.progress
        self._title.setText(self._heading(state))
        self._title.setProperty("role", "failed heading" if state is BatchState.FAILED else "heading")
        self._title.style().polish(self._title)
        total, done = status.before + progress.total, status.before + progress.done
        self._bar.setRange(0, total if state is not BatchState.SEARCHING else 0)
        self._bar.setValue(done)
        self._bar.setVisible(state is not BatchState.FAILED or done > 0)
        lines = []
        if status.failure:
            lines.append(sentences(status.failure))
        if state is not BatchState.SEARCHING:
            lines.append(self._counts(done, total, progress, state))
        if state not in _AT_WORK:
            lines.append(self._outcome(status))
        self._text.setText("\n".join(line for line in lines if line))
        at_work = state in _AT_WORK
        self.pause.setVisible(at_work)
        self.stop.setVisible(at_work)
        self.dismiss.setVisible(not at_work)
        self.pause.setEnabled(state in (BatchState.RUNNING, BatchState.PAUSED))
        self.stop.setEnabled(state is not BatchState.STOPPING)
        paused = state is BatchState.PAUSED
        self.pause.setChecked(paused)
        set_icon(self.pause, "resume" if paused else "pause")
        for button, words in (
            (self.pause, self.tr("Resume") if paused else self.tr("Pause")),
            (self.stop, self.tr("Stop (results are kept)")),
            (self.dismiss, self.tr("Close this message")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._bar.setAccessibleName(self._title.text())
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._text.text())

    def _heading(self, state: BatchState) -> str:
        return {
            BatchState.SEARCHING: self.tr("Searching for images…"),
            BatchState.RUNNING: self.tr("Classifying images"),
            BatchState.PAUSED: self.tr("Paused"),
            BatchState.STOPPING: self.tr("Stopping…"),
            BatchState.DONE: self.tr("Batch finished"),
            BatchState.STOPPED: self.tr("Stopped"),
            BatchState.FAILED: self.tr("The batch failed"),
        }[state]

    def _counts(self, done: int, total: int, progress: Progress, state: BatchState) -> str:
        locale = QLocale()
        text = self.tr("{done} of {total}").format(done=locale.toString(done), total=locale.toString(total))
        if progress.rate:
            text += " · " + self.tr("{rate} images/s").format(rate=locale.toString(progress.rate, "f", 1))
        if state is BatchState.RUNNING and progress.seconds_left is not None and progress.seconds_left > 0:
            text += " · " + self.tr("{time} left").format(time=shown(duration(progress.seconds_left)))
        return text

    def _outcome(self, status: BatchStatus) -> str:
        progress = status.progress
        counts = [
            (predicted_class_look(predicted_class).short, progress.predictions[predicted_class.value])
            for predicted_class in (PredictedClass.PNEUMONIA, PredictedClass.NORMAL, PredictedClass.UNCERTAIN)
        ]
        counts.append((predicted_class_look(None).short, progress.statuses["rejected"]))
        counts.append((self.tr("cannot be opened"), progress.statuses["error"]))
        locale = QLocale()
        text = ", ".join(f"{word}: {locale.toString(count)}" for word, count in counts if count)
        if text and status.operating_point:
            # The list may be looked at from another one by now.
            text = self.tr("At the {point} threshold: {counts}").format(
                point=operating_point_title(status.operating_point), counts=text
            )
        if status.output:
            text += "\n" + self.tr("Results: {file}").format(file=status.output)
        return text.strip()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)
