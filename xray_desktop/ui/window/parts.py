"""The parts of the main window, before anything is connected; what menus, actions and help know of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from xray_desktop.ui import settings as remembered
from xray_desktop.ui.actions import Actions
from xray_desktop.ui.histogram.panel import HistogramPanel
from xray_desktop.ui.images.display_memory import DisplayMemory
from xray_desktop.ui.images.display_state import Display
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.opening import ImageOpener
from xray_desktop.ui.jobs import WorkerThreads
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.prediction.panel import PredictionPanel
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.translation import Translation
from xray_desktop.ui.theme.icons import application_icon
from xray_desktop.ui.theme.theme import Theme
from xray_desktop.ui.viewer.information_panel import InformationPanel
from xray_desktop.ui.viewer.measurement_panel import MeasurementPanel
from xray_desktop.ui.viewer.viewer_area import ViewerArea
from xray_desktop.ui.widgets.file_drops import FileDrops
from xray_desktop.ui.window.docks import Docks
from xray_desktop.ui.window.status_line import StatusLine
from xray_desktop.ui.worklist.discovery import ImageFinder
from xray_desktop.ui.worklist.panel import Worklist


class WindowParts(QMainWindow):
    """Viewer, panels, workers and actions, laid out but not connected.

    Signals:
        pathsWanted: files and folders (a list of paths) are to be opened.
        pathsOpened: files and folders (a list of absolute paths) are being opened.
        radiographShown: a file (Path) and its radiograph (Radiograph) are on the screen.
        predictionReady: a file (Path) on the screen and its prediction (Prediction).
        imageFailed: a file (Path) and why it cannot be opened or classified (Message).
        stateChanged: what actions can be chosen may have changed.
    """

    pathsWanted = Signal(list)
    pathsOpened = Signal(list)
    radiographShown = Signal(object, object)
    predictionReady = Signal(object, object)
    imageFailed = Signal(object, object)
    stateChanged = Signal()

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        translation: Translation,
        model_file: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.theme = theme
        self.translation = translation
        self.workers = WorkerThreads(self)
        self.display = Display(self)
        self.display_memory = DisplayMemory()
        self.opener = ImageOpener(self.workers, self)
        self.finder = ImageFinder(self.workers.worker("finding"), self)
        self.model_runner = ModelRunner(
            self.workers.worker("classifying"), model_file, self, engine=settings.get(remembered.ENGINE)
        )
        self.viewer = ViewerArea(self.display, self.workers.worker("filtering"))
        self.prediction_panel = PredictionPanel()
        self.histogram_panel = HistogramPanel(self.display)
        self.information_panel = InformationPanel()
        annotations = self.viewer.view.editor.annotations
        annotations.set_worker(self.workers.worker("measuring"))
        self.measurement_panel = MeasurementPanel(annotations)
        self.worklist = Worklist(
            self.workers.worker("thumbnails"), studies_worker=self.workers.worker("studies")
        )
        self.status_line = StatusLine(self.display)
        self.actions_ = Actions(self, settings)
        self.docks = Docks(
            self,
            worklist=self.worklist,
            prediction=self.prediction_panel,
            histogram=self.histogram_panel,
            information=self.information_panel,
            measurements=self.measurement_panel,
        )
        self.setCentralWidget(self.viewer)
        self.setStatusBar(self.status_line)
        self.setWindowIcon(application_icon())
        self.drops = FileDrops(self)
        self._image: LoadedImage | None = None

    @property
    def image(self) -> LoadedImage | None:
        """The image on the screen."""
        return self._image

    def announce_state(self, *_: object) -> None:
        """Emits stateChanged. A method, so that Qt drops its connections with the window."""
        self.stateChanged.emit()
