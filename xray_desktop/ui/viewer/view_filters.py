"""The filtered pyramid of the image in a view: asked for when the view moves, computed in a worker."""

from PySide6.QtCore import QObject, Signal

from xray_desktop.imaging.display_filters import DisplayFilters
from xray_desktop.ui.images.filtered_pyramid import FilteredPart, FilteredPyramid
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.pyramid import Box
from xray_desktop.ui.jobs import Job, WorkerThread


class ViewFilters(QObject):
    """Keeps what is filtered of one view's image, and has a worker filter what is lacking.

    Signals:
        filtered: more of the image is filtered now.
        failed: the image cannot be filtered, for lack of memory.
    """

    filtered = Signal()
    failed = Signal()

    def __init__(self, worker: WorkerThread | None = None, parent: QObject | None = None) -> None:
        """Without a worker, images are filtered at once."""
        super().__init__(parent)
        self._worker = worker
        self._pyramid: FilteredPyramid | None = None
        self._job: Job | None = None

    def pyramid(self, image: LoadedImage | None, filters: DisplayFilters) -> FilteredPyramid | None:
        """The filtered pyramid of an image, which need not be ready; None when no filter changes pixels."""
        known = self._pyramid
        if image is None or not filters.changes_pixels:
            known = None
        elif (
            known is None or known.image is not image or known.filters.pixel_filters != filters.pixel_filters
        ):
            known = FilteredPyramid(image, filters)
        if known is not self._pyramid:
            self._drop()
            self._pyramid = known
        return known

    def view(self, box: Box, width: int, height: int) -> None:
        """Has that part of the image filtered, if it is not; the part asked for before is dropped."""
        pyramid = self._pyramid
        if pyramid is None or (self._job is not None and not pyramid.ready):
            return  # The whole image comes first, however the view moves meanwhile.
        self._drop()
        if not pyramid.lacks(box, width, height):
            return
        if self._worker is None:
            for part in pyramid.compute(box, width, height):
                pyramid.add(part)
            self.filtered.emit()
            return
        self._job = self._worker.submit(
            lambda: pyramid.compute(box, width, height),
            item=lambda part: self._computed(pyramid, part),
            done=self._drop,
            failed=self._failed,
        )

    def _computed(self, pyramid: FilteredPyramid, part: FilteredPart) -> None:
        if pyramid is self._pyramid:
            pyramid.add(part)
            self.filtered.emit()

    def _failed(self, error: Exception) -> None:
        self._drop()
        self.failed.emit()
        if not isinstance(error, MemoryError):
            raise error

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
