"""Images read aside from the one on the screen, for thumbnails, surveys and results, in a process of their
own.
"""

import os

from xray_desktop.imaging.archives import locate_path
from xray_desktop.imaging.isolated_reading import IsolatedReader, ReadingProcessFailed
from xray_desktop.imaging.preprocessing import Preprocessing
from xray_desktop.imaging.radiograph import Radiograph, UnreadableRadiograph
from xray_desktop.imaging.reading_process import PreparedImage
from xray_desktop.imaging.study_attributes import StudyAttributes

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

    def prepare(self, path: str, spec: Preprocessing) -> PreparedImage:
        """The network's input for the image at such a path.

        Raises:
            UnreadableRadiograph: there is no image to be had.
            ReadingProcessFailed: the process cannot be started, or this object was closed.
        """
        file, member = locate_path(os.path.abspath(path))
        return self._reader.prepare(file, spec, member=member)

    def study(self, path: str) -> StudyAttributes:
        """Patient and study of the file at such a path. Raises as `prepare`."""
        file, member = locate_path(os.path.abspath(path))
        return self._reader.study(file, member=member)

    def close(self) -> None:
        """Ends all reading."""
        self._reader.close()
