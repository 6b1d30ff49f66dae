"""The figures of an annotation, whichever kind it is."""

import math
from dataclasses import dataclass
from typing import Any

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.measurement.cardiothoracic import CardiothoracicRatio, cardiothoracic_ratio
from xray_desktop.measurement.geometry import angle, length
from xray_desktop.measurement.line_profile import LineProfile, line_profile
from xray_desktop.measurement.pixel_scale import PixelScale
from xray_desktop.measurement.regions import Region, RegionFigures, region_figures


@dataclass(frozen=True)
class Length:
    """A length, in the scale's unit."""

    value: float


@dataclass(frozen=True)
class Angle:
    """An angle in degrees; NaN when an arm has no length."""

    degrees: float


Figures = Length | Angle | RegionFigures | LineProfile | CardiothoracicRatio


def region_of(annotation: Annotation) -> Region | None:
    """The region that an annotation marks; None when it marks none."""
    if annotation.kind not in (Kind.RECTANGLE, Kind.ELLIPSE):
        return None
    return Region(annotation.points[0], annotation.points[1], annotation.kind is Kind.ELLIPSE)


def measure(annotation: Annotation, radiograph: Radiograph, scale: PixelScale) -> Figures | None:
    """The figures of an annotation; None for one that measures nothing.

    Args:
        radiograph: in the file's own pixels.
        scale: the radiograph's.
    """
    points = annotation.points
    if annotation.kind is Kind.LENGTH:
        return Length(length(points, scale))
    if annotation.kind is Kind.ANGLE:
        first, vertex, last = points
        return Angle(angle(first, vertex, last, scale))
    if annotation.kind is Kind.PROFILE:
        return line_profile(radiograph, points[0], points[1], scale)
    if annotation.kind is Kind.CARDIOTHORACIC:
        return cardiothoracic_ratio(points, scale)
    region = region_of(annotation)
    return None if region is None else region_figures(radiograph, region, scale)


def figure_values(figures: Figures, scale: PixelScale, unit: str) -> dict[str, Any]:
    """The figures by English names, for JSON: plain numbers, None where there is none.

    Args:
        unit: of the modality values, empty when unspecified.
    """
    length_unit = scale.unit
    values: dict[str, float | int]
    match figures:
        case Length(value):
            values = {f"length_{length_unit}": value}
        case Angle(degrees):
            values = {"angle_degrees": degrees}
        case LineProfile():
            lowest, highest = figures.value_range
            values = {f"length_{length_unit}": figures.length, "lowest": lowest, "highest": highest}
        case CardiothoracicRatio(heart, thorax):
            values = {
                "ratio": figures.ratio,
                f"heart_{length_unit}": heart,
                f"thorax_{length_unit}": thorax,
            }
        case RegionFigures():
            values = {
                "pixels": figures.count,
                f"area_{length_unit}2": figures.area,
                "mean": figures.mean,
                "standard_deviation": figures.deviation,
                "lowest": figures.lowest,
                "highest": figures.highest,
            }
    rounded = {name: round(value, 4) if math.isfinite(value) else None for name, value in values.items()}
    return rounded | ({"value_unit": unit} if unit and "lowest" in rounded else {})
