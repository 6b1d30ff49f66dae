"""The frames of the file on the screen, played one after another."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.ui.images.opening import ImageOpener

DEFAULT_RATE = 10.0
"""Frames a second of a file that states none."""
_LOWEST, _HIGHEST = 1.0, 60.0
_STEP = 1.25


class Cine(QObject):
    """Plays frames, from the last on to the first again; a frame that is not read yet is waited for.

    Signals:
        frameWanted: this frame (from 0) is to be shown.
        changed: it plays or stands, or plays at another rate.
        stopped: the frame on the screen stays there.
    """

    frameWanted = Signal(int)
    changed = Signal()
    stopped = Signal()

    def __init__(self, opener: ImageOpener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opener = opener
        self._image: LoadedImage | None = None
        self._path: Path | None = None
        self._rate = DEFAULT_RATE
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)

    @property
    def playing(self) -> bool:
        """Whether frames are being played."""
        return self._timer.isActive()

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self._rate

    @property
    def possible(self) -> bool:
        """Whether the image on the screen is one of several frames."""
        return self._image is not None and self._image.radiograph.frames > 1

    def set_image(self, image: LoadedImage | None) -> None:
        """Another image, or another frame, is on the screen; another file stops the playing."""
        self._image = image
        path = image.path if image is not None else None
        if path == self._path:
            return
        self._path = path
        self._timer.stop()
        if image is not None:
            self._rate = min(max(image.radiograph.frame_rate or DEFAULT_RATE, _LOWEST), _HIGHEST)
        self.changed.emit()

    def toggle(self) -> None:
        """Plays or stops."""
        if self.playing:
            self.stop()
        elif self._image is not None and self.possible:
            first, frames = self._image.radiograph.frame, self._image.radiograph.frames
            self._opener.read_frames_ahead(
                self._image, [(first + step) % frames for step in range(1, frames)]
            )
            self._timer.start(round(1000 / self._rate))
            self.changed.emit()

    def stop(self) -> None:
        """Stops at the frame on the screen."""
        if self.playing:
            self._timer.stop()
            self.changed.emit()
            self.stopped.emit()

    def set_rate(self, rate: float) -> None:
        """Plays at so many frames a second, 1 to 60."""
        rate = min(max(rate, _LOWEST), _HIGHEST)
        if rate != self._rate:
            self._rate = rate
            self._timer.setInterval(round(1000 / rate))
            self.changed.emit()

    def change_rate(self, steps: int) -> None:
        """Plays faster, or slower when negative."""
        self.set_rate(self._rate * _STEP**steps)

    def _advance(self) -> None:
        if not self._opener.busy and self._image is not None:
            radiograph = self._image.radiograph
            self.frameWanted.emit((radiograph.frame + 1) % radiograph.frames)
