"""A reader study at a glance: its readers and how far they are; from here reading and results begin."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xray_desktop.evaluation.reader_study.definition import FILE, SecondRead, UnusableReaderStudy
from xray_desktop.messages import Message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.images.opening import ImageOpener
from xray_desktop.ui.jobs import WorkerThreads
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.reader_study.readers_table import LoadedStudy, ReadersTable, load_study
from xray_desktop.ui.reader_study.reading_window import ReadingWindow
from xray_desktop.ui.reader_study.remarks_label import RemarksLabel
from xray_desktop.ui.reader_study.results_window import ReaderResultsWindow
from xray_desktop.ui.reader_study.session import ReadingSession
from xray_desktop.ui.reader_study.setup_control import SetupControl
from xray_desktop.ui.reader_study.setup_dialog import StudySetup
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.file_text import one_line
from xray_desktop.ui.theme.heading import Heading
from xray_desktop.ui.theme.icons import refresh_icons, set_icon
from xray_desktop.ui.widgets.file_drops import FileDrops
from xray_desktop.ui.worklist.panel import Worklist


class ReaderStudyWindow(QWidget):
    """Sets studies up, opens them, and leads to reading and results.

    Signals:
        caseWanted: an image, by its path, is to be shown in the main window.
    """

    caseWanted = Signal(str)

    def __init__(
        self,
        workers: WorkerThreads,
        runner: ModelRunner,
        worklist: Worklist,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._workers, self._runner = workers, runner
        self._settings = settings
        self._worker = workers.worker("reader study")
        self._loaded: LoadedStudy | None = None
        self._setting_up = SetupControl(self._worker, runner, worklist, settings, self)
        self._opener: ImageOpener | None = None
        self.reading: ReadingWindow | None = None
        self.results: ReaderResultsWindow | None = None
        self.setup: StudySetup | None = None
        self._title, self._about, self.notice = (
            Heading(1.25, bold=True),
            QLabel(wordWrap=True),
            RemarksLabel(),
        )
        self.table = ReadersTable()
        self.new, self.open, self.read, self.show_results = (QPushButton() for _ in range(4))
        self._lay_out()
        self._connect()
        self.resize(720, 460)
        self._retranslate()

    # Studies

    def open_study(self, folder: Path, *remarks: Message) -> None:
        """Reads a study and its records, and shows them with remarks."""
        self._worker.submit(
            lambda: load_study(folder),
            item=lambda found: self._show(found, remarks),
            failed=self._not_opened,
        )

    def set_up(self) -> StudySetup:
        """Asks for a new study of the images in the worklist."""
        self.setup = self._setting_up.ask()
        return self.setup

    def begin_reading(self, number: int) -> ReadingWindow | None:
        """Begins or continues the session of a reader, by their number from 1."""
        if self._loaded is None or self.reading is not None:
            return None
        if self._opener is None:
            self._opener = ImageOpener(self._workers, self)
            self._opener.start()
        loaded = self._loaded
        session = ReadingSession(loaded.folder, loaded.study, number, self._worker, self._opener)
        worker = self._workers.worker("reader study heat maps")
        self.reading = ReadingWindow(session, self._runner, worker)
        session.setParent(self.reading)
        self.reading.closed.connect(self._reading_ended)
        self.reading.begin()
        return self.reading

    def ask_for_results(self) -> None:
        """Shows the results; asks first while a reader has not finished, as results unblind."""
        if self._loaded is None:
            return
        unfinished = self._loaded.unfinished
        if not unfinished:
            self._show_results()
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Reader study"))
        box.setText(self.tr("Not finished: {readers}").format(readers=", ".join(map(one_line, unfinished))))
        box.setInformativeText(
            self.tr("The results disclose predictions, labels and file names. A reader must not see them.")
        )
        show = box.addButton(self.tr("Show results"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        show.clicked.connect(self._show_results)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def end(self) -> None:
        """Ends what is under way, before the program ends."""
        self._setting_up.close()
        if self.reading is not None:
            self.reading.session.close(wait=True)
            self.reading.close()
        if self.results is not None:
            self.results.close()
        if self._opener is not None:
            self._opener.close()
        self.close()

    # Reading and results

    def _reading_ended(self) -> None:
        window, self.reading = self.reading, None
        if window is not None:
            window.deleteLater()
        if self._loaded is not None:
            self.open_study(self._loaded.folder)

    def _show_results(self) -> None:
        assert self._loaded is not None
        if self.results is None:
            self.results = ReaderResultsWindow(self._worker, self._settings, self)
            self.results.caseWanted.connect(self.caseWanted)
        self.results.show_study(self._loaded.folder)
        self.results.show()
        self.results.activateWindow()

    # Showing

    def _show(self, loaded: LoadedStudy, remarks: tuple[Message, ...]) -> None:
        self._loaded = loaded
        self.notice.show_messages(*remarks)
        self._render()

    def _not_opened(self, error: Exception) -> None:
        if not isinstance(error, UnusableReaderStudy):
            raise error
        self.notice.show_messages(error.message)

    def _render(self) -> None:
        loaded = self._loaded
        self.table.setVisible(loaded is not None)
        self.read.setVisible(loaded is not None)
        self.show_results.setVisible(loaded is not None)
        if loaded is None:
            self._title.setText(self.tr("No study open"))
            self._about.setText(
                self.tr(
                    "In a reader study, named readers read the same images without the prediction, each in "
                    "an order "
                    "of their own, and then, if wished, with the prediction. Open the images in the main "
                    "window and "
                    "set up a new study, or open the folder of a study."
                )
            )
            return
        study = loaded.study
        self._title.setText(one_line(loaded.folder.name))
        second = {
            SecondRead.NONE: self.tr("no second read"),
            SecondRead.EACH: self.tr("second read with the prediction right after each first read"),
            SecondRead.AFTER: self.tr("second read with the prediction after all first reads"),
        }
        about = self.tr("{images} images, {second}, seed {seed}, created {date}")
        self._about.setText(
            about.format(
                images=len(study.images),
                second=second[study.second_read],
                seed=study.seed,
                date=study.created,
            )
        )
        self.table.show_readers(loaded)
        self._offer()

    def _offer(self) -> None:
        loaded, row = self._loaded, self.table.currentRow()
        begun = loaded is not None and loaded.has_begun(row)
        self.read.setText(self.tr("&Continue reading") if begun else self.tr("&Begin reading"))
        self.read.setEnabled(loaded is not None and loaded.can_read(row))
        self.show_results.setEnabled(loaded is not None and loaded.has_answers)

    # Building

    def _lay_out(self) -> None:
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setProperty("role", "muted")
        set_icon(self.open, "open-folder")
        set_icon(self.show_results, "evaluate")
        self.read.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addWidget(self.open)
        buttons.addStretch()
        buttons.addWidget(self.show_results)
        buttons.addWidget(self.read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addStretch()
        layout.addLayout(buttons)

    def _connect(self) -> None:
        FileDrops(self).dropped.connect(self._dropped)
        self._setting_up.created.connect(lambda study: self.open_study(study.folder, *study.remarks))
        self.new.clicked.connect(self.set_up)
        self.open.clicked.connect(self._choose)
        self.read.clicked.connect(lambda: self.begin_reading(self.table.currentRow() + 1))
        self.show_results.clicked.connect(self.ask_for_results)
        self.table.currentCellChanged.connect(self._offer)
        self.table.doubleClicked.connect(self.read.click)

    def _dropped(self, paths: list[str]) -> None:
        path = Path(paths[0])
        self.open_study(path.parent if path.name == FILE else path)

    def _choose(self) -> None:
        begin = self._settings.get(remembered.LAST_EXPORT_FOLDER)
        folder = QFileDialog.getExistingDirectory(self, self.tr("Open a reader study"), begin)
        if folder:
            self._settings.set(remembered.LAST_EXPORT_FOLDER, str(Path(folder).parent))
            self.open_study(Path(folder))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._setting_up.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.ApplicationPaletteChange:
            refresh_icons(self)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Reader study"))
        self.new.setText(self.tr("&New study…"))
        self.open.setText(self.tr("&Open a study…"))
        self.show_results.setText(self.tr("Res&ults…"))
        self._render()
        self._offer()
