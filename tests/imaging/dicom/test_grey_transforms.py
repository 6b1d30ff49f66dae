"""DICOM's grey pipeline: bits, Modality LUT, window or VOI LUT, padding, inversion, in that order."""

import struct

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

from tests.images import Pixels, dicom_bytes, synthetic_image
from tests.messages import codes
from xray_desktop.imaging import Preprocessing, Radiograph, WindowLevel, prepare
from xray_desktop.imaging.histogram import histogram
from xray_desktop.imaging.reading import decode_radiograph
from xray_desktop.imaging.window_level import VoiLut
from xray_desktop.messages import message

EIGHT = synthetic_image(120, 150)
TWELVE = synthetic_image(120, 150, bits=12)


def image(pixels: Pixels = TWELVE, **attributes: object) -> Radiograph:
    if pixels is TWELVE and "BitsStored" not in attributes:
        attributes["BitsStored"] = 12
    return decode_radiograph(dicom_bytes(pixels, **attributes), "image.dcm")


def table(entries: Pixels, first: int = 0, bits: int = 16, length: int | None = None) -> Dataset:
    item = Dataset()
    item.LUTDescriptor = [(len(entries) if length is None else length) % 65_536, first, bits]
    item.LUTExplanation = "made by a test"
    item.LUTData = entries.astype("<u2").tobytes()
    item["LUTData"].VR = "OW"
    item["LUTDescriptor"].VR = "SS" if first < 0 else "US"
    return item


def shown(radiograph: Radiograph) -> Pixels:
    return radiograph.grey(radiograph.pixels)


def test_a_window_is_applied_as_the_standard_says() -> None:
    radiograph = image(WindowCenter=2000, WindowWidth=1001)
    assert radiograph.voi == WindowLevel(2000, 1001, "LINEAR")
    expected = np.clip((TWELVE - (2000 - 0.5)) / (1001 - 1) + 0.5, 0, 1)
    assert np.allclose(shown(radiograph), expected, atol=1e-5)


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_the_function_of_a_window_is_kept(function: str) -> None:
    radiograph = image(WindowCenter=2000, WindowWidth=1000, VOILUTFunction=function)
    assert radiograph.voi == WindowLevel(2000, 1000, function)  # type: ignore[arg-type]
    if function == "SIGMOID":
        expected = 1 / (1 + np.exp(-4 * (TWELVE.astype(float) - 2000) / 1000))
        assert np.allclose(shown(radiograph), expected, atol=1e-5)


def test_several_windows_become_presets_with_their_names() -> None:
    radiograph = image(
        WindowCenter=[2000, 1000, 3000],
        WindowWidth=[4000, 300, 500],
        WindowCenterWidthExplanation=["NORMAL", "HARD", "SOFT"],
    )
    assert radiograph.presets == (
        WindowLevel(2000, 4000, "LINEAR", "NORMAL"),
        WindowLevel(1000, 300, "LINEAR", "HARD"),
        WindowLevel(3000, 500, "LINEAR", "SOFT"),
    )
    assert radiograph.voi is radiograph.presets[0]


def test_windows_that_cannot_be_are_left_out_with_a_note() -> None:
    radiograph = image(WindowCenter=[2000, 1000], WindowWidth=[-5, 300])
    assert [preset.low for preset in radiograph.presets] == [850]
    assert radiograph.notes == (message("dicom_window_ignored", width=-5.0),)
    narrow = image(WindowCenter=2000, WindowWidth=0.5)
    assert narrow.presets == (WindowLevel(2000, 0.5, "LINEAR_EXACT"),)


def test_a_window_that_shows_nothing_of_the_image_is_replaced_with_a_note() -> None:
    radiograph = image(WindowCenter=60_000, WindowWidth=100)
    assert radiograph.voi not in radiograph.presets
    assert np.ptp(shown(radiograph)) > 0.9
    assert codes(radiograph.notes) == ["dicom_window_unsuitable"]


def test_without_a_window_8_bits_are_shown_as_they_are() -> None:
    radiograph = image(EIGHT)
    assert (radiograph.voi.low, radiograph.voi.high) == (0, 255)


def test_without_a_window_deep_images_are_shown_but_for_a_thousandth_at_each_end() -> None:
    outliers = TWELVE.copy()
    outliers[0, :10] = 4095
    outliers[1:, 100] = np.minimum(outliers[1:, 100], 2000)
    radiograph = image(outliers, BitsStored=12)
    low, high = np.percentile(outliers, (0.1, 99.9))
    assert radiograph.voi.low == pytest.approx(low, abs=20)
    assert radiograph.voi.high == pytest.approx(high, abs=20)


