"""The numbers of a batch: as lines of text for people, as JSON for programs."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import Message, message, os_error
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.whole_file import write_whole

STATUSES = ("ok", "rejected", "error")


@dataclass
class Tally:
    """Counts of rows.

    Attributes:
        rows: rows in all.
        statuses: rows of each status.
        predictions: rows of each prediction.
    """

    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    predictions: Counter[str] = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        """Counts one row."""
        self.rows += 1
        self.statuses[row.status] += 1
        if row.prediction:
            self.predictions[row.prediction] += 1


def summary_lines(tally: Tally, classified: int, seconds: float) -> list[str]:
    """The summary for people: the counts of all rows, and the rate of the files classified in this run."""
    counts = ", ".join(f"{tally.statuses[status]} {status}" for status in STATUSES)
    predictions = ", ".join(f"{tally.predictions[name]} {name}" for name in PredictedClass)
    lines = [f"{tally.rows} files: {counts}.", f"Predictions: {predictions}."]
    if classified and seconds > 0:
        rate = classified / seconds
        lines.append(f"{classified} files in {duration(seconds)}, {rate:.1f} images per second.")
    return lines


def write_summary(path: Path, tally: Tally, classified: int, seconds: float, **more: Any) -> None:
    """Writes the summary as JSON; `more` are further entries.

    Raises:
        UnusableResults: the file cannot be written.
    """
    content = {
        "files": tally.rows,
        "status": {status: tally.statuses[status] for status in STATUSES},
        "prediction": {name.value: tally.predictions[name] for name in PredictedClass},
        "classified_in_this_run": classified,
        "seconds": round(seconds, 3),
        "files_per_second": round(classified / seconds, 3) if seconds > 0 else None,
        **more,
    }
    try:
        write_whole(path, [(json.dumps(content, indent=2) + "\n").encode()])
    except OSError as error:
        raise UnusableResults("summary_unwritable", file=path.name, reason=os_error(error)) from None


def duration(seconds: float) -> Message:
    """A duration for people: seconds below 90 s, minutes below 90 min, then hours and minutes."""
    if seconds < 90:
        return message("duration_seconds", seconds=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 90:
        return message("duration_minutes", minutes=minutes)
    return message("duration_hours", hours=minutes // 60, minutes=minutes % 60)
