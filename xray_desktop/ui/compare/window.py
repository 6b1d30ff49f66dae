"""Two images side by side, moved, zoomed and windowed together; or one image without and with its heat
map.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QSlider, QToolBar, QWidget

from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed
from xray_desktop.imaging.radiograph import UnreadableRadiograph
from xray_desktop.inference.classifier import Classifier
from xray_desktop.inference.decision import ModelOutput
from xray_desktop.ui.compare.linked_display import LinkedDisplays
from xray_desktop.ui.compare.overlay import Arrangement, ComparedPair
from xray_desktop.ui.compare.side import CompareSide
from xray_desktop.ui.images.loaded_image import LoadedImage, read_image
from xray_desktop.ui.jobs import Job, WorkerThread
from xray_desktop.ui.model_runner import ModelRunner
from xray_desktop.ui.theme.icons import refresh_icons, set_icon
from xray_desktop.ui.viewer.gestures import ZOOM_STEP


@dataclass(frozen=True, eq=False)
class _ModelResult:
    """Output of a model for an image; the prediction follows from it at the operating point in use."""

    output: ModelOutput
    classifier: Classifier


class CompareWindow(QMainWindow):
    """A window of its own beside the main one; its images are read again, so that nothing there changes."""

    def __init__(
        self,
        worker: WorkerThread,
        runner: ModelRunner,
        parent: QWidget | None = None,
        *,
        marks: Callable[[str], Mark | None] = lambda _: None,
        measuring: WorkerThread | None = None,
    ) -> None:
        """`marks` gives the reader's mark of an image by its path; `measuring` measures large regions."""
        super().__init__(parent, Qt.WindowType.Window)
        self._marks = marks
        self._worker = worker
        self._runner = runner
        self._reader = IsolatedReader()
        self._jobs: list[Job] = []
        self._paths: list[str] = ["", ""]
        self._results: dict[CompareSide, _ModelResult] = {}
        self.left, self.right = CompareSide(), CompareSide()
        self.sides = (self.left, self.right)
        if measuring is not None:
            for side in self.sides:
                side.view.editor.annotations.set_worker(measuring)
        self.displays = LinkedDisplays(self.left.display, self.right.display, self)
        self._following = False
        self._legend, self._notice = QLabel(), QLabel()
        self._legend.setProperty("role", "muted")
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(8, 0, 12, 0)
        self.statusBar().addWidget(self._legend, 1)
        self.statusBar().addPermanentWidget(self._notice)
        self.pair = ComparedPair(self.left, self.right)
        for index, side in enumerate(self.sides):
            side.drops.dropped.connect(partial(self._dropped, index))
        self.setCentralWidget(self.pair)
        self.link, self.heat_map, self.annotations, self.swap = (QAction(self) for _ in range(4))
        self.fit, self.actual_size, self.invert = (QAction(self) for _ in range(3))
        self.zoom_in, self.zoom_out, self.leave = (QAction(self) for _ in range(3))
        self.beside, self.swipe, self.fade = (QAction(self) for _ in range(3))
        self.share = QSlider(Qt.Orientation.Horizontal)
        self.share.setRange(0, 100)
        self.share.setValue(50)
        self._prior = False
        self._set_up_actions()
        for side, other in ((self.left, self.right), (self.right, self.left)):
            side.view.viewChanged.connect(partial(self._view_changed, side, other))
        runner.decisionContextChanged.connect(self._decision_context_changed)
        self.resize(1100, 640)
        self._retranslate()
        self._show_heat_map()

    def compare(self, first: str, second: str, *, prior: bool = False) -> None:
        """Shows two images; `prior` says that the first is the prior of the second."""
        self._paths = [first, second]
        self._prior = prior
        self._show_captions()
        self.heat_map.setChecked(False)
        self._read()

    def compare_heat_map(self, path: str) -> None:
        """Shows an image without its heat map at the left and with it at the right."""
        self._paths = [path, path]
        self._prior = False
        self._show_captions()
        self._read()
        self.heat_map.setChecked(True)

    def _dropped(self, index: int, paths: list[str]) -> None:
        """One image comes to the side where it was dropped; of several, the second to the other side."""
        self._paths[index] = paths[0]
        if len(paths) > 1:
            self._paths[1 - index] = paths[1]
        self._read()

    def _read(self) -> None:
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self._results.clear()
        for side, path in zip(self.sides, self._paths, strict=True):
            side.show_waiting(Path(path).name)
            self._jobs.append(
                self._worker.submit(
                    partial(self._image_and_output, Path(path)),
                    item=partial(self._arrived, side),
                    failed=partial(self._failed, side),
                )
            )
        self._show_heat_map()

    def _image_and_output(self, path: Path) -> Iterator[LoadedImage | _ModelResult]:
        """In the worker: the image first, so that it is shown while the model runs."""
        classifier = self._runner.classifier
        for image in read_image(self._reader, path):
            yield image
            if classifier is not None:
                yield _ModelResult(classifier.outputs(classifier.prepare(image.radiograph))[0], classifier)

    def _arrived(self, side: CompareSide, item: LoadedImage | _ModelResult) -> None:
        if isinstance(item, _ModelResult):
            self._results[side] = item
            self._show_prediction(side)
            return
        side.show_image(item)
        self.show_marks()
        if self.link.isChecked() and side is self.right and self.left.image is not None:
            self.right.view.follow(self.left.view)

    def show_marks(self) -> None:
        """Shows what the reader has drawn on the images by now; here nothing of it can be changed."""
        if not self.isVisible():
            return
        for side in self.sides:
            if side.image is not None and (mark := self._marks(str(side.image.path))) is not None:
                side.show_mark(mark)

    def _show_annotations(self, on: bool) -> None:
        for side in self.sides:
            side.view.editor.set_visible(on)

    def _show_prediction(self, side: CompareSide) -> None:
        result = self._results[side]
        if side.image is not None and result.classifier is self._runner.classifier:
            side.show_prediction(self._runner.prediction(side.image.radiograph, result.output))

    def _decision_context_changed(self) -> None:
        """Predicts both images at the operating point in use; runs the model first where that is another
        one.
        """
        shown = [side for side in self.sides if side.image is not None] if self.isVisible() else []
        results = [self._results.get(side) for side in shown]
        if any(each is None or each.classifier is not self._runner.classifier for each in results):
            self._read()
            return
        for side in shown:
            self._show_prediction(side)

    def _failed(self, side: CompareSide, error: Exception) -> None:
        if not isinstance(error, UnreadableRadiograph | ReadingProcessFailed):
            raise error
        side.show_failure(error.message)

    def _set_up_actions(self) -> None:
        bar = QToolBar(self)
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for action, symbol, key in (
            (self.link, "link", "L"),
            (self.heat_map, "heatmap", "H"),
            (self.annotations, "ruler", "M"),
            (self.swap, "swap", "S"),
            (self.fit, "fit", "F"),
            (self.actual_size, "actual-size", "1"),
            (self.zoom_in, "zoom-in", "+"),
            (self.zoom_out, "zoom-out", "-"),
            (self.invert, "invert", "I"),
            (self.leave, "close", "Esc"),
        ):
            set_icon(action, symbol)
            action.setShortcut(QKeySequence(key))
            self.addAction(action)
            bar.addAction(action)
        self.link.setCheckable(True)
        self.link.setChecked(True)
        self.heat_map.setCheckable(True)
        self.annotations.setCheckable(True)
        self.annotations.setChecked(True)
        self.annotations.toggled.connect(self._show_annotations)
        self.link.toggled.connect(self._link)
        self.heat_map.toggled.connect(self._show_heat_map)
        self.swap.triggered.connect(self._swap)
        self.fit.triggered.connect(lambda: self._active().view.fit())
        self.actual_size.triggered.connect(lambda: self._active().view.actual_size())
        self.zoom_in.triggered.connect(lambda: self._active().view.zoom(ZOOM_STEP))
        self.zoom_out.triggered.connect(lambda: self._active().view.zoom(1 / ZOOM_STEP))
        self.invert.triggered.connect(lambda: self._active().display.invert())
        self.leave.triggered.connect(self.close)
        self._set_up_arrangements(bar)
        self.addToolBar(bar)
        self._bar = bar

    def _set_up_arrangements(self, bar: QToolBar) -> None:
        group = QActionGroup(self)
        bar.insertSeparator(self.fit)
        for action, symbol, key, arrangement in (
            (self.beside, "compare", "B", Arrangement.BESIDE),
            (self.swipe, "swipe", "W", Arrangement.SWIPE),
            (self.fade, "fade", "D", Arrangement.FADE),
        ):
            set_icon(action, symbol)
            action.setShortcut(QKeySequence(key))
            action.setCheckable(True)
            action.triggered.connect(partial(self._arrange, arrangement))
            group.addAction(action)
            self.addAction(action)
            bar.insertAction(self.fit, action)
        self.beside.setChecked(True)
        self.share.setFixedWidth(140)
        self.share.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.share.valueChanged.connect(lambda value: self.pair.set_share(value / 100))
        self.pair.shareChanged.connect(lambda share: self.share.setValue(round(100 * share)))
        self._share_action = bar.insertWidget(self.fit, self.share)
        self._share_action.setVisible(False)
        bar.insertSeparator(self.fit)

    def _arrange(self, arrangement: Arrangement) -> None:
        self.pair.arrange(arrangement)
        self._share_action.setVisible(arrangement is not Arrangement.BESIDE)
        if arrangement is not Arrangement.BESIDE:
            # Only what is shown alike can be compared in one place.
            self.link.setChecked(True)
            self.right.view.follow(self.left.view)

    def _show_captions(self) -> None:
        self.left.set_caption(self.tr("Prior") if self._prior else "")
        self.right.set_caption(self.tr("Current") if self._prior else "")

    def _active(self) -> CompareSide:
        return self.right if self.right.view.hasFocus() else self.left

    def _view_changed(self, side: CompareSide, other: CompareSide) -> None:
        if self._following or not self.link.isChecked() or side.image is None or other.image is None:
            return
        self._following = True
        other.view.follow(side.view)
        self._following = False

    def _link(self, on: bool) -> None:
        self.displays.set_linked(on)
        if on and self.left.image is not None and self.right.image is not None:
            self.right.view.follow(self.left.view)

    def _show_heat_map(self) -> None:
        on = self.heat_map.isChecked()
        same = self._paths[0] == self._paths[1]
        self.left.view.set_heat_map_visible(on and not same)
        self.right.view.set_heat_map_visible(on)
        self._legend.setVisible(on)

    def _swap(self) -> None:
        self._paths.reverse()
        self._prior = False
        self._show_captions()
        self._read()

    def closeEvent(self, event: QCloseEvent) -> None:
        for job in self._jobs:
            job.cancel()
        # A reading that hangs must not outlive the window.
        self._reader.close()
        self._reader = IsolatedReader()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.ApplicationPaletteChange:
            refresh_icons(self)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Compare images"))
        self._bar.setWindowTitle(self.tr("Toolbar"))
        self._legend.setText(
            self.tr(
                "Orange increases the score, blue decreases it. Attribution map; does not localise disease."
            )
        )
        self._notice.setText(self.tr("Research use only: not a diagnosis"))
        self._show_captions()
        self.share.setAccessibleName(self.tr("How much of the right image is seen"))
        self.share.setToolTip(self.tr("How much of the right image is seen"))
        for action, text in (
            (self.beside, self.tr("Side by side")),
            (self.swipe, self.tr("Swipe")),
            (self.fade, self.tr("Fade")),
            (self.link, self.tr("Link pan, zoom and W/L")),
            (self.heat_map, self.tr("Heat map (attribution)")),
            (self.annotations, self.tr("Measurements and annotations")),
            (self.swap, self.tr("Swap sides")),
            (self.fit, self.tr("Fit to window")),
            (self.actual_size, self.tr("Actual size")),
            (self.zoom_in, self.tr("Zoom in")),
            (self.zoom_out, self.tr("Zoom out")),
            (self.invert, self.tr("Invert")),
            (self.leave, self.tr("Close")),
        ):
            action.setText(text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text} ({keys})")
