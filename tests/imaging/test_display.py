"""What the screen shows is what the radiograph says it should."""

import time

import numpy as np
import pytest

from tests.images import Pixels, synthetic_image
from xray_desktop.imaging import Radiograph, WindowLevel
from xray_desktop.imaging.display import DisplayIndex, display_image
from xray_desktop.imaging.window_level import Voi, VoiLut

TWELVE = synthetic_image(120, 150, bits=12)

KINDS = [
    synthetic_image(120, 150),
    TWELVE,
    TWELVE.astype(np.int16) - 2000,
    (synthetic_image(120, 150).astype(np.int16) - 128).astype(np.int8),
    TWELVE.astype(np.int32) * 1000,
    TWELVE.astype(np.uint32) * 1_000_000,
    TWELVE.astype(np.float32) / 3 - 100,
]


def image(pixels: Pixels, voi: Voi | None = None, **attributes: object) -> Radiograph:
    low, high = float(pixels.min()), float(pixels.max())
    voi = voi or WindowLevel.from_range(low + (high - low) / 5, high - (high - low) / 5)
    return Radiograph(pixels, 16, voi, "image", "PNG", **attributes)  # type: ignore[arg-type]


@pytest.mark.parametrize("pixels", KINDS, ids=lambda pixels: str(pixels.dtype))
@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("invert", [False, True])
def test_the_screen_shows_the_grey_of_the_radiograph(pixels: Pixels, inverted: bool, invert: bool) -> None:
    radiograph = image(pixels, inverted=inverted)
    expected = radiograph.grey(pixels)
    shown = display_image(radiograph, invert=invert)
    assert shown.dtype == np.uint8
    assert shown.shape == pixels.shape
    assert np.abs(shown / 255 - (1 - expected if invert else expected)).max() < 0.004


def test_another_window_may_be_shown() -> None:
    radiograph = image(TWELVE)
    other = WindowLevel(1000, 300, "SIGMOID")
    expected = np.rint(radiograph.grey(TWELVE, other) * 255)
    assert np.array_equal(display_image(radiograph, other), expected)


def test_a_lookup_table_may_be_shown() -> None:
    curve = VoiLut(0, np.square(np.linspace(0, 1, 4096)).astype(np.float32))
    radiograph = image(TWELVE, curve)
    assert np.array_equal(display_image(radiograph), np.rint(curve.entries[TWELVE] * 255))


@pytest.mark.parametrize("invert", [False, True])
def test_padding_stays_black(invert: bool) -> None:
    shown = display_image(image(TWELVE, padding=(0, 300), inverted=True), invert=invert)
    assert not shown[TWELVE <= 300].any()
    assert shown[TWELVE > 300].any()


def test_what_is_no_number_is_black() -> None:
    pixels = TWELVE.astype(np.float32)
    pixels[:4] = np.nan
    shown = display_image(image(np.nan_to_num(pixels)).with_voi(WindowLevel.from_range(0, 4095)))
    holes = display_image(Radiograph(pixels, 32, WindowLevel.from_range(0, 4095), "image", "TIFF"))
    assert not holes[:4].any()
    assert np.abs(holes[4:].astype(int) - shown[4:]).max() <= 1


def test_the_index_shares_the_pixels_of_integers() -> None:
    for pixels in KINDS[:4]:
        assert np.shares_memory(DisplayIndex.of(image(pixels)).indices, image(pixels).pixels)


@pytest.mark.parametrize("shape", [(300_000, 3), (3, 300_000), (1000, 900)])
def test_the_index_of_real_numbers_is_right_in_every_strip(shape: tuple[int, int]) -> None:
    pixels = np.linspace(-1, 2, 900_000, dtype=np.float32).reshape(shape)
    pixels[-1, -2] = np.nan
    index = DisplayIndex.of(Radiograph(pixels, 32, WindowLevel.from_range(-1, 2), "image", "TIFF"))
    expected = np.rint(np.linspace(0, 65_535, 900_000)).reshape(shape)
    expected[-1, -2] = 0
    assert np.abs(index.indices.astype(int) - expected).max() <= 1


def test_an_index_made_once_shows_the_same_through_every_window() -> None:
    for pixels in KINDS:
        radiograph = image(pixels)
        index = DisplayIndex.of(radiograph)
        assert np.array_equal(display_image(radiograph, index=index), display_image(radiograph))


@pytest.mark.slow
def test_a_window_drag_on_sixteen_megapixels_keeps_thirty_frames_a_second() -> None:
    pixels = np.tile(synthetic_image(500, 500, bits=16), (8, 8))
    radiograph = image(pixels)
    index = DisplayIndex.of(radiograph)
    spent = []
    for center in range(10_000, 50_000, 4000):
        began = time.thread_time()
        display_image(radiograph, WindowLevel(center, 20_000), index=index)
        spent.append(time.thread_time() - began)
    assert np.median(spent) < 1 / 30, f"{np.median(spent) * 1000:.0f} ms of processor time"


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_values_at_the_end_of_their_type_are_shown_without_a_warning(function: str) -> None:
    largest = float(np.finfo(np.float32).max)
    pixels = np.array([[-largest, 0, largest, np.inf, -np.inf, np.nan]], np.float32)
    shown = display_image(image(np.nan_to_num(pixels)), WindowLevel(0, 2, function))  # type: ignore[arg-type]
    assert shown[0, 0] == 0
    assert shown[0, 2] == 255
    radiograph = Radiograph(pixels, 32, WindowLevel.from_range(-largest, largest), "image", "TIFF")
    assert display_image(radiograph)[0].tolist() == [0, 128, 255, 255, 0, 0]


def test_an_absurd_slope_is_shown_without_a_warning() -> None:
    display_image(image(TWELVE, WindowLevel(0, 1), slope=1e300, intercept=-1e300))
