"""An image that is open in the window: read once, in a worker, with all that its views need."""

import os
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from xray_desktop.imaging.archives import locate_path
from xray_desktop.imaging.display import as_displayed, with_shutter_as_padding
from xray_desktop.imaging.histogram import Histogram, auto_window, histogram
from xray_desktop.imaging.isolated_reading import IsolatedReader
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import Voi, WindowLevel
from xray_desktop.ui.images.pyramid import ImagePyramid

FileState = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds; another one means another content."""

ImageKey = tuple[str, int, FileState]
"""Path, frame and state of the file."""


@dataclass(frozen=True, eq=False)
class LoadedImage:
    """A file's radiograph, ready to be shown.

    Attributes:
        path: the file.
        radiograph: what it holds, with square pixels.
        measured: what it holds, in the file's own pixels; most often the very same object.
        pyramid: its pixels at falling resolutions.
        histogram: of its modality values.
        automatic: the window between two percentiles of its values.
        lungs: the window of its darker part.
        full_range: the window from its lowest to its highest value.
        file_state: what the file was when it was read.
    """

    path: Path
    radiograph: Radiograph
    measured: Radiograph
    pyramid: ImagePyramid
    histogram: Histogram
    automatic: WindowLevel
    lungs: WindowLevel
    full_range: WindowLevel
    file_state: FileState

    @property
    def key(self) -> ImageKey:
        """Identifies the content: the file, its state, and the frame."""
        return str(self.path), self.radiograph.frame, self.file_state

    @property
    def bytes_held(self) -> int:
        """Memory that the image takes."""
        others = 0 if self.measured is self.radiograph else self.measured.pixels.nbytes
        return self.radiograph.pixels.nbytes + others + sum(level.nbytes for level in self.pyramid.levels)


def read_image(
    reader: IsolatedReader, path: Path, frame: int = 0, known: LoadedImage | None = None
) -> Iterator[LoadedImage]:
    """Reads an image, in a worker thread; yields `known` while the file has not changed since.

    Args:
        path: a file, or a file within a ZIP archive named as if the archive were a folder.

    Raises:
        UnreadableRadiograph: the file holds no radiograph to be shown.
        ReadingProcessFailed: the reader was closed, or cannot work at all.
    """
    file, member = locate_path(path)
    state = file_state(file)
    if known is not None and state is not None and known.file_state == state:
        yield known
        return
    radiograph = reader.read(file, member=member, frame=frame)
    yield image_of(path, radiograph, state or (0, 0))


def image_of(path: Path, radiograph: Radiograph, file_state: FileState = (0, 0)) -> LoadedImage:
    """A radiograph with all that its views need; for 16 million pixels about a third of a second."""
    measured = with_shutter_as_padding(radiograph)
    radiograph = as_displayed(measured)
    # Lungs are the darker part of an image; on MONOCHROME1 those are its higher values.
    darker = (40, 99) if radiograph.inverted else (1, 60)
    return LoadedImage(
        path=path,
        radiograph=radiograph,
        measured=measured,
        pyramid=ImagePyramid.of(radiograph),
        histogram=histogram(radiograph),
        automatic=auto_window(radiograph),
        lungs=auto_window(radiograph, *darker),
        full_range=radiograph.full_range(),
        file_state=file_state,
    )


def end_values(histogram: Histogram, radiograph: Radiograph) -> tuple[float, float]:
    """The lowest and the highest modality value that an image's histogram is about."""
    # Bins of whole numbers reach half a step beyond their values.
    half = 0.0 if radiograph.pixels.dtype.kind == "f" else abs(radiograph.slope) / 2
    return float(histogram.edges[0]) + half, float(histogram.edges[-1]) - half


def file_state(path: str) -> FileState | None:
    """What a file is now; None when it cannot be asked."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None  # Reading reports what is wrong.
    return status.st_size, status.st_mtime_ns


def named_windows(image: LoadedImage) -> list[tuple[str, Voi]]:
    """The windows to choose from, with their names: the file's own, then those that any image has."""
    own = image.radiograph.presets or (image.radiograph.voi,)
    return [
        *((voi.name or f"{voi.low:g} – {voi.high:g}", voi) for voi in own),
        (QCoreApplication.translate("Image", "Auto"), image.automatic),
        (QCoreApplication.translate("Image", "Lungs"), image.lungs),
        (QCoreApplication.translate("Image", "Full range"), image.full_range),
    ]


class ImageCache:
    """The images seen last and those read ahead, up to a number of bytes; for the interface thread.

    Attributes:
        capacity: that number.
    """

    def __init__(self, capacity: int = 400 * 2**20) -> None:
        self.capacity = capacity
        self._images: OrderedDict[tuple[Path, int], LoadedImage] = OrderedDict()

    def get(self, path: Path, frame: int = 0) -> LoadedImage | None:
        """The image, if it is held; it then counts as the one seen last."""
        image = self._images.get((path, frame))
        if image is not None:
            self._images.move_to_end((path, frame))
        return image

    def add(self, image: LoadedImage) -> None:
        """Holds an image, and lets go those seen longest ago that no longer fit beside it."""
        key = (image.path, image.radiograph.frame)
        self._images[key] = image
        self._images.move_to_end(key)
        held = sum(each.bytes_held for each in self._images.values())
        while held > self.capacity and len(self._images) > 1:
            held -= self._images.popitem(last=False)[1].bytes_held

    def clear(self) -> None:
        """Lets go of all images."""
        self._images.clear()
