"""The part of the main window that leads each image from file to prediction."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import Message
from xray_desktop.ui import settings as remembered
from xray_desktop.ui.images.loaded_image import LoadedImage, named_windows
from xray_desktop.ui.settings import Settings
from xray_desktop.ui.text.translation import Translation
from xray_desktop.ui.theme.theme import Theme
from xray_desktop.ui.viewer.start_page import sample_images
from xray_desktop.ui.window.cine import Cine
from xray_desktop.ui.window.parts import WindowParts
from xray_desktop.ui.worklist.discovery import ImagesFound


class ImageWindow(WindowParts):
    """The window's way from a file to its prediction: opening, showing, classifying, stepping through
    frames.
    """

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        translation: Translation,
        model_file: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, theme, translation, model_file, parent)
        self._wanted: Path | None = None
        self._remarks: Sequence[Message] = ()
        self.cine = Cine(self.opener, self)
        self._connect()
        self.show_title()

    # Requests

    def open_paths(self, paths: Sequence[str | os.PathLike[str]]) -> None:
        """Opens files and folders: puts their images into the worklist and shows the file named first, or
        the first image.
        """
        if not paths:
            return
        absolute = [os.path.abspath(path) for path in paths]
        samples = {str(image) for image in sample_images()}
        own = [path for path in absolute if path not in samples]
        if own:
            self.settings.set(remembered.LAST_FOLDER, os.path.dirname(own[0]))
            self.settings.add_recent(*own[-remembered.RECENT_LIMIT :])
        self.pathsOpened.emit(absolute)
        self.finder.find(paths)

    def open_from_outside(self, paths: Sequence[str]) -> None:
        """Comes to the front and opens the paths of another start of the program."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.open_paths(paths)

    def show_image(self, path: str | os.PathLike[str], frame: int = 0) -> None:
        """Shows one image, and classifies it; an earlier request is dropped."""
        self._wanted = Path(path)
        self.model_runner.classify(None)
        self.opener.open(self._wanted, frame)

    def close_image(self) -> None:
        """Back to the start page."""
        self._wanted = None
        self.opener.drop()
        self.model_runner.classify(None)
        self._set_image(None)
        self.viewer.show_start()
        self.prediction_panel.show_nothing()

    # From file to prediction

    def _found(self, found: ImagesFound) -> None:
        self._remarks = found.remarks
        self.worklist.add(found.entries)
        if not found.first:
            return
        first = found.wanted
        self.docks.offer_worklist(len(self.worklist.model.entries) > 1)
        before = self._wanted
        self.worklist.show_image(first)
        if self._wanted is before:
            # It was the current one already; its file may have changed.
            self.show_image(first)

    def _not_found(self, message: Message) -> None:
        if self._image is None:
            self.viewer.show_error(message)
        else:
            self.viewer.show_notice(message)

    def _opening(self, _path: Path) -> None:
        self.viewer.show_busy()
        if not self.cine.playing:
            self.prediction_panel.show_waiting(for_image=True)

    def _opened(self, image: LoadedImage) -> None:
        self._set_image(image)
        self.viewer.show_image(image)
        if self._remarks:
            self.viewer.show_notice(*self._remarks)
            self._remarks = ()
        self.radiographShown.emit(image.path, image.radiograph)
        if self.cine.playing:
            return
        self.prediction_panel.show_waiting(for_model=self.model_runner.metadata is None)
        # The image is painted before the network takes the processor.
        QTimer.singleShot(0, self, lambda: self._classify_shown(image))
        self.opener.read_ahead(Path(path) for path in self.worklist.neighbours(str(image.path)))

    def _classify_shown(self, image: LoadedImage) -> None:
        if image is self._image:
            self.model_runner.classify(image)

    def _unreadable(self, path: Path, message: Message) -> None:
        self._set_image(None)
        self.viewer.show_error(message)
        self.prediction_panel.show_unreadable()
        self.imageFailed.emit(path, message)

    def _predicted(self, image: LoadedImage, prediction: Prediction) -> None:
        if image is not self._image:
            return
        self.viewer.view.set_cam(prediction.cam)
        self.prediction_panel.show_prediction(prediction)
        self.predictionReady.emit(image.path, prediction)

    def _not_classified(self, image: LoadedImage, message: Message) -> None:
        if image is self._image:
            self.prediction_panel.show_failure(message)
            self.imageFailed.emit(image.path, message)

    def _set_image(self, image: LoadedImage | None) -> None:
        self.display_memory.leave(self._image, self.display)
        self._image = image
        radiograph: Radiograph | None = image.radiograph if image else None
        self.display.show(radiograph, self.display_memory.state_for(image) if image else None)
        self.histogram_panel.set_image(image)
        self.information_panel.set_radiograph(radiograph)
        self.cine.set_image(image)
        self.show_title()
        self.stateChanged.emit()

    # Parts and their connections

    def _connect(self) -> None:
        self.finder.found.connect(self._found)
        self.finder.failed.connect(self._not_found)
        self.opener.opening.connect(self._opening)
        self.opener.opened.connect(self._opened)
        self.opener.failed.connect(self._unreadable)
        self.model_runner.predicted.connect(self._predicted)
        self.model_runner.failed.connect(self._not_classified)
        self.worklist.imageWanted.connect(self._wanted_from_worklist)
        self.viewer.start_page.openWanted.connect(self.choose_files)
        self.viewer.start_page.openFolderWanted.connect(self.choose_folder)
        self.viewer.start_page.sampleWanted.connect(lambda path: self.open_paths([path]))
        self.viewer.start_page.recentWanted.connect(lambda path: self.open_paths([path]))
        self.viewer.start_page.set_recent(self.settings.recent())
        self.settings.changed.connect(self._setting_changed)
        self.viewer.openWanted.connect(self.choose_files)
        self.viewer.retryWanted.connect(self.classify_again)
        self.viewer.frameWanted.connect(self.show_frame)
        self.cine.frameWanted.connect(self.show_frame)
        self.cine.changed.connect(self._cine_changed)
        self.cine.stopped.connect(self._cine_stopped)
        self.viewer.playWanted.connect(self.cine.toggle)
        self.viewer.rateChosen.connect(self.cine.set_rate)
        self.viewer.view.probed.connect(self._probed)
        self.viewer.view.imageStepWanted.connect(self.step_image)
        self.viewer.view.viewChanged.connect(
            lambda: self.status_line.show_scale(self.viewer.view.viewport.scale)
        )
        self.display.changed.connect(self.announce_state)
        self.display.undo_stack.canUndoChanged.connect(self.announce_state)
        self.display.undo_stack.canRedoChanged.connect(self.announce_state)
        self.prediction_panel.operatingPointChosen.connect(self.set_operating_point)
        self.drops.dropped.connect(self.open_paths)
        self.pathsWanted.connect(self.open_paths)

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
        """Shows another frame of the file, from 0; nothing happens beyond the last."""
        image = self._image
        if image is not None and 0 <= frame < image.radiograph.frames and frame != image.radiograph.frame:
            self.show_image(image.path, frame)

    def step_frame(self, by: int) -> None:
        """Moves by so many frames; nothing happens beyond the ends."""
        self.show_frame(self._frame() + by)

    def _cine_changed(self) -> None:
        self.viewer.show_cine(playing=self.cine.playing, rate=self.cine.rate)
        if self.cine.playing:
            # The prediction of one frame must not stand beside another.
            self.model_runner.classify(None)
            self.prediction_panel.show_frames_playing()
        self.announce_state()

    def _cine_stopped(self) -> None:
        if self._image is not None:
            self.prediction_panel.show_waiting(for_model=self.model_runner.metadata is None)
            self._classify_shown(self._image)

    def step_image(self, by: int) -> None:
        """Moves by so many frames of a file that has several, else by so many images of the worklist."""
        if self._image is not None and self._image.radiograph.frames > 1:
            self.step_frame(by)
        else:
            self.worklist.step(by)

    def choose_preset(self, number: int) -> None:
        """Shows the image with the preset of that number, from 1; nothing happens when there is none."""
        presets = named_windows(self._image) if self._image else []
        if number <= len(presets):
            self.display.choose_voi(presets[number - 1][1])

    def classify_again(self) -> None:
        """Reads the file again if it has changed or failed, loads the model if that failed, and
        classifies.
        """
        if self.model_runner.failure:
            self.model_runner.load()
        if self._wanted is not None:
            self.show_image(self._wanted, self._frame())

    def set_operating_point(self, name: str) -> None:
        """Classifies at another operating point from now on; remembered."""
        self.settings.set(remembered.OPERATING_POINT, name)
        self.model_runner.set_operating_point(name)

    def _frame(self) -> int:
        return self._image.radiograph.frame if self._image else 0

    def _setting_changed(self, key: str) -> None:
        if key in (remembered.RECENT.key, remembered.REMEMBER_RECENT.key):
            self.viewer.start_page.set_recent(self.settings.recent())

    def _wanted_from_worklist(self, path: str) -> None:
        if self._wanted is None or str(self._wanted) != path:
            self.show_image(path)

    def _probed(self, column: int, row: int) -> None:
        value = self.status_line.show_pixel(column, row)
        self.histogram_panel.set_probed(value)

    def show_title(self) -> None:
        """Shows the name of the image in the title bar, in the language in use."""
        title = self.tr("X-ray Desktop")
        if self._image:
            # Qt replaces a single [*] by its mark of unsaved changes.
            title = f"{self._image.radiograph.name.replace('[*]', '[*][*]')} – {title}"
        self.setWindowTitle(title)
