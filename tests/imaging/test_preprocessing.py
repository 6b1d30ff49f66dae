"""The network's input: one way for all, indifferent to how the image is stored or shown."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.images import encoded, synthetic_image
from xray_desktop.imaging import Preprocessing, Radiograph, WindowLevel, prepare
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.imaging.window_level import VoiFunction

RADIOGRAPH = synthetic_image(300, 360)
SPEC = Preprocessing()


def test_it_has_the_networks_shape_type_and_range() -> None:
    made = prepare(decode_radiograph(encoded(RADIOGRAPH, "PNG"), "radiograph"), SPEC)
    assert made.shape == (1, 1, 224, 224)
    assert made.dtype == np.float32
    assert made.min() == 0
    assert made.max() == 1


def test_8_bit_grey_is_squeezed_by_pillows_antialiased_bicubic_filter_and_stretched() -> None:
    jpeg = encoded(RADIOGRAPH, "JPEG")
    squeezed = Image.open(io.BytesIO(jpeg)).convert("L").resize((224, 224), Image.Resampling.BICUBIC)
    grey = np.asarray(squeezed, np.float32) / 255
    low, high = np.percentile(grey, (0.5, 99.5))
    expected = np.clip((grey - low) / (high - low), 0, 1)
    assert np.allclose(prepare(decode_radiograph(jpeg, "radiograph"), SPEC)[0, 0], expected, atol=1e-6)


def test_a_radiograph_of_the_right_size_is_not_resampled() -> None:
    radiograph = synthetic_image(224, 224)
    grey = radiograph / 255
    low, high = np.percentile(grey.astype(np.float32), (0.5, 99.5))
    expected = np.clip((grey - low) / (high - low), 0, 1)
    made = prepare(decode_radiograph(encoded(radiograph, "PNG"), "radiograph"), SPEC)
    assert np.allclose(made[0, 0], expected, atol=1e-6)


@pytest.mark.parametrize("kind", ["uint16", "int16", "float32", "int32"])
def test_depth_makes_next_to_no_difference(kind: str) -> None:
    deep = (RADIOGRAPH.astype(np.int64) * 100).astype(kind)
    radiograph = Radiograph(deep, 16, WindowLevel.from_range(0, 25_500), "radiograph", "TIFF")
    reference = prepare(decode_radiograph(encoded(RADIOGRAPH, "PNG"), "radiograph"), SPEC)
    assert np.abs(prepare(radiograph, SPEC) - reference).max() < 0.01


def test_exposure_and_window_make_no_difference_within_their_range() -> None:
    deep = RADIOGRAPH.astype(np.uint16) * 16
    reference = prepare(Radiograph(deep, 12, WindowLevel.from_range(0, 4095), "radiograph", "PNG"), SPEC)
    darker = prepare(Radiograph(deep // 2, 12, WindowLevel.from_range(0, 4095), "radiograph", "PNG"), SPEC)
    wider = prepare(Radiograph(deep, 12, WindowLevel.from_range(-4000, 9000), "radiograph", "PNG"), SPEC)
    assert np.abs(darker - reference).max() < 0.01
    assert np.abs(wider - reference).max() < 0.01


def test_inversion_is_undone() -> None:
    window = WindowLevel.from_range(0, 255)
    reference = prepare(Radiograph(RADIOGRAPH, 8, window, "radiograph", "PNG"), SPEC)
    negative = prepare(Radiograph(255 - RADIOGRAPH, 8, window, "radiograph", "PNG", inverted=True), SPEC)
    assert np.abs(negative - reference).max() < 0.005


def test_padding_is_black_in_8_bit_radiographs_too() -> None:
    padded = RADIOGRAPH.copy()
    padded[:, :60] = 255
    radiograph = Radiograph(
        padded, 8, WindowLevel.from_range(0, 255), "radiograph", "DICOM", padding=(255, 255)
    )
    made = prepare(radiograph, SPEC)[0, 0]
    assert made[:, :30].max() < 0.05


@pytest.mark.parametrize("pixels", [np.full((50, 60), 9, np.uint8), np.full((50, 60), np.nan, np.float32)])
def test_a_radiograph_without_contrast_becomes_zeros(pixels: np.ndarray) -> None:  # type: ignore[type-arg]
    radiograph = Radiograph(pixels, 8, WindowLevel.from_range(0, 255), "radiograph", "PNG")
    assert not prepare(radiograph, SPEC).any()


def test_the_parameters_survive_their_way_through_json() -> None:
    spec = Preprocessing(size=160, low_percentile=1, high_percentile=98)
    assert Preprocessing.from_dict(spec.as_dict()) == spec


@pytest.mark.parametrize(
    "values", [{"size": 8}, {"size": 5000}, {"low_percentile": 60, "high_percentile": 40}]
)
def test_parameters_out_of_range_are_refused(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"bounds|percentiles"):
        Preprocessing.from_dict(values)


def test_unknown_parameters_are_refused() -> None:
    with pytest.raises(TypeError):
        Preprocessing.from_dict({"size": 224, "mean": 0.5})


@pytest.mark.parametrize("kind", ["uint16", "int16", "int8"])
def test_the_table_of_greys_gives_what_the_greys_themselves_give(kind: str) -> None:
    deep = synthetic_image(300, 360, bits=12) // (32 if kind == "int8" else 1)
    radiograph = Radiograph(
        deep.astype(kind),
        12,
        WindowLevel(60, 90, "SIGMOID"),
        "radiograph",
        "PNG",
        inverted=True,
        padding=(10, 20),
    )
    assert radiograph.pixels.size > 65_536
    squeezed = Image.fromarray(radiograph.grey(radiograph.pixels)).resize(
        (300, 300), Image.Resampling.BICUBIC
    )
    clipped = np.clip(np.asarray(squeezed), 0, 1)
    low, high = np.percentile(clipped, (0.5, 99.5))
    expected = np.clip((clipped - low) / (high - low), 0, 1)
    assert np.allclose(prepare(radiograph, Preprocessing(size=300))[0, 0], expected, atol=1e-6)


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("limits", [(0.5, 99.5), (0, 100), (2, 60), (10, 45.3)])
def test_the_percentiles_of_8_bit_images_are_numpys_to_the_bit(
    limits: tuple[float, float], inverted: bool
) -> None:
    spec = Preprocessing(224, *limits)
    for seed in range(5):
        pixels = synthetic_image(224, 224, seed) // (seed + 1)
        grey = pixels.astype(np.float32) / np.float32(255)
        grey = 1 - grey if inverted else grey
        low, high = np.percentile(grey, limits)
        expected = np.clip((grey - np.float32(low)) / np.float32(high - low), 0, 1)
        image = Radiograph(pixels, 8, WindowLevel.from_range(0, 255), "", "PNG", inverted=inverted)
        assert np.array_equal(prepare(image, spec)[0, 0], expected)


@pytest.mark.parametrize("kind", ["uint16", "int16", "int32", "float32"])
@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_large_deep_images_are_squeezed_as_pillow_does(function: VoiFunction, kind: str) -> None:
    pixels = synthetic_image(900, 800, bits=12).astype(kind)
    window = WindowLevel(1900.5, 2600, function)
    image = Radiograph(pixels, 12, window, "", "DICOM", inverted=True, padding=(0, 3))
    squeezed = Image.fromarray(image.grey(pixels)).resize((224, 224), Image.Resampling.BICUBIC)
    grey = np.clip(np.asarray(squeezed), 0, 1)
    low, high = np.percentile(grey, (0.5, 99.5))
    expected = np.clip((grey - low) / (high - low), 0, 1)
    assert np.abs(prepare(image, SPEC)[0, 0] - expected).max() < 1 / 65_535
