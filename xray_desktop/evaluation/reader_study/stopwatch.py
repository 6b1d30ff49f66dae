"""Time spent on an image, without pauses."""

import time
from collections.abc import Callable


class Stopwatch:
    """Measures seconds from `start`, except between `pause` and `resume`; stands at 0 before."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._spent = 0.0
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """What has been spent so far."""
        return self._spent + (0.0 if self._since is None else self._clock() - self._since)

    def start(self) -> None:
        """Begins again at 0."""
        self._spent = 0.0
        self._since = self._clock()

    def pause(self) -> None:
        """Stops counting; nothing happens while it does not run."""
        self._spent = self.seconds
        self._since = None

    def resume(self) -> None:
        """Counts on from where it was paused; nothing happens while it runs."""
        if self._since is None:
            self._since = self._clock()
