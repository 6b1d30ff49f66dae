"""What a batch came to, in numbers: for people as lines, for programs as JSON."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xray_desktop.results.row import Row, UnusableResults

STATUSES = ("ok", "rejected", "error")
PREDICTED_CLASSS = ("NORMAL", "PNEUMONIA", "UNCERTAIN")


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
        if row.predicted_class:
            self.predictions[row.predicted_class] += 1


def summary_lines(tally: Tally, classified: int, seconds: float) -> list[str]:
    """The summary for people: the counts of all rows, and the rate of the files classified in this run."""
    counts = ", ".join(f"{tally.statuses[status]} {status}" for status in STATUSES)
    predictions = ", ".join(
        f"{tally.predictions[predicted_class]} {predicted_class}" for predicted_class in PREDICTED_CLASSS
    )
    lines = [f"{tally.rows} files: {counts}.", f"Predictions: {predictions}."]
    if classified and seconds > 0:
        lines.append(f"{classified} files in {_duration(seconds)}, {classified / seconds:.1f} a second.")
    return lines


def write_summary(path: Path, tally: Tally, classified: int, seconds: float, **more: Any) -> None:
    """Writes the summary as JSON; `more` are further entries.

    Raises:
        UnusableResults: the file cannot be written.
    """
    content = {
        "files": tally.rows,
        "status": {status: tally.statuses[status] for status in STATUSES},
        "predicted_class": {
            predicted_class: tally.predictions[predicted_class] for predicted_class in PREDICTED_CLASSS
        },
        "classified_in_this_run": classified,
        "seconds": round(seconds, 3),
        "files_per_second": round(classified / seconds, 3) if seconds > 0 else None,
        **more,
    }
    try:
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnusableResults(f"The summary {path.name} cannot be written ({error.strerror}).") from None


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