def test_rescale_comes_before_the_window() -> None:
    radiograph = image(
        RescaleSlope=2, RescaleIntercept=-1000, RescaleType="OD", WindowCenter=1000, WindowWidth=2001
    )
    assert (radiograph.slope, radiograph.intercept, radiograph.unit) == (2, -1000, "OD")
    values = TWELVE.astype(float) * 2 - 1000
    assert np.array_equal(radiograph.modality_values(TWELVE), values.astype(np.float32))
    assert np.allclose(shown(radiograph), np.clip((values - 999.5) / 2000 + 0.5, 0, 1), atol=1e-5)


def test_a_rescale_slope_of_zero_is_not_applied_and_forbids_a_predicted_class() -> None:
    radiograph = image(RescaleSlope=0, RescaleIntercept=5)
    assert radiograph.slope == 1
    assert codes(radiograph.exclusion_reasons) == ["dicom_rescale_slope_zero"]


def test_a_modality_lut_replaces_the_stored_values() -> None:
    curve = (np.sqrt(np.arange(4096) / 4095) * 60_000).astype(np.uint16)
    radiograph = image(ModalityLUTSequence=[table(curve)])
    assert np.array_equal(radiograph.pixels, curve[TWELVE])
    assert (radiograph.slope, radiograph.intercept, radiograph.bits) == (1, 0, 16)


def test_a_modality_lut_holds_its_ends_beyond_its_range() -> None:
    curve = np.arange(1000, 2000).astype(np.uint16)
    radiograph = image(ModalityLUTSequence=[table(curve, first=500)])
    assert np.array_equal(radiograph.pixels, np.clip(TWELVE.astype(int) - 500, 0, 999) + 1000)


def test_a_damaged_modality_lut_is_not_applied_and_forbids_a_predicted_class() -> None:
    radiograph = image(ModalityLUTSequence=[table(np.arange(100), length=4096)])
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.exclusion_reasons) == ["dicom_modality_lut_damaged"]


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_a_voi_lut_is_applied_before_any_window(syntax: str) -> None:
    curve = (np.square(np.arange(4096) / 4095) * 1023).astype(np.uint16)
    radiograph = image(
        transfer_syntax=syntax,
        VOILUTSequence=[table(curve, bits=10)],
        WindowCenter=2000,
        WindowWidth=1000,
    )
    assert isinstance(radiograph.voi, VoiLut)
    assert radiograph.voi.name == "made by a test"
    assert [type(preset) for preset in radiograph.presets] == [VoiLut, WindowLevel]
    assert np.allclose(shown(radiograph), curve[TWELVE] / 1023, atol=1e-5)


def test_a_voi_lut_of_65536_entries_is_read() -> None:
    radiograph = image(VOILUTSequence=[table(np.arange(65_536))])
    assert isinstance(radiograph.voi, VoiLut)
    assert len(radiograph.voi.entries) == 65_536


