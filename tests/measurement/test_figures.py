"""The figures of each kind of annotation, as a report has them."""

import numpy as np
import pytest

from xray_desktop.imaging.radiograph import Radiograph
from xray_desktop.imaging.window_level import WindowLevel
from xray_desktop.measurement.annotation import Annotation, Kind
from xray_desktop.measurement.figures import figure_values, measure
from xray_desktop.measurement.pixel_scale import PixelScale

IMAGE = Radiograph(
    np.full((100, 100), 5, np.uint16), 16, WindowLevel.from_range(0, 9), "a", "DICOM", spacing=(0.5, 0.5)
)
SCALE = PixelScale.of(IMAGE)


@pytest.mark.parametrize(
    ("kind", "points", "expected"),
    [
        (Kind.LENGTH, ((0, 0), (30, 40)), {"length_mm": 25.0}),
        (Kind.ANGLE, ((10, 0), (0, 0), (0, 10)), {"angle_degrees": 90.0}),
        (Kind.ANGLE, ((0, 0), (0, 0), (0, 10)), {"angle_degrees": None}),
        (
            Kind.PROFILE,
            ((0, 5), (10, 5)),
            {"length_mm": 5.0, "lowest": 5.0, "highest": 5.0, "value_unit": "OD"},
        ),
        (
            Kind.CARDIOTHORACIC,
            ((20, 0), (60, 0), (0, 0), (80, 0)),
            {"ratio": 0.5, "heart_mm": 20.0, "thorax_mm": 40.0},
        ),
        (
            Kind.RECTANGLE,
            ((0, 0), (10, 10)),
            {
                "pixels": 100,
                "area_mm2": 25.0,
                "mean": 5.0,
                "standard_deviation": 0.0,
                "lowest": 5.0,
                "highest": 5.0,
                "value_unit": "OD",
            },
        ),
    ],
)
def test_each_kind_has_its_figures(
    kind: Kind, points: tuple[tuple[float, float], ...], expected: dict[str, object]
) -> None:
    figures = measure(Annotation(kind, points), IMAGE, SCALE)
    assert figures is not None
    assert figure_values(figures, SCALE, "OD") == expected


@pytest.mark.parametrize("kind", [Kind.ARROW, Kind.FREEHAND])
def test_annotations_that_measure_nothing_have_none(kind: Kind) -> None:
    assert measure(Annotation(kind, ((0.0, 0.0), (9.0, 9.0))), IMAGE, SCALE) is None
    assert not kind.measures
