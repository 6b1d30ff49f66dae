"""The pixels of one view: sampled as the view moves, refined as it rests, filtered in a worker."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.images.filtered_pyramid import FilteredPyramid
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.jobs import WorkerThread
from xray_desktop.ui.viewer.raster import ImageRaster
from xray_desktop.ui.viewer.view_filters import ViewFilters
from xray_desktop.ui.viewer.viewport import Viewport

_REFINE_AFTER_MS = 60


class ViewRaster(QObject):
    """Keeps the raster of a view in step with what the view shows.

    Signals:
        changed: the view is to be painted again.
        filteringFailed: there is not enough memory for local contrast and sharpening.
    """

    changed = Signal()
    filteringFailed = Signal()

    def __init__(self, viewport: Viewport, filtering: WorkerThread | None, parent: QObject) -> None:
        super().__init__(parent)
        self.raster = ImageRaster()
        self._viewport = viewport
        self._filters = ViewFilters(filtering, self)
        self._image: LoadedImage | None = None
        self._state: DisplayState | None = None
        self._ratio = 1.0
        self._waiting: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self._refine = QTimer(self, singleShot=True, interval=_REFINE_AFTER_MS)
        self._refine.timeout.connect(self._refine_strip)
        self._filters.filtered.connect(self._sample)
        self._filters.filtered.connect(self._settle)
        self._filters.failed.connect(self.filteringFailed)

    def look(self, image: LoadedImage | None, state: DisplayState, ratio: float) -> None:
        """Another image, or another part of it: roughly at once, and interpolated as soon as the view rests.

        Args:
            ratio: the screen's pixels for one of the view's.
        """
        if image is not self._image:
            given_up, self._waiting = self._waiting, []
            for _, dropped in given_up:
                # Once the image is in view, which takes away the notices before it.
                QTimer.singleShot(0, self, dropped)
        self._image, self._state, self._ratio = image, state, ratio
        self._sample()

    def display_changed(self, state: DisplayState) -> None:
        """The same part of the image through another window or other filters."""
        before, self._state = self._state, state
        if before is None or before.filters.pixel_filters != state.filters.pixel_filters:
            self._sample()
        self.raster.window_changed()
        self.changed.emit()
        self._settle()

    def when_filtered(self, act: Callable[[], None], dropped: Callable[[], None]) -> None:
        """Calls `act` as soon as the pixels are those of the filters that the display names: at once, or when
        the worker has filtered them. `dropped` is called instead when another image comes into view before.
        """
        self._waiting.append((act, dropped))
        self._settle()

    def _settle(self) -> None:
        state = self._state
        wanted = state is not None and self._image is not None and state.filters.changes_pixels
        if self._waiting and not (wanted and self.filtered is None):
            settled, self._waiting = self._waiting, []
            for act, _ in settled:
                act()

    def image(self) -> QImage | None:
        """What lies at `raster.placed`; None when nothing does."""
        return self.raster.image(self._state) if self._state is not None else None

    @property
    def filtered(self) -> FilteredPyramid | None:
        """The image through filters that change its pixels, once they are computed; None without such
        filters.
        """
        if self._state is None:
            return None
        filtered = self._filters.pyramid(self._image, self._state.filters)
        return filtered if filtered is not None and filtered.ready else None

    def _sample(self) -> None:
        self.raster.view(self._image, self._viewport, self._ratio, self.filtered)
        self._refine.stop()
        if self.raster.strips_to_refine == 1:
            self.raster.refine()
        elif self.raster.strips_to_refine:
            self._refine.start(_REFINE_AFTER_MS)
        self.changed.emit()
        if (sampled := self.raster.sampled) is not None:
            self._filters.view(*sampled)

    def _refine_strip(self) -> None:
        self.raster.refine()
        if self.raster.strips_to_refine:
            self._refine.start(0)
        else:
            self.changed.emit()
