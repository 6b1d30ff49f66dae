"""The reader's table: each marked image with the model's call and the reader's, and how far the two agree."""

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xray_desktop.evaluation.agreement import Confusion, confusion
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.results.cell_text import encode_cell
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.text_rows import BOM

COLUMNS = ("path", "predicted_class", "probability_pneumonia", "threshold", "reading", "agreement", "note")


@dataclass(frozen=True)
class Read:
    """An image with the model's result and the reader's mark."""

    row: Row
    mark: Mark

    @property
    def predicted_class(self) -> PredictedClass | None:
        """The model's prediction; None without one."""
        return PredictedClass(self.row.predicted_class) if self.row.predicted_class else None


def agreement(images: Iterable[Read]) -> Confusion:
    """The confusion matrix of the images that the reader has read, with the reader's reading as the truth."""
    return confusion(
        (image.mark.reading, image.predicted_class) for image in images if image.mark.reading is not None
    )


def write_reader_table(path: Path, images: Sequence[Read]) -> Path:
    """Writes all marked images as CSV, and the agreement as JSON beside it; returns the path of the JSON.

    Raises:
        UnusableResults: they cannot be written.
    """
    marked = [image for image in images if not image.mark.empty]
    beside = path.with_name(f"{path.stem} agreement.json")
    try:
        path.write_bytes(BOM + _table(marked).encode("utf-8", "surrogateescape"))
        beside.write_text(json.dumps(_figures(agreement(marked)), indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnusableResults(
            f"The reader's table cannot be written to {path.name} ({error.strerror}). Choose another file."
        ) from None
    return beside


def _table(images: Iterable[Read]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for image in images:
        row, mark = image.row, image.mark
        agrees = mark.agrees(image.predicted_class)
        writer.writerow(
            (
                encode_cell(row.path),
                row.predicted_class,
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
        "positive_class": PredictedClass.PNEUMONIA.value,
        "reference": "reader",
        "confusion": asdict(counts),
        **{name: None if math.isnan(value) else round(value, 6) for name, value in figures.items()},
    }
