"""The reader study export: each marked image with the model's prediction and the reader's reading."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xray_desktop.evaluation.metrics import Confusion, count
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.prediction import PredictedClass
from xray_desktop.messages import os_error
from xray_desktop.results.cell_text import encode_cell
from xray_desktop.results.row import Row, UnusableResults
from xray_desktop.results.text_rows import BOM, csv_record
from xray_desktop.whole_file import write_whole

COLUMNS = ("path", "prediction", "probability_pneumonia", "threshold", "reading", "agreement", "note")


@dataclass(frozen=True)
class Read:
    """An image with the model's result and the reader's mark."""

    row: Row
    mark: Mark

    @property
    def predicted_class(self) -> PredictedClass | None:
        """The model's prediction; None without one."""
        return PredictedClass(self.row.prediction) if self.row.prediction else None


def agreement(images: Iterable[Read]) -> Confusion:
    """The confusion matrix of the images with a reading, which is the reference."""
    return count(
        (image.mark.reading, image.predicted_class) for image in images if image.mark.reading is not None
    )


def write_reader_table(path: Path, images: Sequence[Read]) -> Path:
    """Writes the images with a reading or a note as CSV, the agreement as JSON beside it; returns that path.

    Raises:
        UnusableResults: they cannot be written.
    """
    marked = [image for image in images if image.mark.reading is not None or image.mark.note]
    beside = path.with_name(f"{path.stem} agreement.json")
    try:
        write_whole(path, [BOM, csv_record(COLUMNS), *map(_line, marked)])
        write_whole(beside, [(json.dumps(_figures(agreement(marked)), indent=2) + "\n").encode()])
    except OSError as error:
        raise UnusableResults("reader_table_unwritable", file=path.name, reason=os_error(error)) from None
    return beside


def _line(image: Read) -> bytes:
    row, mark = image.row, image.mark
    agrees = mark.agrees(image.predicted_class)
    return csv_record(
        (
            encode_cell(row.path),
            row.prediction,
            "" if row.probability_pneumonia is None else f"{row.probability_pneumonia:.6f}",
            "" if row.threshold is None else f"{row.threshold:.6f}",
            "" if mark.reading is None else mark.reading.value,
            "" if agrees is None else "agrees" if agrees else "disagrees",
            encode_cell(mark.note),
        )
    )


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
