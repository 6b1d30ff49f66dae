"""The window: puts viewer, panels and actions together, and leads each film from file to verdict."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMainWindow, QMenu, QScrollArea, QWidget

from xray_desktop.batch.files import NothingToDo
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.inference.prediction import Prediction
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.actions import Actions
from xray_desktop.ui.display_state import Display
from xray_desktop.ui.film import Film
from xray_desktop.ui.film_gestures import ZOOM_STEP
from xray_desktop.ui.finding import Found, find_films
from xray_desktop.ui.help import Help
from xray_desktop.ui.histogram_panel import HistogramPanel
from xray_desktop.ui.icons import application_icon, refresh_icons
from xray_desktop.ui.information_panel import InformationPanel
from xray_desktop.ui.jobs import Job, Lanes
from xray_desktop.ui.judging import Judge
from xray_desktop.ui.menus import Menus
from xray_desktop.ui.opening import FilmOpener
from xray_desktop.ui.prediction_panel import PredictionPanel
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.status_line import StatusLine
from xray_desktop.ui.theme import Theme
from xray_desktop.ui.translation import Translation
from xray_desktop.ui.viewer_area import ViewerArea
from xray_desktop.ui.worklist import Worklist


class Docks(NamedTuple):
    """The panels around the viewer, as they can be moved and closed."""

    worklist: QDockWidget
    prediction: QDockWidget
    histogram: QDockWidget
    information: QDockWidget


class MainWindow(QMainWindow):
    """The application's window.

    Signals:
        radiographShown: a file (Path) and its radiograph (Radiograph) are on the screen.
        predictionReady: a file (Path) on the screen and its prediction (Prediction).
        filmFailed: a file (Path) and why it cannot be shown or judged, a sentence for the user.
        closed: the window is closed and all work has ended.
    """

    radiographShown = Signal(object, object)
    predictionReady = Signal(object, object)
    filmFailed = Signal(object, str)
    closed = Signal()

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
        self.lanes = Lanes(self)
        self.display = Display(self)
        self.opener = FilmOpener(self.lanes, self)
        self.judge = Judge(self.lanes.lane("judging"), model_file, self)
        self.viewer = ViewerArea(self.display)
        self.prediction_panel = PredictionPanel()
        self.histogram_panel = HistogramPanel(self.display)
        self.information_panel = InformationPanel()
        self.worklist = Worklist(self.lanes.lane("thumbnails"))
        self.status_line = StatusLine(self.display)
        self.actions_ = Actions(self, settings)
        self._film: Film | None = None
        self._wanted: Path | None = None
        self._finding: Job | None = None
        self._ended = False
        self.docks = self._make_docks()
        self.menus = Menus(self)
        self.help = Help(self)
        self.setCentralWidget(self.viewer)
        self.setStatusBar(self.status_line)
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self._connect()
        self._restore()
        self._retranslate()
        self._show_state()

    # What can be asked for

    def open_paths(self, paths: Sequence[str | os.PathLike[str]]) -> None:
        """Opens files and folders: puts their films into the worklist and shows the first."""
        absolute = [Path(os.path.abspath(path)) for path in paths]
        if not absolute:
            return
        if self._finding is not None:
            self._finding.cancel()
        self.settings.set(remembered.LAST_FOLDER, str(absolute[0].parent))
        for path in absolute:
            self.settings.add_recent(path)
        job: list[Job] = []
        self._finding = self.lanes.lane("finding").submit(
            lambda: find_films(absolute, lambda: bool(job) and job[0].cancelled),
            item=self._found,
            failed=self._not_found,
        )
        job.append(self._finding)

    def open_from_outside(self, paths: Sequence[str]) -> None:
        """Comes to the front and opens what another start of the program was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.open_paths(paths)

    def show_film(self, path: str | os.PathLike[str], frame: int = 0) -> None:
        """Shows one film, and asks the model about it; what was wanted before is dropped."""
        self._wanted = Path(path)
        self.judge.judge(None)
        self.opener.open(self._wanted, frame)

    def close_film(self) -> None:
        """Back to the start page."""
        self._wanted = None
        self.opener.drop()
        self.judge.judge(None)
        self._set_film(None)
        self.viewer.show_start()
        self.prediction_panel.show_nothing()

    @property
    def film(self) -> Film | None:
        """The film on the screen."""
        return self._film

    # From file to verdict

    def _found(self, found: Found) -> None:
        if found.remarks:
            self.viewer.show_notice(" ".join(found.remarks))
        self.worklist.add(found.entries)
        first = found.entries[0].path
        self.docks.worklist.setVisible(len(self.worklist.model.entries) > 1)
        before = self._wanted
        self.worklist.show_film(first)
        if self._wanted is before:
            # It was the current one already; its file may have changed.
            self.show_film(first)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, NothingToDo | OSError):
            raise error
        if self._film is None:
            self.viewer.show_error(str(error))
        else:
            self.viewer.show_notice(str(error))

    def _opening(self, _path: Path) -> None:
        self.viewer.show_busy()
        self.prediction_panel.show_waiting(for_film=True)

    def _opened(self, film: Film) -> None:
        self._set_film(film)
        self.viewer.show_film(film)
        self.radiographShown.emit(film.path, film.radiograph)
        self.prediction_panel.show_waiting(for_model=self.judge.metadata is None)
        # The picture is painted before the network takes the processor.
        QTimer.singleShot(0, lambda: self._judge_shown(film))
        self.opener.read_ahead(Path(path) for path in self.worklist.neighbours(str(film.path)))

    def _judge_shown(self, film: Film) -> None:
        if film is self._film:
            self.judge.judge(film)

    def _unreadable(self, path: Path, message: str) -> None:
        self._set_film(None)
        self.viewer.show_error(message)
        self.prediction_panel.show_unreadable()
        self.filmFailed.emit(path, message)

    def _predicted(self, film: Film, prediction: Prediction) -> None:
        if film is not self._film:
            return
        self.viewer.view.set_influence(prediction.influence)
        self.prediction_panel.show_prediction(prediction)
        self.predictionReady.emit(film.path, prediction)

    def _not_judged(self, film: Film, message: str) -> None:
        if film is self._film:
            self.prediction_panel.show_failure(message)
            self.filmFailed.emit(film.path, message)

    def _model_ready(self) -> None:
        self.prediction_panel.set_metadata(self.judge.metadata, self.judge.operating_point)

    def _set_film(self, film: Film | None) -> None:
        self._film = film
        radiograph: Radiograph | None = film.radiograph if film else None
        self.display.show(radiograph)
        self.histogram_panel.set_film(film)
        self.information_panel.set_radiograph(radiograph)
        self.setWindowTitle(f"{radiograph.name} – {self._title()}" if radiograph else self._title())
        self._show_state()

    # Parts and their connections

    def _make_docks(self) -> Docks:
        right, left = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.LeftDockWidgetArea
        docks = Docks(
            worklist=self._dock("worklist", self.worklist, left),
            prediction=self._dock("prediction", _scrolling(self.prediction_panel), right),
            histogram=self._dock("histogram", self.histogram_panel, right),
            information=self._dock("information", self.information_panel, right),
        )
        self.tabifyDockWidget(docks.histogram, docks.information)
        docks.histogram.raise_()
        docks.worklist.hide()
        self.setDockNestingEnabled(True)
        self.resizeDocks([docks.prediction, docks.histogram], [340, 340], Qt.Orientation.Horizontal)
        self.resizeDocks([docks.prediction, docks.histogram], [400, 260], Qt.Orientation.Vertical)
        return docks

    def _dock(self, name: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName(name)
        dock.setWidget(content)
        self.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        self.opener.opening.connect(self._opening)
        self.opener.opened.connect(self._opened)
        self.opener.failed.connect(self._unreadable)
        self.judge.modelReady.connect(self._model_ready)
        self.judge.predicted.connect(self._predicted)
        self.judge.failed.connect(self._not_judged)
        self.worklist.filmWanted.connect(self._wanted_from_worklist)
        self.viewer.start_page.openWanted.connect(self.choose_files)
        self.viewer.start_page.openFolderWanted.connect(self.choose_folder)
        self.viewer.start_page.sampleWanted.connect(lambda path: self.open_paths([path]))
        self.viewer.openWanted.connect(self.choose_files)
        self.viewer.retryWanted.connect(self.judge_again)
        self.viewer.frameWanted.connect(self.show_frame)
        self.viewer.view.probed.connect(self._probed)
        self.viewer.view.menuRequested.connect(self._show_menu)
        self.viewer.view.viewChanged.connect(
            lambda: self.status_line.show_scale(self.viewer.view.viewport.scale)
        )
        self.display.changed.connect(self._show_state)
        self.prediction_panel.operatingPointChosen.connect(self.set_operating_point)
        heat_map = self.prediction_panel.heat_map
        heat_map.toggled.connect(self.actions_["heat_map"].setChecked)
        heat_map.opacityChanged.connect(self._set_opacity)
        self.theme.changed.connect(lambda: refresh_icons(self))
        view, display = self.viewer.view, self.display
        for name, slot in {
            "open": self.choose_files,
            "open_folder": self.choose_folder,
            "close_film": self.close_film,
            "quit": self.close,
            "undo": display.undo_stack.undo,
            "redo": display.undo_stack.redo,
            "fit": view.fit,
            "actual_size": view.actual_size,
            "zoom_in": lambda: view.zoom(ZOOM_STEP),
            "zoom_out": lambda: view.zoom(1 / ZOOM_STEP),
            "auto_window": self.histogram_panel.window_automatically,
            "reset_window": display.reset_window,
            "reset_display": self._reset_display,
            "invert": display.invert,
            "rotate_left": lambda: display.turn(-1),
            "rotate_right": lambda: display.turn(1),
            "flip_horizontally": display.flip,
            "flip_vertically": lambda: display.flip(vertically=True),
            "previous_film": lambda: self.worklist.step(-1),
            "next_film": lambda: self.worklist.step(1),
            "previous_frame": lambda: self.show_frame(self._frame() - 1),
            "next_frame": lambda: self.show_frame(self._frame() + 1),
            "judge_again": self.judge_again,
        }.items():
            self.actions_[name].triggered.connect(lambda _=False, slot=slot: slot())
        for name, switch in {
            "heat_map": self._show_heat_map,
            "logarithmic": self.histogram_panel.set_logarithmic,
            "references": self.histogram_panel.set_references_shown,
            "patient_data": self.information_panel.set_patient_shown,
            "full_screen": self._full_screen,
        }.items():
            self.actions_[name].toggled.connect(switch)
        self.histogram_panel.logarithmicChanged.connect(self._logarithmic_chosen)
        self.histogram_panel.referencesChanged.connect(self._references_chosen)
        self.information_panel.patientShown.connect(self.actions_["patient_data"].setChecked)
        display.undo_stack.canUndoChanged.connect(self.actions_["undo"].setEnabled)
        display.undo_stack.canRedoChanged.connect(self.actions_["redo"].setEnabled)

    # Actions

    def choose_files(self) -> None:
        """Asks which files to open."""
        files, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Open files"), self.settings.get(remembered.LAST_FOLDER)
        )
        self.open_paths(files)

    def choose_folder(self) -> None:
        """Asks which folder to open."""
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Open folder"), self.settings.get(remembered.LAST_FOLDER)
        )
        if folder:
            self.open_paths([folder])

    def show_frame(self, frame: int) -> None:
        """Another image of the file on the screen, from 0; nothing happens beyond the last."""
        film = self._film
        if film is not None and 0 <= frame < film.radiograph.frames and frame != film.radiograph.frame:
            self.show_film(film.path, frame)

    def judge_again(self) -> None:
        """Reads the file again if it has changed or failed, loads the model if that failed, and asks it."""
        if self.judge.failure:
            self.judge.load()
        if self._wanted is not None:
            self.show_film(self._wanted, self._frame())

    def set_operating_point(self, name: str) -> None:
        """Judges at another operating point from now on; remembered."""
        self.settings.set(remembered.OPERATING_POINT, name)
        self.judge.set_operating_point(name)
        self.prediction_panel.set_operating_point(name)

    def _frame(self) -> int:
        return self._film.radiograph.frame if self._film else 0

    def _reset_display(self) -> None:
        self.display.reset()
        self.viewer.view.fit()

    def _show_heat_map(self, on: bool) -> None:
        self.prediction_panel.heat_map.set_shown(on)
        self.viewer.view.set_heat_map_visible(on)

    def _set_opacity(self, opacity: float) -> None:
        self.viewer.view.set_heat_map_opacity(opacity)
        self.settings.set(remembered.HEATMAP_OPACITY, opacity)

    def _logarithmic_chosen(self, on: bool) -> None:
        self.settings.set(remembered.HISTOGRAM_LOGARITHMIC, on)
        self.actions_["logarithmic"].setChecked(on)

    def _references_chosen(self, on: bool) -> None:
        self.settings.set(remembered.HISTOGRAM_REFERENCES, on)
        self.actions_["references"].setChecked(on)

    def _full_screen(self, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def _wanted_from_worklist(self, path: str) -> None:
        if self._wanted is None or str(self._wanted) != path:
            self.show_film(path)

    def _probed(self, column: int, row: int) -> None:
        value = self.status_line.show_pixel(column, row)
        self.histogram_panel.set_probed(value)

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        self.menus.fill_context_menu(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def _show_state(self) -> None:
        shown = self._film is not None
        for name in _FILM_ACTIONS:
            self.actions_[name].setEnabled(shown)
        self.actions_["invert"].setChecked(shown and self.display.state.inverted)
        stack = self.display.undo_stack
        self.actions_["undo"].setEnabled(stack.canUndo())
        self.actions_["redo"].setEnabled(stack.canRedo())

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_paths([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opener.start()
        # After the first paint: it takes longer than everything before it.
        QTimer.singleShot(50, self.judge.load)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.set(remembered.GEOMETRY, self.saveGeometry())
        self.settings.set(remembered.WINDOW_STATE, self.saveState())
        self.opener.close()
        self._ended = self.lanes.close()
        event.accept()
        self.closed.emit()

    @property
    def ended(self) -> bool:
        """After closing: whether all work has ended, so that the window may be destroyed."""
        return self._ended

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _restore(self) -> None:
        get = self.settings.get
        self.judge.set_operating_point(get(remembered.OPERATING_POINT))
        self.prediction_panel.heat_map.set_opacity(get(remembered.HEATMAP_OPACITY))
        self.histogram_panel.set_logarithmic(get(remembered.HISTOGRAM_LOGARITHMIC))
        self.histogram_panel.set_references_shown(get(remembered.HISTOGRAM_REFERENCES))
        self.resize(1280, 720)
        if not get(remembered.GEOMETRY).isEmpty():
            self.restoreGeometry(get(remembered.GEOMETRY))
        if not get(remembered.WINDOW_STATE).isEmpty():
            self.restoreState(get(remembered.WINDOW_STATE))

    def _title(self) -> str:
        return self.tr("X-ray Desktop")

    def _retranslate(self) -> None:
        radiograph = self._film.radiograph if self._film else None
        self.setWindowTitle(f"{radiograph.name} – {self._title()}" if radiograph else self._title())
        self.docks.worklist.setWindowTitle(self.tr("Worklist"))
        self.docks.prediction.setWindowTitle(self.tr("Verdict of the model"))
        self.docks.histogram.setWindowTitle(self.tr("Histogram"))
        self.docks.information.setWindowTitle(self.tr("Information"))


_FILM_ACTIONS = (
    *("close_film", "fit", "actual_size", "zoom_in", "zoom_out", "auto_window", "reset_window"),
    *("reset_display", "invert", "rotate_left", "rotate_right", "flip_horizontally", "flip_vertically"),
    *("previous_frame", "next_frame"),
)


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
