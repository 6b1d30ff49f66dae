"""Fragments and offset tables as real writers make them."""

import struct

import numpy as np
import pytest
from pydicom.uid import JPEGLosslessSV1

from tests.images import dicom_dataset, synthetic_image
from tests.imaging.dicom.files import DELIMITER, item, with_pixel_data
from tests.imaging.lossless_jpeg import lossless_jpeg
from tests.messages import unreadable
from xray_desktop.imaging import Radiograph
from xray_desktop.imaging.reading import decode_radiograph

TWELVE = synthetic_image(120, 151, bits=12)
CODESTREAM = lossless_jpeg(TWELVE, 12)


def read(value: bytes, **options: int) -> Radiograph:
    ds = dicom_dataset(TWELVE, BitsStored=12)
    return decode_radiograph(with_pixel_data(ds, value, JPEGLosslessSV1, **options), "image.dcm")


def even(content: bytes) -> bytes:
    return content + b"\0" * (len(content) % 2)


FRAGMENTS = [CODESTREAM[:1000], CODESTREAM[1000:3000], even(CODESTREAM[3000:])]


@pytest.mark.parametrize(
    "table",
    [
        b"",
        struct.pack("<I", 0),
        struct.pack("<I", 1234),  # from the beginning of the file
        struct.pack("<3I", 0, 1008, 3016),  # every fragment
        struct.pack("<I", 0xFFFFFFF0),
    ],
    ids=["none", "right", "absolute", "every fragment", "nonsense"],
)
def test_a_single_frame_is_all_its_fragments(table: bytes) -> None:
    radiograph = read(item(table) + b"".join(map(item, FRAGMENTS)) + DELIMITER)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.exclusion_reasons == ()


@pytest.mark.parametrize("padded", [True, False])
def test_fragments_of_odd_length_are_put_together(padded: bool) -> None:
    parts = [CODESTREAM[:1001], CODESTREAM[1001:2002], CODESTREAM[2002:]]
    value = (
        item(b"") + b"".join(item(part) + b"\0" * (padded and len(part) % 2) for part in parts) + DELIMITER
    )
    radiograph = read(value)
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.exclusion_reasons == ()


def test_encapsulated_pixel_data_may_state_its_length() -> None:
    value = item(b"") + item(even(CODESTREAM))
    radiograph = read(value, length=len(value))
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.exclusion_reasons == ()


@pytest.mark.parametrize("table", [True, False])
def test_frames_of_several_fragments_are_kept_apart(table: bool) -> None:
    frames = [synthetic_image(40, 50, seed, bits=12) for seed in range(2)]
    streams = [even(lossless_jpeg(frame, 12)) for frame in frames]
    parts = [part for stream in streams for part in (stream[:500], stream[500:])]
    offsets = struct.pack("<2I", 0, len(streams[0]) + 16) if table else b""
    ds = dicom_dataset(np.stack(frames), BitsStored=12)
    data = with_pixel_data(ds, item(offsets) + b"".join(map(item, parts)) + DELIMITER, JPEGLosslessSV1)
    for number in range(2):
        radiograph = decode_radiograph(data, "image.dcm", frame=number)
        assert np.array_equal(radiograph.pixels, frames[number])


def test_no_fragments_at_all_are_an_error() -> None:
    for value in (b"", DELIMITER, item(b"") + DELIMITER):
        with unreadable("dicom_frame_missing"):
            read(value)


def test_the_offset_table_may_be_missing() -> None:
    radiograph = read(b"".join(map(item, FRAGMENTS)) + DELIMITER)
    assert np.array_equal(radiograph.pixels, TWELVE)


def test_a_codestream_may_lie_bare_in_the_pixel_data() -> None:
    codestream = even(CODESTREAM)
    radiograph = read(codestream, length=len(codestream))
    assert np.array_equal(radiograph.pixels, TWELVE)
    assert radiograph.exclusion_reasons == ()
