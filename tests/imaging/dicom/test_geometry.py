"""Display shutters and pixels that are not square: seen, counted and classified as displayed."""

import numpy as np
import pytest

from tests.images import dicom_bytes, synthetic_image
from tests.messages import codes
from xray_desktop.imaging import Preprocessing, Radiograph, prepare
from xray_desktop.imaging.display import as_displayed, display_image
from xray_desktop.imaging.histogram import histogram
from xray_desktop.imaging.reading import decode_radiograph

TWELVE = synthetic_image(120, 150, bits=12)
RECTANGLE = {
    "ShutterShape": "RECTANGULAR",
    "ShutterLeftVerticalEdge": 11,
    "ShutterRightVerticalEdge": 140,
    "ShutterUpperHorizontalEdge": 21,
    "ShutterLowerHorizontalEdge": 100,
}


def image(**attributes: object) -> Radiograph:
    return decode_radiograph(dicom_bytes(TWELVE, BitsStored=12, **attributes), "image.dcm")


def open_part(kind: str) -> np.ndarray:  # type: ignore[type-arg]
    rows, columns = np.mgrid[1:121, 1:151]
    if kind == "RECTANGULAR":
        return (rows >= 21) & (rows <= 100) & (columns >= 11) & (columns <= 140)
    return (rows - 60) ** 2 + (columns - 75) ** 2 <= 50**2


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        ("RECTANGULAR", RECTANGLE),
        (
            "CIRCULAR",
            {"ShutterShape": "CIRCULAR", "CenterOfCircularShutter": [60, 75], "RadiusOfCircularShutter": 50},
        ),
    ],
)
@pytest.mark.parametrize("inverted", [True, False])
def test_what_a_shutter_covers_is_black(kind: str, attributes: dict[str, object], inverted: bool) -> None:
    photometric = "MONOCHROME1" if inverted else "MONOCHROME2"
    plain = display_image(image(PhotometricInterpretation=photometric, WindowCenter=2048, WindowWidth=4096))
    radiograph = image(
        PhotometricInterpretation=photometric, WindowCenter=2048, WindowWidth=4096, **attributes
    )
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert np.array_equal(display_image(radiograph), np.where(open_part(kind), plain, 0))
    assert codes(radiograph.notes) == ["dicom_shutter_applied"]
    assert radiograph.exclusion_reasons == ()
    assert histogram(as_displayed(radiograph)).total == open_part(kind).sum()


def test_a_polygonal_shutter_covers_what_lies_outside() -> None:
    radiograph = image(ShutterShape="POLYGONAL", VerticesOfThePolygonalShutter=[10, 10, 10, 140, 110, 75])
    shown = display_image(radiograph)
    assert shown[0].max() == shown[-1].max() == 0
    assert shown[40, 75] > 0
    assert shown[100, 20] == 0


@pytest.mark.parametrize(
    "attributes",
    [
        {"ShutterShape": "RECTANGULAR"},
        {**RECTANGLE, "ShutterLeftVerticalEdge": 500, "ShutterRightVerticalEdge": 600},
        {"ShutterShape": "CIRCULAR", "CenterOfCircularShutter": [60, 75], "RadiusOfCircularShutter": 0},
        {"ShutterShape": "BITMAP"},
    ],
)
def test_a_damaged_shutter_is_ignored(attributes: dict[str, object]) -> None:
    radiograph = image(**attributes)
    assert radiograph.shutter is None
    assert radiograph.notes == ()


def test_the_network_does_not_see_what_the_shutter_covers() -> None:
    window = {"BitsStored": 12, "WindowCenter": 2048, "WindowWidth": 4096}
    marked = TWELVE.copy()
    marked[:20] = 4095
    one, other = (
        decode_radiograph(dicom_bytes(pixels, **window, **RECTANGLE), "image.dcm")
        for pixels in (TWELVE, marked)
    )
    assert np.array_equal(prepare(one, Preprocessing()), prepare(other, Preprocessing()))


@pytest.mark.parametrize(
    ("attributes", "shape"),
    [
        ({"PixelAspectRatio": [2, 1]}, (240, 150)),
        ({"PixelAspectRatio": [1, 2]}, (120, 300)),
        ({"PixelSpacing": [0.3, 0.2]}, (180, 150)),
        ({"PixelSpacing": [0.2, 0.2], "PixelAspectRatio": [2, 1]}, (120, 150)),
        ({"PixelAspectRatio": [0, 1]}, (120, 150)),
        ({"PixelAspectRatio": [1000, 1]}, (120, 150)),
    ],
)
def test_pixels_that_are_not_square_stretch_the_display(
    attributes: dict[str, object], shape: tuple[int, int]
) -> None:
    radiograph = image(**attributes)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert display_image(radiograph).shape == shape
    displayed = as_displayed(radiograph)
    assert displayed.aspect == 1
    assert displayed.spacing is None or displayed.spacing[0] == pytest.approx(displayed.spacing[1])
    assert codes(radiograph.notes) == (["dicom_pixels_not_square"] if shape != (120, 150) else [])
    assert set(np.unique(displayed.pixels)) <= set(np.unique(TWELVE))