def test_a_voi_lut_of_bytes_is_read() -> None:
    item = table(np.arange(4))
    item.LUTDescriptor = [4096, 0, 8]
    item.LUTData = (np.arange(4096) // 16).astype(np.uint8).tobytes()
    assert np.allclose(shown(image(VOILUTSequence=[item])), (TWELVE // 16) / 255, atol=1e-5)


def test_a_voi_lut_may_begin_below_zero() -> None:
    curve = np.arange(4096).astype(np.uint16)
    signed = TWELVE.astype(np.int16) - 2048
    radiograph = image(signed, BitsStored=12, VOILUTSequence=[table(curve, first=-2048, bits=12)])
    assert isinstance(radiograph.voi, VoiLut)
    assert radiograph.voi.first == -2048
    assert np.allclose(shown(radiograph), TWELVE / 4095, atol=1e-5)


def test_a_voi_lut_deeper_than_it_claims_is_not_overdriven() -> None:
    curve = np.arange(4096).astype(np.uint16)
    assert shown(image(VOILUTSequence=[table(curve, bits=8)])).max() <= 1


def test_a_damaged_voi_lut_gives_way_to_the_window() -> None:
    radiograph = image(
        VOILUTSequence=[table(np.arange(10), length=4096)], WindowCenter=2000, WindowWidth=1000
    )
    assert radiograph.voi == WindowLevel(2000, 1000, "LINEAR")
    assert codes(radiograph.notes) == ["dicom_voi_lut_damaged"]


@pytest.mark.parametrize(
    ("photometric", "shape"),
    [("MONOCHROME1", None), ("MONOCHROME1", "INVERSE"), ("MONOCHROME2", "INVERSE")],
)
def test_low_values_are_white_once_whichever_attributes_say_so(photometric: str, shape: str | None) -> None:
    radiograph = image(
        PhotometricInterpretation=photometric, PresentationLUTShape=shape, WindowCenter=2048, WindowWidth=4096
    )
    plain = image(WindowCenter=2048, WindowWidth=4096)
    assert radiograph.inverted
    assert np.allclose(shown(radiograph), 1 - shown(plain), atol=1e-6)


def test_inversion_comes_after_the_window() -> None:
    attributes = {"WindowCenter": 1000, "WindowWidth": 500}
    inverted, plain = image(PhotometricInterpretation="MONOCHROME1", **attributes), image(**attributes)
    assert np.allclose(shown(inverted), 1 - shown(plain), atol=1e-6)


def test_the_network_sees_an_image_alike_however_it_is_stored() -> None:
    spec = Preprocessing()
    reference = prepare(image(), spec)
    negative = image(
        (4095 - TWELVE).astype(np.uint16), BitsStored=12, PhotometricInterpretation="MONOCHROME1"
    )
    rescaled = image(RescaleSlope=0.5, RescaleIntercept=-300)
    shifted = image((TWELVE << 4).astype(np.uint16), BitsStored=12, HighBit=15)
    for other in (negative, rescaled, shifted):
        assert np.abs(prepare(other, spec) - reference).max() < 0.01
    eight = prepare(image(EIGHT), spec)
    from tests.images import encoded

    assert np.array_equal(eight, prepare(decode_radiograph(encoded(EIGHT, "PNG"), "image.png"), spec))


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, RLELossless])
@pytest.mark.parametrize(("stored", "high"), [(12, 11), (12, 15), (10, 9), (10, 12), (16, 15), (9, 8)])
def test_bits_around_the_stored_ones_are_taken_off(syntax: str, stored: int, high: int) -> None:
    values = (TWELVE >> (12 - min(stored, 12))).astype(np.uint16)
    shift = high + 1 - stored
    noise = np.random.default_rng(1).integers(0, 2**16, values.shape).astype(np.uint16)
    mask = (2**stored - 1) << shift
    dirty = ((values << shift) & mask) | (noise & ~np.uint16(mask))
    radiograph = image(dirty, transfer_syntax=syntax, BitsStored=stored, HighBit=high)
    assert np.array_equal(radiograph.pixels, values)
    assert radiograph.bits == stored
    above = high < 15
    assert codes(radiograph.exclusion_reasons) == (["dicom_bits_beyond"] if above else [])


@pytest.mark.parametrize(("stored", "high"), [(12, 11), (12, 15), (9, 8)])
def test_signed_values_of_few_bits_keep_their_sign(stored: int, high: int) -> None:
    half = 2 ** (stored - 1)
    values = (TWELVE >> (12 - stored)).astype(np.int16) - half
    shift = high + 1 - stored
    packed = ((values.astype(np.int32) & (2 * half - 1)) << shift).astype(np.uint16).view(np.int16)
    radiograph = image(packed, BitsStored=stored, HighBit=high)
    assert np.array_equal(radiograph.pixels, values)


def test_a_high_bit_that_does_not_fit_forbids_a_predicted_class() -> None:
    radiograph = image(BitsStored=12, HighBit=5)
    assert radiograph.exclusion_reasons == (message("dicom_high_bit_invalid", high_bit=5, stored=12),)
    assert np.array_equal(radiograph.pixels, TWELVE)


def test_more_bits_stored_than_allocated_forbid_a_predicted_class() -> None:
    reasons = image(BitsStored=20, HighBit=19).exclusion_reasons
    assert reasons[0] == message("dicom_bits_stored_invalid", stored=20, allocated=16)


def with_padding(**attributes: object) -> tuple[Radiograph, Pixels]:
    padded = TWELVE.copy()
    outside = np.zeros(padded.shape, bool)
    outside[:, :40] = True
    padded[outside] = 4095
    padded[~outside] = np.minimum(padded[~outside], 3000)
    return image(padded, BitsStored=12, PixelPaddingValue=4095, **attributes), outside


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_padding_is_black_whatever_the_inversion(photometric: str) -> None:
    radiograph, outside = with_padding(PhotometricInterpretation=photometric)
    assert radiograph.padding == (4095, 4095)
    grey = shown(radiograph)
    assert not grey[outside].any()
    assert grey[~outside].mean() > 0.2


def test_padding_is_left_out_of_window_and_histogram() -> None:
    radiograph, outside = with_padding()
    assert radiograph.voi.high <= 3000
    counts = histogram(radiograph)
    assert counts.total == np.count_nonzero(~outside)
    assert counts.edges[-1] <= 3012


def test_a_range_of_padding_is_understood_in_either_order() -> None:
    for first, last in ((0, 50), (50, 0)):
        assert image(PixelPaddingValue=first, PixelPaddingRangeLimit=last).padding == (0, 50)


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_padding_of_signed_pixels_is_signed(syntax: str) -> None:
    signed = TWELVE.astype(np.int16) - 2000
    data = dicom_bytes(signed, transfer_syntax=syntax, PixelPaddingValue=-2000)
    assert decode_radiograph(data, "image").padding == (-2000, -2000)
    wrong = data.replace(struct.pack("<HH", 0x28, 0x120) + b"SS", struct.pack("<HH", 0x28, 0x120) + b"US")
    assert decode_radiograph(wrong, "image").padding == (-2000, -2000)


def test_a_image_of_nothing_but_padding_is_shown_black() -> None:
    radiograph = image(np.full((64, 64), 7, np.uint16), PixelPaddingValue=7)
    assert not shown(radiograph).any()
    assert histogram(radiograph).total == 0


def test_attributes_of_a_single_frame_are_found() -> None:
    def group(macro: str, **attributes: object) -> Dataset:
        item, inner = Dataset(), Dataset()
        for keyword, value in attributes.items():
            setattr(inner, keyword, value)
        setattr(item, macro, [inner])
        return item

    shared = group("PixelMeasuresSequence", PixelSpacing=[0.2, 0.3])
    frames = [group("FrameVOILUTSequence", WindowCenter=1000 * n, WindowWidth=100) for n in (1, 2)]
    data = dicom_bytes(
        np.stack([TWELVE, TWELVE]),
        BitsStored=12,
        SharedFunctionalGroupsSequence=[shared],
        PerFrameFunctionalGroupsSequence=frames,
    )
    second = decode_radiograph(data, "image", frame=1)
    assert second.spacing == (0.2, 0.3)
    assert second.voi == WindowLevel(2000, 100, "LINEAR")


def test_a_voi_lut_that_declares_more_bits_than_it_holds_is_not_black() -> None:
    curve = np.arange(4096).astype(np.uint16)
    radiograph = image(VOILUTSequence=[table(curve, bits=16)])
    assert np.allclose(shown(radiograph), TWELVE / 4095, atol=1e-5)
    assert radiograph.notes == (message("dicom_voi_lut_scaled", declared=16, held=12),)


def test_a_voi_lut_over_a_modality_lut_begins_above_32767() -> None:
    signed = TWELVE.astype(np.int16) - 2048
    output = (np.arange(4096) + 40_000).astype(np.uint16)
    radiograph = image(
        signed,
        BitsStored=12,
        ModalityLUTSequence=[table(output, first=-2048)],
        VOILUTSequence=[table(np.arange(4096), first=40_000 - 65_536, bits=12)],
    )
    assert np.allclose(shown(radiograph), TWELVE / 4095, atol=1e-5)


def test_a_voi_lut_over_a_negative_slope_begins_below_zero() -> None:
    item = table(np.arange(4096), bits=12)
    item.LUTDescriptor = [4096, 61_441, 12]
    radiograph = image(RescaleSlope=-1, RescaleIntercept=0, VOILUTSequence=[item])
    assert np.allclose(shown(radiograph), (4095 - TWELVE) / 4095, atol=1e-5)


@pytest.mark.parametrize("keyword", ["ModalityLUTSequence", "VOILUTSequence"])
def test_an_empty_item_of_a_lut_sequence_means_nothing(keyword: str) -> None:
    radiograph = image(**{keyword: [Dataset()]}, WindowCenter=2048, WindowWidth=4096)
    assert radiograph.voi == WindowLevel(2048, 4096, "LINEAR")
    assert (radiograph.notes, radiograph.exclusion_reasons) == ((), ())


def with_window_text(center: bytes, width: bytes) -> Radiograph:
    """An image whose window is these bytes, which pydicom would not write."""
    data = dicom_bytes(TWELVE, BitsStored=12, WindowCenter="1111", WindowWidth="2222")
    for element, old, new in (
        (b"\x28\x00\x50\x10DS", b"1111", center),
        (b"\x28\x00\x51\x10DS", b"2222", width),
    ):
        new += b" " * (len(new) % 2)
        data = data.replace(element + struct.pack("<H", 4) + old, element + struct.pack("<H", len(new)) + new)
    return decode_radiograph(data, "image.dcm")


@pytest.mark.parametrize(
    ("center", "width", "windows", "notes"),
    [
        (b"1500,5", b"1000,0", [(1500.5, 1000)], []),
        (b"1500\\", b"1000\\", [(1500, 1000)], []),
        (b"abc\\1500", b"900\\1000", [(1500, 1000)], ["dicom_window_unreadable"]),
        (b"1500\\\\1600", b"1000\\\\1100", [(1500, 1000), (1600, 1100)], ["dicom_window_unreadable"]),
        (b"nan\\1500", b"900\\1000", [(1500, 1000)], ["dicom_window_unreadable"]),
    ],
)
def test_one_bad_value_of_several_windows_loses_no_good_one(
    center: bytes, width: bytes, windows: list[tuple[float, float]], notes: list[str]
) -> None:
    radiograph = with_window_text(center, width)
    assert [(voi.center, voi.width) for voi in radiograph.presets if isinstance(voi, WindowLevel)] == windows
    assert codes(radiograph.notes) == notes


@pytest.mark.parametrize(("center", "width"), [(128, 256), (100_000, 200_000), (32_768, 65_536)])
def test_a_window_for_another_depth_gives_way_to_the_automatic_one(center: int, width: int) -> None:
    pixels = np.maximum(TWELVE, 300)
    radiograph = image(pixels, BitsStored=12, WindowCenter=center, WindowWidth=width)
    assert codes(radiograph.notes) == ["dicom_window_unsuitable"]
    assert np.ptp(shown(radiograph)) > 0.9


def test_bits_stored_too_few_for_the_values_show_them_and_exclude_the_image() -> None:
    radiograph = image(BitsStored=10)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.exclusion_reasons == (message("dicom_bits_beyond", stored=10, found=12),)


def test_overlays_in_spare_bits_are_removed_with_a_note() -> None:
    overlay = np.zeros_like(TWELVE)
    overlay[10:20] = 1 << 14
    data = dicom_bytes(TWELVE | overlay, BitsStored=12)
    position = struct.pack("<HH2sHH", 0x6000, 0x0102, b"US", 2, 14)
    pixels = data.index(b"\xe0\x7f\x10\x00OW")
    radiograph = decode_radiograph(data[:pixels] + position + data[pixels:], "image.dcm")
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert codes(radiograph.notes) == ["dicom_bits_removed"]
    assert radiograph.exclusion_reasons == ()


def test_signed_values_beyond_the_bits_stored_are_shown_and_excluded() -> None:
    signed = (TWELVE.astype(np.int16) - 2048).astype(np.int16)
    radiograph = image(signed, BitsStored=10)
    assert np.array_equal(radiograph.pixels, signed)
    assert codes(radiograph.exclusion_reasons) == ["dicom_bits_beyond"]


def test_a_window_of_8_bits_that_leaves_most_of_a_deeper_image_white_is_replaced() -> None:
    pixels = TWELVE.copy()
    pixels[:, :60] = 20
    radiograph = image(pixels, BitsStored=12, WindowCenter=127.5, WindowWidth=255)
    assert codes(radiograph.notes) == ["dicom_window_unsuitable"]


@pytest.mark.parametrize("entries", [4096, 4095])
def test_a_voi_lut_of_bytes_in_big_endian_words(entries: int) -> None:
    curve = (np.arange(4096) // 16).astype(np.uint8)[:entries]
    item = Dataset()
    item.LUTDescriptor = [entries, 0, 8]
    packed = curve.tobytes() + b"\0" * (entries % 2)
    item.LUTData = np.frombuffer(packed, "<u2").astype(">u2").tobytes()
    item["LUTData"].VR = "OW"
    radiograph = image(transfer_syntax=ExplicitVRBigEndian, VOILUTSequence=[item])
    assert np.allclose(shown(radiograph), curve[np.minimum(TWELVE, entries - 1)] / 255, atol=1e-5)
