"""The window in which a reader reads: the image, the answer, the progress, and nothing that gives a hint."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.decision import ModelOutput
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.reader_study.answer_panel import AnswerPanel
from xray_desktop.ui.reader_study.blinding import Blinding
from xray_desktop.ui.reader_study.help_panel import HelpPanel
from xray_desktop.ui.reader_study.session import ReadingSession, SessionState
from xray_desktop.ui.reader_study.session_page import SessionPage
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import application_icon, refresh_icons, set_icon
from xray_desktop.ui.viewer.gestures import ZOOM_STEP
from xray_desktop.ui.viewer.image_view import ImageView

_SIDE = 320


class ReadingWindow(QMainWindow):
    """One reader's session; while it is open, the program's other windows are hidden.

    Neither title, status line, tooltips nor error messages name the file.

    Signals:
        closed: the session has ended.
    """

    closed = Signal()

    def __init__(self, session: ReadingSession, runner: ModelRunner, worker: WorkerThread) -> None:
        super().__init__()
        self.session = session
        self._runner = runner
        self._worker = worker
        self._job: Job | None = None
        self._blinding = Blinding(self)
        self.display = Display(self)
        self.view = ImageView(self.display)
        self.page = SessionPage()
        self.answers = AnswerPanel()
        self.help = HelpPanel(session.study.model)
        self.bar = QProgressBar(textVisible=False)
        self.progress = Heading(1.15, bold=True)
        self._which, self._hint, self._notice = QLabel(), QLabel(wordWrap=True), QLabel()
        for label in (self._which, self._hint, self._notice):
            label.setProperty("role", "muted")
        self.pause, self.leave = QPushButton(), QPushButton()
        self._pages = QStackedWidget()
        self._tools: dict[str, QAction] = {}
        self._lay_out()
        self._connect()
        self._set_up_tools()
        self.setWindowIcon(application_icon())
        self.resize(1280, 720)
        self._retranslate()
        self._render()

    def begin(self) -> None:
        """Shows the window and opens what is left to read."""
        # Before the others go: with no window left the program would end.
        self.show()
        self._blinding.begin()
        self.session.begin()

    # Building

    def _lay_out(self) -> None:
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.view)
        self.bar.setFixedHeight(6)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.progress)
        layout.addWidget(self._which)
        layout.addWidget(self.bar)
        layout.addSpacing(14)
        layout.addWidget(self.help)
        layout.addSpacing(6)
        layout.addWidget(self.answers)
        layout.addStretch(1)
        layout.addWidget(self._hint)
        buttons = QHBoxLayout()
        for button, symbol in ((self.pause, "pause"), (self.leave, "close")):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_icon(button, symbol)
            buttons.addWidget(button, 1)
        layout.addLayout(buttons)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(side)
        area.setFixedWidth(_SIDE)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._pages, 1)
        across.addWidget(area)
        self.setCentralWidget(middle)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(8, 0, 12, 0)
        self.statusBar().addPermanentWidget(self._notice)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._render)
        session.imageShown.connect(self._show_image)
        self.answers.answered.connect(session.answer)
        self.help.heatMapToggled.connect(self.view.set_heat_map_visible)
        self.pause.clicked.connect(self._pause_or_resume)
        self.leave.clicked.connect(self.close)
        self.page.primary.clicked.connect(self._page_answered)
        self.page.secondary.clicked.connect(session.skip)

    def _set_up_tools(self) -> None:
        for name, key, work in (
            ("pause", "Esc", self._pause_or_resume),
            ("fit", "F", self.view.fit),
            ("zoom_in", "+", lambda: self.view.zoom(ZOOM_STEP)),
            ("zoom_out", "-", lambda: self.view.zoom(1 / ZOOM_STEP)),
            ("invert", "I", self.display.invert),
            ("window", "R", self.display.reset_window),
            ("heat_map", "H", self._toggle_heat_map),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setAutoRepeat(name.startswith("zoom"))
            action.triggered.connect(work)
            self.addAction(action)
            self._tools[name] = action

    # The image and the model's help

    def _show_image(self, image: LoadedImage) -> None:
        task = self.session.task
        assert task is not None
        if self.view.image is not image:
            self.display.show(image.radiograph)
            self.view.set_image(image)
        self.answers.clear()
        self.help.heat_map.setChecked(False)
        self.view.set_cam(None)
        self.view.set_heat_map_visible(False)
        if task.read == 2:
            self._show_help(image, task.case)
        else:
            self.help.show_nothing()
        self.view.setFocus()

    def _show_help(self, image: LoadedImage, case: int) -> None:
        study, classifier = self.session.study, self._runner.classifier
        model = study.model
        available = classifier is not None and model is not None and classifier.sha256 == model.sha256
        self.help.set_heat_map_available(available)
        self.help.show_help(study.image(case), self.session.first_reading())
        if available and classifier is not None:
            if self._job is not None:
                self._job.cancel()
            self._job = self._worker.submit(
                lambda: _output(classifier, image),
                item=lambda output: self._show_heat_map(image, output),
                failed=lambda _: self.help.set_heat_map_available(False),
            )

    def _show_heat_map(self, image: LoadedImage, output: ModelOutput) -> None:
        task = self.session.task
        if self.view.image is image and task is not None and task.read == 2:
            self.view.set_cam(output.cam)

    def _toggle_heat_map(self) -> None:
        task = self.session.task
        if task is not None and task.read == 2 and self.help.heat_map.isVisible():
            self.help.heat_map.toggle()

    # State

    def _pause_or_resume(self) -> None:
        if self.session.state is SessionState.PAUSED:
            self.session.resume()
        else:
            self.session.pause()

    def _page_answered(self) -> None:
        if self.session.state is SessionState.DONE:
            self.close()
        elif self.session.state is SessionState.PAUSED:
            self.session.resume()
        else:
            self.session.retry()

    def _render(self) -> None:
        session = self.session
        state, task = session.state, session.task
        shown = state in (SessionState.READING, SessionState.SAVING) and self.view.image is not None
        if shown:
            self._pages.setCurrentWidget(self.view)
        elif state is not SessionState.OPENING or self.view.image is None:
            self._pages.setCurrentWidget(self.page)
        self.page.show_session(session)
        if state is not SessionState.READING and task is not None and task.read == 1:
            self.help.show_nothing()
        self.answers.setEnabled(state is SessionState.READING)
        self.pause.setEnabled(state in (SessionState.READING, SessionState.PAUSED))
        done, total = session.progress()
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)
        self._render_words()

    def _render_words(self) -> None:
        session = self.session
        task, study = session.task, session.study
        paused = session.state is SessionState.PAUSED
        set_icon(self.pause, "resume" if paused else "pause")
        self.pause.setText(self.tr("Resume (Esc)") if paused else self.tr("Pause (Esc)"))
        if task is None:
            done, total = session.progress()
            self.progress.setText(f"{done} / {total}" if total else session.reader)
            self._which.clear()
            return
        place = min(session.progress(task.read)[0] + 1, len(study.images))
        text = self.tr("Image {number} of {count}").format(number=place, count=len(study.images))
        self.progress.setText(text)
        first = self.tr("Blinded read") if study.second_read == "none" else self.tr("First read, blinded")
        second = self.tr("Second read, with the model's prediction")
        self._which.setText(first if task.read == 1 else second)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
        self.session.close()
        # Likewise before this one goes.
        self._blinding.end()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.ApplicationPaletteChange:
            refresh_icons(self)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Reader study – {reader}").format(reader=self.session.reader))
        self.leave.setText(self.tr("End session"))
        self._notice.setText(self.tr("Research use only: not a diagnosis"))
        self._hint.setText(
            self.tr(
                "Drag: W/L. Wheel: zoom. Middle button: pan. F: fit to window. I: invert. R: default W/L."
            )
        )
        self.bar.setAccessibleName(self.tr("Progress"))
        for name, text in (
            ("pause", self.tr("Pause or resume")),
            ("fit", self.tr("Fit to window")),
            ("zoom_in", self.tr("Zoom in")),
            ("zoom_out", self.tr("Zoom out")),
            ("invert", self.tr("Invert")),
            ("window", self.tr("Default W/L")),
            ("heat_map", self.tr("Heat map (attribution)")),
        ):
            self._tools[name].setText(text)
        self._render_words()


def _output(classifier: Classifier, image: LoadedImage) -> Iterator[ModelOutput]:
    yield classifier.outputs(classifier.prepare(image.radiograph))[0]
