"""Several images read at once for a survey, each in a process of its own."""

import os
import queue

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.ui.images.background_reading import ImageReading

READERS = max(1, min(4, (os.cpu_count() or 1) - 1))
"""One processor is left to the window."""


class ParallelReading:
    """As `ImageReading`, for as many threads at once as there are readers."""

    def __init__(self, readers: int = READERS) -> None:
        self.readers = [ImageReading() for _ in range(readers)]
        self._free: queue.SimpleQueue[ImageReading] = queue.SimpleQueue()
        for reader in self.readers:
            self._free.put(reader)

    def read(self, path: str) -> Radiograph:
        """The radiograph at a path; waits for a reader.

        Raises:
            UnreadableRadiograph: there is none to be had.
        """
        reader = self._free.get()
        try:
            return reader.read(path)
        finally:
            self._free.put(reader)

    def close(self) -> None:
        """Ends all reading."""
        for reader in self.readers:
            reader.close()
