"""Thumbnails for lists: created in a worker, for the rows in sight, the latest request first."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from xray_desktop.imaging.display import as_displayed, display_image
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.ui.images.background_reading import ImageReading
from xray_desktop.ui.images.qimages import grey_image
from xray_desktop.ui.jobs import Job, WorkerThread

SIDE = 96
"""Longest side of a thumbnail in pixels: 48 on a screen of double density."""
_KEPT = 3000
_WAITING = 64
"""Pending requests; older ones belong to rows scrolled out of sight."""

Pixels = npt.NDArray[np.uint8]
Read = Callable[[str], Radiograph]


class Thumbnails(QObject):
    """Thumbnails by path.

    Signals:
        ready: the thumbnail of a path is there now.
    """

    ready = Signal(str)

    def __init__(self, worker: WorkerThread, read: Read | None = None, parent: QObject | None = None) -> None:
        """`read` reads an image by its path in the worker thread; by default another process reads."""
        super().__init__(parent)
        self._worker = worker
        self._reading = ImageReading()
        self._read = read or self._reading.read
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def get(self, path: str) -> QPixmap | None:
        """The thumbnail, or None; a missing one is created now, and `ready` reports it."""
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        if path not in self._jobs:
            read = self._read
            self._jobs[path] = self._worker.submit(
                lambda: _make(read, path),
                item=lambda pixels: self._made(path, pixels),
                failed=lambda _: self._made(path, None),
                next_in_line=True,
            )
            while len(self._jobs) > _WAITING:
                self._jobs.popitem(last=False)[1].cancel()
        return None

    def close(self) -> None:
        """Stops creating thumbnails; to be followed by closing the worker thread."""
        for job in self._jobs.values():
            job.cancel()
        self._reading.close()

    def _made(self, path: str, pixels: Pixels | None) -> None:
        self._jobs.pop(path, None)
        self._kept[path] = None if pixels is None else _pixmap(pixels)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(path)


def thumbnail(radiograph: Radiograph, side: int = SIDE) -> Pixels:
    """A radiograph as first shown, its longer side `side` pixels: uint8, shape (rows, columns)."""
    radiograph = as_displayed(radiograph)
    step = max(1, max(radiograph.pixels.shape) // (side * 3))
    shown = display_image(replace(radiograph, pixels=np.ascontiguousarray(radiograph.pixels[::step, ::step])))
    image = grey_image(shown).scaled(
        QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def _make(read: Read, path: str) -> Iterator[Pixels | None]:
    try:
        yield thumbnail(read(path))
    except UnreadableRadiograph:
        yield None


def _pixmap(pixels: Pixels) -> QPixmap:
    return QPixmap.fromImage(grey_image(pixels))
