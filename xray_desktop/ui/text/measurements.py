"""The figures of measurements in words, in the language in use."""

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from xray_desktop.imaging.pixel_spacing import SpacingOrigin
from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.measurement.cardiothoracic import CardiothoracicRatio
from xray_desktop.measurement.figures import Angle, Figures, Length
from xray_desktop.measurement.line_profile import LineProfile
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.measurement.regions import RegionFigures

_TITLES: dict[Kind, Any] = {
    Kind.LENGTH: QT_TRANSLATE_NOOP("Measurements", "Length"),
    Kind.ANGLE: QT_TRANSLATE_NOOP("Measurements", "Angle"),
    Kind.RECTANGLE: QT_TRANSLATE_NOOP("Measurements", "Rectangle ROI"),
    Kind.ELLIPSE: QT_TRANSLATE_NOOP("Measurements", "Ellipse ROI"),
    Kind.PROFILE: QT_TRANSLATE_NOOP("Measurements", "Line profile"),
    Kind.CARDIOTHORACIC: QT_TRANSLATE_NOOP("Measurements", "Cardiothoracic ratio"),
    Kind.ARROW: QT_TRANSLATE_NOOP("Measurements", "Arrow"),
    Kind.TEXT: QT_TRANSLATE_NOOP("Measurements", "Text"),
    Kind.FREEHAND: QT_TRANSLATE_NOOP("Measurements", "Freehand line"),
}

_ORIGINS: dict[SpacingOrigin, Any] = {
    SpacingOrigin.CALIBRATED: QT_TRANSLATE_NOOP("Measurements", "calibrated"),
    SpacingOrigin.DETECTOR: QT_TRANSLATE_NOOP("Measurements", "at the detector"),
    SpacingOrigin.SCANNED: QT_TRANSLATE_NOOP("Measurements", "on the scanned film"),
    SpacingOrigin.UNSTATED: QT_TRANSLATE_NOOP("Measurements", "calibration not stated"),
    SpacingOrigin.CONTRADICTORY: QT_TRANSLATE_NOOP("Measurements", "spacings contradict"),
}

_SCALES: dict[SpacingOrigin | None, Any] = {
    SpacingOrigin.CALIBRATED: QT_TRANSLATE_NOOP(
        "Measurements", "Millimetres in the patient: the file's spacing is calibrated."
    ),
    SpacingOrigin.DETECTOR: QT_TRANSLATE_NOOP(
        "Measurements", "Millimetres at the detector: structures in the patient are smaller."
    ),
    SpacingOrigin.SCANNED: QT_TRANSLATE_NOOP("Measurements", "Millimetres on the scanned film."),
    SpacingOrigin.UNSTATED: QT_TRANSLATE_NOOP(
        "Measurements", "Millimetres; the file does not state whether its spacing is calibrated."
    ),
    SpacingOrigin.CONTRADICTORY: QT_TRANSLATE_NOOP(
        "Measurements", "Pixels: the file's two pixel spacings contradict each other."
    ),
    None: QT_TRANSLATE_NOOP("Measurements", "Pixels: the file has no pixel spacing."),
}


def kind_title(kind: Kind) -> str:
    """What a kind of annotation is called."""
    return QCoreApplication.translate("Measurements", str(_TITLES[kind]))


def origin_title(origin: SpacingOrigin) -> str:
    """Where a spacing holds, in two or three words."""
    return QCoreApplication.translate("Measurements", str(_ORIGINS[origin]))


def scale_sentence(scale: PixelScale) -> str:
    """What the unit of the lengths is, and where it holds."""
    return QCoreApplication.translate("Measurements", str(_SCALES[scale.origin]))


def figure_lines(figures: Figures, scale: PixelScale, radiograph: Radiograph) -> list[str]:
    """The figures as the lines of a label."""
    translate = QCoreApplication.translate
    match figures:
        case Length(value):
            return [_with_origin(_length(value, scale), scale)]
        case Angle(degrees):
            return ["–" if math.isnan(degrees) else f"{degrees:.1f}°"]
        case LineProfile():
            return [
                _with_origin(_length(figures.length, scale), scale),
                _extremes(*figures.value_range, radiograph),
            ]
        case CardiothoracicRatio():
            return _cardiothoracic_lines(figures, scale, radiograph)
        case RegionFigures():
            if not figures.count:
                return [translate("Measurements", "No pixels")]
            mean = translate("Measurements", "Mean {mean}, SD {deviation}").format(
                mean=_value(figures.mean), deviation=_value(figures.deviation)
            )
            area = translate("Measurements", "Area {area}, {count} pixels").format(
                area=f"{figures.area:,.1f} {scale.unit}²", count=f"{figures.count:,}"
            )
            extremes = _extremes(figures.lowest, figures.highest, radiograph)
            return [f"{mean} {radiograph.unit}".rstrip(), extremes, area]


def annotation_lines(
    annotation: Annotation, figures: Figures | None, scale: PixelScale, radiograph: Radiograph
) -> list[str]:
    """The lines of an annotation's label: its text, its figures, "…" while these are computed, or none."""
    if annotation.kind is Kind.TEXT:
        return annotation.text.splitlines()
    if figures is not None:
        return figure_lines(figures, scale, radiograph)
    return ["…"] if annotation.kind.measures else []


def _cardiothoracic_lines(
    figures: CardiothoracicRatio, scale: PixelScale, radiograph: Radiograph
) -> list[str]:
    translate = QCoreApplication.translate
    ratio = "–" if math.isnan(figures.ratio) else f"{figures.ratio:.2f}"
    widths = translate("Measurements", "Heart {heart}, thorax {thorax}").format(
        heart=_length(figures.heart, scale), thorax=_length(figures.thorax, scale)
    )
    lines = [translate("Measurements", "CTR {ratio}").format(ratio=ratio), _with_origin(widths, scale)]
    if not figures.plausible:
        lines.append(
            translate("Measurements", "Check the points: the heart must be narrower than the thorax")
        )
    elif radiograph.view_position == "AP":
        lines.append(translate("Measurements", "AP view: the heart is magnified"))
    return lines


def _length(value: float, scale: PixelScale) -> str:
    return f"{value:,.1f} {scale.unit}"


def _with_origin(text: str, scale: PixelScale) -> str:
    return text if scale.origin is None else f"{text} ({origin_title(scale.origin)})"


def _extremes(lowest: float, highest: float, radiograph: Radiograph) -> str:
    text = QCoreApplication.translate("Measurements", "Min {lowest}, Max {highest}").format(
        lowest=_value(lowest), highest=_value(highest)
    )
    return f"{text} {radiograph.unit}".rstrip()


def _value(value: float) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:,.1f}".removesuffix(".0") if abs(value) >= 100 else f"{value:.4g}"


def values_text(items: Sequence[tuple[Annotation, Sequence[str]]]) -> str:
    """All measurements as lines of text for the clipboard: number, kind and figures, separated by tabs."""
    return "\n".join(
        "\t".join((str(number), kind_title(annotation.kind), *lines))
        for number, (annotation, lines) in enumerate(items, 1)
    )
