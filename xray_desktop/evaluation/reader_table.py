"""The reader's table: each marked film with the model's call and the reader's, and how far the two agree."""

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xray_desktop.evaluation.agreement import Confusion, confusion
from xray_desktop.results.cell_text import encode_cell
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.text_rows import BOM
from xray_desktop.inference.prediction import Verdict

COLUMNS = ("path", "verdict", "probability_pneumonia", "threshold", "reading", "agreement", "note")


@dataclass(frozen=True)
class Read:
    """A film with the model's result and the reader's mark."""

    row: Row
    mark: Mark

    @property
    def verdict(self) -> Verdict | None:
        """The model's verdict; None without one."""
        return Verdict(self.row.verdict) if self.row.verdict else None


def agreement(films: Iterable[Read]) -> Confusion:
    """The confusion matrix of the films that the reader has read, with the reader's reading as the truth."""
    return confusion((film.mark.reading, film.verdict) for film in films if film.mark.reading is not None)


def write_reader_table(path: Path, films: Sequence[Read]) -> Path:
    """Writes all marked films as CSV, and the agreement as JSON beside it; returns the path of the JSON.

    Raises:
        UnusableResults: they cannot be written.
    """
    marked = [film for film in films if not film.mark.empty]
    beside = path.with_name(f"{path.stem} agreement.json")
    try:
        path.write_bytes(BOM + _table(marked).encode("utf-8", "surrogateescape"))
        beside.write_text(json.dumps(_figures(agreement(marked)), indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnusableResults(
            f"The reader's table cannot be written to {path.name} ({error.strerror}). Choose another file."
        ) from None
    return beside


def _table(films: Iterable[Read]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for film in films:
        row, mark = film.row, film.mark
        agrees = mark.agrees(film.verdict)
        writer.writerow(
            (
                encode_cell(row.path),
                row.verdict,
                "" if row.probability_pneumonia is None else f"{row.probability_pneumonia:.6f}",
                "" if row.threshold is None else f"{row.threshold:.6f}",
                "" if mark.reading is None else mark.reading.value,
                "" if agrees is None else "agrees" if agrees else "disagrees",
                encode_cell(mark.note),
            )
        )
    return text.getvalue()


def _figures(counts: Confusion) -> dict[str, Any]:
    low, high = counts.kappa_interval
    figures = {
        "observed_agreement": counts.accuracy,
        "cohens_kappa": counts.kappa,
        "cohens_kappa_95_low": low,
        "cohens_kappa_95_high": high,
        "sensitivity_against_reader": counts.sensitivity,
        "specificity_against_reader": counts.specificity,
    }
    return {
        "positive_class": Verdict.PNEUMONIA.value,
        "reference": "reader",
        "confusion": asdict(counts),
        **{name: None if math.isnan(value) else round(value, 6) for name, value in figures.items()},
    }
