"""What a report on one image holds, and the JSON form of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xray_desktop import __version__
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.metadata import ModelMetadata
from xray_desktop.inference.prediction import Prediction
from xray_desktop.messages import MessageError, english, os_error
from xray_desktop.ui.images.display_state import DisplayState
from xray_desktop.ui.images.loaded_image import LoadedImage
from xray_desktop.whole_file import write_whole

DISCLAIMER = "Research use only: not a diagnosis."


class UnwritableReport(MessageError):
    """A report that cannot be written."""


@dataclass(frozen=True, eq=False)
class Report:
    """One image with all that was said of it.

    Attributes:
        image: the image.
        display: how it is shown.
        prediction: what the model says; None without a model.
        metadata: the model's; None without a model.
        mark: what the reader says.
        with_patient: whether patient data were requested.
        with_heat_map: whether the heat map is to be shown.
        made: when, in local time with its offset from UTC.
    """

    image: LoadedImage
    display: DisplayState
    prediction: Prediction | None = None
    metadata: ModelMetadata | None = None
    mark: Mark = field(default_factory=Mark)
    with_patient: bool = False
    with_heat_map: bool = True
    made: datetime = field(default_factory=lambda: datetime.now(UTC).astimezone())


def as_json(report: Report) -> str:
    """The report as JSON: English keys, ISO time, plain numbers; patient data only on request."""
    radiograph, prediction = report.image.radiograph, report.prediction
    voi = report.display.voi
    content: dict[str, Any] = {
        "disclaimer": DISCLAIMER,
        "made": report.made.isoformat(timespec="seconds"),
        "program": f"xray-desktop {__version__}",
        "image": {
            "name": radiograph.name,
            "format": radiograph.format,
            "width": radiograph.width,
            "height": radiograph.height,
            "bits": radiograph.bits,
            "photometric": radiograph.photometric,
            "modality": radiograph.modality,
            "view_position": radiograph.view_position,
            "spacing_mm": radiograph.spacing,
            "frame": radiograph.frame,
            "frames": radiograph.frames,
            "notes": [str(note) for note in radiograph.notes],
        },
        "window_shown": {"low": voi.low, "high": voi.high, "inverted": report.display.inverted},
        "result": None if prediction is None else _result(prediction, report.metadata),
        "reader": None
        if report.mark.empty
        else {
            "reading": None if report.mark.reading is None else report.mark.reading.value,
            "note": report.mark.note,
        },
    }
    if report.with_patient:
        content["patient"] = dict(radiograph.patient)
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def write_json(report: Report, path: Path) -> None:
    """Writes the report as JSON.

    Raises:
        UnwritableReport: the file cannot be written; what was there before still is.
    """
    write_report(path, as_json(report).encode("utf-8"))


def write_report(path: Path, content: bytes) -> None:
    """Writes a report or a snapshot, whole or not at all.

    Raises:
        UnwritableReport: the file cannot be written; what was there before still is.
    """
    try:
        write_whole(path, [content])
    except OSError as error:
        raise UnwritableReport("report_unwritable", file=path.name, reason=os_error(error)) from None


def _result(prediction: Prediction, metadata: ModelMetadata | None) -> Mapping[str, Any]:
    return {
        "positive_class": "PNEUMONIA",
        "predicted_class": None if prediction.predicted_class is None else prediction.predicted_class.value,
        "probability_pneumonia": _rounded(prediction.probability),
        "operating_point": prediction.operating_point,
        "threshold": _rounded(prediction.threshold),
        "reason": prediction.reason or None,
        "message": english(prediction.reasons) or None,
        "probability_bacterial_given_pneumonia": _rounded(prediction.bacterial),
        "model": prediction.model,
        "operating_points": []
        if metadata is None
        else [{"name": point.name, "threshold": point.threshold} for point in metadata.operating_points],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
