"""The progress of a command: a progress bar on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType

from tqdm import tqdm

from xray_desktop.batch.steps import Progress
from xray_desktop.results.summary import duration

LINE_SECONDS = 5.0
"""Time between two plain lines."""

MOST_NOTES = 20
"""Most files without a prediction that are listed; the results list them all."""


def say(text: str) -> None:
    """Writes a line to standard error."""
    print(text.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr, flush=True)


class ProgressDisplay:
    """Shows how far a batch is, on standard error.

    Attributes:
        before: files that an earlier run has classified; part of the counts shown.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self.before = 0
        self._notes = 0
        self._bar: tqdm | None = None
        self._last = time.monotonic()

    def __enter__(self) -> "ProgressDisplay":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def show(self, progress: Progress) -> None:
        """Shows the state."""
        if self._quiet:
            return
        if sys.stderr.isatty():
            if self._bar is None:
                total = self.before + progress.total
                self._bar = tqdm(total=total, initial=self.before, unit=" images", dynamic_ncols=True)
            self._bar.update(self.before + progress.done - self._bar.n)
            counts = {name: count for name, count in progress.statuses.items() if name != "ok"}
            self._bar.set_postfix(counts, refresh=False)
        elif time.monotonic() - self._last >= LINE_SECONDS:
            self._last = time.monotonic()
            say(_line(progress, self.before))

    def note(self, text: str) -> None:
        """Shows a note on a file, unless there have been many."""
        self._notes += 1
        if self._notes <= MOST_NOTES:
            self.print(text)
        elif self._notes == MOST_NOTES + 1:
            self.print("Further files that were not classified are in the results.")

    def print(self, text: str) -> None:
        """Shows a line above the bar."""
        if self._quiet:
            return
        if self._bar is not None:
            self._bar.clear()
        say(text)
        if self._bar is not None:
            self._bar.refresh()


def _line(progress: Progress, before: int) -> str:
    line = f"{before + progress.done} of {before + progress.total} images"
    if progress.rate:
        line += f", {progress.rate:.1f} images per second"
    if progress.seconds_left:
        line += f", {duration(progress.seconds_left)} left"
    return line
