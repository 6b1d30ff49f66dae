"""What a report on one image holds, and the JSON form of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xray_desktop import __version__
from xray_desktop.evaluation.reading_marks import Mark
from xray_desktop.inference.metadata import ModelMetadata
from xray_desktop.inference.prediction import Prediction
from xray_desktop.measurement.annotation import Annotation
from xray_desktop.measurement.figures import Figures, figure_values, measure
from xray_desktop.measurement.pixel_scale import PixelScale
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
        annotations: what is drawn on the image, with what each measures.
        key_image: whether the reader marked it as a key image.
        with_patient: whether patient data were requested.
        with_heat_map: whether the heat map is to be shown.
        made: when, in local time with its offset from UTC.
    """

    image: LoadedImage
    display: DisplayState
    prediction: Prediction | None = None
    metadata: ModelMetadata | None = None
    mark: Mark = field(default_factory=Mark)
    annotations: Sequence[tuple[Annotation, Figures | None]] = ()
    key_image: bool = False
    with_patient: bool = False
    with_heat_map: bool = True
    made: datetime = field(default_factory=lambda: datetime.now(UTC).astimezone())

    def measured(self) -> list[tuple[Annotation, Figures | None]]:
        """What is drawn with what it measures; what was still being computed is computed now."""
        radiograph = self.image.measured
        scale = PixelScale.of(radiograph)
        return [
            (annotation, measure(annotation, radiograph, scale) if figures is None else figures)
            for annotation, figures in self.annotations
        ]


def as_json(report: Report) -> str:
    """The report as JSON: English keys, ISO time, plain numbers; patient data only on request."""
    radiograph, prediction = report.image.radiograph, report.prediction
    voi, orientation = report.display.voi, report.display.orientation
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
        "orientation_shown": {
            "flipped_horizontally": orientation.mirrored,
            "then_rotated_degrees": 90 * orientation.quarter_turns,
        },
        "filters_shown": asdict(report.display.filters),
        "result": None if prediction is None else _result(prediction, report.metadata),
        "reader": None
        if report.mark.empty
        else {
            "reading": None if report.mark.reading is None else report.mark.reading.value,
            "note": report.mark.note,
        },
    }
    if report.annotations:
        content["measurements"] = [_measurement(report, *each) for each in report.measured()]
    if report.key_image:
        content["key_image"] = True
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
        "probability_abnormal": _rounded(prediction.probability_abnormal),
        "other_abnormality_possible": prediction.other_abnormality,
        "probability_child": _rounded(prediction.probability_child),
        "model": prediction.model,
        "operating_points": []
        if metadata is None
        else [{"name": point.name, "threshold": point.threshold} for point in metadata.operating_points],
    }


def _measurement(report: Report, annotation: Annotation, figures: Figures | None) -> Mapping[str, Any]:
    """One annotation with its figures; what was typed stays in the file of marks."""
    radiograph = report.image.measured
    scale = PixelScale.of(radiograph)
    values = {} if figures is None else figure_values(figures, scale, radiograph.unit)
    return {
        "kind": annotation.kind.value,
        "points": [[round(x, 2), round(y, 2)] for x, y in annotation.points],
        **({"spacing": scale.origin.value} if scale.origin is not None and figures is not None else {}),
        **values,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
