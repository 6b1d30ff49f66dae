"""Images read aside from the one on the screen, for thumbnails and surveys, in a process of their own."""

import os

from xray_desktop.imaging.archives import locate_path
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph

_TIME_LIMIT = 10.0


class ImageReading:
    """Reads images by their worklist paths; a decoder's crash or hang costs that image and nothing else.

    `read` is for workers; `close` may be called from any thread and ends what is being read.
    """

    def __init__(self) -> None:
        self._reader = IsolatedReader(time_limit=_TIME_LIMIT)

    def read(self, path: str) -> Radiograph:
        """The radiograph at a path, which may lead into a ZIP archive as if it were a folder.

        Raises:
            UnreadableRadiograph: there is none to be had.
        """
        file, member = locate_path(os.path.abspath(path))
        try:
            return self._reader.read(file, member=member)
        except ReadingProcessFailed as failure:
            raise UnreadableRadiograph(failure.message) from None

    def close(self) -> None:
        """Ends all reading."""
        self._reader.close()
